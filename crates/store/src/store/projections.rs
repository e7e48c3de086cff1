//! Lists: what the pages show without folding streams.

mod replacing;

pub(crate) use replacing::check;

use jiff::Timestamp;
use kernel::{Capacity, Partnership, PersonId, StreamId, StreamKind};

use crate::batch::{Body, InvolvementRow};
use crate::catalogue as sql;
use crate::cipher;
use crate::error::StoreError;
use crate::keys::{Secret, Unsealing};
use crate::limits::{PAGE_ROWS_MAX, SEARCH_STREAMS_PER_TOKEN_MAX, SEARCH_TOKENS_MAX};
use crate::session::{self, Row, Value};
use crate::store::{Store, Work, place};

/// What is stored for a duty without a due time: it sorts after every digit.
const NO_DUE: &str = "~";

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

/// An open duty whose time has passed, by what tells it apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DutyPassed {
    /// The stream in which it arose.
    pub stream: StreamId,
    /// The duty's identifier in the guidance.
    pub duty: String,
    /// Tells apart the same duty arising twice in one stream.
    pub key: String,
    /// When it was due, as text that sorts by time.
    pub due: String,
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

impl Page {
    fn limit(self) -> u32 {
        self.limit.min(PAGE_ROWS_MAX)
    }
}

impl Store {
    /// The open duties on this person's own list, the most urgent first.
    pub async fn duties_watched(
        &self,
        partnership: &Partnership,
        person: PersonId,
        page: Page,
    ) -> Result<Found<DutyFound>, StoreError> {
        let partnership = partnership.clone();
        self.read(move |work| {
            let list = [Value::from(partnership.as_str()), Value::from(&person.0)];
            let values = [list[0], list[1], Value::from(page.limit()), Value::from(page.offset)];
            let rows = session::rows(work.session, &sql::DUTIES_WATCHED, &values, |row| {
                work.duty_found(&partnership, row)
            })?;
            let total = session::count(work.session, &sql::COUNT_DUTIES_WATCHED, &list)?;
            Ok(Found { rows, total })
        })
        .await
    }

    /// The open duties for which any of these capacities is responsible, the most urgent first.
    pub async fn duties_of_capacities(
        &self,
        partnership: &Partnership,
        capacities: &[Capacity],
        page: Page,
    ) -> Result<Found<DutyFound>, StoreError> {
        let partnership = partnership.clone();
        let mut capacities = capacities.to_vec();
        capacities.sort();
        capacities.dedup();
        self.read(move |work| work.duties_of_capacities(&partnership, &capacities, page)).await
    }

    /// The open duties of these capacities that were due before a moment, told apart and no more: nothing is opened. It
    /// reads much, on a connection of its own.
    pub async fn duties_passed(
        &self,
        partnership: &Partnership,
        capacities: &[Capacity],
        before: Timestamp,
    ) -> Result<Vec<DutyPassed>, StoreError> {
        let partnership = partnership.clone();
        let capacities = capacities.to_vec();
        let before = before.to_string();
        self.read_behind(move |work| {
            let mut found = Vec::new();
            for capacity in &capacities {
                let values = [
                    Value::from(partnership.as_str()),
                    Value::from(capacity.as_str()),
                    Value::from(before.as_str()),
                ];
                found.extend(session::rows(work.session, &sql::DUTIES_PASSED, &values, |row| {
                    Ok(DutyPassed {
                        stream: stream_of(row, 0, 1)?,
                        duty: row.text(2)?.to_owned(),
                        key: row.text(3)?.to_owned(),
                        due: row.text(4)?.to_owned(),
                    })
                })?);
            }
            Ok(found)
        })
        .await
    }

    /// The open duties of one stream, the most urgent first.
    pub async fn duties_of_stream(
        &self,
        partnership: &Partnership,
        stream: StreamId,
    ) -> Result<Vec<DutyFound>, StoreError> {
        let partnership = partnership.clone();
        self.read(move |work| {
            let values = of_stream(&partnership, &stream);
            session::rows(work.session, &sql::DUTIES_OF_STREAM, &values, |row| {
                work.duty_found(&partnership, row)
            })
        })
        .await
    }

