//! Protection in the census: enquiries, initial conferences, plans and their reviews.

use std::collections::BTreeSet;

use census::{Details, Enquiry, Plan, PreProceedings, ProtectionPlan};
use guidance::Rules;
use jiff::civil::Date;

use super::{Began, Module, Period};
use crate::protection::{Conference, ConferenceKind, Protection};

/// The clock of the initial conference, from the day on which enquiries began.
const CONFERENCE: &str = "K04";
/// The categories of harm as the form has them, and as the census writes them; of several there is one for that.
const CATEGORIES: [(&str, &str); 4] =
    [("neglect", "NEG"), ("emotional", "EMO"), ("physical", "PHY"), ("sexual", "SAB")];
const SEVERAL: &str = "MUL";

/// Adds what stands of a child's protection to the episodes that were open, or to ones of its own.
pub(super) fn add(modules: &mut Vec<Module>, protection: &Protection, period: &Period, rules: &Rules) {
    enquiries(modules, protection, period, rules);
    transfers(modules, protection, period);
    plans(modules, protection, period);
    if period.before_proceedings {
        before_proceedings(modules, protection, period);
    }
}

/// The episode that was open on a day; where none was, one begins. Who referred the child is not known here.
fn open_on(modules: &mut Vec<Module>, day: Date) -> &mut Details {
    let at = modules.iter().position(|module| module.covers(day)).unwrap_or_else(|| {
        let details = Details { referred: Some(day), no_further_action: Some(false), ..Details::default() };
        modules.push(Module { from: day, until: None, of: Vec::new(), began: Began::Open, details });
        modules.len() - 1
    });
    &mut modules[at].details
}

fn enquiries(modules: &mut Vec<Module>, protection: &Protection, period: &Period, rules: &Rules) {
    for enquiry in &protection.enquiries {
        let Some(began) = period.seen(enquiry.begun.happened.date()) else { continue };
        let held = protection.conference_of(enquiry).filter(|held| held.fact.kind == ConferenceKind::Initial);
        let held = held.and_then(|held| period.seen(held.happened.date()));
        let concluded = enquiry.concluded().filter(|(_, agreed)| agreed.happened.date() <= period.reference);
        let not_required = concluded.is_some() && !enquiry.needs_conference();
        let over = held.is_some_and(|held| held < period.start) || (not_required && began < period.start);
        if over {
            continue;
        }
        let target = rules
            .guidance()
            .clock(CONFERENCE)
            .and_then(|clock| rules.guidance().calendar().working_days_after(began, clock.limit.count).ok());
        open_on(modules, began).enquiries.push(Enquiry {
            started: Some(began),
            target: target.filter(|_| !not_required),
            conference: held,
            conference_not_required: Some(not_required),
        });
    }
}

/// The conference of a child who moved here with a plan stands on the episode itself: no enquiry led to it.
fn transfers(modules: &mut Vec<Module>, protection: &Protection, period: &Period) {
    let moved = protection.conferences.iter().filter_map(|conference: &Conference| conference.held.as_ref());
    for held in moved.filter(|held| held.fact.kind == ConferenceKind::TransferIn) {
        let day = period.seen(held.happened.date()).filter(|day| *day >= period.start);
        if let Some(day) = day {
            open_on(modules, day).conference = Some(day);
        }
    }
}

fn plans(modules: &mut Vec<Module>, protection: &Protection, period: &Period) {
    for (before, plan) in protection.plans.iter().enumerate() {
        let Some(started) = period.seen(plan.made.happened.date()) else { continue };
        let ended = plan.ended.as_ref().and_then(|ended| period.seen(ended.happened.date()));
        if ended.is_some_and(|ended| ended < period.start) {
            continue;
        }
        let reviews = plan.reviews.iter().filter_map(|review| period.seen(review.happened.date()));
        let named = plan.reviews.iter().filter(|review| review.happened.date() <= period.reference);
        let latest = named.map(|review| &review.fact.categories).rfind(|categories| !categories.is_empty());
        let first = category(&plan.made.fact.categories);
        open_on(modules, started).protection_plans.push(ProtectionPlan {
            started: Some(started),
            ended,
            latest_category: latest.and_then(category).or_else(|| first.clone()),
            first_category: first,
            previous: u32::try_from(before).ok(),
            reviews: reviews.collect(),
        });
    }
}

/// What came before care proceedings. What the codes of its outcome mean was not seen, so none is written.
fn before_proceedings(modules: &mut Vec<Module>, protection: &Protection, period: &Period) {
    for proceedings in &protection.proceedings {
        let started = proceedings.considered.happened.date();
        let Some(started) = period.seen(started).filter(|started| *started >= period.start) else { continue };
        let meetings: Vec<Date> =
            proceedings.meetings.iter().filter_map(|meeting| period.seen(meeting.happened.date())).collect();
        let decided = proceedings.decided.as_ref().and_then(|decided| period.seen(decided.happened.date()));
        let offers = protection.family_meetings.iter().filter(|meeting| {
            period.seen(meeting.offered.happened.date()).is_some_and(|offered| offered >= period.start)
        });
        let offered: Vec<bool> = offers.clone().map(|meeting| meeting.offered.fact.offered).collect();
        let any_offered = offered.contains(&true);
        open_on(modules, started).pre_proceedings = Some(PreProceedings {
            started: Some(started),
            letter_sent: proceedings.considered.fact.letter_on.and_then(|sent| period.seen(sent)),
            meeting_offered: (!offered.is_empty()).then_some(any_offered),
            meeting_held: any_offered.then(|| offers.clone().any(|meeting| meeting.held.is_some())),
            first_meeting: meetings.first().copied(),
            reviews: meetings.len().checked_sub(1).and_then(|reviews| u32::try_from(reviews).ok()),
            decided,
            outcome: None,
            court: decided.filter(|_| proceedings.is_in_court()),
            conference_letter: None,
        });
    }
}

fn category(categories: &BTreeSet<String>) -> Option<String> {
    let known = |one: &String| CATEGORIES.iter().find(|(form, _)| form == one).map(|(_, census)| *census);
    let mut known = categories.iter().filter_map(known);
    let first = known.next()?;
    Some(if known.next().is_some() { SEVERAL.to_owned() } else { first.to_owned() })
}

/// A child has one plan at a time: while there is a protection plan, the other one rests.
pub(super) fn apart(details: &mut Details) {
    let protecting: Vec<(Date, Option<Date>)> =
        details.protection_plans.iter().filter_map(|plan| Some((plan.started?, plan.ended))).collect();
    let mut left: Vec<Plan> = std::mem::take(&mut details.plans);
    for (from, until) in protecting {
        left = left
            .into_iter()
            .flat_map(|plan| {
                let (Some(start), end) = (plan.started, plan.ended) else { return vec![plan] };
                let before = (start < from).then(|| Plan {
                    started: Some(start),
                    ended: Some(end.map_or(from, |end| end.min(from))),
                });
                let after = until.filter(|until| end.is_none_or(|end| *until < end));
                let after = after.map(|until| Plan { started: Some(until.max(start)), ended: end });
                before.into_iter().chain(after).collect()
            })
            .collect();
    }
    details.plans = left;
}
