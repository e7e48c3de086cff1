//! One record, as the simulation sees it: what it passed and what is known, and nothing of whom it is about.

use guidance::{Facts, Milestone};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A child's record.
    Child,
    /// A request whose clocks have not gone on in a child's record.
    Request,
    /// A raised concern.
    Concern,
    /// Somebody does not agree.
    Challenge,
    /// How a child is protected.
    Protection,
    /// Somebody got in touch with the front door.
    Contact,
}

impl Kind {
    /// Every kind, in the order of the report.
    pub const ALL: [Self; 6] =
        [Self::Child, Self::Request, Self::Concern, Self::Challenge, Self::Protection, Self::Contact];

    /// Its place in the order of the report.
    pub(crate) const fn place(self) -> usize {
        self as usize
    }
}

/// Whether the child is disabled, as the record says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// The child is disabled.
    Disabled,
    /// The child is not.
    NotDisabled,
    /// The record does not say, or is not of a child.
    NotKnown,
}

impl Group {
    /// Every group, in the order of the report.
    pub const ALL: [Self; 3] = [Self::Disabled, Self::NotDisabled, Self::NotKnown];

    pub(crate) const fn place(self) -> usize {
        self as usize
    }
}

/// What the duty engine is told of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// What the record has passed.
    pub milestones: Vec<Milestone>,
    /// What is known.
    pub facts: Facts,
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Which one. It only tells the bootstrap one record from another, and stands in no report.
    pub id: Uuid,
    /// What it is.
    pub kind: Kind,
    /// Whether it is a request whose route nobody has decided yet.
    pub awaits_route: bool,
    /// What today's rules are told.
    pub told: Told,
    /// What the draft is told, where that is not the same: a draft may know other birthdays.
    pub told_by_draft: Option<Told>,
}

impl Record {
    /// The group it is counted in.
    pub fn group(&self) -> Group {
        match self.told.facts.disabled {
            Some(true) => Group::Disabled,
            Some(false) => Group::NotDisabled,
            None => Group::NotKnown,
        }
    }
}
