//! What may be shown team by team: a funnel, in which each team lies beside the limits of its own size. It is no ranking:
//! teams stand in the order of their names.

use crate::charts::Charts;
use crate::figures::Cell;
use crate::publish::{Number, Percent, Publisher};
use crate::small_numbers::{Shown, Veil, first_veil, veils};
use crate::statistics::{Interval, exact_limits, real};

/// Where a team lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Within the inner limits.
    Inside,
    /// Above the inner limits, within the outer ones.
    AboveInner,
    /// Below the inner limits, within the outer ones.
    BelowInner,
    /// Above the outer limits.
    AboveOuter,
    /// Below the outer limits.
    BelowOuter,
}

/// One team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownTeam {
    /// Its name; none where no team is recorded.
    pub name: Option<String>,
    /// How many of them.
    pub count: Number,
    /// Of how many.
    pub of: Number,
    /// As a percentage; none over few.
    pub percent: Option<Percent>,
    /// Where it lies; none without a percentage, and none for what is no team.
    pub place: Option<Place>,
}

/// The limits at one size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// The size.
    pub of: u64,
    /// The inner limits.
    pub inner: Interval,
    /// The outer limits.
    pub outer: Interval,
}

/// A part by team.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownTeams {
    /// The measure.
    pub measure: String,
    /// The part's place in it.
    pub part: usize,
    /// The teams in the order of their names; none where the numbers are too small.
    pub teams: Vec<ShownTeam>,
    /// The part of all, in the middle of the funnel.
    pub middle: Option<f64>,
    /// The funnel, from its narrow end's smallest to its largest size; none where nothing may be said of all.
    pub funnel: Vec<Edge>,
}

/// In how many steps the funnel is drawn.
const STEPS: u32 = 24;

/// Hides and rounds the teams of a part; nothing where no team is recorded.
pub(crate) fn by_team(publisher: &Publisher<'_>, charts: &Charts) -> Option<ShownTeams> {
    if charts.teams.is_empty() {
        return None;
    }
    let plain = publisher.plain();
    let cells: Vec<Cell> = charts.teams.iter().map(|team| team.cell).collect();
    let total = cells.iter().fold(Cell::default(), |sum, cell| sum.and(*cell));
    let hidden = veils(&cells, first_veil(total, plain), plain);
    let middle = funnel_middle(publisher, total, plain);
    let edges = |of: u64, middle: f64| {
        let (inner, outer) = publisher.definitions.method.funnel;
        Edge { of, inner: exact_limits(middle, of, inner), outer: exact_limits(middle, of, outer) }
    };
    let teams: Vec<ShownTeam> = hidden.map_or_else(Vec::new, |hidden| {
        let rows = charts.teams.iter().zip(hidden.rows);
        rows.map(|(team, veil)| {
            let row = publisher.row("", team.cell, veil);
            let limits = middle.filter(|_| row.percent.is_some() && team.team.is_some());
            let place = limits.map(|middle| place(team.cell, &edges(team.cell.of, middle)));
            ShownTeam { name: team.team.clone(), count: row.count, of: row.of, percent: row.percent, place }
        })
        .collect()
    });
    // The sizes of teams that are hidden whole shape nothing.
    let largest = teams.iter().filter(|team| team.place.is_some()).filter_map(|team| match team.of {
        Number::Rounded(of) => Some(of),
        Number::Hidden => None,
    });
    let smallest = publisher.definitions.small_numbers.percentage_from;
    let funnel = middle.zip(largest.max()).map_or_else(Vec::new, |(middle, largest)| {
        let span = largest.saturating_sub(smallest);
        let sizes = (0..=STEPS).map(|step| smallest + span * u64::from(step) / u64::from(STEPS));
        let mut sizes: Vec<u64> = sizes.collect();
        sizes.dedup();
        sizes.into_iter().map(|of| edges(of, middle)).collect()
    });
    Some(ShownTeams { measure: charts.measure.clone(), part: charts.part, teams, middle, funnel })
}

fn funnel_middle(publisher: &Publisher<'_>, total: Cell, plain: Shown) -> Option<f64> {
    let open = first_veil(total, plain) == Veil::Open && publisher.may_work_out(total, plain);
    open.then(|| real(total.yes) / real(total.of))
}

fn place(cell: Cell, edge: &Edge) -> Place {
    let part = real(cell.yes) / real(cell.of.max(1));
    if part > edge.outer.high {
        Place::AboveOuter
    } else if part < edge.outer.low {
        Place::BelowOuter
    } else if part > edge.inner.high {
        Place::AboveInner
    } else if part < edge.inner.low {
        Place::BelowInner
    } else {
        Place::Inside
    }
}
