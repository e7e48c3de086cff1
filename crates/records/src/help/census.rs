//! What the children in need census asks of help, as plain facts: one referral for each time in which the child was a child in
//! need. Pure; no code is inferred, each was chosen by a person. Enquiries, conferences and protection plans stand in the
//! record of protection, and so do not stand here.

use forms::Answers;
use jiff::civil::Date;
use kernel::london_date;
use uuid::Uuid;

use super::{Assessment, Episode, Help, Level, Span};
use crate::protection::ask::one;

/// One referral, from the day of referral to its closure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// The contact at the front door that it came of, where help began under section 17 with one.
    pub contact: Option<Uuid>,
    /// The day of the referral.
    pub referred_on: Date,
    /// Who referred, by code.
    pub source: Option<String>,
    /// The primary need, by code.
    pub need: Option<String>,
    /// Its assessments, oldest first.
    pub assessments: Vec<AssessmentDates>,
    /// When a plan for a child in need was in force, oldest first. It ends where a protection plan begins.
    pub plans: Vec<PlanDates>,
    /// That it was closed.
    pub closed: Option<Closed>,
}

/// An assessment, by its dates and codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessmentDates {
    /// The day on which it began.
    pub started_on: Date,
    /// The day on which a manager authorised it.
    pub authorised_on: Option<Date>,
    /// The codes of its factors, once it is authorised; before that none is given.
    pub factors: Vec<String>,
}

/// A plan, by its dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanDates {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Option<Date>,
}

/// How a referral was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// The day.
    pub on: Date,
    /// The reason, by code.
    pub reason: Option<String>,
}

/// The referrals of a child, oldest first. Family help that never was section 17 gives none.
pub fn census(help: &Help) -> Vec<Referral> {
    let spans = help.episodes.iter().flat_map(|episode| {
        let in_need = episode.spans.iter().filter(|span| span.level == Level::ChildInNeed);
        in_need.map(move |span| referral(episode, span))
    });
    spans.collect()
}

fn referral(episode: &Episode, span: &Span) -> Referral {
    let within = |day: Date| day >= span.from && span.until.is_none_or(|until| day <= until);
    let assessed = episode.assessments.iter().filter(|assessment| assessment.span == span.span);
    let plans = episode.plans.iter().filter(|plan| plan.level == Level::ChildInNeed && within(plan.from));
    let first = episode.spans.first().is_some_and(|first| first.span == span.span);
    Referral {
        contact: episode.began.fact.contact.filter(|_| first),
        referred_on: span.from,
        source: span.source.clone(),
        need: span.need.clone(),
        assessments: assessed.map(dates).collect(),
        plans: plans.map(|plan| PlanDates { from: plan.from, until: plan.until }).collect(),
        closed: span.until.map(|on| Closed { on, reason: span.reason.clone() }),
    }
}

fn dates(assessment: &Assessment) -> AssessmentDates {
    let authorised = assessment.authorised();
    AssessmentDates {
        started_on: assessment.began.happened.date(),
        authorised_on: authorised.map(|answered| london_date(answered.at)),
        factors: authorised.map(|_| assessment.codes()).unwrap_or_default(),
    }
}

/// The census code of a value of the form: `source-1a` is `1A`, `rc7` is `RC7`.
pub(crate) fn code_of(value: &str) -> String {
    value.rsplit('-').next().unwrap_or(value).to_uppercase()
}

/// The census code that was chosen, where one was.
pub(super) fn code(answers: &Answers, question: &str) -> Option<String> {
    one(answers, question).map(|value| code_of(&value))
}
