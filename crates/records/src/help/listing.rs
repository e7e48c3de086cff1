//! What help contributes to lists: where it stands, what is due, whose it is. No code of the census is read here.

use guidance::{Due, Rules, Scheduled};
use kernel::PersonId;
use uuid::Uuid;

use super::{Episode, Help, Level};
use crate::listing::{FoundBy, Involvement, Line, ListedDuty, Listing};
use crate::milestones::of_help;
use crate::supervision;

/// The duties to look at the plan again, whose day the plan or the last review sets.
const REVIEWS: [&str; 2] = ["AS-09", "EH-03"];
/// The duty to see the child within a local time: without a local time it says nothing that another does not.
const SEEN_LOCALLY: &str = "AS-05";
/// What a manager owes.
const OF_MANAGERS: [&str; 3] = ["AS-02", "AS-03", "AS-06"];

/// The rows of a child's help.
pub fn list(help: &Help, rules: &Rules) -> Listing {
    let Some(latest) = help.latest() else { return Listing::default() };
    let (milestones, facts) = of_help(help);
    let owed = rules.schedule(&milestones, &facts).into_iter();
    let owed = owed.filter(|duty| duty.stopped.is_none() && !duty.lapsed);
    let owed = owed.filter(|duty| duty.duty != SEEN_LOCALLY || duty.due != Due::NoLimit);
    let duties = owed
        .map(|duty| match supervision::owed(&help.supervisions, duty) {
            Ok(listed) => listed,
            Err(duty) => owed_by(latest, as_the_plan_says(latest, duty)),
        })
        .collect();
    let involvements = help
        .workers()
        .into_iter()
        .map(|(person, capacity, from)| Involvement { person, capacity, from, until: None })
        .collect();
    Listing {
        stage: stage(latest),
        owner: latest.lead(),
        sort_at: latest.began.at,
        line: Line {
            title: help.called.clone(),
            detail: String::new(),
            reference: String::new(),
            marks: marks(latest),
        },
        duties,
        involvements,
        names: vec![same_family(latest.began.fact.family)],
        found_by: FoundBy::default(),
    }
}

/// The name under which brothers and sisters find one another. It is no word that anybody would search for.
pub fn same_family(family: Uuid) -> String {
    format!("fam{}", family.simple())
}

fn stage(episode: &Episode) -> &'static str {
    if episode.ended.is_some() { "ended" } else { episode.level().name() }
}

fn marks(episode: &Episode) -> Vec<String> {
    if episode.ended.is_some() {
        return Vec::new();
    }
    let marks = [
        ("refused", episode.waits_for_judgement()),
        ("no-lead", episode.lead().is_none()),
        ("waits", episode.open_assessment().is_some_and(|assessment| assessment.waits().is_some())),
        ("no-plan", episode.plan().is_none()),
    ];
    marks.into_iter().filter(|(_, holds)| *holds).map(|(mark, _)| mark.to_owned()).collect()
}

/// What is done with the child and the family is the lead's, in the capacity in which they lead; what a manager owes stays with
/// managers, and the lead sees it.
fn owed_by(episode: &Episode, scheduled: Scheduled) -> ListedDuty {
    let lead = episode.leads.last().map(|lead| &lead.fact);
    if OF_MANAGERS.contains(&scheduled.duty.as_str()) {
        let watchers: Vec<PersonId> = lead.map(|lead| lead.person).into_iter().collect();
        let Ok(responsible) = kernel::Capacity::new("practice-supervisor") else {
            return ListedDuty { scheduled, person: None, watchers };
        };
        return ListedDuty { scheduled: Scheduled { responsible, ..scheduled }, person: None, watchers };
    }
    let Some(lead) = lead else {
        let watchers = episode.began.author.person.into_iter().collect();
        return ListedDuty { scheduled, person: None, watchers };
    };
    let scheduled = Scheduled { responsible: lead.capacity.clone(), ..scheduled };
    ListedDuty { scheduled, person: Some(lead.person), watchers: vec![lead.person] }
}

/// No number of law says when a plan is looked at again: the plan does, and each review.
fn as_the_plan_says(episode: &Episode, duty: Scheduled) -> Scheduled {
    if !REVIEWS.contains(&duty.duty.as_str()) || duty.due != Due::NoLimit {
        return duty;
    }
    let Some(next) = episode.next_review() else { return duty };
    let explanation = "the day that the plan, or the last review, set".to_owned();
    Scheduled { due: Due::On(next), explanation, ..duty }
}

impl Level {
    /// Every level, in the order in which lists show them.
    pub const ALL: [Self; 2] = [Self::ChildInNeed, Self::FamilyHelp];
}
