//! How long something lasts, and times that lie beside or within each other.

use census::{Column as C, Table};
use jiff::civil::Date;

use super::{Logic, SHORT_BREAK, days, ended, has, overlapping};
use crate::ssda903::ask::{Ask, Found, RowId, Unread, When};

pub(super) const RULES: &[(&str, Logic)] = &[
    ("lasts", lasts),
    ("367", short_breaks),
    ("377", holidays_of_carers),
    ("426", both_short_breaks),
    ("574", missing_overlaps),
    ("577", missing_after_end),
    ("578", missing_after_care),
    ("581", missing_before_care),
    ("575", missing_from_placement),
    ("576", missing_last_year),
    ("580", missing_at_end),
    ("705", orders_overlap),
    ("706", order_last_year),
    ("707", order_after_end),
    ("710", order_and_placement),
    ("SW08", social_worker_open),
    ("SW10", social_worker_overlaps),
    ("SW10a", social_worker_gap),
    ("SW10b", social_worker_first_contact),
    ("SW11b", social_worker_ended),
    ("SW17", social_worker_at_end),
    ("SW19", social_workers_at_once),
];

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
    for row in ask.episodes().iter().filter(|row| ask.is(**row, C::LS, SHORT_BREAK)) {
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
    let placed: Vec<RowId> = ask.episodes().iter().copied().filter(|row| has(ask, *row, C::PLACE)).collect();
    if let Some(over) = placed.get(ask.given.count.unwrap_or(usize::MAX)) {
        found.add(*over, &[C::PLACE, C::DECOM]);
    }
    Ok(())
}

fn both_short_breaks(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let of = |codes: &[String]| {
        let is = |row: &RowId| codes.iter().any(|code| code == ask.text(*row, C::LS));
        ask.episodes().iter().copied().find(is)
    };
    if let (Some(one), Some(other)) = (of(&ask.given.codes), of(&ask.given.others)) {
        found.between(&[(one, C::LS), (other, C::LS)]);
    }
    Ok(())
}

fn missing_overlaps(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    overlapping(ask, Table::Missing, C::MIS_START, C::MIS_END, found)
}

fn orders_overlap(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    overlapping(ask, Table::DoLo, C::DOLO_START, C::DOLO_END, found)
}

fn open_after_end(ask: &Ask<'_>, table: Table, start: C, end: C, found: &mut Found) -> Result<(), Unread> {
    let Some((last, _)) = ended(ask)? else { return Ok(()) };
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
    let Some((last, day)) = ended(ask)? else { return Ok(()) };
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

/// A time of being missing that is open, though the placement in which it began has ended.
fn missing_from_placement(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    for row in ask.rows(When::Now, Table::Missing) {
        let Some(begun) = ask.day(*row, C::MIS_START)? else { continue };
        if !ask.is_blank(*row, C::MIS_END) {
            continue;
        }
        for episode in ask.episodes() {
            let within = ask.day(*episode, C::DECOM)?.is_some_and(|start| start <= begun);
            if within && ask.day(*episode, C::DEC)?.is_some_and(|ended| begun < ended) {
                found.between(&[(*row, C::MIS_END), (*row, C::MIS_START), (*episode, C::DEC)]);
            }
        }
    }
    Ok(())
}

/// What last year's file left open is there again this year, with the same beginning.
fn goes_on(ask: &Ask<'_>, table: Table, start: C, end: C, found: &mut Found) -> Result<(), Unread> {
    for open in ask.rows(When::Last, table).iter().filter(|row| ask.is_blank(**row, end)) {
        let begun = ask.day(*open, start)?;
        let mut again = false;
        for row in ask.rows(When::Now, table) {
            again |= ask.day(*row, start)? == begun;
        }
        if begun.is_some() && !again {
            found.between(&[(*open, start), (*open, end)]);
        }
    }
    Ok(())
}

fn missing_last_year(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    goes_on(ask, Table::Missing, C::MIS_START, C::MIS_END, found)
}

fn order_last_year(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    goes_on(ask, Table::DoLo, C::DOLO_START, C::DOLO_END, found)
}

fn missing_at_end(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let Some((last, day)) = ended(ask)? else { return Ok(()) };
    for row in ask.rows(When::Now, Table::Missing) {
        let begun = ask.day(*row, C::MIS_START)?.is_some_and(|begun| begun <= day);
        let still = ask.day(*row, C::MIS_END)?.is_none_or(|ended| ended >= day);
        if begun && still && !has(ask, last, C::REC) {
            found.between(&[(last, C::REC), (*row, C::MIS_START), (*row, C::MIS_END)]);
        }
    }
    Ok(())
}

/// An order that is in force in a placement in which it cannot be.
fn order_and_placement(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    for row in ask.rows(When::Now, Table::DoLo) {
        let Some(begun) = ask.day(*row, C::DOLO_START)? else { continue };
        let until = ask.day(*row, C::DOLO_END)?.unwrap_or(ask.whole.end);
        for episode in ask.episodes().iter().filter(|episode| has(ask, **episode, C::PLACE)) {
            let Some(start) = ask.day(*episode, C::DECOM)? else { continue };
            if start <= until && begun < end(ask, *episode)? {
                found.between(&[(*row, C::DOLO_START), (*episode, C::PLACE), (*episode, C::DECOM)]);
            }
        }
    }
    Ok(())
}

fn social_worker_gap(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let most = ask.given.days.unwrap_or(i64::MAX);
    for pair in social_workers(ask)?.windows(2) {
        if let Some(ended) = ask.day(pair[0].1, C::SW_DEC)?
            && days(ended, pair[1].0).abs() > most
        {
            found.between(&[(pair[1].1, C::SW_DECOM), (pair[0].1, C::SW_DEC)]);
        }
    }
    Ok(())
}

fn social_worker_first_contact(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    for pair in social_workers(ask)?.windows(2) {
        let (before, (begun, after)) = (pair[0].1, pair[1]);
        let not_ended = ask.day(before, C::SW_DEC)?.is_none_or(|ended| begun < ended);
        if not_ended && has(ask, after, C::SW_REASON) {
            found.between(&[(after, C::SW_REASON), (after, C::SW_DECOM), (before, C::SW_DEC)]);
        }
    }
    Ok(())
}

fn social_worker_ended(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    if let Some((_, last)) = social_workers(ask)?.last()
        && ask.day(*last, C::SW_DEC)?.is_some_and(|ended| ended < ask.whole.end)
    {
        found.add(*last, &[C::SW_DEC]);
    }
    Ok(())
}

fn social_worker_at_end(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let workers = social_workers(ask)?;
    for (begun, row) in &workers {
        let still = ask.day(*row, C::SW_DEC)?.is_none_or(|ended| ended > ask.whole.end);
        if *begun <= ask.whole.end && still {
            return Ok(());
        }
    }
    if let Some((_, last)) = workers.last() {
        found.add(*last, &[C::SW_DEC, C::SW_DECOM]);
    }
    Ok(())
}

fn social_workers_at_once(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    for pair in social_workers(ask)?.windows(2) {
        if pair[0].0 == pair[1].0 {
            found.between(&[(pair[1].1, C::SW_DECOM), (pair[0].1, C::SW_DECOM)]);
        }
    }
    Ok(())
}
