//! How an accepted need is met: the resource decision maker's part, and its limits.
//!
//! Whether a need is met was decided with the need. There is no way here to say that it is not, and no way to give less
//! than was decided; what cannot be said cannot be decided.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Child, ChildEvent, Decision, Quantity, ServiceForm};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// It was decided how an accepted need is met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourcesDecided {
    /// The need.
    pub need: Uuid,
    /// In which form.
    pub form: ServiceForm,
    /// How much, where the need says how much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// How, and why so; the family reads it.
    pub how: String,
}

/// Decide how an accepted need is met.
#[derive(Debug, Clone, Deserialize)]
pub struct DecideResources(pub ResourcesDecided);

refusals! {
    /// Why that cannot be decided.
    DecideResourcesRefusal {
        NotDecided = "the assessment is not signed off", "not-signed-off", "resources follow the decision on a need";
        UnknownNeed = "there is no such need", "unknown-need", "resources carry out the decision on a need";
        NotAccepted = "it was not decided that something is arranged for this need", "need-not-accepted", "the resource decision maker decides how, never whether";
        HowMissing = "say how it is met, in words the family will read", "how-met-missing", "each decision has its reason";
        LessThanDecided = "it is less than what was decided to be necessary", "less-than-decided", "Chronically Sick and Disabled Persons Act 1970 section 2; R v Gloucestershire, ex parte Barry: resources do not decide how much of an accepted need is met";
        OwnAssessment = "whoever assessed or signed does not decide the resources", "own-assessment", "assessment and resources are decided in separate hands";
    }
}

impl Command for DecideResources {
    type Stream = Child;
    type Refusal = DecideResourcesRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, DecideResourcesRefusal> {
        let decided = state.decided().ok_or(DecideResourcesRefusal::NotDecided)?;
        let need = decided.need(self.0.need).ok_or(DecideResourcesRefusal::UnknownNeed)?;
        let need = &need.current().fact;
        if need.decision != Decision::Meet {
            return Err(DecideResourcesRefusal::NotAccepted);
        }
        let author = context.author.person;
        let assessed = decided.allocated.last().map(|allocated| allocated.fact.assessor);
        let signed = decided.signed_off.as_ref().and_then(|signed| signed.author.person);
        if author.is_some() && (author == assessed || author == signed) {
            return Err(DecideResourcesRefusal::OwnAssessment);
        }
        if self.0.how.trim().is_empty() {
            return Err(DecideResourcesRefusal::HowMissing);
        }
        let is_less = match (&need.quantity, &self.0.quantity) {
            (Some(needed), Some(given)) => !given.is_like(needed) || given.is_less_than(needed),
            _ => false,
        };
        if is_less {
            return Err(DecideResourcesRefusal::LessThanDecided);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
