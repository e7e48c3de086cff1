//! What the journey after the ask means for the family: the questions and visits, whether help comes, reviews, what else is
//! looked at, growing up, an ending. What one person said stands on that person's page alone.

use access::{Action, RecordKind};
use govuk::{Html, Tag, Writer};
use guidance::full_date;
use kernel::london_date;
use records::child::{AdulthoodStep, Child, Gap, LinkedStep, Service};

use super::home::write_as_written;
use super::reading::Reading;
use super::{appointment, hold, own_needs};
use crate::pages::children::amounts::quantity_words;
use crate::pages::children::fields::link;

/// The states that stand side by side, in words.
pub(super) fn episodes(reading: &Reading, level: u8) -> Html {
    let words = reading.words();
    let episodes = reading.record().map(Child::episodes).unwrap_or_default();
    // What is under way for one person is that person's; it has a page of its own.
    let shown: Vec<_> =
        episodes.into_iter().filter(|(episode, _)| *episode != records::child::Episode::Linked).collect();
    Html::build(|writer| {
        if shown.is_empty() {
            return;
        }
        writer.heading(level, words.say("family-episodes-title"));
        writer.element("ul").class("govuk-list alongside-marks").within(|writer| {
            for (episode, since) in shown {
                writer.element("li").within(|writer| {
                    writer.add(&Tag::coloured(
                        "blue",
                        words.say(&format!("family-episode-{}", episode.name())),
                    ));
                    writer.text(" ");
                    let date = full_date(since.date());
                    writer.text(&words.with("family-episode-since", &[("date", &date)]));
                });
            }
        });
    })
}

/// The questions that were sent, the visits that are coming, and what ends.
pub(super) fn coming(reading: &Reading, level: u8) -> Html {
    let words = reading.words();
    let Some(child) = reading.record() else { return Html::default() };
    let visits: Vec<_> = appointment::coming(reading).collect();
    Html::build(|writer| {
        if let Some(ended) = child.ended() {
            let date = full_date(london_date(ended.at));
            writer.paragraph(words.with("family-journey-ended", &[("date", &date)]));
            return;
        }
        if let Some(ending) = child.ending() {
            let date = full_date(ending.fact.on);
            writer.paragraph(words.with("family-journey-ending", &[("date", &date)]));
            write_as_written(writer, &words.say("family-plan-why"), &ending.fact.why);
        }
        if child.paused().is_some() {
            writer.paragraph(words.say("family-journey-on-hold"));
        }
        if !visits.is_empty() {
            writer.heading(level, words.say("family-visits-title"));
        }
        for visit in visits {
            let fact = &visit.notified.fact;
            let date = full_date(fact.on);
            let values =
                [("date", date.as_str()), ("time", &fact.time), ("place", &fact.place), ("who", &fact.who)];
            writer.paragraph(words.with("family-visit", &values));
            writer.element("p").class("govuk-body").within(|writer| {
                let href = format!("/family/visits/{}/calendar", fact.visit);
                link(writer, &href, &words.say("calendar-add"), &date);
            });
        }
    })
}

/// What this reader can do about the journey, as links.
pub(super) fn links(reading: &Reading) -> Vec<(&'static str, &'static str, bool)> {
    let planned = reading.record().is_some_and(|child| child.plan().is_some() && !child.is_ended());
    let may_say = planned && reading.may(Action::Comment, RecordKind::Plan);
    let hold = if hold::on_hold(reading) { "family-home-link-take-up" } else { "family-home-link-hold" };
    vec![
        ("/family/review", "family-home-link-review", may_say),
        ("/family/own-needs", "family-home-link-own-needs", own_needs::may_ask(reading)),
        ("/family/hold", hold, hold::may_hold(reading)),
    ]
}

/// Whether a service comes: since when, what was missed and what makes up for it, and the way to say that it did not.
pub(super) fn write_delivery(reading: &Reading, writer: &mut Writer, child: &Child, service: &Service) {
    if service.service.is_nil() {
        return;
    }
    let words = reading.words();
    if let Some(started) = child.journey.started(service.service) {
        let date = full_date(started.fact.on);
        writer.paragraph(words.with("family-service-started", &[("date", &date)]));
    }
    let gaps = child.journey.gaps.iter().filter(|gap| gap.reported.fact.service == service.service);
    for gap in gaps {
        write_gap(reading, writer, gap);
    }
    let changes = child.journey.changes.iter().filter(|notice| notice.fact.service == service.service);
    for notice in changes {
        let date = full_date(notice.fact.from);
        let values = [("change", notice.fact.what.as_str()), ("date", &date)];
        writer.paragraph(words.with("family-service-change", &values));
        write_as_written(writer, &words.say("family-plan-why"), &notice.fact.why);
    }
    if child.plan_shared.is_some() && !child.is_ended() && reading.may(Action::Comment, RecordKind::Plan) {
        writer.element("p").class("govuk-body").within(|writer| {
            writer
                .element("a")
                .class("govuk-link")
                .attribute("href", &format!("/family/services/{}/gap", service.service))
                .within(|writer| {
                    writer.text(&words.say("family-service-gap-link"));
                    writer
                        .element("span")
                        .class("govuk-visually-hidden")
                        .text(&format!(": {}", service.what));
                });
        });
    }
}

