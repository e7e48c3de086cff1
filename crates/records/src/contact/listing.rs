//! What a contact contributes to the board, to Today and to what it is found by.

use guidance::{Due, Rules, Scheduled};
use kernel::{Capacity, PersonId, london_date};
use uuid::Uuid;

use super::Contact;
use crate::listing::{FoundBy, Involvement, Line, ListedDuty, Listing};
use crate::milestones;
use crate::telling::again;

/// Who decides, and answers for what is told.
const MANAGER: &str = "front-door-manager";
/// Who looks first, and sees to the rest.
const PRACTITIONER: &str = "front-door-practitioner";
/// The duties that a manager answers for; the front door's practitioners see to the others.
const MANAGERS: [&str; 3] = ["FD-02", "FD-03", "FD-05"];
/// What is owed at the front door for a contact. What else a receipt starts is owed where the help is: on the request, or on
/// the child's own record.
const OWED: [&str; 8] =
    ["FD-01", "FD-02", "FD-03", "FD-04", "FD-05", "FD-08", "LS-CONTACT-PARTNERS", "LS-HELP-BEGUN"];
/// The longest part of what was said that a list shows, in characters.
const SHOWN_MAX: usize = 140;

/// The rows of a contact.
pub fn list(contact: &Contact, rules: &Rules) -> Listing {
    let Some(received) = &contact.received else { return Listing::default() };
    let (milestones, facts) = milestones::of_contact(contact);
    let duties = rules
        .schedule(&milestones, &facts)
        .into_iter()
        .filter(|duty| duty.stopped.is_none() && !duty.lapsed && OWED.contains(&duty.duty.as_str()))
        .filter(|duty| duty.duty != "FD-05" || contact.not_telling().is_none())
        .map(|duty| owed_by(contact, duty))
        .chain(looked_at_again(contact, rules))
        .collect();
    let children = &received.fact.children;
    let written: Vec<&str> =
        children.iter().map(|child| child.name.as_str()).filter(|name| !name.is_empty()).collect();
    Listing {
        stage: contact.stage(),
        owner: contact.owner(),
        sort_at: received.fact.received_at,
        line: Line {
            title: written.join(", "),
            detail: received.fact.words.chars().take(SHOWN_MAX).collect(),
            reference: String::new(),
            marks: marks(contact),
        },
        duties,
        involvements: involvements(contact),
        names: received
            .fact
            .children
            .iter()
            .map(|child| about_child(contact.identity(child.child)))
            .collect(),
        found_by: FoundBy {
            names: written.into_iter().map(str::to_owned).collect(),
            born: received.fact.children.iter().find_map(|child| child.born),
            references: Vec::new(),
            contacts: received.fact.children.iter().map(|child| child.address.clone()).collect(),
        }
        .tidied(),
    }
}

/// The name under which contacts about the same child find one another. It is no word that anybody would search for.
pub fn about_child(identity: Uuid) -> String {
    format!("contacted{}", identity.simple())
}

fn marks(contact: &Contact) -> Vec<String> {
    let received = contact.received.as_ref().map(|received| &received.fact);
    let stands = [
        ("contact-harm", received.is_some_and(|fact| fact.harm != Some(false) && !fact.is_for_support())),
        ("contact-support", received.is_some_and(super::Received::is_for_support)),
        ("contact-not-looked-up", contact.undecided().any(|child| !contact.is_linked(child.child))),
    ];
    stands.into_iter().filter(|(_, stands)| *stands).map(|(mark, _)| mark.to_owned()).collect()
}

/// Whose a duty is: the manager's, the front door's, or that of whoever was asked by name.
fn owed_by(contact: &Contact, mut duty: Scheduled) -> ListedDuty {
    let asked = duty.key.as_deref().and_then(|agency| contact.agencies.get(agency));
    let asked = asked.and_then(|line| line.asked.as_ref());
    let by_name = asked.and_then(|asked| asked.fact.person.zip(asked.fact.capacity.clone()));
    if let Some((person, capacity)) = by_name {
        duty.responsible = capacity;
        return ListedDuty { scheduled: duty, person: Some(person), watchers: vec![person] };
    }
    let manager = MANAGERS.contains(&duty.duty.as_str());
    if let Ok(capacity) = Capacity::new(if manager { MANAGER } else { PRACTITIONER }) {
        duty.responsible = capacity;
    }
    let person = contact.owner().filter(|_| !manager);
    ListedDuty { scheduled: duty, person, watchers: contact.owner().into_iter().collect::<Vec<PersonId>>() }
}

/// Not telling the family is looked at again when whoever decided it said.
fn looked_at_again(contact: &Contact, rules: &Rules) -> Option<ListedDuty> {
    let last = contact.not_telling()?;
    let because = "the time that was set when it was decided not to tell yet";
    let scheduled = again(rules, last.at, Due::At(last.fact.review_at), because)?;
    let owner = last.fact.owner;
    Some(ListedDuty { scheduled, person: Some(owner), watchers: vec![owner] })
}

/// Whoever was asked by name takes part until everything is decided.
fn involvements(contact: &Contact) -> Vec<Involvement> {
    let until = contact.decided_at().map(london_date);
    let asked = contact.agencies.values().filter_map(|line| line.asked.as_ref());
    asked
        .filter_map(|asked| {
            let (person, capacity) = asked.fact.person.zip(asked.fact.capacity.clone())?;
            Some(Involvement { person, capacity, from: london_date(asked.at), until })
        })
        .collect()
}
