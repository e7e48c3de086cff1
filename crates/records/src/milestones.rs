//! What the duty engine is told: which milestones a stream has passed. Names are those of `guidance/`.

mod contact;
mod journey;
mod looked_after;
mod place;
mod protection;

pub(crate) use contact::{REFERRED, of_contact};
mod help;
pub(crate) use help::of_help;
pub(crate) use looked_after::of_looked_after;
pub(crate) use place::of_place;
pub(crate) use protection::of_protection;

use guidance::{Facts, Milestone, Rules};
use jiff::Timestamp;
use kernel::Moment;
use uuid::Uuid;

use crate::child::Child;
use crate::concern::{Concern, Part};
use crate::request::{Noted, Request, Route, YesNoUnsure};

/// The milestones that records report, by name. What an assessment beside the child's own reports is in the guidance, and so
/// are birthdays.
pub fn reported_milestones() -> impl Iterator<Item = &'static str> {
    include_str!("milestones/reported.txt").lines()
}

fn passed(name: &str, at: Moment) -> Milestone {
    Milestone::new(name, at)
}

pub(crate) fn passed_for(name: &str, key: Uuid, at: Moment) -> Milestone {
    Milestone::keyed(name, key.to_string(), at)
}

/// A milestone from an optional fact, at the moment it was recorded.
fn from_fact<T>(name: &str, fact: Option<&Noted<T>>) -> Option<Milestone> {
    fact.map(|noted| passed(name, Moment::At(noted.at)))
}

/// The milestones of a request, until its clocks go on in the child's record.
pub(crate) fn of_request(request: &Request) -> (Vec<Milestone>, Facts) {
    let mut milestones = Vec::new();
    if let Some(received) = &request.received {
        let receipt = Moment::At(received.fact.received_at);
        milestones.push(passed("support.requested", receipt));
        // A page answers with a receipt by itself; for other channels a letter does.
        let receipt_letter = request.letters.iter().find(|letter| letter.fact.kind == "receipt");
        if received.fact.entered_by.is_none() {
            milestones.push(passed("request.acknowledged", receipt));
        } else {
            milestones.extend(from_fact("request.acknowledged", receipt_letter));
        }
        if care_may_fail(request) {
            milestones.push(passed("interim.asked", receipt));
        }
    }
    milestones.extend(from_fact("request.read", request.read.as_ref()));
    milestones.extend(from_fact("asker.confirmed", request.asker.as_ref()));
    milestones.extend(from_fact("interim.decided", request.interim.as_ref()));
    milestones.extend(from_fact("route.decided", request.route.as_ref()));
    let route_letter = request.letters.iter().find(|letter| letter.fact.kind == "route");
    milestones.extend(from_fact("route.letter_sent", route_letter));
    milestones.extend(from_fact("request.withdrawn", request.withdrawn.as_ref()));
    if request.route.as_ref().is_some_and(|route| route.fact.route != Route::Support) {
        milestones.extend(from_fact("request.closed", request.route.as_ref()));
    }
    (milestones, facts_of_request(request))
}

/// What a request settled, by milestone, for the record that takes its clocks over.
pub fn settled_by(request: &Request) -> std::collections::BTreeMap<String, Moment> {
    let (milestones, _) = of_request(request);
    let carried = milestones.into_iter().filter(|milestone| milestone.name != "support.requested");
    carried.map(|milestone| (milestone.name, milestone.at)).collect()
}

fn care_may_fail(request: &Request) -> bool {
    let asked = request.received.as_ref().is_some_and(|received| received.fact.care_may_fail);
    asked || request.read.as_ref().is_some_and(|read| read.fact.care_may_fail)
}

fn facts_of_request(request: &Request) -> Facts {
    Facts {
        care_may_fail: request.received.is_some().then(|| care_may_fail(request)),
        disabled: request.latest_triage().and_then(|triage| match triage.fact.disabled {
            YesNoUnsure::Yes => Some(true),
            YesNoUnsure::No => Some(false),
            YesNoUnsure::Unsure => None,
        }),
        ..Facts::default()
    }
}

