//! The shape of the files. A key that is not here is a fault, so that a slip of the pen is never silently ignored.

use serde::Deserialize;
use toml::Spanned;

use crate::policy::Side;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawFile {
    #[serde(default)]
    pub capacity: Vec<Spanned<RawCapacity>>,
    /// What is allowed.
    #[serde(default)]
    pub allow: Vec<Spanned<RawRow>>,
    /// What no rule may ever allow.
    #[serde(default)]
    pub never: Vec<Spanned<RawRow>>,
    /// What the rules must always allow.
    #[serde(default)]
    pub always: Vec<Spanned<RawRow>>,
    /// Which steps are kept in separate hands.
    #[serde(default)]
    pub separate: Vec<Spanned<RawSeparation>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawCapacity {
    pub name: Spanned<String>,
    pub title: String,
    pub description: String,
    pub side: RawSide,
    #[serde(default)]
    pub social_work_qualified: bool,
    #[serde(default)]
    pub safeguarding: bool,
    #[serde(default)]
    pub never_with: Vec<Spanned<String>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RawSide {
    Practitioner,
    Family,
    Asker,
    Public,
}

impl From<RawSide> for Side {
    fn from(raw: RawSide) -> Self {
        match raw {
            RawSide::Practitioner => Self::Practitioner,
            RawSide::Family => Self::Family,
            RawSide::Asker => Self::Asker,
            RawSide::Public => Self::Public,
        }
    }
}

/// A rule names each thing it allows. A limit may leave a list out, which means all, or name what it excepts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawRow {
    pub capacities: Option<Vec<Spanned<String>>>,
    pub except_capacities: Option<Vec<Spanned<String>>>,
    pub relationships: Option<Vec<Spanned<String>>>,
    pub except_relationships: Option<Vec<Spanned<String>>>,
    pub actions: Option<Vec<Spanned<String>>>,
    pub except_actions: Option<Vec<Spanned<String>>>,
    pub kinds: Option<Vec<Spanned<String>>>,
    pub except_kinds: Option<Vec<Spanned<String>>>,
    pub fields: Option<Vec<Spanned<String>>>,
    pub except_fields: Option<Vec<Spanned<String>>>,
    pub reason: Spanned<String>,
    pub rule: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawSeparation {
    pub action: Spanned<String>,
    pub after: Vec<Spanned<String>>,
    pub reason: Spanned<String>,
    pub rule: Spanned<String>,
}
