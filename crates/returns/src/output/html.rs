//! A report as one page that loads nothing: each rule can be opened, and a small script filters; without it all is there.

use govuk::{Html, Writer};

use super::{file, many, rows};
use crate::report::{Finding, Report};

/// The styles of every page.
pub(super) const STYLES: &str = include_str!("report.css");
/// The script of a report, which filters.
pub(super) const SCRIPT: &str = include_str!("report.js");
/// The most findings that a page lists; a browser takes long for more. The others are in the CSV.
const LISTED_MAX: usize = 20_000;

/// Where a page has its styles and its script.
#[derive(Debug, Clone, Copy)]
pub(super) enum Parts<'a> {
    /// In itself: it needs no other file.
    Within,
    /// Beside it, as a service has them; with the script's address.
    Beside(&'static str),
    /// In itself, with another script and what a browser may do.
    Alone {
        /// The security policy.
        policy: &'a str,
        /// The script, at the end.
        script: &'a str,
    },
}

/// A page of ours, with a way past what stands before its main part.
pub(super) fn document(
    title: &str,
    parts: Parts<'_>,
    past: &str,
    before: impl FnOnce(&mut Writer),
    main: impl FnOnce(&mut Writer),
) -> String {
    let whole = Html::build(|writer| {
        writer.element("html").attribute("lang", "en-GB").within(|writer| {
            writer.element("head").within(|writer| {
                writer.element("meta").attribute("charset", "utf-8").empty();
                writer
                    .element("meta")
                    .attribute("name", "viewport")
                    .attribute("content", "width=device-width, initial-scale=1")
                    .empty();
                // Before anything that it is about.
                if let Parts::Alone { policy, .. } = parts {
                    let rule = writer.element("meta").attribute("http-equiv", "Content-Security-Policy");
                    rule.attribute("content", policy).empty();
                }
                writer.element("title").text(title);
                match parts {
                    Parts::Within | Parts::Alone { .. } => {
                        writer.html(&Html::trusted(format!("<style>{STYLES}</style>")))
                    }
                    Parts::Beside(script) => {
                        let sheet = writer.element("link").attribute("rel", "stylesheet");
                        sheet.attribute("href", "/report.css").empty();
                        let script = writer.element("script").attribute("src", script);
                        script.flag("defer", true).text("");
                    }
                }
            });
            writer.element("body").within(|writer| {
                writer.element("a").class("skip").attribute("href", "#main").text(past);
                before(writer);
                writer.element("main").attribute("id", "main").within(main);
                let script = match parts {
                    Parts::Within => SCRIPT,
                    Parts::Alone { script, .. } => script,
                    Parts::Beside(_) => return,
                };
                writer.html(&Html::trusted(format!("<script>{script}</script>")));
            });
        });
    });
    format!("<!DOCTYPE html>\n{whole}\n")
}

/// A report as a page.
pub(super) fn page(report: &Report, parts: Parts<'_>, before: impl FnOnce(&mut Writer)) -> String {
    let year = report.year.map(|year| format!(" {year}")).unwrap_or_default();
    let what = if report.kind == "cin" { "Children in need census" } else { "SSDA903" };
    let title = format!("{what}{year}: what was found");
    document(&title, parts, "Skip to what was found", before, |writer| body(writer, report, &title))
}

fn body(writer: &mut Writer, report: &Report, title: &str) {
    writer.element("h1").text(title);
    writer.element("p").text(&report.files.join(", "));
    if let Some(stopped) = &report.unreadable {
        writer.element("p").class("stopped").text(&format!(
            "The file cannot be read to its end. Line {}, column {}: {}",
            stopped.place.line, stopped.place.column, stopped.message
        ));
    }
    writer.element("p").text(&format!(
        "{}. {} asked. {}, {}, {} that could not be asked.",
        many(report.children as usize, "child", "children"),
        many(report.rules, "rule", "rules"),
        many(report.findings.len(), "finding", "findings"),
        many(report.schema_errors.len(), "schema error", "schema errors"),
        many(report.not_evaluated.len(), "rule", "rules"),
    ));
    for (rule, count) in &report.beyond {
        writer.element("p").text(&format!("{rule}: {count} more are counted and not listed."));
    }
    writer.element("form").attribute("id", "filter").attribute("hidden", "").within(|writer| {
        writer
            .element("label")
            .attribute("for", "find")
            .text("Show only rows with (child, rule, element, value)");
        writer.element("input").attribute("id", "find").attribute("type", "search").empty();
        writer.element("p").attribute("id", "shown").attribute("role", "status").text("");
    });
    summary(writer, report);
    findings(writer, report);
    others(writer, report);
    children(writer, report);
}

