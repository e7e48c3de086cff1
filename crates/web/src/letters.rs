//! Letters as pages and on paper: the decision first, then why, then how to challenge it. Each can be read in plain print,
//! in large print and in easy read, on the screen and as a tagged PDF; all of them say the same.

#[cfg(test)]
mod checks;
mod easy;
mod edition;
mod paper;
mod parts;

use documents::{Block, Symbol};
use forms::Answers;
use govuk::{Attributes, Button, ButtonType, Html, Writer};
use guidance::full_date;
use jiff::civil::Date;
use records::child::LetterText;

pub use easy::Ideas;
pub use edition::Edition;
pub use paper::{paper, send};
pub use parts::parts;

use crate::site::Site;

/// A letter as it was sent.
pub struct Sent<'a> {
    /// What it says.
    pub text: &'a LetterText,
    /// Its day.
    pub on: Date,
    /// The address of its page; its editions stand below it. Empty for a letter that has one edition.
    pub place: String,
    /// The edition that whoever it is to asked for, where that is known.
    pub asked_for: Option<Edition>,
}

impl Sent<'_> {
    /// The edition that is shown first.
    pub fn first(&self) -> Edition {
        self.asked_for.unwrap_or_default()
    }
}

/// The edition that somebody asked to be written to in, when they asked for support.
pub fn asked_for(answers: &Answers) -> Option<Edition> {
    let chosen = answers.get("your-formats")?;
    Edition::PREFERRED.into_iter().find(|edition| chosen.is(edition.name()))
}

/// A letter on its page, with the other ways to read it, and a button that prints it where scripts run.
pub fn view(site: &Site, sent: &Sent<'_>, edition: Edition) -> Html {
    let words = site.words();
    Html::build(|writer| {
        writer.element("article").classes(["alongside-letter", edition.class()]).within(|writer| {
            for part in parts(words, sent, edition) {
                write_part(writer, &part);
            }
        });
        writer.element("div").class("alongside-no-print").within(|writer| {
            writer.add(&Button {
                button_type: ButtonType::Button,
                attributes: Attributes::new().flag("data-print").flag("hidden"),
                ..Button::secondary(words.say("letter-print"))
            });
            write_editions(site, writer, sent, edition);
        });
    })
}

/// The ways to read the letter.
fn write_editions(site: &Site, writer: &mut Writer, sent: &Sent<'_>, shown: Edition) {
    if sent.place.is_empty() {
        return;
    }
    let words = site.words();
    let title = words.say("letter-editions");
    writer.element("nav").class("alongside-editions").attribute("aria-labelledby", "editions").within(
        |writer| {
            writer.element("h2").class("govuk-heading-s").attribute("id", "editions").text(&title);
            if sent.asked_for.is_some_and(|asked| asked == shown) {
                writer.paragraph(words.say("letter-edition-asked-for"));
            }
            writer.element("ul").class("govuk-list").within(|writer| {
                for edition in Edition::ALL {
                    let name = words.say(&format!("letter-edition-{}", edition.name()));
                    let place = format!("{}/{}", sent.place, edition.name());
                    writer.element("li").within(|writer| {
                        if edition == shown {
                            writer.element("strong").attribute("aria-current", "page").text(&name);
                        } else {
                            writer.element("a").class("govuk-link").attribute("href", &place).text(&name);
                        }
                        writer.text(" ");
                        writer
                            .element("a")
                            .class("govuk-link")
                            .attribute("href", &format!("{place}/pdf"))
                            .flag("download", true)
                            .text(&words.with("letter-edition-pdf", &[("edition", &name)]));
                    });
                }
            });
        },
    );
}

/// The parts of a document as markup.
pub fn html_of(parts: &[Block]) -> Html {
    Html::build(|writer| parts.iter().for_each(|part| write_part(writer, part)))
}

fn write_part(writer: &mut Writer, part: &Block) {
    match part {
        Block::Heading { level: 1, text } => writer.element("h1").class("govuk-heading-l").text(text),
        Block::Heading { level: 2, text } => writer.element("h2").class("govuk-heading-m").text(text),
        Block::Heading { text, .. } => writer.element("h3").class("govuk-heading-s").text(text),
        Block::Paragraph(text) => writer.element("p").class("govuk-body").text(text),
        Block::List(items) => {
            writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
                for item in items {
                    writer.element("li").text(item);
                }
            });
        }
        Block::Table(rows) => {
            writer.element("dl").class("govuk-summary-list").within(|writer| {
                for (name, value) in rows {
                    writer.element("div").class("govuk-summary-list__row").within(|writer| {
                        writer.element("dt").class("govuk-summary-list__key").text(name);
                        writer.element("dd").class("govuk-summary-list__value").text(value);
                    });
                }
            });
        }
        Block::Idea { symbol, words } => {
            writer.element("div").class("alongside-idea").within(|writer| {
                if let Some(symbol) = symbol {
                    write_symbol(writer, *symbol);
                }
                writer.element("p").class("govuk-body").text(words);
            });
        }
    }
}

/// A picture. The words beside it say all that it says, so it is not read aloud.
fn write_symbol(writer: &mut Writer, symbol: Symbol) {
    writer
        .element("svg")
        .class("alongside-idea__picture")
        .attribute("viewBox", "0 0 48 48")
        .attribute("aria-hidden", "true")
        .attribute("focusable", "false")
        .within(|writer| writer.element("path").attribute("d", &symbol.path()).within(|_| ()));
}

/// The day of a letter, in full words.
fn day(sent: &Sent<'_>) -> String {
    full_date(sent.on)
}
