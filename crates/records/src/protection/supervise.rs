//! Supervision of the work that protects a child.

use forms::Answers;
use kernel::{Moment, PersonId};
use serde::Deserialize;
use uuid::Uuid;

use super::ask::{is_manager, words};
use super::{Protection, ProtectionEvent};
use crate::refusal::refusals;
use crate::request::noted;
use crate::stream::{Command, Context, Decided, Recorded};
use crate::supervision::{NotRecorded, Supervision, SupervisionFollowed, follow, read, to_follow};

/// Record a supervision.
#[derive(Debug, Clone, Deserialize)]
pub struct Supervise {
    /// Its identifier.
    pub supervision: Uuid,
    /// Who does what it asks for.
    pub owner: Option<PersonId>,
    /// What was decided, and why.
    pub answers: Answers,
}

refusals! {
    /// Why that cannot be recorded so.
    SuperviseRefusal {
        NotBegun = "there is no such record", "protection-not-begun", "supervision is about the work with a child";
        NotAManager = "a social-work-qualified manager supervises", "supervision-not-a-manager", "the work that protects a child is supervised by a qualified manager";
        InTheFuture = "it cannot have been held in the future", "held-in-future", "what happened is not what is planned";
        DecisionMissing = "write what was decided", "supervision-needs-decision", "supervision decides";
        WhyMissing = "write why", "supervision-needs-why", "each decision has its reason";
        OwnerMissing = "choose who does it", "supervision-needs-owner", "what is to be done has an owner and a day";
        NotAtWork = "this person does not work on this record", "supervision-not-at-work", "what is to be done is read by whoever does it";
        DayMissing = "say by when, from today on", "supervision-needs-day", "what is to be done has an owner and a day";
    }
}

impl From<NotRecorded> for SuperviseRefusal {
    fn from(why: NotRecorded) -> Self {
        match why {
            NotRecorded::InTheFuture => Self::InTheFuture,
            NotRecorded::DecisionMissing => Self::DecisionMissing,
            NotRecorded::WhyMissing => Self::WhyMissing,
            NotRecorded::OwnerMissing => Self::OwnerMissing,
            NotRecorded::NotAtWork => Self::NotAtWork,
            NotRecorded::DayMissing => Self::DayMissing,
        }
    }
}

impl Command for Supervise {
    type Stream = Protection;
    type Refusal = SuperviseRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, SuperviseRefusal> {
        if !state.is_begun() {
            return Err(SuperviseRefusal::NotBegun);
        }
        if !is_manager(context) {
            return Err(SuperviseRefusal::NotAManager);
        }
        let (on, fact) = read(self.supervision, self.owner, &state.workers(), &self.answers, context)?;
        Ok(vec![Decided::when(on, fact)])
    }
}

/// Record that what supervision asked for was done.
#[derive(Debug, Clone, Deserialize)]
pub struct FollowSupervision(pub Answers);

refusals! {
    /// Why that cannot be recorded so.
    FollowSupervisionRefusal {
        NothingWaits = "supervision asked nothing of this person that is still to be done", "supervision-nothing-waits", "whoever was asked says that it is done";
        WordsMissing = "write what was done", "supervision-needs-done", "what was done is said in words";
    }
}

impl Command for FollowSupervision {
    type Stream = Protection;
    type Refusal = FollowSupervisionRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, FollowSupervisionRefusal> {
        let waits = to_follow(&state.supervisions, context.author.person);
        let supervision = waits.ok_or(FollowSupervisionRefusal::NothingWaits)?.held.fact.supervision;
        if words(&self.0, "supervised-words").is_empty() {
            return Err(FollowSupervisionRefusal::WordsMissing);
        }
        let fact = SupervisionFollowed { supervision, answers: self.0.clone() };
        Ok(vec![Decided::now(context, fact)])
    }
}

impl Protection {
    /// Since when somebody works to protect the child; nothing while nothing is open.
    pub fn at_work_since(&self) -> Option<Moment> {
        let enquiry = self.open_enquiry().map(|enquiry| enquiry.begun.happened);
        let plan = self.plan().map(|plan| plan.made.happened);
        let called = self.waiting_conference().map(|conference| Moment::At(conference.called.at));
        let since = [enquiry, plan, called].into_iter().flatten();
        since.min_by_key(|since| since.date())
    }
}

pub(super) fn apply(state: &mut Protection, recorded: &Recorded<ProtectionEvent>) {
    match recorded.event.clone() {
        ProtectionEvent::Supervised(fact) => {
            state.supervisions.push(Supervision { held: noted(recorded, fact), followed: None });
        }
        ProtectionEvent::SupervisionFollowed(fact) => {
            follow(&mut state.supervisions, noted(recorded, fact));
        }
        _ => {}
    }
}
