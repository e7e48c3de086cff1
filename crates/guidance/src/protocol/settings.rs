//! What the pages need to know about a partnership: numbers to ring, names, hours, training.

use jiff::civil::{Date, Time};
use kernel::Capacity;
use schemars::JsonSchema;
use serde::Deserialize;

use super::contents::Contents;
use crate::vocabulary::optional_toml_date;

/// Everything a protocol settles that is not a limit of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The partnership.
    pub partnership: PartnershipSettings,
    /// The quiet line at the foot of every public and family page.
    pub safety_line: SafetyLine,
    /// When requests are read, in words.
    pub reading: Reading,
    /// Whom to ask, and how to complain.
    pub complaints: Contact,
    /// Who answers the telephone about a request for support.
    pub support: Contact,
    /// The named services.
    pub services: Vec<Service>,
    /// The training that a lead assessor must have.
    pub training: Vec<Training>,
    /// Where an unseen concern goes.
    pub concern: ConcernSettings,
    /// The route for disabled children, as described for families and checked by machine.
    pub route: RouteSettings,
    /// Who made the protocol together, if anybody did yet.
    pub co_production: CoProduction,
    /// Where equal treatment is shown.
    pub equality: EqualitySettings,
    /// How figures about people are shown.
    pub figures: FiguresSettings,
    /// The local criteria that a decision on a need may cite.
    pub criteria: Criteria,
    /// What is said of assessment and support for every child.
    pub contents: Contents,
}

/// The partnership.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartnershipSettings {
    /// Its name on pages.
    pub name: String,
    /// The council or authority that families know.
    pub authority: String,
    /// Whether it is invented.
    pub fictional: bool,
    /// What every page says when it is invented, and what a template says before it is filled in.
    pub notice: Option<String>,
}

/// "If someone is being hurt or is not safe now."
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SafetyLine {
    /// The number of the emergency services.
    pub emergency: String,
    /// The number that is answered at any hour.
    pub number: String,
    /// When it is answered, in words.
    pub hours: String,
    /// Who answers.
    pub answered_by: String,
}

/// When a person reads what was sent.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// Whether somebody reads every sent request for immediate danger on the day it arrives, at any hour.
    pub every_day: bool,
    /// When requests are read, in words for families.
    pub words: String,
    /// That drafts are not watched, in words for families.
    pub drafts: String,
}

/// A way to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The person, or the team.
    pub name: String,
    /// The telephone number.
    pub telephone: String,
    /// The address for e-mail.
    pub email: String,
    /// The postal address, where there is one.
    pub address: Option<String>,
    /// When the telephone is answered, in words.
    pub hours: String,
}

/// A named service of the partnership.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Its identifier: `out-of-hours-team`.
    pub id: String,
    /// Its name on pages.
    pub name: String,
    /// Its telephone number.
    pub telephone: String,
    /// When it is there, in words.
    pub hours: String,
}

/// A kind of training, and how long it stays current.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Training {
    /// Its identifier: `disability`.
    pub id: String,
    /// Its name on pages.
    pub name: String,
    /// For how many months it is current.
    pub valid_months: u32,
    /// Who must have it.
    #[schemars(with = "Vec<String>")]
    pub required_of: Vec<Capacity>,
}

/// Where an unseen concern goes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConcernSettings {
    /// Services (by identifier) that are told when a concern is not seen in time.
    pub unseen_goes_to: Vec<String>,
    /// Capacities that are told as well.
    #[schemars(with = "Vec<String>")]
    pub unseen_tells: Vec<Capacity>,
    /// From this time on a working day a manager is there to decide; before it one person may act alone.
    pub managers_from: Time,
    /// Until this time.
    pub managers_until: Time,
}

/// The distinct route for disabled children.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one promise that is made or not, and checked by itself"
)]
pub struct RouteSettings {
    /// The route's name.
    pub name: String,
    /// Who it is for, in words.
    pub entry_test: String,
    /// The documents that are its own (forms, letters), by identifier.
    pub documents: Vec<String>,
    /// Whether support is the answer unless a harm fact is recorded.
    pub support_unless_harm_recorded: bool,
    /// Steps that are left out unless a recorded reason or the family's wish opens them.
    pub left_out: Vec<String>,
    /// Who decides a crossing to safeguarding.
    #[schemars(with = "Option<String>")]
    pub crossing_decided_by: Option<Capacity>,
    /// Whether a crossing is reasoned and recorded, the family is told unless unsafe, and it can be taken back.
    pub crossing_recorded_and_reversible: bool,
    /// Whether a concern can be raised from any page at any time.
    pub concern_anytime: bool,
    /// Duties that are each answered.
    pub duties_answered: Vec<String>,
    /// Whether the outcome is written, with reasons, and says how to challenge it.
    pub written_outcome: bool,
    /// Whether social care advice for a plan runs on the route's own timetable.
    pub joined_with_ehc: bool,
    /// The short-break counters that are kept.
    pub short_break_counters: Vec<String>,
    /// Whether each person is asked which adjustments they need.
    pub adjustments_asked: bool,
    /// Whether a change opens a reassessment, and reviews repeat only what changed.
    pub review_without_repeat: bool,
}

/// Who made the protocol together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CoProduction {
    /// The local independent parent carer groups, by name.
    pub groups: Vec<String>,
    /// When they agreed it.
    #[serde(deserialize_with = "optional_toml_date")]
    pub agreed_on: Option<Date>,
}

/// The local criteria, as they are published. A decision that rests on one cites it with the version.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Criteria {
    /// Which version: `2026-1`.
    pub version: String,
    /// Where families can read them.
    pub published: String,
    /// Each of them.
    pub item: Vec<Criterion>,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its identifier: `C1`.
    pub id: String,
    /// What it says, in words for families.
    pub says: String,
}

impl Criteria {
    /// How a criterion is cited, with its version; nothing when there is no such criterion.
    pub fn cited(&self, id: &str) -> Option<String> {
        self.item.iter().any(|item| item.id == id).then(|| format!("{} {id}", self.version))
    }
}

/// Where equal treatment is shown. Only a partnership can say this, so it is never inherited.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EqualitySettings {
    /// Where the measures are published, in words.
    pub published: Option<String>,
}

/// How figures about people are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FiguresSettings {
    /// The least number of people that is shown as a number; fewer could be told who they are.
    pub least_shown: u64,
}

impl Settings {
    /// The training that this capacity must have, each with its validity.
    pub fn training_required_of<'a>(&'a self, capacity: &'a Capacity) -> impl Iterator<Item = &'a Training> {
        self.training.iter().filter(move |training| training.required_of.contains(capacity))
    }

    /// A named service.
    pub fn service(&self, id: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.id == id)
    }
}
