//! Who would take another route.

use serde::Serialize;

use super::{under, veil_of_counts};
use crate::compare::Simulation;
use crate::fold::{Fold, Groups};
use crate::routes::Way;
use crate::tables::{Shown, Split, SplitOf, split_of};

/// Records that take a way today and a way under the draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RouteRow {
    /// The way today.
    pub today: Way,
    /// The way under the draft.
    pub draft: Way,
    /// How many records.
    pub records: Split,
}

/// What the draft does to routes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RouteReport {
    /// Whether there is a route of its own for disabled children today.
    pub separate_route_today: bool,
    /// Whether the draft has one.
    pub separate_route_in_draft: bool,
    /// Whether any of these records takes another way.
    pub changes: bool,
    /// What follows, in words, from the comparison.
    pub says: Vec<String>,
    /// Records that take another way, of those that take a way or wait for one.
    pub moving: SplitOf,
    /// From which way to which.
    pub ways: Vec<RouteRow>,
    /// Steps that are left out today, and no more.
    pub no_longer_left_out: Vec<String>,
    /// Steps that the draft leaves out, and are not left out today.
    pub newly_left_out: Vec<String>,
}

pub(super) fn report(simulation: &Simulation, fold: &Fold, least: u64) -> RouteReport {
    let (today, draft) = (&simulation.today, &simulation.draft);
    let (mut all, mut moving) = (Groups::default(), Groups::default());
    for ((from, to), groups) in &fold.ways {
        for (place, count) in groups.iter().enumerate() {
            all[place] += count;
            moving[place] += if from == to { 0 } else { *count };
        }
    }
    let rows: Vec<Groups> = fold.ways.values().copied().collect();
    let veil = veil_of_counts(&rows, least);
    let ways = fold
        .ways
        .iter()
        .zip(&veil.rows)
        .map(|((ways, groups), veil)| RouteRow {
            today: ways.0,
            draft: ways.1,
            records: under(*groups, *veil),
        })
        .collect();
    let moving_of = split_of(moving, all, least);
    let (left_today, left_draft) = (
        &today.rules.protocol().settings().route.left_out,
        &draft.rules.protocol().settings().route.left_out,
    );
    let without = |some: &[String], others: &[String]| {
        let mut left: Vec<String> = some.iter().filter(|step| !others.contains(step)).cloned().collect();
        left.sort();
        left
    };
    let nothing: &[String] = &[];
    let (in_today, in_draft) = (
        if today.has_route { left_today.as_slice() } else { nothing },
        if draft.has_route { left_draft.as_slice() } else { nothing },
    );
    let changes = moving.iter().sum::<u64>() > 0;
    RouteReport {
        separate_route_today: today.has_route,
        separate_route_in_draft: draft.has_route,
        changes,
        says: says(simulation, changes, moving_of.all.of),
        moving: moving_of,
        ways,
        no_longer_left_out: without(in_today, in_draft),
        newly_left_out: without(in_draft, in_today),
    }
}

fn says(simulation: &Simulation, changes: bool, of: Shown) -> Vec<String> {
    let (today, draft) = (&simulation.today, &simulation.draft);
    let mut says = Vec::new();
    let compared = match of {
        Shown::Number(0) => {
            "No record is on a route or waits for one, so nothing could be compared.".to_owned()
        }
        Shown::Number(number) => {
            format!("{number} records on a route, or waiting for one, were taken through both sets of rules.")
        }
        Shown::Hidden => {
            "A few records on a route, or waiting for one, were taken through both sets of rules.".to_owned()
        }
    };
    match (today.has_route, draft.has_route) {
        (true, false) => says.push(
            "Today disabled children have a route of their own; the draft has none. Every child on it, and every request that could have been given it, is counted as going to the general assessment: with its duties, without the levels, and with the steps that the route leaves out.".to_owned(),
        ),
        (false, true) => says.push(
            "Today disabled children have no route of their own; the draft has one. Every child whose record names one of its levels is counted as taking it.".to_owned(),
        ),
        _ if changes => {}
        _ => says.push("This draft does not change who takes which route.".to_owned()),
    }
    says.push(compared);
    let tests = [today, draft].map(|side| side.rules.protocol().settings().route.entry_test.trim());
    if draft.has_route && today.has_route && tests[0] != tests[1] {
        says.push("The entry test has other words. People decide who passes it, so whom the new words would let in or turn away is not counted.".to_owned());
    }
    says.push("Which level of assessment is taken is decided by people with the family, and no rule here says who gets which: levels are as they were recorded.".to_owned());
    says
}
