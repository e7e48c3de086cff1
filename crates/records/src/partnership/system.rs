//! Systems of other agencies: each has a name, belongs to an agency, and holds one key, which is kept elsewhere as a digest alone.

use kernel::PersonId;
use serde::{Deserialize, Serialize};

use super::{Partnership, PartnershipEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The most characters of a system's name: what fits beside its agency on a list.
const NAME_CHARACTERS_MAX: usize = 80;

/// A system was let in, with a key of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemLetIn {
    /// The system; what it sends has this as its author.
    pub system: PersonId,
    /// The agency whose system it is, by its short name.
    pub agency: String,
    /// What it is called.
    pub name: String,
}

/// Its key was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemShutOut {
    /// Which.
    pub system: PersonId,
}

/// A system, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerSystem {
    /// What it is called, and whose it is.
    pub let_in: SystemLetIn,
    /// Whether its key still opens anything.
    pub shut_out: bool,
}

/// Let a system in.
#[derive(Debug, Clone, Deserialize)]
pub struct LetSystemIn(pub SystemLetIn);

refusals! {
    /// Why a system cannot be let in.
    LetSystemInRefusal {
        UnknownAgency = "the partnership has no such agency", "unknown-agency", "a system belongs to an agency";
        NameMissing = "it has no name", "system-no-name", "what a system sent is known by its name";
        NameTooLong = "its name is too long", "system-name-long", "what a system sent is known by its name";
        NameTaken = "another system has this name", "system-name-taken", "what a system sent is known by its name";
    }
}

impl Command for LetSystemIn {
    type Stream = Partnership;
    type Refusal = LetSystemInRefusal;

    fn decide(
        &self,
        state: &Partnership,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PartnershipEvent>>, LetSystemInRefusal> {
        let fact = &self.0;
        if !state.agencies.contains_key(&fact.agency) {
            return Err(LetSystemInRefusal::UnknownAgency);
        }
        let name = fact.name.trim();
        if name.is_empty() {
            return Err(LetSystemInRefusal::NameMissing);
        }
        if name.chars().count() > NAME_CHARACTERS_MAX {
            return Err(LetSystemInRefusal::NameTooLong);
        }
        if state.systems.values().any(|known| !known.shut_out && known.let_in.name == name) {
            return Err(LetSystemInRefusal::NameTaken);
        }
        let fact = SystemLetIn { name: name.to_owned(), ..fact.clone() };
        Ok(vec![Decided::now(context, fact)])
    }
}

/// Withdraw a system's key.
#[derive(Debug, Clone, Deserialize)]
pub struct ShutSystemOut(pub SystemShutOut);

refusals! {
    /// Why a key cannot be withdrawn.
    ShutSystemOutRefusal {
        NoSystem = "there is no such system, or its key was withdrawn", "system-unknown", "a key is withdrawn once";
    }
}

impl Command for ShutSystemOut {
    type Stream = Partnership;
    type Refusal = ShutSystemOutRefusal;

    fn decide(
        &self,
        state: &Partnership,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PartnershipEvent>>, ShutSystemOutRefusal> {
        if state.systems.get(&self.0.system).is_none_or(|known| known.shut_out) {
            return Err(ShutSystemOutRefusal::NoSystem);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
