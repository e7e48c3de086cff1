//! The rules again, each as a plain function of a row or of a child, from the published message.

mod children;
mod episodes;
mod others;

pub use children::OF_CHILD;
pub use episodes::OF_EPISODES;
pub use others::OF_OTHERS;

use super::reading::{Child, Row, count};

/// What is known of the year.
pub struct Facts {
    /// That in which it ends.
    pub year: i64,
    pub start: i64,
    pub end: i64,
}

impl Facts {
    pub fn of(year: i64) -> Self {
        Self { year, start: count(year - 1, 4, 1), end: count(year, 3, 31) }
    }
}

/// A rule of each row of a file: its code, the file, the years in which it holds, and how often a row breaks it.
pub struct OfRow(pub &'static str, pub &'static str, pub [i64; 2], pub fn(&Row, &Child, &Facts) -> usize);

/// A rule of a child: the file and line of each row that breaks it.
pub struct OfChild(pub &'static str, pub [i64; 2], pub fn(&Child, &Facts) -> Vec<(u16, u32)>);

/// From the first year to the last.
pub const EVER: [i64; 2] = [2023, 2027];

/// Whether the child was looked after from the first day of the year to its last, and had no short break.
pub fn whole_year(child: &Child, facts: &Facts) -> bool {
    let episodes = child.of("Episodes");
    if episodes.iter().any(|row| row.is("LS", &["V3", "V4"])) {
        return false;
    }
    let dated: Vec<&Row> = episodes.iter().filter(|row| row.has("DECOM")).collect();
    let Some(last) = dated.last() else { return false };
    let joined =
        dated.windows(2).all(|pair| pair[0].has("DEC") && pair[0].day("DEC") == pair[1].day("DECOM"));
    let from_first = dated[0].day("DECOM").is_some_and(|day| day <= facts.start);
    let to_last = !last.has("DEC") || last.day("DEC").is_some_and(|day| day > facts.end);
    joined && from_first && to_last
}
