//! Every number of every measure, before anything is hidden.

use std::collections::BTreeSet;

use guidance::Rules;
use jiff::civil::Date;

use crate::adjusted::{AdjustedFor, Recorded, adjust, recorded};
use crate::charts::{Charts, charts};
use crate::counting::{Counter, Looking, Seen, assessors};
use crate::definition::{Count, Definitions, GroupingKind, Part};
use crate::facts::{Facts, Kept};
use crate::groups::{Membership, Sorter};
use crate::people::{Subject, gather, subjects};
use crate::verdict::{Evidence, Verdict, judge};

/// Which requests are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// Those received in the year that began in this calendar year.
    Year(i16),
    /// All of them, each child once a year.
    All,
}

/// How many, of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cell {
    /// How many of them.
    pub yes: u64,
    /// Of how many.
    pub of: u64,
}

impl Cell {
    /// How many of them are not.
    pub const fn no(self) -> u64 {
        self.of.saturating_sub(self.yes)
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { yes: self.yes + other.yes, of: self.of + other.of }
    }
}

/// Days that were counted, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days(pub Vec<u32>);

/// What can be gathered for a group.
pub(crate) trait Tally: Default + Clone {
    /// Adds one thing that was seen.
    fn add(&mut self, seen: Seen);
    /// Brings it into the shape that is kept.
    fn settle(&mut self) {}
}

impl Tally for Cell {
    fn add(&mut self, seen: Seen) {
        self.of += 1;
        self.yes += u64::from(seen == Seen::Yes);
    }
}

impl Tally for Days {
    fn add(&mut self, seen: Seen) {
        if let Seen::Days(days) = seen {
            self.0.push(days);
        }
    }

    fn settle(&mut self) {
        self.0.sort_unstable();
    }
}

/// A group's tally.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<T> {
    /// The group's place among those of its grouping.
    pub group: usize,
    /// What was counted.
    pub tally: T,
}

/// The groups of one grouping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<T> {
    /// Which grouping.
    pub grouping: GroupingKind,
    /// Its groups; none where nothing is recorded that would tell them apart.
    pub rows: Vec<Row<T>>,
}

/// What one count came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartFigures {
    /// There are no such records yet.
    NotKept(Vec<Kept>),
    /// Some of so many.
    Proportion {
        /// All of them.
        total: Cell,
        /// By groups.
        tables: Vec<Table<Cell>>,
    },
    /// Days.
    Days {
        /// All of them.
        total: Days,
        /// By groups.
        tables: Vec<Table<Days>>,
    },
}

/// What one measure came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureFigures {
    /// Which.
    pub id: String,
    /// Its counts, in the order of the definition.
    pub parts: Vec<PartFigures>,
}

/// All measures of a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Which requests were counted.
    pub period: Period,
    /// The day on which they were counted.
    pub on: Date,
    /// Every year of which there is a request.
    pub years: Vec<i16>,
    /// Children in the period, each once a year.
    pub children: u64,
    /// The measures, in the order of the definitions.
    pub measures: Vec<MeasureFigures>,
    /// What is shown over time and by team.
    pub charts: Vec<Charts>,
    /// How much is recorded of what the ratios are adjusted for.
    pub recorded: Vec<Recorded>,
    /// The adjusted ratios.
    pub adjusted: Vec<AdjustedFor>,
    /// Whether difference is disproved.
    pub verdict: Verdict,
}

impl Figures {
    /// A measure's numbers.
    pub fn measure(&self, id: &str) -> Option<&MeasureFigures> {
        self.measures.iter().find(|measure| measure.id == id)
    }
}

