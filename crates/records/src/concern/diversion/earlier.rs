//! What was not substantiated is out of the default lists. Whoever decides a new concern about the same child may open
//! it again, with a reason.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::concern::{Concern, ConcernEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// It was opened again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierOpened {
    /// The new concern that is being decided.
    pub for_concern: Uuid,
    /// Why it must be read.
    pub why: String,
}

/// Open it again.
#[derive(Debug, Clone, Deserialize)]
pub struct OpenEarlier(pub EarlierOpened);

refusals! {
    /// Why it is not opened again.
    OpenEarlierRefusal {
        NotSetAside = "it is not set aside", "not-set-aside", "only what was not substantiated is out of view";
        NobodyNamed = "only a person who is signed in opens it", "nobody-named-crossing", "whoever opens it is named";
        WhyMissing = "say why you must read it", "earlier-needs-why", "what was not substantiated is opened with a reason";
    }
}

impl Command for OpenEarlier {
    type Stream = Concern;
    type Refusal = OpenEarlierRefusal;

    fn decide(
        &self,
        state: &Concern,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ConcernEvent>>, OpenEarlierRefusal> {
        if !state.diversion.is_out_of_view() {
            return Err(OpenEarlierRefusal::NotSetAside);
        }
        if context.author.person.is_none() {
            return Err(OpenEarlierRefusal::NobodyNamed);
        }
        let why = self.0.why.trim().to_owned();
        if why.is_empty() {
            return Err(OpenEarlierRefusal::WhyMissing);
        }
        Ok(vec![Decided::now(context, EarlierOpened { for_concern: self.0.for_concern, why })])
    }
}
