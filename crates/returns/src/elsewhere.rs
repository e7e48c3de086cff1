//! The same children for other readers: the daily payload of the Department's interface, tables of the Standard Safeguarding
//! Dataset, and the lists that inspectors ask for. All are made from the values of a census, in one order, so that the same
//! values are the same bytes.

pub mod annex_a;
pub mod dataset;
pub mod payload;
pub mod tables_read;

use std::collections::BTreeMap;

use jiff::civil::Date;

/// Identifiers of what a census gives none: the child's own, a letter for the kind, the day, and a number where several of
/// them are of one day. They stay the same as long as those days do.
struct Numbers<'a> {
    child: &'a str,
    seen: BTreeMap<(char, Option<Date>), u32>,
}

impl<'a> Numbers<'a> {
    fn of(child: &'a str) -> Self {
        Self { child, seen: BTreeMap::new() }
    }

    fn next(&mut self, kind: char, day: Option<Date>) -> String {
        let seen = self.seen.entry((kind, day)).or_insert(0);
        *seen += 1;
        let day = day.map_or_else(|| "undated".to_owned(), |day| day.strftime("%Y%m%d").to_string());
        format!("{}-{kind}{day}-{seen}", self.child)
    }
}

/// The kinds of thing that are numbered.
mod kind {
    pub const EPISODE: char = 'E';
    pub const ASSESSMENT: char = 'A';
    pub const PLAN: char = 'P';
    pub const ENQUIRY: char = 'S';
    pub const CONFERENCE: char = 'C';
    pub const PROTECTION_PLAN: char = 'R';
    pub const REVIEW: char = 'V';
}
