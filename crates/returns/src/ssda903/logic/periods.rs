//! How long something lasts, and times that lie beside or within each other.

use jiff::civil::Date;

use super::{Logic, SHORT_BREAKS};
use crate::ssda903::ask::{Ask, Found, RowId, Unread, When};
use crate::ssda903::column::Column as C;
use crate::ssda903::data::Table;

pub(super) const RULES: &[(&str, Logic)] = &[
    ("lasts", lasts),
    ("367", short_breaks),
    ("377", holidays_of_carers),
    ("426", both_short_breaks),
    ("574", missing_overlaps),
    ("577", missing_after_end),
    ("578", missing_after_care),
    ("581", missing_before_care),
    ("705", orders_overlap),
    ("707", order_after_end),
    ("SW08", social_worker_open),
    ("SW10", social_worker_overlaps),
];

fn days(from: Date, until: Date) -> i64 {
    (until - from).get_days().into()
}

/// The last day of an episode; where it is open, of the year.
fn end(ask: &Ask<'_>, row: RowId) -> Result<Date, Unread> {
    Ok(ask.day(row, C::DEC)?.unwrap_or(ask.whole.end))
}

/// Episodes with a code (of legal status or placement, as the rule says) that follow each other last longer than they may.
fn lasts(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let Some(column) = ask.given.columns.first().copied() else { return Ok(()) };
    let most = ask.given.days.unwrap_or(i64::MAX);
    let mut begun: Option<(RowId, Date, Date)> = None;
    for row in ask.episodes() {
        let counted = ask.given.codes.iter().any(|code| code == ask.text(*row, column));
        let Some(start) = ask.day(*row, C::DECOM)? else { continue };
        if !counted {
            begun = None;
            continue;
        }
        let ended = end(ask, *row)?;
        let (first, from) = match begun {
            Some((first, from, until)) if until == start => (first, from),
            _ => (*row, start),
        };
        if days(from, ended) > most {
            found.between(&[(*row, C::DEC), (first, C::DECOM), (*row, column)]);
        }
        begun = Some((first, from, ended));
    }
    Ok(())
}

fn short_breaks(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let mut sum = 0;
    let mut last = None;
    for row in ask.episodes().iter().filter(|row| ask.one_of(**row, C::LS, &SHORT_BREAKS)) {
        let Some(begun) = ask.day(*row, C::DECOM)? else { continue };
        sum += days(begun.max(ask.whole.start), end(ask, *row)?).max(0);
        last = Some(*row);
    }
    if let Some(last) = last
        && sum > ask.given.days.unwrap_or(i64::MAX)
    {
        found.add(last, &[C::LS, C::DECOM, C::DEC]);
    }
    Ok(())
}

fn holidays_of_carers(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let codes: Vec<&str> = ask.given.codes.iter().map(String::as_str).collect();
    let placed: Vec<RowId> =
        ask.episodes().iter().copied().filter(|row| ask.one_of(*row, C::PLACE, &codes)).collect();
    if let Some(over) = placed.get(ask.given.count.unwrap_or(usize::MAX)) {
        found.add(*over, &[C::PLACE, C::DECOM]);
    }
    Ok(())
}

fn both_short_breaks(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let of = |status| ask.episodes().iter().copied().find(|row| ask.text(*row, C::LS) == status);
    if let (Some(one), Some(other)) = (of(SHORT_BREAKS[0]), of(SHORT_BREAKS[1])) {
        found.between(&[(one, C::LS), (other, C::LS)]);
    }
    Ok(())
}

/// Each period that begins before the one before it has ended.
fn overlapping(ask: &Ask<'_>, table: Table, start: C, end: C, found: &mut Found) -> Result<(), Unread> {
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

fn missing_overlaps(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    overlapping(ask, Table::Missing, C::MIS_START, C::MIS_END, found)
}

fn orders_overlap(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    overlapping(ask, Table::DoLo, C::DOLO_START, C::DOLO_END, found)
}

/// The day on which the child ceased to be looked after, if none is open.
fn ceased(ask: &Ask<'_>) -> Result<Option<(RowId, Date)>, Unread> {
    let Some(last) = ask.episodes().last().copied() else { return Ok(None) };
    Ok(ask.day(last, C::DEC)?.filter(|_| ask.text(last, C::REC) != "X1").map(|day| (last, day)))
}

fn open_after_end(ask: &Ask<'_>, table: Table, start: C, end: C, found: &mut Found) -> Result<(), Unread> {
    let Some((last, _)) = ceased(ask)? else { return Ok(()) };
    for row in ask.rows(When::Now, table) {
        if !ask.is_blank(*row, start) && ask.is_blank(*row, end) {
            found.between(&[(*row, end), (*row, start), (last, C::DEC)]);
        }
    }
    Ok(())
}

fn missing_after_end(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    open_after_end(ask, Table::Missing, C::MIS_START, C::MIS_END, found)
}

fn order_after_end(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    open_after_end(ask, Table::DoLo, C::DOLO_START, C::DOLO_END, found)
}

fn missing_after_care(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let Some((last, day)) = ceased(ask)? else { return Ok(()) };
    for row in ask.rows(When::Now, Table::Missing) {
        if ask.day(*row, C::MIS_START)?.is_some_and(|begun| begun > day) {
            found.between(&[(*row, C::MIS_START), (last, C::DEC)]);
        }
    }
    Ok(())
}

fn missing_before_care(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let Some(first) = ask.episodes().first().copied() else { return Ok(()) };
    let Some(begun) = ask.day(first, C::DECOM)? else { return Ok(()) };
    for row in ask.rows(When::Now, Table::Missing) {
        if ask.day(*row, C::MIS_START)?.is_some_and(|day| day < begun) {
            found.between(&[(*row, C::MIS_START), (first, C::DECOM)]);
        }
    }
    Ok(())
}

/// A child's social workers in the order of their beginning.
fn social_workers(ask: &Ask<'_>) -> Result<Vec<(Date, RowId)>, Unread> {
    let mut rows = Vec::new();
    for row in ask.rows(When::Now, Table::SWEpisodes) {
        if let Some(begun) = ask.day(*row, C::SW_DECOM)? {
            rows.push((begun, *row));
        }
    }
    rows.sort_by_key(|(begun, _)| *begun);
    Ok(rows)
}

fn social_worker_open(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    for pair in social_workers(ask)?.windows(2) {
        if ask.is_blank(pair[0].1, C::SW_DEC) {
            found.between(&[(pair[0].1, C::SW_DEC), (pair[1].1, C::SW_DECOM)]);
        }
    }
    Ok(())
}

fn social_worker_overlaps(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    for pair in social_workers(ask)?.windows(2) {
        if ask.day(pair[0].1, C::SW_DEC)?.is_some_and(|ended| pair[1].0 < ended) {
            found.between(&[(pair[1].1, C::SW_DECOM), (pair[0].1, C::SW_DEC)]);
        }
    }
    Ok(())
}
