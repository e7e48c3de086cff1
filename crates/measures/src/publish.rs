//! What may be shown of the figures. A page and a download are made from this alone, so they show the same.

use jiff::civil::Date;

use crate::adjusted::{Adjusted, AdjustedFor, Covariate, Recorded, WhyNotAdjusted};
use crate::definition::{Definitions, Grouping, Part};
use crate::discovery::{Tested, tested};
use crate::facts::Kept;
use crate::figures::{Cell, Days, Figures, PartFigures, Period, Table};
use crate::groups::NOT_RECORDED;
use crate::over_time::{ShownOverTime, over_time};
use crate::small_numbers::{Shown, Veil, first_veil, protect_counts, veils};
use crate::statistics::{Comparison, Interval, centile, compare, proportion, real};
use crate::teams::{ShownTeams, by_team};
use crate::verdict::Verdict;

/// A count as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// Rounded.
    Rounded(u64),
    /// Hidden: small, or it would tell a small one.
    Hidden,
}

/// A percentage with its interval, in whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percent {
    /// The percentage.
    pub value: u8,
    /// The lower limit.
    pub low: u8,
    /// The upper limit.
    pub high: u8,
}

/// One group, or all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownRow {
    /// The group's name; empty for all.
    pub name: String,
    /// How many of them.
    pub count: Number,
    /// Of how many.
    pub of: Number,
    /// As a percentage; none over few.
    pub percent: Option<Percent>,
}

/// One group's days, or those of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownDays {
    /// The group's name; empty for all.
    pub name: String,
    /// How many were counted.
    pub of: Number,
    /// The middle one, and the one within which nine of ten lie; none over few.
    pub median_and_ninetieth: Option<(u32, u32)>,
}

/// Two groups beside each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The group.
    pub group: String,
    /// The one it is compared with.
    pub reference: String,
    /// The ratio and the difference.
    pub found: Comparison,
    /// Whether a group is too small for a doubling to be seen.
    pub too_few_to_see: bool,
}

/// The groups of one grouping.
#[derive(Debug, Clone, PartialEq)]
pub enum ShownTable<R> {
    /// Nothing is recorded that would tell the groups apart.
    NotRecorded {
        /// The grouping's name.
        grouping: String,
    },
    /// The numbers are too small.
    Withheld {
        /// The grouping's name.
        grouping: String,
    },
    /// The rows.
    Rows {
        /// The grouping's name.
        grouping: String,
        /// Whether a child may be in several groups.
        overlapping: bool,
        /// The groups.
        rows: Vec<R>,
        /// The two that are compared; none where that would tell a small number.
        compared: Option<Compared>,
    },
}

/// What one count came to.
#[derive(Debug, Clone, PartialEq)]
pub enum ShownPart {
    /// There are no such records yet.
    NotKept(Vec<Kept>),
    /// Some of so many.
    Proportion {
        /// All.
        total: ShownRow,
        /// By groups.
        tables: Vec<ShownTable<ShownRow>>,
    },
    /// Days.
    Days {
        /// All.
        total: ShownDays,
        /// By groups.
        tables: Vec<ShownTable<ShownDays>>,
    },
}

/// One measure.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownMeasure {
    /// Which.
    pub id: String,
    /// Its counts, in the order of the definition.
    pub parts: Vec<ShownPart>,
}

/// An adjusted ratio.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownAdjusted {
    /// The name of the way to say who is disabled.
    pub grouping: String,
    /// The ratio.
    pub result: Result<Adjusted, WhyNotAdjusted>,
    /// What was adjusted for.
    pub adjusted_for: Vec<Covariate>,
    /// What is the same for everybody counted.
    pub one_level: Vec<Covariate>,
    /// What should have been, and is not recorded.
    pub not_recorded: Vec<Covariate>,
}

/// How much is recorded of something that the ratios are adjusted for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownRecorded {
    /// What.
    pub covariate: Covariate,
    /// Recorded, of all requests.
    pub row: ShownRow,
}

