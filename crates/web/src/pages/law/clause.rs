//! One clause of law or guidance: what it asks in our words, where it stands, how well it was checked, what rests on it.

use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Content, Html, SummaryList, SummaryRow};
use guidance::{Clause, Duty, full_date};

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
    // What the partnership checked is part of its state.
    site.application().partnership_state().await?;
    let guidance = site.application().rules().guidance();
    let clause = guidance.clause(&id).ok_or(PageFailure::NotThere)?;
    let words = site.words();
    let rests: Vec<&Duty> = guidance.duties().filter(|duty| duty.clauses.contains(&clause.id)).collect();
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&clause.citation);
        writer.element("p").class("govuk-body-l").text(&clause.requires);
        writer.paragraph(words.say("clause-our-words"));
        writer.add(&SummaryList::of(rows(&site, clause)));
        if shown::may_confirm(&site, &visitor.actor) {
            let address = format!("/clauses/{}/confirm", clause.id);
            writer.add(&Button::link(words.say("clause-confirm"), address));
        }
        if !rests.is_empty() {
            shown::write_duties(&site, writer, &words.say("clause-duties"), &rests);
        }
        writer.element("p").class("govuk-body").within(|writer| {
            let edition = format!("/guidance/editions/{}", clause.edition);
            shown::link(writer, &edition, &words.say("clause-more-of-edition"));
        });
    });
    Ok(page(&site, &shown::frame(&visitor.actor), &clause.citation, main))
}

fn rows(site: &Site, clause: &Clause) -> Vec<SummaryRow> {
    let words = site.words();
    let edition = site.application().rules().guidance().edition(&clause.edition);
    let mut rows = vec![
        SummaryRow::new(
            words.say("clause-edition"),
            edition.map_or(clause.edition.clone(), |edition| edition.title.clone()),
        ),
        SummaryRow::new(words.say("clause-place"), clause.place.clone()),
        SummaryRow::new(words.say("clause-in-force"), shown::clause_in_force(site, clause)),
        SummaryRow::new(words.say("clause-source"), clause.source.clone()),
        SummaryRow::new(words.say("clause-verified"), verified(site, clause)),
    ];
    let doubts = clause.doubts.iter().chain(edition.and_then(|edition| edition.doubts.as_ref()));
    rows.extend(doubts.map(|doubt| SummaryRow::new(words.say("clause-doubts"), doubt.clone())));
    rows
}

/// The level of checking, with what it means; and who of the partnership checked it since.
fn verified(site: &Site, clause: &Clause) -> Content {
    let words = site.words();
    let confirmed = site.application().confirmation(&clause.id);
    Html::build(|writer| {
        if let Some(confirmed) = &confirmed {
            let values = [
                ("name", confirmed.by.as_str()),
                ("date", &full_date(confirmed.on)),
                ("source", &confirmed.source),
            ];
            writer.paragraph(words.with("clause-confirmed", &values));
            writer.paragraph(
                words.with("clause-before-confirmed", &[("level", &shown::level(site, clause.verified))]),
            );
            return;
        }
        if clause.verified.needs_badge() {
            shown::badge(site, writer);
            writer.text(" ");
        }
        writer.text(&shown::level(site, clause.verified));
    })
    .into()
}
