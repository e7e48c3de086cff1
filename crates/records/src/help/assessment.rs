//! The assessment in the framework's three domains: the child's part is each child's own, the family's parts are written once
//! for brothers and sisters. It is finished when a social-work-qualified manager has read it.

use std::collections::BTreeSet;

use forms::Answers;
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Episode, Help, HelpEvent, Level};
use crate::milestones::of_help;
use crate::protection::ask::{day_until_now, is_manager, one, words};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The part that is the child's own.
const CHILD_PART: &str = "child-needs";
/// The parts that are about the whole family: written once, they stand for brothers and sisters too.
pub const SHARED_PARTS: [&str; 2] = ["parenting", "surroundings"];
/// The duty whose limit, once passed, asks for a reason.
const CEILING: &str = "AS-01";

/// An assessment began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentBegan {
    /// This assessment.
    pub assessment: Uuid,
    /// The level at which it began.
    pub level: Level,
}

/// A part of the assessment was written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartWritten {
    /// Which part: `child-needs`, `parenting`, `surroundings`.
    pub part: String,
    /// The writing that brothers' and sisters' records share, where they share it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub together: Option<Uuid>,
    /// What was written.
    pub answers: Answers,
}

/// Write a part of the assessment. The first begins it.
#[derive(Debug, Clone, Deserialize)]
pub struct WritePart {
    /// The identifier of the assessment, where this begins it.
    pub assessment: Uuid,
    /// Which part.
    pub part: String,
    /// The writing that several children's records share.
    pub together: Option<Uuid>,
    /// What was written.
    pub answers: Answers,
}

refusals! {
    /// Why a part cannot be written.
    WritePartRefusal {
        NothingOpen = "no help is open", "help-nothing-open", "an assessment belongs to help that is given";
        Refused = "the family said no, and nobody has judged that yet", "help-refused-waits", "EH-01: family help is with the family's agreement";
        NotLead = "whoever leads writes the assessment", "help-not-lead", "AS-06: a lead practitioner answers for the assessment";
        Waits = "a manager reads it now", "help-assessment-waits", "AS-03: what a manager reads stands still";
        NotShared = "this part is the child's own", "help-part-own", "each child of a family has a part of their own";
        Empty = "nothing is written", "help-part-empty", "an assessment says something";
    }
}

/// The events that begin an assessment where none is open.
fn begun(episode: &Episode, assessment: Uuid, context: &Context<'_>) -> Vec<Decided<HelpEvent>> {
    if episode.open_assessment().is_some() {
        return Vec::new();
    }
    vec![Decided::now(context, AssessmentBegan { assessment, level: episode.level() })]
}

/// Whether the author leads the help that is open.
pub(super) fn leads(episode: &Episode, context: &Context<'_>) -> bool {
    context.author.person.is_some() && context.author.person == episode.lead()
}

/// Whether an assessment can be written now, by anybody.
pub fn may_write_part(episode: &Episode) -> bool {
    let waits = episode.open_assessment().is_some_and(|assessment| assessment.waits().is_some());
    !waits && !episode.waits_for_judgement()
}

impl Command for WritePart {
    type Stream = Help;
    type Refusal = WritePartRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, WritePartRefusal> {
        let open = state.open().ok_or(WritePartRefusal::NothingOpen)?;
        if open.waits_for_judgement() {
            return Err(WritePartRefusal::Refused);
        }
        if !leads(open, context) {
            return Err(WritePartRefusal::NotLead);
        }
        if !may_write_part(open) {
            return Err(WritePartRefusal::Waits);
        }
        if self.together.is_some() && !SHARED_PARTS.contains(&self.part.as_str()) {
            return Err(WritePartRefusal::NotShared);
        }
        if self.answers.values.is_empty() {
            return Err(WritePartRefusal::Empty);
        }
        let written =
            PartWritten { part: self.part.clone(), together: self.together, answers: self.answers.clone() };
        let mut events = begun(open, self.assessment, context);
        events.push(Decided::now(context, written));
        Ok(events)
    }
}

/// The child was seen, or was not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChildSeen {
    /// Whether the child was seen.
    pub seen: bool,
    /// Whether alone.
    pub alone: bool,
    /// What the child said or showed; why they were not seen, or not alone.
    pub answers: Answers,
}

/// Record that the child was seen. It begins the assessment where none is open.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordSeen {
    /// The identifier of the assessment, where this begins it.
    pub assessment: Uuid,
    /// What was written.
    pub answers: Answers,
}

