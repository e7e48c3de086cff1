//! What is asked of a child as a whole, and of disabilities and assessments.

use crate::cin::case::{At, Case, Found, Unread};
use crate::cin::check::{Ask, Logic};
use crate::cin::name::Name;
use crate::cin::tree::GroupId;

pub(super) const RULES: &[(&str, Logic)] = &[
    ("8540", disability),
    ("8590", no_episode),
    ("8614", factors_of_unfinished),
    ("8670Q", assessment_too_old),
    ("8736", unfinished_in_year),
    ("8790", none_with_others),
    ("8794", disability_twice),
    ("8863Q", assessments_overlap),
    ("8869", factor_alone),
    ("8873Q", no_factors_closure),
    ("8896", open_assessments),
    ("8897Q", factors_missing),
    ("8898", factor_twice),
    ("8945Q", factor_superseded),
    ("8950Q", factor_superseded),
];

fn disability(ask: &Ask<'_, '_, '_>, child: GroupId, found: &mut Found) -> Result<(), Unread> {
    let case = ask.case;
    let Some(identifiers) = case.identifiers() else { return Ok(()) };
    if case.text(Case::own(identifiers, Name::PersonBirthDate)).is_none() {
        return Ok(());
    }
    let mut goes_further = false;
    for details in case.all(Name::CINdetails) {
        goes_further |= case.yes(details, Name::ReferralNFA)? == Some(false);
    }
    if !goes_further {
        return Ok(());
    }
    let codes = case.disabilities();
    if codes.is_empty() {
        let group =
            case.all(Name::Disabilities).next().or_else(|| case.all(Name::ChildCharacteristics).next());
        found.add(&[Case::own(group.unwrap_or(child), Name::Disability)]);
    }
    for (at, code) in codes {
        if !case.in_set("disability", code) {
            found.add(&[at]);
        }
    }
    Ok(())
}

fn no_episode(ask: &Ask<'_, '_, '_>, child: GroupId, found: &mut Found) -> Result<(), Unread> {
    if ask.case.all(Name::CINdetails).next().is_none() {
        let group = ask.case.identifiers().unwrap_or(child);
        found.add(&[ask.case.near(group, Name::LAchildID)]);
    }
    Ok(())
}

fn given_code(ask: &Ask<'_, '_, '_>, code: &str) -> bool {
    ask.given.codes.iter().any(|given| given == code)
}

/// Each value that stands a second time.
fn twice(codes: &[(At, &str)]) -> Vec<[At; 2]> {
    let mut found = Vec::new();
    for (later, (at, code)) in codes.iter().enumerate() {
        if let Some((first, _)) = codes[..later].iter().find(|(_, other)| other == code) {
            found.push([*at, *first]);
        }
    }
    found
}

fn none_with_others(ask: &Ask<'_, '_, '_>, _: GroupId, found: &mut Found) -> Result<(), Unread> {
    let codes = ask.case.disabilities();
    let none = codes.iter().find(|(_, code)| given_code(ask, code));
    let other = codes.iter().find(|(_, code)| !given_code(ask, code));
    if let (Some((none, _)), Some((other, _))) = (none, other) {
        found.add(&[*none, *other]);
    }
    Ok(())
}

fn disability_twice(ask: &Ask<'_, '_, '_>, _: GroupId, found: &mut Found) -> Result<(), Unread> {
    for pair in &twice(&ask.case.disabilities()) {
        found.add(pair);
    }
    Ok(())
}

const START: Name = Name::AssessmentActualStartDate;
const END: Name = Name::AssessmentAuthorisationDate;

fn factors_of_unfinished(
    ask: &Ask<'_, '_, '_>,
    assessment: GroupId,
    found: &mut Found,
) -> Result<(), Unread> {
    let end = Case::own(assessment, END);
    let factors = ask.case.factors(assessment);
    if let (None, [(first, _), ..]) = (ask.case.text(end), factors.as_slice()) {
        found.add(&[*first, end]);
    }
    Ok(())
}

fn assessment_too_old(ask: &Ask<'_, '_, '_>, assessment: GroupId, found: &mut Found) -> Result<(), Unread> {
    let (start, end) = (Case::own(assessment, START), Case::own(assessment, END));
    let year = &ask.case.shared.year;
    let before =
        ask.case.shared.working_days.before(year.reference, ask.given.working_days.unwrap_or_default());
    if ask.case.text(end).is_none()
        && let Some(day) = ask.case.day(start)?
        && before.is_some_and(|before| day < before)
    {
        found.add(&[start, end]);
    }
    Ok(())
}

