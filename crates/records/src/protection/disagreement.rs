//! Practitioners disagree about a child: said in writing, answered in writing, taken from stage to stage until it is settled.
//! It holds nothing up; what protects the child goes on meanwhile.

use forms::Answers;
use guidance::{Rules, Standard};
use kernel::{Capacity, PersonId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ask::{one, words};
use super::{Enquiry, Protection, ProtectionEvent};
use crate::refusal::refusals;
use crate::request::{Noted, noted};
use crate::stream::{Command, Context, Decided, Recorded};

/// The duty to settle a disagreement; the promises whose local numbers are its stages stand in its place.
pub(super) const DUTY: &str = "CP-13";

/// The stages of the local way to settle a disagreement, in order. The first is between the practitioners themselves.
pub fn disagreement_stages(rules: &Rules) -> Vec<&Standard> {
    rules.protocol().standards().iter().filter(|standard| standard.duty.as_deref() == Some(DUTY)).collect()
}

/// Somebody disagrees.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DisagreementRaised {
    /// This disagreement.
    pub disagreement: Uuid,
    /// With whom, where with one person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<PersonId>,
    /// About what, why, what it means for the child.
    pub answers: Answers,
}

/// Whoever was asked at a stage answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DisagreementAnswered {
    /// Which.
    pub disagreement: Uuid,
    /// At which stage.
    pub stage: usize,
    /// The answer, and what changes.
    pub answers: Answers,
}

/// It goes to the next stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DisagreementTakenFurther {
    /// Which.
    pub disagreement: Uuid,
    /// The stage that begins: the second is 2.
    pub stage: usize,
    /// What was written.
    pub answers: Answers,
}

/// How a disagreement ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettledHow {
    /// Whoever disagreed agrees now.
    Agreed,
    /// They leave it, and their view stands beside the decision.
    Differs,
    /// The last stage decided.
    Decided,
}

/// It is settled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DisagreementSettled {
    /// Which.
    pub disagreement: Uuid,
    /// How.
    pub how: SettledHow,
    /// What was written.
    pub answers: Answers,
}

/// One disagreement.
#[derive(Debug, Clone)]
pub struct Disagreement {
    /// Who said it, with whom, and why.
    pub raised: Noted<DisagreementRaised>,
    /// Each answer.
    pub answered: Vec<Noted<DisagreementAnswered>>,
    /// Each time it was taken further.
    pub further: Vec<Noted<DisagreementTakenFurther>>,
    /// That it was settled.
    pub settled: Option<Noted<DisagreementSettled>>,
}

impl Disagreement {
    /// The stage it is at, from 1.
    pub fn stage(&self) -> usize {
        self.further.last().map_or(1, |further| further.fact.stage)
    }

    /// Whether somebody must answer it now: it is open, and nobody has answered at this stage.
    pub fn waits_for_answer(&self) -> bool {
        let stage = self.stage();
        self.settled.is_none() && !self.answered.iter().any(|answered| answered.fact.stage == stage)
    }

    /// Whether this person said it.
    pub fn is_of(&self, person: PersonId) -> bool {
        self.raised.author.person == Some(person)
    }

    /// Whether somebody may answer at the stage it is at: anybody at the table who did not say it, at the first; whoever the
    /// protocol names, at a later one.
    fn may_be_answered_by(&self, rules: &Rules, person: PersonId, capacities: &[Capacity]) -> bool {
        let stages = disagreement_stages(rules);
        let named = stages
            .get(self.stage().saturating_sub(1))
            .filter(|_| self.stage() > 1)
            .map(|stage| &stage.responsible);
        self.waits_for_answer() && !self.is_of(person) && named.is_none_or(|named| capacities.contains(named))
    }
}

impl Protection {
    fn disagreement(&mut self, id: Uuid) -> Option<&mut Disagreement> {
        self.disagreements.iter_mut().find(|found| found.raised.fact.disagreement == id)
    }

    /// The disagreements that are not settled.
    pub fn open_disagreements(&self) -> impl Iterator<Item = &Disagreement> {
        self.disagreements.iter().filter(|disagreement| disagreement.settled.is_none())
    }

