//! Something is added to complete the record. A part may be added to as often as wanted; what stood before stays.

use forms::Answers;
use serde::{Deserialize, Serialize};

use super::part::{FORM, HouseholdChild, Part, children_in};
use crate::concern::{Concern, ConcernEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A part was answered, in full or as far as is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartAdded {
    /// Which part.
    pub part: Part,
    /// The answers, pinned to the version of the form.
    pub answers: Answers,
    /// Whether they are all that the part asks, by that version.
    pub complete: bool,
}

/// Add to a part.
#[derive(Debug, Clone, Deserialize)]
pub struct AddPart {
    /// Which part.
    pub part: Part,
    /// The answers.
    pub answers: Answers,
}

refusals! {
    /// Why something cannot be added. Answers that are not complete are taken as they are.
    AddPartRefusal {
        NotRaised = "there is no such concern", "no-such-concern", "a diversion record belongs to a concern";
        NobodyNamed = "only a person who is signed in adds to it", "nobody-named-crossing", "each part has a named author";
        NothingAdded = "nothing was answered", "nothing-added", "what is added says something";
        ChildLeftOut = "a child who was named is missing", "child-left-out", "every child of the household who was named gets a recorded decision";
        ChildUndecided = "the discussion has closed, and a child has no decision", "child-undecided", "a strategy discussion cannot close with one child undecided";
    }
}

impl Command for AddPart {
    type Stream = Concern;
    type Refusal = AddPartRefusal;

    fn decide(
        &self,
        state: &Concern,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ConcernEvent>>, AddPartRefusal> {
        if state.raised.is_none() {
            return Err(AddPartRefusal::NotRaised);
        }
        if context.author.person.is_none() {
            return Err(AddPartRefusal::NobodyNamed);
        }
        if self.answers.values.is_empty() {
            return Err(AddPartRefusal::NothingAdded);
        }
        // A name may be spelled better, but a child who was named once is never dropped without a decision.
        if self.part == Part::Children && children_in(&self.answers).len() < state.diversion.children().len()
        {
            return Err(AddPartRefusal::ChildLeftOut);
        }
        // After the discussion has closed, there is nobody left to decide later.
        let children = self.part == Part::Children && state.diversion.closed.is_some();
        if children && !children_in(&self.answers).iter().all(HouseholdChild::is_decided) {
            return Err(AddPartRefusal::ChildUndecided);
        }
        let form = context.forms.latest(FORM);
        let complete = form.is_some_and(|form| self.part.is_answered(form, &self.answers, context.today()));
        let (part, answers) = (self.part, self.answers.clone());
        Ok(vec![Decided::now(context, PartAdded { part, answers, complete })])
    }
}
