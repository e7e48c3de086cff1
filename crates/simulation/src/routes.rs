//! Which way a record is taken under each set of rules.
//!
//! What can be compared by machine is whether there is a route of its own for disabled children at all, which of its steps
//! are left out, and by which levels it was taken. Who passes an entry test is decided by people reading words; when the words
//! change, the report says that it cannot count what that does.

use guidance::{Facts, Level, Rules};
use serde::{Deserialize, Serialize};

use crate::record::{Kind, Record};

/// The way that a record is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// The route of its own, written by the family and checked by a practitioner.
    SelfAssessed,
    /// The route of its own, short.
    Short,
    /// The route of its own, full.
    Full,
    /// Nobody has decided; the route of its own is open to it.
    NotDecided,
    /// The general assessment, as for every child.
    General,
}

impl Way {
    fn at(level: Level) -> Self {
        match level {
            Level::SelfAssessed => Self::SelfAssessed,
            Level::Short => Self::Short,
            Level::Full => Self::Full,
        }
    }

    /// The way's name, as the assumptions write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SelfAssessed => "self-assessed",
            Self::Short => "short",
            Self::Full => "full",
            Self::NotDecided => "not-decided",
            Self::General => "general",
        }
    }

    /// Whether it is an assessment on the route of its own.
    pub fn is_of_its_own(self) -> bool {
        matches!(self, Self::SelfAssessed | Self::Short | Self::Full)
    }
}

/// Whether these rules have a route of its own for disabled children: a name, an entry test and documents.
pub(crate) fn has_route(rules: &Rules) -> bool {
    let route = &rules.protocol().settings().route;
    !route.name.is_empty() && !route.entry_test.is_empty() && !route.documents.is_empty()
}

/// The way that a record is taken, where there is such a route or there is none. Nothing for what takes no route: a request
/// that was answered otherwise, a concern, a challenge.
pub(crate) fn way(record: &Record, has_route: bool) -> Option<Way> {
    let own = match (record.kind, record.told.facts.assessment_level) {
        (Kind::Child, Some(level)) => Way::at(level),
        // A request about a child who is known not to be disabled would not be asked for this route.
        (Kind::Request, _) if record.awaits_route && record.told.facts.disabled != Some(false) => {
            Way::NotDecided
        }
        _ => return None,
    };
    Some(if has_route { own } else { Way::General })
}

/// What is known under a way. The levels belong to the route of its own; a general assessment has none.
pub(crate) fn facts(known: &Facts, way: Option<Way>) -> Facts {
    let assessment_level = known.assessment_level.filter(|_| way != Some(Way::General));
    Facts { assessment_level, ..known.clone() }
}

/// The steps that these rules leave out on a way. A general assessment leaves none out.
pub(crate) fn leaves_out(rules: &Rules, way: Option<Way>, step: &str) -> bool {
    let left_out = &rules.protocol().settings().route.left_out;
    way != Some(Way::General) && left_out.iter().any(|left| left == step)
}
