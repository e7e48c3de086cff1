//! Assessments beside the child's own: a parent carer's, another carer's, a young carer's, a brother's or sister's, those
//! for adult life, advice for an education, health and care plan. Each is a decision of its own about one person; which
//! there are, and what each must say, is data.

use std::collections::BTreeMap;

use guidance::Linked;
use kernel::{Moment, PersonId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::request::Noted;
use crate::stream::{Command, Context, Decided};

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkedStep {
    /// It was offered.
    Offered,
    /// The person, or somebody for them, asked for it.
    Asked,
    /// The person wants it.
    Accepted,
    /// The person does not want it. They can change their mind at any time.
    Declined,
    /// It was done.
    Done,
    /// It was refused, with written reasons.
    Refused,
    /// What came of it elsewhere came back to us: the sections of a plan, the answer of another service.
    Returned,
}

impl LinkedStep {
    /// Every step, with the name that forms and stored events use.
    pub const ALL: [(&'static str, Self); 7] = [
        ("offered", Self::Offered),
        ("asked", Self::Asked),
        ("accepted", Self::Accepted),
        ("declined", Self::Declined),
        ("done", Self::Done),
        ("refused", Self::Refused),
        ("returned", Self::Returned),
    ];

    /// The name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, each)| *each == self).map_or("", |(name, _)| name)
    }

    /// Whether it answers what was owed.
    pub fn is_answer(self) -> bool {
        matches!(self, Self::Declined | Self::Done | Self::Refused)
    }
}

/// A step of an assessment beside the child's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedRecorded {
    /// The assessment, across its steps.
    pub linked: Uuid,
    /// Which kind: `parent-carer`.
    pub kind: String,
    /// About whom, where they take part in the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// About whom, by name; for advice, who asked for it.
    pub name: String,
    /// What became of it.
    pub step: LinkedStep,
    /// What was offered, said, found or decided, and why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// What the result says of each thing that it must say.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<String, String>,
}

/// An assessment beside the child's own, with every step.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkedAssessment {
    /// Every step, oldest first; never empty.
    pub steps: Vec<Noted<LinkedRecorded>>,
}

impl LinkedAssessment {
    /// The first step.
    pub fn first(&self) -> &Noted<LinkedRecorded> {
        &self.steps[0]
    }

    /// What stands.
    pub fn current(&self) -> &Noted<LinkedRecorded> {
        &self.steps[self.steps.len() - 1]
    }

    /// The step that answers what was owed, if there is one that stands.
    pub fn answer(&self) -> Option<&Noted<LinkedRecorded>> {
        let last = self.steps.iter().rfind(|step| step.fact.step != LinkedStep::Returned)?;
        last.fact.step.is_answer().then_some(last)
    }
}

pub(super) fn record(known: &mut Vec<LinkedAssessment>, step: Noted<LinkedRecorded>) {
    match known.iter_mut().find(|each| each.first().fact.linked == step.fact.linked) {
        Some(linked) => linked.steps.push(step),
        None => known.push(LinkedAssessment { steps: vec![step] }),
    }
}

/// Record a step of an assessment beside the child's own.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordLinked {
    /// The step.
    pub recorded: LinkedRecorded,
    /// When it happened, where that is not now: the day on which advice was asked for.
    pub happened: Option<Moment>,
}

refusals! {
    /// Why a step cannot be recorded.
    RecordLinkedRefusal {
        NotRegistered = "there is no such record", "not-registered", "an assessment beside the child's belongs to a child's record";
        UnknownKind = "the guidance knows no such assessment", "unknown-linked", "assessments beside the child's are those of the guidance";
        WhoMissing = "say about whom it is", "about-whom-missing", "each is a decision of its own, about one person";
        Another = "this assessment is another kind, or about somebody else", "another-linked", "each is a decision of its own, about one person";
        NotOffered = "it was neither offered nor asked for", "not-offered", "OB-19: it is offered before it can be declined";
        NotAccepted = "it was declined, and nobody has asked for it since", "declined-already", "an assessment of a person's own needs is theirs to want";
        WhyMissing = "say why, in words they will read", "why-missing", "OB-35: a refusal has written reasons";
        WordsMissing = "say what was found, and what follows from it", "result-missing", "OB-20: after the assessment it is decided what is needed and whether to provide it";
        PartMissing = "the result must say each thing that is asked", "part-missing", "OB-27: advice says the needs, the outcomes and the provision";
        InTheFuture = "it cannot have happened in the future", "in-future", "what happened is not what is planned";
        NotAnAnswer = "not being known to social care is no advice", "not-an-answer", "OB-26: not being known to us is no advice";
    }
}

