//! The shape of the files. A key that is not here is a fault, so that a slip of the pen is never silently ignored.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::policy::Side;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawFile {
    #[serde(default)]
    #[schemars(with = "Vec<RawCapacity>")]
    pub capacity: Vec<Spanned<RawCapacity>>,
    /// What is allowed.
    #[serde(default)]
    #[schemars(with = "Vec<RawRow>")]
    pub allow: Vec<Spanned<RawRow>>,
    /// What no rule may ever allow.
    #[serde(default)]
    #[schemars(with = "Vec<RawRow>")]
    pub never: Vec<Spanned<RawRow>>,
    /// What the rules must always allow.
    #[serde(default)]
    #[schemars(with = "Vec<RawRow>")]
    pub always: Vec<Spanned<RawRow>>,
    /// Which steps are kept in separate hands.
    #[serde(default)]
    #[schemars(with = "Vec<RawSeparation>")]
    pub separate: Vec<Spanned<RawSeparation>>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawCapacity {
    #[schemars(with = "String")]
    pub name: Spanned<String>,
    pub title: String,
    pub description: String,
    pub side: RawSide,
    #[serde(default)]
    pub social_work_qualified: bool,
    #[serde(default)]
    pub safeguarding: bool,
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub never_with: Vec<Spanned<String>>,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RawSide {
    Practitioner,
    System,
    Family,
    Asker,
    Public,
}

impl From<RawSide> for Side {
    fn from(raw: RawSide) -> Self {
        match raw {
            RawSide::Practitioner => Self::Practitioner,
            RawSide::System => Self::System,
            RawSide::Family => Self::Family,
            RawSide::Asker => Self::Asker,
            RawSide::Public => Self::Public,
        }
    }
}

/// A rule names each thing it allows. A limit may leave a list out, which means all, or name what it excepts.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawRow {
    #[schemars(with = "Option<Vec<String>>")]
    pub capacities: Option<Vec<Spanned<String>>>,
    #[schemars(with = "Option<Vec<String>>")]
    pub except_capacities: Option<Vec<Spanned<String>>>,
    #[schemars(with = "Option<Vec<String>>")]
    pub relationships: Option<Vec<Spanned<String>>>,
    #[schemars(with = "Option<Vec<String>>")]
    pub except_relationships: Option<Vec<Spanned<String>>>,
    #[schemars(with = "Option<Vec<String>>")]
    pub actions: Option<Vec<Spanned<String>>>,
    #[schemars(with = "Option<Vec<String>>")]
    pub except_actions: Option<Vec<Spanned<String>>>,
    #[schemars(with = "Option<Vec<String>>")]
    pub kinds: Option<Vec<Spanned<String>>>,
    #[schemars(with = "Option<Vec<String>>")]
    pub except_kinds: Option<Vec<Spanned<String>>>,
    #[schemars(with = "Option<Vec<String>>")]
    pub fields: Option<Vec<Spanned<String>>>,
    #[schemars(with = "Option<Vec<String>>")]
    pub except_fields: Option<Vec<Spanned<String>>>,
    #[schemars(with = "String")]
    pub reason: Spanned<String>,
    #[schemars(with = "String")]
    pub rule: Spanned<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawSeparation {
    #[schemars(with = "String")]
    pub action: Spanned<String>,
    #[schemars(with = "Vec<String>")]
    pub after: Vec<Spanned<String>>,
    #[schemars(with = "String")]
    pub reason: Spanned<String>,
    #[schemars(with = "String")]
    pub rule: Spanned<String>,
}
