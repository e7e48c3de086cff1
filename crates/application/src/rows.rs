//! From what a stream contributes to lists, to the rows that are kept.

use guidance::Due;
use kernel::StreamId;
use measures::Facts;
use records::{ListedDuty, Listing};
use serde::{Deserialize, Serialize};
use store::{DutyRow, InvolvementRow, Projection, Rows, SummaryRow};
use uuid::Uuid;

use crate::search::{Display, plain_tokens, search_tokens};

/// What is kept of a duty, under the subject's key.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct DutyBody {
    /// What the engine computed.
    pub scheduled: guidance::Scheduled,
}

/// The rows of one stream.
pub(crate) fn project(
    stream: StreamId,
    subject: Uuid,
    listing: &Listing,
    measured: &Facts,
    digest: &str,
) -> Projection {
    let measured = (!measured.is_empty()).then(|| to_bytes(measured));
    if listing.stage.is_empty() {
        return Projection { stream, subject, rows: Rows { measured, ..Rows::default() } };
    }
    let rows = Rows {
        measured,
        summary: Some(SummaryRow {
            state: listing.stage.to_owned(),
            owner: listing.owner,
            sort_at: listing.sort_at,
            display: to_bytes(&Display { line: listing.line.clone(), found_by: listing.found_by.clone() }),
        }),
        duties: listing.duties.iter().map(|duty| duty_row(duty, digest)).collect(),
        involvements: listing
            .involvements
            .iter()
            .map(|part| InvolvementRow {
                person: part.person,
                capacity: part.capacity.clone(),
                from: part.from,
                until: part.until,
            })
            .collect(),
        search: searched(listing),
    };
    Projection { stream, subject, rows }
}

/// What a stream is found by: what people look for, and what the program links by.
fn searched(listing: &Listing) -> Vec<String> {
    let linked = listing.names.iter().flat_map(|name| plain_tokens(name));
    search_tokens(&listing.found_by).into_iter().chain(linked).collect()
}

fn duty_row(duty: &ListedDuty, digest: &str) -> DutyRow {
    let scheduled = &duty.scheduled;
    DutyRow {
        duty: scheduled.duty.clone(),
        key: scheduled.key.clone().unwrap_or_default(),
        due: match &scheduled.due {
            // A day is over at its end, so it sorts after every instant of that day.
            Due::On(date) => Some(format!("{date}T99")),
            Due::At(instant) => Some(instant.to_string()),
            Due::NoLimit | Due::BeyondKnownHolidays => None,
        },
        responsible: scheduled.responsible.clone(),
        person: duty.person,
        watchers: duty.watchers.clone(),
        digest: digest.to_owned(),
        body: to_bytes(&DutyBody { scheduled: scheduled.clone() }),
    }
}

fn to_bytes<T: Serialize>(value: &T) -> Vec<u8> {
    // These types hold only text, numbers and lists; writing them as JSON cannot fail.
    serde_json::to_vec(value).unwrap_or_default()
}
