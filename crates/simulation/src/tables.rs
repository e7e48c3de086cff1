//! What may be shown of counts of people: the same rule as the equality measures, in the shapes of this report.

use measures::{Cell, Veil, protect, protect_counts};
use serde::{Serialize, Serializer};

use crate::fold::Groups;
use crate::record::Group;

/// A number, or that it is hidden because it is small or would give a small one away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The number.
    Number(u64),
    /// Hidden.
    Hidden,
}

impl Shown {
    pub(crate) fn unless(hidden: bool, number: u64) -> Self {
        if hidden { Self::Hidden } else { Self::Number(number) }
    }

    /// The number, where it is shown.
    pub fn number(self) -> Option<u64> {
        match self {
            Self::Number(number) => Some(number),
            Self::Hidden => None,
        }
    }
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.number().serialize(serializer)
    }
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ShownOf {
    /// How many of them.
    pub count: Shown,
    /// Of how many.
    pub of: Shown,
}

/// A count of records, all together and by group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Split {
    /// All together.
    pub all: Shown,
    /// Disabled, not disabled, not known.
    pub groups: [Shown; Group::ALL.len()],
}

/// How many of how many, all together and by group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SplitOf {
    /// All together.
    pub all: ShownOf,
    /// Disabled, not disabled, not known.
    pub groups: [ShownOf; Group::ALL.len()],
}

/// Whether a count is small: above none, and less than what is shown.
pub(crate) fn is_small(count: u64, least: u64) -> bool {
    0 < count && count < least
}

/// A count by group, with its total.
pub(crate) fn split(groups: Groups, least: u64) -> Split {
    let total: u64 = groups.iter().sum();
    let hidden = protect_counts(&groups, least);
    let show =
        |place: usize| Shown::unless(hidden.as_ref().is_none_or(|hidden| hidden[place]), groups[place]);
    Split { all: Shown::unless(is_small(total, least), total), groups: [show(0), show(1), show(2)] }
}

/// Some of a number, by group, with both totals.
pub(crate) fn split_of(some: Groups, of: Groups, least: u64) -> SplitOf {
    let cell = |place: usize| Cell { yes: some[place].min(of[place]), of: of[place] };
    let cells = [cell(0), cell(1), cell(2)];
    let total = cells.iter().fold(Cell::default(), |sum, cell| sum.and(*cell));
    // None or all of few is treated as any count is: it says how work stands, and nothing of what somebody is like.
    if let Some((of_all, veils)) = protect(&cells, least, least) {
        let show = |place: usize| under(cells[place], veils[place]);
        return SplitOf { all: under(total, of_all), groups: [show(0), show(1), show(2)] };
    }
    let small = |count| is_small(count, least);
    let of_all = if small(total.of) {
        Veil::Whole
    } else if small(total.yes) || small(total.no()) {
        Veil::Count
    } else {
        Veil::Open
    };
    SplitOf { all: under(total, of_all), groups: [under(total, Veil::Whole); Group::ALL.len()] }
}

fn under(cell: Cell, veil: Veil) -> ShownOf {
    ShownOf {
        count: Shown::unless(veil != Veil::Open, cell.yes),
        of: Shown::unless(veil == Veil::Whole, cell.of),
    }
}

/// How much of one row of a table is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RowVeil {
    /// Everything.
    Open,
    /// Its total, and not its groups.
    Groups,
    /// Nothing.
    Whole,
}

/// How much of a table with rows, groups and both totals is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableVeil {
    pub rows: Vec<RowVeil>,
    /// Whether the totals of groups are shown.
    pub groups: bool,
    /// Whether the total of everything is shown.
    pub all: bool,
}

/// What decides whether a number may stand: each of these counts is hidden while it is small.
pub(crate) type Behind = [u64; 2];

