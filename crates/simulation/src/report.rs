//! The report: what was counted, as it may be shown, with every assumption.

mod clocks;
mod hours;
mod routes;

use jiff::civil::Date;
use serde::Serialize;

use crate::assumptions::Assumptions;
use crate::bootstrap::Bootstrap;
use crate::compare::{Side, Simulation};
use crate::fold::{Fold, Groups};
use crate::record::{Group, Kind};
use crate::tables::{RowVeil, Shown, Split, SplitOf, TableVeil, split_of, veil_table};

pub use clocks::{BandReport, ClockReport};
pub use hours::{BootstrapReport, Hours, HoursReport, HoursRow, HoursShown, IntervalReport};
pub use routes::{RouteReport, RouteRow};

/// Which rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RulesNamed {
    /// The protocol's identifier.
    pub protocol: String,
    /// Its version.
    pub version: String,
    /// Its name.
    pub name: String,
    /// The edition of Working Together in force on the day of the report.
    pub edition: Option<String>,
    /// The digest of guidance and protocol.
    pub digest: String,
}

/// A count with a name, by group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// What was counted.
    pub what: String,
    /// How many.
    pub records: Split,
}

/// What a draft would change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Whose records these were.
    pub about: String,
    /// Lateness is judged at the end of this day.
    pub on: Date,
    /// Repeated work is looked ahead until this day.
    pub ahead_until: Date,
    /// Today's rules.
    pub today: RulesNamed,
    /// The draft.
    pub draft: RulesNamed,
    /// Counts of records from 1 up to, and without, this are hidden.
    pub shown_from: u64,
    /// The records, by kind.
    pub records: Vec<Changed>,
    /// Records of which anything differs, of all.
    pub differ: SplitOf,
    /// Records of which something becomes late, of all.
    pub become_late: SplitOf,
    /// Who would take another route.
    pub routes: RouteReport,
    /// The clocks, standards and duties that change, or whose dates do.
    pub clocks: Vec<ClockReport>,
    /// How many clocks, standards and duties are the same under both.
    pub clocks_unchanged: usize,
    /// The hours of work until the day, and of repeated work ahead.
    pub hours: Vec<HoursReport>,
    /// To which multiples hours are rounded, with the low, the central and the high assumptions.
    pub hours_rounded_to: [Hours; 3],
    /// The intervals of the bootstrap, where one was asked for.
    pub bootstrap: Option<BootstrapReport>,
    /// The assumptions, in full.
    pub assumptions: Assumptions,
    /// How to read it.
    pub notes: Vec<String>,
}

pub(crate) fn report(simulation: &Simulation, fold: &Fold, about: &str) -> Report {
    let least = simulation.today.rules.protocol().settings().figures.least_shown;
    let mut all = Groups::default();
    for groups in fold.kinds {
        for (sum, more) in all.iter_mut().zip(groups) {
            *sum += more;
        }
    }
    let differ = split_of(fold.differ, all, least);
    let become_late = split_of(fold.become_late, all, least);
    let (clocks, clocks_unchanged) = clocks::report(simulation, fold, least);
    let routes = routes::report(simulation, fold, least);
    let rounded_to = hours::rounded_to(simulation, routes.changes, least);
    let hours = hours::report(fold, rounded_to, least);
    let bootstrap = simulation.bootstrap.map(|bootstrap| {
        hours::bootstrap(simulation, fold, bootstrap, (&routes.moving, &become_late, &hours), rounded_to)
    });
    Report {
        about: about.to_owned(),
        on: simulation.on,
        ahead_until: simulation.until,
        today: named(&simulation.today, simulation.on),
        draft: named(&simulation.draft, simulation.on),
        shown_from: least,
        records: kinds(fold, least),
        differ,
        become_late,
        routes,
        clocks,
        clocks_unchanged,
        hours,
        bootstrap,
        assumptions: simulation.assumptions.clone(),
        hours_rounded_to: rounded_to,
        notes: notes(simulation, least, rounded_to),
    }
}

