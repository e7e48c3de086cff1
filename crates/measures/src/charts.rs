//! What is counted month by month and team by team, before anything is hidden.

use std::collections::BTreeMap;

use guidance::Rules;
use jiff::civil::Date;

use crate::counting::{Counter, Looking, month_of};
use crate::definition::{Definitions, Part};
use crate::facts::Kept;
use crate::figures::{Cell, Tally};
use crate::people::Subject;

/// Where a month lies by the day on which the local protocol was published. Whole months, so that no sum of months tells
/// of a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stretch {
    /// Over before that day, or there is no such day.
    Before,
    /// The month in which that day lies, unless it is the first.
    Changing,
    /// Begun on that day or later.
    After,
}

impl Stretch {
    /// The stretch of a month.
    fn of(month: (i16, i8), published_on: Option<Date>) -> Self {
        let Some(day) = published_on else { return Self::Before };
        match month.cmp(&month_of(day)) {
            std::cmp::Ordering::Less => Self::Before,
            std::cmp::Ordering::Equal if day.day() > 1 => Self::Changing,
            _ => Self::After,
        }
    }
}

/// One month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthCell {
    /// The year of the measures in which it lies.
    pub year: i16,
    /// The calendar year and the month.
    pub month: (i16, i8),
    /// Before or after the local protocol was published.
    pub stretch: Stretch,
    /// What was counted.
    pub cell: Cell,
}

/// One team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamCell {
    /// Its name; none where no team is recorded.
    pub team: Option<String>,
    /// What was counted.
    pub cell: Cell,
}

/// What one part came to over time and by team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charts {
    /// The measure.
    pub measure: String,
    /// The part's place in it.
    pub part: usize,
    /// Month by month, in order; none where it is not shown over time.
    pub months: Vec<MonthCell>,
    /// Team by team, in the order of their names; none where it is not shown by team.
    pub teams: Vec<TeamCell>,
}

/// Counts every part of which there is a chart.
pub(crate) fn charts(
    definitions: &Definitions,
    rules: &Rules,
    kept: &[Kept],
    looking: &Looking,
    subjects: &[&Subject<'_>],
) -> Vec<Charts> {
    let published_on = rules.protocol().settings().contents.publication.published_on;
    let mut all = Vec::new();
    for measure in &definitions.measures {
        for (place, part) in measure.parts.iter().enumerate() {
            let wanted = part.over_time || part.by_team;
            if !wanted || part.records.iter().any(|record| !kept.contains(record)) {
                continue;
            }
            let (months, teams) = count(rules, published_on, part, looking, subjects);
            all.push(Charts { measure: measure.id.clone(), part: place, months, teams });
        }
    }
    all
}

fn count(
    rules: &Rules,
    published_on: Option<Date>,
    part: &Part,
    looking: &Looking,
    subjects: &[&Subject<'_>],
) -> (Vec<MonthCell>, Vec<TeamCell>) {
    let counter = Counter::of(part, rules);
    // By the year of the measures too, which need not begin with a month.
    let mut months: BTreeMap<((i16, i8), i16), Cell> = BTreeMap::new();
    let mut teams: BTreeMap<Option<&str>, Cell> = BTreeMap::new();
    for subject in subjects {
        looking.look(&counter, subject, |seen| {
            if part.over_time {
                let month = (month_of(subject.received_on), subject.year);
                months.entry(month).or_default().add(seen);
            }
            if part.by_team {
                teams.entry(subject.team()).or_default().add(seen);
            }
        });
    }
    let month =
        |((month, year), cell)| MonthCell { year, month, stretch: Stretch::of(month, published_on), cell };
    // A partnership without teams has no chart of them.
    let any_team = teams.keys().any(Option::is_some);
    let teams = teams.into_iter().filter(|_| any_team);
    let teams = teams.map(|(team, cell)| TeamCell { team: team.map(str::to_owned), cell });
    (months.into_iter().map(month).collect(), teams.collect())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_month_of_the_change_is_neither_before_nor_after() {
        use Stretch::{After, Before, Changing};
        let middle = Some(date(2026, 9, 15));
        let first = Some(date(2026, 9, 1));
        for (month, on, expected) in [
            ((2026, 8), middle, Before),
            ((2026, 9), middle, Changing),
            ((2026, 10), middle, After),
            ((2027, 1), middle, After),
            ((2025, 12), middle, Before),
            ((2026, 9), first, After),
            ((2026, 8), first, Before),
            ((2026, 8), None, Before),
        ] {
            assert_eq!(Stretch::of(month, on), expected, "{month:?} {on:?}");
        }
    }
}
