//! How to challenge what we do. The ways are a choice, not steps that must be taken in order.

use govuk::Html;

use super::reading::Reading;
use super::talk;

/// The part of a page that says how.
pub(super) fn view(reading: &Reading, level: u8) -> Html {
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
    let mut ways = vec![talk::who_to_ask(reading)];
    if reading.record().is_some() {
        ways.push(words.say("family-challenge-beside"));
    }
    ways.push(complain);
    ways.extend(["family-challenge-ombudsman", "family-challenge-advice"].map(|name| words.say(name)));
    Html::build(|writer| {
        writer.heading(level, words.say("family-challenge-title"));
        writer.paragraph(words.say("family-challenge-lead"));
        writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
            for way in &ways {
                writer.element("li").text(way);
            }
        });
        writer.paragraph(words.say("family-challenge-never-waits"));
    })
}
