//! Lists: what the pages show without folding streams.

use jiff::Timestamp;
use kernel::{Capacity, Partnership, PersonId, StreamId, StreamKind};

use crate::batch::{Body, InvolvementRow};
use crate::error::StoreError;
use crate::limits::PAGE_ROWS_MAX;
use crate::store::Store;

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// How many rows come before it.
    pub offset: u32,
    /// How many rows it has at most; never more than [`PAGE_ROWS_MAX`].
    pub limit: u32,
}

impl Page {
    /// The first rows.
    pub const fn first(limit: u32) -> Self {
        Self { offset: 0, limit }
    }

    /// As many rows as one page may have.
    pub const fn whole() -> Self {
        Self::first(PAGE_ROWS_MAX)
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T> {
    /// The rows of this page.
    pub rows: Vec<T>,
    /// How many rows the whole list has.
    pub total: u64,
}

/// One open duty, with the line about its stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyFound {
    /// The stream in which it arose.
    pub stream: StreamId,
    /// The duty's identifier in the guidance.
    pub duty: String,
    /// Tells apart the same duty arising twice in one stream.
    pub key: String,
    /// When it is due, as text that sorts by time.
    pub due: Option<String>,
    /// The part that must see to it.
    pub responsible: Capacity,
    /// The person who must, where one is named.
    pub person: Option<PersonId>,
    /// The digest of the guidance from which it was worked out.
    pub digest: String,
    /// What is shown.
    pub body: Body,
    /// The line about the stream, if it has one.
    pub summary: Option<SummaryFound>,
}

/// One line about a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryFound {
    /// The stream.
    pub stream: StreamId,
    /// The state by which lists filter.
    pub state: String,
    /// Who looks after it.
    pub owner: Option<PersonId>,
    /// The moment by which lists are ordered.
    pub sort_at: Timestamp,
    /// What is shown.
    pub display: Body,
}

/// Which lines are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SummaryFilter {
    /// Only those in this state.
    pub state: Option<String>,
    /// Only those looked after by this person.
    pub owner: Option<PersonId>,
}

/// One stream that a search found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchHit {
    /// The stream.
    pub stream: StreamId,
    /// How many of the tokens it has.
    pub matches: u32,
}

impl Store {
    /// The open duties on this person's own list, the most urgent first.
    pub async fn duties_watched(
        &self,
        partnership: &Partnership,
        person: PersonId,
        page: Page,
    ) -> Result<Found<DutyFound>, StoreError> {
        let _ = (partnership, person, page);
        todo!()
    }

    /// The open duties for which any of these capacities is responsible, the most urgent first.
    pub async fn duties_of_capacities(
        &self,
        partnership: &Partnership,
        capacities: &[Capacity],
        page: Page,
    ) -> Result<Found<DutyFound>, StoreError> {
        let _ = (partnership, capacities, page);
        todo!()
    }

    /// The open duties of one stream, the most urgent first.
    pub async fn duties_of_stream(
        &self,
        partnership: &Partnership,
        stream: StreamId,
    ) -> Result<Vec<DutyFound>, StoreError> {
        let _ = (partnership, stream);
        todo!()
    }

    /// The lines about the streams of a kind, the oldest moment first.
    pub async fn summaries(
        &self,
        partnership: &Partnership,
        kind: StreamKind,
        filter: &SummaryFilter,
        page: Page,
    ) -> Result<Found<SummaryFound>, StoreError> {
        let _ = (partnership, kind, filter, page);
        todo!()
    }

    /// The line about one stream.
    pub async fn summary(
        &self,
        partnership: &Partnership,
        stream: StreamId,
    ) -> Result<Option<SummaryFound>, StoreError> {
        let _ = (partnership, stream);
        todo!()
    }

    /// Everything that this person is connected to.
    pub async fn involvements_of_person(
        &self,
        partnership: &Partnership,
        person: PersonId,
    ) -> Result<Vec<(StreamId, InvolvementRow)>, StoreError> {
        let _ = (partnership, person);
        todo!()
    }

    /// Everybody connected to this stream.
    pub async fn involvements_of_stream(
        &self,
        partnership: &Partnership,
        stream: StreamId,
    ) -> Result<Vec<InvolvementRow>, StoreError> {
        let _ = (partnership, stream);
        todo!()
    }

    /// The streams of a kind that have any of these tokens, those with the most of them first. It does not know who
    /// may see them.
    pub async fn search(
        &self,
        partnership: &Partnership,
        kind: StreamKind,
        tokens: &[String],
    ) -> Result<Vec<SearchHit>, StoreError> {
        let _ = (partnership, kind, tokens);
        todo!()
    }
}
