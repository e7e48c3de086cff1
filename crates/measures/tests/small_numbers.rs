//! Nothing hidden can be worked out. The solver here knows nothing of how numbers are hidden: it tries every table that
//! fits what is shown, and a hidden number is safe when at least two fit.

use std::collections::BTreeSet;

use measures::{Cell, Veil, protect, protect_counts};
use proptest::collection::vec;
use proptest::prelude::*;

/// What may stand in one row's hidden numbers.
#[derive(Default)]
struct Possible {
    yes: BTreeSet<u64>,
    no: BTreeSet<u64>,
    of: BTreeSet<u64>,
}

/// Every table that fits: rows as shown, and the total as shown.
struct Solver<'a> {
    rows: &'a [Cell],
    veils: &'a [Veil],
    total_count_shown: bool,
    possible: Vec<Possible>,
}

impl Solver<'_> {
    fn try_all(&mut self, place: usize, filled: &mut Vec<Cell>, left: Cell) {
        if place == self.rows.len() {
            let fits = if self.total_count_shown { left.yes == 0 && left.of == 0 } else { left.of == 0 };
            if fits {
                for (possible, cell) in self.possible.iter_mut().zip(filled.iter()) {
                    possible.yes.insert(cell.yes);
                    possible.no.insert(cell.no());
                    possible.of.insert(cell.of);
                }
            }
            return;
        }
        let row = self.rows[place];
        let candidates: Vec<Cell> = match self.veils[place] {
            Veil::Open => vec![row],
            Veil::Count => (0..=row.of).map(|yes| Cell { yes, of: row.of }).collect(),
            Veil::Whole => (0..=left.of).flat_map(|of| (0..=of).map(move |yes| Cell { yes, of })).collect(),
        };
        for cell in candidates {
            let too_many = cell.of > left.of
                || (self.total_count_shown && (cell.yes > left.yes || cell.no() > left.no()));
            if too_many {
                continue;
            }
            filled.push(cell);
            // Where the total's count is hidden, only people are used up.
            let yes = if self.total_count_shown { left.yes - cell.yes } else { 0 };
            self.try_all(place + 1, filled, Cell { yes, of: left.of - cell.of });
            filled.pop();
        }
    }
}

fn what_follows(rows: &[Cell], total: Veil, veils: &[Veil]) -> Vec<String> {
    let all = rows.iter().fold(Cell::default(), |sum, row| sum.and(*row));
    let mut solver = Solver {
        rows,
        veils,
        total_count_shown: total == Veil::Open,
        possible: rows.iter().map(|_| Possible::default()).collect(),
    };
    let start = if solver.total_count_shown { all } else { Cell { yes: 0, of: all.of } };
    solver.try_all(0, &mut Vec::new(), start);
    let mut found = Vec::new();
    for (place, possible) in solver.possible.iter().enumerate() {
        if veils[place] != Veil::Open && (possible.yes.len() < 2 || possible.no.len() < 2) {
            found.push(format!("row {place}: the count"));
        }
        if veils[place] == Veil::Whole && possible.of.len() < 2 {
            found.push(format!("row {place}: the people"));
        }
    }
    found
}

fn is_small(count: u64, from: u64) -> bool {
    0 < count && count < from
}

fn tables() -> impl Strategy<Value = Vec<Cell>> {
    let cell = (0_u64..9).prop_flat_map(|of| (0..=of).prop_map(move |yes| Cell { yes, of }));
    vec(cell, 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn no_hidden_number_follows_from_what_is_shown(rows in tables(), from in 2_u64..5, more in 1_u64..4) {
        let Some((total, veils)) = protect(&rows, from, from + more) else { return Ok(()) };
        for (row, veil) in rows.iter().zip(&veils) {
            if *veil == Veil::Open {
                prop_assert!(!is_small(row.yes, from) && !is_small(row.no(), from) && !is_small(row.of, from));
                prop_assert!(row.of == 0 || row.of >= from + more || (row.yes > 0 && row.no() > 0));
            }
            if *veil == Veil::Count {
                prop_assert!(!is_small(row.of, from));
            }
        }
        let follows = what_follows(&rows, total, &veils);
        prop_assert!(follows.is_empty(), "{rows:?} {total:?} {veils:?}: {follows:?}");
    }

    #[test]
    fn no_hidden_number_of_a_list_follows_either(counts in vec(0_u64..9, 1..5), from in 2_u64..5) {
        let Some(hidden) = protect_counts(&counts, from) else { return Ok(()) };
        let known: u64 = counts.iter().zip(&hidden).filter(|(_, hidden)| !**hidden).map(|(count, _)| count).sum();
        let left = counts.iter().sum::<u64>() - known;
        let places = hidden.iter().filter(|hidden| **hidden).count();
        prop_assert!(places != 1, "the total tells it");
        prop_assert!(places == 0 || left > 0);
        for (count, hidden) in counts.iter().zip(&hidden) {
            prop_assert!(*hidden || !is_small(*count, from));
        }
    }
}

/// The solver finds what it should, or it could not find a fault.
#[test]
fn the_solver_works_out_what_can_be_worked_out() {
    let rows = [Cell { yes: 2, of: 8 }, Cell { yes: 5, of: 10 }];
    let only_one = what_follows(&rows, Veil::Open, &[Veil::Count, Veil::Open]);
    assert_eq!(only_one, ["row 0: the count"]);
    let none_left = [Cell { yes: 0, of: 4 }, Cell { yes: 0, of: 5 }, Cell { yes: 7, of: 9 }];
    let follows = what_follows(&none_left, Veil::Open, &[Veil::Count, Veil::Count, Veil::Open]);
    assert_eq!(follows.len(), 2, "nobody is left to say yes: {follows:?}");
    assert!(what_follows(&rows, Veil::Open, &[Veil::Count, Veil::Count]).is_empty());
}

/// Hiding everything would be safe too, and useless.
#[test]
fn most_tables_of_large_groups_are_shown() {
    let mut shown = 0;
    for step in 0..100_u64 {
        let rows =
            [Cell { yes: 10 + step, of: 200 }, Cell { yes: 20, of: 120 + step }, Cell { yes: 0, of: 60 }];
        let (total, veils) = protect(&rows, 6, 20).unwrap();
        shown += usize::from(total == Veil::Open && veils.iter().all(|veil| *veil == Veil::Open));
    }
    assert_eq!(shown, 100);
}
