//! The state: what is told apart, and how each event changes it.

use jiff::civil::Date;
use kernel::PersonId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    AdultFactorRecorded, AdultPartWritten, AssessmentAnswered, AssessmentBegan, AssessmentCompleted,
    ChildSeen, FactorsRecorded, Help, HelpBegan, HelpEnded, HelpEvent, HelpRefused, LeadNamed, LevelChanged,
    PartWritten, PlanWritten, PlanYielded, RefusalJudged, ReviewHeld, TeamJoined, VisitMade,
};
use crate::request::{Noted, noted};
use crate::stream::Recorded;

/// How the help stands in law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Family help, or early help: with the family's agreement, led by somebody of any agency.
    FamilyHelp,
    /// A child in need under section 17: decided by a social-work-qualified manager.
    ChildInNeed,
}

impl Level {
    /// The level of a value in the form.
    pub fn of(value: &str) -> Option<Self> {
        match value {
            "family-help" => Some(Self::FamilyHelp),
            "child-in-need" => Some(Self::ChildInNeed),
            _ => None,
        }
    }

    /// Its name in the form, in messages and in lists.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FamilyHelp => "family-help",
            Self::ChildInNeed => "child-in-need",
        }
    }
}

/// A time at one level. A child in need is one referral in the census.
#[derive(Debug, Clone)]
pub struct Span {
    /// Its identifier, with which its duties are told apart.
    pub span: Uuid,
    /// The level.
    pub level: Level,
    /// The first day; for a child in need, the day of the referral.
    pub from: Date,
    /// Who referred, by code, as somebody recorded it.
    pub source: Option<String>,
    /// The primary need, by code, as somebody recorded it.
    pub need: Option<String>,
    /// The last day, once it ended.
    pub until: Option<Date>,
    /// The code of the reason for its end, where the census asks for one.
    pub reason: Option<String>,
}

/// A time in which the plan was in force at one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanSpan {
    /// Its identifier.
    pub plan: Uuid,
    /// The level.
    pub level: Level,
    /// The first day.
    pub from: Date,
    /// The last day, once it ended.
    pub until: Option<Date>,
}

/// One assessment.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// When it began, and at which level.
    pub began: Noted<AssessmentBegan>,
    /// The time at that level to which it belongs: in the census, one referral.
    pub span: Uuid,
    /// What was written of each part; the latest of a part stands.
    pub parts: Vec<Noted<PartWritten>>,
    /// What was written about one adult, for that adult alone.
    pub adults: Vec<Noted<AdultPartWritten>>,
    /// Each time the child was seen, or was not.
    pub seen: Vec<Noted<ChildSeen>>,
    /// The census codes about the child; the latest stand.
    pub factors: Option<Noted<FactorsRecorded>>,
    /// The census codes about adults, each for that adult alone.
    pub adult_factors: Vec<Noted<AdultFactorRecorded>>,
    /// What the lead found; the latest stands.
    pub completed: Option<Noted<AssessmentCompleted>>,
    /// What a manager said of it.
    pub answered: Vec<Noted<AssessmentAnswered>>,
    /// Whether a manager sent it back, and it was not completed again since.
    pub sent_back: bool,
}

impl Assessment {
    /// What stands of a part.
    pub fn part(&self, name: &str) -> Option<&Noted<PartWritten>> {
        self.parts.iter().rev().find(|written| written.fact.part == name)
    }

    /// The manager's agreement, with which it is finished under section 17.
    pub fn authorised(&self) -> Option<&Noted<AssessmentAnswered>> {
        self.answered.iter().find(|answered| answered.fact.agreed)
    }

    /// What waits for a manager.
    pub fn waits(&self) -> Option<&Noted<AssessmentCompleted>> {
        let completed = self.completed.as_ref()?;
        let needs_manager = self.began.fact.level == Level::ChildInNeed;
        (needs_manager && !self.sent_back && self.authorised().is_none()).then_some(completed)
    }

    /// Whether it is finished: under section 17 with a manager's agreement, in family help when the lead says so.
    pub fn is_finished(&self) -> bool {
        match self.began.fact.level {
            Level::ChildInNeed => self.authorised().is_some(),
            Level::FamilyHelp => self.completed.is_some(),
        }
    }
}

