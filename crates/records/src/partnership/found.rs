//! A partnership begins, and agencies take part in it.

use serde::{Deserialize, Serialize};

use super::{Partnership, PartnershipEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A partnership began to keep its record here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Founded {
    /// Its name, for people.
    pub name: String,
    /// Whether it is invented, for demonstration; then every page says so.
    pub fictional: bool,
}

/// Begin a partnership.
#[derive(Debug, Clone, Deserialize)]
pub struct Found(pub Founded);

refusals! {
    /// Why a partnership cannot begin.
    FoundRefusal {
        AlreadyFounded = "the partnership has begun already", "already-founded", "one record for each partnership";
        NoName = "a partnership needs a name", "no-name", "one record for each partnership";
    }
}

impl Command for Found {
    type Stream = Partnership;
    type Refusal = FoundRefusal;

    fn decide(
        &self,
        state: &Partnership,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PartnershipEvent>>, FoundRefusal> {
        if !state.name.is_empty() {
            return Err(FoundRefusal::AlreadyFounded);
        }
        if self.0.name.trim().is_empty() {
            return Err(FoundRefusal::NoName);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// An agency that takes part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    /// Its short name.
    pub agency: String,
    /// Its name, for people.
    pub name: String,
    /// What it is: `local-authority`, `health`, `police`, `education`, `voluntary`.
    pub kind: String,
}

/// Add an agency, or give it a new name.
#[derive(Debug, Clone, Deserialize)]
pub struct AddAgency(pub Agency);

refusals! {
    /// Why an agency cannot be added.
    AddAgencyRefusal {
        NoName = "an agency needs a name", "no-name", "agencies are named in the arrangements";
    }
}

impl Command for AddAgency {
    type Stream = Partnership;
    type Refusal = AddAgencyRefusal;

    fn decide(
        &self,
        _: &Partnership,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PartnershipEvent>>, AddAgencyRefusal> {
        if self.0.name.trim().is_empty() || self.0.agency.trim().is_empty() {
            return Err(AddAgencyRefusal::NoName);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
