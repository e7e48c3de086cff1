//! The milestones of a contact. What is decided about a child has the child's key, what an agency is asked the agency's.

use guidance::{Facts, Milestone};
use jiff::Timestamp;
use kernel::Moment;

use super::{from_fact, passed, passed_for};
use crate::contact::Contact;

/// Something reached the authority that starts its clocks. Much starts here that a contact by itself does not owe.
pub(crate) const REFERRED: &str = "referral.received";

/// Everything that it has passed.
pub(crate) fn of_contact(contact: &Contact) -> (Vec<Milestone>, Facts) {
    let mut milestones = Vec::new();
    let Some(received) = &contact.received else { return (milestones, Facts::default()) };
    let receipt = Moment::At(received.fact.received_at);
    milestones.push(passed(REFERRED, receipt));
    milestones.push(passed("contact.received", receipt));
    let acknowledged = contact.acknowledged.as_ref();
    milestones.extend(acknowledged.map(|told| passed("referral.acknowledged", told.happened)));
    milestones.extend(from_fact("contact.decided", contact.looked.first()));
    for (agency, line) in &contact.agencies {
        let keyed = |name: &str, at: Timestamp| Milestone::keyed(name, agency.clone(), Moment::At(at));
        milestones.extend(line.asked.iter().map(|asked| keyed("contact.agency_asked", asked.at)));
        milestones.extend(line.answered.iter().map(|answered| keyed("contact.agency_answered", answered.at)));
    }
    let decided = contact.decided_at();
    milestones.extend(decided.map(|at| passed("referral.decided", Moment::At(at))));
    // Partners are no longer asked once everything is decided.
    milestones.extend(decided.map(|at| passed("contact.closed_to_partners", Moment::At(at))));
    add_settled(&mut milestones, contact);
    for child in contact.children() {
        let Some(decision) = contact.decision(child.child) else { continue };
        let (key, at) = (child.child, Moment::At(decision.at));
        if decision.fact.outcome.ends_here() {
            milestones.push(passed_for("referral.no_further_action", key, at));
            let told = contact.family_told_at(key);
            milestones.extend(told.map(|at| passed_for("referral.family_told", key, at)));
        }
        if decision.fact.outcome.begins_help() {
            milestones.push(passed_for("contact.help_decided", key, at));
            let begun = contact.help.get(&key);
            milestones.extend(begun.map(|begun| passed_for("contact.help_begun", key, Moment::At(begun.at))));
        }
    }
    if contact.is_referrer_told() {
        let told = contact.told.iter().find(|told| Some(told.at) >= decided);
        milestones.extend(from_fact("referral.feedback_given", told));
    }
    (milestones, Facts::default())
}

/// The questions are settled with the last answer, once every child is decided about and none is open.
fn add_settled(milestones: &mut Vec<Milestone>, contact: &Contact) {
    let Some(decided) = contact.decided_at() else { return };
    if contact.unsettled().next().is_none() {
        let last = contact.settled.values().map(|settled| settled.at).max();
        let at = last.map_or(decided, |last| last.max(decided));
        milestones.push(passed("referral.settled", Moment::At(at)));
    }
}