    /// The open disagreement that this person said.
    pub fn disagreement_of(&self, person: PersonId) -> Option<&Disagreement> {
        self.open_disagreements().find(|disagreement| disagreement.is_of(person))
    }

    /// Whether this person may answer a disagreement at the stage it is at. Whoever authorised how the enquiries end that were
    /// over when it was said is part of what is disagreed about: at a later stage somebody else answers.
    pub fn may_answer(
        &self,
        disagreement: &Disagreement,
        rules: &Rules,
        person: PersonId,
        capacities: &[Capacity],
    ) -> bool {
        let said = disagreement.raised.at;
        let ended = self.enquiries.iter().rev().filter_map(Enquiry::concluded).map(|(_, agreed)| agreed);
        let authorised = ended.into_iter().find(|agreed| agreed.at <= said);
        let is_theirs = authorised.is_some_and(|agreed| agreed.author.person == Some(person));
        let is_later = disagreement.stage() > 1;
        disagreement.may_be_answered_by(rules, person, capacities) && !(is_later && is_theirs)
    }

    /// The oldest disagreement that this person may answer now.
    pub fn disagreement_to_answer(
        &self,
        rules: &Rules,
        person: PersonId,
        capacities: &[Capacity],
    ) -> Option<&Disagreement> {
        self.open_disagreements()
            .find(|disagreement| self.may_answer(disagreement, rules, person, capacities))
    }
}

/// Say that you disagree.
#[derive(Debug, Clone, Deserialize)]
pub struct Disagree {
    /// Its identifier.
    pub disagreement: Uuid,
    /// With whom, where with one person.
    pub with: Option<PersonId>,
    /// About what, why, what it means for the child.
    pub answers: Answers,
}

refusals! {
    /// Why it cannot be said so.
    DisagreeRefusal {
        NotBegun = "there is no such record", "protection-not-begun", "a disagreement is about something";
        NobodyNamed = "only a person who is signed in disagrees", "nobody-named-crossing", "each step has a named person";
        StillOpen = "a disagreement of this person is open", "disagreement-open", "one is settled before the same person begins another";
        WithThemselves = "nobody disagrees with themselves", "disagreement-with-oneself", "two people disagree";
        WhyMissing = "say why, and what it means for the child", "disagreement-needs-why", "CP-13: a disagreement is about the child";
    }
}

impl Command for Disagree {
    type Stream = Protection;
    type Refusal = DisagreeRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, DisagreeRefusal> {
        if !state.is_begun() {
            return Err(DisagreeRefusal::NotBegun);
        }
        let person = context.author.person.ok_or(DisagreeRefusal::NobodyNamed)?;
        if state.disagreement_of(person).is_some() {
            return Err(DisagreeRefusal::StillOpen);
        }
        if self.with == Some(person) {
            return Err(DisagreeRefusal::WithThemselves);
        }
        let said = |question| !words(&self.answers, question).is_empty();
        if !said("disagree-why") || !said("disagree-child") {
            return Err(DisagreeRefusal::WhyMissing);
        }
        let (disagreement, with, answers) = (self.disagreement, self.with, self.answers.clone());
        Ok(vec![Decided::now(context, DisagreementRaised { disagreement, with, answers })])
    }
}

/// Answer a disagreement.
#[derive(Debug, Clone, Deserialize)]
pub struct AnswerDisagreement {
    /// Which.
    pub disagreement: Uuid,
    /// The answer, and what changes.
    pub answers: Answers,
}

refusals! {
    /// Why it cannot be answered so.
    AnswerDisagreementRefusal {
        NotWaiting = "no such disagreement waits for an answer", "no-disagreement-waits", "what is answered was asked";
        NobodyNamed = "only a person who is signed in answers", "nobody-named-crossing", "each step has a named person";
        NotTheirs = "whoever disagreed does not answer, and a later stage is answered by whoever the protocol names", "disagreement-answer-not-theirs", "CP-13: the area's own way, stage by stage";
        WordsMissing = "write the answer and why", "disagreement-answer-missing", "CP-13: how it ended is written down";
    }
}

