//! Hiding small numbers so that none of them can be worked out from what is left.
//!
//! A table has rows, one a group, and its total; every row says how many of how many. First every number that is small
//! is hidden. Then further rows are hidden until no hidden number follows from the others: not from its row, not from the
//! column, not from the total. Where that cannot be had, the whole table is withheld.

use crate::figures::Cell;

/// What is hidden of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Veil {
    /// Nothing.
    Open,
    /// How many of them; of how many is shown.
    Count,
    /// Both.
    Whole,
}

/// From where numbers are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shown {
    /// The smallest count above 0 that is shown.
    pub from: u64,
    /// None or all of fewer than this is hidden.
    pub none_or_all_from: u64,
}

/// A table's veils.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Veils {
    pub total: Veil,
    pub rows: Vec<Veil>,
}

/// Hides what must be hidden; `None` where the rows cannot be shown at all. The rows add up to the total.
///
/// `show_from` is the smallest count above 0 that is shown; none or all of fewer than `none_or_all_from` is hidden too,
/// because it says something of each of them.
pub fn protect(rows: &[Cell], show_from: u64, none_or_all_from: u64) -> Option<(Veil, Vec<Veil>)> {
    let shown = Shown { from: show_from, none_or_all_from };
    let total = rows.iter().fold(Cell::default(), |sum, row| sum.and(*row));
    let veils = veils(rows, first_veil(total, shown), shown)?;
    Some((veils.total, veils.rows))
}

/// The same beside a total that may be shown or hidden for reasons of its own.
pub(crate) fn veils(rows: &[Cell], total: Veil, shown: Shown) -> Option<Veils> {
    if total == Veil::Whole {
        return None;
    }
    let mut veils = Veils { total, rows: rows.iter().map(|row| first_veil(*row, shown)).collect() };
    // Each turn hides more, so there are at most two turns a row.
    while let Some(step) = next(rows, &veils) {
        let place = step.place(rows, &veils)?;
        veils.rows[place] = step.veil();
    }
    Some(veils)
}

/// What must be hidden of a row because of its own numbers.
pub(crate) fn first_veil(row: Cell, shown: Shown) -> Veil {
    let small = |count: u64| 0 < count && count < shown.from;
    let no = row.no();
    let none_or_all = row.of > 0 && (row.yes == 0 || no == 0) && row.of < shown.none_or_all_from;
    if small(row.of) {
        Veil::Whole
    } else if small(row.yes) || small(no) || none_or_all {
        Veil::Count
    } else {
        Veil::Open
    }
}

/// What has to be hidden next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// A row whose number of people is hidden needs another beside it.
    Whole,
    /// A row whose count is hidden needs another beside it.
    Count,
}

impl Step {
    fn veil(self) -> Veil {
        match self {
            Self::Whole => Veil::Whole,
            Self::Count => Veil::Count,
        }
    }

    /// The row to hide: the one with the fewest people that hides something new. How many of them say yes plays no part,
    /// so that the choice tells nothing of it.
    fn place(self, rows: &[Cell], veils: &Veils) -> Option<usize> {
        let hides = |place: &usize| rows[*place].of > 0 && veils.rows[*place] < self.veil();
        (0..rows.len()).filter(hides).min_by_key(|place| (rows[*place].of, *place))
    }
}

fn next(rows: &[Cell], veils: &Veils) -> Option<Step> {
    let whole = veils.rows.iter().filter(|veil| **veil == Veil::Whole).count();
    let hidden = veils.rows.iter().filter(|veil| **veil != Veil::Open).count();
    if whole == 1 {
        return Some(Step::Whole);
    }
    if veils.total == Veil::Open && hidden == 1 {
        return Some(Step::Count);
    }
    if hidden == 0 || !something_follows(rows, veils) {
        return None;
    }
    // A further row gives the hidden ones room; where none is left, people are hidden as well.
    let room = Step::Count.place(rows, veils).is_some();
    Some(if room { Step::Count } else { Step::Whole })
}