/// One time of help, from its beginning to its end.
#[derive(Debug, Clone)]
pub struct Episode {
    /// When it began, and why.
    pub began: Noted<HelpBegan>,
    /// Its levels, oldest first.
    pub spans: Vec<Span>,
    /// Who leads; the last one does.
    pub leads: Vec<Noted<LeadNamed>>,
    /// Who else works with the family, with the day on which they left.
    pub team: Vec<(Noted<TeamJoined>, Option<Date>)>,
    /// That the family said no, until that is judged.
    pub refused: Option<Noted<HelpRefused>>,
    /// Each judgement of a no.
    pub judged: Vec<Noted<RefusalJudged>>,
    /// Assessments, oldest first.
    pub assessments: Vec<Assessment>,
    /// The plan as it was written each time; the latest stands, at whatever level.
    pub written: Vec<Noted<PlanWritten>>,
    /// When it was in force, and at which level.
    pub plans: Vec<PlanSpan>,
    /// Visits, oldest first.
    pub visits: Vec<Noted<VisitMade>>,
    /// Reviews, oldest first.
    pub reviews: Vec<Noted<ReviewHeld>>,
    /// Each change of the level, oldest first.
    pub changes: Vec<Noted<LevelChanged>>,
    /// Each time the plan gave way to a protection plan.
    pub yielded: Vec<Noted<PlanYielded>>,
    /// That it ended.
    pub ended: Option<Noted<HelpEnded>>,
}

impl Episode {
    fn new(began: Noted<HelpBegan>) -> Self {
        let fact = &began.fact;
        let first = Span {
            span: fact.episode,
            level: fact.level,
            from: began.happened.date(),
            source: fact.source.clone(),
            need: fact.need.clone(),
            until: None,
            reason: None,
        };
        Self {
            spans: vec![first],
            began,
            leads: Vec::new(),
            team: Vec::new(),
            refused: None,
            judged: Vec::new(),
            assessments: Vec::new(),
            written: Vec::new(),
            plans: Vec::new(),
            visits: Vec::new(),
            reviews: Vec::new(),
            changes: Vec::new(),
            yielded: Vec::new(),
            ended: None,
        }
    }

    /// The level that stands.
    pub fn level(&self) -> Level {
        self.spans.last().map_or(self.began.fact.level, |span| span.level)
    }

    /// Who leads now.
    pub fn lead(&self) -> Option<PersonId> {
        self.leads.last().map(|lead| lead.fact.person)
    }

    /// The assessment that is being written, or waits for a manager.
    pub fn open_assessment(&self) -> Option<&Assessment> {
        self.assessments.last().filter(|assessment| self.is_open_in(assessment))
    }

    /// Whether this assessment is still being written. One that was begun before the level changed goes on in the next one,
    /// which takes over what was written.
    pub(crate) fn is_open_in(&self, assessment: &Assessment) -> bool {
        let now = self.spans.last().is_some_and(|span| span.span == assessment.span);
        self.ended.is_none() && !assessment.is_finished() && now
    }

    /// The latest assessment, finished or not.
    pub fn assessment(&self) -> Option<&Assessment> {
        self.assessments.last()
    }

    /// The plan that is in force, and since when.
    pub fn plan(&self) -> Option<&PlanSpan> {
        self.plans.last().filter(|plan| plan.until.is_none())
    }

    /// The day on which the plan is looked at again: what the last review set, or else the plan.
    pub fn next_review(&self) -> Option<Date> {
        let written = self.written.last();
        let review =
            self.reviews.last().filter(|review| written.is_none_or(|written| review.at >= written.at));
        match review {
            // A review that set no day leaves none: the plan's day has been met.
            Some(review) => review.fact.next_on,
            None => written.and_then(|written| written.fact.review_on),
        }
    }

    /// Whether the family said no, and nobody has judged that yet.
    pub fn waits_for_judgement(&self) -> bool {
        self.refused.is_some()
    }

    pub(super) fn end_span(&mut self, on: Date, reason: Option<String>) {
        if let Some(span) = self.spans.last_mut().filter(|span| span.until.is_none()) {
            span.until = Some(on);
            span.reason = reason;
        }
    }

    pub(super) fn end_plan(&mut self, on: Date) {
        if let Some(plan) = self.plans.last_mut().filter(|plan| plan.until.is_none()) {
            plan.until = Some(on);
        }
    }
}

