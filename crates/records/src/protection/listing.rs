//! What a child's protection contributes to lists: whose duty is whose, and the day by which the plan asks for a visit.

use guidance::{Due, Rules, Scheduled};
use jiff::ToSpan;
use kernel::PersonId;
use uuid::Uuid;

use super::{Disagreement, HeldBack, OrderKind, Protection, disagreement};
use crate::listing::{FoundBy, Involvement, Line, ListedDuty, Listing};
use crate::milestones;
use crate::supervision;
use crate::telling::{TELLING_STANDARD, again};

/// The duty to see the child, whose interval the plan sets.
const VISITS: &str = "CP-10";
/// The rows of a child's protection.
pub fn list(protection: &Protection, rules: &Rules) -> Listing {
    if !protection.is_begun() {
        return Listing::default();
    }
    let (milestones, facts) = milestones::of_protection(protection);
    let open = rules.schedule(&milestones, &facts).into_iter();
    let open = open.filter(|duty| duty.stopped.is_none() && !duty.lapsed);
    let duties = open
        .map(|duty| as_the_plan_says(protection, duty))
        .chain(looked_at_again(protection, rules))
        .map(|scheduled| owed_by(protection, scheduled))
        .collect();
    let involvements = protection.workers().into_iter();
    let involvements =
        involvements.map(|(person, capacity, from)| Involvement { person, capacity, from, until: None });
    Listing {
        stage: stage(protection),
        owner: protection.lead(),
        sort_at: began(protection),
        line: Line {
            title: protection.called.clone(),
            detail: String::new(),
            reference: String::new(),
            marks: marks(protection),
        },
        duties,
        involvements: involvements.collect(),
        names: names(protection),
        // Whoever looks for the child finds the child's own record.
        found_by: FoundBy::default(),
    }
}

fn names(protection: &Protection) -> Vec<String> {
    let convened = protection.discussions.iter().map(|discussion| &discussion.convened.fact);
    convened
        .flat_map(|fact| {
            let came_of = fact.concern.map(same_concern);
            came_of.into_iter().chain([same_meeting(fact.meeting)])
        })
        .collect()
}

/// The name under which children whom one meeting was about find one another.
pub fn same_meeting(meeting: Uuid) -> String {
    format!("met{}", meeting.simple())
}

/// The name under which a child's protection is found from the raised concern that it came of. It is no word that anybody
/// would search for.
pub fn same_concern(concern: Uuid) -> String {
    format!("cameof{}", concern.simple())
}

/// What lists filter by: the most urgent of what is open. More than one thing may be.
fn stage(protection: &Protection) -> &'static str {
    if protection.waiting_discussion().is_some() {
        "discussion"
    } else if protection.open_enquiry().is_some() {
        "enquiry"
    } else if protection.plan().is_some() {
        "plan"
    } else if protection.next_conference().is_some() || protection.waiting_conference().is_some() {
        "conference"
    } else if protection.open_proceedings().is_some() {
        "court"
    } else if protection.open_incidents().next().is_some() {
        "incident"
    } else {
        "ended"
    }
}

fn began(protection: &Protection) -> jiff::Timestamp {
    let discussions = protection.discussions.iter().map(|discussion| discussion.convened.at);
    let transfers = protection.transfers.iter().map(|transfer| transfer.at);
    let orders = protection.orders.iter().map(|order| order.made.at);
    let incidents = protection.incidents.iter().map(|incident| incident.recorded.at);
    discussions.chain(transfers).chain(orders).chain(incidents).min().unwrap_or_default()
}

fn marks(protection: &Protection) -> Vec<String> {
    let mut marks = Vec::new();
    if protection.discussions.iter().any(|discussion| discussion.convened.fact.expected.is_some()) {
        marks.push("unborn".to_owned());
    }
    if protection.open_enquiry().is_some() && protection.plan().is_some() {
        marks.push("enquiry-and-plan".to_owned());
    }
    if protection.open_incidents().next().is_some() {
        marks.push("incident".to_owned());
    }
    if protection.open_disagreements().next().is_some() {
        marks.push("disagreement".to_owned());
    }
    for order in protection.running_orders() {
        marks.push(
            match order.made.fact.kind {
                OrderKind::PoliceProtection => "police-protection",
                OrderKind::EmergencyProtection => "emergency-protection",
                OrderKind::Assessment => "assessment-order",
            }
            .to_owned(),
        );
    }
    marks
}

