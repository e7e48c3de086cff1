//! What is asked between files of a child, and of lists that others keep.

use census::{Column as C, Table};

use super::{Logic, SHORT_BREAK, STARTED, has};
use crate::ssda903::ask::{Ask, Found, RowId, Unread, When};

pub(super) const RULES: &[(&str, Logic)] = &[
    ("168", upn),
    ("392c", postcodes),
    ("523", decision_days_agree),
    ("551", no_decision),
    ("552", decision_after_placement),
    ("553", order_without_decision),
    ("554", decision_after_order),
    ("601", adopted_without_data),
    ("602", data_without_adoption),
    ("630", no_previous_permanence),
    ("1008", provider),
    ("EPI", no_episodes),
];

fn upn(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    for row in ask.rows(When::Now, Table::Header) {
        let text = ask.text(*row, C::UPN);
        let code = ask.given.codes.iter().any(|code| code == text);
        if !text.is_empty() && !code && crate::upn::checks(text.as_bytes()) != Some(true) {
            found.add(*row, &[C::UPN]);
        }
    }
    Ok(())
}

fn postcodes(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    for row in ask.episodes() {
        for column in [C::HOME_POST, C::PL_POST] {
            let text = ask.text(*row, column);
            let plain: String = text.chars().filter(|character| *character != ' ').collect();
            let exists = ask.whole.known.postcodes.as_ref().is_none_or(|known| known.contains(&plain));
            if !text.is_empty() && (!crate::postcode::is_one(text) || !exists) {
                found.add(*row, &[column]);
            }
        }
    }
    Ok(())
}

fn provider(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let Some(known) = &ask.whole.known.providers else { return Ok(()) };
    for row in ask.episodes() {
        let urn = ask.text(*row, C::URN);
        let free = urn.is_empty() || ask.given.codes.iter().any(|code| code == urn);
        if !free && !known.contains(urn) {
            found.add(*row, &[C::URN]);
        }
    }
    Ok(())
}

fn decision_days_agree(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    for adopted in ask.rows(When::Now, Table::AD1) {
        let Some(day) = ask.day(*adopted, C::DATE_INT)? else { continue };
        for placed in ask.rows(When::Now, Table::PlacedAdoption) {
            if ask.day(*placed, C::DATE_PLACED)?.is_some_and(|other| other != day) {
                found.between(&[(*adopted, C::DATE_INT), (*placed, C::DATE_PLACED)]);
            }
        }
    }
    Ok(())
}

/// The first decision that the child should be placed for adoption.
fn decided(ask: &Ask<'_>) -> Option<RowId> {
    let rows = ask.rows(When::Now, Table::PlacedAdoption);
    rows.iter().copied().find(|row| !ask.is_blank(*row, C::DATE_PLACED))
}

fn no_decision(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    if decided(ask).is_none()
        && let Some(row) = ask.episodes().iter().find(|row| has(ask, **row, C::PLACE))
    {
        found.add(*row, &[C::PLACE]);
    }
    Ok(())
}

/// A decision that comes after what it should come before.
fn decided_late(ask: &Ask<'_>, column: C, found: &mut Found) -> Result<(), Unread> {
    let Some(decision) = decided(ask) else { return Ok(()) };
    let Some(day) = ask.day(decision, C::DATE_PLACED)? else { return Ok(()) };
    if let Some(row) = ask.episodes().iter().find(|row| has(ask, **row, column))
        && ask.day(*row, C::DECOM)?.is_some_and(|begun| day > begun)
    {
        found.between(&[(decision, C::DATE_PLACED), (*row, C::DECOM), (*row, column)]);
    }
    Ok(())
}

fn decision_after_placement(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    decided_late(ask, C::PLACE, found)
}

fn decision_after_order(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    decided_late(ask, C::LS, found)
}

fn order_without_decision(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    if decided(ask).is_none()
        && let Some(row) = ask.episodes().iter().find(|row| has(ask, **row, C::LS))
    {
        found.add(*row, &[C::LS]);
    }
    Ok(())
}

fn adopted_without_data(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let Some(episode) = ask.episodes().iter().find(|row| has(ask, **row, C::REC)) else { return Ok(()) };
    match ask.rows(When::Now, Table::AD1).first() {
        None => found.add(*episode, &[C::REC, C::DEC]),
        Some(adopted) => {
            let blank = ask.given.columns.iter().find(|column| ask.is_blank(*adopted, **column));
            if let Some(blank) = blank {
                found.between(&[(*adopted, *blank), (*episode, C::REC)]);
            }
        }
    }
    Ok(())
}

fn data_without_adoption(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    if let Some(adopted) = ask.rows(When::Now, Table::AD1).first()
        && !ask.episodes().iter().any(|row| has(ask, *row, C::REC))
    {
        found.add(*adopted, &[C::CHILD]);
    }
    Ok(())
}

fn no_previous_permanence(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    if !ask.rows(When::Now, Table::PrevPerm).is_empty() {
        return Ok(());
    }
    for row in ask.episodes() {
        let begun = ask.day(*row, C::DECOM)?;
        let in_year = begun.is_some_and(|day| ask.whole.start <= day && day <= ask.whole.end);
        if ask.is(*row, C::RNE, STARTED) && in_year && !ask.is(*row, C::LS, SHORT_BREAK) {
            found.add(*row, &[C::RNE, C::DECOM]);
            return Ok(());
        }
    }
    Ok(())
}

fn no_episodes(ask: &Ask<'_>, found: &mut Found) -> Result<(), Unread> {
    let outside = !ask.rows(When::Now, Table::OC3).is_empty();
    if let Some(header) = ask.rows(When::Now, Table::Header).first()
        && ask.episodes().is_empty()
        && !outside
    {
        found.add(*header, &[C::CHILD]);
    }
    Ok(())
}
