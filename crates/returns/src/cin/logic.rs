//! The rules that are more than a row of a table: one function each, named by the rule.

#[expect(clippy::unnecessary_wraps, reason = "every rule has one signature")]
mod child;
#[expect(clippy::unnecessary_wraps, reason = "every rule has one signature")]
mod episodes;
#[expect(clippy::unnecessary_wraps, reason = "every rule has one signature")]
mod identifiers;
mod module5;
#[expect(clippy::unnecessary_wraps, reason = "every rule has one signature")]
mod plans;

use super::check::Logic;

/// The function of a rule.
pub(super) fn by_name(name: &str) -> Option<Logic> {
    let tables = [child::RULES, episodes::RULES, identifiers::RULES, module5::RULES, plans::RULES];
    tables.into_iter().flatten().find(|(code, _)| *code == name).map(|(_, logic)| *logic)
}
