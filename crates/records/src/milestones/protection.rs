//! The milestones of a child's protection. Enquiries and what follows from them have one key: of several discussions, the one
//! that began the enquiries keeps their clocks.

use guidance::{Facts, Milestone};
use kernel::Moment;

use super::{passed, passed_for};
use crate::protection::{
    Conference, ConferenceKind, Disagreement, Enquiry, Incident, Order, OrderKind, Plan, Proceedings,
    Protection, police_protection_before,
};
use crate::supervision;

/// The milestones with which the stages of a disagreement begin. The protocol says which of them it has.
const DISAGREEMENT_STAGES: [&str; 4] = [
    "practitioner_disagreement.raised",
    "practitioner_disagreement.second_stage",
    "practitioner_disagreement.third_stage",
    "practitioner_disagreement.fourth_stage",
];

/// Everything that it has passed.
pub(crate) fn of_protection(protection: &Protection) -> (Vec<Milestone>, Facts) {
    let mut milestones = Vec::new();
    for discussion in &protection.discussions {
        milestones.push(passed("significant_harm.suspected", Moment::At(discussion.convened.at)));
        if let Some(held) = &discussion.held {
            milestones.push(passed("strategy.held", held.happened));
        }
    }
    for enquiry in &protection.enquiries {
        add_enquiry(&mut milestones, protection, enquiry);
    }
    for transfer in &protection.transfers {
        milestones.push(passed_for("transfer.notified", transfer.fact.transfer, transfer.happened));
    }
    for conference in &protection.conferences {
        add_conference(&mut milestones, conference);
    }
    for plan in &protection.plans {
        add_plan(&mut milestones, protection, plan);
    }
    for order in &protection.orders {
        add_order(&mut milestones, protection, order);
    }
    for disagreement in &protection.disagreements {
        add_disagreement(&mut milestones, disagreement);
    }
    for proceedings in &protection.proceedings {
        add_proceedings(&mut milestones, protection, proceedings);
    }
    for incident in &protection.incidents {
        add_incident(&mut milestones, incident);
    }
    if let Some(since) = protection.at_work_since() {
        milestones.extend(supervision::milestones(since, &protection.supervisions));
    }
    milestones.extend(supervision::task_milestones(&protection.supervisions));
    (milestones, Facts::default())
}

fn add_enquiry(milestones: &mut Vec<Milestone>, protection: &Protection, enquiry: &Enquiry) {
    let key = enquiry.begun.fact.enquiry;
    let began = enquiry.begun.happened;
    milestones.push(passed_for("strategy.initiating_s47", key, began));
    milestones.push(passed_for("enquiry.started", key, began));
    // Whoever led before leads these too.
    let led_already = protection.leads.iter().any(|lead| lead.at <= enquiry.begun.at);
    let named = protection.leads.iter().map(|lead| lead.at).find(|at| *at > enquiry.begun.at);
    let named = if led_already { Some(began) } else { named.map(Moment::At) };
    milestones.extend(named.map(|at| passed_for("enquiry.social_worker_named", key, at)));
    let Some((_, agreed)) = enquiry.concluded() else { return };
    let concluded = Moment::At(agreed.at);
    milestones.push(passed_for("enquiry.concluded", key, concluded));
    if !enquiry.needs_conference() {
        milestones.push(passed_for("enquiry.no_conference", key, concluded));
    } else if let Some(held) = protection.conference_of(enquiry).filter(|held| held.fact.episode != key) {
        // A conference that was held about something else looked at this too, and its plan has that other key.
        milestones.push(passed_for("icpc.held", key, held.happened));
        milestones.push(passed_for("icpc.no_plan", key, held.happened));
    }
}

fn add_conference(milestones: &mut Vec<Milestone>, conference: &Conference) {
    let Some(held) = &conference.held else { return };
    let (key, on) = (held.fact.episode, held.happened);
    match held.fact.kind {
        ConferenceKind::Review => return,
        ConferenceKind::TransferIn => milestones.push(passed_for("transfer_conference.held", key, on)),
        ConferenceKind::Initial => {}
    }
    milestones.push(passed_for("icpc.held", key, on));
    if !held.fact.plan {
        milestones.push(passed_for("icpc.no_plan", key, on));
    }
}

fn add_plan(milestones: &mut Vec<Milestone>, protection: &Protection, plan: &Plan) {
    let key = plan.made.fact.episode;
    let made = plan.made.happened;
    milestones.push(passed_for("cp_plan.started", key, made));
    // The conference outlines the plan; it is settled when somebody leads it too.
    if let Some(lead) = protection.leads.first() {
        let settled = if lead.at <= plan.made.at { made } else { Moment::At(lead.at) };
        milestones.push(passed_for("cp_plan.outlined", key, settled));
    }
    for (number, met) in plan.core_groups.iter().enumerate() {
        let name = if number == 0 { "core_group.first" } else { "core_group.held" };
        milestones.push(passed_for(name, key, met.happened));
    }
    for visit in plan.seen() {
        milestones.push(passed_for("cp_plan.visited", key, visit.happened));
    }
    for (number, review) in plan.reviews.iter().enumerate() {
        let name = if number == 0 { "rcpc.first" } else { "rcpc.held" };
        milestones.push(passed_for(name, key, review.happened));
    }
    if let Some(not_needed) = plan.not_needed() {
        milestones.push(passed_for("cp_plan.no_longer_needed", key, not_needed.happened));
    }
    if let Some(ended) = &plan.ended {
        if plan.not_needed().is_none() {
            milestones.push(passed_for("cp_plan.no_longer_needed", key, ended.happened));
        }
        milestones.push(passed_for("cp_plan.ended", key, ended.happened));
    }
}