fn write_gap(reading: &Reading, writer: &mut Writer, gap: &Gap) {
    let words = reading.words();
    let fact = &gap.reported.fact;
    let (date, missed) = (full_date(fact.from), fact.missed.to_string());
    writer.paragraph(words.with("family-gap-was", &[("date", &date), ("missed", &missed)]));
    // What one person said is theirs.
    if gap.reported.author.person == Some(reading.me) {
        write_as_written(writer, &words.say("family-gap-you-said"), &fact.words);
    }
    match &gap.remedied {
        Some(answer) => {
            let made_good = answer.fact.made_good.to_string();
            writer.paragraph(words.with("family-gap-made-good", &[("made-good", &made_good)]));
            write_as_written(writer, &words.say("family-gap-answer"), &answer.fact.words);
        }
        None => writer.paragraph(words.say("family-gap-waits")),
    }
}

/// How much a service is, counted, with how many people and when.
pub(super) fn amount_of(reading: &Reading, service: &Service) -> String {
    let counted = service.quantity.as_ref().map(|quantity| quantity_words(reading.words(), quantity));
    let all =
        [Some(service.amount.clone()), counted, Some(service.ratio.clone()), Some(service.pattern.clone())];
    let said: Vec<String> = all.into_iter().flatten().filter(|text| !text.is_empty()).collect();
    said.join("; ")
}

/// Reviews, what is looked at besides, and growing up.
pub(super) fn write_more(reading: &Reading, writer: &mut Writer, child: &Child, level: u8) {
    let words = reading.words();
    if !child.journey.reviews.is_empty() {
        writer.heading(level, words.say("family-reviews-title"));
    }
    for held in child.journey.reviews.iter().rev() {
        let date = full_date(london_date(held.at));
        writer.paragraph(words.with("family-review-on", &[("date", &date)]));
        write_as_written(writer, &words.say("family-review-changed"), &held.fact.changed);
        write_as_written(writer, &words.say("family-review-works"), &held.fact.works);
    }
    write_besides(reading, writer, child, level);
    if !child.journey.adulthood.is_empty() {
        writer.heading(level, words.say("family-adulthood-title"));
    }
    for step in &child.journey.adulthood {
        let name = match step.fact.step {
            AdulthoodStep::Talked => "family-adulthood-talked",
            AdulthoodStep::WorkerNamed => "family-adulthood-worker-named",
            AdulthoodStep::Offered => "family-adulthood-offered",
            AdulthoodStep::Concluded => "family-adulthood-concluded",
        };
        let date = full_date(london_date(step.at));
        writer.paragraph(words.with(name, &[("date", &date)]));
        writer.element("p").class("govuk-body alongside-as-written").text(&step.fact.words);
    }
}

/// What is looked at besides, where it is about the child; what is about one person stands on that person's page.
fn write_besides(reading: &Reading, writer: &mut Writer, child: &Child, level: u8) {
    let words = reading.words();
    let guidance = reading.site.application().rules().guidance();
    let about_child = |kind: &str| guidance.linked(kind).is_some_and(|linked| linked.about_child);
    let shown: Vec<_> =
        child.journey.linked.iter().filter(|linked| about_child(&linked.first().fact.kind)).collect();
    if shown.is_empty() {
        return;
    }
    writer.heading(level, words.say("family-besides-title"));
    for linked in shown {
        let kind = guidance.linked(&linked.first().fact.kind);
        writer.heading(level + 1, kind.map_or("", |kind| kind.name.as_str()));
        for step in &linked.steps {
            let name = match step.fact.step {
                LinkedStep::Offered => "family-besides-offered",
                LinkedStep::Asked => "family-besides-asked",
                LinkedStep::Accepted => "family-besides-accepted",
                LinkedStep::Declined => "family-besides-declined",
                LinkedStep::Done => "family-besides-done",
                LinkedStep::Refused => "family-besides-refused",
                LinkedStep::Returned => "family-besides-returned",
            };
            writer.paragraph(words.with(name, &[("date", &full_date(step.happened.date()))]));
            for said in std::iter::once(&step.fact.words).chain(step.fact.parts.values()) {
                if !said.is_empty() {
                    writer.element("p").class("govuk-body alongside-as-written").text(said);
                }
            }
        }
    }
}
