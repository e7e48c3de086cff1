//! What these pages show alike: the frame for whoever reads, days, badges, links.

use access::{Action, Actor, FieldKind, RecordFacts, RecordKind, Resource};
use govuk::{Cell, Html, Table, Writer};
use guidance::{Clause, Duty, Guidance, Interval, Verified};

use crate::layout::Frame;
use crate::pages::work::scroll;
use crate::site::Site;

/// The frame of whoever reads: anybody may.
pub(in crate::pages) fn frame(actor: &Actor) -> Frame {
    match actor {
        Actor::Practitioner { .. } => Frame::practitioner(actor, ""),
        Actor::Family { .. } => Frame::Family,
        Actor::Anonymous { .. } => Frame::Public,
    }
}

/// Whether this reader may say that a clause was checked.
pub(super) fn may_confirm(site: &Site, actor: &Actor) -> bool {
    let facts = RecordFacts::new(actor.partnership().clone());
    let resource = Resource::of(actor, RecordKind::Clause, FieldKind::Ordinary, &facts);
    site.application().policy().decide(actor, Action::Write, &resource).allowed
}

/// Between which days something is in force.
pub(super) fn in_force(site: &Site, interval: &Interval) -> String {
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

/// Between which days a clause is in force, or that nobody knows yet from when.
pub(super) fn clause_in_force(site: &Site, clause: &Clause) -> String {
    match clause.commencement {
        guidance::Commencement::Known => in_force(site, &clause.in_force),
        guidance::Commencement::Expected => site.words().say("clause-commencement-expected"),
        guidance::Commencement::Unknown => site.words().say("clause-commencement-unknown"),
    }
}

/// How well something was checked, in one short phrase.
pub(super) fn level(site: &Site, level: Verified) -> String {
    site.words().say(match level {
        Verified::Primary => "clause-verified-primary",
        Verified::Secondary => "clause-verified-secondary",
        Verified::Weak => "clause-verified-weak",
        Verified::Recalled => "clause-verified-recalled",
    })
}

/// The mark of what was not read where it was first written.
pub(super) fn badge(site: &Site, writer: &mut Writer) {
    writer.element("span").class("alongside-verified").text(&site.words().say("work-unverified"));
}

/// A link to a clause, with the mark where it needs one.
pub(super) fn clause_link(site: &Site, clause: &Clause) -> Html {
    Html::build(|writer| {
        link(writer, &format!("/clauses/{}", clause.id), &clause.citation);
        if site.application().is_unverified(clause) {
            writer.text(" ");
            badge(site, writer);
        }
    })
}

/// A link.
pub(super) fn link(writer: &mut Writer, href: &str, text: &str) {
    writer.element("a").class("govuk-link").attribute("href", href).text(text);
}

/// The limit of a duty in words.
pub(super) fn limit(site: &Site, guidance: &Guidance, duty: &Duty) -> String {
    let clock = duty.clock.as_deref().and_then(|clock| guidance.clock(clock));
    clock.map_or_else(|| site.words().say("clause-no-limit"), |clock| clock.limit.to_string())
}

/// A table of clauses, each with a link to its own page.
pub(super) fn write_clauses<'a>(
    site: &Site,
    writer: &mut Writer,
    caption: &str,
    clauses: impl Iterator<Item = &'a Clause>,
) {
    let rows = clauses.map(|clause| {
        vec![
            Cell::from(clause_link(site, clause)),
            Cell::from(clause.requires.as_str()),
            Cell::from(clause_in_force(site, clause)),
        ]
    });
    let heads = ["law-clause", "clause-must", "clause-in-force"];
    write_table(site, writer, caption, &heads, rows.collect());
}

/// A table of duties, each with a link to its own page.
pub(super) fn write_duties(site: &Site, writer: &mut Writer, caption: &str, duties: &[&Duty]) {
    let guidance = site.application().rules().guidance();
    let rows = duties.iter().map(|duty| {
        let name = Html::build(|writer| link(writer, &format!("/guidance/duties/{}", duty.id), &duty.name));
        vec![
            Cell::from(name),
            Cell::from(duty.must.as_str()),
            Cell::from(limit(site, guidance, duty)),
            Cell::from(duty.id.as_str()),
        ]
    });
    let heads = ["clause-duty", "clause-must", "clause-limit", "clause-id"];
    write_table(site, writer, caption, &heads, rows.collect());
}

/// A table that scrolls by itself where it is too wide.
pub(in crate::pages) fn write_table(
    site: &Site,
    writer: &mut Writer,
    caption: &str,
    heads: &[&str],
    rows: Vec<Vec<Cell>>,
) {
    let table = Table {
        caption: caption.to_owned(),
        caption_classes: "govuk-table__caption--m".to_owned(),
        first_cell_is_header: true,
        head: Some(heads.iter().map(|name| Cell::from(site.words().say(name).as_str())).collect()),
        rows,
        ..Table::default()
    };
    scroll(writer, caption, &table);
}
