//! People as the record knows them: how to reach somebody safely, and who they are to a child.

use jiff::civil::Date;
use kernel::{Capacity, PersonId};
use serde::{Deserialize, Serialize};

/// A way to reach somebody that they said is safe.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeContact {
    /// The method they chose: `phone`, `text`, `email`, `letter`, `someone-else`.
    pub method: String,
    /// The number or address.
    pub value: String,
    /// Whether we may say who we are, or leave a message.
    pub may_leave_message: bool,
}

/// A person's part in a child's life or record, from a day until a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Involved {
    /// Who.
    pub person: PersonId,
    /// The name they go by.
    pub name: String,
    /// In which capacity.
    pub capacity: Capacity,
    /// What they are to the child, in their own words: `mum`, `granddad`; empty for practitioners.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub relationship: String,
    /// How to reach them safely. Shown to practitioners and to the person, never to another household.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<SafeContact>,
    /// The first day.
    pub from: Date,
    /// The last day, once it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Involved {
    /// Whether the involvement holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// Whether a capacity is that of a family member, or of a supporter whom one chose.
pub fn is_of_the_family(capacity: &Capacity) -> bool {
    matches!(capacity.as_str(), "parent-carer" | "young-person" | "supporter")
}