/// Hides rows of a table whose numbers are behind these counts. `in_all` are the counts behind the totals of groups.
///
/// A row is hidden whole, or all of its groups are, never one cell alone; and where any row is hidden in a way, at least two
/// are. So no hidden number is the only one left in its row or column, and none follows from the totals.
pub(crate) fn veil_table(
    rows: &[[Behind; Group::ALL.len()]],
    in_all: &[Behind; Group::ALL.len()],
    least: u64,
) -> TableVeil {
    let small = |behind: &Behind| behind.iter().any(|count| is_small(*count, least));
    let sum = |cells: &[Behind; Group::ALL.len()]| {
        cells.iter().fold([0, 0], |sum: Behind, cell| [sum[0] + cell[0], sum[1] + cell[1]])
    };
    let mut veils: Vec<RowVeil> = rows
        .iter()
        .map(|row| {
            if small(&sum(row)) {
                RowVeil::Whole
            } else if row.iter().any(small) {
                RowVeil::Groups
            } else {
                RowVeil::Open
            }
        })
        .collect();
    let mut shown =
        TableVeil { rows: Vec::new(), groups: !in_all.iter().any(small), all: !small(&sum(in_all)) };
    for veil in [RowVeil::Whole, RowVeil::Groups] {
        if veils.iter().filter(|row| **row >= veil).count() != 1 {
            continue;
        }
        let filled = |place: &usize| veils[*place] < veil && sum(&rows[*place])[0] > 0;
        let fewest = (0..rows.len()).filter(filled).min_by_key(|place| (sum(&rows[*place])[0], *place));
        if let Some(place) = fewest {
            veils[place] = veil;
        } else {
            // Nothing to hide it behind: the totals go.
            shown.groups = false;
            shown.all = shown.all && veil != RowVeil::Whole;
        }
    }
    if !shown.all {
        shown.groups = false;
    }
    shown.rows = veils;
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_number_is_never_alone() {
        use RowVeil::{Groups, Open, Whole};
        let cell = |count: u64| [count, count];
        let row = |one, two, three| [cell(one), cell(two), cell(three)];
        let veil = |rows: &[[Behind; 3]], in_all| veil_table(rows, &in_all, 6);
        let open = row(50, 60, 70);
        assert_eq!(veil(&[open, open], open).rows, [Open, Open]);
        // One small cell: another row's groups go with it.
        assert_eq!(veil(&[row(3, 60, 70), open, row(9, 9, 9)], open).rows, [Groups, Open, Groups]);
        // One small row: another row goes with it.
        assert_eq!(veil(&[row(3, 0, 0), open, row(9, 9, 9)], open).rows, [Whole, Open, Whole]);
        // Nothing to hide it behind.
        let alone = veil(&[row(3, 60, 70)], row(3, 60, 70));
        assert_eq!((alone.rows, alone.groups, alone.all), (vec![Groups], false, true));
        let few = veil(&[row(3, 0, 0)], row(3, 0, 0));
        assert_eq!((few.rows, few.groups, few.all), (vec![Whole], false, false));
        // Few of whom anything differs are hidden as few people are.
        let differ = [[50, 2], [60, 0], [70, 0]];
        assert_eq!(veil(&[differ, open], open).rows, [Whole, Whole]);
    }

    #[test]
    fn small_counts_are_hidden_with_another() {
        assert_eq!(split([0, 0, 0], 6).all, Shown::Number(0));
        let hidden = split([3, 40, 9], 6);
        assert_eq!(hidden.all, Shown::Number(52));
        assert_eq!(hidden.groups, [Shown::Hidden, Shown::Number(40), Shown::Hidden]);
        assert_eq!(split([3, 0, 0], 6).all, Shown::Hidden);
        let of = split_of([3, 40, 0], [100, 200, 0], 6);
        assert_eq!(of.all, ShownOf { count: Shown::Number(43), of: Shown::Number(300) });
        assert_eq!(of.groups[0], ShownOf { count: Shown::Hidden, of: Shown::Number(100) });
        assert_eq!(of.groups[1], ShownOf { count: Shown::Hidden, of: Shown::Number(200) });
    }
}
