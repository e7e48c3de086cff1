//! One edition: when it is in force, where it was read, its clauses and the duties that rest on them.

use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Html, SummaryList, SummaryRow};
use guidance::{Clause, Duty};

use super::shown;
use crate::actor::Visitor;
use crate::failure::PageFailure;
use crate::layout::page;
use crate::site::Site;

/// The page; anybody may read it.
pub async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, PageFailure> {
    site.application().partnership_state().await?;
    let words = site.words();
    let guidance = site.application().rules().guidance();
    let edition = guidance.edition(&id).ok_or(PageFailure::NotThere)?;
    let clauses: Vec<&Clause> = guidance.clauses().filter(|clause| clause.edition == id).collect();
    let rests =
        |duty: &&Duty| duty.clauses.iter().any(|named| clauses.iter().any(|clause| clause.id == *named));
    let duties: Vec<&Duty> = guidance.duties().filter(rests).collect();
    let mut rows = vec![
        SummaryRow::new(words.say("clause-in-force"), shown::in_force(&site, &edition.in_force)),
        SummaryRow::new(words.say("clause-source"), edition.source.clone()),
        SummaryRow::new(words.say("clause-verified"), shown::level(&site, edition.verified)),
    ];
    rows.extend(
        edition.doubts.iter().map(|doubt| SummaryRow::new(words.say("clause-doubts"), doubt.clone())),
    );
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&edition.title);
        writer.add(&SummaryList::of(rows));
        shown::write_clauses(&site, writer, &words.say("law-clauses"), clauses.iter().copied());
        if !duties.is_empty() {
            shown::write_duties(&site, writer, &words.say("clause-duties"), &duties);
        }
    });
    Ok(page(&site, &shown::frame(&visitor.actor), &edition.title, main))
}
