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
            for assessment in child.earlier.iter().chain([&child.assessment]) {
                people.extend(of(assessment.opened.as_slice()));
                people.extend(of(&assessment.allocated));
                people.extend(assessment.allocated.iter().map(|allocated| allocated.fact.assessor));
                people.extend(of(&assessment.sections));
                people.extend(of(assessment.not_met.as_slice()));
                people.extend(assessment.needs.iter().flat_map(|need| of(&need.recorded)));
                people.extend(of(assessment.signed_off.as_slice()));
            }
            people.extend(of(&child.plans));
        }
        Self(people)
    }

    /// Whether this person decided something before.
    pub fn includes(&self, person: PersonId) -> bool {
        self.0.contains(&person)
    }
}
