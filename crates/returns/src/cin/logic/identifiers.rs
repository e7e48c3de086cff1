//! What is asked of identifiers: letters, digits, ages, being born or not.

use jiff::Span;
use jiff::civil::Date;

use crate::cin::case::{At, Case, Found, Unread};
use crate::cin::check::{Ask, Logic};
use crate::cin::name::Name;
use crate::cin::schema::upn_shape;
use crate::cin::tree::GroupId;
use crate::upn::{AUTHORITY, DIGITS, LENGTH, may_be_last};

pub(super) const RULES: &[(&str, Logic)] = &[
    ("1510", upn_check_letter),
    ("1530", upn_authority),
    ("1540", upn_digits),
    ("1550", upn_last),
    ("1560Q", former_upn),
    ("1570", identifier_length),
    ("1580", identifier_characters),
    ("8525Q", one_birth_date),
    ("8530Q", expected_birth),
    ("8750", unborn),
    ("8770Q", school_age),
    ("8772", no_further_action_upn),
    ("8775Q", over_25),
];

fn upn<'a>(ask: &Ask<'a, '_, '_>, group: GroupId) -> Option<(At, &'a [u8])> {
    let at = Case::own(group, Name::UPN);
    ask.case.text(at).map(|text| (at, text.as_bytes()))
}

fn upn_check_letter(ask: &Ask<'_, '_, '_>, group: GroupId, found: &mut Found) -> Result<(), Unread> {
    let Some((at, upn)) = upn(ask, group) else { return Ok(()) };
    match crate::upn::checks(upn) {
        None => Err(Case::unread(
            at,
            "13 characters from which a check letter can be worked out (rules 1540, 1550)",
        )),
        Some(right) => {
            if !right {
                found.add(&[at]);
            }
            Ok(())
        }
    }
}

fn upn_authority(ask: &Ask<'_, '_, '_>, group: GroupId, found: &mut Found) -> Result<(), Unread> {
    if let Some((at, upn)) = upn(ask, group) {
        let code = upn.get(AUTHORITY).and_then(|code| std::str::from_utf8(code).ok());
        if !code.is_some_and(|code| ask.case.in_set("upn-authority", code)) {
            found.add(&[at]);
        }
    }
    Ok(())
}

fn upn_digits(ask: &Ask<'_, '_, '_>, group: GroupId, found: &mut Found) -> Result<(), Unread> {
    if let Some((at, upn)) = upn(ask, group)
        && !upn.get(DIGITS).is_some_and(|digits| digits.iter().all(u8::is_ascii_digit))
    {
        found.add(&[at]);
    }
    Ok(())
}

fn upn_last(ask: &Ask<'_, '_, '_>, group: GroupId, found: &mut Found) -> Result<(), Unread> {
    if let Some((at, upn)) = upn(ask, group)
        && !upn.get(LENGTH - 1).is_some_and(|last| may_be_last(*last))
    {
        found.add(&[at]);
    }
    Ok(())
}

fn former_upn(ask: &Ask<'_, '_, '_>, group: GroupId, found: &mut Found) -> Result<(), Unread> {
    let at = Case::own(group, Name::FormerUPN);
    if ask.case.text(at).is_some_and(|text| !upn_shape(text)) {
        found.add(&[at]);
    }
    Ok(())
}

fn identifier_length(ask: &Ask<'_, '_, '_>, group: GroupId, found: &mut Found) -> Result<(), Unread> {
    let at = Case::own(group, Name::LAchildID);
    let most = ask.given.count.unwrap_or(usize::MAX);
    if ask.case.text(at).is_some_and(|text| text.chars().count() > most) {
        found.add(&[at]);
    }
    Ok(())
}

fn identifier_characters(ask: &Ask<'_, '_, '_>, group: GroupId, found: &mut Found) -> Result<(), Unread> {
    let at = Case::own(group, Name::LAchildID);
    if ask.case.text(at).is_some_and(|text| !text.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
        found.add(&[at]);
    }
    Ok(())
}

fn one_birth_date(ask: &Ask<'_, '_, '_>, group: GroupId, found: &mut Found) -> Result<(), Unread> {
    let born = Case::own(group, Name::PersonBirthDate);
    let expected = Case::own(group, Name::ExpectedPersonBirthDate);
    if ask.case.text(born).is_some() == ask.case.text(expected).is_some() {
        found.add(&[born, expected]);
    }
    Ok(())
}

