//! What whoever looked first recommends to the manager.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Contact, ContactEvent, Outcome};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// An outcome was recommended for a child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommended {
    /// The child.
    pub child: Uuid,
    /// What.
    pub outcome: Outcome,
    /// Why.
    pub why: String,
}

/// Recommend an outcome.
#[derive(Debug, Clone, Deserialize)]
pub struct Recommend(pub Recommended);

refusals! {
    /// Why it cannot be recommended.
    RecommendRefusal {
        NoSuchChild = "this contact is about no such child", "no-contact-child", "what is recommended is about a child";
        Decided = "the child was decided about", "contact-child-decided", "a recommendation comes before the decision";
        WhyMissing = "say why", "contact-why-missing", "each recommendation has its reason";
    }
}

impl Command for Recommend {
    type Stream = Contact;
    type Refusal = RecommendRefusal;

    fn decide(
        &self,
        state: &Contact,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ContactEvent>>, RecommendRefusal> {
        if state.child(self.0.child).is_none() {
            return Err(RecommendRefusal::NoSuchChild);
        }
        if state.decision(self.0.child).is_some() {
            return Err(RecommendRefusal::Decided);
        }
        if self.0.why.trim().is_empty() {
            return Err(RecommendRefusal::WhyMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
