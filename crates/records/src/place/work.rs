//! What is done about it: opened with what was noticed, assessed, planned, looked at again, closed with what has changed.

use forms::Answers;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{FORM, Place, PlaceEvent};
use crate::protection::ask::{day, is_manager, one, words};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// It is looked at from now on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceOpened {
    /// A place, a group or a space online, as the form lists it.
    pub kind: String,
    /// What it is called.
    pub name: String,
    /// What was written.
    pub answers: Answers,
}

/// Open it.
#[derive(Debug, Clone, Deserialize)]
pub struct OpenPlace(pub Answers);

refusals! {
    /// Why it cannot be opened so.
    OpenPlaceRefusal {
        Opened = "it is open already", "place-opened-already", "it is opened once";
        NobodyNamed = "only a person who is signed in opens it", "nobody-named-crossing", "each step has a named person";
        KindMissing = "say which it is", "place-kind-missing", "a place, a group, a space online";
        NameMissing = "say what it is called", "place-name-missing", "everybody must mean the same one";
        WhyMissing = "say what was seen, heard or noticed", "place-why-missing", "what is known, and what is thought";
    }
}

impl Command for OpenPlace {
    type Stream = Place;
    type Refusal = OpenPlaceRefusal;

    fn decide(
        &self,
        state: &Place,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PlaceEvent>>, OpenPlaceRefusal> {
        if state.opened.is_some() {
            return Err(OpenPlaceRefusal::Opened);
        }
        if context.author.person.is_none() {
            return Err(OpenPlaceRefusal::NobodyNamed);
        }
        let kind = one(&self.0, "open-kind").ok_or(OpenPlaceRefusal::KindMissing)?;
        let name = words(&self.0, "open-name");
        if name.is_empty() {
            return Err(OpenPlaceRefusal::NameMissing);
        }
        if words(&self.0, "open-why").is_empty() {
            return Err(OpenPlaceRefusal::WhyMissing);
        }
        Ok(vec![Decided::now(context, PlaceOpened { kind, name, answers: self.0.clone() })])
    }
}

/// What is done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceWork {
    /// What makes it unsafe was looked at.
    Assess,
    /// The plan was written.
    Plan,
    /// The plan was looked at again.
    Review,
}

impl PlaceWork {
    /// Each with its name: that of the section of the form that asks about it.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Assess, "assess"), (Self::Plan, "plan"), (Self::Review, "review")];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(work, _)| *work == self).map_or("", |(_, name)| name)
    }
}

/// Something was done about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceStep {
    /// What.
    pub what: PlaceWork,
    /// The day on which it is looked at again, where this says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
    /// What was written.
    pub answers: Answers,
}

/// Record what was done about it.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordPlaceStep {
    /// What.
    pub what: PlaceWork,
    /// What was written.
    pub answers: Answers,
}

refusals! {
    /// Why it cannot be recorded so.
    RecordPlaceStepRefusal {
        NotOpen = "it is not open", "place-not-open", "what is done is about something open";
        NoPlan = "there is no plan to look at", "place-no-plan", "a plan is looked at again";
        NotAssessed = "nobody has looked at what makes it unsafe", "place-not-assessed", "the plan follows from what was found";
        Incomplete = "an answer is missing", "care-step-incomplete", "each step says what the form asks and does not leave free";
        ReviewPast = "it is looked at again on a day that lies ahead", "place-review-past", "a plan has a day on which it is looked at again";
    }
}

impl Command for RecordPlaceStep {
    type Stream = Place;
    type Refusal = RecordPlaceStepRefusal;

    fn decide(
        &self,
        state: &Place,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PlaceEvent>>, RecordPlaceStepRefusal> {
        if !state.is_open() {
            return Err(RecordPlaceStepRefusal::NotOpen);
        }
        let before = match self.what {
            PlaceWork::Assess => None,
            PlaceWork::Plan => Some((PlaceWork::Assess, RecordPlaceStepRefusal::NotAssessed)),
            PlaceWork::Review => Some((PlaceWork::Plan, RecordPlaceStepRefusal::NoPlan)),
        };
        if let Some((before, refusal)) = before
            && state.latest(before).is_none()
        {
            return Err(refusal);
        }
        let section = context.forms.latest(FORM).and_then(|form| form.section(self.what.name()));
        let mut asked = section.into_iter().flat_map(|section| &section.questions);
        if asked.any(|question| !question.optional && self.answers.get(question.id.as_str()).is_none()) {
            return Err(RecordPlaceStepRefusal::Incomplete);
        }
        let review_on = match self.what {
            PlaceWork::Assess => None,
            PlaceWork::Plan => day(&self.answers, "plan-review"),
            PlaceWork::Review => day(&self.answers, "review-next"),
        };
        if review_on.is_some_and(|review| review <= context.today()) {
            return Err(RecordPlaceStepRefusal::ReviewPast);
        }
        let step = PlaceStep { what: self.what, review_on, answers: self.answers.clone() };
        Ok(vec![Decided::now(context, step)])
    }
}

/// It is closed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceClosed {
    /// What was written.
    pub answers: Answers,
}

/// Close it.
#[derive(Debug, Clone, Deserialize)]
pub struct ClosePlace(pub Answers);

refusals! {
    /// Why it cannot be closed.
    ClosePlaceRefusal {
        NotOpen = "it is not open", "place-not-open", "what closes was open";
        NotAManager = "a social-work-qualified manager closes it", "place-not-a-manager", "a named person answers for closing";
        Linked = "a child is still linked", "place-still-linked", "each child's link ends with its own reason first";
        WhyMissing = "say why", "place-close-why-missing", "each decision has its reason";
    }
}

impl Command for ClosePlace {
    type Stream = Place;
    type Refusal = ClosePlaceRefusal;

    fn decide(
        &self,
        state: &Place,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PlaceEvent>>, ClosePlaceRefusal> {
        if !state.is_open() {
            return Err(ClosePlaceRefusal::NotOpen);
        }
        if !is_manager(context) {
            return Err(ClosePlaceRefusal::NotAManager);
        }
        if state.standing().next().is_some() {
            return Err(ClosePlaceRefusal::Linked);
        }
        if words(&self.0, "close-why").is_empty() {
            return Err(ClosePlaceRefusal::WhyMissing);
        }
        Ok(vec![Decided::now(context, PlaceClosed { answers: self.0.clone() })])
    }
}
