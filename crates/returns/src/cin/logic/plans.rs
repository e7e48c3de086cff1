//! What is asked of child in need plans, child protection plans and their reviews.

use jiff::civil::Date;

use crate::cin::case::{At, Case, Found, Unread};
use crate::cin::check::{Ask, Logic};
use crate::cin::name::Name;
use crate::cin::tree::GroupId;

pub(super) const RULES: &[(&str, Logic)] = &[
    ("2885", plan_on_conference_day),
    ("4001", both_plans_open),
    ("4003", review_in_plan),
    ("4004", open_plans),
    ("4014", plans_overlap),
    ("4016", plan_in_protection),
    ("4017", protection_in_plan),
    ("8730", previous_plans),
    ("8841", review_before_start),
    ("8842Q", review_without_date),
    ("8935", open_protection),
    ("8940", protection_overlaps),
];

const PLAN: (Name, Name, Name) = (Name::CINPlanDates, Name::CINPlanStartDate, Name::CINPlanEndDate);
const PROTECTION: (Name, Name, Name) = (Name::ChildProtectionPlans, Name::CPPstartDate, Name::CPPendDate);

fn plan_on_conference_day(ask: &Ask<'_, '_, '_>, plan: GroupId, found: &mut Found) -> Result<(), Unread> {
    let case = ask.case;
    let start = Case::own(plan, Name::CPPstartDate);
    let Some(day) = case.day(start)?.filter(|day| case.shared.year.holds(*day)) else { return Ok(()) };
    let Some(details) = case.above(plan) else { return Ok(()) };
    let mut conferences = Vec::new();
    for enquiry in case.under(details, Name::Section47) {
        let held = Case::own(enquiry, Name::DateOfInitialCPC);
        // An enquiry that needed no conference says nothing of where one was held.
        if case.text(held).is_some() || case.yes(enquiry, Name::ICPCnotRequired)? != Some(true) {
            conferences.push(held);
        }
    }
    if conferences.is_empty() {
        conferences.push(Case::own(details, Name::DateOfInitialCPC));
    }
    for held in &conferences {
        if case.day(*held)? == Some(day) {
            return Ok(());
        }
    }
    conferences.insert(0, start);
    found.add(&conferences);
    Ok(())
}

/// The starts of plans without an end.
fn open(ask: &Ask<'_, '_, '_>, of: (Name, Name, Name), within: Option<GroupId>) -> Vec<At> {
    let case = ask.case;
    let plans = case.all(of.0).filter(|plan| within.is_none_or(|within| case.above(*plan) == Some(within)));
    plans
        .filter(|plan| case.text(Case::own(*plan, of.2)).is_none())
        .map(|plan| Case::own(plan, of.1))
        .collect()
}

fn both_plans_open(ask: &Ask<'_, '_, '_>, details: GroupId, found: &mut Found) -> Result<(), Unread> {
    let (plans, protection) = (open(ask, PLAN, Some(details)), open(ask, PROTECTION, Some(details)));
    if let ([plan, ..], [protected, ..]) = (plans.as_slice(), protection.as_slice()) {
        found.add(&[*plan, *protected]);
    }
    Ok(())
}

fn several_open(ask: &Ask<'_, '_, '_>, of: (Name, Name, Name), found: &mut Found) {
    let mut open = open(ask, of, None);
    if open.len() > 1 {
        open.reverse();
        found.add(&open);
    }
}

fn open_plans(ask: &Ask<'_, '_, '_>, _: GroupId, found: &mut Found) -> Result<(), Unread> {
    several_open(ask, PLAN, found);
    Ok(())
}

fn open_protection(ask: &Ask<'_, '_, '_>, _: GroupId, found: &mut Found) -> Result<(), Unread> {
    several_open(ask, PROTECTION, found);
    Ok(())
}

/// The first plan of a kind, other than `not`, within which a day lies; whether its last day counts, too.
fn lies_within(
    ask: &Ask<'_, '_, '_>,
    day: Date,
    of: (Name, Name, Name),
    not: Option<GroupId>,
    end_counts: bool,
) -> Result<Option<GroupId>, Unread> {
    let case = ask.case;
    for plan in case.all(of.0).filter(|plan| Some(*plan) != not) {
        let Some(start) = case.day_of(plan, of.1)? else { continue };
        let before_end = match case.day_of(plan, of.2)? {
            Some(end) => day < end || (end_counts && day == end),
            None => day <= case.shared.year.reference,
        };
        if start <= day && before_end {
            return Ok(Some(plan));
        }
    }
    Ok(None)
}

