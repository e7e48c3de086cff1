//! What happens next: each duty with its date, why the date is what it is, whom to ring, and how to challenge.

use application::DutyShown;
use govuk::{Html, Writer};
use guidance::{Due, full_date, full_time};

use crate::site::Site;

/// Whom to ring about a request.
pub(super) fn ring(site: &Site) -> String {
    let support = &site.application().rules().protocol().settings().support;
    site.words().with(
        "ask-ring",
        &[("name", &support.name), ("telephone", &support.telephone), ("hours", &support.hours)],
    )
}

/// The duties that a family may see and that are still to be done, in order of date.
pub(super) fn steps(site: &Site, duties: &[DutyShown]) -> Html {
    Html::build(|writer| {
        writer.element("ol").class("alongside-steps").within(|writer| {
            for duty in duties {
                let shown = duty.scheduled.shown_to_family && duty.status.is_open();
                if shown {
                    writer
                        .element("li")
                        .class("alongside-steps__step")
                        .within(|writer| write_step(writer, site, duty));
                }
            }
        });
    })
}

fn write_step(writer: &mut Writer, site: &Site, duty: &DutyShown) {
    let words = site.words();
    let scheduled = &duty.scheduled;
    let when = match scheduled.due {
        Due::On(date) => words.with("ask-next-by", &[("date", &full_date(date))]),
        Due::At(instant) => words.with("ask-next-by", &[("date", &full_time(instant))]),
        Due::NoLimit => words.say("ask-next-no-limit"),
        Due::BeyondKnownHolidays => words.say("ask-next-not-known"),
    };
    writer.element("span").class("alongside-steps__when").text(&when);
    writer.element("h3").class("govuk-heading-s govuk-!-margin-bottom-1").text(&scheduled.name);
    writer.element("p").class("govuk-body govuk-!-margin-bottom-1").text(&scheduled.must);
    let clause = scheduled.clause.as_deref();
    let guidance = site.application().rules().guidance();
    let citation = clause.and_then(|id| guidance.clause(id)).map_or_else(
        || words.say("ask-next-our-promise"),
        |clause| match guidance.edition(&clause.edition) {
            // A short citation is told in full to readers who have never met it.
            Some(edition) if !clause.citation.starts_with(&edition.title) => {
                format!("{} ({})", edition.title, clause.citation)
            }
            _ => clause.citation.clone(),
        },
    );
    writer.element("p").class("alongside-because").within(|writer| {
        if scheduled.due != Due::NoLimit && !scheduled.explanation.is_empty() {
            writer.text(&words.with("ask-next-counted", &[("explanation", &scheduled.explanation)]));
            writer.text(" ");
        }
        writer.text(&words.with("ask-next-because", &[("citation", &citation)]));
        if scheduled.verified.is_some_and(guidance::Verified::needs_badge) {
            writer.text(" ");
            writer.element("span").class("alongside-verified").text(&words.say("ask-next-unverified"));
        }
    });
}

/// How to challenge: to talk, or to complain. A choice, not a ladder.
pub(super) fn challenge(site: &Site) -> Html {
    let words = site.words();
    let settings = site.application().rules().protocol().settings();
    let (support, complaints) = (&settings.support, &settings.complaints);
    Html::build(|writer| {
        writer.heading(2, words.say("ask-challenge-title"));
        writer.paragraph(words.say("ask-challenge-choice"));
        writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
            writer.element("li").text(&words.with(
                "ask-challenge-talk",
                &[("name", &support.name), ("telephone", &support.telephone), ("hours", &support.hours)],
            ));
            writer.element("li").text(&words.with(
                "ask-challenge-complain",
                &[
                    ("name", &complaints.name),
                    ("telephone", &complaints.telephone),
                    ("email", &complaints.email),
                    ("hours", &complaints.hours),
                ],
            ));
        });
        writer.paragraph(words.say("ask-challenge-safe"));
    })
}
