//! Two editions side by side: what each says where they differ.

use axum::extract::{Query, State};
use axum::response::Response;
use govuk::{Button, Cell, Html, InsetText, Writer};
use guidance::{EditionKind, Guidance, full_date};
use rulebook::diff::{Change, Diff, Field, How, diff};
use serde::Deserialize;

use super::shown;
use crate::actor::Visitor;
use crate::layout::{Problems, page};
use crate::pages::children::fields::Typed;
use crate::site::Site;

/// Which two, by their identifiers; a day may follow, as in `CA-1989@2026-09-01`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    from: String,
    to: String,
}

/// The page; anybody may read it. Without two editions it compares the two latest of *Working Together*.
pub async fn show(State(site): State<Site>, visitor: Visitor, Query(wanted): Query<Wanted>) -> Response {
    let words = site.words();
    let guidance = site.application().rules().guidance();
    let (from, to) = sides(guidance, &wanted);
    let title = words.say("law-compare-title");
    let compared = diff(guidance, &from, &to);
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("law-compare-lead"));
        write_choice(&site, writer, guidance, (&from, &to));
        match &compared {
            Err(_) => writer.add(&InsetText::from(words.say("law-compare-not").as_str())),
            Ok(compared) => write_compared(&site, writer, compared),
        }
    });
    page(&site, &shown::frame(&visitor.actor), &title, main)
}

fn sides(guidance: &Guidance, wanted: &Wanted) -> (String, String) {
    let mut together: Vec<_> =
        guidance.editions().filter(|edition| edition.kind == EditionKind::WorkingTogether).collect();
    together.sort_by_key(|edition| edition.in_force.from);
    let mut latest = together.iter().rev().map(|edition| edition.id.clone());
    let (last, before) = (latest.next().unwrap_or_default(), latest.next().unwrap_or_default());
    let or = |given: &str, otherwise: String| if given.is_empty() { otherwise } else { given.to_owned() };
    (or(&wanted.from, before), or(&wanted.to, last))
}

/// The form asks with the address, so that a comparison can be kept and sent.
fn write_choice(site: &Site, writer: &mut Writer, guidance: &Guidance, (from, to): (&str, &str)) {
    let words = site.words();
    let nothing = Problems::default();
    let typed = Typed::new(site, None, &nothing);
    let mut editions: Vec<(&str, String)> =
        guidance.editions().map(|edition| (edition.id.as_str(), edition.title.clone())).collect();
    editions.sort_by(|one, other| one.1.cmp(&other.1));
    let form = writer.element("form").attribute("method", "get").attribute("action", "/guidance/compare");
    form.within(|writer| {
        typed.select(writer, "from", "law-compare-from", editions.clone(), from);
        typed.select(writer, "to", "law-compare-to", editions.clone(), to);
        writer.add(&Button::submit(words.say("law-compare-button")));
    });
}

fn write_compared(site: &Site, writer: &mut Writer, compared: &Diff) {
    let words = site.words();
    let day = |on| full_date(on);
    let values = [
        ("one", compared.from.title.as_str()),
        ("one-day", &day(compared.from.on)),
        ("other", &compared.to.title),
        ("other-day", &day(compared.to.on)),
    ];
    writer.element("p").class("govuk-body-l").text(&words.with("law-compared", &values));
    if compared.from.verified.needs_badge() || compared.to.verified.needs_badge() {
        writer.add(&InsetText::from(words.say("law-compared-unverified").as_str()));
    }
    let parts = [
        ("law-compared-clauses", &compared.clauses),
        ("law-compared-duties", &compared.duties),
        ("law-compared-limits", &compared.limits),
        ("law-compared-checks", &compared.checks),
    ];
    for (caption, changes) in parts {
        if changes.is_empty() {
            writer.heading(2, words.say(caption));
            writer.paragraph(words.say("law-compared-none"));
            continue;
        }
        let rows = changes.iter().flat_map(|change| rows(site, change)).collect();
        let heads = ["law-compared-what", "law-compared-before", "law-compared-after"];
        shown::write_table(site, writer, &words.say(caption), &heads, rows);
    }
}

fn rows(site: &Site, change: &Change) -> Vec<Vec<Cell>> {
    let words = site.words();
    let row = |what: String, before: String, after: String| {
        vec![Cell::from(what), Cell::from(before), Cell::from(after)]
    };
    let says = change.says.clone().unwrap_or_default();
    match change.change {
        How::Added => {
            let new = words.with("law-compared-new", &[("says", &says)]);
            vec![row(change.name.clone(), words.say("law-compared-not-there"), new)]
        }
        How::Removed => vec![row(change.name.clone(), says, words.say("law-compared-gone"))],
        How::Changed => {
            let said = |field: &Field| {
                let part = words.say(&format!("law-part-{}", field.key.replace('_', "-")));
                row(
                    words.with("law-compared-part", &[("name", &change.name), ("part", &part)]),
                    field.was(),
                    field.is_now(),
                )
            };
            change.fields.iter().map(said).collect()
        }
    }
}