fn named(side: &Side, on: Date) -> RulesNamed {
    let protocol = side.rules.protocol();
    RulesNamed {
        protocol: protocol.id().to_owned(),
        version: protocol.version().to_owned(),
        name: protocol.name().to_owned(),
        edition: side.rules.edition_on(on).map(|edition| edition.id.clone()),
        digest: side.rules.digest(),
    }
}

fn kinds(fold: &Fold, least: u64) -> Vec<Changed> {
    let veil = veil_of_counts(&fold.kinds, least);
    Kind::ALL
        .iter()
        .map(|kind| {
            let what = match kind {
                Kind::Child => "children's records",
                Kind::Request => "requests not yet in a child's record",
                Kind::Concern => "concerns",
                Kind::Challenge => "challenges",
                Kind::Protection => "records of protection",
                Kind::Contact => "contacts with the front door",
            };
            let records = under(fold.kinds[kind.place()], veil.rows[kind.place()]);
            Changed { what: what.to_owned(), records }
        })
        .collect()
}

/// What is hidden of a table of counts of records, each record in one row.
fn veil_of_counts(rows: &[Groups], least: u64) -> TableVeil {
    let behind = |groups: &Groups| groups.map(|count| [count, count]);
    let mut all = Groups::default();
    for row in rows {
        for (sum, more) in all.iter_mut().zip(row) {
            *sum += more;
        }
    }
    veil_table(&rows.iter().map(behind).collect::<Vec<_>>(), &behind(&all), least)
}

fn under(groups: Groups, veil: RowVeil) -> Split {
    Split {
        all: Shown::unless(veil == RowVeil::Whole, groups.iter().sum()),
        groups: groups.map(|count| Shown::unless(veil != RowVeil::Open, count)),
    }
}

/// What a reader must know before believing a number.
fn notes(simulation: &Simulation, least: u64, rounded_to: [Hours; 3]) -> Vec<String> {
    let assumptions = &simulation.assumptions;
    let invented = assumptions.work.iter().filter(|assumed| assumed.invented).count();
    let mut notes = vec![
        format!(
            "Counts are of records, not of items: a record with three late dates counts once. Counts from 1 to {} are hidden, and others with them, so that none can be worked out.",
            least.saturating_sub(1)
        ),
        "The records are as they were written under today's rules. What people would have done differently under the draft is not known and not guessed.".to_owned(),
        "\"Done in time, and would have been late\" says what was done too late for the draft. It does not say that it could not have been done sooner.".to_owned(),
        format!(
            "Hours rest on the assumptions at the end; {invented} of {} central values were invented. Low, central and high are the three values of the assumptions throughout: they are no statement of chance.",
            assumptions.work.len()
        ),
        format!(
            "Hours are rounded to the nearest {} (low, central, high), so that no hidden count can be worked out from them; so sums may not add up, and little may show as nothing.",
            rounded_to.map(|hours| hours.to_string()).join(" / ")
        ),
        "A shorter limit alone makes no hours here, but for explaining dates that are missed: the same work is done sooner. What it takes to be sooner is not in the assumptions.".to_owned(),
    ];
    if simulation.bootstrap.is_some() {
        notes.push(
            "Intervals marked \"bootstrap\" say how much a figure hangs on which records there happen to be, with the central assumptions. They say nothing of whether the assumptions are right.".to_owned(),
        );
    }
    notes
}

/// A group's name in the report.
pub(crate) fn group_name(group: Option<Group>) -> &'static str {
    match group {
        None => "all",
        Some(Group::Disabled) => "disabled",
        Some(Group::NotDisabled) => "not disabled",
        Some(Group::NotKnown) => "not known",
    }
}

/// What is used of a bootstrap's settings in the report.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BootstrapUsed {
    /// Turns and seed.
    #[serde(flatten)]
    pub bootstrap: Bootstrap,
    /// The confidence of the intervals.
    pub confidence: f64,
}
