//! Dates, duties, people and badges, shown in one way on every page of a practitioner.

use access::{Action, Actor, FieldKind, RecordFacts, RecordKind, Resource};
use application::{DutyShown, LineShown};
use govuk::{Cell, Component, Details, Html, Table, Tag, Writer};
use guidance::{Due, Scheduled, Status};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{PersonId, StreamId, StreamKind};
use records::partnership::Partnership;

use crate::site::Site;

/// A day in few letters: `Mon 23 Nov 2026`.
pub(in crate::pages) fn short_date(date: Date) -> String {
    date.strftime("%a %-d %b %Y").to_string()
}

/// An instant in few letters, in England: `23 Nov 2026, 09:30`.
pub(in crate::pages) fn short_time(at: Timestamp) -> String {
    kernel::london_datetime(at).strftime("%-d %b %Y, %H:%M").to_string()
}

/// When something is due, in few letters.
pub(in crate::pages) fn short_due(site: &Site, due: Due) -> String {
    match due {
        Due::On(date) => short_date(date),
        Due::At(at) => short_time(at),
        Due::NoLimit => site.words().say("work-due-no-limit"),
        Due::BeyondKnownHolidays => site.words().say("work-due-beyond"),
    }
}

/// A practitioner's name, or that it is not known.
pub(in crate::pages) fn name_of(site: &Site, partnership: &Partnership, person: Option<PersonId>) -> String {
    partnership.name_of(person).map_or_else(|| site.words().say("work-nobody-known"), str::to_owned)
}

/// The status in words, in a box whose colour only repeats them.
pub(in crate::pages) fn status_tag(site: &Site, status: Status) -> Tag {
    let (colour, name) = match status {
        Status::Overdue => ("red", "work-status-late"),
        Status::Due => ("orange", "work-status-today"),
        Status::Unanswered => ("grey", "work-status-open"),
        Status::NotYet => ("grey", "work-status-not-yet"),
        Status::Upcoming => ("blue", "work-status-upcoming"),
        Status::Late => ("grey", "work-status-done-late"),
        Status::TooSoon => ("grey", "work-status-too-soon"),
        Status::Met => ("green", "work-status-done"),
        Status::Lapsed => ("grey", "work-status-ended"),
    };
    Tag::coloured(colour, site.words().say(name))
}

/// The clause that something rests on, with its badge, and how the date was found.
pub(in crate::pages) fn because(site: &Site, duty: &Scheduled) -> Html {
    let words = site.words();
    Html::build(|writer| {
        let clause = duty.clause.as_deref().and_then(|id| site.application().rules().guidance().clause(id));
        match clause {
            Some(clause) => {
                writer
                    .element("a")
                    .class("govuk-link alongside-clause")
                    .attribute("href", &format!("/clauses/{}", clause.id))
                    .text(&clause.citation);
            }
            None => writer.text(&words.say("work-local-standard")),
        }
        if duty.verified.is_some_and(guidance::Verified::needs_badge) {
            writer.text(" ");
            writer.element("span").class("alongside-verified").text(&words.say("work-unverified"));
        }
        writer.add(&Details {
            summary: Html::build(|writer| {
                writer.text(&words.say("work-how-found"));
                writer.element("span").class("govuk-visually-hidden").text(&format!(": {}", duty.name));
            })
            .into(),
            content: duty.explanation.clone().into(),
            classes: "alongside-details-small".to_owned(),
            ..Details::default()
        });
    })
}

