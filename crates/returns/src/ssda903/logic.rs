//! The rules of the SSDA903 that are more than a row of a table: one function each, asked once of each child.

#[expect(clippy::unnecessary_wraps, reason = "every rule has one signature")]
mod adoption;
#[expect(clippy::unnecessary_wraps, reason = "every rule has one signature")]
mod continuity;
#[expect(clippy::unnecessary_wraps, reason = "every rule has one signature")]
mod leavers;
#[expect(clippy::unnecessary_wraps, reason = "every rule has one signature")]
mod lists;
#[expect(clippy::unnecessary_wraps, reason = "every rule has one signature")]
mod periods;
#[expect(clippy::unnecessary_wraps, reason = "every rule has one signature")]
mod records;

use census::{Column, Table};
use jiff::civil::Date;

use super::ask::{Ask, Found, RowId, Unread, When};

/// A rule that is a function.
pub(super) type Logic = fn(&Ask<'_>, &mut Found) -> Result<(), Unread>;

/// The function of a name.
pub(super) fn by_name(name: &str) -> Option<Logic> {
    let tables =
        [adoption::RULES, continuity::RULES, leavers::RULES, lists::RULES, periods::RULES, records::RULES];
    tables.into_iter().flatten().find(|(known, _)| *known == name).map(|(_, logic)| *logic)
}

/// The set of legal statuses of short breaks.
const SHORT_BREAK: &str = "short-break";
/// The set of reasons of a new episode that say that the child started to be looked after.
const STARTED: &str = "started";
/// The set of reasons of an episode's end that say that the child goes on being looked after.
const GOES_ON: &str = "goes-on";

/// Whether the child was looked after from the first to the last day of the year without a gap, short breaks left aside.
pub(super) fn continuous(ask: &Ask<'_>) -> Result<bool, Unread> {
    let mut until = None;
    for row in ask.episodes() {
        if ask.is(*row, Column::LS, SHORT_BREAK) {
            return Ok(false);
        }
        let Some(begun) = ask.day(*row, Column::DECOM)? else { continue };
        match until {
            None if begun <= ask.whole.start => {}
            Some(Some(ended)) if begun == ended => {}
            _ => return Ok(false),
        }
        until = Some(ask.day(*row, Column::DEC)?);
    }
    Ok(until.is_some_and(|until| until.is_none_or(|ended| ended > ask.whole.end)))
}

/// Last year's last episode, if it was left open.
fn left_open(ask: &Ask<'_>) -> Option<RowId> {
    let last = ask.rows(When::Last, Table::Episodes).last().copied()?;
    ask.is_blank(last, Column::DEC).then_some(last)
}

/// Whether a cell has one of the codes that the rule names.
fn has(ask: &Ask<'_>, row: RowId, column: Column) -> bool {
    ask.given.codes.iter().any(|code| code == ask.text(row, column))
}

fn days(from: Date, until: Date) -> i64 {
    (until - from).get_days().into()
}

/// The day on which the child ceased to be looked after, if the last episode says so.
fn ended(ask: &Ask<'_>) -> Result<Option<(RowId, Date)>, Unread> {
    let Some(last) = ask.episodes().last().copied() else { return Ok(None) };
    Ok(ask.day(last, Column::DEC)?.filter(|_| !ask.is(last, Column::REC, GOES_ON)).map(|day| (last, day)))
}

/// When the child last started to be looked after, as far as the episodes of the year say so.
fn start_of_care(ask: &Ask<'_>) -> Result<Option<(RowId, Date)>, Unread> {
    let started = |row: &&RowId| ask.is(**row, Column::RNE, STARTED);
    let Some(first) = ask.episodes().iter().rev().find(started).copied() else { return Ok(None) };
    Ok(ask.day(first, Column::DECOM)?.map(|day| (first, day)))
}

/// Each period that begins before the one before it has ended.
fn overlapping(
    ask: &Ask<'_>,
    table: Table,
    start: Column,
    end: Column,
    found: &mut Found,
) -> Result<(), Unread> {
    let mut periods = Vec::new();
    for row in ask.rows(When::Now, table) {
        if let Some(begun) = ask.day(*row, start)? {
            periods.push((begun, ask.day(*row, end)?, *row));
        }
    }
    periods.sort_by_key(|(begun, ..)| *begun);
    for pair in periods.windows(2) {
        let ((_, ended, before), (begun, _, after)) = (pair[0], pair[1]);
        if ended.is_none_or(|ended| begun < ended) {
            found.between(&[(after, start), (before, end), (before, start)]);
        }
    }
    Ok(())
}
