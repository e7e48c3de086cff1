//! The days of stays, counted for the child and for each arrangement, and what a further stay would change.

use guidance::{Count, Counter, Rules, Stretch};
use jiff::civil::Date;
use kernel::london_date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Arrangement, Basis, Breaks};

/// Why another legal regime applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A count of days is past the number of its clock.
    Days {
        /// The clock: `K38`, `K39`.
        clock: String,
        /// How many days it comes to.
        number: u32,
        /// Whether the days of all arrangements together, or of one.
        all_together: bool,
        /// The first day past the number.
        on: Date,
    },
    /// The stays are with more than one carer or in more than one place.
    SeveralPlaces,
    /// It was decided so.
    Decided,
}

/// A change of the legal regime that follows from what is booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossing {
    /// The first day of the stay from which on it applies.
    pub from: Date,
    /// Why.
    pub causes: Vec<Cause>,
    /// The arrangements that it applies to.
    pub arrangements: Vec<Uuid>,
}

/// One count of days, with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaysCounted {
    /// The count: clock, number, clauses, how well they were verified.
    pub counter: Counter,
    /// The arrangement, or all together.
    pub arrangement: Option<Uuid>,
    /// The most it comes to, with what is booked.
    pub most: Option<Count>,
    /// What it comes to on the day that was asked about.
    pub today: u32,
    /// The first day past the number, if what is booked comes to that.
    pub passed_on: Option<Date>,
}

impl Breaks {
    /// Every count: for all arrangements together, then for each that has stays that count.
    pub fn counted(&self, rules: &Rules, today: Date) -> Vec<DaysCounted> {
        let all: Vec<Stretch> = self.arrangements.iter().flat_map(Arrangement::counted).collect();
        let each = self.arrangements.iter().map(|each| (Some(each.id()), each.counted()));
        let groups = std::iter::once((None, all)).chain(each).filter(|(_, stretches)| !stretches.is_empty());
        let counters = rules.short_break_counters(today);
        groups
            .flat_map(|(arrangement, stretches)| {
                counters.iter().map(move |counter| DaysCounted {
                    counter: counter.clone(),
                    arrangement,
                    most: counter.count(&stretches),
                    today: counter.count_on(&stretches, today),
                    passed_on: counter.passed_on(&stretches),
                })
            })
            .collect()
    }

    /// What would change if an arrangement had this stay more, in place of another where one is named.
    pub fn crossing(
        &self,
        rules: &Rules,
        arrangement: Uuid,
        stay: Stretch,
        instead_of: Option<Uuid>,
    ) -> Option<Crossing> {
        let from = london_date(stay.from);
        let found =
            self.arrangement(arrangement).filter(|each| each.basis_on(from) == Basis::Section20Light)?;
        let own = without(found, instead_of);
        let others = self.arrangements.iter().filter(|each| each.id() != arrangement);
        let all: Vec<Stretch> =
            others.flat_map(|each| without(each, None)).chain(own.iter().copied()).collect();
        let mut causes = Vec::new();
        for counter in rules.short_break_counters(from) {
            for (others, all_together) in [(&own, false), (&all, true)] {
                let Some((count, Some(on))) = counter.count_with(stay, others) else { continue };
                let clock = counter.clock().id.clone();
                let said = |cause: &Cause| matches!(cause, Cause::Days { clock: said, .. } if *said == clock);
                if !causes.iter().any(said) {
                    causes.push(Cause::Days { clock, number: count.number, all_together, on });
                }
            }
        }
        if causes.is_empty() {
            return None;
        }
        let together = causes.iter().any(|cause| matches!(cause, Cause::Days { all_together: true, .. }));
        let light = |each: &&Arrangement| each.runs() && each.basis_on(from) == Basis::Section20Light;
        let touched = |each: &&Arrangement| each.id() == arrangement || together;
        let arrangements =
            self.arrangements.iter().filter(light).filter(touched).map(Arrangement::id).collect();
        Some(Crossing { from, causes, arrangements })
    }

    /// What still speaks against the light rules from a day on.
    pub fn against_light(&self, rules: &Rules, arrangement: Uuid, from: Date) -> Vec<Cause> {
        let mut causes = Vec::new();
        let Some(found) = self.arrangement(arrangement) else { return causes };
        let all: Vec<Stretch> = self.arrangements.iter().flat_map(Arrangement::counted).collect();
        for counter in rules.short_break_counters(from) {
            for (stretches, all_together) in [(found.counted(), false), (all.clone(), true)] {
                let reaching = counter.reaching(&stretches, from);
                if let Some((count, on)) = counter.count(&reaching).zip(counter.passed_on(&reaching)) {
                    let clock = counter.clock().id.clone();
                    causes.push(Cause::Days { clock, number: count.number, all_together, on });
                }
            }
        }
        let elsewhere =
            |each: &Arrangement| each.id() != arrangement && each.runs() && each.basis().is_section_20();
        if self.arrangements.iter().any(elsewhere) {
            causes.push(Cause::SeveralPlaces);
        }
        causes
    }
}

/// The stays of an arrangement that count, without one that is to be replaced.
fn without(arrangement: &Arrangement, stay: Option<Uuid>) -> Vec<Stretch> {
    let Some(stay) = stay else { return arrangement.counted() };
    let mut fewer = arrangement.clone();
    fewer.stays.retain(|each| each.id() != stay);
    fewer.counted()
}
