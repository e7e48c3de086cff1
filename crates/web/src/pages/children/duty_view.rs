//! What must still happen: what, by when and why then, who, how it stands.

use access::{Action, RecordKind};
use application::DutyShown;
use govuk::{Cell, Html, Table, Tag, Writer};
use guidance::{Due, Status, full_date, full_time};

use super::child_page::ChildPage;
use super::fields::link;

/// The duties of a record, the most urgent first.
pub fn table(page: &ChildPage, duties: &[DutyShown]) -> Html {
    let words = page.words();
    if duties.is_empty() {
        return Html::build(|writer| writer.paragraph(words.say("children-duties-none")));
    }
    let mut sorted: Vec<&DutyShown> = duties.iter().collect();
    sorted.sort_by_key(|duty| (duty.status, duty.scheduled.due.date().is_none(), duty.scheduled.due.date()));
    let table = Table {
        caption: words.say("children-duties-caption"),
        caption_classes: "govuk-visually-hidden".into(),
        head: Some(
            ["children-duties-what", "children-duties-by", "children-duties-who", "children-duties-stands"]
                .map(|name| Cell::from(words.say(name)))
                .into(),
        ),
        rows: sorted.into_iter().map(|duty| row(page, duty)).collect(),
        first_cell_is_header: true,
        classes: "alongside-dense".into(),
        ..Table::default()
    };
    scrolling(&words.say("children-duties-caption"), |writer| writer.add(&table))
}

/// A box in which something wide scrolls by itself, also with the keyboard.
pub fn scrolling(label: &str, write: impl FnOnce(&mut Writer)) -> Html {
    Html::build(|writer| {
        writer
            .element("div")
            .class("alongside-scroll alongside-scroll--wide")
            .attribute("tabindex", "0")
            .attribute("role", "region")
            .attribute("aria-label", label)
            .within(write);
    })
}

fn row(page: &ChildPage, duty: &DutyShown) -> Vec<Cell> {
    let scheduled = &duty.scheduled;
    let who = match duty.person {
        Some(person) => page.name_of(Some(person)),
        None => page.capacity(&scheduled.responsible),
    };
    vec![
        Cell::from(Html::build(|writer| {
            writer.text(&scheduled.name);
            writer.element("p").class("alongside-because").text(&scheduled.must);
            let known = page.site.application().rules().guidance().duty(&scheduled.duty);
            let in_words = known.is_some_and(|duty| duty.answered_in_words && duty.clock.is_none());
            if in_words && page.may(Action::AnswerDuty, RecordKind::ChildRecord) {
                writer.element("p").class("govuk-body-s").within(|writer| {
                    let href = page.path(&format!("/duties/{}/answer", scheduled.duty));
                    link(writer, &href, &page.words().say("children-duty-answer-link"), &scheduled.name);
                });
            }
        })),
        Cell::from(by_when(page, duty)),
        Cell::from(who),
        Cell::from(Html::from(status_tag(page, duty.status))),
    ]
}

fn by_when(page: &ChildPage, duty: &DutyShown) -> Html {
    let words = page.words();
    let scheduled = &duty.scheduled;
    let due = match scheduled.due {
        Due::On(date) => full_date(date),
        Due::At(instant) => full_time(instant),
        Due::NoLimit => words.say("children-duties-no-limit"),
        Due::BeyondKnownHolidays => words.say("children-duties-beyond"),
    };
    let guidance = page.site.application().rules().guidance();
    let citation = scheduled
        .clause
        .as_deref()
        .and_then(|id| guidance.clause(id))
        .map_or_else(|| words.say("children-duties-local"), |clause| clause.citation.clone());
    Html::build(|writer| {
        writer.text(&due);
        if !scheduled.explanation.is_empty() && scheduled.explanation != due {
            writer.element("p").class("alongside-because").text(&scheduled.explanation);
        }
        writer.element("p").class("alongside-because").within(|writer| {
            writer.text(&citation);
            if scheduled.verified.is_some_and(guidance::Verified::needs_badge) {
                writer.text(" ");
                writer.element("span").class("alongside-verified").text(&words.say("children-unverified"));
            }
        });
    })
}

fn status_tag(page: &ChildPage, status: Status) -> Tag {
    let colour = match status {
        Status::Overdue | Status::Late | Status::TooSoon => "red",
        Status::Due => "orange",
        Status::Unanswered => "yellow",
        Status::Upcoming => "blue",
        Status::Met => "green",
        Status::NotYet | Status::Lapsed => "grey",
    };
    Tag::coloured(colour, page.words().say(&format!("children-status-{}", status.as_str().replace(' ', "-"))))
}
