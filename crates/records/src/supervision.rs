//! Supervision: what a supervisor and a worker decided about a child, why, and what is to be done by whom and when. It stands in
//! the record of the work that it is about, where those who work with the child can read it.

use forms::Answers;
use guidance::{Due, Milestone, Scheduled};
use jiff::civil::Date;
use kernel::{Capacity, Moment, PersonId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::listing::ListedDuty;
use crate::milestones::passed_for;
use crate::protection::ask::{day, day_until_now, words};
use crate::request::Noted;
use crate::stream::Context;

/// The promise to talk about each child again within a time that the protocol says.
pub const SUPERVISION_STANDARD: &str = "LS-SUPERVISION";
/// The promise to do what supervision decided.
const TASK_STANDARD: &str = "LS-SUPERVISION-TASK";

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupervisionTask {
    /// By whom.
    pub owner: PersonId,
    /// By when.
    pub by: Date,
}

/// A supervisor and a worker talked about the child.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Supervised {
    /// This talk.
    pub supervision: Uuid,
    /// What is to be done, where something is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<SupervisionTask>,
    /// What was decided, and why.
    pub answers: Answers,
}

/// What a supervision asked for was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SupervisionFollowed {
    /// Which.
    pub supervision: Uuid,
    /// What was done, and what came of it.
    pub answers: Answers,
}

/// One supervision.
#[derive(Debug, Clone)]
pub struct Supervision {
    /// What was decided.
    pub held: Noted<Supervised>,
    /// That what it asked for was done.
    pub followed: Option<Noted<SupervisionFollowed>>,
}

impl Supervision {
    /// What is still to be done.
    pub fn open_task(&self) -> Option<&SupervisionTask> {
        self.held.fact.task.as_ref().filter(|_| self.followed.is_none())
    }

    /// Whether somebody still has something to do because of it.
    pub fn waits_for(&self, person: PersonId) -> bool {
        self.open_task().is_some_and(|task| task.owner == person)
    }
}

/// Why a supervision cannot be recorded so, whichever record it stands in.
pub(crate) enum NotRecorded {
    InTheFuture,
    DecisionMissing,
    WhyMissing,
    OwnerMissing,
    NotAtWork,
    DayMissing,
}

/// Reads what was written; those who work on the record are whom something can be given to.
pub(crate) fn read(
    supervision: Uuid,
    owner: Option<PersonId>,
    workers: &[(PersonId, Capacity, Date)],
    answers: &Answers,
    context: &Context<'_>,
) -> Result<(Moment, Supervised), NotRecorded> {
    let on = day_until_now(answers, "supervise-on", context).ok_or(NotRecorded::InTheFuture)?;
    if words(answers, "supervise-decided").is_empty() {
        return Err(NotRecorded::DecisionMissing);
    }
    if words(answers, "supervise-why").is_empty() {
        return Err(NotRecorded::WhyMissing);
    }
    let task = if words(answers, "supervise-do").is_empty() {
        None
    } else {
        let owner = owner.ok_or(NotRecorded::OwnerMissing)?;
        if !workers.iter().any(|(who, ..)| *who == owner) {
            return Err(NotRecorded::NotAtWork);
        }
        let by = day(answers, "supervise-by").filter(|by| *by >= context.today());
        Some(SupervisionTask { owner, by: by.ok_or(NotRecorded::DayMissing)? })
    };
    Ok((Moment::On(on), Supervised { supervision, task, answers: answers.clone() }))
}

/// The supervision whose task somebody says is done: the one that is due first.
pub(crate) fn to_follow(supervisions: &[Supervision], author: Option<PersonId>) -> Option<&Supervision> {
    let author = author?;
    let mine = supervisions.iter().filter(|supervision| supervision.waits_for(author));
    mine.min_by_key(|supervision| supervision.open_task().map(|task| task.by))
}

pub(crate) fn follow(supervisions: &mut [Supervision], followed: Noted<SupervisionFollowed>) {
    let id = followed.fact.supervision;
    if let Some(found) = supervisions.iter_mut().find(|known| known.held.fact.supervision == id) {
        found.followed = Some(followed);
    }
}

/// What the duty engine is told while work goes on: each supervision since it began, and before the first that it began. One that
/// was held on the day on which the work began counts, whatever the hour.
pub(crate) fn milestones(since: Moment, supervisions: &[Supervision]) -> Vec<Milestone> {
    let held = supervisions.iter().map(|supervision| supervision.held.happened);
    let held = held.filter(|held| held.date() >= since.date());
    let held: Vec<Milestone> = held.map(|held| Milestone::new("supervision.held", held)).collect();
    if held.is_empty() { vec![Milestone::new("supervision.needed", since)] } else { held }
}

/// What the duty engine is told of what supervision asked for.
pub(crate) fn task_milestones(supervisions: &[Supervision]) -> Vec<Milestone> {
    let mut found = Vec::new();
    for supervision in supervisions.iter().filter(|supervision| supervision.held.fact.task.is_some()) {
        let key = supervision.held.fact.supervision;
        found.push(passed_for("supervision.task_set", key, Moment::At(supervision.held.at)));
        let followed = supervision.followed.as_ref();
        found.extend(
            followed.map(|followed| passed_for("supervision.task_done", key, Moment::At(followed.at))),
        );
    }
    found
}

/// A duty that comes of supervision, with whose it is; every other as it was.
pub(crate) fn owed(supervisions: &[Supervision], scheduled: Scheduled) -> Result<ListedDuty, Scheduled> {
    match scheduled.duty.as_str() {
        // The next talk belongs to whoever supervised last, and before the first to all managers.
        SUPERVISION_STANDARD => {
            let person = supervisions.last().and_then(|last| last.held.author.person);
            Ok(ListedDuty { scheduled, person, watchers: person.into_iter().collect() })
        }
        TASK_STANDARD => {
            let of_key = |supervision: &&Supervision| {
                scheduled.key.as_deref() == Some(supervision.held.fact.supervision.to_string().as_str())
            };
            let task = supervisions.iter().find(of_key).and_then(Supervision::open_task);
            let Some(task) = task else { return Err(scheduled) };
            let explanation = "the day that supervision set".to_owned();
            let (person, due) = (Some(task.owner), Due::On(task.by));
            let scheduled = Scheduled { due, explanation, ..scheduled };
            Ok(ListedDuty { scheduled, person, watchers: vec![task.owner] })
        }
        _ => Err(scheduled),
    }
}