fn unfinished_in_year(ask: &Ask<'_, '_, '_>, assessment: GroupId, found: &mut Found) -> Result<(), Unread> {
    let (start, end) = (Case::own(assessment, START), Case::own(assessment, END));
    if ask.case.text(end).is_none()
        && !ask.case.day(start)?.is_some_and(|day| ask.case.shared.year.holds(day))
    {
        found.add(&[start, end]);
    }
    Ok(())
}

fn assessments_overlap(ask: &Ask<'_, '_, '_>, details: GroupId, found: &mut Found) -> Result<(), Unread> {
    let case = ask.case;
    let all: Vec<GroupId> = case.under(details, Name::Assessments).collect();
    for one in &all {
        let Some(day) = case.day_of(*one, START)? else { continue };
        for other in all.iter().filter(|other| *other != one) {
            let Some(start) = case.day_of(*other, START)? else { continue };
            let end = case.day_of(*other, END)?.unwrap_or(case.shared.year.reference);
            if start <= day && day <= end {
                found.add(&[Case::own(*one, START), Case::own(*other, START), Case::own(*other, END)]);
                break;
            }
        }
    }
    Ok(())
}

fn factor_alone(ask: &Ask<'_, '_, '_>, assessment: GroupId, found: &mut Found) -> Result<(), Unread> {
    let factors = ask.case.factors(assessment);
    let alone = factors.iter().find(|(_, code)| given_code(ask, code));
    let other = factors.iter().find(|(_, code)| !given_code(ask, code));
    if let (Some((alone, _)), Some((other, _))) = (alone, other) {
        found.add(&[*alone, *other]);
    }
    Ok(())
}

fn no_factors_closure(ask: &Ask<'_, '_, '_>, details: GroupId, found: &mut Found) -> Result<(), Unread> {
    let case = ask.case;
    let mut all = case.under(details, Name::Assessments);
    let (Some(only), None) = (all.next(), all.next()) else { return Ok(()) };
    let factors = case.factors(only);
    let Some((factor, _)) = factors.iter().find(|(_, code)| case.in_set("no-factors", code)) else {
        return Ok(());
    };
    if case.text(Case::own(only, END)).is_none() {
        return Ok(());
    }
    let reason = Case::own(details, Name::ReasonForClosure);
    // A module that is open has no reason yet, and may still get the right one.
    if case.text(reason).is_some_and(|code| !given_code(ask, code)) {
        found.add(&[*factor, reason]);
    }
    Ok(())
}

fn open_assessments(ask: &Ask<'_, '_, '_>, details: GroupId, found: &mut Found) -> Result<(), Unread> {
    let open = ask.case.under(details, Name::Assessments).map(|one| Case::own(one, END));
    let mut open = open.filter(|end| ask.case.text(*end).is_none());
    if let (Some(first), Some(second)) = (open.next(), open.next()) {
        found.add(&[Case::own(second.group, START), Case::own(first.group, START)]);
    }
    Ok(())
}

fn factors_missing(ask: &Ask<'_, '_, '_>, assessment: GroupId, found: &mut Found) -> Result<(), Unread> {
    let case = ask.case;
    let end = Case::own(assessment, END);
    if case.day(end)?.is_none_or(|end| end < case.shared.year.start) {
        return Ok(());
    }
    let factors = case.factors(assessment);
    if factors.is_empty() {
        let group = case.under(assessment, Name::FactorsIdentifiedAtAssessment).next().unwrap_or(assessment);
        found.add(&[Case::own(group, Name::AssessmentFactors), end]);
    }
    for (at, code) in factors {
        if !case.in_set("factor", code) {
            found.add(&[at, end]);
        }
    }
    Ok(())
}

fn factor_twice(ask: &Ask<'_, '_, '_>, assessment: GroupId, found: &mut Found) -> Result<(), Unread> {
    for pair in &twice(&ask.case.factors(assessment)) {
        found.add(pair);
    }
    Ok(())
}

fn factor_superseded(ask: &Ask<'_, '_, '_>, assessment: GroupId, found: &mut Found) -> Result<(), Unread> {
    for (at, code) in ask.case.factors(assessment) {
        if given_code(ask, code) {
            found.add(&[at]);
        }
    }
    Ok(())
}
