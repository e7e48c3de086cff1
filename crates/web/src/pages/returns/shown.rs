//! Pieces of the pages about returns.

use govuk::{Cell, Table, Tag, Writer};
use records::statutory::{Finding, Return, RuleFound, Severity};

use super::checking::SCHEMA;
use crate::pages::work::scroll;
use crate::site::Site;

/// How grave a rule is, as a mark.
pub(super) fn severity_tag(site: &Site, severity: Severity) -> Tag {
    let said = site.words().say(&format!("returns-severity-{}", severity.name()));
    match severity {
        Severity::Error | Severity::Integrity => Tag::coloured("red", said),
        Severity::Query => Tag::coloured("yellow", said),
        Severity::Unknown => Tag::coloured("grey", said),
    }
}

/// What a rule is called on a page.
pub(super) fn rule_name(site: &Site, code: &str) -> String {
    if code == SCHEMA { site.words().say("returns-schema") } else { code.to_owned() }
}

/// What a rule says.
pub(super) fn rule_message(site: &Site, rule: &RuleFound) -> String {
    if rule.code == SCHEMA { site.words().say("returns-schema-message") } else { rule.message.clone() }
}

/// The severity of a finding's rule.
pub(super) fn severity_of(state: &Return, code: &str) -> Severity {
    state.rule(code).map_or(Severity::Unknown, |rule| rule.severity)
}

/// A child as a return names it.
pub(super) fn child_name(site: &Site, finding: &Finding) -> String {
    match (finding.whose(), &finding.child) {
        (None, _) => site.words().say("returns-whole"),
        (Some(_), Some(child)) if !child.is_empty() => child.clone(),
        (Some(_), _) => site.words().say("returns-child-unnamed"),
    }
}

/// A table that may be moved sideways.
pub(super) fn write_table(
    writer: &mut Writer,
    site: &Site,
    caption: &str,
    head: &[&str],
    rows: Vec<Vec<Cell>>,
) {
    let words = site.words();
    let head = head.iter().map(|name| {
        let said = words.say(name);
        if is_number(name) { Cell::numeric(said.as_str()) } else { Cell::from(said.as_str()) }
    });
    let caption = words.say(caption);
    let table = Table {
        caption: caption.clone(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        classes: "alongside-dense".to_owned(),
        head: Some(head.collect()),
        first_cell_is_header: true,
        rows,
        ..Table::default()
    };
    scroll(writer, &caption, &table);
}

/// Columns that hold numbers.
fn is_number(name: &str) -> bool {
    const NUMBERS: [&str; 8] =
        ["children", "times", "before", "open", "errors", "queries", "others", "explained"];
    name.strip_prefix("returns-head-").is_some_and(|name| NUMBERS.contains(&name))
}

/// A number in a table.
pub(super) fn number(number: u64) -> Cell {
    Cell::numeric(number.to_string())
}
