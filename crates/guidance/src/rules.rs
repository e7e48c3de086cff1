//! The duty engine: milestones, facts, guidance and protocol in; what must happen, by when and why, out.

mod as_of;
mod birthdays;
mod course;
mod evaluate;
mod limit;
mod plan;
mod schedule;
mod standing;
mod status;
mod timeline;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Capacity, Moment};
use serde::{Deserialize, Serialize};

use crate::guidance::Guidance;
use crate::model::{Counting, Edition};
use crate::protocol::Protocol;
use crate::source::{Source, digest_of};
use crate::vocabulary::{Bound, Level, Verified};

pub use as_of::LinkedBack;
pub use birthdays::Birth;
pub use standing::{Owed, Standing};
pub use status::Status;

use limit::{Measure, Silent};
use plan::Plan;

/// Something that happened which starts, stops or ends what must happen. The names are in the data.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Milestone {
    /// Its name: `support.requested`.
    pub name: String,
    /// What pairs a start with its stop, where several run side by side: one comment and its answer.
    pub key: Option<String>,
    /// When it happened.
    pub at: Moment,
}

impl Milestone {
    /// A milestone without a key.
    pub fn new(name: impl Into<String>, at: Moment) -> Self {
        Self { name: name.into(), key: None, at }
    }

    /// A milestone that belongs to others with the same key.
    pub fn keyed(name: impl Into<String>, key: impl Into<String>, at: Moment) -> Self {
        Self { name: name.into(), key: Some(key.into()), at }
    }
}

/// What is known about the request. What is not known never makes a duty apply.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Facts {
    /// How deep the assessment goes.
    pub assessment_level: Option<Level>,
    /// Whether the request serves an education, health and care assessment.
    pub ehc: Option<bool>,
    /// Whether the child is disabled.
    pub disabled: Option<bool>,
    /// Whether care may fail before the next working day.
    pub care_may_fail: Option<bool>,
    /// What was given more time, with a reason: `stage-1`.
    pub extended: Vec<String>,
    /// The kind of placement, by its identifier in the data: `until-18`.
    pub placement_kind: Option<String>,
    /// Whether the placement, or the private fostering, is in its first year.
    pub first_year: Option<bool>,
    /// Whether the first review of a looked-after child was held.
    pub first_review_held: Option<bool>,
    /// The age in whole years.
    pub age: Option<u32>,
}

/// When something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// On this day (for a least time: not before this day).
    On(Date),
    /// At this instant.
    At(Timestamp),
    /// Nobody has set a limit. It still must happen.
    NoLimit,
    /// The limit runs past the bank holidays that are known, so no date is given.
    BeyondKnownHolidays,
}

impl Due {
    /// The day in England, where there is one.
    pub fn date(self) -> Option<Date> {
        match self {
            Self::On(date) => Some(date),
            Self::At(instant) => Some(kernel::london_date(instant)),
            Self::NoLimit | Self::BeyondKnownHolidays => None,
        }
    }
}

/// Something that must happen, by when, by whom, because of what. It holds nothing that depends on today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheduled {
    /// The duty (`AS-01`), or the local standard (`LS-READ`) when that stands alone.
    pub duty: String,
    /// The statutory clock (`K03`) or the local standard (`LS-ALLOCATE`) that gave the limit.
    pub clock: Option<String>,
    /// The key of what started it.
    pub key: Option<String>,
    /// Its name in plain words.
    pub name: String,
    /// What must happen.
    pub must: String,
    /// Who is responsible.
    pub responsible: Capacity,
    /// When it is due.
    pub due: Due,
    /// Whether that is the latest or the earliest.
    pub bound: Bound,
    /// What started it.
    pub origin: Milestone,
    /// When it was done.
    pub stopped: Option<Moment>,
    /// Whether something ended it undone.
    pub lapsed: bool,
    /// The first day on which it applies, when that is later than its origin.
    pub begins: Option<Date>,
    /// The clause it rests on. A local standard that stands alone has none.
    pub clause: Option<String>,
    /// How well the clause and the number were verified: the weaker of the two.
    pub verified: Option<Verified>,
    /// The edition in force on the day it started.
    pub edition: Option<String>,
    /// Whether the limit is law or guidance; otherwise it is a local service standard.
    pub statutory: bool,
    /// Whether a family may see it.
    pub shown_to_family: bool,
    /// How the date was found, in plain words.
    pub explanation: String,
    /// The bank holidays passed over.
    pub skipped: Vec<(Date, String)>,
}

