//! Hours of work, by capacity, by disabled or not.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{BootstrapUsed, group_name};
use crate::bootstrap::Bootstrap;
use crate::compare::Simulation;
use crate::fold::{Fold, Spent};
use crate::record::Group;
use crate::tables::{Behind, RowVeil, Shown, SplitOf, TableVeil, veil_table};
use crate::work::When;

/// Minutes in an hour.
const MINUTES: i64 = 60;
/// Hours are shown in tenths.
const TENTHS: i64 = 10;

/// A time, kept in minutes and shown in hours with one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hours {
    /// Minutes.
    pub minutes: i64,
}

impl Hours {
    fn of(minutes: u64) -> Self {
        Self { minutes: i64::try_from(minutes).unwrap_or(i64::MAX) }
    }

    fn tenths(self) -> i64 {
        let half = if self.minutes < 0 { -MINUTES / 2 } else { MINUTES / 2 };
        (self.minutes.saturating_mul(TENTHS).saturating_add(half)) / MINUTES
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.tenths();
        let sign = if tenths < 0 { "-" } else { "" };
        write!(formatter, "{sign}{}.{}", (tenths / TENTHS).abs(), (tenths % TENTHS).abs())
    }
}

impl Serialize for Hours {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[expect(clippy::cast_precision_loss, reason = "no partnership works so many hours")]
        let hours = self.tenths() as f64 / TENTHS as f64;
        serializer.serialize_f64(hours)
    }
}

/// Hours with the low, the central and the high assumptions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HoursShown {
    /// Under today's rules.
    pub today: [Hours; 3],
    /// Under the draft.
    pub draft: [Hours; 3],
    /// The draft's less today's.
    pub difference: [Hours; 3],
}

/// One capacity's hours. What is nothing is hidden.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HoursRow {
    /// The capacity; nothing for all together.
    pub capacity: Option<String>,
    /// Of all records.
    pub all: Option<HoursShown>,
    /// Disabled, not disabled, not known.
    pub groups: [Option<HoursShown>; Group::ALL.len()],
}

/// The hours of a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HoursReport {
    /// `so far`, or `ahead`.
    pub when: &'static str,
    /// All together first, then by capacity.
    pub rows: Vec<HoursRow>,
}

/// An interval of the bootstrap.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IntervalReport {
    /// Of which figure.
    pub figure: &'static str,
    /// Of which group.
    pub group: &'static str,
    /// In which unit: `records`, `hours`.
    pub unit: &'static str,
    /// What was counted.
    pub value: f64,
    /// From.
    pub low: f64,
    /// To.
    pub high: f64,
}

/// The intervals of the bootstrap.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BootstrapReport {
    /// Turns, seed, confidence.
    #[serde(flatten)]
    pub used: BootstrapUsed,
    /// Each interval.
    pub intervals: Vec<IntervalReport>,
}

pub(super) fn report(fold: &Fold, least: u64) -> Vec<HoursReport> {
    When::ALL.iter().map(|when| of_time(fold, *when, least)).collect()
}

fn behind(spent: &Spent) -> Behind {
    [spent.records, spent.changed]
}

fn of_time(fold: &Fold, when: When, least: u64) -> HoursReport {
    let rows: Vec<_> =
        fold.spent.iter().filter(|((at, _), _)| *at == when).map(|((_, who), spent)| (who, spent)).collect();
    let in_all = fold.spent_in_all.get(&when).copied().unwrap_or_default();
    let table: Vec<_> = rows.iter().map(|(_, spent)| spent.each_ref().map(behind)).collect();
    let TableVeil { rows: veils, groups, all } = veil_table(&table, &in_all.each_ref().map(behind), least);
    let row = |capacity: Option<String>, spent: &[Spent; 3], shows_all: bool, shows_groups: bool| {
        let mut total = Spent::default();
        for group in spent {
            total.add(group);
        }
        HoursRow {
            capacity,
            all: shows_all.then(|| shown(&total)),
            groups: spent.each_ref().map(|group| shows_groups.then(|| shown(group))),
        }
    };
    let mut shown = vec![row(None, &in_all, all, groups)];
    shown.extend(rows.iter().zip(veils).map(|((who, spent), veil)| {
        row(Some(who.to_string()), spent, veil != RowVeil::Whole, veil == RowVeil::Open)
    }));
    HoursReport { when: if when == When::SoFar { "so far" } else { "ahead" }, rows: shown }
}

fn shown(spent: &Spent) -> HoursShown {
    let (today, draft) = (spent.before.map(Hours::of), spent.after.map(Hours::of));
    let mut difference = draft;
    for (difference, today) in difference.iter_mut().zip(today) {
        difference.minutes -= today.minutes;
    }
    HoursShown { today, draft, difference }
}

/// Intervals for those figures that are shown.
pub(super) fn bootstrap(
    simulation: &Simulation,
    fold: &Fold,
    bootstrap: Bootstrap,
    (moving, late, hours): (&SplitOf, &SplitOf, &[HoursReport]),
) -> BootstrapReport {
    let confidence = simulation.assumptions.confidence;
    let records = fold.records();
    let mut intervals = Vec::new();
    let groups = || std::iter::once(None).chain(Group::ALL.map(Some));
    let counted = |split: &SplitOf, group: Option<Group>| {
        let shown = group.map_or(split.all.count, |group| split.groups[group.place()].count);
        match shown {
            Shown::Number(number) => i64::try_from(number).ok(),
            Shown::Hidden => None,
        }
    };
    let spent = |place: usize, group: Option<Group>| {
        let row = hours.get(place)?.rows.first()?;
        let shown = group.map_or(row.all, |group| row.groups[group.place()]);
        shown.map(|shown| shown.difference[crate::work::CENTRAL].minutes)
    };
    let figures = ["records that take another way", "records of which something becomes late"]
        .into_iter()
        .chain(["difference in hours, so far", "difference in hours, ahead"]);
    for (place, figure) in figures.enumerate() {
        for group in groups() {
            let value = match place {
                0 => counted(moving, group),
                1 => counted(late, group),
                _ => spent(place - 2, group),
            };
            let interval = fold.turns.interval(place, group, records, confidence);
            let (Some(value), Some((low, high))) = (value, interval) else { continue };
            let is_time = place > 1;
            #[expect(clippy::cast_precision_loss, reason = "no partnership counts so far")]
            let number = |value: i64| {
                if is_time { Hours { minutes: value }.tenths() as f64 / TENTHS as f64 } else { value as f64 }
            };
            intervals.push(IntervalReport {
                figure,
                group: group_name(group),
                unit: if is_time { "hours" } else { "records" },
                value: number(value),
                low: number(low),
                high: number(high),
            });
        }
    }
    BootstrapReport { used: BootstrapUsed { bootstrap, confidence }, intervals }
}