/// Counts everything.
pub fn count(
    definitions: &Definitions,
    rules: &Rules,
    facts: Vec<Facts>,
    kept: &[Kept],
    period: Period,
    today: Date,
) -> Figures {
    let people = gather(facts);
    let all = subjects(&people, &|day| definitions.year_of(day));
    let looking = Looking::new(definitions, rules, &all, today);
    let years: BTreeSet<i16> = all.iter().map(|subject| subject.year).collect();
    let chosen: Vec<&Subject<'_>> = all
        .iter()
        .filter(|subject| match period {
            Period::Year(year) => subject.year == year,
            Period::All => true,
        })
        .collect();
    let sorters = Sorter::all(definitions);
    let members: Vec<Vec<Membership>> = sorters
        .iter()
        .map(|sorter| chosen.iter().map(|subject| sorter.membership(subject)).collect())
        .collect();
    let counting =
        Counting { rules, kept, looking: &looking, chosen: &chosen, sorters: &sorters, members: &members };
    let measures: Vec<MeasureFigures> = definitions
        .measures
        .iter()
        .map(|measure| MeasureFigures {
            id: measure.id.clone(),
            parts: measure.parts.iter().map(|part| counting.part(part)).collect(),
        })
        .collect();
    let recorded = recorded(definitions, &chosen);
    let adjusted = adjust(definitions, kept, &chosen, &recorded);
    let children = chosen.iter().filter(|subject| subject.is_child()).count();
    let evidence = Evidence::of(definitions, &measures, &adjusted);
    Figures {
        period,
        on: today,
        years: years.into_iter().collect(),
        children: children as u64,
        verdict: judge(definitions, &evidence),
        measures,
        recorded,
        charts: charts(definitions, rules, kept, &looking, &chosen),
        adjusted,
    }
}

struct Counting<'a> {
    rules: &'a Rules,
    kept: &'a [Kept],
    looking: &'a Looking,
    chosen: &'a [&'a Subject<'a>],
    sorters: &'a [Sorter<'a>],
    members: &'a [Vec<Membership>],
}

impl Counting<'_> {
    fn part(&self, part: &Part) -> PartFigures {
        let missing: Vec<Kept> =
            part.records.iter().copied().filter(|record| !self.kept.contains(record)).collect();
        if !missing.is_empty() {
            return PartFigures::NotKept(missing);
        }
        if part.count == Count::AssessorTrained {
            let trained = assessors(self.chosen);
            let yes = trained.iter().filter(|trained| **trained).count() as u64;
            return PartFigures::Proportion {
                total: Cell { yes, of: trained.len() as u64 },
                tables: Vec::new(),
            };
        }
        if part.count.is_days() {
            let (total, tables) = self.tables(part);
            PartFigures::Days { total, tables }
        } else {
            let (total, tables) = self.tables(part);
            PartFigures::Proportion { total, tables }
        }
    }

    fn tables<T: Tally>(&self, part: &Part) -> (T, Vec<Table<T>>) {
        let counter = Counter::of(part, self.rules);
        let mut total = T::default();
        let wanted: Vec<usize> = part
            .compare
            .iter()
            .filter_map(|kind| self.sorters.iter().position(|sorter| sorter.grouping.id == *kind))
            .collect();
        let mut tallies: Vec<Vec<T>> = wanted
            .iter()
            .map(|place| vec![T::default(); self.sorters[*place].grouping.groups.len()])
            .collect();
        for (subject_place, subject) in self.chosen.iter().enumerate() {
            self.looking.look(&counter, subject, |seen| {
                total.add(seen);
                for (tallies, place) in tallies.iter_mut().zip(&wanted) {
                    let mut left = self.members[*place][subject_place];
                    while left != 0 {
                        if let Some(tally) = tallies.get_mut(left.trailing_zeros() as usize) {
                            tally.add(seen);
                        }
                        left &= left - 1;
                    }
                }
            });
        }
        total.settle();
        let tables = wanted
            .into_iter()
            .zip(tallies)
            .map(|(place, tallies)| {
                let sorter = &self.sorters[place];
                let recorded = self.members[place].iter().any(|membership| sorter.is_recorded(*membership));
                let rows = tallies.into_iter().enumerate().map(|(group, mut tally)| {
                    tally.settle();
                    Row { group, tally }
                });
                let rows = if recorded { rows.collect() } else { Vec::new() };
                Table { grouping: sorter.grouping.id, rows }
            })
            .collect();
        (total, tables)
    }
}
