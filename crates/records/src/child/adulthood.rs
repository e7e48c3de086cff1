//! Growing up: the conversation, the worker for adult life, the written offer, and what adult services decided.

use serde::{Deserialize, Serialize};

use super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A step towards adult life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdulthoodStep {
    /// There was a conversation about what the young person wants.
    Talked,
    /// A worker of the adult team was named.
    WorkerNamed,
    /// The help for adult life was offered in writing.
    Offered,
    /// Adult services decided; until then, the help of today goes on.
    Concluded,
}

impl AdulthoodStep {
    /// Every step, with the name that forms and stored events use, and the milestone that it reports.
    pub const ALL: [(&'static str, Self, &'static str); 4] = [
        ("talked", Self::Talked, "adulthood.talked"),
        ("worker_named", Self::WorkerNamed, "adult_worker.named"),
        ("offered", Self::Offered, "adult.offered"),
        ("concluded", Self::Concluded, "adult.concluded"),
    ];

    /// The milestone that it reports.
    pub fn milestone(self) -> &'static str {
        Self::ALL.iter().find(|(_, each, _)| *each == self).map_or("", |(.., milestone)| milestone)
    }
}

/// A step towards adult life was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdulthoodRecorded {
    /// Which.
    pub step: AdulthoodStep,
    /// What the young person wants; who the worker is and how to reach them; what is offered; what was decided and why.
    pub words: String,
    /// How the young person took part, and in whose hands the consent lies.
    pub consent: String,
}

/// Record a step towards adult life.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordAdulthood(pub AdulthoodRecorded);

refusals! {
    /// Why that cannot be recorded.
    RecordAdulthoodRefusal {
        NotRegistered = "there is no such record", "not-registered", "growing up belongs to a child's record";
        NoWords = "say what was said, named, offered or decided", "no-words", "support route, step 13: a plan for adult life is written";
        ConsentMissing = "say how the young person took part", "consent-missing", "support route, step 13: the young person's own consent and capacity are respected";
    }
}

impl Command for RecordAdulthood {
    type Stream = Child;
    type Refusal = RecordAdulthoodRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, RecordAdulthoodRefusal> {
        if state.registered.is_none() {
            return Err(RecordAdulthoodRefusal::NotRegistered);
        }
        if self.0.words.trim().is_empty() {
            return Err(RecordAdulthoodRefusal::NoWords);
        }
        if self.0.consent.trim().is_empty() {
            return Err(RecordAdulthoodRefusal::ConsentMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
