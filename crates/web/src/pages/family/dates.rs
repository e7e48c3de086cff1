//! What must happen next: what, by when in full words, why, and what one can do when it is late.

use application::DutyShown;
use govuk::{Component, Details, Html, Tag, Writer};
use guidance::{Bound, Due, Scheduled, Status, full_date, full_time};

use super::reading::Reading;
use super::talk;

/// When something is due, in words; nothing where no date is set.
pub(super) fn due_words(due: Due) -> Option<String> {
    match due {
        Due::On(date) => Some(full_date(date)),
        Due::At(instant) => Some(full_time(instant)),
        Due::NoLimit | Due::BeyondKnownHolidays => None,
    }
}

/// The list of what must happen next.
pub(super) fn view(reading: &Reading, duties: &[DutyShown], level: u8) -> Html {
    let words = reading.words();
    let (dated, open): (Vec<_>, Vec<_>) =
        duties.iter().partition(|duty| due_words(duty.scheduled.due).is_some());
    Html::build(|writer| {
        writer.heading(level, words.say("family-dates-title"));
        if duties.is_empty() {
            writer.paragraph(words.say("family-dates-none"));
        }
        if !dated.is_empty() {
            writer.element("ul").class("alongside-dates").within(|writer| {
                for duty in &dated {
                    write_item(reading, writer, duty, level + 1);
                }
            });
        }
        if !open.is_empty() {
            writer.heading(level, words.say("family-dates-open-title"));
            writer.paragraph(words.say("family-dates-open-lead"));
            writer.element("ul").class("alongside-dates").within(|writer| {
                for duty in &open {
                    write_item(reading, writer, duty, level + 1);
                }
            });
        }
    })
}

fn write_item(reading: &Reading, writer: &mut Writer, duty: &DutyShown, level: u8) {
    let words = reading.words();
    let scheduled = &duty.scheduled;
    let late = duty.status == Status::Overdue;
    let class = if late { "alongside-dates__item--late" } else { "" };
    writer.element("li").classes(["alongside-dates__item", class]).within(|writer| {
        writer.heading(level.max(3), scheduled.name.as_str());
        writer.element("p").class("govuk-body alongside-dates__when").within(|writer| {
            writer.element("strong").text(&when(reading, duty));
            if let Some((colour, name)) = tag(duty.status) {
                writer.text(" ");
                writer.add(&Tag::coloured(colour, words.say(name)));
            }
        });
        writer.paragraph(scheduled.must.as_str());
        if late {
            let ask = talk::who_to_ask(reading);
            writer.paragraph(words.with("family-dates-late-help", &[("ask", &ask)]));
        }
        writer.html(&why(reading, scheduled));
    });
}

fn when(reading: &Reading, duty: &DutyShown) -> String {
    let words = reading.words();
    let Some(due) = due_words(duty.scheduled.due) else { return words.say("family-dates-no-date") };
    let name = match (duty.scheduled.bound, duty.status) {
        (Bound::Min, _) => "family-dates-not-before",
        (Bound::Max, Status::Overdue) => "family-dates-should-have",
        (Bound::Max, _) => "family-dates-by",
    };
    words.with(name, &[("date", &due)])
}

fn tag(status: Status) -> Option<(&'static str, &'static str)> {
    match status {
        Status::Overdue => Some(("red", "family-dates-late")),
        Status::Due => Some(("yellow", "family-dates-today")),
        _ => None,
    }
}

/// Why a date is what it is: the clause, how it was counted, and whether somebody has read the rule at its source.
fn why(reading: &Reading, scheduled: &Scheduled) -> Html {
    let words = reading.words();
    let content = Html::build(|writer| {
        writer.paragraph(rule(reading, scheduled));
        writer.paragraph(scheduled.explanation.as_str());
        if scheduled.verified.is_some_and(guidance::Verified::needs_badge) {
            write_badge(reading, writer);
        }
    });
    let summary = Html::build(|writer| {
        writer.text(&words.say("family-dates-why"));
        writer.element("span").class("govuk-visually-hidden").text(&format!(": {}", scheduled.name));
    });
    Details { summary: summary.into(), content: content.into(), ..Details::default() }.render()
}

/// The rule that something rests on, in a sentence.
fn rule(reading: &Reading, scheduled: &Scheduled) -> String {
    let words = reading.words();
    let guidance = reading.site.application().rules().guidance();
    let clause = scheduled.clause.as_deref().and_then(|id| guidance.clause(id));
    match (clause, scheduled.statutory) {
        (Some(clause), true) => words.with("family-dates-law", &[("rule", &clause.citation)]),
        (Some(clause), false) => words.with("family-dates-promise-in-law", &[("rule", &clause.citation)]),
        (None, _) => words.say("family-dates-promise"),
    }
}

/// The badge of a rule that nobody here has read at its source yet, with what that means.
pub(super) fn write_badge(reading: &Reading, writer: &mut Writer) {
    let words = reading.words();
    writer.element("p").class("govuk-body").within(|writer| {
        writer.element("span").class("alongside-verified").text(&words.say("family-unverified"));
        writer.text(" ");
        writer.text(&words.say("family-unverified-means"));
    });
}
