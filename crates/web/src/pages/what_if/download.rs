//! What came out, as a file: the same bytes as the command line writes.

use access::Action;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use simulation::Report;
use uuid::Uuid;

use super::open;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::site::Site;
use crate::trials::Standing;

/// A form in which a report can be had.
pub(super) struct Format {
    /// Its name in addresses and in words.
    pub name: &'static str,
    media_type: &'static str,
    file: &'static str,
    write: fn(&Report) -> Result<String, PageFailure>,
}

/// Every form.
pub(super) const FORMATS: [Format; 3] = [
    Format {
        name: "markdown",
        media_type: "text/markdown; charset=utf-8",
        file: "what-if.md",
        write: |report| Ok(report.markdown()),
    },
    Format {
        name: "json",
        media_type: "application/json",
        file: "what-if.json",
        write: |report| report.json().map_err(PageFailure::not_made),
    },
    Format {
        name: "csv",
        media_type: "text/csv; charset=utf-8",
        file: "what-if.csv",
        write: |report| report.csv().map_err(PageFailure::not_made),
    },
];

/// The file.
pub async fn send(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, format)): Path<(Uuid, String)>,
) -> Result<Response, PageFailure> {
    let trial = open(&site, &reader.actor, Action::Download, id)?;
    let format = FORMATS.iter().find(|known| known.name == format).ok_or(PageFailure::NotThere)?;
    let Standing::Done(report) = trial.standing() else { return Err(PageFailure::NotThere) };
    let name = format!("attachment; filename=\"{}\"", format.file);
    let headers = [(CONTENT_TYPE, format.media_type.to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, (format.write)(&report)?).into_response())
}
