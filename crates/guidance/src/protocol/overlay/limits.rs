//! Statutory limits and timetables: an overlay may tighten them, and they must fit.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Overlay, Part, Unfit};
use crate::model::{Clock, Counting};
use crate::problem::Problem;
use crate::protocol::raw::RawTimetable;
use crate::protocol::{Standard, Timetable};
use crate::spanned::Spanned;
use crate::vocabulary::{Bound, Limit, Unit};

/// Days in a week, to compare weeks with days.
const DAYS_IN_A_WEEK: u32 = 7;
/// No month is shorter, so a limit in days that is not longer than this many a month never loosens one in months.
const FEWEST_DAYS_IN_A_MONTH: u32 = 28;
/// The standard whose least time for comments every timetable must leave room for.
const COMMENTS_STANDARD: &str = "LS-COMMENTS";

impl Overlay<'_> {
    pub(super) fn clock(&mut self, key: &str, name: &Spanned<String>) -> Option<Clock> {
        let clock = self.guidance.clock(name.get_ref()).cloned();
        if clock.is_none() {
            let known = self.guidance.clocks.keys().map(String::as_str);
            let span = name.span();
            self.problems.push(Problem::unknown(self.source, &span, key, "clock", name.get_ref(), known));
        }
        clock
    }

    pub(super) fn limit(
        &mut self,
        name: &Spanned<String>,
        limit: &Spanned<u32>,
        former: Option<u32>,
    ) -> Option<u32> {
        let clock = self.clock("limits", name)?;
        if clock.counting == Counting::Counter {
            let message = "a running count is no limit, so it cannot be tightened";
            let problem = Problem::at(self.source, &limit.span(), name.get_ref(), message);
            let problem = problem.with_hint("remove it; no count caps what a family may have");
            self.problems.push(problem.with_clause(self.citation(&clock)));
            return None;
        }
        let given = Limit { count: *limit.get_ref(), ..clock.limit };
        let allowed = |count: u32| Limit { count, ..given };
        // The base's own limit first: where the law has become tighter than it, the law says the rest.
        if let Some(former) = former.filter(|former| loosens(given.count, *former, given.bound)) {
            let problem = self.loosened(name.get_ref(), &limit.span(), given, allowed(former), &clock);
            self.problems.push(problem);
            return None;
        }
        if loosens(given.count, clock.limit.count, given.bound) {
            let law = allowed(clock.limit.count);
            let problem = self.loosened(name.get_ref(), &limit.span(), given, law, &clock);
            self.unfit.push(Unfit { part: Part::Limit(clock.id), problem });
        }
        Some(given.count)
    }

    pub(super) fn loosened(
        &self,
        key: &str,
        span: &Range<usize>,
        given: Limit,
        allowed: Limit,
        clock: &Clock,
    ) -> Problem {
        let (than, direction) = match allowed.bound {
            Bound::Max => ("longer than the most", "less"),
            Bound::Min => ("shorter than the least", "more"),
        };
        let message =
            format!("{given} is {than} that is allowed, {allowed}; a protocol may tighten, never loosen");
        Problem::at(self.source, span, key, message)
            .with_hint(format!("write {} or {direction}", allowed.count))
            .with_clause(self.citation(clock))
    }

    pub(super) fn timetable(
        &mut self,
        name: &Spanned<String>,
        raw: &RawTimetable,
        former: Option<&Timetable>,
    ) -> Option<Timetable> {
        let clock = self.clock("ceiling", &raw.ceiling)?;
        let read = Timetable {
            name: name.get_ref().clone(),
            ceiling: clock.id.clone(),
            draft: *raw.draft.get_ref(),
            comments: *raw.comments.get_ref(),
            decision: *raw.decision.get_ref(),
        };
        let Some(most) = self.as_working_days(clock.limit) else {
            let message = format!("`{}` is not a limit that a timetable can fit into", clock.id);
            self.problems.push(Problem::at(self.source, &raw.ceiling.span(), "ceiling", message));
            return None;
        };
        if read.decision > most {
            let extent = match clock.limit.unit {
                Unit::WorkingDays => clock.limit.to_string(),
                _ => format!("{}, which can be as few as {most} working days", clock.limit),
            };
            let message = format!(
                "the decision on working day {} does not fit into {} ({extent})",
                read.decision, clock.id
            );
            let problem = Problem::at(self.source, &raw.decision.span(), "decision", message)
                .with_hint(format!("write {most} or less"))
                .with_clause(self.citation(&clock));
            self.unfit.push(Unfit { part: Part::Timetable(read.name.clone()), problem });
        }
        if let Some(former) = former
            && (read.draft > former.draft
                || read.decision > former.decision
                || read.ceiling != former.ceiling)
        {
            let message = format!(
                "the protocol it is based on drafts by day {} and decides by day {} inside {}; this is looser",
                former.draft, former.decision, former.ceiling
            );
            let problem = Problem::at(self.source, &raw.draft.span(), "timetable", message);
            self.problems.push(problem.with_hint("keep those days or choose earlier ones"));
        }
        Some(read)
    }

    /// Draft, then the least time for comments, then the decision.
    pub(super) fn room_for_comments(
        &mut self,
        raw: &BTreeMap<Spanned<String>, RawTimetable>,
        timetables: &BTreeMap<String, Timetable>,
        standards: &[Standard],
    ) {
        let least = standards.iter().find(|standard| standard.id == COMMENTS_STANDARD);
        let Some(least) = least.and_then(|standard| standard.limit).map(|limit| limit.count) else {
            let message =
                format!("there is no standard `{COMMENTS_STANDARD}` with a least time for comments");
            let problem = Problem::at(self.source, &(0..0), "standard", message);
            self.problems.push(problem.with_hint("add it, or write based_on = \"default\" at the top"));
            return;
        };
        for timetable in timetables.values() {
            let span = raw
                .iter()
                .find(|(name, _)| *name.get_ref() == timetable.name)
                .map_or(0..0, |(_, raw)| raw.comments.span());
            let earliest = timetable.draft.saturating_add(least);
            if timetable.comments < earliest || timetable.comments < timetable.draft {
                let message = format!(
                    "comments close on working day {}, fewer than {least} working days after the draft on day {}",
                    timetable.comments, timetable.draft
                );
                let problem = Problem::at(self.source, &span, "comments", message);
                self.problems.push(problem.with_hint(format!("write {earliest} or more, or draft sooner")));
            }
            if timetable.decision <= timetable.comments {
                let message = format!(
                    "the decision on working day {} is not after comments close on day {}",
                    timetable.decision, timetable.comments
                );
                let problem = Problem::at(self.source, &span, "decision", message);
                self.problems.push(problem.with_hint("decide later, or close comments sooner"));
            }
        }
    }

    /// The working days that a limit surely holds, wherever the bank holidays fall.
    pub(super) fn as_working_days(&self, limit: Limit) -> Option<u32> {
        let days = match limit.unit {
            Unit::WorkingDays => return Some(limit.count),
            Unit::CalendarDays => limit.count,
            Unit::Weeks => limit.count.checked_mul(DAYS_IN_A_WEEK)?,
            Unit::Months => limit.count.checked_mul(FEWEST_DAYS_IN_A_MONTH)?,
            Unit::Hours | Unit::Minutes => return None,
        };
        self.guidance.calendar().fewest_working_days(days)
    }

    pub(super) fn citation(&self, clock: &Clock) -> Option<String> {
        let newest = clock
            .clauses
            .iter()
            .filter_map(|id| self.guidance.clause(id))
            .max_by_key(|clause| clause.in_force.from);
        newest.map(ToString::to_string)
    }
}

/// Whether the given limit is looser than the allowed one.
pub(super) fn loosens(given: u32, allowed: u32, bound: Bound) -> bool {
    match bound {
        Bound::Max => given > allowed,
        Bound::Min => given < allowed,
    }
}
