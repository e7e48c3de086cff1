//! Which clocks change, whose dates move, and what becomes late.

use std::collections::BTreeSet;

use measures::protect_counts;
use serde::Serialize;

use crate::compare::Simulation;
use crate::fold::{Counted, Fold, Line};
use crate::limits::Ruled;
use crate::tables::{Shown, Split, SplitOf, split, split_of};

/// How many records have a date that moves this far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BandReport {
    /// How far: `1 to 5 days earlier`.
    pub by: String,
    /// How many records.
    pub records: Shown,
}

/// One clock, standard or duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClockReport {
    /// Its identifier: `K03`, `LS-ALLOCATE`; for what has no limit, the duty's.
    pub id: String,
    /// Its name in plain words.
    pub name: String,
    /// Whether it is law or guidance; otherwise it is a local standard.
    pub statutory: bool,
    /// The limit today; nothing where it does not exist.
    pub limit_today: Option<String>,
    /// The limit in the draft; nothing where it does not exist.
    pub limit_in_draft: Option<String>,
    /// Who answers for it today.
    pub responsible_today: Option<String>,
    /// Who answers for it in the draft.
    pub responsible_in_draft: Option<String>,
    /// Records of which an open item has another date, of those with an open item.
    pub another_date: SplitOf,
    /// Records of which an item becomes late, of those with an open item.
    pub becomes_late: SplitOf,
    /// Records of which an item is no longer late, of those with an open item.
    pub no_longer_late: SplitOf,
    /// Records with an open item that was not there.
    pub begins: Split,
    /// Records with an open item that is there no more.
    pub ceases: Split,
    /// Records of which an item was done in time and would have been late, of those with one that was done.
    pub would_have_been_late: SplitOf,
    /// The other way round.
    pub would_have_been_in_time: SplitOf,
    /// By how many days the dates of open items move, each record by its furthest.
    pub moves: Vec<BandReport>,
}

/// The clocks that differ, by identifier, and how many do not.
pub(super) fn report(simulation: &Simulation, fold: &Fold, least: u64) -> (Vec<ClockReport>, usize) {
    let (today, draft) = (&simulation.today.ruling, &simulation.draft.ruling);
    let ids: BTreeSet<&String> = today.keys().chain(draft.keys()).chain(fold.lines.keys()).collect();
    let nothing = Line::default();
    let mut reports = Vec::new();
    let mut same = 0;
    for id in ids {
        let line = fold.lines.get(id).unwrap_or(&nothing);
        let (before, after) = (today.get(id), draft.get(id));
        if before.map(rule) == after.map(rule) && !line.is_different() {
            same += 1;
        } else {
            reports.push(one(simulation, id, line, [before, after], least));
        }
    }
    (reports, same)
}

/// What makes two rules the same to those who live by them.
fn rule(ruled: &Ruled) -> (&str, &str, bool) {
    (&ruled.limit, ruled.responsible.as_str(), ruled.repeats)
}

fn one(
    simulation: &Simulation,
    id: &str,
    line: &Line,
    [before, after]: [Option<&Ruled>; 2],
    least: u64,
) -> ClockReport {
    let known = after.or(before);
    let of = |some, all| split_of(line.counted(some), line.counted(all), least);
    let another_date = of(Counted::Moved, Counted::Open);
    ClockReport {
        id: id.to_owned(),
        name: known.map_or_else(|| line.name.clone(), |ruled| ruled.name.clone()),
        statutory: known.is_some_and(|ruled| ruled.statutory),
        limit_today: before.map(|ruled| ruled.limit.clone()),
        limit_in_draft: after.map(|ruled| ruled.limit.clone()),
        responsible_today: before.map(|ruled| ruled.responsible.to_string()),
        responsible_in_draft: after.map(|ruled| ruled.responsible.to_string()),
        moves: bands(simulation, line, another_date.all.count, least),
        another_date,
        becomes_late: of(Counted::BecomesLate, Counted::Open),
        no_longer_late: of(Counted::NoLongerLate, Counted::Open),
        begins: split(line.counted(Counted::Begins), least),
        ceases: split(line.counted(Counted::Ceases), least),
        would_have_been_late: of(Counted::WouldBeLate, Counted::Done),
        would_have_been_in_time: of(Counted::WouldBeInTime, Counted::Done),
    }
}

/// From the most days earlier to the most days later, those bands that anything stands in.
fn bands(simulation: &Simulation, line: &Line, moved: Shown, least: u64) -> Vec<BandReport> {
    let from = &simulation.assumptions.bands_of_days;
    let hidden = match moved {
        Shown::Number(_) => protect_counts(&line.bands, least),
        Shown::Hidden => None,
    };
    let name = |band: usize, direction: &str| match from.get(band + 1) {
        Some(next) if *next == from[band] + 1 => format!("{} days {direction}", from[band]),
        Some(next) => format!("{} to {} days {direction}", from[band], next - 1),
        None => format!("{} days or more {direction}", from[band]),
    };
    let earlier = (0..from.len()).rev().map(|band| (band, name(band, "earlier")));
    let later = (0..from.len()).map(|band| (from.len() + band, name(band, "later")));
    earlier
        .chain(later)
        .filter_map(|(place, by)| {
            let count = line.bands.get(place).copied().filter(|count| *count > 0)?;
            let is_hidden = hidden.as_ref().is_none_or(|hidden| hidden[place]);
            Some(BandReport { by, records: Shown::unless(is_hidden, count) })
        })
        .collect()
}
