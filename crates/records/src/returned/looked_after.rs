//! What the return on children looked after (SSDA903) of a year says of a child, made from the events: each legal footing in
//! each home, reviews, times of being missing, health. A code of that return is either what somebody chose, or says what
//! changed between two episodes that somebody recorded; a column of which no record says anything is empty.

use std::collections::BTreeSet;

use census::{Column as C, LookedAfter as Counted, Row, Table};
use jiff::civil::Date;

use super::{Period, code, typed};
use crate::history::History;
use crate::looked_after::{Because, Census, CensusEpisode, LookedAfter, census};

/// An episode that another one follows, in the words of the return: it goes on.
const GOES_ON: &str = "X1";
/// Yes and no, as that return writes them.
const YES: &str = "1";
const NO: &str = "0";

/// What a child's return is made from.
#[derive(Debug, Clone, Copy, Default)]
pub struct CareSources<'a> {
    /// The child's record of living away from home, for whoever may know of it.
    pub looked_after: Option<&'a LookedAfter>,
    /// Codes that were recorded.
    pub history: Option<&'a History>,
    /// What returns said of the child with the same identifier.
    pub before: Option<&'a History>,
}

/// What the return of a year says of a child; nothing of one who was not looked after in it. Without an identifier, `child` is
/// empty.
pub fn looked_after_of(from: &CareSources<'_>, period: &Period) -> Option<Counted> {
    let mut counted = from.before.and_then(|before| said_of_care(before, period)).unwrap_or_default();
    let recorded = from.looked_after.map(census).unwrap_or_default();
    let born = from.looked_after.and_then(|state| state.born);
    let own = rows(&recorded, born, period);
    if !own.of(Table::Episodes).is_empty() {
        beside(&mut counted, own);
        identify(&mut counted, from, born);
    }
    let identifier = from.history.and_then(History::identifier).or_else(|| from.before?.identifier());
    counted.child = identifier.unwrap_or_default();
    (!counted.of(Table::Episodes).is_empty() || counted.rows.keys().any(|table| *table != Table::Header))
        .then_some(counted)
}

/// What returns say of a child for a year: that of the year as it stands, or what was open at the end of the last one.
pub fn said_of_care(history: &History, period: &Period) -> Option<Counted> {
    if let Some(statement) = history.care_of_year(period.year) {
        return Some(statement.child.clone());
    }
    let before = &history.care_before(period.year)?.child;
    let mut going_on = Counted { child: before.child.clone(), ..Counted::default() };
    for (table, ended) in OPEN {
        for row in before.of(table).iter().filter(|row| row.get(ended).is_none()) {
            going_on.add(table, row.clone());
        }
    }
    if going_on.of(Table::Episodes).is_empty() {
        return None;
    }
    for row in before.of(Table::Header) {
        going_on.add(Table::Header, row.clone());
    }
    Some(going_on)
}

/// The files whose rows go on into the next year, each with the column that says when one ended.
const OPEN: [(Table, C); 5] = [
    (Table::Episodes, C::DEC),
    (Table::Missing, C::MIS_END),
    (Table::PlacedAdoption, C::DATE_PLACED_CEASED),
    (Table::SWEpisodes, C::SW_DEC),
    (Table::DoLo, C::DOLO_END),
];

/// What the record of living away from home says for the year.
fn rows(recorded: &Census, born: Option<Date>, period: &Period) -> Counted {
    let mut own = Counted::default();
    for (number, told) in recorded.episodes.iter().enumerate() {
        let follows = told.until.is_some() && told.ended.is_none();
        debug_assert!(!follows || number + 1 < recorded.episodes.len());
        if let Some(row) = episode(told, follows, period) {
            own.add(Table::Episodes, row);
        }
    }
    if own.of(Table::Episodes).is_empty() {
        return own;
    }
    let with_birth = || Row::default().with_day(C::DOB, born);
    for review in recorded.reviews.iter().filter(|review| period.holds(review.on)) {
        let row = with_birth().with_day(C::REVIEW, Some(review.on));
        own.add(Table::Reviews, row.with(C::REVIEW_CODE, Some(review.how.to_uppercase())));
    }
    for missing in &recorded.missing {
        let Some(from) = period.seen(missing.from.date()) else { continue };
        let until = missing.until.and_then(|until| period.seen(until.date()));
        if period.reaches(until) {
            let row = with_birth().with(C::MISSING, Some(missing.kind.to_uppercase()));
            own.add(Table::Missing, row.with_day(C::MIS_START, Some(from)).with_day(C::MIS_END, until));
        }
    }
    if let Some(row) = health(recorded, period) {
        own.add(Table::OC2, row.with_day(C::DOB, born));
    }
    own
}

