//! What was read, by kind.

use serde::de::IgnoredAny;

use super::Placed;
use crate::cases::{Listed, RawCase};
use crate::model::{Linked, PlacementKind};
use crate::raw::{RawCheck, RawClause, RawClock, RawDuty, RawEdition, RawFile, RawHolidays, RawMilestone};
use crate::retention::RetentionRule;
use crate::spanned::Spanned;

/// Everything that was read, each kind together.
#[derive(Default)]
pub(super) struct Parts<'a> {
    pub editions: Vec<Placed<'a, RawEdition>>,
    pub clauses: Vec<Placed<'a, RawClause>>,
    pub clocks: Vec<Placed<'a, RawClock>>,
    pub duties: Vec<Placed<'a, RawDuty>>,
    pub milestones: Vec<Placed<'a, RawMilestone>>,
    pub checks: Vec<Placed<'a, RawCheck>>,
    pub says_nothing: Vec<String>,
    pub linked: Vec<Placed<'a, Spanned<Linked>>>,
    pub placement_kinds: Vec<Placed<'a, Spanned<PlacementKind>>>,
    pub listed: Vec<Placed<'a, Spanned<Listed>>>,
    pub cases: Vec<Placed<'a, Spanned<RawCase>>>,
    pub holidays: Vec<Placed<'a, Spanned<RawHolidays>>>,
    pub retention: Vec<Placed<'a, Spanned<RetentionRule>>>,
    pub measures: Vec<Placed<'a, Spanned<IgnoredAny>>>,
}

/// Puts what is of one kind together, whatever file it stood in.
pub(super) fn sort_out(files: Vec<Placed<'_, RawFile>>) -> Parts<'_> {
    let mut parts = Parts::default();
    for (source, file) in files {
        parts.editions.extend(file.edition.into_iter().map(|item| (source, item)));
        parts.clauses.extend(file.clause.into_iter().map(|item| (source, item)));
        parts.clocks.extend(file.clock.into_iter().map(|item| (source, item)));
        parts.duties.extend(file.duty.into_iter().map(|item| (source, item)));
        parts.milestones.extend(file.milestone.into_iter().map(|item| (source, item)));
        parts.checks.extend(file.check.into_iter().map(|item| (source, item)));
        parts.says_nothing.extend(file.says_nothing.into_iter().flat_map(|nothing| nothing.texts));
        parts.linked.extend(file.linked.into_iter().map(|item| (source, item)));
        parts.placement_kinds.extend(file.placement_kind.into_iter().map(|item| (source, item)));
        parts.listed.extend(file.listed.into_iter().map(|item| (source, item)));
        parts.cases.extend(file.case.into_iter().map(|item| (source, item)));
        parts.holidays.extend(file.holidays.into_iter().map(|item| (source, item)));
        parts.retention.extend(file.retention.into_iter().map(|item| (source, item)));
        parts.measures.extend(file.measures.into_iter().map(|item| (source, item)));
    }
    parts
}
