//! What may be shown month by month: a chart with limits within which chance alone moves a month.
//!
//! Months are hidden in two steps, each by itself safe: the stretches of a year against the year, then the months of a
//! stretch against the stretch. A stretch that is hidden tells nothing of its months, so nothing can be worked out across
//! them. Every page that shows a year hides the same months, also the one that shows all years.

use crate::charts::{Charts, MonthCell, Stretch};
use crate::definition::Definitions;
use crate::figures::Cell;
use crate::publish::{Number, Percent, Publisher, percent};
use crate::small_numbers::{Veil, first_veil, veils};
use crate::statistics::{Comparison, compare, real, shewhart};

/// On which side of its limits a month lies, where it lies outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// More often than chance would have it.
    Above,
    /// More seldom.
    Below,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownMonth {
    /// The calendar year and the month.
    pub month: (i16, i8),
    /// Before or after the local protocol was published.
    pub stretch: Stretch,
    /// How many of them.
    pub count: Number,
    /// Of how many.
    pub of: Number,
    /// As a percentage; none over few.
    pub percent: Option<Percent>,
    /// The limits, and the middle between them as the value; none where there is no percentage.
    pub limits: Option<Percent>,
    /// Outside the limits.
    pub outside: Option<Side>,
}

/// Before and after, beside each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Sides {
    /// The part before.
    pub before: Percent,
    /// The part after.
    pub after: Percent,
    /// After, compared with before.
    pub found: Comparison,
    /// Whether a side is too small for a doubling to be seen.
    pub too_few_to_see: bool,
}

/// A part over time.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownOverTime {
    /// The measure.
    pub measure: String,
    /// The part's place in it.
    pub part: usize,
    /// The months, in order.
    pub months: Vec<ShownMonth>,
    /// Before and after; none where a side has few, or where there is only one.
    pub sides: Option<Sides>,
}

/// Hides and rounds the months of a part; nothing where there are none.
pub(crate) fn over_time(publisher: &Publisher<'_>, charts: &Charts) -> Option<ShownOverTime> {
    let months = &charts.months;
    if months.is_empty() {
        return None;
    }
    let hidden = hidden(publisher, months);
    let sum = |stretch: Option<Stretch>| {
        let of_stretch = |month: &MonthCell| stretch.is_none_or(|stretch| month.stretch == stretch);
        let wanted: Vec<(&MonthCell, &Hidden)> =
            months.iter().zip(&hidden).filter(|(month, _)| of_stretch(month)).collect();
        // What is not shown of one stretch would follow from a sum over several.
        let all_shown = !wanted.is_empty() && wanted.iter().all(|(_, hidden)| hidden.stretch_is_open);
        let cell = wanted.iter().fold(Cell::default(), |sum, (month, _)| sum.and(month.cell));
        let open = all_shown && publisher.may_work_out(cell, publisher.plain());
        open.then_some(cell)
    };
    let (before, after) = (sum(Some(Stretch::Before)), sum(Some(Stretch::After)));
    let whole = sum(None);
    let middle = |stretch: Stretch| match (stretch, before, after) {
        (Stretch::Before, Some(side), Some(_)) | (Stretch::After, Some(_), Some(side)) => Some(side),
        (Stretch::Changing, Some(_), Some(_)) => None,
        _ => whole,
    };
    let shown = months
        .iter()
        .zip(&hidden)
        .map(|(month, hidden)| shown(publisher, month, hidden, middle(month.stretch)));
    Some(ShownOverTime {
        measure: charts.measure.clone(),
        part: charts.part,
        months: shown.collect(),
        sides: before.zip(after).and_then(|(before, after)| sides(publisher.definitions, before, after)),
    })
}

/// What is hidden of a month.
struct Hidden {
    veil: Veil,
    /// Whether the sum of the month's stretch may be known.
    stretch_is_open: bool,
}

fn hidden(publisher: &Publisher<'_>, months: &[MonthCell]) -> Vec<Hidden> {
    let plain = publisher.plain();
    let sum = |months: &[MonthCell]| months.iter().fold(Cell::default(), |sum, month| sum.and(month.cell));
    let mut all = Vec::with_capacity(months.len());
    for year in months.chunk_by(|one, other| one.year == other.year) {
        let stretches: Vec<&[MonthCell]> = year.chunk_by(|one, other| one.stretch == other.stretch).collect();
        let cells: Vec<Cell> = stretches.iter().map(|months| sum(months)).collect();
        let of_year = veils(&cells, first_veil(sum(year), plain), plain);
        for (place, months) in stretches.into_iter().enumerate() {
            let is_open = of_year.as_ref().is_some_and(|veils| veils.rows[place] == Veil::Open);
            let cells: Vec<Cell> = months.iter().map(|month| month.cell).collect();
            let of_months = if is_open { veils(&cells, Veil::Open, plain) } else { None };
            let rows = of_months.map_or_else(|| vec![Veil::Whole; months.len()], |veils| veils.rows);
            all.extend(rows.into_iter().map(|veil| Hidden { veil, stretch_is_open: is_open }));
        }
    }
    all
}

fn shown(publisher: &Publisher<'_>, month: &MonthCell, hidden: &Hidden, middle: Option<Cell>) -> ShownMonth {
    let row = publisher.row("", month.cell, hidden.veil);
    let limits = middle.filter(|_| row.percent.is_some()).map(|middle| {
        let part = real(middle.yes) / real(middle.of);
        (part, shewhart(part, month.cell.of, publisher.definitions.method.chart_errors))
    });
    let here = real(month.cell.yes) / real(month.cell.of.max(1));
    let outside = limits.and_then(|(_, limits)| {
        if here > limits.high { Some(Side::Above) } else { (here < limits.low).then_some(Side::Below) }
    });
    ShownMonth {
        month: month.month,
        stretch: month.stretch,
        count: row.count,
        of: row.of,
        percent: row.percent,
        limits: limits.map(|(middle, limits)| percent(middle, limits)),
        outside,
    }
}

fn sides(definitions: &Definitions, before: Cell, after: Cell) -> Option<Sides> {
    let method = &definitions.method;
    let found =
        compare((after.yes, after.of), (before.yes, before.of), method.confidence, method.exact_below)?;
    let as_percent = |cell: Cell| {
        let interval =
            crate::statistics::proportion(cell.yes, cell.of, method.confidence, method.exact_below);
        percent(real(cell.yes) / real(cell.of), interval)
    };
    Some(Sides {
        before: as_percent(before),
        after: as_percent(after),
        found,
        too_few_to_see: before.of.min(after.of) < method.power_group_size,
    })
}