pub(super) fn apply(help: &mut Help, recorded: &Recorded<HelpEvent>) {
    let event = recorded.event.clone();
    match event {
        HelpEvent::Began(fact) => {
            if !fact.called.is_empty() {
                help.called.clone_from(&fact.called);
            }
            help.born = fact.born.or(help.born);
            help.episodes.push(Episode::new(noted(recorded, fact)));
        }
        HelpEvent::RelativeAdded(fact) => help.relatives.push(noted(recorded, fact)),
        HelpEvent::Shared(fact) => help.shared.push(noted(recorded, fact)),
        HelpEvent::Commented(fact) => help.comments.push(noted(recorded, fact)),
        HelpEvent::Supervised(_) | HelpEvent::SupervisionFollowed(_) => {
            super::supervise::apply(help, recorded);
        }
        _ => {
            if let Some(episode) = help.episode() {
                apply_to(episode, recorded, event);
            }
        }
    }
}

fn apply_to(episode: &mut Episode, recorded: &Recorded<HelpEvent>, event: HelpEvent) {
    let on = recorded.happened.date();
    match event {
        HelpEvent::Refused(fact) => episode.refused = Some(noted(recorded, fact)),
        HelpEvent::RefusalJudged(fact) => {
            episode.refused = None;
            episode.judged.push(noted(recorded, fact));
        }
        HelpEvent::LeadNamed(fact) => episode.leads.push(noted(recorded, fact)),
        HelpEvent::TeamJoined(fact) => episode.team.push((noted(recorded, fact), None)),
        HelpEvent::TeamLeft(fact) => {
            let mut team = episode.team.iter_mut();
            if let Some((_, left)) = team.find(|(joined, _)| joined.fact.member == fact.member) {
                *left = Some(on);
            }
        }
        HelpEvent::AssessmentBegan(fact) => {
            // What was written in this time of help stands in the next assessment too: nothing is written twice.
            let before = episode.assessments.last();
            let (parts, adults) =
                before.map(|before| (before.parts.clone(), before.adults.clone())).unwrap_or_default();
            episode.assessments.push(Assessment {
                began: noted(recorded, fact),
                span: episode.spans.last().map_or(episode.began.fact.episode, |span| span.span),
                parts,
                adults,
                seen: Vec::new(),
                factors: None,
                adult_factors: Vec::new(),
                completed: None,
                answered: Vec::new(),
                sent_back: false,
            });
        }
        HelpEvent::PlanWritten(fact) => {
            let new = episode.plan().is_none_or(|plan| plan.level != fact.level);
            if new {
                episode.end_plan(on);
                let (plan, level) = (fact.plan, fact.level);
                episode.plans.push(PlanSpan { plan, level, from: on, until: None });
            }
            episode.written.push(noted(recorded, fact));
        }
        HelpEvent::VisitMade(fact) => episode.visits.push(noted(recorded, fact)),
        HelpEvent::ReviewHeld(fact) => episode.reviews.push(noted(recorded, fact)),
        HelpEvent::LevelChanged(fact) => {
            super::level::apply(episode, &fact, on);
            episode.changes.push(noted(recorded, fact));
        }
        HelpEvent::PlanYielded(fact) => {
            episode.end_plan(on);
            episode.yielded.push(noted(recorded, fact));
        }
        HelpEvent::Ended(fact) => {
            episode.end_plan(on);
            episode.end_span(on, fact.reason.clone());
            episode.ended = Some(noted(recorded, fact));
        }
        assessed => {
            if let Some(assessment) = episode.assessments.last_mut() {
                apply_to_assessment(assessment, recorded, assessed);
            }
        }
    }
}

fn apply_to_assessment(assessment: &mut Assessment, recorded: &Recorded<HelpEvent>, event: HelpEvent) {
    match event {
        HelpEvent::PartWritten(fact) => assessment.parts.push(noted(recorded, fact)),
        HelpEvent::AdultPartWritten(fact) => assessment.adults.push(noted(recorded, fact)),
        HelpEvent::ChildSeen(fact) => assessment.seen.push(noted(recorded, fact)),
        HelpEvent::FactorsRecorded(fact) => assessment.factors = Some(noted(recorded, fact)),
        HelpEvent::AdultFactorRecorded(fact) => assessment.adult_factors.push(noted(recorded, fact)),
        HelpEvent::AssessmentCompleted(fact) => {
            assessment.sent_back = false;
            assessment.completed = Some(noted(recorded, fact));
        }
        HelpEvent::AssessmentAnswered(fact) => {
            assessment.sent_back = !fact.agreed;
            assessment.answered.push(noted(recorded, fact));
        }
        _ => {}
    }
}
