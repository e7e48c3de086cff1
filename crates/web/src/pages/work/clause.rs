//! One clause of law or guidance: what it asks in our words, where it stands, how well it was checked, what rests on it.

use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Cell, Content, Html, SummaryList, SummaryRow, Table};
use guidance::{Clause, Duty, Guidance, Interval, Verified};

use crate::actor::Visitor;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::pages::work::shown::scroll;
use crate::site::Site;

/// The page; anybody may read it.
pub async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, PageFailure> {
    let guidance = site.application().rules().guidance();
    let clause = guidance.clause(&id).ok_or(PageFailure::NotThere)?;
    let words = site.words();
    let frame = match &visitor.actor {
        access::Actor::Practitioner { .. } => Frame::practitioner(&visitor.actor, ""),
        access::Actor::Family { .. } => Frame::Family,
        access::Actor::Anonymous { .. } => Frame::Public,
    };
    let rests: Vec<&Duty> = guidance.duties().filter(|duty| duty.clauses.contains(&clause.id)).collect();
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&clause.citation);
        writer.element("p").class("govuk-body-l").text(&clause.requires);
        writer.paragraph(words.say("clause-our-words"));
        writer.add(&SummaryList::of(rows(&site, guidance, clause)));
        if !rests.is_empty() {
            let caption = words.say("clause-duties");
            scroll(writer, &caption, &duties_table(&site, guidance, &caption, &rests));
        }
    });
    Ok(page(&site, &frame, &clause.citation, main))
}

fn rows(site: &Site, guidance: &Guidance, clause: &Clause) -> Vec<SummaryRow> {
    let words = site.words();
    let edition = guidance.edition(&clause.edition);
    let mut rows = vec![
        SummaryRow::new(
            words.say("clause-edition"),
            edition.map_or(clause.edition.clone(), |edition| edition.title.clone()),
        ),
        SummaryRow::new(words.say("clause-place"), clause.place.clone()),
        SummaryRow::new(words.say("clause-in-force"), in_force(site, &clause.in_force)),
        SummaryRow::new(words.say("clause-source"), clause.source.clone()),
        SummaryRow::new(words.say("clause-verified"), verified(site, clause.verified)),
    ];
    let doubts = clause.doubts.iter().chain(edition.and_then(|edition| edition.doubts.as_ref()));
    rows.extend(doubts.map(|doubt| SummaryRow::new(words.say("clause-doubts"), doubt.clone())));
    rows
}

fn in_force(site: &Site, interval: &Interval) -> String {
    let words = site.words();
    let always = interval.from == jiff::civil::Date::MIN;
    match (always, interval.to) {
        (true, None) => words.say("clause-no-dates"),
        (true, Some(to)) => words.with("clause-until", &[("to", &guidance::full_date(to))]),
        (false, None) => words.with("clause-from", &[("from", &guidance::full_date(interval.from))]),
        (false, Some(to)) => words.with(
            "clause-from-until",
            &[("from", &guidance::full_date(interval.from)), ("to", &guidance::full_date(to))],
        ),
    }
}

/// The level of checking, with what it means.
fn verified(site: &Site, level: Verified) -> Content {
    let name = match level {
        Verified::Primary => "clause-verified-primary",
        Verified::Secondary => "clause-verified-secondary",
        Verified::Weak => "clause-verified-weak",
        Verified::Recalled => "clause-verified-recalled",
    };
    let words = site.words();
    Html::build(|writer| {
        if level.needs_badge() {
            writer.element("span").class("alongside-verified").text(&words.say("work-unverified"));
            writer.text(" ");
        }
        writer.text(&words.say(name));
    })
    .into()
}

fn duties_table(site: &Site, guidance: &Guidance, caption: &str, duties: &[&Duty]) -> Table {
    let words = site.words();
    let rows = duties
        .iter()
        .map(|duty| {
            let clock = duty.clock.as_deref().and_then(|clock| guidance.clock(clock));
            let limit = clock.map_or_else(|| words.say("clause-no-limit"), |clock| clock.limit.to_string());
            vec![
                Cell::from(duty.name.as_str()),
                Cell::from(duty.must.as_str()),
                Cell::from(limit),
                Cell::from(duty.id.as_str()),
            ]
        })
        .collect();
    Table {
        caption: caption.to_owned(),
        caption_classes: "govuk-table__caption--m".to_owned(),
        first_cell_is_header: true,
        head: Some(
            ["clause-duty", "clause-must", "clause-limit", "clause-id"]
                .map(|name| Cell::from(words.say(name).as_str()))
                .into(),
        ),
        rows,
        ..Table::default()
    }
}
