//! Statutory returns as values: what the children in need census and the return on children looked after say of a child.
//!
//! Records keep these, returns are read into them and written from them, and other outputs are made of them. A value that a
//! file does not give is absent; a code is kept as it stands, also one that no set has, because a record says what was said.
//! A day that cannot be read has no place here: whoever reads a file keeps it beside.

mod column;
mod details;
mod joined;
mod looked_after;
mod table;

pub use column::Column;
pub use details::{Assessment, Details, Enquiry, Plan, PreProceedings, ProtectionPlan};
pub use looked_after::{LookedAfter, Row, read_day, written_day};
pub use table::Table;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

/// A whole return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// What it says of itself.
    pub header: Header,
    /// The children.
    pub children: Vec<Child>,
}

/// What a return says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// The calendar year in which the collection year ends.
    pub year: Option<i16>,
    /// The last day of the collection year.
    pub reference: Option<Date>,
    /// The authority's three digits.
    pub authority: Option<String>,
    /// What made it.
    pub software: Option<String>,
    /// Its number among those of this authority.
    pub serial: Option<String>,
    /// When it was made.
    pub made_at: Option<DateTime>,
}

/// What a return says of one child.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Child {
    /// Who it is, as far as a return says it: no name is in it.
    pub identifiers: Identifiers,
    /// Ethnicity and disability.
    pub characteristics: Characteristics,
    /// Each referral with what followed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<Details>,
}

/// Who a child is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identifiers {
    /// The authority's own identifier (`LAchildID`), kept from year to year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub la_child_id: Option<String>,
    /// The unique pupil number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upn: Option<String>,
    /// The one before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former_upn: Option<String>,
    /// Why there is none (`UPNunknown`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upn_unknown: Option<String>,
    /// The day of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<Date>,
    /// The day on which birth is expected, of a child not yet born.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Date>,
    /// `GenderCurrent`, which returns held before `Sex` replaced it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<String>,
    /// `Sex`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<String>,
    /// The day of death.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub died: Option<Date>,
}

/// Ethnicity and disability.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Characteristics {
    /// The code of the ethnic group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ethnicity: Option<String>,
    /// The codes of disability, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disabilities: Vec<String>,
}