refusals! {
    /// Why that cannot be recorded so.
    RecordSeenRefusal {
        NothingOpen = "no help is open", "help-nothing-open", "an assessment belongs to help that is given";
        Refused = "the family said no, and nobody has judged that yet", "help-refused-waits", "EH-01: family help is with the family's agreement";
        InTheFuture = "it cannot have happened in the future", "help-in-future", "what happened is not what is planned";
        SeenMissing = "say whether the child was seen", "help-seen-missing", "AS-04: the child is seen, alone where that is right";
        WhyMissing = "say why not", "help-seen-why", "AS-04: a child who was not seen has a reason written down";
        SaidMissing = "write what the child said or showed", "help-seen-said", "AS-04: the child's wishes and feelings are written down";
    }
}

impl Command for RecordSeen {
    type Stream = Help;
    type Refusal = RecordSeenRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, RecordSeenRefusal> {
        let open = state.open().ok_or(RecordSeenRefusal::NothingOpen)?;
        if open.waits_for_judgement() {
            return Err(RecordSeenRefusal::Refused);
        }
        let on = day_until_now(&self.answers, "seen-on", context).ok_or(RecordSeenRefusal::InTheFuture)?;
        let how = one(&self.answers, "seen-how").ok_or(RecordSeenRefusal::SeenMissing)?;
        let (seen, alone) = (how != "not-seen", how == "alone");
        if !seen && words(&self.answers, "seen-why").is_empty() {
            return Err(RecordSeenRefusal::WhyMissing);
        }
        if seen && words(&self.answers, "seen-said").is_empty() {
            return Err(RecordSeenRefusal::SaidMissing);
        }
        let mut events = begun(open, self.assessment, context);
        let fact = ChildSeen { seen, alone, answers: self.answers.clone() };
        events.push(Decided::when(Moment::On(on), fact));
        Ok(events)
    }
}

/// The lead said what the assessment found, and what should follow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AssessmentCompleted {
    /// What should follow: `plan`, `family-help`, `other-help`, `nothing-more`.
    pub follows: String,
    /// What was found, why this follows, what the family thinks.
    pub answers: Answers,
}

/// Say what the assessment found.
#[derive(Debug, Clone, Deserialize)]
pub struct CompleteAssessment(pub Answers);

refusals! {
    /// Why it cannot be completed so.
    CompleteAssessmentRefusal {
        NothingOpen = "no assessment is open", "help-no-assessment", "what is completed was begun";
        Declined = "the family said no, and nobody has judged that yet", "help-refused-waits", "EH-01: family help is with the family's agreement";
        NotLead = "whoever leads completes the assessment", "help-not-lead", "AS-06: a lead practitioner answers for the assessment";
        Waits = "a manager reads it now", "help-assessment-waits", "AS-03: what a manager reads stands still";
        ChildPartMissing = "the child's own part is not written", "help-child-part-missing", "each child of a family has a part of their own";
        SharedPartMissing = "a part about the family is not written", "help-family-part-missing", "the assessment looks at all three domains";
        NotSeen = "nobody has recorded whether the child was seen", "help-child-not-seen", "AS-04: the child is seen, or the reason why not is written down";
        FactorsMissing = "the codes for the census are not recorded", "help-factors-missing", "the census asks for factors at the end of an assessment; a person chooses them";
        FollowsMissing = "say what should follow", "help-follows-missing", "AS-01: an assessment is brought to a decision";
        FoundMissing = "say what was found and why this follows", "help-found-missing", "a decision has its reason";
        FamilyMissing = "say what the family thinks of it", "help-family-view-missing", "an assessment is made with the family; disagreement is kept beside it";
        NoFactorsButHelp = "no factors goes only with nothing more", "help-no-factors-but-help", "census: code 21 stands alone, where no further action follows";
    }
}

impl Command for CompleteAssessment {
    type Stream = Help;
    type Refusal = CompleteAssessmentRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, CompleteAssessmentRefusal> {
        use CompleteAssessmentRefusal as Refusal;
        let open = state.open().ok_or(Refusal::NothingOpen)?;
        let assessment = open.open_assessment().ok_or(Refusal::NothingOpen)?;
        if open.waits_for_judgement() {
            return Err(Refusal::Declined);
        }
        if !leads(open, context) {
            return Err(Refusal::NotLead);
        }
        if assessment.waits().is_some() {
            return Err(Refusal::Waits);
        }
        if assessment.part(CHILD_PART).is_none() {
            return Err(Refusal::ChildPartMissing);
        }
        if SHARED_PARTS.iter().any(|part| assessment.part(part).is_none()) {
            return Err(Refusal::SharedPartMissing);
        }
        if assessment.seen.is_empty() {
            return Err(Refusal::NotSeen);
        }
        let follows = one(&self.0, "complete-follows").ok_or(Refusal::FollowsMissing)?;
        if words(&self.0, "complete-found").is_empty() {
            return Err(Refusal::FoundMissing);
        }
        if words(&self.0, "complete-family").is_empty() {
            return Err(Refusal::FamilyMissing);
        }
        super::factors::check(assessment, &follows)?;
        Ok(vec![Decided::now(context, AssessmentCompleted { follows, answers: self.0.clone() })])
    }
}

