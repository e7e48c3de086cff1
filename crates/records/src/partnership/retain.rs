//! Keeping and destroying: legal holds, and the proof that a record was destroyed. Both stand on the partnership's stream,
//! which outlives every record; a hold says nothing to the family, whose stream is another.

use guidance::{Keep, RetentionFacts, keep};
use jiff::Span;
use jiff::civil::Date;
use kernel::StreamId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Partnership, PartnershipEvent};
use crate::refusal::refusals;
use crate::request::Noted;
use crate::stream::{Command, Context, Decided};

/// The most characters of a reason: a few sentences. What is longer belongs to the lawyers' own file.
const REASON_CHARACTERS_MAX: usize = 2_000;

/// A record is kept whatever the schedule says, until the hold is released.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldPlaced {
    /// The hold.
    pub hold: Uuid,
    /// The record.
    #[serde(with = "as_text")]
    pub record: StreamId,
    /// Why: a claim, an inquiry, a complaint that goes on elsewhere.
    pub reason: String,
    /// Who asked for it, by name.
    pub by: String,
    /// When somebody looks again at whether it is still needed.
    pub review_on: Date,
}

/// A hold was released.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldReleased {
    /// The hold.
    pub hold: Uuid,
    /// Why it is no longer needed.
    pub reason: String,
    /// Who decided so, by name.
    pub by: String,
}

/// A hold, with its release.
#[derive(Debug, Clone)]
pub struct Hold {
    /// As it was placed.
    pub placed: Noted<HoldPlaced>,
    /// Its release.
    pub released: Option<Noted<HoldReleased>>,
}

/// A stream of a record that was destroyed, as it stood: enough to find its entries in the log, and nothing they said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DestroyedStream {
    /// The stream.
    #[serde(with = "as_text")]
    pub stream: StreamId,
    /// How many entries it has. They stay, unreadable.
    pub entries: u64,
}

/// A record was destroyed: the proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destroyed {
    /// The record.
    #[serde(with = "as_text")]
    pub record: StreamId,
    /// Everything that went with it.
    pub streams: Vec<DestroyedStream>,
    /// Under which rule of the schedule.
    pub rule: String,
    /// The clause it rests on.
    pub clause: String,
    /// The day from which that rule no longer kept it.
    pub kept_until: Date,
    /// Who decided, by name.
    pub by: String,
    /// From this day on no backup of the keys is old enough to hold its key: the erasure is complete.
    pub complete_on: Date,
}

/// Place a hold.
#[derive(Debug, Clone, Deserialize)]
pub struct PlaceHold(pub HoldPlaced);

refusals! {
    /// Why a hold cannot be placed.
    PlaceHoldRefusal {
        NoReason = "it is not said why", "hold-reason-missing", "a hold has a reason, a name and a day of review";
        TooLong = "the reason is too long", "hold-reason-long", "a hold has a reason, a name and a day of review";
        Nobody = "it is not said who asked for it", "hold-name-missing", "a hold has a reason, a name and a day of review";
        ReviewPast = "the day of review has been", "hold-review-past", "a hold has a reason, a name and a day of review";
        AlreadyPlaced = "there is such a hold", "hold-placed", "each hold has its own identifier";
    }
}

impl Command for PlaceHold {
    type Stream = Partnership;
    type Refusal = PlaceHoldRefusal;

    fn decide(
        &self,
        state: &Partnership,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PartnershipEvent>>, PlaceHoldRefusal> {
        let hold = &self.0;
        if hold.reason.trim().is_empty() {
            return Err(PlaceHoldRefusal::NoReason);
        }
        if hold.reason.chars().count() > REASON_CHARACTERS_MAX {
            return Err(PlaceHoldRefusal::TooLong);
        }
        if hold.by.trim().is_empty() {
            return Err(PlaceHoldRefusal::Nobody);
        }
        if hold.review_on <= context.today() {
            return Err(PlaceHoldRefusal::ReviewPast);
        }
        if state.holds.iter().any(|other| other.placed.fact.hold == hold.hold) {
            return Err(PlaceHoldRefusal::AlreadyPlaced);
        }
        Ok(vec![Decided::now(context, hold.clone())])
    }
}

/// Release a hold.
#[derive(Debug, Clone, Deserialize)]
pub struct ReleaseHold(pub HoldReleased);

refusals! {
    /// Why a hold cannot be released.
    ReleaseHoldRefusal {
        NoHold = "there is no such hold", "hold-unknown", "a hold is released once";
        ReleasedAlready = "it was released already", "hold-released", "a hold is released once";
        NoReason = "it is not said why", "hold-reason-missing", "a release has a reason and a name";
        Nobody = "it is not said who decided", "hold-name-missing", "a release has a reason and a name";
    }
}

impl Command for ReleaseHold {
    type Stream = Partnership;
    type Refusal = ReleaseHoldRefusal;

