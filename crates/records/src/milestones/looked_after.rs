//! The milestones of a child who lives away from home. What belongs to one home, one time of being missing or one move has its
//! key, so that several of a kind never stop one another's clocks.

use guidance::{Facts, Milestone};
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::Moment;
use uuid::Uuid;

use super::passed_for;
use crate::looked_after::{Care, Doing, Fostering, LookedAfter, Missing};

/// Everything that it has passed.
pub(crate) fn of_looked_after(state: &LookedAfter) -> (Vec<Milestone>, Facts) {
    let mut milestones = Vec::new();
    for care in &state.cares {
        add_care(&mut milestones, state, care);
    }
    for missing in &state.missing {
        add_missing(&mut milestones, missing);
    }
    for fostering in &state.fostering {
        add_fostering(&mut milestones, fostering);
    }
    add_pathways(&mut milestones, state);
    (milestones, facts(state))
}

fn add_care(milestones: &mut Vec<Milestone>, state: &LookedAfter, care: &Care) {
    let key = care.began.fact.care;
    let mut passed = |name: &str, key: Uuid, at: Moment| milestones.push(passed_for(name, key, at));
    let began = care.began.happened;
    passed("lac.start", key, began);
    passed("placement.first_start", key, began);
    let reviewer = state.named.iter().find(|named| named.fact.role == crate::looked_after::Role::Reviewer);
    if let Some(reviewer) = reviewer {
        // Whoever was named before goes on.
        passed(
            "looked_after.reviewer_named",
            key,
            Moment::On(kernel::london_date(reviewer.at).max(began.date())),
        );
    }
    for (doing, name) in [
        (Doing::CarePlan, "looked_after.care_plan"),
        (Doing::Health, "health_assessment.reported"),
        (Doing::PepBegun, "pep.begun"),
        (Doing::Pep, "pep.made"),
    ] {
        for step in state.steps_of(doing, key) {
            // What was ready before the day answers from that day.
            passed(name, key, Moment::On(step.happened.date().max(began.date())));
        }
    }
    for (number, review) in state.steps_of(Doing::Review, key).enumerate() {
        let name = ["lac_review.first", "lac_review.second"].get(number).unwrap_or(&"lac_review.held");
        passed(name, key, review.happened);
    }
    for home in &care.placements {
        passed("placement.start", home.id, Moment::On(home.from));
        for plan in state.steps_of(Doing::PlacementPlan, home.id) {
            passed("placement_plan.made", home.id, Moment::On(plan.happened.date().max(home.from)));
        }
        for visit in state.steps_of(Doing::Visit, home.id).filter(|visit| visit.fact.seen()) {
            passed("visit", home.id, visit.happened);
        }
        if let Some(until) = home.until {
            passed("placement.ended", home.id, Moment::On(until));
        }
    }
    let during = |step: &crate::request::Noted<crate::looked_after::StepRecorded>| {
        let ended = care.ended.as_ref().map(|ended| ended.at);
        step.at >= care.began.at && ended.is_none_or(|ended| step.at <= ended)
    };
    for proposed in state.steps.iter().filter(|step| step.fact.what == Doing::Proposed && during(step)) {
        passed("care_plan.change_proposed", proposed.fact.of, proposed.happened);
        for answered in state.steps_of(Doing::Answered, proposed.fact.of) {
            passed("care_plan.change_reviewed", proposed.fact.of, answered.happened);
        }
        if let Some(ended) = &care.ended {
            passed("lac.ended", proposed.fact.of, ended.happened);
        }
    }
    if let Some(ended) = &care.ended {
        passed("lac.ended", key, ended.happened);
        if ended.fact.died() {
            passed("lac.died", key, ended.happened);
            for told in state.steps_of(Doing::DeathTold, key) {
                passed("lac_death.notified", key, told.happened);
            }
        }
    }
}

fn add_missing(milestones: &mut Vec<Milestone>, missing: &Missing) {
    let key = missing.noted.fact.missing;
    milestones.push(passed_for("missing.known", key, missing.noted.happened));
    if let Some(returned) = &missing.returned {
        milestones.push(passed_for("missing.returned", key, returned.happened));
        milestones.push(passed_for("missing.recorded", key, returned.happened));
    }
    for offered in &missing.offered {
        milestones.push(passed_for("return_interview.offered", key, offered.happened));
    }
}