/// A manager read it: agreed, or sent it back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AssessmentAnswered {
    /// Whether it is authorised.
    pub agreed: bool,
    /// What follows, as agreed.
    pub follows: String,
    /// Why it took longer than the most it may take, where it did.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub late_why: String,
    /// Why a code that names harm is right, where there is one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub harm_why: String,
    /// What was written.
    pub answers: Answers,
}

/// Authorise the assessment, or send it back.
#[derive(Debug, Clone, Deserialize)]
pub struct AnswerAssessment(pub Answers);

refusals! {
    /// Why it cannot be answered so.
    AnswerAssessmentRefusal {
        NothingWaits = "no assessment waits", "help-no-assessment-waits", "what is authorised was completed";
        NotAManager = "a social-work-qualified manager authorises it", "help-not-a-manager", "AS-03: a social-work-qualified manager reads and authorises the assessment";
        Own = "whoever leads does not authorise it", "help-assessment-own", "AS-03: nobody authorises what they wrote";
        DecisionMissing = "say whether you agree", "help-decision-missing", "AS-03: a manager agrees, or sends it back";
        WhyMissing = "say what is to be done first", "sending-back-needs-why", "what is sent back has a reason";
        NobodyTold = "say how the family and the agencies are told", "help-nobody-told", "AS-03: the family and the agencies are told what was decided";
        LateWhyMissing = "say why it took longer", "help-late-why", "AS-02: past the most it may take, the reason is recorded";
        HarmWhyMissing = "say why a code that names harm is right", "help-harm-why", "a code that names harm needs a recorded fact and a supervisor's reason";
    }
}

/// Whether the most that the assessment may take has passed.
fn is_late(state: &Help, context: &Context<'_>) -> bool {
    let (milestones, facts) = of_help(state);
    let schedule = context.rules.schedule(&milestones, &facts);
    let due = schedule.iter().filter(|duty| duty.duty == CEILING && duty.stopped.is_none() && !duty.lapsed);
    due.filter_map(|duty| duty.due.date()).any(|due| due < context.today())
}

impl Command for AnswerAssessment {
    type Stream = Help;
    type Refusal = AnswerAssessmentRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, AnswerAssessmentRefusal> {
        use AnswerAssessmentRefusal as Refusal;
        let open = state.open().ok_or(Refusal::NothingWaits)?;
        let assessment = open.open_assessment().ok_or(Refusal::NothingWaits)?;
        let completed = assessment.waits().ok_or(Refusal::NothingWaits)?;
        if !is_manager(context) {
            return Err(Refusal::NotAManager);
        }
        let wrote: BTreeSet<_> = assessment.parts.iter().map(|part| part.author.person).collect();
        if leads(open, context) || wrote.contains(&context.author.person) {
            return Err(Refusal::Own);
        }
        let agreed = match one(&self.0, "authorise").as_deref() {
            Some("agree") => true,
            Some(_) => false,
            None => return Err(Refusal::DecisionMissing),
        };
        let text = |question: &str| words(&self.0, question);
        let (late_why, harm_why) = (text("authorise-late"), text("authorise-harm"));
        if !agreed && text("authorise-why").is_empty() {
            return Err(Refusal::WhyMissing);
        }
        if agreed && text("authorise-told").is_empty() {
            return Err(Refusal::NobodyTold);
        }
        if agreed && late_why.is_empty() && is_late(state, context) {
            return Err(Refusal::LateWhyMissing);
        }
        if agreed && harm_why.is_empty() && assessment.names_harm() {
            return Err(Refusal::HarmWhyMissing);
        }
        let follows = completed.fact.follows.clone();
        let answers = self.0.clone();
        let answered = AssessmentAnswered { agreed, follows, late_why, harm_why, answers };
        Ok(vec![Decided::now(context, answered)])
    }
}