fn expected_birth(ask: &Ask<'_, '_, '_>, group: GroupId, found: &mut Found) -> Result<(), Unread> {
    let at = Case::own(group, Name::ExpectedPersonBirthDate);
    let reference = ask.case.shared.year.reference;
    let (days, months) = (ask.given.days.unwrap_or_default(), ask.given.months.unwrap_or_default());
    let first = reference.saturating_sub(Span::new().days(days));
    let last = reference.saturating_add(Span::new().months(months));
    if ask.case.day(at)?.is_some_and(|day| day < first || last < day) {
        found.add(&[at]);
    }
    Ok(())
}

fn unborn(ask: &Ask<'_, '_, '_>, group: GroupId, found: &mut Found) -> Result<(), Unread> {
    let case = ask.case;
    let expected = Case::own(group, Name::ExpectedPersonBirthDate);
    let name = if case.tree.items_of(group, Name::GenderCurrent).next().is_some() {
        Name::GenderCurrent
    } else {
        Name::Sex
    };
    let sex = Case::own(group, name);
    let is_unborn =
        case.text(Case::own(group, Name::PersonBirthDate)).is_none() && case.text(expected).is_some();
    let as_given = case.text(sex).is_some_and(|text| ask.given.codes.iter().any(|code| code == text));
    if is_unborn && !as_given {
        found.add(&[sex, expected]);
    }
    Ok(())
}

/// The last day of birth of those who are of school age.
fn school_age_until(ask: &Ask<'_, '_, '_>) -> Option<Date> {
    let reference = ask.case.shared.year.reference;
    let day = match &ask.given.day_of_year {
        Some(day) => format!("{:04}-{day}", reference.year()).parse().ok()?,
        None => reference,
    };
    Some(back(day, ask.given.years?))
}

/// So many years before; 29 February becomes 28 February where there is none.
fn back(day: Date, years: i16) -> Date {
    day.saturating_sub(Span::new().years(years))
}

fn school_age(ask: &Ask<'_, '_, '_>, group: GroupId, found: &mut Found) -> Result<(), Unread> {
    let case = ask.case;
    let born = Case::own(group, Name::PersonBirthDate);
    let (upn, unknown) = (Case::own(group, Name::UPN), Case::own(group, Name::UPNunknown));
    let explained = case.text(unknown).is_some_and(|code| ask.given.codes.iter().any(|known| known == code));
    if case.text(upn).is_some() || explained {
        return Ok(());
    }
    let Some(until) = school_age_until(ask) else { return Ok(()) };
    if case.day(born)?.is_none_or(|born| born > until) {
        return Ok(());
    }
    for details in case.all(Name::CINdetails) {
        if case.yes(details, Name::ReferralNFA)? == Some(false) {
            found.add(&[unknown, born, upn]);
            return Ok(());
        }
    }
    Ok(())
}

fn no_further_action_upn(ask: &Ask<'_, '_, '_>, group: GroupId, found: &mut Found) -> Result<(), Unread> {
    let case = ask.case;
    let unknown = Case::own(group, Name::UPNunknown);
    if !case.text(unknown).is_some_and(|code| ask.given.codes.iter().any(|known| known == code)) {
        return Ok(());
    }
    for details in case.all(Name::CINdetails) {
        if case.yes(details, Name::ReferralNFA)? == Some(false) {
            found.add(&[unknown, Case::own(details, Name::ReferralNFA)]);
        }
    }
    Ok(())
}

fn over_25(ask: &Ask<'_, '_, '_>, group: GroupId, found: &mut Found) -> Result<(), Unread> {
    let case = ask.case;
    let born = Case::own(group, Name::PersonBirthDate);
    let Some(birth) = case.day(born)? else { return Ok(()) };
    let birthday = birth.saturating_add(Span::new().years(ask.given.years.unwrap_or(i16::MAX)));
    if birthday >= case.shared.year.reference {
        return Ok(());
    }
    for details in case.all(Name::CINdetails) {
        let closed = Case::own(details, Name::CINclosureDate);
        if case.day(closed)?.is_none_or(|closed| closed > birthday) {
            found.add(&[born, closed]);
        }
    }
    Ok(())
}
