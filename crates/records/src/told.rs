//! What the duty engine is told of each stream, for whoever lays other rules beside those in force.

use guidance::{Facts, Milestone, Rules};

use crate::challenge::{self, Challenge};
use crate::child::Child;
use crate::concern::Concern;
use crate::contact::Contact;
use crate::milestones;
use crate::protection::Protection;
use crate::request::{Request, Route};

/// What the duty engine is told of a stream. There is no name in it, and no word of anybody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// What the stream has passed.
    pub milestones: Vec<Milestone>,
    /// What is known.
    pub facts: Facts,
    /// Whether it is a request whose route nobody has decided, and that nobody took back.
    pub awaits_route: bool,
}

impl Told {
    /// Nothing, where nothing was passed.
    fn of((milestones, facts): (Vec<Milestone>, Facts)) -> Option<Self> {
        (!milestones.is_empty()).then_some(Self { milestones, facts, awaits_route: false })
    }
}

/// Of a child's record. The rules say which birthdays count, and which assessments stand beside the child's own.
pub fn of_child(child: &Child, rules: &Rules) -> Option<Told> {
    child.registered.as_ref()?;
    Told::of(milestones::of_child(child, rules))
}

/// Of a request, until its clocks go on in the child's record.
pub fn of_request(request: &Request) -> Option<Told> {
    let goes_on = request.route.as_ref().is_some_and(|route| route.fact.route == Route::Support);
    if goes_on {
        return None;
    }
    let awaits_route = request.received.is_some() && request.route.is_none() && request.withdrawn.is_none();
    Told::of(milestones::of_request(request)).map(|told| Told { awaits_route, ..told })
}

/// Of a concern.
pub fn of_concern(concern: &Concern) -> Option<Told> {
    Told::of(milestones::of_concern(concern))
}

/// Of a challenge.
pub fn of_challenge(challenge: &Challenge) -> Option<Told> {
    Told::of(challenge::milestones::of(challenge))
}

/// Of a contact. Its receipt is left out: other rows start there that are owed for requests alone, and a contact lists none
/// of them.
pub fn of_contact(contact: &Contact) -> Option<Told> {
    let (mut milestones, facts) = milestones::of_contact(contact);
    milestones.retain(|milestone| milestone.name != milestones::REFERRED);
    Told::of((milestones, facts))
}

/// Of a child's protection.
pub fn of_protection(protection: &Protection) -> Option<Told> {
    Told::of(milestones::of_protection(protection))
}