impl Command for AnswerDisagreement {
    type Stream = Protection;
    type Refusal = AnswerDisagreementRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, AnswerDisagreementRefusal> {
        let found =
            state.disagreements.iter().find(|found| found.raised.fact.disagreement == self.disagreement);
        let found = found.filter(|found| found.waits_for_answer());
        let found = found.ok_or(AnswerDisagreementRefusal::NotWaiting)?;
        let person = context.author.person.ok_or(AnswerDisagreementRefusal::NobodyNamed)?;
        let known = context.partnership.practitioner(person);
        let capacities = known.map(|known| known.capacities.as_slice()).unwrap_or_default();
        if !state.may_answer(found, context.rules, person, capacities) {
            return Err(AnswerDisagreementRefusal::NotTheirs);
        }
        if words(&self.answers, "disagree-answer").is_empty() {
            return Err(AnswerDisagreementRefusal::WordsMissing);
        }
        let (disagreement, at, answers) = (self.disagreement, found.stage(), self.answers.clone());
        let answered = DisagreementAnswered { disagreement, stage: at, answers: answers.clone() };
        let mut events = vec![Decided::now(context, answered)];
        // What the last stage decides is the end of the way, whether or not somebody says so afterwards.
        if at >= disagreement_stages(context.rules).len() {
            let settled = DisagreementSettled { disagreement, how: SettledHow::Decided, answers };
            events.push(Decided::now(context, settled));
        }
        Ok(events)
    }
}

/// Whoever disagreed says how it goes on: settled, or to the next stage. Nobody need wait for an answer to take it further.
#[derive(Debug, Clone, Deserialize)]
pub struct FollowDisagreement(pub Answers);

refusals! {
    /// Why it cannot go on so.
    FollowDisagreementRefusal {
        NotTheirs = "this person has no open disagreement", "no-own-disagreement", "whoever disagreed says whether it is settled";
        NotChosen = "say how it goes on", "disagreement-next-missing", "CP-13: how it ended is written down";
        LastStage = "there is no further stage", "disagreement-last-stage", "CP-13: the last stage is the end of the way";
        WordsMissing = "say why", "disagreement-next-needs-why", "CP-13: how it ended is written down";
    }
}

impl Command for FollowDisagreement {
    type Stream = Protection;
    type Refusal = FollowDisagreementRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, FollowDisagreementRefusal> {
        let found = context.author.person.and_then(|person| state.disagreement_of(person));
        let found = found.ok_or(FollowDisagreementRefusal::NotTheirs)?;
        let next = one(&self.0, "disagree-next").ok_or(FollowDisagreementRefusal::NotChosen)?;
        let (disagreement, answers) = (found.raised.fact.disagreement, self.0.clone());
        if next == "further" {
            let next = found.stage().saturating_add(1);
            if next > disagreement_stages(context.rules).len() {
                return Err(FollowDisagreementRefusal::LastStage);
            }
            let further = DisagreementTakenFurther { disagreement, stage: next, answers };
            return Ok(vec![Decided::now(context, further)]);
        }
        let how = if next == "agreed" { SettledHow::Agreed } else { SettledHow::Differs };
        if how == SettledHow::Differs && words(&self.0, "disagree-next-words").is_empty() {
            return Err(FollowDisagreementRefusal::WordsMissing);
        }
        Ok(vec![Decided::now(context, DisagreementSettled { disagreement, how, answers })])
    }
}

pub(super) fn apply(state: &mut Protection, recorded: &Recorded<ProtectionEvent>) {
    match recorded.event.clone() {
        ProtectionEvent::DisagreementRaised(fact) => state.disagreements.push(Disagreement {
            raised: noted(recorded, fact),
            answered: Vec::new(),
            further: Vec::new(),
            settled: None,
        }),
        ProtectionEvent::DisagreementAnswered(fact) => {
            if let Some(found) = state.disagreement(fact.disagreement) {
                found.answered.push(noted(recorded, fact));
            }
        }
        ProtectionEvent::DisagreementTakenFurther(fact) => {
            if let Some(found) = state.disagreement(fact.disagreement) {
                found.further.push(noted(recorded, fact));
            }
        }
        ProtectionEvent::DisagreementSettled(fact) => {
            if let Some(found) = state.disagreement(fact.disagreement) {
                found.settled = Some(noted(recorded, fact));
            }
        }
        _ => {}
    }
}
