//! What is recorded of a child who lives away from home, step by step: one kind of event with what it is, what it is about and
//! what was written. Whether it can be recorded now follows from what stands.

use forms::Answers;
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::begin::{is_ahead, offered};
use super::{FORM, LookedAfter, LookedAfterEvent, Missing, Role};
use crate::protection::ask::one;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided, DecidedIn};

macro_rules! doings {
    ($($(#[$documentation:meta])* $variant:ident = $name:literal,)+) => {
        /// What is recorded.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Doing {
            $($(#[$documentation])* $variant,)+
        }

        impl Doing {
            /// Everything, in the order in which it mostly comes.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its name: that of the section of the form that asks about it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

doings! {
    /// The child is back.
    Returned = "returned",
    /// A talk with somebody independent was offered.
    InterviewOffered = "interview-offered",
    /// It took place.
    Interview = "interview",
    /// A visit to the child.
    Visit = "visit",
    /// The placement plan.
    PlacementPlan = "placement-plan",
    /// The care plan.
    CarePlan = "care-plan",
    /// The child's health was looked at.
    Health = "health",
    /// The personal education plan was begun.
    PepBegun = "pep-begun",
    /// It was made.
    Pep = "pep",
    /// A review.
    Review = "review",
    /// Something that matters is to change.
    Proposed = "proposed",
    /// A review looked at it first, or it was said why not.
    Answered = "answered",
    /// Another rule on visits applies.
    Rule = "rule",
    /// The young person may have the help that care leavers have.
    Eligible = "eligible",
    /// What they need to go their own way.
    PathwayAssessment = "pathway-assessment",
    /// The pathway plan.
    PathwayPlan = "pathway-plan",
    /// It was looked at again.
    PathwayReview = "pathway-review",
    /// A personal adviser was offered.
    AdviserOffered = "adviser-offered",
    /// The young person moved.
    Moved = "moved",
    /// The personal adviser visited.
    AdviserVisit = "adviser-visit",
    /// The pathway plan ended.
    PathwayEnd = "pathway-end",
    /// The Secretary of State and Ofsted were told of the death.
    DeathTold = "death-told",
    /// Private fostering began.
    FosteringBegan = "fostering-began",
    /// A visit to a privately fostered child.
    FosteringVisit = "fostering-visit",
    /// The visit was written up.
    FosteringReport = "fostering-report",
    /// Private fostering ended.
    FosteringEnd = "fostering-end",
}

/// Who may record something, beside what the table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Whoever leads the work with the child.
    Work,
    /// The independent reviewing officer.
    Review,
    /// Whoever looks for a child who is missing, too.
    Return,
    /// Whoever helps a young person to leave care.
    Pathway,
}

impl Doing {
    /// Whether the independent reviewing officer records it, and nobody else.
    pub const fn is_review(self) -> bool {
        matches!(self.way(), Way::Review)
    }

    /// Whether it is about a child who was missing: the front door may record it too.
    pub const fn is_return(self) -> bool {
        matches!(self.way(), Way::Return)
    }

    /// Whether it is about a young person who leaves care: the personal adviser may record it too.
    pub const fn is_pathway(self) -> bool {
        matches!(self.way(), Way::Pathway)
    }

    const fn way(self) -> Way {
        match self {
            Self::Review => Way::Review,
            Self::Returned | Self::InterviewOffered | Self::Interview => Way::Return,
            Self::PathwayAssessment
            | Self::PathwayPlan
            | Self::PathwayReview
            | Self::AdviserOffered
            | Self::Moved
            | Self::AdviserVisit
            | Self::PathwayEnd => Way::Pathway,
            _ => Way::Work,
        }
    }

    /// Whether it begins something of its own.
    const fn begins(self) -> bool {
        matches!(self, Self::Proposed | Self::Eligible | Self::Moved)
    }

    /// What it would be about as things stand, by its identifier; nothing where there is nothing to record.
    pub fn about(self, state: &LookedAfter) -> Option<Uuid> {
        let care = || state.care().map(|care| care.began.fact.care);
        let once = |what, of| state.steps_of(what, of).next().is_none();
        let fostering = || state.fostering_now();
        let offered = |missing: &&Missing| said(missing).is_some_and(|said| said != NOT_YET);
        let returned = || state.missing.iter().filter(|missing| missing.returned.is_some());
        let left = || state.care().is_none() && !state.cares.is_empty();
        match self {
            Self::Returned => state.missing_now().map(|missing| missing.noted.fact.missing),
            Self::InterviewOffered => {
                returned().find(|missing| !offered(missing)).map(|missing| missing.noted.fact.missing)
            }
            Self::Interview => {
                let agreed = |missing: &&Missing| {
                    missing.interview.is_none() && said(missing).is_some_and(|said| said == YES)
                };
                returned().find(agreed).map(|missing| missing.noted.fact.missing)
            }
            Self::Visit | Self::PlacementPlan | Self::Rule => state.placement().map(|home| home.id),
            Self::CarePlan | Self::Health | Self::Pep | Self::Review | Self::Proposed => care(),
            Self::PepBegun => care().filter(|care| once(Self::PepBegun, *care) && once(Self::Pep, *care)),
            Self::Answered => state.open_proposal(),
            Self::Eligible => care().filter(|_| state.pathway().is_none()),
            Self::PathwayAssessment => {
                state.pathway().filter(|pathway| once(Self::PathwayAssessment, *pathway))
            }
            Self::PathwayPlan | Self::PathwayEnd => state.pathway(),
            Self::PathwayReview => state.pathway().filter(|pathway| !once(Self::PathwayPlan, *pathway)),
            Self::AdviserOffered | Self::Moved => state.pathway().filter(|_| left()),
            Self::AdviserVisit => state.pathway().and(state.moves().next_back()).map(|moved| moved.fact.of),
            Self::DeathTold => state.untold_death(),
            Self::FosteringBegan => fostering()
                .filter(|found| found.notified.fact.from.is_none() && found.steps_of(self).next().is_none())
                .map(|found| found.notified.fact.fostering),
            Self::FosteringReport => fostering()
                .filter(|found| found.steps_of(Self::FosteringVisit).count() > found.steps_of(self).count())
                .map(|found| found.notified.fact.fostering),
            Self::FosteringVisit | Self::FosteringEnd => {
                fostering().map(|found| found.notified.fact.fostering)
            }
        }
    }
}

/// What a child says to an offer, as the form lists it.
const YES: &str = "yes";
/// The answer that leaves the offer open.
const NOT_YET: &str = "not-yet";

/// What the child said to the latest offer of a talk.
fn said(missing: &Missing) -> Option<String> {
    missing.offered.last().and_then(|offered| one(&offered.fact.answers, "interview-answer"))
}

/// The rule on visits that a step names.
pub(super) fn rule_of(step: &StepRecorded) -> Option<String> {
    one(&step.answers, "rule-which")
}

/// Something was recorded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepRecorded {
    /// What.
    pub what: Doing,
    /// About what: the time of being looked after, the home, the time of being missing, the fostering.
    pub of: Uuid,
    /// What was written.
    pub answers: Answers,
}

impl StepRecorded {
    /// Whether the child was seen, where it is a visit.
    pub fn seen(&self) -> bool {
        !self.answers.is("visit-seen", "not-seen") && !self.answers.is("fostering-visit-seen", "not-seen")
    }
}

/// Something to record.
#[derive(Debug, Clone, Deserialize)]
pub struct Step {
    /// The identifier of what it begins, where it begins something.
    pub id: Uuid,
    /// What.
    pub what: Doing,
    /// When it happened.
    pub when: Moment,
    /// What was written.
    pub answers: Answers,
}

/// Record what whoever works with the child did.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordCareStep(pub Step);

/// Record a review, as the independent reviewing officer.
#[derive(Debug, Clone, Deserialize)]
pub struct HoldCareReview(pub Step);

/// Record that a child who was missing is back, and the talk that is offered.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordReturn(pub Step);

/// Record what was done with a young person who leaves care.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordPathwayStep(pub Step);

refusals! {
    /// Why it cannot be recorded so.
    StepRefusal {
        NothingOpen = "there is nothing to record of this kind as things stand", "care-step-not-open", "what is recorded is about something that stands";
        NotThisWay = "this is not recorded so", "care-step-other-way", "each step has those who take it";
        NotTheReviewer = "the independent reviewing officer holds the review", "not-the-reviewer", "LA-11, CA89 section 25B: the independent reviewing officer takes part in each review";
        InTheFuture = "it cannot have happened in the future", "held-in-future", "what happened is not what is planned";
        BeforeItBegan = "it cannot have happened before what it is about", "care-step-before", "what is recorded follows what it is about";
        Incomplete = "an answer is missing", "care-step-incomplete", "each step says what the form asks and does not leave free";
        RuleUnknown = "the guidance names no such kind of home", "care-rule-unknown", "CPPCR regulation 28: how often a child is visited follows from the kind of placement";
    }
}

fn decide(
    step: &Step,
    way: Way,
    state: &LookedAfter,
    context: &Context<'_>,
) -> Result<Vec<DecidedIn<LookedAfter>>, StepRefusal> {
    if step.what.way() != way {
        return Err(StepRefusal::NotThisWay);
    }
    let about = step.what.about(state).ok_or(StepRefusal::NothingOpen)?;
    if way == Way::Review && context.author.person != state.who(Role::Reviewer) {
        return Err(StepRefusal::NotTheReviewer);
    }
    if is_ahead(step.when, context) {
        return Err(StepRefusal::InTheFuture);
    }
    if began(state, about).is_some_and(|began| is_before(step.when, began)) {
        return Err(StepRefusal::BeforeItBegan);
    }
    let section = context.forms.latest(FORM).and_then(|form| form.section(step.what.name()));
    let mut asked = section.into_iter().flat_map(|section| &section.questions);
    // The day is what the step was taken with.
    let is_day = |id: &str| id == format!("{}-on", step.what.name());
    if asked.any(|question| {
        let id = question.id.as_str();
        !question.optional && !is_day(id) && step.answers.get(id).is_none()
    }) {
        return Err(StepRefusal::Incomplete);
    }
    if step.what == Doing::Rule && offered(context, &step.answers, "rule-which").is_none() {
        return Err(StepRefusal::RuleUnknown);
    }
    let of = if step.what.begins() { step.id } else { about };
    let recorded = StepRecorded { what: step.what, of, answers: step.answers.clone() };
    Ok(vec![Decided::when(step.when, recorded)])
}

/// When what it is about began. A plan may be made before a home begins, so homes and care hold back only visits and reviews;
/// what comes after a return is held against the return.
fn began(state: &LookedAfter, about: Uuid) -> Option<Moment> {
    let homes = state.cares.iter().flat_map(|care| &care.placements);
    let home = homes.into_iter().find(|home| home.id == about).map(|home| Moment::On(home.from));
    let missing = || state.missing.iter().find(|missing| missing.noted.fact.missing == about);
    let missing = || {
        let missing = missing()?;
        Some(missing.returned.as_ref().map_or(missing.noted.happened, |returned| returned.happened))
    };
    let fostering = || {
        let found = state.fostering.iter().find(|found| found.notified.fact.fostering == about)?;
        Some(found.notified.happened)
    };
    home.or_else(missing).or_else(fostering)
}

/// Whether one moment is before another: by the instant where both have one, and else by the day.
fn is_before(one: Moment, other: Moment) -> bool {
    match (one, other) {
        (Moment::At(one), Moment::At(other)) => one < other,
        _ => one.date() < other.date(),
    }
}

macro_rules! taken {
    ($($command:ident => $way:ident),+ $(,)?) => {
        $(impl Command for $command {
            type Stream = LookedAfter;
            type Refusal = StepRefusal;

            fn decide(
                &self,
                state: &LookedAfter,
                context: &Context<'_>,
            ) -> Result<Vec<Decided<LookedAfterEvent>>, StepRefusal> {
                decide(&self.0, Way::$way, state, context)
            }
        })+
    };
}

taken! {
    RecordCareStep => Work,
    HoldCareReview => Review,
    RecordReturn => Return,
    RecordPathwayStep => Pathway,
}
