//! Letters as pages: the decision first, then why, then how to challenge it. They print as they read.

use govuk::{Attributes, Button, ButtonType, Html, Writer};
use records::child::{LetterBlock, LetterText};

use crate::site::Site;

/// A letter on its page, with a button that prints it where scripts run.
pub fn view(site: &Site, text: &LetterText, sent_on: &str) -> Html {
    let words = site.words();
    Html::build(|writer| {
        writer.element("article").class("alongside-letter").within(|writer| {
            writer.element("p").class("govuk-body").text(&words.with("letter-date", &[("date", sent_on)]));
            writer.element("p").class("govuk-body").text(&words.with("letter-dear", &[("name", &text.to)]));
            writer.element("h1").class("govuk-heading-l").text(&text.subject);
            for block in &text.blocks {
                write_block(writer, block);
            }
            for line in text.from.lines() {
                writer.element("p").class("govuk-body alongside-letter__from").text(line);
            }
        });
        writer.element("div").class("alongside-no-print").within(|writer| {
            writer.add(&Button {
                button_type: ButtonType::Button,
                attributes: Attributes::new().flag("data-print").flag("hidden"),
                ..Button::secondary(words.say("letter-print"))
            });
        });
    })
}

fn write_block(writer: &mut Writer, block: &LetterBlock) {
    match block {
        LetterBlock::Heading(text) => writer.element("h2").class("govuk-heading-m").text(text),
        LetterBlock::Paragraph(text) => writer.element("p").class("govuk-body").text(text),
        LetterBlock::List(items) => {
            writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
                for item in items {
                    writer.element("li").text(item);
                }
            });
        }
        LetterBlock::Table(rows) => {
            writer.element("dl").class("govuk-summary-list").within(|writer| {
                for (name, value) in rows {
                    writer.element("div").class("govuk-summary-list__row").within(|writer| {
                        writer.element("dt").class("govuk-summary-list__key").text(name);
                        writer.element("dd").class("govuk-summary-list__value").text(value);
                    });
                }
            });
        }
    }
}
