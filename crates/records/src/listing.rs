//! What a stream contributes to lists, searches and duties. A pure function of one stream's state, so that
//! everything kept beside the events can be made again from them.

use guidance::Scheduled;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Capacity, PersonId};
use serde::Serialize;

/// One stream's rows.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The stage, as a short name that lists filter by; empty when the stream stands in no list.
    pub stage: &'static str,
    /// The person who answers for it now.
    pub owner: Option<PersonId>,
    /// What lists are sorted by.
    pub sort_at: Timestamp,
    /// The line that lists show (encrypted where it is kept).
    pub line: Line,
    /// What must still happen. Statuses are computed when read, never kept.
    pub duties: Vec<ListedDuty>,
    /// Who is involved.
    pub involvements: Vec<Involvement>,
    /// Words by which the program itself links streams; no word that anybody would search for.
    pub names: Vec<String>,
    /// What people find it by.
    pub found_by: FoundBy,
}

/// What people find a record by (encrypted where it is kept). Who may find it is asked when somebody does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct FoundBy {
    /// Names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// The date of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<Date>,
    /// References.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
    /// Numbers and addresses of those who take part, for whoever may see them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<String>,
}

impl FoundBy {
    /// The same, without what is empty and what stands there twice.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        for texts in [&mut self.names, &mut self.references, &mut self.contacts] {
            texts.retain(|text| !text.trim().is_empty());
            texts.sort();
            texts.dedup();
        }
        self
    }
}

/// What a list shows of a stream.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Line {
    /// The child's name, or how the child was described.
    pub title: String,
    /// One more fact: who asked, which stage.
    pub detail: String,
    /// The short reference, where there is one.
    pub reference: String,
    /// Marks that a reader must see in the list: `urgent`, `unseen`.
    pub marks: Vec<String>,
}

/// A duty that is not met yet.
#[derive(Debug, Clone)]
pub struct ListedDuty {
    /// What the engine computed.
    pub scheduled: Scheduled,
    /// The person who must do it, where one is named.
    pub person: Option<PersonId>,
    /// Who else sees it on their Today page.
    pub watchers: Vec<PersonId>,
}

/// A person's part, for the lists of their own work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Involvement {
    /// Who.
    pub person: PersonId,
    /// In which capacity.
    pub capacity: Capacity,
    /// From this day.
    pub from: Date,
    /// Until this day.
    pub until: Option<Date>,
}