/// Everything that may be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// Which requests were counted.
    pub period: Period,
    /// The day on which they were counted.
    pub on: Date,
    /// Every year of which there is a request.
    pub years: Vec<i16>,
    /// Children, each once a year.
    pub children: Number,
    /// The measures.
    pub measures: Vec<ShownMeasure>,
    /// What is shown month by month.
    pub over_time: Vec<ShownOverTime>,
    /// What is shown team by team.
    pub teams: Vec<ShownTeams>,
    /// Every comparison that is shown, and whether its difference stands among so many.
    pub tested: Vec<Tested>,
    /// How much is recorded of what the ratios are adjusted for.
    pub recorded: Vec<ShownRecorded>,
    /// The adjusted ratios.
    pub adjusted: Vec<ShownAdjusted>,
    /// Whether enough is recorded for the other measures to be safe; not known where nothing can be said.
    pub recording_is_enough: Option<bool>,
    /// What may be said.
    pub verdict: Verdict,
}

impl Published {
    /// A measure.
    pub fn measure(&self, id: &str) -> Option<&ShownMeasure> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    /// A part month by month.
    pub fn over_time(&self, measure: &str, part: usize) -> Option<&ShownOverTime> {
        self.over_time.iter().find(|each| each.measure == measure && each.part == part)
    }

    /// A part team by team.
    pub fn teams(&self, measure: &str, part: usize) -> Option<&ShownTeams> {
        self.teams.iter().find(|each| each.measure == measure && each.part == part)
    }

    /// The comparisons of a part.
    pub fn tested(&self, measure: &str, part: usize) -> impl Iterator<Item = &Tested> {
        self.tested.iter().filter(move |each| each.measure == measure && each.part == part)
    }
}

/// Hides and rounds.
pub fn publish(definitions: &Definitions, figures: &Figures) -> Published {
    let publisher = Publisher { definitions };
    let measures: Vec<ShownMeasure> = definitions
        .measures
        .iter()
        .zip(&figures.measures)
        .map(|(measure, found)| ShownMeasure {
            id: measure.id.clone(),
            parts: measure
                .parts
                .iter()
                .zip(&found.parts)
                .map(|(part, found)| publisher.part(part, found))
                .collect(),
        })
        .collect();
    let recording =
        figures.measure(&definitions.method.recording_measure).and_then(|measure| measure.parts.first());
    let recording_is_enough = match recording {
        Some(PartFigures::Proportion { total, .. }) if publisher.may_work_out(*total, publisher.plain()) => {
            Some(real(total.yes) >= definitions.method.recording_least * real(total.of))
        }
        _ => None,
    };
    let over_time: Vec<ShownOverTime> =
        figures.charts.iter().filter_map(|charts| over_time(&publisher, charts)).collect();
    Published {
        period: figures.period,
        on: figures.on,
        years: figures.years.clone(),
        children: publisher.number(figures.children, definitions.small_numbers.show_from),
        adjusted: figures.adjusted.iter().map(|each| publisher.adjusted(each, &measures)).collect(),
        teams: figures.charts.iter().filter_map(|charts| by_team(&publisher, charts)).collect(),
        tested: tested(definitions, &measures, &over_time),
        over_time,
        recorded: figures.recorded.iter().map(|each| publisher.recorded(*each, &measures)).collect(),
        measures,
        recording_is_enough,
        verdict: figures.verdict.clone(),
    }
}

pub(crate) struct Publisher<'a> {
    pub definitions: &'a Definitions,
}