/// The address of a record, where the reader could open one of its kind that is on their list. The list may hold more:
/// a duty of a whole team stands there for everybody in it.
pub(super) fn address_of(site: &Site, actor: &Actor, stream: StreamId) -> Option<String> {
    let (kind, path) = match stream.kind {
        StreamKind::Child => (RecordKind::ChildRecord, "children"),
        StreamKind::Request => (RecordKind::Request, "requests"),
        StreamKind::Concern => (RecordKind::Concern, "concerns"),
        StreamKind::Challenge => (RecordKind::Challenge, "challenges"),
        StreamKind::Protection => (RecordKind::Protection, "protection"),
        StreamKind::Contact => (RecordKind::Contact, "contacts"),
        StreamKind::Help => (RecordKind::Help, "help"),
        StreamKind::LookedAfter => (RecordKind::LookedAfter, "looked-after"),
        StreamKind::Place => (RecordKind::Place, "places"),
        _ => return None,
    };
    let mut facts = RecordFacts::new(actor.partnership().clone());
    facts.on_support_route =
        matches!(stream.kind, StreamKind::Child | StreamKind::Request | StreamKind::Challenge);
    if let Some(person) = actor.person() {
        facts.involved = actor.capacities().iter().map(|capacity| (person, capacity.clone())).collect();
    }
    let resource = Resource::of(actor, kind, FieldKind::Ordinary, &facts);
    let may = site.application().policy().decide(actor, Action::See, &resource).allowed;
    may.then(|| format!("/{path}/{}", stream.id))
}

/// Whom or what a line is about: a link with the reference and the marks beside it.
pub(super) fn about(site: &Site, actor: &Actor, line: &LineShown) -> Html {
    Html::build(|writer| {
        let title = if line.line.title.is_empty() {
            site.words().say("work-no-name")
        } else {
            line.line.title.clone()
        };
        match address_of(site, actor, line.stream) {
            Some(href) => {
                writer.element("a").class("govuk-link").attribute("href", &href).within(|writer| {
                    writer.text(&title);
                    if !line.line.reference.is_empty() {
                        writer.text(" ");
                        writer.text(&line.line.reference);
                    }
                });
            }
            None => writer.text(&title),
        }
        write_marks(site, writer, &line.line.marks);
    })
}

/// The marks of a line, each in words.
pub(super) fn write_marks(site: &Site, writer: &mut Writer, marks: &[String]) {
    for mark in marks {
        let name = match mark.as_str() {
            "care-may-fail" => "work-mark-care-may-fail",
            "asker-not-confirmed" => "work-mark-asker-not-confirmed",
            "immediate" => "work-mark-immediate",
            "unsure" => "work-mark-unsure",
            "escalated" => "work-mark-escalated",
            "training-gap" => "work-mark-training-gap",
            "comment-unanswered" => "work-mark-comment-unanswered",
            "talk" => "work-mark-talk",
            "second-look" => "work-mark-second-look",
            "complaint" => "work-mark-complaint",
            "route" => "work-mark-route",
            "actions-open" => "work-mark-actions-open",
            _ => continue,
        };
        let colour = match mark.as_str() {
            "care-may-fail" | "immediate" | "escalated" => "red",
            _ => "yellow",
        };
        writer.text(" ");
        writer.add(&Tag::coloured(colour, site.words().say(name)));
    }
}

/// A box that scrolls sideways by itself, with what is in it.
pub(crate) fn scroll(writer: &mut Writer, label: &str, component: &impl Component) {
    writer
        .element("div")
        .class("alongside-scroll")
        .attribute("role", "region")
        .attribute("aria-label", label)
        .attribute("tabindex", "0")
        .within(|writer| writer.add(component));
}

/// The steps of a child's protection by which what somebody owes is done.
const DONE_BY: [(&str, &str); 6] = [
    ("CP-03", "seen"),
    ("CP-06", "core-group"),
    ("CP-07", "core-group"),
    ("CP-10", "visit"),
    ("CP-13", "disagree-answer"),
    ("LS-DISAGREEMENT-NEXT", "disagree-next"),
];

