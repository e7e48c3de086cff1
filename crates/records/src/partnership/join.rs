//! A practitioner joins, or their capacities change.

use kernel::{Capacity, PersonId};
use serde::{Deserialize, Serialize};

use super::{Partnership, PartnershipEvent, Practitioner, Training};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A practitioner works here, in these capacities, from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// Who.
    pub person: PersonId,
    /// Their name, as families see it.
    pub name: String,
    /// Their agency's short name.
    pub agency: String,
    /// The capacities they may act in.
    pub capacities: Vec<Capacity>,
    /// Whether they are a registered social worker.
    pub social_work_qualified: bool,
    /// The telephone number that families are given.
    pub telephone: String,
}

impl Joined {
    pub(super) fn into_practitioner(self, training: Vec<Training>) -> Practitioner {
        Practitioner {
            person: self.person,
            name: self.name,
            agency: self.agency,
            capacities: self.capacities,
            social_work_qualified: self.social_work_qualified,
            telephone: self.telephone,
            training,
        }
    }
}

/// Let a practitioner join, or change what they may act as.
#[derive(Debug, Clone, Deserialize)]
pub struct Join(pub Joined);

refusals! {
    /// Why a practitioner cannot join.
    JoinRefusal {
        NoName = "a practitioner needs a name", "no-name", "every entry has an author";
        UnknownAgency = "the agency is not part of this partnership", "unknown-agency", "agencies are named in the arrangements";
        ManagerNotQualified = "a practice supervisor or front door manager must be social-work qualified", "manager-not-qualified", "Working Together 2023 chapter 3: a social-work-qualified supervisor or manager decides";
    }
}

impl Command for Join {
    type Stream = Partnership;
    type Refusal = JoinRefusal;

    fn decide(
        &self,
        state: &Partnership,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PartnershipEvent>>, JoinRefusal> {
        let joining = &self.0;
        if joining.name.trim().is_empty() {
            return Err(JoinRefusal::NoName);
        }
        if !state.agencies.contains_key(&joining.agency) {
            return Err(JoinRefusal::UnknownAgency);
        }
        let manages = joining
            .capacities
            .iter()
            .any(|capacity| matches!(capacity.as_str(), "practice-supervisor" | "front-door-manager"));
        if manages && !joining.social_work_qualified {
            return Err(JoinRefusal::ManagerNotQualified);
        }
        Ok(vec![Decided::now(context, joining.clone())])
    }
}
