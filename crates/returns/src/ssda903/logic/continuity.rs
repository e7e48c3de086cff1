//! Whether episodes follow each other, and last year's.

use census::{Column as C, Table};

use super::{GOES_ON, Logic, STARTED};
use crate::ssda903::ask::{Ask, Found, RowId, Unread, When};

pub(super) const RULES: &[(&str, Logic)] = &[
    ("142", previous_not_ended),
    ("199", adopted_before),
    ("225", reason_for_change),
    ("302", before_birth),
    ("336", not_fostered_before),
    ("357", first_reason),
    ("388", goes_on),
    ("431", started_again),
    ("432", not_started_again),
    ("433", not_on_the_day),
    ("434", legal_status_alone),
    ("435", placement_alone),
    ("436", both_changed),
    ("437", after_the_end),
    ("501", overlap),
    ("502", first_as_left),
    ("503", as_left),
    ("504", need_changed),
    ("562", not_there_last_year),
    ("NoE", no_episodes_last_year),
];

/// Each episode with the one after it.
fn pairs<'a>(ask: &Ask<'a>) -> impl Iterator<Item = (RowId, RowId)> + 'a {
    ask.episodes().windows(2).map(|pair| (pair[0], pair[1]))
}

fn given<'a>(ask: &'a Ask<'_>) -> Vec<&'a str> {
    ask.given.codes.iter().map(String::as_str).collect()
}

fn previous_not_ended(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    for (before, after) in pairs(ask) {
        if ask.is_blank(before, C::DEC) || ask.is_blank(before, C::REC) {
            found.between(&[(before, C::DEC), (before, C::REC), (after, C::DECOM)]);
        }
    }
    Ok(())
}

fn adopted_before(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let codes = given(ask);
    let earlier = ask.rows(When::Last, Table::Episodes).iter().find(|row| ask.one_of(**row, C::REC, &codes));
    if let (Some(adopted), Some(first)) = (earlier, ask.episodes().first()) {
        found.between(&[(*first, C::CHILD), (*adopted, C::REC)]);
        return Ok(());
    }
    for (before, after) in pairs(ask) {
        if ask.one_of(before, C::REC, &codes) {
            found.between(&[(after, C::CHILD), (before, C::REC)]);
        }
    }
    Ok(())
}

fn reason_for_change(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let (codes, temporary) = (given(ask), others(ask));
    for (before, after) in pairs(ask) {
        let changed = ask.is(before, C::REC, GOES_ON) && ask.one_of(after, C::RNE, &codes);
        let kept = ask.one_of(after, C::PLACE, &temporary) || ask.one_of(before, C::PLACE, &temporary);
        if changed && !kept && ask.is_blank(before, C::REASON_PLACE_CHANGE) {
            found.between(&[(before, C::REASON_PLACE_CHANGE), (after, C::RNE)]);
        }
    }
    Ok(())
}

fn others<'a>(ask: &'a Ask<'_>) -> Vec<&'a str> {
    ask.given.others.iter().map(String::as_str).collect()
}

fn before_birth(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let Some(header) = ask.rows(When::Now, Table::Header).first().copied() else { return Ok(()) };
    let Some(first) = ask.episodes().first().copied() else { return Ok(()) };
    if let (Some(born), Some(begun)) = (ask.day(header, C::DOB)?, ask.day(first, C::DECOM)?)
        && begun < born
    {
        found.between(&[(first, C::DECOM), (header, C::DOB)]);
    }
    Ok(())
}

fn not_fostered_before(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let (adoption, foster) = (given(ask), others(ask));
    for (before, after) in pairs(ask) {
        if ask.one_of(after, C::PLACE, &adoption)
            && !ask.one_of(before, C::PLACE, &adoption)
            && !ask.one_of(before, C::PLACE, &foster)
        {
            found.between(&[(after, C::PLACE), (before, C::PLACE)]);
        }
    }
    Ok(())
}

fn first_reason(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    if let Some(first) = ask.episodes().first().copied()
        && ask.rows(When::Last, Table::Episodes).is_empty()
        && ask.day(first, C::DECOM)?.is_some_and(|begun| begun >= ask.whole.start)
        && !ask.is(first, C::RNE, STARTED)
    {
        found.add(first, &[C::RNE, C::DECOM]);
    }
    Ok(())
}

fn goes_on(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    if let Some(last) = ask.episodes().last().copied()
        && ask.is(last, C::REC, GOES_ON)
    {
        found.add(last, &[C::REC, C::DEC]);
    }
    Ok(())
}

fn started_again(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    for (before, after) in pairs(ask) {
        if ask.is(after, C::RNE, STARTED)
            && let (Some(ended), Some(begun)) = (ask.day(before, C::DEC)?, ask.day(after, C::DECOM)?)
            && begun <= ended
        {
            found.between(&[(after, C::RNE), (after, C::DECOM), (before, C::DEC)]);
        }
    }
    Ok(())
}

