//! What is asked of the modules of a child: referral, closure, enquiries, and how they lie in time.

use jiff::Span;

use crate::cin::case::{At, Case, Found, Unread};
use crate::cin::check::{Ask, Logic};
use crate::cin::name::Name;
use crate::cin::tree::GroupId;

pub(super) const RULES: &[(&str, Logic)] = &[
    ("2884", conference_twice),
    ("2990", activity_after_no_action),
    ("2991Q", enquiry_without_assessment),
    ("8565", activity_after_closure),
    ("8569Q", old_referral_without_action),
    ("8585Q", died),
    ("8606", referral_before_birth),
    ("8615", enquiry_after_conference),
    ("8675Q", enquiry_too_old),
    ("8740", open_enquiry_in_year),
    ("8815", open_episodes),
    ("8816", open_not_latest),
    ("8820", episodes_overlap),
    ("8825Q", closed_without_assessment),
    ("8831", activity_without_action),
    ("8839", open_enquiries),
    ("8866", source),
    ("8867", closed_with_open_assessment),
    ("8868", closed_with_open_enquiry),
    ("8890", enquiries_overlap),
];

const CONFERENCE: Name = Name::DateOfInitialCPC;
const ENQUIRY: Name = Name::S47ActualStartDate;
const CLOSED: Name = Name::CINclosureDate;
const REFERRED: Name = Name::CINreferralDate;

fn reason_is_given(ask: &Ask<'_, '_, '_>, details: GroupId) -> bool {
    let reason = ask.case.text(Case::own(details, Name::ReasonForClosure));
    reason.is_some_and(|reason| ask.given.codes.iter().any(|code| code == reason))
}

fn conference_twice(ask: &Ask<'_, '_, '_>, details: GroupId, found: &mut Found) -> Result<(), Unread> {
    let own = Case::own(details, CONFERENCE);
    let Some(day) = ask.case.day(own)? else { return Ok(()) };
    for enquiry in ask.case.under(details, Name::Section47) {
        if ask.case.day_of(enquiry, CONFERENCE)? == Some(day) {
            found.add(&[Case::own(enquiry, CONFERENCE), own]);
        }
    }
    Ok(())
}

fn activity_after_no_action(
    ask: &Ask<'_, '_, '_>,
    details: GroupId,
    found: &mut Found,
) -> Result<(), Unread> {
    if !reason_is_given(ask, details) {
        return Ok(());
    }
    let reason = Case::own(details, Name::ReasonForClosure);
    let own = Case::own(details, CONFERENCE);
    if ask.case.text(own).is_some() {
        found.add(&[reason, own]);
    }
    let begun = [
        (Name::Section47, ENQUIRY),
        (Name::ChildProtectionPlans, Name::CPPstartDate),
        (Name::CINPlanDates, Name::CINPlanStartDate),
    ];
    for (group, start) in begun {
        if let Some(first) = ask.case.under(details, group).next() {
            found.add(&[reason, Case::own(first, start)]);
        }
    }
    Ok(())
}

fn enquiry_without_assessment(
    ask: &Ask<'_, '_, '_>,
    details: GroupId,
    found: &mut Found,
) -> Result<(), Unread> {
    let assessed = ask.case.under(details, Name::Assessments).next().is_some();
    if let (Some(enquiry), false) = (ask.case.under(details, Name::Section47).next(), assessed) {
        found.add(&[Case::own(enquiry, ENQUIRY), Case::own(details, REFERRED)]);
    }
    Ok(())
}

/// The days of activity in a module, by group.
const ACTIVITY: [(Name, &[Name]); 4] = [
    (Name::Assessments, &[Name::AssessmentActualStartDate, Name::AssessmentAuthorisationDate]),
    (Name::Section47, &[ENQUIRY, CONFERENCE]),
    (Name::CINPlanDates, &[Name::CINPlanStartDate, Name::CINPlanEndDate]),
    (Name::ChildProtectionPlans, &[Name::CPPendDate]),
];

fn activity_after_closure(ask: &Ask<'_, '_, '_>, details: GroupId, found: &mut Found) -> Result<(), Unread> {
    let closure = Case::own(details, CLOSED);
    let Some(closed) = ask.case.day(closure)? else { return Ok(()) };
    let own = std::iter::once(Case::own(details, CONFERENCE));
    let below = ACTIVITY.into_iter().flat_map(|(group, names)| {
        ask.case.under(details, group).flat_map(|one| names.iter().map(move |name| Case::own(one, *name)))
    });
    let mut unread = Ok(());
    for at in own.chain(below) {
        match ask.case.day(at) {
            Ok(Some(day)) if day > closed => found.add(&[at, closure]),
            Ok(_) => {}
            // The others are looked at all the same.
            Err(one) => unread = Err(one),
        }
    }
    unread
}

