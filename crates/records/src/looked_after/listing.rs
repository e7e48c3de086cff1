//! What a child who lives away from home contributes to lists, and whose duty is whose.

use guidance::{Rules, Scheduled};
use kernel::{Capacity, PersonId};

use super::{Doing, LookedAfter, Role};
use crate::listing::{FoundBy, Involvement, Line, ListedDuty, Listing};
use crate::milestones;

/// Whose work it is to name people, and what nobody is named for.
const MANAGER: &str = "front-door-manager";
/// Who looks for a child whom nobody is named for.
const FRONT_DOOR: &str = "front-door-practitioner";
/// What a manager owes.
const OF_THE_MANAGER: [&str; 2] = ["LA-11", "LA-19"];
/// What the reviewing officer owes, and the social worker prepares.
const OF_THE_REVIEWER: [&str; 4] = ["LA-07", "LA-08", "LA-09", "LA-10"];
/// What the personal adviser owes, once there is one.
const OF_THE_ADVISER: [&str; 5] = ["LA-16", "LA-17a", "LA-17b", "LA-17c", "LA-18"];
/// What is owed for a child who is missing or privately fostered.
const OF_THE_FRONT_DOOR: [&str; 7] = ["MI-01", "MI-02", "PF-01", "PF-02", "PF-03", "PF-04", "PF-05"];

/// The rows of a child who lives away from home.
pub fn list(state: &LookedAfter, rules: &Rules) -> Listing {
    if !state.is_begun() {
        return Listing::default();
    }
    let (milestones, facts) = milestones::of_looked_after(state);
    let open = rules.schedule(&milestones, &facts).into_iter();
    let open = open.filter(|duty| duty.stopped.is_none() && !duty.lapsed);
    let involvements = state.workers().into_iter();
    let involvements =
        involvements.map(|(person, capacity, from)| Involvement { person, capacity, from, until: None });
    Listing {
        stage: stage(state),
        owner: state.who(Role::Worker),
        sort_at: began(state),
        line: Line {
            title: state.called.clone(),
            detail: String::new(),
            reference: String::new(),
            marks: marks(state),
        },
        duties: open.map(|duty| owed_by(state, duty)).collect(),
        involvements: involvements.collect(),
        names: Vec::new(),
        // Whoever looks for the child finds the child's own record.
        found_by: FoundBy::default(),
    }
}

/// What lists filter by: the most urgent of what stands. More than one thing may.
fn stage(state: &LookedAfter) -> &'static str {
    if state.missing_now().is_some() {
        "missing"
    } else if state.care().is_some() {
        "looked-after"
    } else if state.fostering_now().is_some() {
        "fostering"
    } else if state.pathway().is_some() {
        "care-leaver"
    } else {
        "ended"
    }
}

fn marks(state: &LookedAfter) -> Vec<String> {
    let mut marks = Vec::new();
    if state.missing_now().is_some() {
        marks.push("missing".to_owned());
    }
    if state.care().is_some() && state.who(Role::Worker).is_none() {
        marks.push("nobody-named".to_owned());
    }
    if Doing::Answered.about(state).is_some() {
        marks.push("change-waits".to_owned());
    }
    marks
}

fn began(state: &LookedAfter) -> jiff::Timestamp {
    let cares = state.cares.iter().map(|care| care.began.at);
    let missing = state.missing.iter().map(|missing| missing.noted.at);
    let fostering = state.fostering.iter().map(|fostering| fostering.notified.at);
    cares.chain(missing).chain(fostering).min().unwrap_or_default()
}

/// Whose it is: by the part that somebody has, and where nobody has it, on the list of those who name somebody or look for
/// the child. So nothing is on nobody's list.
fn owed_by(state: &LookedAfter, scheduled: Scheduled) -> ListedDuty {
    let id = scheduled.duty.as_str();
    let worker = state.who(Role::Worker);
    let role = if OF_THE_REVIEWER.contains(&id) {
        Role::Reviewer
    } else if OF_THE_ADVISER.contains(&id) && state.who(Role::Adviser).is_some() {
        Role::Adviser
    } else {
        Role::Worker
    };
    let person = if OF_THE_MANAGER.contains(&id) { None } else { state.who(role).or(worker) };
    let named = person.and_then(|person| capacity_of(state, person));
    let pool = if OF_THE_FRONT_DOOR.contains(&id) { FRONT_DOOR } else { MANAGER };
    let responsible = named.or_else(|| Capacity::new(pool).ok());
    // The social worker sees what the others owe, because the work for it is theirs.
    let mut watchers: Vec<PersonId> = person.into_iter().collect();
    watchers.extend(worker.filter(|worker| Some(*worker) != person));
    let responsible = responsible.unwrap_or_else(|| scheduled.responsible.clone());
    ListedDuty { scheduled: Scheduled { responsible, ..scheduled }, person, watchers }
}

fn capacity_of(state: &LookedAfter, person: PersonId) -> Option<Capacity> {
    let worker = state.workers().into_iter().find(|(who, ..)| *who == person);
    worker.map(|(_, capacity, _)| capacity)
}
