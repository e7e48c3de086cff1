//! Which findings are shown, and in which order, as an address says it. A child is named by one of its findings: no identifier
//! of a child stands in an address.

use std::cmp::Ordering;

use kernel::PersonId;
use records::statutory::{Return, Severity, Standing};
use serde::Deserialize;
use uuid::Uuid;

use super::shown::severity_of;

/// What an address may say; what is none of it is everything.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Filter {
    /// One rule.
    #[serde(default)]
    pub(super) rule: String,
    /// One severity.
    #[serde(default)]
    pub(super) severity: String,
    /// The child of this finding.
    #[serde(default)]
    pub(super) of: String,
    /// `me`, `nobody`, or somebody's identifier.
    #[serde(default)]
    pub(super) who: String,
    /// `open` or `explained`.
    #[serde(default)]
    pub(super) state: String,
    /// `file`, `rule`, `child`, `severity`.
    #[serde(default)]
    pub(super) sort: String,
    /// The page, from 1.
    #[serde(default)]
    pub(super) page: u32,
}

/// The orders, the first without being asked.
pub(super) const SORTS: [&str; 4] = ["file", "rule", "child", "severity"];
/// Whether they are explained.
pub(super) const STATES: [&str; 2] = ["open", "explained"];

impl Filter {
    /// The findings that are shown, in their order.
    pub(super) fn of<'a>(&self, state: &'a Return, reader: PersonId) -> Vec<&'a Standing> {
        let child = self.of.parse::<Uuid>().ok().and_then(|id| state.finding(id));
        let severity = Severity::ALL.into_iter().find(|severity| severity.name() == self.severity);
        let person = self.who.parse::<PersonId>().ok();
        let mut found: Vec<&Standing> = state
            .findings
            .iter()
            .filter(|each| self.rule.is_empty() || each.finding.rule == self.rule)
            .filter(|each| severity.is_none_or(|only| severity_of(state, &each.finding.rule) == only))
            .filter(|each| self.of.is_empty() || child.is_some_and(|child| same_child(each, child)))
            .filter(|each| match self.who.as_str() {
                "" => true,
                "me" => each.assigned == Some(reader),
                "nobody" => each.assigned.is_none(),
                _ => person.is_some() && each.assigned == person,
            })
            .filter(|each| match self.state.as_str() {
                "open" => each.explained.is_none(),
                "explained" => each.explained.is_some(),
                _ => true,
            })
            .collect();
        // Stable: what is alike stays in the order of the file.
        match self.sort.as_str() {
            "rule" => found.sort_by(|one, other| one.finding.rule.cmp(&other.finding.rule)),
            "child" => found.sort_by(|one, other| by_child(one, other)),
            "severity" => found.sort_by_key(|each| severity_of(state, &each.finding.rule)),
            _ => {}
        }
        found
    }

    /// The same choice as an address has it, on another page of it.
    pub(super) fn query(&self, page: u32) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        let values = [
            ("rule", &self.rule),
            ("severity", &self.severity),
            ("of", &self.of),
            ("who", &self.who),
            ("state", &self.state),
            ("sort", &self.sort),
            ("page", &page),
        ];
        // What was typed into an address goes back into no other unless it is a plain word.
        let plain = |value: &str| value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let said: Vec<String> = values
            .into_iter()
            .filter(|(_, value)| !value.is_empty() && plain(value))
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if said.is_empty() { String::new() } else { format!("?{}", said.join("&")) }
    }
}

/// Whether two findings are of one child.
pub(super) fn same_child(one: &Standing, other: &Standing) -> bool {
    one.finding.whose() == other.finding.whose()
}

fn by_child(one: &Standing, other: &Standing) -> Ordering {
    one.finding.whose().cmp(&other.finding.whose())
}
