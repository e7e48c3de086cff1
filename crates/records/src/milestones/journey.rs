//! The milestones of the journey beside the assessments.

use std::collections::BTreeMap;

use guidance::{Linked, Milestone, Rules};
use kernel::{Moment, PersonId, london_date};
use uuid::Uuid;

use super::{passed, passed_for};
use crate::child::{Child, LinkedAssessment};

/// Adds what the journey has passed, as far as it belongs to this time of support.
pub(super) fn add(milestones: &mut Vec<Milestone>, child: &Child, rules: &Rules) {
    let (assessment, journey) = (&child.assessment, &child.journey);
    let at = |at| Moment::At(at);
    milestones.extend(assessment.questions.first().map(|sent| passed("questions.sent", at(sent.at))));
    let visits = assessment.visits.iter().filter(|visit| visit.called_off.is_none());
    milestones.extend(visits.map(|visit| passed("visit.notified", at(visit.notified.at))));
    milestones.extend(journey.reviews_asked.iter().map(|asked| passed("review.asked", at(asked.at))));
    milestones.extend(journey.reviews.iter().map(|held| passed("review.held", at(held.at))));
    for gap in &journey.gaps {
        let key = gap.reported.fact.gap;
        milestones.push(passed_for("gap.reported", key, at(gap.reported.at)));
        milestones.extend(gap.remedied.as_ref().map(|answer| passed_for("gap.answered", key, at(answer.at))));
    }
    milestones.extend(journey.adulthood.iter().map(|step| passed(step.fact.step.milestone(), at(step.at))));
    for answered in &journey.answered {
        let name = "duty.answered";
        milestones.push(Milestone::keyed(name, answered.fact.duty.clone(), at(answered.at)));
    }
    for notice in journey.endings.iter().filter(|notice| assessment.reaches(notice)) {
        milestones.push(passed("ending.notified", at(notice.at)));
    }
    milestones.extend(child.ended().map(|ended| passed("support.ended", at(ended.at))));
    add_services(milestones, child);
    add_linked(milestones, child, rules);
    let born = child.registered.as_ref().and_then(|registered| registered.birth_date);
    let opened = child.earlier.iter().chain([assessment]).find_map(|each| each.opened.as_ref());
    if let (Some(born), Some(opened), false) = (born, opened, child.is_ended()) {
        milestones.extend(rules.birthdays(born, london_date(opened.at)));
    }
}

/// The day on which each service is to start, and on which it did; notices that one will be less.
fn add_services(milestones: &mut Vec<Milestone>, child: &Child) {
    let Some(plan) = child.plan() else { return };
    let services = plan.fact.services.iter().filter(|service| !service.service.is_nil());
    for service in services {
        let key = service.service;
        let started = child.journey.started(key);
        // What started before its day was promised for that day.
        let promised = started.map_or(service.starts_on, |started| started.fact.on.min(service.starts_on));
        milestones.push(passed_for("service.promised", key, Moment::On(promised)));
        if let Some(started) = started {
            milestones.push(passed_for("service.started", key, Moment::On(started.fact.on)));
        }
    }
    for notice in &child.journey.changes {
        let key = notice.fact.service;
        milestones.push(passed_for("change.notified", key, Moment::At(notice.at)));
        if plan.at > notice.at {
            milestones.push(passed_for("change.made", key, Moment::At(plan.at)));
        }
    }
}

fn add_linked(milestones: &mut Vec<Milestone>, child: &Child, rules: &Rules) {
    let mut by_kind: BTreeMap<&str, Vec<&LinkedAssessment>> = BTreeMap::new();
    for linked in &child.journey.linked {
        by_kind.entry(linked.first().fact.kind.as_str()).or_default().push(linked);
    }
    for (kind, all) in by_kind {
        let Some(kind) = rules.guidance().linked(kind) else { continue };
        for linked in &all {
            let key: Uuid = linked.first().fact.linked;
            if let Some(asked) = &kind.asked {
                milestones.push(passed_for(asked, key, linked.first().happened));
            }
            if kind.each_of.is_none() {
                let answer = linked.answer();
                milestones.extend(answer.map(|answer| passed_for(&kind.answered, key, answer.happened)));
            }
        }
        milestones.extend(when_all_answered(child, kind, &all).map(|at| passed(&kind.answered, at)));
    }
}

/// When everybody of whom it is owed had an answer, if everybody has one.
fn when_all_answered(child: &Child, kind: &Linked, all: &[&LinkedAssessment]) -> Option<Moment> {
    let owed_to = kind.each_of.as_ref()?;
    let people = child.involved.iter().filter(|part| part.until.is_none() && part.capacity == *owed_to);
    let mut last: Option<Moment> = None;
    for part in people {
        let answered = answer_of(all, part.person)?;
        if last.is_none_or(|last| last.instant() < answered.instant()) {
            last = Some(answered);
        }
    }
    last
}

fn answer_of(all: &[&LinkedAssessment], person: PersonId) -> Option<Moment> {
    let theirs = all.iter().filter(|linked| linked.first().fact.person == Some(person));
    theirs.filter_map(|linked| linked.answer()).map(|answer| Moment::At(answer.at)).next_back()
}