    fn decide(
        &self,
        state: &Partnership,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PartnershipEvent>>, ReleaseHoldRefusal> {
        let hold = state.holds.iter().find(|hold| hold.placed.fact.hold == self.0.hold);
        let hold = hold.ok_or(ReleaseHoldRefusal::NoHold)?;
        if hold.released.is_some() {
            return Err(ReleaseHoldRefusal::ReleasedAlready);
        }
        if self.0.reason.trim().is_empty() {
            return Err(ReleaseHoldRefusal::NoReason);
        }
        if self.0.by.trim().is_empty() {
            return Err(ReleaseHoldRefusal::Nobody);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// Destroy a record: decide that its key goes, and prove it.
#[derive(Debug, Clone)]
pub struct DestroyRecord {
    /// The record.
    pub record: StreamId,
    /// What is known of it, for the schedule.
    pub facts: RetentionFacts,
    /// Everything that goes with it.
    pub streams: Vec<DestroyedStream>,
    /// Something about it is still open, or another record must be kept with it.
    pub still_needed: bool,
    /// Who decides, by name.
    pub by: String,
    /// The greatest age that a backup of the keys can have, in days.
    pub key_backup_days: u32,
}

refusals! {
    /// Why a record cannot be destroyed.
    DestroyRecordRefusal {
        NoRule = "the schedule has no rule for it", "destroy-no-rule", "nothing is destroyed without a rule";
        EndNotKnown = "it is not known when the rule ends", "destroy-end-not-known", "nothing is destroyed while a rule applies";
        StillKept = "a rule still keeps it", "destroy-still-kept", "nothing is destroyed while a rule applies";
        StillNeeded = "something about it is still open, or must be kept with it", "destroy-still-needed", "nothing is destroyed while an enquiry or a challenge is open";
        Held = "a hold stands on it", "destroy-held", "nothing is destroyed while a legal hold stands";
        Nobody = "it is not said who decides", "destroy-name-missing", "a destruction has a name";
        DestroyedAlready = "it was destroyed already", "destroyed-already", "a record is destroyed once";
        BackupAge = "the age of the oldest backup of the keys is no number of days that can be", "destroy-backup-age", "an erasure is complete when no backup holds the key";
    }
}

impl Command for DestroyRecord {
    type Stream = Partnership;
    type Refusal = DestroyRecordRefusal;

    fn decide(
        &self,
        state: &Partnership,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PartnershipEvent>>, DestroyRecordRefusal> {
        if state.destroyed.iter().any(|destroyed| destroyed.fact.record == self.record) {
            return Err(DestroyRecordRefusal::DestroyedAlready);
        }
        let (kept_until, rule) = match keep(context.rules.guidance().retention(), &self.facts) {
            Keep::NoRule => return Err(DestroyRecordRefusal::NoRule),
            Keep::NotKnown(..) => return Err(DestroyRecordRefusal::EndNotKnown),
            Keep::Until(day, _) if day > context.today() => return Err(DestroyRecordRefusal::StillKept),
            Keep::Until(day, rule) => (day, rule),
        };
        let gone = std::iter::once(self.record).chain(self.streams.iter().map(|stream| stream.stream));
        if gone.into_iter().any(|stream| state.holds_on(stream).next().is_some()) {
            return Err(DestroyRecordRefusal::Held);
        }
        if self.still_needed {
            return Err(DestroyRecordRefusal::StillNeeded);
        }
        if self.by.trim().is_empty() {
            return Err(DestroyRecordRefusal::Nobody);
        }
        let age = Span::new().try_days(self.key_backup_days).ok();
        let complete_on = age.and_then(|age| context.today().checked_add(age).ok());
        let destroyed = Destroyed {
            record: self.record,
            streams: self.streams.clone(),
            rule: rule.id.clone(),
            clause: rule.clause.clone(),
            kept_until,
            by: self.by.trim().to_owned(),
            complete_on: complete_on.ok_or(DestroyRecordRefusal::BackupAge)?,
        };
        Ok(vec![Decided::now(context, destroyed)])
    }
}

/// A stream as `child/…`, so that a stored body says what it names.
mod as_text {
    use kernel::StreamId;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(stream: &StreamId, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(stream)
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(deserializer: D) -> Result<StreamId, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}
