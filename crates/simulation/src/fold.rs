//! What was counted so far. Only sums, so that folds can be put together in any order.

use std::collections::BTreeMap;

use kernel::Capacity;

use crate::bootstrap::Turns;
use crate::record::{Group, Kind};
use crate::routes::Way;
use crate::work::{Minutes, When};

/// A number for each group.
pub(crate) type Groups = [u64; Group::ALL.len()];

/// What is counted of records on one clock. A record counts once for each, however many such items it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    /// It has an item that is open under either set of rules.
    Open,
    /// An open item has another date.
    Moved,
    /// An open item becomes late.
    BecomesLate,
    /// An open item is no longer late.
    NoLongerLate,
    /// It has an item that was done.
    Done,
    /// An item that was done in time would have been late.
    WouldBeLate,
    /// An item that was done late would have been in time.
    WouldBeInTime,
    /// An open item is there that was not.
    Begins,
    /// An open item is there no more.
    Ceases,
}

impl Counted {
    pub(crate) const NUMBER: usize = 9;
}

/// One clock's counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Line {
    pub name: String,
    pub counts: [Groups; Counted::NUMBER],
    /// Records by how far their date moves: bands earlier, then bands later.
    pub bands: Vec<u64>,
}

impl Line {
    pub(crate) fn counted(&self, what: Counted) -> Groups {
        self.counts[what as usize]
    }

    pub(crate) fn is_different(&self) -> bool {
        let still = [Counted::Open as usize, Counted::Done as usize];
        self.counts
            .iter()
            .enumerate()
            .any(|(place, groups)| !still.contains(&place) && groups.iter().sum::<u64>() > 0)
    }
}

/// Minutes of a capacity, of a group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Spent {
    /// Records with any such work, under either set of rules.
    pub records: u64,
    /// Records of which it differs.
    pub changed: u64,
    pub before: Minutes,
    pub after: Minutes,
}

impl Spent {
    pub(crate) fn add(&mut self, other: &Self) {
        self.records += other.records;
        self.changed += other.changed;
        for (sums, others) in [(&mut self.before, &other.before), (&mut self.after, &other.after)] {
            for (sum, other) in sums.iter_mut().zip(others) {
                *sum += other;
            }
        }
    }
}

/// What was counted of some records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fold {
    pub(crate) kinds: [Groups; Kind::ALL.len()],
    pub(crate) differ: Groups,
    pub(crate) become_late: Groups,
    pub(crate) ways: BTreeMap<(Way, Way), Groups>,
    pub(crate) lines: BTreeMap<String, Line>,
    pub(crate) spent: BTreeMap<(When, Capacity), [Spent; Group::ALL.len()]>,
    /// All capacities together, so that a record counts once.
    pub(crate) spent_in_all: BTreeMap<When, [Spent; Group::ALL.len()]>,
    pub(crate) turns: Turns,
}

impl Fold {
    /// How many records were counted.
    pub fn records(&self) -> u64 {
        self.kinds.iter().flatten().sum()
    }

    /// Adds what was counted of other records.
    pub fn merge(&mut self, other: &Self) {
        for (sums, others) in self.kinds.iter_mut().zip(&other.kinds) {
            add(sums, others);
        }
        add(&mut self.differ, &other.differ);
        add(&mut self.become_late, &other.become_late);
        for (ways, others) in &other.ways {
            add(self.ways.entry(*ways).or_default(), others);
        }
        for (id, other) in &other.lines {
            let line = self.lines.entry(id.clone()).or_default();
            if line.name.is_empty() {
                line.name.clone_from(&other.name);
            }
            for (sums, others) in line.counts.iter_mut().zip(&other.counts) {
                add(sums, others);
            }
            line.bands.resize(line.bands.len().max(other.bands.len()), 0);
            for (sum, other) in line.bands.iter_mut().zip(&other.bands) {
                *sum += other;
            }
        }
        for (key, others) in &other.spent {
            add_spent(self.spent.entry(key.clone()).or_default(), others);
        }
        for (when, others) in &other.spent_in_all {
            add_spent(self.spent_in_all.entry(*when).or_default(), others);
        }
        self.turns.merge(&other.turns);
    }
}

fn add(sums: &mut Groups, others: &Groups) {
    for (sum, other) in sums.iter_mut().zip(others) {
        *sum += other;
    }
}

fn add_spent(sums: &mut [Spent; Group::ALL.len()], others: &[Spent; Group::ALL.len()]) {
    for (sum, other) in sums.iter_mut().zip(others) {
        sum.add(other);
    }
}
