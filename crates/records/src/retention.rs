//! What the schedule of retention must know of a record: days, and what is so of it. A pure function of one stream's state.

use census::Column;
use guidance::{RetainFrom, RetainWhen, Retained, RetentionFacts};
use jiff::civil::Date;
use kernel::london_date;

use crate::challenge::Challenge;
use crate::child::{Basis, Child};
use crate::concern::Concern;
use crate::feedback::Feedback;
use crate::history::History;
use crate::request::{Request, Route};
use crate::statutory::Return;

/// Of a child's record. Whether there was an enquiry stands elsewhere, and is added by whoever may know it.
pub fn of_child(child: &Child) -> RetentionFacts {
    let mut facts = RetentionFacts::of(Retained::Child);
    if let Some(born) = child.registered.as_ref().and_then(|registered| registered.birth_date) {
        facts.days.insert(RetainFrom::Birth, born);
    }
    if let Some(begun) = child.begun_at {
        facts.days.insert(RetainFrom::Received, london_date(begun));
    }
    if let Some(ended) = child.ended() {
        facts.days.insert(RetainFrom::Ended, london_date(ended.at));
    }
    let looked_after = |basis: Basis| !matches!(basis, Basis::Section17 | Basis::Other);
    let bases = child.breaks.arrangements.iter().flat_map(|arrangement| {
        let later = arrangement.regimes.iter().map(|changed| changed.fact.to);
        std::iter::once(arrangement.arranged.fact.basis).chain(later)
    });
    if bases.into_iter().any(looked_after) {
        facts.when.insert(RetainWhen::LookedAfter);
    }
    facts
}

/// Of a request. One that led to a child's record has no rule of its own: it goes with that.
pub fn of_request(request: &Request) -> RetentionFacts {
    let mut facts = RetentionFacts::of(Retained::Request);
    if let Some(received) = request.received_at() {
        facts.days.insert(RetainFrom::Received, london_date(received));
    }
    let elsewhere =
        request.route.as_ref().filter(|route| route.fact.route != Route::Support).map(|route| route.at);
    let ended = request.withdrawn.as_ref().map(|withdrawn| withdrawn.at).or(elsewhere);
    if let Some(ended) = ended {
        facts.days.insert(RetainFrom::Ended, london_date(ended));
    }
    facts
}

/// Of a challenge.
pub fn of_challenge(challenge: &Challenge) -> RetentionFacts {
    let mut facts = RetentionFacts::of(Retained::Challenge);
    if let Some(made) = &challenge.made {
        facts.days.insert(RetainFrom::Received, london_date(made.at));
    }
    let withdrawn = challenge.withdrawn.as_ref().map(|withdrawn| withdrawn.at);
    if let Some(ended) = challenge.closed.as_ref().map(|closed| closed.at).or(withdrawn) {
        facts.days.insert(RetainFrom::Ended, london_date(ended));
    }
    facts
}

/// Of a raised concern.
pub fn of_concern(concern: &Concern) -> RetentionFacts {
    let mut facts = RetentionFacts::of(Retained::Concern);
    if let Some(raised) = &concern.raised {
        facts.days.insert(RetainFrom::Received, london_date(raised.at));
    }
    facts
}

/// Of what returns said of a child: as long as a child's record.
pub fn of_history(history: &History) -> RetentionFacts {
    let mut facts = RetentionFacts::of(Retained::Child);
    if let Some(latest) = history.latest() {
        if let Some(born) = latest.child.identifiers.born {
            facts.days.insert(RetainFrom::Birth, born);
        }
        facts.days.insert(RetainFrom::Received, london_date(latest.at));
        facts.days.insert(RetainFrom::Ended, latest.reference);
    }
    if let Some(latest) = history.care_before(i16::MAX) {
        // Whoever stands in this return was looked after.
        facts.when.insert(RetainWhen::LookedAfter);
        if let Some(born) = latest.child.header().and_then(|header| header.day(Column::DOB)) {
            facts.days.entry(RetainFrom::Birth).or_insert(born);
        }
        let latest_of = |days: &mut Date, day: Date| *days = (*days).max(day);
        let (received, ended) = (london_date(latest.at), latest.reference);
        facts.days.entry(RetainFrom::Received).and_modify(|day| latest_of(day, received)).or_insert(received);
        facts.days.entry(RetainFrom::Ended).and_modify(|day| latest_of(day, ended)).or_insert(ended);
    }
    let enquired = history.referrals().iter().any(|details| !details.enquiries.is_empty());
    if enquired {
        facts.when.insert(RetainWhen::Enquired);
    }
    facts
}

/// Of a reply.
pub fn of_feedback(feedback: &Feedback) -> RetentionFacts {
    let mut facts = RetentionFacts::of(Retained::Feedback);
    if let Some(given) = &feedback.given {
        facts.days.insert(RetainFrom::Received, london_date(given.at));
    }
    facts
}

/// Of a statutory return as a whole: from when it was last checked.
pub fn of_return(checked: &Return) -> RetentionFacts {
    let mut facts = RetentionFacts::of(Retained::Return);
    if let Some(latest) = checked.latest() {
        facts.days.insert(RetainFrom::Received, london_date(latest.at));
    }
    facts
}