/// The page on which the reader does what they owe by name, without a way over the record.
fn done_on(duty: &DutyShown, actor: &Actor) -> Option<String> {
    let stream = duty.about.stream;
    let theirs = duty.person.is_some() && duty.person == actor.person();
    if stream.kind == StreamKind::LookedAfter {
        // That a review came before a change is recorded by whoever leads the care; the reviewer, whose it is by name, reads it.
        let step =
            crate::pages::looked_after::done_by(&duty.scheduled.duty).filter(|step| *step != "answered")?;
        return theirs.then(|| format!("/looked-after/{}/{step}", stream.id));
    }
    let (_, step) = DONE_BY.iter().find(|(known, _)| *known == duty.scheduled.duty)?;
    (theirs && stream.kind == StreamKind::Protection).then(|| format!("/protection/{}/{step}", stream.id))
}

/// A dense table of duties. With `actor`, each row says what it is about.
pub(in crate::pages) fn duty_table(
    site: &Site,
    caption: &str,
    duties: &[&DutyShown],
    actor: Option<&Actor>,
) -> Table {
    let words = site.words();
    let mut head = vec!["work-column-what"];
    head.extend(actor.map(|_| "work-column-about"));
    head.extend(["work-column-due", "work-column-who", "work-column-why"]);
    let rows = duties
        .iter()
        .map(|duty| {
            let what = Html::build(|writer| {
                match actor.and_then(|actor| done_on(duty, actor)) {
                    Some(href) => {
                        let link = writer.element("a").class("govuk-link govuk-!-font-weight-bold");
                        link.attribute("href", &href).text(&duty.scheduled.name);
                    }
                    None => writer.element("strong").text(&duty.scheduled.name),
                }
                writer.element("span").class("alongside-because").text(&duty.scheduled.must);
            });
            let due = Html::build(|writer| {
                writer.text(&short_due(site, duty.scheduled.due));
                writer.text(" ");
                writer.add(&status_tag(site, duty.status));
            });
            let who = site.application().policy().capacity(&duty.scheduled.responsible);
            let mut row = vec![Cell::from(what)];
            row.extend(actor.map(|actor| Cell::from(about(site, actor, &duty.about))));
            row.extend([
                Cell::from(due),
                Cell::from(who.map_or(duty.scheduled.responsible.as_str(), |known| known.title.as_str())),
                Cell::from(because(site, &duty.scheduled)),
            ]);
            row
        })
        .collect();
    Table {
        caption: caption.to_owned(),
        caption_classes: "govuk-table__caption--m".to_owned(),
        classes: "alongside-dense".to_owned(),
        head: Some(head.into_iter().map(|name| Cell::from(words.say(name).as_str())).collect()),
        first_cell_is_header: true,
        rows,
        ..Table::default()
    }
}

/// A dense table of lines.
pub(in crate::pages) fn line_table(site: &Site, actor: &Actor, caption: &str, lines: &[LineShown]) -> Table {
    let words = site.words();
    let head = ["work-column-about", "work-column-detail", "work-column-received", "work-column-stage"];
    let rows = lines
        .iter()
        .map(|line| {
            vec![
                Cell::from(about(site, actor, line)),
                Cell::from(line.line.detail.as_str()),
                Cell::from(short_time(line.at)),
                Cell::from(stage_words(site, &line.stage)),
            ]
        })
        .collect();
    Table {
        caption: caption.to_owned(),
        caption_classes: "govuk-table__caption--m".to_owned(),
        classes: "alongside-dense".to_owned(),
        head: Some(head.iter().map(|name| Cell::from(words.say(name).as_str())).collect()),
        first_cell_is_header: true,
        rows,
        ..Table::default()
    }
}

/// A stage in words.
pub(in crate::pages) fn stage_words(site: &Site, stage: &str) -> String {
    let name = format!("work-stage-{stage}");
    if site.words().has(&name) { site.words().say(&name) } else { stage.to_owned() }
}

/// Words of a person as they wrote them.
pub(in crate::pages) fn as_written(text: &str) -> Html {
    Html::build(|writer| writer.element("div").class("alongside-as-written").text(text))
}