/// The milestones of a child's record.
pub(crate) fn of_child(child: &Child, rules: &Rules) -> (Vec<Milestone>, Facts) {
    let mut milestones = Vec::new();
    let assessment = &child.assessment;
    let Some(support) = &assessment.opened else {
        return (milestones, Facts::default());
    };
    milestones.push(passed("support.requested", Moment::At(support.fact.received_at)));
    // What the request settled before the record took over, each at its true time.
    milestones.extend(support.fact.settled.iter().map(|(name, at)| passed(name, *at)));
    milestones.push(passed("route.decided", Moment::At(support.at)));
    // While no parent may know of it, nothing is owed to one; once they may, it is owed again.
    if child.is_kept_from_parents() {
        milestones.push(passed("record.kept_from_parents", Moment::At(support.at)));
    }
    milestones.extend(from_fact("assessor.allocated", assessment.allocated.first()));
    milestones.extend(assessment.met.iter().map(|met| passed("child.met", met.happened)));
    if assessment.met.is_empty() {
        milestones.extend(from_fact("child.met", assessment.not_met.as_ref()));
    }
    milestones.extend(from_fact("assessment.draft_shared", assessment.draft.as_ref()));
    milestones.extend(from_fact("ceiling.reason_recorded", assessment.ceiling_reason.as_ref()));
    for comment in &child.comments {
        let key = comment.made.fact.comment;
        milestones.push(passed_for("comment.made", key, Moment::At(comment.made.at)));
        if let Some(answered) = &comment.answered {
            milestones.push(passed_for("comment.answered", key, Moment::At(answered.at)));
        }
    }
    // The decision answers every comment, so it also ends the time for them.
    milestones.extend(from_fact("comments.closed", assessment.signed_off.as_ref()));
    milestones.extend(from_fact("assessment.authorised", assessment.signed_off.as_ref()));
    let sent = |kind: &str| {
        child.letters.iter().find(|letter| letter.fact.kind == kind && assessment.reaches(letter))
    };
    milestones.extend(from_fact("route.letter_sent", sent("route")));
    milestones.extend(from_fact("decision.letter_sent", sent("decision")));
    // A plan that is written anew without a new assessment starts no time anew.
    for each in child.earlier.iter().chain([assessment]) {
        let decided = each.signed_off.as_ref();
        let plan = child.plans.iter().find(|plan| decided.is_some_and(|decided| plan.at >= decided.at));
        milestones.extend(plan.map(|plan| passed("plan.made", Moment::At(plan.at))));
    }
    milestones.extend(from_fact("plan.shared", child.plan_shared.as_ref()));
    milestones.extend(child.breaks.milestones());
    milestones.extend(child.views.milestones());
    journey::add(&mut milestones, child, rules);
    let facts = Facts {
        assessment_level: Some(support.fact.level),
        ehc: Some(support.fact.ehc_advice),
        disabled: support.fact.disabled,
        ..Facts::default()
    };
    (milestones, facts)
}

/// The milestones of a concern.
pub(crate) fn of_concern(concern: &Concern) -> (Vec<Milestone>, Facts) {
    let mut milestones = Vec::new();
    milestones.extend(from_fact("concern.raised", concern.raised.as_ref()));
    milestones.extend(from_fact("concern.seen", concern.seen.as_ref()));
    milestones
        .extend(concern.answered.iter().map(|answered| passed("concern.answered", Moment::At(answered.at))));
    let reviews: Vec<Timestamp> = concern.not_telling.iter().map(|not_telling| not_telling.at).collect();
    milestones.extend(reviews.first().map(|first| passed("telling.review_set", Moment::At(*first))));
    let owned = concern.not_telling.iter().find(|not_telling| not_telling.fact.owner.is_some());
    milestones.extend(from_fact("telling.decided", owned));
    milestones.extend(of_diversion(concern));
    (milestones, Facts::default())
}

/// The milestones of a diversion record, and of what a concern calls for before there is one.
fn of_diversion(concern: &Concern) -> Vec<Milestone> {
    let diversion = &concern.diversion;
    let at = |name: &str, at: Option<Timestamp>| at.map(|at| passed(name, Moment::At(at)));
    let mut milestones = Vec::new();
    let unsure = concern.raised.as_ref().filter(|raised| raised.fact.unsure);
    milestones.extend(from_fact("talk.asked", unsure));
    milestones.extend(from_fact("talk.held", diversion.talks.first()));
    milestones.extend(at("harm.outside_family", concern.outside_since()));
    for proposal in &diversion.proposals {
        milestones.push(passed("diversion.proposed", Moment::At(proposal.made.at)));
        milestones.extend(from_fact("proposal.refused", proposal.refused.as_ref()));
    }
    milestones.extend(from_fact("diversion.decided", diversion.decided.as_ref()));
    milestones.extend(at("diversion.begun_alone", diversion.alone_since()));
    milestones.extend(from_fact("diversion.confirmed", diversion.confirmed.as_ref()));
    milestones.extend(from_fact("strategy.opened", diversion.opened.as_ref()));
    milestones.extend(from_fact("strategy.closed", diversion.closed.as_ref()));
    milestones.extend(from_fact("enquiry.started", diversion.enquiry.as_ref()));
    let opened = diversion.opened.as_ref().map(|opened| opened.at);
    for part in Part::ALL {
        // What was said before it was asked for answers it from the moment it is asked for.
        let asked = match part {
            Part::Officer | Part::Setting => concern.outside_since(),
            _ => opened,
        };
        let answered =
            diversion.answered_at(*part).map(|answered| asked.map_or(answered, |asked| asked.max(answered)));
        milestones.extend(at(part.milestone(), answered));
    }
    // Telling is decided by telling, and by a named person's reason for not telling yet.
    for told in &diversion.told {
        milestones.push(passed("telling.made", Moment::At(told.at)));
        milestones.push(passed("telling.decided", Moment::At(told.at)));
    }
    let delayed = diversion.opened.as_ref().and_then(|opened| concern.telling_owned_since(opened.at));
    milestones.extend(at("telling.delayed", delayed));
    if let Some(outcome) = diversion.outcome.as_ref().filter(|outcome| !outcome.fact.substantiated) {
        milestones.push(passed("outcome.not_substantiated", Moment::At(outcome.at)));
        milestones.extend(at("telling.delayed", concern.telling_owned_since(outcome.at)));
    }
    milestones
}
