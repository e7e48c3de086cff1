//! Somebody answers an invented request, so that it can be seen whether words that tell of a disability change what is decided.

use kernel::PersonId;
use measures::{Definitions, VignetteAnswered};

use super::{Partnership, PartnershipEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};
use serde::Deserialize;

/// Answer an invented request. Which half of the year it is and which version was read follow from the day and the person.
#[derive(Debug, Clone, Deserialize)]
pub struct AnswerVignette {
    /// Which request.
    pub vignette: String,
    /// One of the answers to choose from.
    pub answer: String,
}

refusals! {
    /// Why an invented request cannot be answered.
    AnswerVignetteRefusal {
        Nobody = "nobody is signed in", "vignette-nobody", "answers are paired by who gave them";
        Unknown = "there is no such invented request", "vignette-unknown", "invented requests are data, the same for everybody";
        NoAnswer = "none of the answers was chosen", "vignette-no-answer", "one of the answers is chosen";
        Answered = "this one is answered for this half of the year", "vignette-answered", "each version is answered once";
    }
}

/// An answer with who gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VignetteGiven {
    /// Who.
    pub person: PersonId,
    /// What they answered.
    pub answered: VignetteAnswered,
}

impl Command for AnswerVignette {
    type Stream = Partnership;
    type Refusal = AnswerVignetteRefusal;

    fn decide(
        &self,
        state: &Partnership,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PartnershipEvent>>, AnswerVignetteRefusal> {
        let person = context.author.person.ok_or(AnswerVignetteRefusal::Nobody)?;
        let definitions = Definitions::from_guidance(context.rules.guidance())
            .map_err(|_| AnswerVignetteRefusal::Unknown)?;
        let requests = &definitions.vignettes.requests;
        let place = requests
            .iter()
            .position(|request| request.id == self.vignette)
            .ok_or(AnswerVignetteRefusal::Unknown)?;
        if !definitions.vignettes.answers.iter().any(|answer| answer.value == self.answer) {
            return Err(AnswerVignetteRefusal::NoAnswer);
        }
        let half = definitions.half_of(context.today());
        if state.vignettes.iter().any(|given| {
            given.person == person && given.answered.half == half && given.answered.vignette == self.vignette
        }) {
            return Err(AnswerVignetteRefusal::Answered);
        }
        let answered = VignetteAnswered {
            vignette: self.vignette.clone(),
            half,
            with_disability: definitions.reads_disability(person.0, place, half),
            answer: self.answer.clone(),
        };
        Ok(vec![Decided::now(context, answered)])
    }
}
