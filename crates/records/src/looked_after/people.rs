//! Who answers for the child: the social worker, the independent reviewing officer, the personal adviser.

use jiff::civil::Date;
use kernel::{Capacity, PersonId};
use serde::{Deserialize, Serialize};

use super::{LookedAfter, LookedAfterEvent};
use crate::protection::ask::is_manager;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A part that somebody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The child's social worker.
    Worker,
    /// The independent reviewing officer.
    Reviewer,
    /// The personal adviser of a young person who leaves care.
    Adviser,
}

impl Role {
    /// Every part, with its name and the capacity of those who may have it.
    pub const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Worker, "worker", "social-worker"),
        (Self::Reviewer, "reviewer", "reviewing-officer"),
        (Self::Adviser, "adviser", "personal-adviser"),
    ];

    fn capacity(self) -> &'static str {
        Self::ALL.iter().find(|(role, ..)| *role == self).map_or("", |(.., capacity)| capacity)
    }
}

/// Somebody was named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedInCare {
    /// As what.
    pub role: Role,
    /// Who.
    pub person: PersonId,
    /// In which capacity.
    pub capacity: Capacity,
}

/// Name somebody.
#[derive(Debug, Clone, Deserialize)]
pub struct NameInCare {
    /// As what.
    pub role: Role,
    /// Who.
    pub person: PersonId,
}

refusals! {
    /// Why this person cannot be named.
    NameInCareRefusal {
        NotBegun = "there is no such record", "care-not-begun", "somebody answers for something";
        NotAManager = "a social-work-qualified manager names them", "care-not-a-manager", "a social-work-qualified manager decides who answers for the child";
        NotTheirWork = "this is not the person's work", "care-not-their-work", "each part has those whose work it is";
        NotIndependent = "whoever does the work does not review it", "reviewer-not-independent", "CA89 section 25A: the independent reviewing officer does not manage the child's care";
        NamedAlready = "this person is named already", "care-named-already", "a part is given once";
    }
}

impl Command for NameInCare {
    type Stream = LookedAfter;
    type Refusal = NameInCareRefusal;

    fn decide(
        &self,
        state: &LookedAfter,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<LookedAfterEvent>>, NameInCareRefusal> {
        if !state.is_begun() {
            return Err(NameInCareRefusal::NotBegun);
        }
        if !is_manager(context) {
            return Err(NameInCareRefusal::NotAManager);
        }
        let known = context.partnership.practitioner(self.person);
        let fits = |capacity: &&Capacity| capacity.as_str() == self.role.capacity();
        let capacity = known.and_then(|known| known.capacities.iter().find(fits).cloned());
        let capacity = capacity.ok_or(NameInCareRefusal::NotTheirWork)?;
        let other = match self.role {
            Role::Worker => state.who(Role::Reviewer),
            Role::Reviewer => state.who(Role::Worker),
            Role::Adviser => None,
        };
        if other == Some(self.person) {
            return Err(NameInCareRefusal::NotIndependent);
        }
        if state.who(self.role) == Some(self.person) {
            return Err(NameInCareRefusal::NamedAlready);
        }
        Ok(vec![Decided::now(context, NamedInCare { role: self.role, person: self.person, capacity })])
    }
}

/// Everybody who works on it: those who hold a part now. Until a social worker is named, whoever began it.
pub(super) fn workers(state: &LookedAfter) -> Vec<(PersonId, Capacity, Date)> {
    let mut found: Vec<(PersonId, Capacity, Date)> = Vec::new();
    for named in &state.named {
        let fact = &named.fact;
        if state.who(fact.role) == Some(fact.person) {
            found.push((fact.person, fact.capacity.clone(), kernel::london_date(named.at)));
        }
    }
    if state.who(Role::Worker).is_none() {
        let cares = state.cares.iter().map(|care| (&care.began.author, care.began.at));
        let missing = state.missing.iter().map(|missing| (&missing.noted.author, missing.noted.at));
        let fostering =
            state.fostering.iter().map(|fostering| (&fostering.notified.author, fostering.notified.at));
        for (author, at) in cares.chain(missing).chain(fostering) {
            let begun = author.person.zip(author.capacity.clone());
            found.extend(begun.map(|(person, capacity)| (person, capacity, kernel::london_date(at))));
        }
    }
    found
}