impl RecordLinked {
    fn check_result(&self, kind: &Linked) -> Result<(), RecordLinkedRefusal> {
        if kind.parts.is_empty() && self.recorded.words.trim().is_empty() {
            return Err(RecordLinkedRefusal::WordsMissing);
        }
        for part in &kind.parts {
            let said = self.recorded.parts.get(part).map_or("", String::as_str).trim().to_lowercase();
            if said.is_empty() {
                return Err(RecordLinkedRefusal::PartMissing);
            }
            if kind.no_answer.iter().any(|no_answer| said.contains(no_answer.as_str())) {
                return Err(RecordLinkedRefusal::NotAnAnswer);
            }
        }
        Ok(())
    }
}

impl Command for RecordLinked {
    type Stream = Child;
    type Refusal = RecordLinkedRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, RecordLinkedRefusal> {
        if state.registered.is_none() {
            return Err(RecordLinkedRefusal::NotRegistered);
        }
        let kind =
            context.rules.guidance().linked(&self.recorded.kind).ok_or(RecordLinkedRefusal::UnknownKind)?;
        if self.recorded.name.trim().is_empty() {
            return Err(RecordLinkedRefusal::WhoMissing);
        }
        let before = state.journey.linked(self.recorded.linked);
        if before.is_some_and(|before| before.first().fact.kind != self.recorded.kind) {
            return Err(RecordLinkedRefusal::Another);
        }
        let declined = before
            .and_then(LinkedAssessment::answer)
            .is_some_and(|answer| answer.fact.step == LinkedStep::Declined);
        match self.recorded.step {
            LinkedStep::Offered | LinkedStep::Asked => {}
            _ if before.is_none() => return Err(RecordLinkedRefusal::NotOffered),
            LinkedStep::Done if declined => return Err(RecordLinkedRefusal::NotAccepted),
            LinkedStep::Done => self.check_result(kind)?,
            LinkedStep::Refused if self.recorded.words.trim().is_empty() => {
                return Err(RecordLinkedRefusal::WhyMissing);
            }
            _ => {}
        }
        let happened = self.happened.unwrap_or(Moment::At(context.now));
        if happened.date() > context.today() {
            return Err(RecordLinkedRefusal::InTheFuture);
        }
        Ok(vec![Decided::when(happened, self.recorded.clone())])
    }
}

/// Ask for an assessment of one's own needs, or take up or turn down one that was offered. The family does it by itself.
#[derive(Debug, Clone, Deserialize)]
pub struct AskForOwn(pub LinkedRecorded);

refusals! {
    /// Why one cannot ask for that.
    AskForOwnRefusal {
        NotOwn = "it is about somebody else", "not-own", "an assessment of a person's own needs is theirs to want";
        NotTheirStep = "this is not for the person to say", "not-their-step", "the assessor says what was found, or why it is refused";
        Unknown = "the guidance knows no such assessment", "unknown-linked", "assessments beside the child's are those of the guidance";
        NotOffered = "it was not offered", "not-offered", "OB-19: it is offered before it can be declined";
    }
}

impl Command for AskForOwn {
    type Stream = Child;
    type Refusal = AskForOwnRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, AskForOwnRefusal> {
        let author = context.author.person;
        let before = state.journey.linked(self.0.linked).map(|before| &before.first().fact);
        let is_own = before.is_none_or(|before| before.person == author && before.kind == self.0.kind);
        if author.is_none() || self.0.person != author || !is_own {
            return Err(AskForOwnRefusal::NotOwn);
        }
        if !matches!(self.0.step, LinkedStep::Asked | LinkedStep::Accepted | LinkedStep::Declined) {
            return Err(AskForOwnRefusal::NotTheirStep);
        }
        if self.0.step != LinkedStep::Asked && before.is_none() {
            return Err(AskForOwnRefusal::NotOffered);
        }
        if context.rules.guidance().linked(&self.0.kind).is_none() {
            return Err(AskForOwnRefusal::Unknown);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
