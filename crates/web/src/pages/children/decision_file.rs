//! One decision in one file, for whoever may see how needs were decided.

use access::{Action, FieldKind, RecordKind};
use axum::extract::{Path, State};
use axum::response::Response;
use documents::Print;
use records::child::Comment;
use uuid::Uuid;

use super::child_page::ChildPage;
use crate::actor::SignedIn;
use crate::decisions::{DecisionFile, Which};
use crate::failure::PageFailure;
use crate::letters::{html_of, send};
use crate::pages::family::download::file;
use crate::site::Site;

/// The file as a page that stands alone.
pub async fn page(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, decision)): Path<(Uuid, String)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "decision-file").await?;
    let name_of = |person| page.name_of(person);
    let made = make(&page, &decision, &name_of).await?;
    let blocks = made.blocks().ok_or(PageFailure::NotThere)?;
    Ok(file(&made.title(), &html_of(&blocks)))
}

/// The file as a PDF.
pub async fn pdf(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, decision)): Path<(Uuid, String)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "decision-file").await?;
    let name_of = |person| page.name_of(person);
    let authority = &site.application().rules().protocol().settings().partnership.authority;
    let paper = make(&page, &decision, &name_of).await?.paper(authority).ok_or(PageFailure::NotThere)?;
    send(&site, paper, Print::Ordinary).await
}

async fn make<'a>(
    page: &'a ChildPage,
    decision: &str,
    name_of: &'a (dyn Fn(Option<kernel::PersonId>) -> String + Sync),
) -> Result<DecisionFile<'a>, PageFailure> {
    page.must(Action::See, RecordKind::NeedDecision)?;
    let which = Which::named(decision).ok_or(PageFailure::NotThere)?;
    let application = page.site.application();
    let history = application.history_of_child(&page.actor, &page.opened, page.id).await?;
    let taken = history.into_iter().rfind(|line| line.kind == which.event());
    let reads = if page.may(Action::See, RecordKind::ReadLog) {
        let whole = page.may_field(Action::See, RecordKind::ReadLog, FieldKind::Safeguarding);
        let reads = application.reads(&page.actor, &page.opened, page.id).await?;
        let shown = reads.reads.into_iter().map(|(_, read)| read);
        Some(shown.filter(|read| whole || !read.fact.kept_from_family).collect())
    } else {
        None
    };
    let sees = page.may_field(Action::See, RecordKind::Comment, FieldKind::OwnWords);
    let comments: Vec<&Comment> = page.child().comments.iter().filter(|_| sees).collect();
    Ok(DecisionFile {
        words: page.words(),
        rules: application.rules(),
        policy: application.policy(),
        child: page.child(),
        which,
        in_force: taken.and_then(|line| line.rules),
        comments,
        reads,
        for_family: false,
        name_of,
    })
}
