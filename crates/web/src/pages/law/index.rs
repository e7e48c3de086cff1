//! Every edition that a clause can come from, and how to compare two.

use axum::extract::State;
use axum::response::Response;
use govuk::{Button, Cell, Html};
use guidance::{Edition, EditionKind};

use super::shown;
use crate::actor::Visitor;
use crate::layout::page;
use crate::site::Site;

/// The page; anybody may read it.
pub async fn show(State(site): State<Site>, visitor: Visitor) -> Response {
    let words = site.words();
    let guidance = site.application().rules().guidance();
    let title = words.say("law-title");
    let kinds = [
        (EditionKind::WorkingTogether, "law-working-together"),
        (EditionKind::Act, "law-acts"),
        (EditionKind::Regulations, "law-regulations"),
        (EditionKind::Guidance, "law-guidance"),
    ];
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.element("p").class("govuk-body-l").text(&words.say("law-lead"));
        writer.paragraph(words.say("law-unverified"));
        writer.element("p").class("govuk-body").within(|writer| {
            shown::link(writer, "/guidance/duties", &words.say("law-duties-link"));
        });
        writer.element("p").class("govuk-body").within(|writer| {
            shown::link(writer, "/protocol", &words.say("law-protocol-link"));
        });
        writer.add(&Button::link(words.say("law-compare"), "/guidance/compare"));
        for (kind, caption) in kinds {
            let editions: Vec<&Edition> =
                guidance.editions().filter(|edition| edition.kind == kind).collect();
            if editions.is_empty() {
                continue;
            }
            let rows = editions.into_iter().map(|edition| {
                let clauses = guidance.clauses().filter(|clause| clause.edition == edition.id).count();
                let name = Html::build(|writer| {
                    shown::link(writer, &format!("/guidance/editions/{}", edition.id), &edition.title);
                    if edition.verified.needs_badge() {
                        writer.text(" ");
                        shown::badge(&site, writer);
                    }
                });
                vec![
                    Cell::from(name),
                    Cell::from(shown::in_force(&site, &edition.in_force)),
                    Cell::from(clauses.to_string()),
                ]
            });
            let heads = ["law-edition", "clause-in-force", "law-clauses"];
            shown::write_table(&site, writer, &words.say(caption), &heads, rows.collect());
        }
    });
    page(&site, &shown::frame(&visitor.actor), &title, main)
}