impl Publisher<'_> {
    pub fn plain(&self) -> Shown {
        let rule = &self.definitions.small_numbers;
        Shown { from: rule.show_from, none_or_all_from: rule.percentage_from }
    }

    fn shown(&self, grouping: &Grouping) -> Shown {
        let rule = &self.definitions.small_numbers;
        let from = if grouping.special { rule.show_from_special } else { rule.show_from };
        Shown { from, none_or_all_from: rule.percentage_from }
    }

    fn round(&self, count: u64) -> u64 {
        let to = self.definitions.small_numbers.round_to;
        (count + to / 2) / to * to
    }

    pub fn number(&self, count: u64, from: u64) -> Number {
        if 0 < count && count < from { Number::Hidden } else { Number::Rounded(self.round(count)) }
    }

    /// Whether a percentage or a ratio may be worked out from these.
    pub fn may_work_out(&self, cell: Cell, shown: Shown) -> bool {
        cell.of >= self.definitions.small_numbers.percentage_from && first_veil(cell, shown) == Veil::Open
    }

    /// How much is recorded; hidden where a table of the same groups hides how many are not recorded.
    fn recorded(&self, each: Recorded, measures: &[ShownMeasure]) -> ShownRecorded {
        let grouping = each.covariate.grouping().and_then(|kind| self.definitions.grouping(kind));
        let would_tell = grouping.is_some_and(|grouping| {
            let of_part = |part: &ShownPart| match part {
                ShownPart::Proportion { tables, .. } => {
                    tables.iter().any(|table| hides_missing(grouping, table))
                }
                _ => false,
            };
            measures.iter().flat_map(|measure| &measure.parts).any(of_part)
        });
        let shown = grouping.map_or_else(|| self.plain(), |grouping| self.shown(grouping));
        let veil = if would_tell { Veil::Whole } else { first_veil(each.cell, shown) };
        ShownRecorded { covariate: each.covariate, row: self.row("", each.cell, veil) }
    }

    fn part(&self, part: &Part, found: &PartFigures) -> ShownPart {
        match found {
            PartFigures::NotKept(records) => ShownPart::NotKept(records.clone()),
            PartFigures::Proportion { total, tables } => {
                let veil = first_veil(*total, self.plain());
                let tables = part.compare.iter().zip(tables).filter_map(|(kind, table)| {
                    self.definitions.grouping(*kind).map(|grouping| self.table(grouping, *total, veil, table))
                });
                ShownPart::Proportion { total: self.row("", *total, veil), tables: tables.collect() }
            }
            PartFigures::Days { total, tables } => {
                let shown = self.plain().from;
                let tables = part.compare.iter().zip(tables).filter_map(|(kind, table)| {
                    self.definitions.grouping(*kind).map(|grouping| self.days_table(grouping, total, table))
                });
                let hidden = !total.0.is_empty() && (total.0.len() as u64) < shown;
                ShownPart::Days { total: self.days("", total, hidden), tables: tables.collect() }
            }
        }
    }

    pub fn row(&self, name: &str, cell: Cell, veil: Veil) -> ShownRow {
        let open = |hidden: bool, count: u64| {
            if hidden { Number::Hidden } else { Number::Rounded(self.round(count)) }
        };
        let method = &self.definitions.method;
        let enough = cell.of >= self.definitions.small_numbers.percentage_from;
        let percent = (veil == Veil::Open && enough).then(|| {
            let interval = proportion(cell.yes, cell.of, method.confidence, method.exact_below);
            percent(real(cell.yes) / real(cell.of), interval)
        });
        ShownRow {
            name: name.to_owned(),
            count: open(veil != Veil::Open, cell.yes),
            of: open(veil == Veil::Whole, cell.of),
            percent,
        }
    }

    fn table(
        &self,
        grouping: &Grouping,
        total: Cell,
        total_veil: Veil,
        table: &Table<Cell>,
    ) -> ShownTable<ShownRow> {
        let name = grouping.name.clone();
        if table.rows.is_empty() {
            return ShownTable::NotRecorded { grouping: name };
        }
        let cells: Vec<Cell> = table.rows.iter().map(|row| row.tally).collect();
        let shown = self.shown(grouping);
        let hidden = if grouping.overlapping {
            // Each group stands beside all who are not in it: otherwise what is left over would tell.
            let each = cells.iter().map(|cell| {
                let rest =
                    Cell { yes: total.yes.saturating_sub(cell.yes), of: total.of.saturating_sub(cell.of) };
                veils(&[*cell, rest], total_veil, shown).map_or(Veil::Whole, |veils| veils.rows[0])
            });
            (total_veil != Veil::Whole).then(|| each.collect())
        } else {
            veils(&cells, total_veil, shown).map(|veils| veils.rows)
        };
        let Some(hidden): Option<Vec<Veil>> = hidden else {
            return ShownTable::Withheld { grouping: name };
        };
        let rows = grouping
            .groups
            .iter()
            .zip(cells.iter().zip(&hidden))
            .map(|(group, (cell, veil))| self.row(&group.name, *cell, *veil))
            .collect();
        let compared = grouping.compared().and_then(|(group, reference)| {
            let open = [group, reference].into_iter().all(|place| {
                hidden[place] == Veil::Open
                    && cells[place].of >= self.definitions.small_numbers.percentage_from
            });
            if open { self.compared(grouping, &cells, group, reference) } else { None }
        });
        ShownTable::Rows { grouping: name, overlapping: grouping.overlapping, rows, compared }
    }

    fn compared(
        &self,
        grouping: &Grouping,
        cells: &[Cell],
        group: usize,
        reference: usize,
    ) -> Option<Compared> {
        let method = &self.definitions.method;
        let pair = |place: usize| (cells[place].yes, cells[place].of);
        let found = compare(pair(group), pair(reference), method.confidence, method.exact_below)?;
        let fewest = cells[group].of.min(cells[reference].of);
        Some(Compared {
            group: grouping.groups[group].name.clone(),
            reference: grouping.groups[reference].name.clone(),
            found,
            too_few_to_see: fewest < method.power_group_size,
        })
    }

    fn days(&self, name: &str, days: &Days, hidden: bool) -> ShownDays {
        let count = days.0.len() as u64;
        let enough = !hidden && count >= self.definitions.small_numbers.percentage_from;
        let both = centile(&days.0, 50).zip(centile(&days.0, 90));
        ShownDays {
            name: name.to_owned(),
            of: if hidden { Number::Hidden } else { Number::Rounded(self.round(count)) },
            median_and_ninetieth: both.filter(|_| enough),
        }
    }

    fn days_table(&self, grouping: &Grouping, total: &Days, table: &Table<Days>) -> ShownTable<ShownDays> {
        let name = grouping.name.clone();
        if table.rows.is_empty() {
            return ShownTable::NotRecorded { grouping: name };
        }
        let counts: Vec<u64> = table.rows.iter().map(|row| row.tally.0.len() as u64).collect();
        let from = self.shown(grouping).from;
        let hidden = if grouping.overlapping {
            let all = total.0.len() as u64;
            let each = counts.iter().map(|count| {
                protect_counts(&[*count, all.saturating_sub(*count)], from).is_none_or(|hidden| hidden[0])
            });
            Some(each.collect())
        } else {
            protect_counts(&counts, from)
        };
        let Some(hidden): Option<Vec<bool>> = hidden else {
            return ShownTable::Withheld { grouping: name };
        };
        let rows = grouping
            .groups
            .iter()
            .zip(table.rows.iter().zip(hidden))
            .map(|(group, (row, hidden))| self.days(&group.name, &row.tally, hidden))
            .collect();
        ShownTable::Rows { grouping: name, overlapping: grouping.overlapping, rows, compared: None }
    }

    /// An adjusted ratio is shown where the plain one of the same groups is.
    fn adjusted(&self, found: &AdjustedFor, measures: &[ShownMeasure]) -> ShownAdjusted {
        let grouping = self.definitions.grouping(found.exposure);
        let name = grouping.map_or_else(String::new, |grouping| grouping.name.clone());
        let measure = measures.iter().find(|measure| measure.id == self.definitions.adjustment.measure);
        let plain_is_shown =
            measure.and_then(|measure| measure.parts.first()).is_some_and(|part| match part {
                ShownPart::Proportion { tables, .. } => tables.iter().any(|table| match table {
                    ShownTable::Rows { grouping, compared, .. } => *grouping == name && compared.is_some(),
                    _ => false,
                }),
                _ => false,
            });
        let result = match &found.result {
            Ok(_) if !plain_is_shown => Err(WhyNotAdjusted::SmallNumbers),
            other => *other,
        };
        ShownAdjusted {
            grouping: name,
            result,
            adjusted_for: found.adjusted_for.clone(),
            one_level: found.one_level.clone(),
            not_recorded: found.not_recorded.clone(),
        }
    }
}

/// Whether a table of these groups hides how many are in none of them.
fn hides_missing(grouping: &Grouping, table: &ShownTable<ShownRow>) -> bool {
    match table {
        ShownTable::Withheld { grouping: name } => *name == grouping.name,
        ShownTable::Rows { grouping: name, rows, .. } if *name == grouping.name => {
            let missing = grouping.position(NOT_RECORDED).and_then(|place| rows.get(place));
            missing.is_some_and(|row| row.of == Number::Hidden)
        }
        _ => false,
    }
}

/// In whole numbers.
pub(crate) fn percent(value: f64, interval: Interval) -> Percent {
    let whole = |part: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held between 0 and 100")]
        let whole = (part * 100.0).round().clamp(0.0, 100.0) as u8;
        whole
    };
    Percent { value: whole(value), low: whole(interval.low), high: whole(interval.high) }
}
