//! Who should not be among care leavers, by the episodes of this year and the last.

use census::{Column as C, Table};
use jiff::Span;
use jiff::civil::Date;

use super::{Logic, ended, has, left_open};
use crate::ssda903::ask::{Ask, Found, RowId, Unread, When};

pub(super) const RULES: &[(&str, Logic)] = &[
    ("348", died_before),
    ("1000", died_in_care),
    ("1002", never_in_care),
    ("1007", looked_after_on_birthday),
    ("1010", left_open_last_year),
    ("1011", transferred),
    ("1012", other_data),
    ("1016", ceased_after_birthday),
];

/// What is said of a care leaver.
const SAID: [C; 3] = [C::IN_TOUCH, C::ACTIV, C::ACCOM];

/// The care leaver's row, if something is said in it; and the first cell that does.
fn said(ask: &Ask<'_>) -> Option<(RowId, C)> {
    let row = ask.rows(When::Now, Table::OC3).first().copied()?;
    SAID.into_iter().find(|column| !ask.is_blank(row, *column)).map(|column| (row, column))
}

fn died_before(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let earlier = ask.rows(When::Last, Table::OC3).iter().find(|row| has(ask, **row, C::IN_TOUCH));
    if let (Some(cell), Some(earlier)) = (said(ask), earlier) {
        found.between(&[cell, (*earlier, C::IN_TOUCH)]);
    }
    Ok(())
}

fn died_in_care(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let all = ask.rows(When::Last, Table::Episodes).iter().chain(ask.episodes());
    let died = all.copied().find(|row| has(ask, *row, C::REC));
    if let (Some(cell), Some(died)) = (said(ask), died) {
        found.between(&[cell, (died, C::REC)]);
    }
    Ok(())
}

fn never_in_care(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    if let Some((row, column)) = said(ask)
        && ask.episodes().is_empty()
        && ask.rows(When::Last, Table::Episodes).is_empty()
    {
        found.add(row, &[column]);
    }
    Ok(())
}

/// The birthdays of the rule that lie in the year; who is born on 29 February has theirs on 28 February in other years.
fn birthdays(ask: &Ask<'_>, row: RowId) -> Result<Vec<Date>, Unread> {
    let born = ask.near(row, C::DOB);
    let Some(born) = ask.day(born.row, born.column)? else { return Ok(Vec::new()) };
    let all = ask.given.ages.iter().map(|years| born.saturating_add(Span::new().years(*years)));
    Ok(all.filter(|day| ask.whole.start <= *day && *day <= ask.whole.end).collect())
}

fn looked_after_on_birthday(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let Some((row, column)) = said(ask) else { return Ok(()) };
    for birthday in birthdays(ask, row)? {
        for episode in ask.episodes() {
            let begun = ask.day(*episode, C::DECOM)?.is_some_and(|begun| begun <= birthday);
            if begun && ask.day(*episode, C::DEC)?.is_none_or(|ended| ended > birthday) {
                found.between(&[(row, column), (*episode, C::DECOM), (*episode, C::DEC)]);
                return Ok(());
            }
        }
    }
    Ok(())
}

fn ceased_after_birthday(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let (Some((row, column)), Some((last, ended))) = (said(ask), ended(ask)?) else { return Ok(()) };
    if birthdays(ask, row)?.into_iter().any(|birthday| ended > birthday) {
        found.between(&[(row, column), (last, C::DEC)]);
    }
    Ok(())
}

fn left_open_last_year(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    if let (Some(cell), Some(open), true) = (said(ask), left_open(ask), ask.episodes().is_empty()) {
        found.between(&[cell, (open, C::DECOM)]);
    }
    Ok(())
}

fn transferred(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let last = ask.episodes().last().or_else(|| ask.rows(When::Last, Table::Episodes).last()).copied();
    if let (Some(cell), Some(last)) = (said(ask), last.filter(|last| has(ask, *last, C::REC))) {
        found.between(&[cell, (last, C::REC)]);
    }
    Ok(())
}

fn other_data(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    if said(ask).is_none() || !ask.episodes().is_empty() {
        return Ok(());
    }
    for table in &ask.given.tables {
        if let Some(row) = ask.rows(When::Now, *table).first() {
            found.add(*row, &[C::CHILD]);
        }
    }
    Ok(())
}
