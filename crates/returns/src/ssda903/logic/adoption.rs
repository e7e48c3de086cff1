//! Decisions that a child should be placed for adoption, placements for adoption, and what last year's return said of them.

use census::{Column as C, Table};
use jiff::civil::Date;

use super::{Logic, ended, has, overlapping, start_of_care};
use crate::ssda903::ask::{Ask, Found, RowId, Unread, When};

pub(super) const RULES: &[(&str, Logic)] = &[
    ("117", decision_after_end),
    ("118", reversal_before_start),
    ("331", matched_after_placement),
    ("334", decided_before_care),
    ("335", current_carer),
    ("521", decided_after_placement),
    ("557", not_reversed),
    ("558", adopted_and_reversed),
    ("559", not_there_last_year),
    ("560", another_day),
    ("561", reversed_last_year),
    ("579", decisions_overlap),
    ("582", matched_on_the_day),
    ("583", earlier_not_reversed),
    ("1003", decision_before_care),
];

fn decisions<'a>(ask: &Ask<'a>) -> &'a [RowId] {
    ask.rows(When::Now, Table::PlacedAdoption)
}

/// The first episode whose cell of a column has a code of the rule.
fn first(ask: &Ask<'_>, column: C) -> Option<RowId> {
    ask.episodes().iter().copied().find(|row| has(ask, *row, column))
}

fn decision_after_end(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let end = ended(ask)?;
    for row in decisions(ask) {
        for column in [C::DATE_PLACED, C::DATE_PLACED_CEASED] {
            let Some(day) = ask.day(*row, column)? else { continue };
            match end {
                Some((last, ended)) if day > ended => found.between(&[(*row, column), (last, C::DEC)]),
                _ if day > ask.whole.end => found.add(*row, &[column]),
                _ => {}
            }
        }
    }
    Ok(())
}

fn reversal_before_start(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let start = start_of_care(ask)?;
    for row in decisions(ask) {
        let Some(day) = ask.day(*row, C::DATE_PLACED_CEASED)? else { continue };
        match start {
            Some((first, begun)) if day < begun => {
                found.between(&[(*row, C::DATE_PLACED_CEASED), (first, C::DECOM)]);
            }
            _ if day < ask.whole.start => found.add(*row, &[C::DATE_PLACED_CEASED]),
            _ => {}
        }
    }
    Ok(())
}

/// A day of the adoption's data that comes after an episode begins.
fn after_episode(ask: &Ask<'_>, column: C, episode: Option<RowId>, found: &mut Found) -> Result<(), Unread> {
    let Some(episode) = episode else { return Ok(()) };
    let Some(begun) = ask.day(episode, C::DECOM)? else { return Ok(()) };
    for row in ask.rows(When::Now, Table::AD1) {
        if ask.day(*row, column)?.is_some_and(|day| day > begun) {
            found.between(&[(*row, column), (episode, C::DECOM)]);
        }
    }
    Ok(())
}

fn matched_after_placement(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    after_episode(ask, C::DATE_MATCH, first(ask, C::REC), found)
}

fn decided_after_placement(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    after_episode(ask, C::DATE_INT, first(ask, C::PLACE), found)
}

/// A day of a file that comes before the child started to be looked after.
fn before_care(ask: &Ask<'_>, table: Table, column: C, found: &mut Found) -> Result<(), Unread> {
    let Some((first, begun)) = start_of_care(ask)? else { return Ok(()) };
    for row in ask.rows(When::Now, table) {
        if ask.day(*row, column)?.is_some_and(|day| day < begun) {
            found.between(&[(*row, column), (first, C::DECOM)]);
        }
    }
    Ok(())
}

fn decided_before_care(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    before_care(ask, Table::AD1, C::DATE_INT, found)
}

fn decision_before_care(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    before_care(ask, Table::PlacedAdoption, C::DATE_PLACED, found)
}

/// `given.codes` are placements with a child's own foster carer, `given.others` those with others.
fn current_carer(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let Some(last) = ask.episodes().last().copied() else { return Ok(()) };
    let placed = |codes: &[String]| codes.iter().any(|code| code == ask.text(last, C::PLACE));
    for row in ask.rows(When::Now, Table::AD1) {
        let no = ask.is(*row, C::FOSTER_CARE, "no") && placed(&ask.given.codes);
        let yes = ask.is(*row, C::FOSTER_CARE, "yes") && placed(&ask.given.others);
        if no || yes {
            found.between(&[(*row, C::FOSTER_CARE), (last, C::PLACE)]);
        }
    }
    Ok(())
}