fn table(writer: &mut Writer, caption: &str, header: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    writer
        .element("div")
        .class("alongside-scroll")
        .attribute("tabindex", "0")
        .attribute("role", "region")
        .attribute("aria-label", caption)
        .within(|writer| {
            writer.element("table").within(|writer| {
                writer.element("caption").text(caption);
                writer.element("thead").within(|writer| {
                    writer.element("tr").within(|writer| {
                        for cell in header {
                            writer.element("th").attribute("scope", "col").text(cell);
                        }
                    });
                });
                writer.element("tbody").within(|writer| {
                    for row in rows {
                        writer.element("tr").within(|writer| {
                            for cell in &row {
                                writer.element("td").text(cell);
                            }
                        });
                    }
                });
            });
        });
}

fn summary(writer: &mut Writer, report: &Report) {
    let by_rule = report.by_rule();
    if by_rule.is_empty() {
        return;
    }
    writer.element("h2").text("By rule");
    let rows = by_rule.iter().map(|(code, (facts, count))| {
        vec![(*code).to_owned(), facts.severity.to_string(), count.to_string(), facts.message.clone()]
    });
    table(writer, "How often each rule fired", &["Rule", "Severity", "Times", "Message"], rows);
}

fn findings(writer: &mut Writer, report: &Report) {
    if report.findings.is_empty() {
        return;
    }
    writer.element("h2").text("What rules found");
    if report.findings.len() > LISTED_MAX {
        writer
            .element("p")
            .text(&format!("The first {LISTED_MAX} are listed; all are in the CSV (--format csv)."));
    }
    let shown = &report.findings[..report.findings.len().min(LISTED_MAX)];
    let mut rules: Vec<&str> = shown.iter().map(|one| one.rule.rule.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    for rule in rules {
        let of: Vec<&Finding> = shown.iter().filter(|one| one.rule.rule == rule).collect();
        writer.element("details").class("rule").within(|writer| {
            let facts = &of[0].rule;
            let draft = if facts.draft { " (draft)" } else { "" };
            writer.element("summary").text(&format!(
                "{}{draft}, {}: {}",
                facts.named(),
                many(of.len(), "time", "times"),
                facts.message
            ));
            let rows = of.iter().map(|one| {
                vec![
                    one.child.as_deref().unwrap_or("the return").to_owned(),
                    format!(
                        "{}, line {}, column {}",
                        file(report, one.file),
                        one.place.line,
                        one.place.column
                    ),
                    one.why(),
                    rows::values(&one.values),
                    one.path.to_string(),
                ]
            });
            let caption = format!("Rule {rule}");
            table(writer, &caption, &["Child", "Where", "Why", "Values", "Path"], rows);
        });
    }
}

fn others(writer: &mut Writer, report: &Report) {
    if !report.schema_errors.is_empty() {
        writer.element("h2").text("Not as the schema has it");
        let rows = report.schema_errors.iter().take(LISTED_MAX).map(|one| {
            vec![
                one.child.as_deref().unwrap_or_default().to_owned(),
                format!("{}, line {}, column {}", file(report, one.file), one.place.line, one.place.column),
                one.message.to_string(),
                one.path.to_string(),
            ]
        });
        table(writer, "Schema errors", &["Child", "Where", "What", "Path"], rows);
    }
    if !report.not_evaluated.is_empty() {
        writer.element("h2").text("Not asked, and not cleared");
        let rows = report.not_evaluated.iter().take(LISTED_MAX).map(|one| {
            let place = one.place.map(|place| format!(", line {}, column {}", place.line, place.column));
            vec![
                one.rule.rule.clone(),
                one.child.as_deref().unwrap_or("the return").to_owned(),
                format!("{}{}", file(report, one.file), place.unwrap_or_default()),
                one.reason.to_string(),
            ]
        });
        table(writer, "Rules that could not be asked", &["Rule", "Child", "Where", "Why not"], rows);
    }
}

fn children(writer: &mut Writer, report: &Report) {
    let by_child = report.by_child();
    if by_child.is_empty() {
        return;
    }
    writer.element("h2").text("By child");
    writer.element("details").within(|writer| {
        writer.element("summary").text(&many(
            by_child.len(),
            "child with findings",
            "children with findings",
        ));
        let rows = by_child.iter().take(LISTED_MAX).map(|(child, found)| {
            let counts = [found.errors, found.queries, found.unknown].map(|count| count.to_string());
            std::iter::once((*child).to_owned()).chain(counts).collect()
        });
        table(writer, "Findings by child", &["Child", "Errors", "Queries", "Severity unknown"], rows);
    });
}
