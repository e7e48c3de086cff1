//! A protocol's public page as one file: HTML that needs nothing else, or Markdown.

use std::fmt::Write as _;

use govuk::{Html, Writer};

use super::public::{Block, Promise, PublicProtocol, Section, Step};

const LANGUAGE: &str = "en-GB";
/// The few styles of the page; it works without them.
const STYLES: &str = include_str!("page.css");

/// The page as HTML. It loads nothing, so it can be kept, sent and printed as it is.
pub fn html(page: &PublicProtocol) -> String {
    let whole = Html::build(|writer| {
        writer.element("html").attribute("lang", LANGUAGE).within(|writer| {
            writer.element("head").within(|writer| {
                writer.element("meta").attribute("charset", "utf-8").empty();
                writer
                    .element("meta")
                    .attribute("name", "viewport")
                    .attribute("content", "width=device-width, initial-scale=1")
                    .empty();
                writer.element("title").text(&format!("{}: {}", page.title, page.name));
                writer.element("style").text(STYLES);
            });
            writer.element("body").within(|writer| body(writer, page));
        });
    });
    format!("<!DOCTYPE html>\n{whole}\n")
}

fn body(writer: &mut Writer, page: &PublicProtocol) {
    writer.element("a").class("skip").attribute("href", "#main").text(&page.skip);
    writer.element("main").attribute("id", "main").within(|writer| {
        if let Some(notice) = &page.notice {
            writer.element("p").class("notice").text(notice);
        }
        writer.element("h1").text(&page.title);
        writer.element("p").class("name").text(&page.name);
        writer.element("p").text(&page.lead);
        writer.element("nav").attribute("aria-labelledby", "contents").within(|writer| {
            writer.element("h2").attribute("id", "contents").text(&page.contents);
            writer.element("ul").within(|writer| {
                for section in &page.sections {
                    let address = format!("#{}", section.id);
                    writer.element("li").within(|writer| {
                        writer.element("a").attribute("href", &address).text(&section.heading);
                    });
                }
            });
        });
        for section in &page.sections {
            part(writer, section);
        }
    });
}

fn part(writer: &mut Writer, section: &Section) {
    writer.element("section").attribute("aria-labelledby", section.id).within(|writer| {
        writer.element("h2").attribute("id", section.id).text(&section.heading);
        for block in &section.blocks {
            match block {
                Block::Paragraph { says } => writer.element("p").text(says),
                Block::Points { points } => writer.element("ul").within(|writer| {
                    for point in points {
                        writer.element("li").text(point);
                    }
                }),
                Block::Facts { facts } => writer.element("dl").within(|writer| {
                    for fact in facts {
                        writer.element("dt").text(&fact.name);
                        writer.element("dd").text(&fact.says);
                    }
                }),
                Block::Promises { promises } => listed(writer, promises),
                Block::Steps { steps } => writer.element("ol").class("steps").within(|writer| {
                    for one in steps {
                        step(writer, one);
                    }
                }),
            }
        }
    });
}

fn step(writer: &mut Writer, step: &Step) {
    writer.element("li").attribute("id", &format!("step-{}", step.id)).within(|writer| {
        writer.element("h3").text(&step.title);
        writer.element("p").text(&step.says);
        if !step.promises.is_empty() {
            listed(writer, &step.promises);
        }
    });
}

fn listed(writer: &mut Writer, promises: &[Promise]) {
    writer.element("ul").class("promises").within(|writer| {
        for promise in promises {
            writer.element("li").within(|writer| {
                writer.text(&promise.says);
                writer.text(" ");
                writer.element("small").within(|writer| {
                    writer.text(&format!("({}", promise.basis));
                    if let Some(badge) = &promise.badge {
                        writer.text("; ");
                        writer.element("strong").class("badge").text(badge);
                    }
                    writer.text(")");
                });
            });
        }
    });
}

/// The page as Markdown (CommonMark).
pub fn markdown(page: &PublicProtocol) -> String {
    let mut text = String::new();
    if let Some(notice) = &page.notice {
        let _ = writeln!(text, "> {}\n", plain(notice));
    }
    let _ = writeln!(text, "# {}\n\n{}\n\n{}", plain(&page.title), plain(&page.name), plain(&page.lead));
    for section in &page.sections {
        let _ = writeln!(text, "\n## {}", plain(&section.heading));
        for block in &section.blocks {
            text.push('\n');
            match block {
                Block::Paragraph { says } => {
                    let _ = writeln!(text, "{}", plain(says));
                }
                Block::Points { points } => {
                    for point in points {
                        let _ = writeln!(text, "- {}", plain(point));
                    }
                }
                Block::Facts { facts } => {
                    for fact in facts {
                        let _ = writeln!(text, "- **{}**: {}", plain(&fact.name), plain(&fact.says));
                    }
                }
                Block::Promises { promises } => marked(&mut text, promises, ""),
                Block::Steps { steps } => {
                    for (number, step) in (1..).zip(steps) {
                        let _ = writeln!(text, "{number}. **{}** {}", plain(&step.title), plain(&step.says));
                        marked(&mut text, &step.promises, "   ");
                    }
                }
            }
        }
    }
    text
}

fn marked(text: &mut String, promises: &[Promise], indent: &str) {
    for promise in promises {
        let badge = promise.badge.as_ref().map(|badge| format!("; {}", plain(badge))).unwrap_or_default();
        let _ = writeln!(text, "{indent}- {} ({}{badge})", plain(&promise.says), plain(&promise.basis));
    }
}

/// Text in which no letter means anything to Markdown.
fn plain(words: &str) -> String {
    let mut text = String::new();
    for letter in words.chars() {
        if "\\`*_[]<>#|".contains(letter) {
            text.push('\\');
        }
        text.push(if letter == '\n' { ' ' } else { letter });
    }
    text
}