fn not_started_again(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    for (before, after) in pairs(ask) {
        let ceased = !ask.is_blank(before, C::REC) && !ask.is(before, C::REC, GOES_ON);
        if ceased && !ask.is(after, C::RNE, STARTED) {
            found.between(&[(after, C::RNE), (before, C::REC)]);
        }
    }
    Ok(())
}

fn not_on_the_day(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    for (before, after) in pairs(ask) {
        if !ask.is_blank(after, C::RNE)
            && !ask.is(after, C::RNE, STARTED)
            && let (Some(ended), Some(begun)) = (ask.day(before, C::DEC)?, ask.day(after, C::DECOM)?)
            && begun != ended
        {
            found.between(&[(after, C::DECOM), (before, C::DEC), (after, C::RNE)]);
        }
    }
    Ok(())
}

fn differ(ask: &Ask<'_>, before: RowId, after: RowId, columns: &[C]) -> bool {
    columns.iter().any(|column| ask.text(before, *column) != ask.text(after, *column))
}

const PLACEMENT: [C; 4] = [C::PLACE, C::PL_POST, C::URN, C::PLACE_PROVIDER];

/// The reasons of the rule say that the legal status changed or not, and the placement, which is not as it was.
fn changed_as_said(ask: &Ask<'_>, legal: bool, placement: bool, found: &mut Found) {
    let codes = given(ask);
    for (before, after) in pairs(ask).filter(|(_, after)| ask.one_of(*after, C::RNE, &codes)) {
        let changed = [differ(ask, before, after, &[C::LS]), differ(ask, before, after, &PLACEMENT)];
        if changed != [legal, placement] {
            found.between(&[
                (after, C::RNE),
                (before, C::LS),
                (after, C::LS),
                (before, C::PLACE),
                (after, C::PLACE),
            ]);
        }
    }
}

fn legal_status_alone(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    changed_as_said(ask, true, false, found);
    Ok(())
}

fn placement_alone(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    changed_as_said(ask, false, true, found);
    Ok(())
}

fn both_changed(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    changed_as_said(ask, true, true, found);
    Ok(())
}

fn after_the_end(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let codes = given(ask);
    for (before, after) in pairs(ask) {
        if ask.one_of(before, C::REC, &codes) {
            found.between(&[(before, C::REC), (after, C::DECOM)]);
        }
    }
    Ok(())
}

fn overlap(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    for (before, after) in pairs(ask) {
        if let (Some(ended), Some(begun)) = (ask.day(before, C::DEC)?, ask.day(after, C::DECOM)?)
            && begun < ended
        {
            found.between(&[(after, C::DECOM), (before, C::DEC)]);
        }
    }
    Ok(())
}

fn first_as_left(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let (Some(open), Some(first)) = (super::left_open(ask), ask.episodes().first().copied()) else {
        return Ok(());
    };
    if ask.day(first, C::DECOM)? != ask.day(open, C::DECOM)? {
        found.between(&[(first, C::DECOM), (open, C::DECOM)]);
    }
    Ok(())
}

fn as_left(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let (Some(open), Some(first)) = (super::left_open(ask), ask.episodes().first().copied()) else {
        return Ok(());
    };
    // Only where it is the same episode; rule 502 says that it is not.
    if ask.day(first, C::DECOM)? != ask.day(open, C::DECOM)? {
        return Ok(());
    }
    for column in &ask.given.columns {
        if ask.text(first, *column) != ask.text(open, *column) {
            found.between(&[(first, *column), (open, *column)]);
        }
    }
    Ok(())
}

fn need_changed(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    for (before, after) in pairs(ask) {
        let goes_on = !ask.is_blank(after, C::RNE) && !ask.is(after, C::RNE, STARTED);
        if goes_on && ask.text(before, C::CIN) != ask.text(after, C::CIN) {
            found.between(&[(after, C::CIN), (before, C::CIN)]);
        }
    }
    Ok(())
}

fn not_there_last_year(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let Some(first) = ask.episodes().first().copied() else { return Ok(()) };
    let before = ask.day(first, C::DECOM)?.is_some_and(|begun| begun < ask.whole.start);
    if before && super::left_open(ask).is_none() && !ask.rows(When::Last, Table::Episodes).is_empty() {
        found.add(first, &[C::DECOM]);
    }
    Ok(())
}

fn no_episodes_last_year(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let Some(first) = ask.episodes().first().copied() else { return Ok(()) };
    let before = ask.day(first, C::DECOM)?.is_some_and(|begun| begun < ask.whole.start);
    if before && ask.rows(When::Last, Table::Episodes).is_empty() {
        found.add(first, &[C::DECOM]);
    }
    Ok(())
}
