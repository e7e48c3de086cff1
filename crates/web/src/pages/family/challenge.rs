//! How to challenge what we do. The ways are a choice, not steps that must be taken in order.

use govuk::{Html, Writer};

use super::dates::write_badge;
use super::reading::Reading;
use super::talk;
use crate::ways::{self, Open};

/// The part of a page that says how, whatever it is about.
pub(super) fn view(reading: &Reading, level: u8) -> Html {
    about(reading, level, "")
}

/// The part of a page that says how to challenge one thing: a decision, the plan, what is written.
pub(super) fn about(reading: &Reading, level: u8, what: &str) -> Html {
    let words = reading.words();
    let complaints = &reading.site.application().rules().protocol().settings().complaints;
    let complain = words.with(
        "family-challenge-complain",
        &[
            ("name", &complaints.name),
            ("telephone", &complaints.telephone),
            ("email", &complaints.email),
            ("hours", &complaints.hours),
        ],
    );
    let mut ours = vec![talk::who_to_ask(reading)];
    if reading.record().is_some() {
        ours.push(words.say("family-challenge-beside"));
    }
    ours.push(words.say("family-challenge-second-look"));
    ours.push(complain);
    let outside = ways::outside(&reading.site, what);
    Html::build(|writer| {
        writer.heading(level, words.say("family-challenge-title"));
        writer.paragraph(words.say("family-challenge-lead"));
        writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
            for way in &ours {
                writer.element("li").text(way);
            }
            for way in &outside {
                writer.element("li").within(|writer| write_way(reading, writer, way));
            }
        });
        writer.paragraph(words.say("family-challenge-never-waits"));
    })
}

/// A way with the rule that it rests on, and whether somebody has read that rule at its source.
pub(super) fn write_way(reading: &Reading, writer: &mut Writer, way: &Open) {
    writer.text(&way.words);
    let Some(clause) = &way.clause else { return };
    let rule = [("rule", clause.citation.as_str()), ("says", clause.requires.as_str())];
    writer.text(" ");
    writer.text(&reading.words().with("ways-rule", &rule));
    if reading.site.application().is_unverified(clause) {
        write_badge(reading, writer);
    }
}
