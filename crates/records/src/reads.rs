//! Who opened a record, in which capacity, and why. Reads are a stream too, beside the record they belong to.

use kernel::{Capacity, EntryId, PersonId, StreamKind};
use serde::{Deserialize, Serialize};

use crate::request::{Noted, noted};
use crate::stream::{Recorded, Stream, events};

events! {
    /// What happens to a record without changing it.
    ReadEvent {
        "record.read" => Read(RecordRead),
        "urgent.reviewed" => UrgentReviewed(UrgentReviewed),
    }
}

/// Somebody opened a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordRead {
    /// Who.
    pub reader: PersonId,
    /// In which capacity.
    pub capacity: Capacity,
    /// Which page, as a short name of the message catalogue.
    pub page: String,
    /// Why: a short name of the catalogue for the ordinary reasons, the reader's own words for urgent access.
    pub reason: String,
    /// Opened at once by giving a reason, without being involved; a manager looks at it the next working day.
    #[serde(default)]
    pub urgent: bool,
    /// Kept from the family until a named person decides to tell: reads by the front door and the police.
    #[serde(default)]
    pub kept_from_family: bool,
}

/// A manager looked at an urgent access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UrgentReviewed {
    /// The read that was looked at.
    pub read: EntryId,
    /// What the manager found.
    pub finding: String,
    /// A review says as much as the read it is about.
    #[serde(default)]
    pub kept_from_family: bool,
}

/// All reads of one record.
#[derive(Debug, Clone, Default)]
pub struct Reads {
    /// Oldest first, each with the stored entry that it is.
    pub reads: Vec<(EntryId, Noted<RecordRead>)>,
    /// Reviews of urgent access.
    pub reviews: Vec<Noted<UrgentReviewed>>,
}

impl Reads {
    /// The reads that the family is shown.
    pub fn shown_to_family(&self) -> impl DoubleEndedIterator<Item = &Noted<RecordRead>> {
        self.reads.iter().map(|(_, read)| read).filter(|read| !read.fact.kept_from_family)
    }

    /// Urgent accesses that no manager has looked at yet.
    pub fn unreviewed(&self) -> impl Iterator<Item = &(EntryId, Noted<RecordRead>)> {
        self.reads.iter().filter(|(entry, read)| {
            read.fact.urgent && !self.reviews.iter().any(|review| review.fact.read == *entry)
        })
    }
}

impl Stream for Reads {
    const KIND: StreamKind = StreamKind::ChildReads;
    type Event = ReadEvent;

    fn apply(&mut self, recorded: &Recorded<ReadEvent>) {
        match recorded.event.clone() {
            ReadEvent::Read(fact) => self.reads.push((recorded.entry, noted(recorded, fact))),
            ReadEvent::UrgentReviewed(fact) => self.reviews.push(noted(recorded, fact)),
        }
    }
}
