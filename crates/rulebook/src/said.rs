//! Small words that several answers share: how well something was checked, when it is in force, what a limit says.

use guidance::{Bound, Clause, Commencement, Guidance, Interval, Limit, Unit, Verified, full_date};
use jiff::civil::Date;

/// How well something was checked, in words.
pub(crate) fn checked(verified: Verified) -> &'static str {
    match verified {
        Verified::Primary => "checked in the source itself",
        Verified::Secondary => "not verified: read where others restate it",
        Verified::Weak => "not verified: read in a weak source only",
        Verified::Recalled => "not verified: from general knowledge",
    }
}

/// The same in one word, for a narrow column.
pub(crate) fn checked_briefly(verified: Verified) -> String {
    if verified.needs_badge() { format!("{verified} (!)") } else { verified.to_string() }
}

/// What the sign in a column means, where it was used.
pub(crate) const SIGN: &str = "(!) not verified in the source itself";

/// The first day, where one is known.
pub(crate) fn begins(interval: &Interval) -> Option<Date> {
    // What has no known commencement begins on the last day that can be written.
    (interval.from != Date::MIN && interval.from != Date::MAX).then_some(interval.from)
}

/// `18 March 2026 onwards`.
pub(crate) fn in_force(from: Option<Date>, to: Option<Date>) -> String {
    match (from, to) {
        (None, None) => "always".to_owned(),
        (Some(from), None) => format!("{} onwards", day(from)),
        (None, Some(to)) => format!("until {}", day(to)),
        (Some(from), Some(to)) => format!("{} to {}", day(from), day(to)),
    }
}

/// When a clause is in force; one without a known commencement says so.
pub(crate) fn clause_in_force(clause: &crate::list::ClauseRow) -> String {
    match (clause.commencement, clause.expected_from) {
        (Commencement::Known, _) => in_force(clause.in_force_from, clause.in_force_to),
        (Commencement::Expected, Some(expected)) => format!("not yet; expected from {}", day(expected)),
        (Commencement::Expected, None) => "not yet; expected, the day is not known".to_owned(),
        (Commencement::Unknown, _) => "never applied: its commencement is unknown".to_owned(),
    }
}

/// `18 March 2026`.
pub(crate) fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// `at most 45 working days`.
pub(crate) fn limit(limit: Limit) -> String {
    let bound = match limit.bound {
        Bound::Max => "at most",
        Bound::Min => "at least",
    };
    format!("{bound} {limit}")
}

/// Whether what is counted gives a moment of the day and not a day.
pub(crate) fn is_instant(unit: Unit) -> bool {
    matches!(unit, Unit::Hours | Unit::Minutes)
}

/// `Monday 23 November 2026`, for a day or an instant.
pub(crate) fn moment(moment: kernel::Moment) -> String {
    match moment {
        kernel::Moment::On(date) => full_date(date),
        kernel::Moment::At(instant) => guidance::full_time(instant),
    }
}

/// Of the clauses that something rests on, the one to cite: that in force on the day; else the last that was; else the first.
pub(crate) fn cited<'a>(guidance: &'a Guidance, ids: &[String], on: Date) -> Option<&'a Clause> {
    let known = || ids.iter().filter_map(|id| guidance.clause(id));
    known()
        .find(|clause| clause.in_force_on(on))
        .or_else(|| {
            known().filter(|clause| clause.in_force.from <= on).max_by_key(|clause| clause.in_force.from)
        })
        .or_else(|| known().next())
}

/// From the first to the last day of what something rests on, within its own dates.
pub(crate) fn whole_interval(
    guidance: &Guidance,
    own: &Interval,
    clauses: &[String],
) -> (Option<Date>, Option<Date>) {
    let of_clauses: Vec<&Interval> =
        clauses.iter().filter_map(|id| guidance.clause(id)).map(|clause| &clause.in_force).collect();
    let from = begins(own).or_else(|| {
        of_clauses.iter().map(|one| one.from).min().filter(|day| *day != Date::MIN && *day != Date::MAX)
    });
    let to = own.to.or_else(|| {
        let ends: Option<Vec<Date>> = of_clauses.iter().map(|one| one.to).collect();
        ends.and_then(|ends| ends.into_iter().max())
    });
    (from, to)
}