/// Whose it is: what a conference owes is the chair's, what is done with the child and the plan is the lead's, and whoever
/// sits at the table for the police sees their hours.
fn owed_by(protection: &Protection, scheduled: Scheduled) -> ListedDuty {
    if let Some(disagreement) = disagreement_of(protection, &scheduled) {
        return owed_in(protection, disagreement, scheduled);
    }
    let scheduled = match supervision::owed(&protection.supervisions, scheduled) {
        Ok(listed) => return listed,
        Err(scheduled) => scheduled,
    };
    let person: Option<PersonId> = match scheduled.duty.as_str() {
        "CP-03" | "CP-06" | "CP-07" | "EM-07" | VISITS => protection.lead(),
        "CP-04" | "CP-05" | "CP-08" | "CP-09" | "CP-11" | "CP-12" => protection.chair(),
        TELLING_STANDARD => answers_for(protection, &scheduled),
        _ => None,
    };
    let mut watchers: Vec<PersonId> = person.into_iter().collect();
    if scheduled.responsible.as_str() == "police-safeguarding" {
        let police = protection.seats.iter().filter(|seat| seat.fact.capacity == scheduled.responsible);
        watchers.extend(police.map(|seat| seat.fact.person));
    }
    // The lead sees what the chair owes, because the work for it is theirs.
    if person == protection.chair() {
        watchers.extend(protection.lead().filter(|lead| Some(*lead) != person));
    }
    ListedDuty { scheduled, person, watchers }
}

fn disagreement_of<'a>(protection: &'a Protection, scheduled: &Scheduled) -> Option<&'a Disagreement> {
    let key = scheduled.key.as_deref()?;
    protection.open_disagreements().find(|open| open.raised.fact.disagreement.to_string() == key)
}

/// An answer is owed by whoever was asked, and at a later stage by everybody in the capacity that the protocol names; whoever
/// disagreed sees it too, and has the next word once there is an answer.
fn owed_in(protection: &Protection, disagreement: &Disagreement, scheduled: Scheduled) -> ListedDuty {
    let raiser = &disagreement.raised.author;
    if scheduled.duty != disagreement::DUTY || !disagreement.waits_for_answer() {
        let responsible = raiser.capacity.clone().unwrap_or_else(|| scheduled.responsible.clone());
        let watchers = raiser.person.into_iter().collect();
        return ListedDuty {
            scheduled: Scheduled { responsible, ..scheduled },
            person: raiser.person,
            watchers,
        };
    }
    if disagreement.stage() > 1 {
        return ListedDuty { scheduled, person: None, watchers: raiser.person.into_iter().collect() };
    }
    let lead_or_chair = protection.lead().into_iter().chain(protection.chair());
    let mut asked = disagreement.raised.fact.with.into_iter().chain(lead_or_chair);
    let asked = asked.find(|asked| !disagreement.is_of(*asked));
    let worker = protection.workers().into_iter().find(|(who, ..)| Some(*who) == asked);
    let responsible = worker.map_or_else(|| scheduled.responsible.clone(), |(_, capacity, _)| capacity);
    let watchers = asked.into_iter().chain(raiser.person).collect();
    ListedDuty { scheduled: Scheduled { responsible, ..scheduled }, person: asked, watchers }
}

/// No number of law says how often a child with a plan is seen: the plan does.
fn as_the_plan_says(protection: &Protection, duty: Scheduled) -> Scheduled {
    if duty.duty != VISITS || duty.due != Due::NoLimit {
        return duty;
    }
    let plan = protection.plan();
    let every = plan.and_then(|plan| plan.written.last()).and_then(|written| written.fact.visit_every_days);
    let Some(every) = every else { return duty };
    let Ok(due) = duty.origin.at.date().checked_add(every.days()) else { return duty };
    let explanation = "the plan says how many days may lie between two visits".to_owned();
    Scheduled { due: Due::On(due), explanation, ..duty }
}

/// Not telling somebody is looked at again on the day that was set, until that person is told.
fn looked_at_again(protection: &Protection, rules: &Rules) -> Vec<Scheduled> {
    let looked_at = |held: &HeldBack| {
        let (due, why) = (
            Due::On(held.decided.fact.review_on),
            "the day that was set when it was decided not to tell yet",
        );
        let scheduled = again(rules, held.decided.at, due, why)?;
        Some(Scheduled { key: Some(held.entry.to_string()), ..scheduled })
    };
    protection.still_not_told().filter_map(looked_at).collect()
}

/// Who answers for it that somebody is not told yet.
fn answers_for(protection: &Protection, scheduled: &Scheduled) -> Option<PersonId> {
    let key = scheduled.key.as_deref()?;
    let held = protection.still_not_told().find(|held| held.entry.to_string() == key)?;
    Some(held.decided.fact.owner)
}