    /// The lines about the streams of a kind, the oldest moment first.
    pub async fn summaries(
        &self,
        partnership: &Partnership,
        kind: StreamKind,
        filter: &SummaryFilter,
        page: Page,
    ) -> Result<Found<SummaryFound>, StoreError> {
        let partnership = partnership.clone();
        let filter = filter.clone();
        self.read(move |work| {
            let mut values = vec![Value::from(partnership.as_str()), Value::from(kind.as_str())];
            let owner = filter.owner.as_ref().map(|owner| Value::from(&owner.0));
            let state = filter.state.as_deref().map(Value::from);
            let (list, count) = match (owner, state) {
                (None, None) => (&sql::SUMMARIES, &sql::COUNT_SUMMARIES),
                (None, Some(_)) => (&sql::SUMMARIES_BY_STATE, &sql::COUNT_SUMMARIES_BY_STATE),
                (Some(_), None) => (&sql::SUMMARIES_BY_OWNER, &sql::COUNT_SUMMARIES_BY_OWNER),
                (Some(_), Some(_)) => {
                    (&sql::SUMMARIES_BY_OWNER_AND_STATE, &sql::COUNT_SUMMARIES_BY_OWNER_AND_STATE)
                }
            };
            values.extend(owner.into_iter().chain(state));
            let total = session::count(work.session, count, &values)?;
            values.extend([Value::from(page.limit()), Value::from(page.offset)]);
            let rows =
                session::rows(work.session, list, &values, |row| work.summary_found(&partnership, row))?;
            Ok(Found { rows, total })
        })
        .await
    }

    /// The line about one stream.
    pub async fn summary(
        &self,
        partnership: &Partnership,
        stream: StreamId,
    ) -> Result<Option<SummaryFound>, StoreError> {
        let partnership = partnership.clone();
        self.read(move |work| {
            let values = of_stream(&partnership, &stream);
            session::row(work.session, &sql::SUMMARY, &values, |row| work.summary_found(&partnership, row))
        })
        .await
    }

    /// Everything that this person is connected to.
    pub async fn involvements_of_person(
        &self,
        partnership: &Partnership,
        person: PersonId,
    ) -> Result<Vec<(StreamId, InvolvementRow)>, StoreError> {
        let partnership = partnership.clone();
        self.read(move |work| {
            let values = [Value::from(partnership.as_str()), Value::from(&person.0)];
            session::rows(work.session, &sql::INVOLVEMENTS_OF_PERSON, &values, involvement)
        })
        .await
    }

    /// Everybody connected to this stream.
    pub async fn involvements_of_stream(
        &self,
        partnership: &Partnership,
        stream: StreamId,
    ) -> Result<Vec<InvolvementRow>, StoreError> {
        let partnership = partnership.clone();
        self.read(move |work| {
            let values = of_stream(&partnership, &stream);
            session::rows(work.session, &sql::INVOLVEMENTS_OF_STREAM, &values, |row| {
                involvement(row).map(|(_, found)| found)
            })
        })
        .await
    }

    /// The streams of a kind that have any of these tokens, those with the most of them first. It does not know who
    /// may see them.
    pub async fn search(
        &self,
        partnership: &Partnership,
        kind: StreamKind,
        tokens: &[String],
    ) -> Result<Vec<SearchHit>, StoreError> {
        if tokens.len() > SEARCH_TOKENS_MAX {
            return Err(StoreError::TooLong { what: "a search", limit: SEARCH_TOKENS_MAX });
        }
        let partnership = partnership.clone();
        let mut tokens = tokens.to_vec();
        tokens.sort();
        tokens.dedup();
        self.read(move |work| work.search(&partnership, kind, &tokens)).await
    }
}

/// The key of a stream, as parameters.
pub(super) fn of_stream<'a>(partnership: &'a Partnership, stream: &'a StreamId) -> [Value<'a>; 3] {
    [Value::from(partnership.as_str()), Value::from(stream.kind.as_str()), Value::from(&stream.id)]
}

fn summary_place(partnership: &Partnership, stream: StreamId) -> Vec<u8> {
    let kind = stream.kind.as_str().as_bytes();
    place(&[b"summary", partnership.as_str().as_bytes(), kind, stream.id.as_bytes()])
}

fn duty_place(partnership: &Partnership, stream: StreamId, duty: &str, key: &str) -> Vec<u8> {
    let kind = stream.kind.as_str().as_bytes();
    let id = stream.id.as_bytes();
    place(&[b"duty", partnership.as_str().as_bytes(), kind, id, duty.as_bytes(), key.as_bytes()])
}

/// A token is kept as half a keyed digest: enough to tell tokens apart, and half the size.
pub(super) fn token_digest(search_key: &cipher::Key, token: &str) -> [u8; 16] {
    let digest = cipher::keyed_digest(search_key, &[b"search", token.as_bytes()]);
    let mut half = [0; 16];
    half.copy_from_slice(&digest[..16]);
    half
}

pub(super) fn stream_of(row: &Row<'_>, kind: usize, id: usize) -> Result<StreamId, StoreError> {
    Ok(StreamId::new(row.parsed(kind)?, row.identifier(id)?))
}

