//! What this reader was told, in person and by name, of steps that were taken to keep the child safe. There is nothing here
//! until a named person has told them, and what one person was told is shown to nobody else of the family.

use govuk::{Html, Writer};
use guidance::full_date;

use super::home::write_as_written;
use super::reading::Reading;

/// Each telling, the latest first; nothing where there was none.
pub(super) fn view(reading: &Reading, level: u8) -> Html {
    let words = reading.words();
    let told: Vec<_> = reading
        .record()
        .map(|child| child.told.iter().rev().filter(|told| told.fact.to.contains(&reading.me)).collect())
        .unwrap_or_default();
    if told.is_empty() {
        return Html::default();
    }
    Html::build(|writer: &mut Writer| {
        writer.heading(level, words.say("family-told-title"));
        for told in told {
            let (name, date) = (reading.name_of(told.author.person), full_date(told.happened.date()));
            let how = match told.fact.how.as_str() {
                "phone" => "family-told-phone",
                "letter" => "family-told-letter",
                _ => "family-told-in-person",
            };
            writer.element("div").class("alongside-entry").within(|writer| {
                let byline = words.with(how, &[("name", &name), ("date", &date)]);
                writer.element("p").class("alongside-entry__byline").text(&byline);
                write_as_written(writer, &words.say("family-told-words"), &told.fact.words);
            });
        }
        writer.paragraph(words.say("family-told-goes-on"));
        if reading.protection.is_some() {
            writer.element("p").class("govuk-body").within(|writer| {
                writer
                    .element("a")
                    .class("govuk-link")
                    .attribute("href", "/family/protection")
                    .text(&words.say("family-protection-link"));
            });
        }
        if reading.care.is_some() {
            writer.element("p").class("govuk-body").within(|writer| {
                writer
                    .element("a")
                    .class("govuk-link")
                    .attribute("href", "/family/care")
                    .text(&words.say("family-care-link"));
            });
        }
        let complaints = &reading.site.application().rules().protocol().settings().complaints;
        writer.paragraph(words.with(
            "family-told-disagree",
            &[("name", &complaints.name), ("telephone", &complaints.telephone)],
        ));
    })
}