fn old_referral_without_action(
    ask: &Ask<'_, '_, '_>,
    details: GroupId,
    found: &mut Found,
) -> Result<(), Unread> {
    let (referred, flag) = (Case::own(details, REFERRED), Case::own(details, Name::ReferralNFA));
    let start = ask.case.shared.year.start;
    let before = ask.case.shared.working_days.before(start, ask.given.working_days.unwrap_or_default());
    if ask.case.yes(details, Name::ReferralNFA)? == Some(true)
        && let Some(day) = ask.case.day(referred)?
        && before.is_some_and(|before| day < before)
    {
        found.add(&[flag, referred]);
    }
    Ok(())
}

fn died(ask: &Ask<'_, '_, '_>, details: GroupId, found: &mut Found) -> Result<(), Unread> {
    let Some(identifiers) = ask.case.identifiers() else { return Ok(()) };
    let death = Case::own(identifiers, Name::PersonDeathDate);
    if reason_is_given(ask, details) && ask.case.text(death).is_none() {
        found.add(&[Case::own(details, Name::ReasonForClosure), death]);
    }
    Ok(())
}

fn referral_before_birth(ask: &Ask<'_, '_, '_>, details: GroupId, found: &mut Found) -> Result<(), Unread> {
    let Some(identifiers) = ask.case.identifiers() else { return Ok(()) };
    let referred = Case::own(details, REFERRED);
    let Some(day) = ask.case.day(referred)? else { return Ok(()) };
    for name in [Name::PersonBirthDate, Name::ExpectedPersonBirthDate] {
        let birth = Case::own(identifiers, name);
        if let Some(born) = ask.case.day(birth)? {
            let first = born.saturating_sub(Span::new().days(ask.given.days.unwrap_or_default()));
            if day < first {
                found.add(&[referred, birth]);
            }
            return Ok(());
        }
    }
    Ok(())
}

fn enquiry_after_conference(
    ask: &Ask<'_, '_, '_>,
    enquiry: GroupId,
    found: &mut Found,
) -> Result<(), Unread> {
    let (start, conference) = (Case::own(enquiry, ENQUIRY), Case::own(enquiry, CONFERENCE));
    if let Some(held) = ask.case.day(conference)?
        && ask.case.day(start)?.is_none_or(|start| start > held)
    {
        found.add(&[start, conference]);
    }
    Ok(())
}

/// The start of an enquiry that still waits for its conference.
fn waiting(ask: &Ask<'_, '_, '_>, enquiry: GroupId) -> Result<Option<At>, Unread> {
    let held = ask.case.text(Case::own(enquiry, CONFERENCE)).is_some();
    let needed = ask.case.yes(enquiry, Name::ICPCnotRequired)? == Some(false);
    Ok((!held && needed).then(|| Case::own(enquiry, ENQUIRY)))
}

fn enquiry_too_old(ask: &Ask<'_, '_, '_>, enquiry: GroupId, found: &mut Found) -> Result<(), Unread> {
    let Some(start) = waiting(ask, enquiry)? else { return Ok(()) };
    let shared = ask.case.shared;
    let before =
        shared.working_days.before(shared.year.reference, ask.given.working_days.unwrap_or_default());
    if let Some(day) = ask.case.day(start)?
        && before.is_some_and(|before| day < before)
    {
        found.add(&[start, Case::own(enquiry, CONFERENCE)]);
    }
    Ok(())
}

fn open_enquiry_in_year(ask: &Ask<'_, '_, '_>, enquiry: GroupId, found: &mut Found) -> Result<(), Unread> {
    let Some(start) = waiting(ask, enquiry)? else { return Ok(()) };
    if !ask.case.day(start)?.is_some_and(|day| ask.case.shared.year.holds(day)) {
        found.add(&[start, Case::own(enquiry, CONFERENCE)]);
    }
    Ok(())
}

/// Whether a module is open: not closed, and going further.
fn is_open(ask: &Ask<'_, '_, '_>, details: GroupId) -> Result<bool, Unread> {
    let closed = ask.case.text(Case::own(details, CLOSED)).is_some();
    Ok(!closed && ask.case.yes(details, Name::ReferralNFA)? != Some(true))
}

fn open_episodes(ask: &Ask<'_, '_, '_>, _: GroupId, found: &mut Found) -> Result<(), Unread> {
    let mut open = Vec::new();
    for details in ask.case.all(Name::CINdetails) {
        if is_open(ask, details)? {
            open.push(Case::own(details, REFERRED));
        }
    }
    if open.len() > 1 {
        // The finding stands at the last, and names them all.
        open.reverse();
        found.add(&open);
    }
    Ok(())
}

fn open_not_latest(ask: &Ask<'_, '_, '_>, details: GroupId, found: &mut Found) -> Result<(), Unread> {
    if !is_open(ask, details)? {
        return Ok(());
    }
    let own = Case::own(details, REFERRED);
    let Some(day) = ask.case.day(own)? else { return Ok(()) };
    for other in ask.case.all(Name::CINdetails).filter(|other| *other != details) {
        if ask.case.day_of(other, REFERRED)?.is_some_and(|later| later > day) {
            found.add(&[own, Case::own(other, REFERRED)]);
            return Ok(());
        }
    }
    Ok(())
}

