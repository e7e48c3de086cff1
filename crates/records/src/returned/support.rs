//! The support route in the census: a request is the referral, from its true receipt; a support assessment is the assessment,
//! and the support plan the child in need plan.

use census::{Assessment, Child as Counted, Details, Plan};
use jiff::civil::Date;
use kernel::london_date;
use uuid::Uuid;

use super::{Began, Module, Period, Sources, code, codes, typed};
use crate::child::Child;
use crate::history::{Coded, History};
use crate::measured::disability_codes;
use crate::request::{Request, Route};

/// Who the child is: what the record says, then what was recorded for the return.
pub(super) fn identify(counted: &mut Counted, from: &Sources<'_>, coded: Option<&Coded>, period: &Period) {
    let own = &mut counted.identifiers;
    let registered = from.child.and_then(|(_, child)| child.registered.as_ref());
    let described = || from.requests.iter().find_map(|(_, request)| request.described_birth_date());
    let helped = || from.help.and_then(|help| help.born);
    let approached = || from.approaches.iter().find_map(|approach| approach.born);
    let said = registered.and_then(|registered| registered.birth_date).or_else(described);
    let said = said.or_else(helped).or_else(approached);
    // A day after the year is that on which birth is expected.
    match said.filter(|day| *day > period.reference) {
        Some(expected) => own.expected = Some(expected),
        None => own.born = said.or(own.born),
    }
    if let Some(coded) = coded {
        let recorded = |stands: &mut Option<String>, said: Option<String>| {
            if said.is_some() {
                *stands = said;
            }
        };
        recorded(&mut own.la_child_id, typed(coded, "return-identifier"));
        recorded(&mut own.upn, typed(coded, "return-upn"));
        recorded(&mut own.upn_unknown, code(coded, "return-upn-reason"));
        recorded(&mut own.sex, code(coded, "return-sex"));
        recorded(&mut counted.characteristics.ethnicity, code(coded, "return-ethnicity"));
    }
    // What an assessor recorded in the assessment, in the codes of the census, stands before what was recorded for the return.
    let assessed = from.child.map(|(_, child)| disability_codes(child)).unwrap_or_default();
    let said: Vec<String> = assessed.iter().map(|code| code.to_uppercase()).collect();
    let said = if said.is_empty() {
        coded.map(|coded| codes(coded, "return-disabilities")).unwrap_or_default()
    } else {
        said
    };
    if !said.is_empty() {
        counted.characteristics.disabilities = said;
    }
}

/// Each time that support was open, and each request that led to none.
pub(super) fn episodes(from: &Sources<'_>, period: &Period) -> Vec<Module> {
    let mut modules = Vec::new();
    let mut taken: Vec<Uuid> = Vec::new();
    if let Some((_, child)) = from.child {
        taken.extend(child.requests());
        of_child(child, from.history, period, &mut modules);
    }
    for (id, request) in from.requests.iter().filter(|(id, _)| !taken.contains(id)) {
        modules.extend(of_request(*id, request, from.history, period));
    }
    modules
}

/// A request that no child's record holds.
fn of_request(id: Uuid, request: &Request, history: Option<&History>, period: &Period) -> Option<Module> {
    let from = period.seen(london_date(request.received_at()?))?;
    let coded = history.and_then(|history| history.coded_of(id));
    let route = request.route.as_ref().map(|route| route.fact.route);
    let nothing_follows = match route {
        Some(Route::Information | Route::NotTakenUp) => Some(true),
        Some(Route::Support) => Some(false),
        None => request.withdrawn.as_ref().map(|_| true),
    };
    let mut details =
        Details { referred: Some(from), no_further_action: nothing_follows, ..Details::default() };
    said(&mut details, coded);
    Some(Module { from, until: None, of: vec![id], began: Began::Request, details })
}

/// What was recorded of an episode.
fn said(details: &mut Details, coded: Option<&Coded>) {
    let Some(coded) = coded else { return };
    details.source = code(coded, "return-source");
    details.need = code(coded, "return-harm-need").or_else(|| code(coded, "return-need"));
    if details.closed.is_some() {
        details.closure = code(coded, "return-closure");
    }
}

fn of_child(child: &Child, history: Option<&History>, period: &Period, modules: &mut Vec<Module>) {
    let ended: Vec<Date> = child.journey.ended.iter().map(|ended| london_date(ended.at)).collect();
    for assessment in child.earlier.iter().chain(std::iter::once(&child.assessment)) {
        let Some(opened) = &assessment.opened else { continue };
        let Some(from) = period.seen(london_date(opened.fact.received_at)) else { continue };
        let coded = history.and_then(|history| history.coded_of(opened.fact.request));
        let open = modules.iter().position(|module: &Module| module.until.is_none_or(|until| from < until));
        let at = open.unwrap_or_else(|| {
            // Support that was asked for again after it ended is an episode of its own.
            let until = ended.iter().copied().filter(|ended| *ended >= from).min();
            let until = until.and_then(|until| period.seen(until));
            let mut details = Details {
                referred: Some(from),
                closed: until,
                no_further_action: Some(false),
                ..Details::default()
            };
            said(&mut details, coded);
            let of = child.requests().collect();
            modules.push(Module { from, until, of, began: Began::Request, details });
            modules.len() - 1
        });
        let begun = assessment.allocated.first().and_then(|first| period.seen(london_date(first.at)));
        let authorised =
            assessment.signed_off.as_ref().and_then(|signed| period.seen(london_date(signed.at)));
        let over = authorised.is_some_and(|authorised| authorised < period.start);
        if let (Some(started), false) = (begun, over) {
            let found = |coded: &Coded| {
                let mut factors = codes(coded, "return-factors");
                factors.extend(codes(coded, "return-harm-factors"));
                factors
            };
            let factors = coded.filter(|_| authorised.is_some()).map(found).unwrap_or_default();
            let one = Assessment { started: Some(started), reviewed: None, authorised, factors };
            modules[at].details.assessments.push(one);
        }
    }
    plans(child, period, modules);
}

/// The support plan: from the day on which the family first had it to the end of support.
fn plans(child: &Child, period: &Period, modules: &mut [Module]) {
    let Some(shared) = child.plan_shared.as_ref().and_then(|shared| period.seen(london_date(shared.at)))
    else {
        return;
    };
    if let Some(module) = modules.iter_mut().find(|module| module.covers(shared)) {
        module.details.plans.push(Plan { started: Some(shared), ended: module.until });
    }
}
