//! The milestones of help. Each time at a level has its key; what the law counts from a referral is told of the latest time
//! alone, because one child has one assessment at once.

use guidance::{Facts, Milestone};
use jiff::civil::Date;
use kernel::{Moment, london_date};

use super::{passed, passed_for};
use crate::help::{Assessment, Episode, Help, Level, Span};
use crate::supervision;

/// Everything that it has passed.
pub(crate) fn of_help(help: &Help) -> (Vec<Milestone>, Facts) {
    let mut milestones = Vec::new();
    for episode in &help.episodes {
        for (at, span) in episode.spans.iter().enumerate() {
            match span.level {
                Level::FamilyHelp => add_family_help(&mut milestones, episode, span),
                Level::ChildInNeed => {
                    add_need(&mut milestones, span, at + 1 == episode.spans.len());
                    add_plans(&mut milestones, episode, span);
                }
            }
        }
        let counts = |assessment: &&Assessment| assessment.is_finished() || episode.is_open_in(assessment);
        for assessment in episode.assessments.iter().filter(counts) {
            add_assessment(&mut milestones, assessment);
        }
    }
    if let Some(latest) = help.latest() {
        add_lead(&mut milestones, latest);
    }
    // Somebody leads, and is supervised.
    let first = help.open().and_then(|open| open.leads.first());
    if let Some(lead) = first {
        milestones.extend(supervision::milestones(Moment::At(lead.at), &help.supervisions));
    }
    milestones.extend(supervision::task_milestones(&help.supervisions));
    (milestones, Facts::default())
}

fn last_day(span: &Span) -> Option<Moment> {
    span.until.map(Moment::On)
}

fn add_family_help(milestones: &mut Vec<Milestone>, episode: &Episode, span: &Span) {
    let (key, from) = (span.span, Moment::On(span.from));
    let within = |at: Moment| at.date() >= span.from && span.until.is_none_or(|until| at.date() <= until);
    milestones.push(passed_for("early_help.needed", key, from));
    milestones.push(passed_for("family_help.began", key, from));
    let planned =
        episode.plans.iter().find(|plan| plan.level == Level::FamilyHelp && within(Moment::On(plan.from)));
    if let Some(plan) = planned {
        milestones.push(passed_for("early_help.planned", key, Moment::On(plan.from)));
        milestones.push(passed_for("family_help.planned", key, Moment::On(plan.from)));
        for review in episode.reviews.iter().filter(|review| within(review.happened)) {
            milestones.push(passed_for("early_help.reviewed", key, review.happened));
        }
    }
    // A no that was talked through and became a yes is no refusal.
    let judged = episode.judged.iter().find(|judged| judged.fact.follows != "goes-on");
    if let Some(waits) = episode.refused.as_ref().filter(|_| span.until.is_none()) {
        milestones.push(passed_for("early_help.refused", key, Moment::At(waits.at)));
    } else if let Some(judged) = judged.map(|judged| Moment::At(judged.at)).filter(|judged| within(*judged)) {
        milestones.push(passed_for("early_help.refused", key, judged));
        milestones.push(passed_for("early_help.refusal_judged", key, judged));
    }
    if let Some(ended) = last_day(span) {
        milestones.push(passed_for("early_help.ended", key, ended));
        milestones.push(passed_for("family_help.ended", key, ended));
    }
}

fn add_need(milestones: &mut Vec<Milestone>, span: &Span, latest: bool) {
    if !latest {
        return;
    }
    milestones.push(passed("section_17.referred", Moment::On(span.from)));
    milestones.extend(last_day(span).map(|ended| passed("section_17.ended", ended)));
}

fn add_assessment(milestones: &mut Vec<Milestone>, assessment: &Assessment) {
    let began = &assessment.began;
    let key = began.fact.assessment;
    milestones.push(passed_for("assessment.started", key, began.happened));
    milestones.extend(assessment.seen.first().map(|seen| passed_for("child.seen", key, seen.happened)));
    if began.fact.level == Level::FamilyHelp {
        return;
    }
    let finished = assessment.completed.as_ref().filter(|_| assessment.authorised().is_some());
    if let Some(completed) = assessment.waits().or(finished) {
        milestones.push(passed_for("assessment.completed", key, Moment::At(completed.at)));
    }
    let Some(agreed) = assessment.authorised() else { return };
    let at = Moment::At(agreed.at);
    milestones.push(passed_for("assessment.authorised", key, at));
    if !agreed.fact.late_why.is_empty() {
        milestones.push(passed_for("ceiling.reason_recorded", key, at));
    }
}

/// What follows a decision that services are given, and the plans for a child in need, with the key of the referral.
fn add_plans(milestones: &mut Vec<Milestone>, episode: &Episode, span: &Span) {
    let key = span.span;
    let within = |day: Date| day >= span.from && span.until.is_none_or(|until| day <= until);
    let assessed = episode.assessments.iter().filter_map(Assessment::authorised);
    let mut assessed = assessed.filter(|agreed| within(london_date(agreed.at)));
    if let Some(decided) = assessed.find(|agreed| agreed.fact.follows == "plan") {
        milestones.push(passed_for("services.decided", key, Moment::At(decided.at)));
    }
    for plan in episode.plans.iter().filter(|plan| plan.level == Level::ChildInNeed && within(plan.from)) {
        milestones.push(passed_for("cin_plan.started", key, Moment::On(plan.from)));
        let while_it_ran = |day: Date| day >= plan.from && plan.until.is_none_or(|until| day <= until);
        for review in episode.reviews.iter().filter(|review| while_it_ran(review.happened.date())) {
            milestones.push(passed_for("cin_plan.reviewed", key, review.happened));
        }
        if let Some(until) = plan.until {
            milestones.push(passed_for("cin_plan.ended", key, Moment::On(until)));
            milestones.push(passed_for("cin_plan.end_recorded", key, Moment::On(until)));
        }
    }
}

/// Who leads is asked once the child is in need; whoever led before leads on.
fn add_lead(milestones: &mut Vec<Milestone>, episode: &Episode) {
    let Some(need) = episode.spans.last().filter(|span| span.level == Level::ChildInNeed) else { return };
    let from = Moment::On(need.from);
    let named = episode.leads.first().map(|lead| Moment::At(lead.at));
    let named = named.map(|named| if named.date() < need.from { from } else { named });
    milestones.extend(named.map(|named| passed("lead_practitioner.named", named)));
}
