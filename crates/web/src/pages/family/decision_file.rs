//! One decision in one file, for the family: without what others said, and without what must not be told.

use access::{Action, RecordKind, Side};
use axum::extract::{Path, State};
use axum::response::Response;
use documents::Print;

use super::download::file;
use super::reading::Reading;
use crate::actor::CodeHolder;
use crate::decisions::{DecisionFile, Which};
use crate::failure::PageFailure;
use crate::letters::{html_of, send};
use crate::site::Site;

/// The file as a page that stands alone.
pub async fn page(
    State(site): State<Site>,
    holder: CodeHolder,
    Path(decision): Path<String>,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-decision-file").await?;
    let name_of = |person| reading.name_of(person);
    let made = make(&reading, &decision, &name_of).await?;
    let blocks = made.blocks().ok_or(PageFailure::NotThere)?;
    Ok(file(&made.title(), &html_of(&blocks)))
}

/// The file as a PDF.
pub async fn pdf(
    State(site): State<Site>,
    holder: CodeHolder,
    Path(decision): Path<String>,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-decision-file").await?;
    let name_of = |person| reading.name_of(person);
    let authority = &site.application().rules().protocol().settings().partnership.authority;
    let paper = make(&reading, &decision, &name_of).await?.paper(authority).ok_or(PageFailure::NotThere)?;
    send(&site, paper, Print::Ordinary).await
}

async fn make<'a>(
    reading: &'a Reading,
    decision: &str,
    name_of: &'a (dyn Fn(Option<kernel::PersonId>) -> String + Sync),
) -> Result<DecisionFile<'a>, PageFailure> {
    let which = Which::named(decision).ok_or(PageFailure::NotThere)?;
    let open = reading.child.as_ref().filter(|_| reading.may(Action::Download, RecordKind::NeedDecision));
    let open = open.ok_or(PageFailure::NotThere)?;
    let application = reading.site.application();
    let child = &open.opened.state;
    let history = application.history_of_child(&reading.actor, &open.opened, open.id).await?;
    let taken = history.into_iter().rfind(|line| line.kind == which.event());
    let reads = if reading.may(Action::See, RecordKind::ReadLog) {
        let reads = application.reads(&reading.actor, &open.opened, open.id).await?;
        let policy = application.policy();
        let by_practitioner = |capacity: &kernel::Capacity| {
            policy.capacity(capacity).is_none_or(|entry| entry.side == Side::Practitioner)
        };
        Some(reads.shown_to_family().filter(|read| by_practitioner(&read.fact.capacity)).cloned().collect())
    } else {
        None
    };
    Ok(DecisionFile {
        words: reading.words(),
        rules: application.rules(),
        policy: application.policy(),
        child,
        which,
        in_force: taken.and_then(|line| line.rules),
        comments: child.comments.iter().filter(|comment| reading.sees_comment(comment)).collect(),
        reads,
        for_family: true,
        name_of,
    })
}