pub(super) fn involvement(row: &Row<'_>) -> Result<(StreamId, InvolvementRow), StoreError> {
    let until = match row.optional_text(5)? {
        None => None,
        Some(_) => Some(row.parsed(5)?),
    };
    let found = InvolvementRow {
        person: PersonId(row.identifier(0)?),
        capacity: row.parsed(3)?,
        from: row.parsed(4)?,
        until,
    };
    Ok((stream_of(row, 1, 2)?, found))
}

impl Work<'_> {
    pub(super) fn summary_found(
        &self,
        partnership: &Partnership,
        row: &Row<'_>,
    ) -> Result<SummaryFound, StoreError> {
        let stream = stream_of(row, 0, 1)?;
        self.summary_at(partnership, stream, row, 2)
    }

    /// The line about a stream, whose columns begin with its state at this one.
    fn summary_at(
        &self,
        partnership: &Partnership,
        stream: StreamId,
        row: &Row<'_>,
        first: usize,
    ) -> Result<SummaryFound, StoreError> {
        let display = row.bytes(first + 3)?;
        Ok(SummaryFound {
            stream,
            state: row.text(first)?.to_owned(),
            owner: row.optional_identifier(first + 1)?.map(PersonId),
            sort_at: row.instant(first + 2)?,
            display: self
                .keys
                .unseal(partnership, &summary_place(partnership, stream), display)
                .map_err(|refused: Unsealing| refused.at(row, first + 3))?,
        })
    }

    pub(super) fn duty_found(
        &self,
        partnership: &Partnership,
        row: &Row<'_>,
    ) -> Result<DutyFound, StoreError> {
        let stream = stream_of(row, 0, 1)?;
        let (duty, key) = (row.text(2)?, row.text(3)?);
        let due = Some(row.text(4)?).filter(|due| *due != NO_DUE);
        let body = self
            .keys
            .unseal(partnership, &duty_place(partnership, stream, duty, key), row.bytes(8)?)
            .map_err(|refused| refused.at(row, 8))?;
        let summary = match row.optional_text(9)? {
            None => None,
            Some(_) => Some(self.summary_at(partnership, stream, row, 9)?),
        };
        Ok(DutyFound {
            stream,
            duty: duty.to_owned(),
            key: key.to_owned(),
            due: due.map(str::to_owned),
            responsible: row.parsed(5)?,
            person: row.optional_identifier(6)?.map(PersonId),
            digest: row.text(7)?.to_owned(),
            body,
            summary,
        })
    }

    /// Each capacity's list comes in order from its index; together they are put in order here.
    fn duties_of_capacities(
        &self,
        partnership: &Partnership,
        capacities: &[Capacity],
        page: Page,
    ) -> Result<Found<DutyFound>, StoreError> {
        let tenant = Value::from(partnership.as_str());
        let offset = page.offset as usize;
        let wanted = page.offset.saturating_add(page.limit());
        let mut rows = Vec::new();
        let mut total = 0;
        for capacity in capacities {
            let list = [tenant, Value::from(capacity.as_str())];
            total += session::count(self.session, &sql::COUNT_DUTIES_OF_CAPACITY, &list)?;
            let values = [tenant, list[1], Value::from(wanted)];
            let decode = |row: &Row<'_>| self.duty_found(partnership, row);
            rows.extend(session::rows(self.session, &sql::DUTIES_OF_CAPACITY, &values, decode)?);
        }
        rows.sort_by(|left, right| urgency(left).cmp(&urgency(right)));
        let rows = rows.into_iter().skip(offset).take(page.limit() as usize).collect();
        Ok(Found { rows, total })
    }

    pub(super) fn search(
        &self,
        partnership: &Partnership,
        kind: StreamKind,
        tokens: &[String],
    ) -> Result<Vec<SearchHit>, StoreError> {
        let search_key = self.keys.secret(partnership, Secret::Search)?;
        let mut matches = std::collections::BTreeMap::<_, u32>::new();
        for token in tokens {
            let digest = token_digest(&search_key, token);
            let values = [
                Value::from(partnership.as_str()),
                Value::from(kind.as_str()),
                Value::Bytes(&digest),
                Value::from(SEARCH_STREAMS_PER_TOKEN_MAX),
            ];
            self.session.query(&sql::STREAMS_WITH_TOKEN, &values, &mut |row| {
                *matches.entry(row.identifier(0)?).or_default() += 1;
                Ok(())
            })?;
        }
        let mut hits: Vec<SearchHit> = matches
            .into_iter()
            .map(|(id, matches)| SearchHit { stream: StreamId::new(kind, id), matches })
            .collect();
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.matches));
        Ok(hits)
    }
}

/// The order in which lists of duties stand.
fn urgency(duty: &DutyFound) -> (&str, &'static str, uuid::Uuid, &str, &str) {
    let due = duty.due.as_deref().unwrap_or(NO_DUE);
    (due, duty.stream.kind.as_str(), duty.stream.id, &duty.duty, &duty.key)
}
