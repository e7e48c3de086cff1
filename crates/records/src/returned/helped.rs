//! Help and the front door in the census: a time as a child in need is a referral with its assessments and plans. A contact is
//! one too, unless the child was open already or it led to one of these.

use census::{Assessment, Details, Plan};

use super::{Began, Module, Period};
use crate::contact::{Approach, Outcome};
use crate::help::{Help, Referral};

/// Each time in which the child was a child in need.
pub(super) fn times(help: &Help, period: &Period) -> Vec<Module> {
    crate::help::census(help).into_iter().filter_map(|referral| time(referral, period)).collect()
}

fn time(referral: Referral, period: &Period) -> Option<Module> {
    let from = period.seen(referral.referred_on)?;
    let closed = referral.closed.filter(|closed| period.seen(closed.on).is_some());
    let until = closed.as_ref().map(|closed| closed.on);
    let assessments = referral.assessments.into_iter().filter_map(|assessment| {
        let started = period.seen(assessment.started_on)?;
        let authorised = assessment.authorised_on.and_then(|day| period.seen(day));
        let factors = authorised.map(|_| assessment.factors).unwrap_or_default();
        let one = Assessment { started: Some(started), reviewed: None, authorised, factors };
        period.reaches(authorised).then_some(one)
    });
    let plans = referral.plans.into_iter().filter_map(|plan| {
        let started = period.seen(plan.from)?;
        let ended = plan.until.and_then(|day| period.seen(day));
        period.reaches(ended).then_some(Plan { started: Some(started), ended })
    });
    let details = Details {
        referred: Some(from),
        source: referral.source,
        need: referral.need,
        closed: until,
        closure: closed.and_then(|closed| closed.reason),
        assessments: assessments.collect(),
        plans: plans.collect(),
        no_further_action: Some(false),
        ..Details::default()
    };
    Some(Module { from, until, of: referral.contact.into_iter().collect(), began: Began::Help, details })
}

/// Contacts. Who got in touch is the source of what came of it, where nobody recorded another.
pub(super) fn approached(modules: &mut Vec<Module>, approaches: &[Approach], period: &Period) {
    let mut approaches: Vec<&Approach> = approaches.iter().collect();
    approaches.sort_by_key(|approach| (approach.received, approach.contact));
    for approach in approaches {
        let Some(from) = period.seen(approach.received) else { continue };
        let its_own = |module: &&mut Module| {
            module.of.iter().any(|of| *of == approach.contact || Some(*of) == approach.request)
        };
        if let Some(module) = modules.iter_mut().find(its_own) {
            module.details.source = module.details.source.take().or_else(|| approach.source.clone());
            continue;
        }
        // Whoever gets in touch about a child who is open already refers nobody.
        if modules.iter().any(|module| module.covers(from)) {
            continue;
        }
        let details = Details {
            referred: Some(from),
            source: approach.source.clone(),
            no_further_action: approach.outcome.map(nothing_follows),
            ..Details::default()
        };
        modules.push(Module { from, until: None, of: vec![approach.contact], began: Began::Open, details });
    }
}

/// Whether nothing follows that children's social care does: help with the family's agreement is not under section 17.
fn nothing_follows(outcome: Outcome) -> bool {
    match outcome {
        Outcome::Advice | Outcome::NoFurtherAction | Outcome::FamilyHelp => true,
        Outcome::SupportRoute | Outcome::Section17 | Outcome::StrategyDiscussion => false,
    }
}

/// A time as a child in need that begins while a contact or enquiries stand open is no referral of its own: the child was
/// referred once, and the end that somebody recorded is the end of the whole.
pub(super) fn joined(mut modules: Vec<Module>) -> Vec<Module> {
    modules.sort_by_key(|module| module.from);
    let mut joined: Vec<Module> = Vec::with_capacity(modules.len());
    for module in modules {
        let open = joined.iter_mut().find(|open| open.began == Began::Open && open.covers(module.from));
        match open {
            Some(open) if module.began == Began::Help => join(open, module),
            _ => joined.push(module),
        }
    }
    joined
}

fn join(open: &mut Module, later: Module) {
    let (own, details) = (&mut open.details, later.details);
    own.source = own.source.take().or(details.source);
    own.need = own.need.take().or(details.need);
    own.closed = details.closed;
    own.closure = details.closure;
    own.conference = own.conference.or(details.conference);
    own.assessments.extend(details.assessments);
    own.plans.extend(details.plans);
    own.enquiries.extend(details.enquiries);
    own.protection_plans.extend(details.protection_plans);
    own.pre_proceedings = own.pre_proceedings.take().or(details.pre_proceedings);
    open.of.extend(later.of);
    open.until = later.until;
    open.began = later.began;
}
