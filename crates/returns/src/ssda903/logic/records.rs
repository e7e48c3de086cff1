//! What one file of a child says beside another, and this year's beside last year's.

use census::{Column as C, Table};
use jiff::Span;

use super::{Logic, ended, has, start_of_care};
use crate::ssda903::ask::{Ask, Found, RowId, Unread, When};

pub(super) const RULES: &[(&str, Logic)] = &[
    ("205A", asylum_no_longer),
    ("205B", asylum_again),
    ("205D", asylum_not_before),
    ("210", number_still_unknown),
    ("359", past_18),
    ("383", not_back),
    ("399", short_breaks_only),
    ("444", upn_twice),
    ("607", mother_not_said),
    ("626", not_mother_before),
    ("634", permanence_too_early),
];

fn header(ask: &Ask<'_>) -> Option<RowId> {
    ask.rows(When::Now, Table::Header).first().copied()
}

fn asylum_no_longer(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let before = ask.rows(When::Last, Table::UASC).first().copied();
    if let (Some(before), Some(header), true) =
        (before, header(ask), ask.rows(When::Now, Table::UASC).is_empty())
        && ask.day(before, C::DUC)?.is_none_or(|ceased| ceased >= ask.whole.start)
    {
        found.between(&[(header, C::CHILD), (before, C::DUC)]);
    }
    Ok(())
}

fn asylum_again(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let rows = [When::Last, When::Now].map(|when| ask.rows(when, Table::UASC).first().copied());
    if let [Some(before), Some(now)] = rows
        && ask.day(before, C::DUC)?.is_some_and(|ceased| ceased < ask.whole.start)
        && ask.day(now, C::DUC)? != ask.day(before, C::DUC)?
    {
        found.between(&[(now, C::DUC), (before, C::DUC)]);
    }
    Ok(())
}

fn asylum_not_before(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let now = ask.rows(When::Now, Table::UASC).first();
    let before = ask.rows(When::Last, Table::Header).first();
    if let (Some(now), Some(before), true) = (now, before, ask.rows(When::Last, Table::UASC).is_empty()) {
        found.between(&[(*now, C::CHILD), (*before, C::CHILD)]);
    }
    Ok(())
}

fn number_still_unknown(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let (Some(header), Some((first, begun))) = (header(ask), start_of_care(ask)?) else { return Ok(()) };
    let still = ended(ask)?.is_none_or(|(_, ended)| ended > ask.whole.end);
    let long = super::days(begun, ask.whole.end) > ask.given.days.unwrap_or(i64::MAX);
    if still && long && has(ask, header, C::UPN) {
        found.between(&[(header, C::UPN), (first, C::DECOM)]);
    }
    Ok(())
}

/// `given.codes` is the legal status, `given.others` the placement that are left after the birthday.
fn past_18(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let Some(header) = header(ask) else { return Ok(()) };
    let Some(born) = ask.day(header, C::DOB)? else { return Ok(()) };
    let Some(years) = ask.given.ages.first() else { return Ok(()) };
    let birthday = born.saturating_add(Span::new().years(*years));
    for row in ask.episodes() {
        let until = ask.day(*row, C::DEC)?.unwrap_or(ask.whole.end);
        let allowed =
            has(ask, *row, C::LS) && ask.given.others.iter().any(|code| code == ask.text(*row, C::PLACE));
        if until > birthday && !allowed {
            found.between(&[(*row, C::PLACE), (*row, C::LS), (*row, C::DEC), (header, C::DOB)]);
        }
    }
    Ok(())
}

/// After a temporary placement comes the one before it, unless the child ceased to be looked after.
fn not_back(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let mut before: Option<RowId> = None;
    for pair in ask.episodes().windows(2) {
        let (this, next) = (pair[0], pair[1]);
        if !has(ask, this, C::PLACE) {
            before = Some(this);
            continue;
        }
        if has(ask, next, C::PLACE) || ask.is(next, C::RNE, super::STARTED) {
            continue;
        }
        if let Some(before) = before
            && [C::PLACE, C::PL_POST].into_iter().any(|one| ask.text(before, one) != ask.text(next, one))
        {
            found.between(&[(next, C::PLACE), (before, C::PLACE), (this, C::PLACE)]);
        }
    }
    Ok(())
}

fn short_breaks_only(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let mut episodes = ask.episodes().iter();
    let Some(first) = ask.episodes().first() else { return Ok(()) };
    if !episodes.all(|row| ask.is(*row, C::LS, super::SHORT_BREAK)) {
        return Ok(());
    }
    let mother = header(ask).map(|header| (header, C::MOTHER));
    let review = ask.rows(When::Now, Table::Reviews).first();
    let reviewed = review.into_iter().flat_map(|row| [(*row, C::REVIEW), (*row, C::REVIEW_CODE)]);
    for cell in mother.into_iter().chain(reviewed).filter(|(row, column)| !ask.is_blank(*row, *column)) {
        found.between(&[cell, (*first, C::LS)]);
    }
    Ok(())
}

fn upn_twice(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let Some(header) = header(ask) else { return Ok(()) };
    let several = ask.whole.upns.get(ask.text(header, C::UPN)).is_some_and(|count| *count > 1);
    if several && !has(ask, header, C::UPN) {
        found.add(header, &[C::UPN]);
    }
    Ok(())
}

fn mother_not_said(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let (Some(header), Some((last, day))) = (header(ask), ended(ask)?) else { return Ok(()) };
    let in_year = ask.whole.start <= day && day <= ask.whole.end;
    let girl = ask.is(header, C::SEX, "female");
    if in_year && girl && ask.is_blank(header, C::MOTHER) && !ask.is(last, C::LS, super::SHORT_BREAK) {
        found.between(&[(header, C::MOTHER), (last, C::DEC)]);
    }
    Ok(())
}

fn not_mother_before(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let (Some(header), Some(before)) = (header(ask), ask.rows(When::Last, Table::Header).first()) else {
        return Ok(());
    };
    if ask.is(header, C::MOTHER, "yes")
        && !ask.is(*before, C::MOTHER, "yes")
        && ask.day(header, C::MC_DOB)?.is_some_and(|born| born < ask.whole.start)
    {
        found.between(&[(header, C::MC_DOB), (*before, C::MOTHER)]);
    }
    Ok(())
}

fn permanence_too_early(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let Some(row) = ask.rows(When::Now, Table::PrevPerm).first().copied() else { return Ok(()) };
    let Some((first, begun)) = start_of_care(ask)? else { return Ok(()) };
    let filled = [C::PREV_PERM, C::LA_PERM, C::DATE_PERM].into_iter().find(|one| !ask.is_blank(row, *one));
    if let Some(filled) = filled
        && ask.given.day.is_some_and(|since| begun < since)
    {
        found.between(&[(row, filled), (first, C::DECOM)]);
    }
    Ok(())
}
