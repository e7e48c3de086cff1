//! What is asked of pre-proceedings and family group decision making, by the drafts of 2026-27.

use crate::cin::case::{Case, Found, Unread};
use crate::cin::check::{Ask, Logic};
use crate::cin::name::Name;
use crate::cin::tree::GroupId;

pub(super) const RULES: &[(&str, Logic)] = &[
    ("9006", |ask, group, found| {
        in_year_and_not_before(ask, group, Name::LBPSentDate, Name::PPStartDate, found)
    }),
    ("9009", |ask, group, found| {
        in_year_and_not_before(ask, group, Name::StepDecisionDate, Name::PPStartDate, found)
    }),
    ("9012", |ask, group, found| {
        in_year_and_not_before(ask, group, Name::CourtAppDate, Name::StepDecisionDate, found)
    }),
    ("9013", |ask, group, found| {
        in_year_and_not_before(ask, group, Name::LetterInitCPDate, Name::CourtAppDate, found)
    }),
];

/// A day that must be in the census year and not before another.
fn in_year_and_not_before(
    ask: &Ask<'_, '_, '_>,
    group: GroupId,
    name: Name,
    than: Name,
    found: &mut Found,
) -> Result<(), Unread> {
    let (own, first) = (Case::own(group, name), Case::own(group, than));
    let Some(day) = ask.case.day(own)? else { return Ok(()) };
    let outside = !ask.case.shared.year.holds(day);
    if outside || ask.case.day(first)?.is_some_and(|first| day < first) {
        found.add(&[own, first]);
    }
    Ok(())
}