fn starts_within(
    ask: &Ask<'_, '_, '_>,
    own: At,
    of: (Name, Name, Name),
    not: Option<GroupId>,
    end_counts: bool,
    found: &mut Found,
) -> Result<(), Unread> {
    if let Some(day) = ask.case.day(own)?
        && let Some(other) = lies_within(ask, day, of, not, end_counts)?
    {
        found.add(&[own, Case::own(other, of.1), Case::own(other, of.2)]);
    }
    Ok(())
}

fn plans_overlap(ask: &Ask<'_, '_, '_>, plan: GroupId, found: &mut Found) -> Result<(), Unread> {
    starts_within(ask, Case::own(plan, PLAN.1), PLAN, Some(plan), true, found)
}

fn protection_overlaps(ask: &Ask<'_, '_, '_>, plan: GroupId, found: &mut Found) -> Result<(), Unread> {
    starts_within(ask, Case::own(plan, PROTECTION.1), PROTECTION, Some(plan), true, found)
}

fn plan_in_protection(ask: &Ask<'_, '_, '_>, plan: GroupId, found: &mut Found) -> Result<(), Unread> {
    starts_within(ask, Case::own(plan, PLAN.1), PROTECTION, None, false, found)
}

fn protection_in_plan(ask: &Ask<'_, '_, '_>, plan: GroupId, found: &mut Found) -> Result<(), Unread> {
    starts_within(ask, Case::own(plan, PROTECTION.1), PLAN, None, false, found)
}

/// The reviews of a child protection plan.
fn reviews(ask: &Ask<'_, '_, '_>, plan: GroupId) -> Vec<At> {
    let case = ask.case;
    case.under(plan, Name::Reviews)
        .flat_map(|group| case.each(group, Name::CPPreviewDate).map(|(at, _)| at))
        .collect()
}

fn review_in_plan(ask: &Ask<'_, '_, '_>, protection: GroupId, found: &mut Found) -> Result<(), Unread> {
    let end = ask.case.day_of(protection, PROTECTION.2)?;
    let mut unread = Ok(());
    for review in reviews(ask, protection) {
        match ask.case.day(review) {
            Ok(Some(day)) if Some(day) != end => {
                if let Some(plan) = lies_within(ask, day, PLAN, None, true)? {
                    found.add(&[review, Case::own(plan, PLAN.1), Case::own(plan, PLAN.2)]);
                }
            }
            Ok(_) => {}
            Err(one) => unread = Err(one),
        }
    }
    unread
}

fn previous_plans(ask: &Ask<'_, '_, '_>, plan: GroupId, found: &mut Found) -> Result<(), Unread> {
    let at = Case::own(plan, Name::NumberOfPreviousCPP);
    match ask.case.text(at) {
        None => found.add(&[at]),
        Some(text) => match text.trim().parse::<i64>() {
            Ok(number) if number < 0 => found.add(&[at]),
            Ok(_) => {}
            Err(_) => return Err(Case::unread(at, "a whole number")),
        },
    }
    Ok(())
}

fn review_before_start(ask: &Ask<'_, '_, '_>, plan: GroupId, found: &mut Found) -> Result<(), Unread> {
    let start = Case::own(plan, PROTECTION.1);
    let Some(begun) = ask.case.day(start)? else { return Ok(()) };
    let mut unread = Ok(());
    for review in reviews(ask, plan) {
        match ask.case.day(review) {
            Ok(Some(day)) if day <= begun => found.add(&[review, start]),
            Ok(_) => {}
            Err(one) => unread = Err(one),
        }
    }
    unread
}

fn review_without_date(ask: &Ask<'_, '_, '_>, group: GroupId, found: &mut Found) -> Result<(), Unread> {
    let mut dates = ask.case.each(group, Name::CPPreviewDate).peekable();
    if dates.peek().is_none() {
        found.add(&[Case::own(group, Name::CPPreviewDate)]);
    }
    for (at, _) in dates {
        // What stands there and is no day is a missing day, which is what this rule asks for.
        if !matches!(ask.case.day(at), Ok(Some(_))) {
            found.add(&[at]);
        }
    }
    Ok(())
}