fn add_order(milestones: &mut Vec<Milestone>, protection: &Protection, order: &Order) {
    let made = &order.made;
    let key = made.fact.order;
    let ended = order.ended.as_ref().map(|ended| ended.happened);
    match made.fact.kind {
        OrderKind::PoliceProtection => {
            milestones.push(passed_for("police_protection.start", key, made.happened));
            let told = order.told.as_ref();
            milestones
                .extend(told.map(|told| passed_for("police_protection.told", key, Moment::At(told.at))));
            milestones.extend(ended.map(|at| passed_for("police_protection.end", key, at)));
        }
        OrderKind::EmergencyProtection => {
            let before = police_protection_before(protection).filter(|_| made.fact.asked_by_police);
            milestones.push(match before {
                // Such an order counts from the first day of police protection.
                Some(before) => {
                    passed_for("epo.from_police_protection", key, Moment::On(before.made.happened.date()))
                }
                None => passed_for("epo.made", key, made.happened),
            });
            let extended = order.extended.as_ref();
            milestones.extend(extended.map(|extended| passed_for("epo.extended", key, extended.happened)));
            milestones.extend(ended.map(|at| passed_for("epo.end", key, at)));
        }
        OrderKind::Assessment => {
            milestones.push(passed_for("cao.start", key, made.happened));
            milestones.extend(ended.map(|at| passed_for("cao.end", key, at)));
        }
    }
}

fn add_proceedings(milestones: &mut Vec<Milestone>, protection: &Protection, proceedings: &Proceedings) {
    let considered = &proceedings.considered;
    let key = considered.fact.proceedings;
    milestones.push(passed_for("care_proceedings.considered", key, considered.happened));
    // What was offered earlier was offered before these too, unless earlier proceedings lie between.
    let before = protection.proceedings.iter().take_while(|each| each.considered.fact.proceedings != key);
    let earlier = before.filter_map(|each| each.decided.as_ref()).map(|decided| decided.at).max();
    let offered = protection.family_meetings.iter().map(|meeting| &meeting.offered);
    let offered = offered.filter(|offered| earlier.is_none_or(|earlier| offered.at > earlier));
    if let Some(offered) = offered.min_by_key(|offered| offered.at) {
        let at = if offered.at < considered.at { considered.happened } else { offered.happened };
        milestones.push(passed_for("fgdm.offered", key, at));
    }
    if let Some(decided) = proceedings.decided.as_ref().filter(|_| proceedings.is_in_court()) {
        milestones.push(passed_for("proceedings.issued", key, decided.happened));
    }
    if let Some(ended) = &proceedings.ended {
        milestones.push(passed_for("final_order", key, ended.happened));
    }
}

/// The area where it happened notifies and leads; that of a looked-after child's death is notified in any case.
fn add_incident(milestones: &mut Vec<Milestone>, incident: &Incident) {
    let (key, known) = (incident.id(), incident.recorded.happened);
    let mut passed_on = |name: &str, at| milestones.push(passed_for(name, key, at));
    let notified = incident.notified.as_ref().map(|notified| notified.happened);
    if incident.is_ours() {
        passed_on("serious_incident.known", known);
        if let Some(at) = notified {
            passed_on("panel.notified", at);
        }
        if let Some(told) = &incident.partners {
            passed_on("partners.notified", told.happened);
        }
        if let Some(sent) = &incident.reviewed {
            passed_on("rapid_review.sent", sent.happened);
            passed_on("rapid_review.factors_recorded", sent.happened);
        }
    }
    if incident.is_looked_after_death() {
        passed_on("lac.died", known);
        if let Some(at) = notified {
            passed_on("lac_death.notified", at);
        }
    }
    if incident.recorded.fact.elsewhere {
        passed_on("serious_incident.elsewhere", known);
        if let Some(settled) = &incident.area {
            passed_on("lead_authority.recorded", settled.happened);
        }
    }
}

fn add_disagreement(milestones: &mut Vec<Milestone>, disagreement: &Disagreement) {
    let key = disagreement.raised.fact.disagreement;
    let mut passed_at = |name: &str, at| milestones.push(passed_for(name, key, Moment::At(at)));
    passed_at(DISAGREEMENT_STAGES[0], disagreement.raised.at);
    for answered in &disagreement.answered {
        passed_at("practitioner_disagreement.answered", answered.at);
    }
    for further in &disagreement.further {
        if let Some(name) = DISAGREEMENT_STAGES.get(further.fact.stage.saturating_sub(1)) {
            passed_at(name, further.at);
        }
    }
    if let Some(settled) = &disagreement.settled {
        passed_at("practitioner_disagreement.settled", settled.at);
    }
}
