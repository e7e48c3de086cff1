//! Who works on it: partners of several agencies.

use kernel::{Capacity, PersonId};
use serde::{Deserialize, Serialize};

use super::{Place, PlaceEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The capacities that take part.
pub const PARTNERS: [&str; 4] = ["social-worker", "police-safeguarding", "health-professional", "school"];

/// Somebody works on it, and reads it, from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerNamed {
    /// Who.
    pub person: PersonId,
    /// In which capacity.
    pub capacity: Capacity,
}

/// Name a partner.
#[derive(Debug, Clone, Deserialize)]
pub struct NamePartner(pub PersonId);

refusals! {
    /// Why this person cannot be named.
    NamePartnerRefusal {
        NotOpen = "it is not open", "place-not-open", "whoever works on it works on something open";
        NotAPartner = "this is not the person's work", "place-not-a-partner", "police, health, schools and social care take part by their own practitioners";
        NamedAlready = "this person works on it already", "place-partner-already", "a part is given once";
    }
}

impl Command for NamePartner {
    type Stream = Place;
    type Refusal = NamePartnerRefusal;

    fn decide(
        &self,
        state: &Place,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PlaceEvent>>, NamePartnerRefusal> {
        if !state.is_open() {
            return Err(NamePartnerRefusal::NotOpen);
        }
        let known = context.partnership.practitioner(self.0);
        let capacity = known.and_then(|known| {
            known.capacities.iter().find(|held| PARTNERS.contains(&held.as_str())).cloned()
        });
        let capacity = capacity.ok_or(NamePartnerRefusal::NotAPartner)?;
        if state.workers().iter().any(|(person, ..)| *person == self.0) {
            return Err(NamePartnerRefusal::NamedAlready);
        }
        Ok(vec![Decided::now(context, PartnerNamed { person: self.0, capacity })])
    }
}
