//! Which lists there are, and what stands in their columns, as the data has them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::data::{Flaw, read};

/// Where the lists stand.
pub const FILE: &str = "annex-a/lists.toml";
/// Where the lettered values stand.
const CODES: &str = "annex-a/codes.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    pub verified: String,
    pub source: String,
    pub months_counted: i32,
    pub child: Vec<ColumnData>,
    pub list: Vec<ListData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListData {
    pub number: u8,
    pub title: String,
    pub months: i32,
    #[serde(default)]
    pub things: Option<Things>,
    #[serde(default)]
    pub absent: String,
    #[serde(default)]
    pub columns: Vec<ColumnData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnData {
    pub name: String,
    #[serde(default)]
    pub from: Option<Field>,
}

/// What a row of a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Things {
    Referrals,
    Assessments,
    Enquiries,
    Episodes,
    ProtectionPlans,
    Care,
}

/// What may stand in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    Identifier,
    Gender,
    Ethnicity,
    Born,
    Age,
    Disability,
    Referred,
    Source,
    NoFurtherAction,
    Referrals,
    Started,
    Ended,
    ConferenceNotRequired,
    Conference,
    BecamePlan,
    Enquiries,
    Conferences,
    Need,
    Closure,
    Status,
    FirstCategory,
    LatestCategory,
    Reviewed,
    PreviousPlans,
    Again,
    LegalSince,
    Legal,
    Health,
    Placements,
    PlacementSince,
    Placement,
    Provider,
    Missing,
    Away,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodesFile {
    verified: String,
    set: Vec<SetData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetData {
    name: String,
    #[serde(default)]
    doubt: String,
    codes: BTreeMap<String, String>,
}

/// The lettered values.
pub struct Codes(CodesFile);

impl Codes {
    pub fn read() -> Result<Self, Flaw> {
        read(CODES).map(Self)
    }

    /// The value for a code; one that has none is written as it is.
    pub fn value(&self, set: &str, code: &str) -> String {
        let set = self.0.set.iter().find(|data| data.name == set);
        set.and_then(|set| set.codes.get(code)).map_or(code, String::as_str).to_owned()
    }

    /// Whether a code is one of a set.
    pub fn holds(&self, set: &str, code: &str) -> bool {
        self.0.set.iter().any(|data| data.name == set && data.codes.contains_key(code))
    }

    /// What is not certain of them.
    pub fn doubts(&self) -> impl Iterator<Item = String> {
        let sets = self.0.set.iter().filter(|set| !set.doubt.is_empty());
        sets.map(|set| format!("Values of {} ({}): {}", set.name, self.0.verified, set.doubt))
    }
}