fn episodes_overlap(ask: &Ask<'_, '_, '_>, details: GroupId, found: &mut Found) -> Result<(), Unread> {
    let case = ask.case;
    let own = Case::own(details, REFERRED);
    let Some(day) = case.day(own)? else { return Ok(()) };
    for other in case.all(Name::CINdetails).filter(|other| *other != details) {
        let Some(start) = case.day_of(other, REFERRED)? else { continue };
        let within = match case.day_of(other, CLOSED)? {
            // The closing day is free.
            Some(closed) => start <= day && day < closed,
            None => is_open(ask, other)? && start <= day && day <= case.shared.year.reference,
        };
        if within {
            found.add(&[own, Case::own(other, REFERRED), Case::own(other, CLOSED)]);
            return Ok(());
        }
    }
    Ok(())
}

fn closed_without_assessment(
    ask: &Ask<'_, '_, '_>,
    details: GroupId,
    found: &mut Found,
) -> Result<(), Unread> {
    let assessed = ask.case.under(details, Name::Assessments).next().is_some();
    if reason_is_given(ask, details) && !assessed {
        found.add(&[Case::own(details, Name::ReasonForClosure)]);
    }
    Ok(())
}

fn activity_without_action(ask: &Ask<'_, '_, '_>, details: GroupId, found: &mut Found) -> Result<(), Unread> {
    let flag = Case::own(details, Name::ReferralNFA);
    let own = Case::own(details, CONFERENCE);
    if ask.case.text(own).is_some() {
        found.add(&[flag, own]);
    }
    for (group, names) in &ACTIVITY[..2] {
        for one in ask.case.under(details, *group) {
            let there =
                names.iter().map(|name| Case::own(one, *name)).find(|at| ask.case.text(*at).is_some());
            if let Some(at) = there {
                found.add(&[flag, at]);
            }
        }
    }
    Ok(())
}

fn open_enquiries(ask: &Ask<'_, '_, '_>, details: GroupId, found: &mut Found) -> Result<(), Unread> {
    let mut open = Vec::new();
    for enquiry in ask.case.under(details, Name::Section47) {
        let held = ask.case.text(Case::own(enquiry, CONFERENCE)).is_some();
        if !held && ask.case.yes(enquiry, Name::ICPCnotRequired)? != Some(true) {
            open.push(Case::own(enquiry, ENQUIRY));
        }
    }
    if open.len() > 1 {
        open.reverse();
        found.add(&open);
    }
    Ok(())
}

fn source(ask: &Ask<'_, '_, '_>, details: GroupId, found: &mut Found) -> Result<(), Unread> {
    let (referred, source) = (Case::own(details, REFERRED), Case::own(details, Name::ReferralSource));
    let since = ask.given.day;
    if ask.case.day(referred)?.is_some_and(|day| since.is_some_and(|since| since <= day))
        && !ask.case.text(source).is_some_and(|code| ask.case.in_set("source", code))
    {
        found.add(&[source, referred]);
    }
    Ok(())
}

fn closed_with_open_assessment(
    ask: &Ask<'_, '_, '_>,
    details: GroupId,
    found: &mut Found,
) -> Result<(), Unread> {
    let closed = Case::own(details, CLOSED);
    for one in ask.case.under(details, Name::Assessments) {
        let end = Case::own(one, Name::AssessmentAuthorisationDate);
        if ask.case.text(end).is_none() {
            found.add(&[end, closed, Case::own(one, Name::AssessmentActualStartDate)]);
        }
    }
    Ok(())
}

fn closed_with_open_enquiry(
    ask: &Ask<'_, '_, '_>,
    details: GroupId,
    found: &mut Found,
) -> Result<(), Unread> {
    let closed = Case::own(details, CLOSED);
    for one in ask.case.under(details, Name::Section47) {
        let held = Case::own(one, CONFERENCE);
        let not_needed = ask.case.yes(one, Name::ICPCnotRequired)? == Some(true);
        if ask.case.text(held).is_none() && !not_needed {
            found.add(&[held, closed, Case::own(one, Name::ICPCnotRequired)]);
        }
    }
    Ok(())
}

fn enquiries_overlap(ask: &Ask<'_, '_, '_>, details: GroupId, found: &mut Found) -> Result<(), Unread> {
    let case = ask.case;
    let all: Vec<GroupId> = case.under(details, Name::Section47).collect();
    for one in &all {
        let own = Case::own(*one, ENQUIRY);
        let Some(day) = case.day(own)? else { continue };
        for other in all.iter().filter(|other| *other != one) {
            let Some(start) = case.day_of(*other, ENQUIRY)? else { continue };
            let end = match case.day_of(*other, CONFERENCE)? {
                Some(held) => held,
                None if case.yes(*other, Name::ICPCnotRequired)? == Some(false) => case.shared.year.reference,
                // Neither held nor needed: it has a start alone.
                None => continue,
            };
            if start <= day && day <= end {
                found.add(&[own, Case::own(*other, ENQUIRY), Case::own(*other, CONFERENCE)]);
                break;
            }
        }
    }
    Ok(())
}
