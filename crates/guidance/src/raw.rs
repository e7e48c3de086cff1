//! The shape of the files, as written; what they mean is checked in `load`.

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use crate::cases::{Listed, RawCase};
use crate::model::{
    CheckRule, Commencement, Condition, Counting, CriteriaPart, EditionKind, Linked, ListedItem, Origins,
    PlacementKind,
};
use crate::vocabulary::{Bound, Unit, Verified, optional_toml_date, toml_date};

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RawFile {
    pub edition: Vec<RawEdition>,
    pub clause: Vec<RawClause>,
    pub clock: Vec<RawClock>,
    pub duty: Vec<RawDuty>,
    pub milestone: Vec<RawMilestone>,
    pub check: Vec<RawCheck>,
    pub linked: Vec<Spanned<Linked>>,
    pub placement_kind: Vec<Spanned<PlacementKind>>,
    pub listed: Vec<Spanned<Listed>>,
    pub case: Vec<Spanned<RawCase>>,
    pub holidays: Option<Spanned<RawHolidays>>,
    /// The equality measures are read by the crate that counts them.
    pub measures: Option<Spanned<serde::de::IgnoredAny>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawEdition {
    pub id: Spanned<String>,
    pub kind: EditionKind,
    pub title: String,
    pub short: String,
    #[serde(deserialize_with = "toml_date")]
    pub in_force_from: Date,
    #[serde(default, deserialize_with = "optional_toml_date")]
    pub in_force_to: Option<Date>,
    pub source: String,
    pub verified: Verified,
    pub doubts: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawClause {
    pub id: Spanned<String>,
    pub edition: Spanned<String>,
    pub place: String,
    pub requires: String,
    #[serde(default, deserialize_with = "optional_toml_date")]
    pub in_force_from: Option<Date>,
    #[serde(default, deserialize_with = "optional_toml_date")]
    pub in_force_to: Option<Date>,
    #[serde(default)]
    pub commencement: Commencement,
    pub source: String,
    pub verified: Verified,
    pub doubts: Option<String>,
    #[serde(default)]
    pub basis_for_sharing: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawClock {
    pub id: Spanned<String>,
    pub duty: Spanned<String>,
    pub limit: u32,
    pub unit: Unit,
    pub bound: Bound,
    pub window: Option<Spanned<u32>>,
    pub window_unit: Option<Unit>,
    pub origin: Spanned<String>,
    pub stop: Spanned<String>,
    pub counting: Counting,
    #[serde(default, deserialize_with = "optional_toml_date")]
    pub in_force_from: Option<Date>,
    #[serde(default, deserialize_with = "optional_toml_date")]
    pub in_force_to: Option<Date>,
    pub clauses: Vec<Spanned<String>>,
    pub verified: Verified,
    pub doubts: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that the data says or does not say")]
pub(crate) struct RawDuty {
    pub id: Spanned<String>,
    #[serde(default)]
    pub also: Vec<Spanned<String>>,
    pub name: String,
    pub must: String,
    #[serde(default)]
    pub trigger: Vec<Spanned<String>>,
    #[serde(default)]
    pub stop: Vec<Spanned<String>>,
    #[serde(default)]
    pub lapses: Vec<Spanned<String>>,
    #[serde(default)]
    pub origins: Origins,
    #[serde(default)]
    pub paired_by_key: bool,
    #[serde(default)]
    pub when: Condition,
    #[serde(default)]
    pub unless: Condition,
    pub clock: Option<Spanned<String>>,
    pub on_breach_of: Option<Spanned<String>>,
    pub responsible: Spanned<String>,
    pub who: Option<String>,
    pub clauses: Vec<Spanned<String>>,
    #[serde(default, deserialize_with = "optional_toml_date")]
    pub in_force_from: Option<Date>,
    #[serde(default, deserialize_with = "optional_toml_date")]
    pub in_force_to: Option<Date>,
    #[serde(default)]
    pub absolute: bool,
    #[serde(default)]
    pub decides_needs: bool,
    #[serde(default)]
    pub criteria: CriteriaPart,
    #[serde(default)]
    pub items: Vec<ListedItem>,
    #[serde(default)]
    pub explained_first: bool,
    #[serde(default)]
    pub answered_in_words: bool,
    pub shown_to_family: bool,
    pub doubts: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawMilestone {
    pub name: Spanned<String>,
    pub means: String,
    #[serde(default)]
    pub reported: bool,
    pub alias_of: Option<Spanned<String>>,
    pub at_age: Option<u32>,
    #[serde(default)]
    pub seen_months_before: u32,
    #[serde(default)]
    pub already: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCheck {
    pub id: Spanned<String>,
    pub asks: String,
    pub rule: CheckRule,
    #[serde(default)]
    pub names: Vec<Spanned<String>>,
    pub passing: String,
    pub failing: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawHolidays {
    #[serde(deserialize_with = "toml_date")]
    pub known_from: Date,
    #[serde(deserialize_with = "toml_date")]
    pub known_until: Date,
    #[expect(
        dead_code,
        reason = "every file of data must say where it comes from; nothing computes with it"
    )]
    pub source: String,
    #[expect(dead_code, reason = "as above")]
    pub verified: Verified,
    pub day: Vec<Spanned<RawHoliday>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawHoliday {
    #[serde(deserialize_with = "toml_date")]
    pub date: Date,
    pub name: String,
    pub said: String,
    #[serde(default)]
    pub substitute: bool,
}