/// The last decision of this year's file, and its day.
fn last_decision(ask: &Ask<'_>) -> Result<Option<(RowId, Date)>, Unread> {
    let mut last: Option<(RowId, Date)> = None;
    for row in decisions(ask) {
        if let Some(day) = ask.day(*row, C::DATE_PLACED)?
            && last.is_none_or(|(_, other)| other <= day)
        {
            last = Some((*row, day));
        }
    }
    Ok(last)
}

fn not_reversed(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let (Some((last, _)), Some((decision, _))) = (ended(ask)?, last_decision(ask)?) else { return Ok(()) };
    if !has(ask, last, C::REC)
        && let Some(blank) = [C::DATE_PLACED_CEASED, C::REASON_PLACED_CEASED]
            .into_iter()
            .find(|one| ask.is_blank(decision, *one))
    {
        found.between(&[(decision, blank), (last, C::REC), (last, C::DEC)]);
    }
    Ok(())
}

fn adopted_and_reversed(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    if let (Some(adopted), Some((decision, _))) = (first(ask, C::REC), last_decision(ask)?)
        && !ask.is_blank(decision, C::DATE_PLACED_CEASED)
    {
        found.between(&[(decision, C::DATE_PLACED_CEASED), (adopted, C::REC)]);
    }
    Ok(())
}

/// The last decision of last year's file with its day.
fn before<'a>(ask: &Ask<'a>) -> Result<Option<(RowId, Date)>, Unread> {
    let rows: &'a [RowId] = ask.rows(When::Last, Table::PlacedAdoption);
    let Some(row) = rows.last() else { return Ok(None) };
    Ok(ask.day(*row, C::DATE_PLACED)?.map(|day| (*row, day)))
}

fn not_there_last_year(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let was_there = !ask.rows(When::Last, Table::Header).is_empty();
    if was_there && before(ask)?.is_none() {
        for row in decisions(ask) {
            if ask.day(*row, C::DATE_PLACED)?.is_some_and(|day| day < ask.whole.start) {
                found.add(*row, &[C::DATE_PLACED]);
            }
        }
    }
    Ok(())
}

fn another_day(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let Some((earlier, said)) = before(ask)? else { return Ok(()) };
    if !ask.is_blank(earlier, C::DATE_PLACED_CEASED) {
        return Ok(());
    }
    if let Some(row) = decisions(ask).first()
        && ask.day(*row, C::DATE_PLACED)?.is_some_and(|day| day != said)
    {
        found.between(&[(*row, C::DATE_PLACED), (earlier, C::DATE_PLACED)]);
    }
    Ok(())
}

fn reversed_last_year(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let Some((earlier, said)) = before(ask)? else { return Ok(()) };
    if ask.is_blank(earlier, C::DATE_PLACED_CEASED) {
        return Ok(());
    }
    for row in decisions(ask) {
        if ask.day(*row, C::DATE_PLACED)? == Some(said) {
            found.between(&[(*row, C::DATE_PLACED), (earlier, C::DATE_PLACED_CEASED)]);
        }
    }
    Ok(())
}

fn decisions_overlap(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    overlapping(ask, Table::PlacedAdoption, C::DATE_PLACED, C::DATE_PLACED_CEASED, found)
}

fn matched_on_the_day(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let Some(adopted) = first(ask, C::REC) else { return Ok(()) };
    let Some(day) = ask.day(adopted, C::DEC)? else { return Ok(()) };
    for row in ask.rows(When::Now, Table::AD1) {
        if ask.day(*row, C::DATE_MATCH)? == Some(day) {
            found.between(&[(*row, C::DATE_MATCH), (adopted, C::DEC)]);
        }
    }
    Ok(())
}

fn earlier_not_reversed(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let Some((last, _)) = last_decision(ask)? else { return Ok(()) };
    for row in decisions(ask).iter().filter(|row| **row != last) {
        if !ask.is_blank(*row, C::DATE_PLACED) && ask.is_blank(*row, C::DATE_PLACED_CEASED) {
            found.between(&[(*row, C::DATE_PLACED_CEASED), (*row, C::DATE_PLACED), (last, C::DATE_PLACED)]);
        }
    }
    Ok(())
}