/// Guidance and protocol together: the rules that apply.
#[derive(Debug, Clone)]
pub struct Rules {
    guidance: Arc<Guidance>,
    protocol: Arc<Protocol>,
    plan: Arc<Plan>,
}

impl Rules {
    /// Rules from guidance and the protocol that was accepted against it. They are laid out once, here.
    pub fn new(guidance: Arc<Guidance>, protocol: Arc<Protocol>) -> Self {
        let plan = Arc::new(Plan::new(&guidance, &protocol));
        Self { guidance, protocol, plan }
    }

    /// The guidance.
    pub fn guidance(&self) -> &Guidance {
        &self.guidance
    }

    /// The local protocol.
    pub fn protocol(&self) -> &Protocol {
        &self.protocol
    }

    /// The SHA-256 over guidance and protocol, in hexadecimal.
    pub fn digest(&self) -> String {
        digest_of(&[
            Source::new("guidance", self.guidance.digest()),
            Source::new("protocol", self.protocol.digest()),
        ])
    }

    /// The edition of *Working Together* in force on that day.
    pub fn edition_on(&self, date: Date) -> Option<&Edition> {
        self.guidance.edition_on(date)
    }

    /// Whether a manager of the front door is there to decide, by the protocol's hours on a working day in England. Past
    /// the holidays that are known, a weekday counts as a working day.
    pub fn in_office_hours(&self, at: Timestamp) -> bool {
        let there = kernel::london_datetime(at);
        let working = self.guidance.calendar().is_working_day(there.date()).unwrap_or_else(|_| {
            !matches!(there.date().weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday)
        });
        let hours = &self.protocol.settings().concern;
        working && hours.managers_from <= there.time() && there.time() < hours.managers_until
    }

    /// The day that a promise of the protocol gives, counted from a moment; none where no such promise has a limit.
    pub fn promised(&self, standard: &str, from: Moment) -> Option<Date> {
        let limit = self.protocol.standard(standard)?.limit?;
        let measure = Measure { limit, counting: Counting::DayAfter };
        limit::find(self.guidance.calendar(), measure, from, &mut Silent).date()
    }

    /// The milestones of birthdays that duties wait for. One that was past on the day on which support opened counts
    /// from that day, so that nothing is late before anybody knew.
    pub fn birthdays(&self, born: Date, opened: Date) -> Vec<Milestone> {
        birthdays::of(&self.guidance, born, opened)
    }

    /// The same for a child who may not be born yet. One who is not has no birthdays: nothing is counted from a day on which
    /// a birth is only expected.
    pub fn birthdays_of(&self, birth: Birth, opened: Date) -> Vec<Milestone> {
        match birth {
            Birth::Born(born) => self.birthdays(born, opened),
            Birth::Expected(_) => Vec::new(),
        }
    }

    /// What must happen, given what happened and what is known. The answer depends on nothing else: neither on
    /// today nor on the order of the milestones. Milestones that the data does not know are passed over.
    pub fn schedule(&self, milestones: &[Milestone], facts: &Facts) -> Vec<Scheduled> {
        self.standing(milestones, facts).scheduled()
    }

    /// The same without words, to be kept up as things happen.
    pub fn standing(&self, milestones: &[Milestone], facts: &Facts) -> Standing {
        Standing::new(self, milestones, facts, Date::MAX)
    }
}