fn add_fostering(milestones: &mut Vec<Milestone>, fostering: &Fostering) {
    let key = fostering.notified.fact.fostering;
    let told = fostering.notified.happened;
    milestones.push(passed_for("private_fostering.notified", key, told));
    let began = fostering.steps_of(Doing::FosteringBegan).next().map(|began| began.happened.date());
    // Where nobody told in time, it begins on the day on which the council came to know.
    if let Some(began) = began.or(fostering.notified.fact.from) {
        milestones.push(passed_for("private_fostering.start", key, Moment::On(began.max(told.date()))));
    }
    let visits = fostering.steps_of(Doing::FosteringVisit);
    for (number, visit) in visits.filter(|visit| visit.fact.seen()).enumerate() {
        let name = if number == 0 { "pf_visit.first" } else { "pf_visit.held" };
        milestones.push(passed_for(name, key, visit.happened));
    }
    for report in fostering.steps_of(Doing::FosteringReport) {
        milestones.push(passed_for("pf_visit.reported", key, report.happened));
    }
    for ended in fostering.steps_of(Doing::FosteringEnd) {
        milestones.push(passed_for("private_fostering.ended", key, ended.happened));
    }
}

fn add_pathways(milestones: &mut Vec<Milestone>, state: &LookedAfter) {
    for eligible in state.steps.iter().filter(|step| step.fact.what == Doing::Eligible) {
        let key = eligible.fact.of;
        milestones.push(passed_for("eligible.start", key, eligible.happened));
        for (doing, name) in [
            (Doing::PathwayAssessment, "pathway_assessment.done"),
            (Doing::PathwayPlan, "pathway_plan.made"),
            (Doing::PathwayReview, "pathway_review.held"),
            (Doing::AdviserOffered, "adviser.offered"),
            (Doing::PathwayEnd, "pathway.ended"),
            // Support ends with it; what law says of 25 is a day that the plan is ended on.
            (Doing::PathwayEnd, "care_leaver.reached_25"),
        ] {
            milestones.extend(state.steps_of(doing, key).map(|step| passed_for(name, key, step.happened)));
        }
        let mut left = state.cares.iter().filter_map(|care| care.ended.as_ref());
        let left = left.rfind(|ended| ended.at > eligible.at && !ended.fact.died());
        milestones.extend(left.map(|ended| passed_for("care_leaver.began", key, ended.happened)));
    }
    let moves: Vec<_> = state.moves().collect();
    for (number, moved) in moves.iter().enumerate() {
        let key = moved.fact.of;
        milestones.push(passed_for("care_leaver.moved", key, moved.happened));
        for (number, visit) in state.steps_of(Doing::AdviserVisit, key).enumerate() {
            let names = ["adviser_visit.first", "adviser_visit.second"];
            let name = names.get(number).unwrap_or(&"adviser_visit.held");
            milestones.push(passed_for(name, key, visit.happened));
        }
        // The visits of one move end with the next, and with the plan.
        let over = moves.get(number + 1).copied().or_else(|| {
            state.steps.iter().find(|step| step.fact.what == Doing::PathwayEnd && step.at > moved.at)
        });
        milestones.extend(over.map(|over| passed_for("pathway.ended", key, over.happened)));
    }
}

/// What is known of the home and the child of now. The first year is that in which the latest visit was made, so that the
/// interval that follows is never longer than it may be.
fn facts(state: &LookedAfter) -> Facts {
    let mut facts = Facts::default();
    if let Some(home) = state.placement() {
        let seen = state.steps_of(Doing::Visit, home.id).filter(|visit| visit.fact.seen());
        let latest = seen.map(|visit| visit.happened.date()).max().unwrap_or(home.from);
        facts.placement_kind = Some(home.rule.clone());
        facts.first_year = within_a_year(home.from, latest);
    } else if let Some(fostering) = state.fostering_now() {
        let began = fostering.steps_of(Doing::FosteringBegan).next().map(|began| began.happened.date());
        let from = began.or(fostering.notified.fact.from);
        let from = from.unwrap_or(fostering.notified.happened.date()).max(fostering.notified.happened.date());
        let seen = fostering.steps_of(Doing::FosteringVisit).filter(|visit| visit.fact.seen());
        let latest = seen.map(|visit| visit.happened.date()).max().unwrap_or(from);
        facts.first_year = within_a_year(from, latest);
    }
    if let Some(care) = state.care() {
        let key = care.began.fact.care;
        facts.first_review_held = Some(state.steps_of(Doing::Review, key).next().is_some());
        let looked = state.steps_of(Doing::Health, key).map(|step| step.happened.date()).max();
        facts.age = state.born.zip(looked).and_then(|(born, looked)| age_on(born, looked));
    }
    facts
}

fn within_a_year(from: Date, day: Date) -> Option<bool> {
    from.checked_add(1.year()).ok().map(|ends| day < ends)
}

/// The age in whole years on a day.
fn age_on(born: Date, day: Date) -> Option<u32> {
    let years = born.until((jiff::Unit::Year, day)).ok()?.get_years();
    u32::try_from(years).ok()
}