/// Whether a hidden number follows from what is shown: the only one that fits rows, columns and totals.
fn something_follows(rows: &[Cell], veils: &Veils) -> bool {
    if veils.total != Veil::Open {
        // Without the total's count each row stands alone: some of its people, or of all hidden people.
        return false;
    }
    let of_veil = |veil: Veil| {
        rows.iter().zip(&veils.rows).filter(move |(_, each)| **each == veil).map(|(row, _)| *row)
    };
    let hidden = || of_veil(Veil::Count).chain(of_veil(Veil::Whole));
    let (yes, no) = hidden().fold((0, 0), |(yes, no), row| (yes + row.yes, no + row.no()));
    let known: u64 = of_veil(Veil::Count).map(|row| row.of).sum();
    let some_whole = of_veil(Veil::Whole).next().is_some();
    // How many of the rows with known people may say yes, all together.
    let (least, most) = if some_whole { (known.saturating_sub(no), known.min(yes)) } else { (yes, yes) };
    let row_follows = of_veil(Veil::Count).any(|row| {
        let lowest = least.saturating_sub(known - row.of);
        let highest = row.of.min(most);
        lowest == highest
    });
    // Rows without known people share what is left; they follow when nothing is.
    let rest_follows = some_whole && (yes == least || no == known - most);
    row_follows || rest_follows
}

/// Hides small counts of a list that adds up to a total that is shown; `None` where it cannot be shown at all.
pub fn protect_counts(counts: &[u64], show_from: u64) -> Option<Vec<bool>> {
    let total: u64 = counts.iter().sum();
    if 0 < total && total < show_from {
        return None;
    }
    let mut hidden: Vec<bool> = counts.iter().map(|count| 0 < *count && *count < show_from).collect();
    if hidden.iter().filter(|hidden| **hidden).count() == 1 {
        let another = (0..counts.len()).filter(|place| counts[*place] > 0 && !hidden[*place]);
        let place = another.min_by_key(|place| (counts[*place], *place))?;
        hidden[place] = true;
    }
    Some(hidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(rows: &[(u64, u64)]) -> Vec<Cell> {
        rows.iter().map(|(yes, of)| Cell { yes: *yes, of: *of }).collect()
    }

    #[test]
    fn tables_are_hidden_as_people_would() {
        use Veil::{Count, Open, Whole};
        for (rows, expected) in [
            // Nothing is small.
            (vec![(30, 100), (40, 200)], Some((Open, vec![Open, Open]))),
            // One small count: the other row goes with it, or the total would tell it.
            (vec![(3, 100), (40, 200)], Some((Open, vec![Count, Count]))),
            // The row with the fewest people goes with it, whatever it says.
            (vec![(3, 100), (40, 200), (60, 90)], Some((Open, vec![Count, Open, Count]))),
            // Nearly all is small too.
            (vec![(98, 100), (40, 200)], Some((Open, vec![Count, Count]))),
            // None of many is shown; none of few is not.
            (vec![(0, 100), (40, 200)], Some((Open, vec![Open, Open]))),
            (vec![(0, 12), (40, 200)], Some((Open, vec![Count, Count]))),
            (vec![(12, 12), (40, 200), (30, 60)], Some((Open, vec![Count, Open, Count]))),
            // A group of few people is hidden whole, with another.
            (vec![(1, 4), (40, 200), (30, 60)], Some((Open, vec![Whole, Open, Whole]))),
            // A small total hides its count; rows without any are shown when they have many people.
            (vec![(3, 100), (0, 200)], Some((Count, vec![Count, Open]))),
            // One group only: nothing to hide it behind.
            (vec![(3, 4)], None),
            (vec![(1, 4), (0, 0)], None),
            (vec![(7, 20), (0, 0), (3, 5)], Some((Open, vec![Whole, Open, Whole]))),
        ] {
            assert_eq!(protect(&cells(&rows), 6, 20), expected, "{rows:?}");
        }
    }

    #[test]
    fn lists_are_hidden_as_people_would() {
        assert_eq!(protect_counts(&[30, 40], 6), Some(vec![false, false]));
        assert_eq!(protect_counts(&[30, 4, 12], 6), Some(vec![false, true, true]));
        assert_eq!(protect_counts(&[4], 6), None);
        assert_eq!(protect_counts(&[4, 3, 30], 6), Some(vec![true, true, false]));
        assert_eq!(protect_counts(&[0, 0], 6), Some(vec![false, false]));
    }
}