fn episode(told: &CensusEpisode, follows: bool, period: &Period) -> Option<Row> {
    let from = period.seen(told.from)?;
    let until = told.until.and_then(|until| period.seen(until));
    if !period.reaches(until) {
        return None;
    }
    let ended = match (until, follows) {
        (None, _) => None,
        (Some(_), true) => Some(GOES_ON.to_owned()),
        (Some(_), false) => told.ended.as_ref().map(|code| code.to_uppercase()),
    };
    let moved = told.moved.as_ref().filter(|_| until.is_some()).map(|code| code.to_uppercase());
    let row = Row::default()
        .with_day(C::DECOM, Some(from))
        .with(C::RNE, began(told.because))
        .with(C::LS, Some(told.legal.to_uppercase()))
        .with(C::CIN, Some(told.need.to_uppercase()))
        .with(C::PLACE, Some(told.place.to_uppercase()))
        .with(C::PLACE_PROVIDER, Some(told.provider.to_uppercase()));
    Some(row.with_day(C::DEC, until).with(C::REC, ended).with(C::REASON_PLACE_CHANGE, moved))
}

/// The reason for a new episode: it says what changed, each of which is a fact of its own.
fn began(because: Because) -> Option<&'static str> {
    Some(match because {
        Because { began: true, .. } => "S",
        Because { legal: true, home: true, carer: true, .. } => "B",
        Because { legal: true, home: true, carer: false, .. } => "U",
        Because { home: true, carer: true, .. } => "P",
        Because { home: true, carer: false, .. } => "T",
        Because { legal: true, .. } => "L",
        _ => return None,
    })
}

/// What is known of the health of a child who was looked after from the first day of the year to the last. Nobody having
/// recorded something does not say that it was not done.
fn health(recorded: &Census, period: &Period) -> Option<Row> {
    let (mut day, mut whole) = (period.start, false);
    for told in &recorded.episodes {
        if told.from <= day {
            whole = told.until.is_none_or(|until| until > period.reference);
            day = told.until.map_or(day, |until| until.max(day));
        }
    }
    let of_year: Vec<_> = recorded.health.iter().filter(|looked| period.holds(looked.on)).collect();
    if !whole || of_year.is_empty() {
        return None;
    }
    let teeth = of_year.iter().filter_map(|looked| looked.teeth).reduce(|one, other| one || other);
    let row = Row::default().with(C::TEETH_CHECK, teeth.map(|seen| if seen { YES } else { NO }));
    Some(row.with(C::HEALTH_ASSESSMENT, Some(YES)))
}

/// By which column a row of a file is told from others of the child.
fn told_by(table: Table) -> Option<C> {
    match table {
        Table::Episodes => Some(C::DECOM),
        Table::Reviews => Some(C::REVIEW),
        Table::Missing => Some(C::MIS_START),
        _ => None,
    }
}

/// What the record says stands in place of what returns said of the same; what it does not know of stays.
fn beside(counted: &mut Counted, own: Counted) {
    for (table, rows) in own.rows {
        let stands = counted.rows.entry(table).or_default();
        let Some(by) = told_by(table) else {
            if stands.is_empty() {
                *stands = rows;
            }
            continue;
        };
        let known: BTreeSet<Date> = rows.iter().filter_map(|row| row.day(by)).collect();
        stands.retain(|row| row.day(by).is_none_or(|day| !known.contains(&day)));
        stands.extend(rows);
        stands.sort_by_key(|row| row.day(by));
    }
}

/// Who the child is: what the record says, then what was recorded for the return, then what returns said.
fn identify(counted: &mut Counted, from: &CareSources<'_>, born: Option<Date>) {
    let coded = from.history.and_then(|history| history.coded.last()).map(|coded| &coded.fact);
    let header = counted.rows.entry(Table::Header).or_default();
    let mut row = header.pop().unwrap_or_default().with_day(C::DOB, born);
    if let Some(coded) = coded {
        let number = typed(coded, "return-upn").or_else(|| code(coded, "return-upn-reason"));
        row = row
            .with(C::SEX, code(coded, "return-sex"))
            .with(C::ETHNIC, code(coded, "return-ethnicity"))
            .with(C::UPN, number);
    }
    header.clear();
    header.push(row);
}
