//! Who made an earlier decision on what is challenged, and so may not decide the challenge.

use std::collections::BTreeSet;

use kernel::PersonId;

use crate::child::Child;
use crate::request::{Noted, Request};

/// Everybody who decided something about a request and a child's record. It is made from the records alone, so that
/// nobody can leave somebody out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deciders(BTreeSet<PersonId>);

fn of<T>(facts: &[Noted<T>]) -> impl Iterator<Item = PersonId> + '_ {
    facts.iter().filter_map(|noted| noted.author.person)
}

impl Deciders {
    /// From the records as they stand. Without a record nobody has decided anything yet.
    pub fn of(request: Option<&Request>, child: Option<&Child>) -> Self {
        let mut people = BTreeSet::new();
        if let Some(request) = request {
            people.extend(of(&request.triage));
            people.extend(of(&request.returned));
            people.extend(of(request.interim.as_slice()));
            people.extend(of(request.proposed.as_slice()));
            people.extend(of(request.route.as_slice()));
        }
        if let Some(child) = child {
            people.extend(of(child.support.as_slice()));
            people.extend(of(&child.allocated));
            people.extend(child.allocated.iter().map(|allocated| allocated.fact.assessor));
            people.extend(of(&child.sections));
            people.extend(of(child.not_met.as_slice()));
            people.extend(child.needs.iter().flat_map(|need| of(&need.recorded)));
            people.extend(of(child.signed_off.as_slice()));
            people.extend(of(&child.plans));
        }
        Self(people)
    }

    /// Whether this person decided something before.
    pub fn includes(&self, person: PersonId) -> bool {
        self.0.contains(&person)
    }
}
