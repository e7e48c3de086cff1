//! A form with a file. Whoever takes one has had its size, its token and its number of fields checked; the token is
//! checked before a byte of the file is read.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use records::child::ATTACHMENT_BYTES_MAX;
use subtle::ConstantTimeEq;
use tokio::sync::OwnedSemaphorePermit;
use tower_sessions::Session;

use crate::failure::PageFailure;
use crate::session::held;
use crate::site::Site;
use crate::submitted::{ONCE_FIELD, Submitted, TOKEN_FIELD};

/// The largest file, in bytes: what a record takes.
const FILE_BYTES_MAX: usize = 25 * 1024 * 1024;
const _: () = assert!(FILE_BYTES_MAX as u64 == ATTACHMENT_BYTES_MAX);
/// The largest form with a file, in bytes: the largest file, and room for what is typed beside it.
pub const UPLOAD_BYTES_MAX: usize = FILE_BYTES_MAX + 256 * 1024;
/// The most files that are taken in at the same time; whoever comes next waits. Each is in memory up to three times while
/// it is locked.
pub const UPLOADS_AT_ONCE_MAX: usize = 4;
/// The longest that one form may take to come: a large file on a slow line. It holds a place that others wait for.
const UPLOAD_TIME_MAX: Duration = Duration::from_mins(10);
/// The longest field that is no file, in bytes: the longest title or note, several times over.
const FIELD_BYTES_MAX: usize = 8 * 1024;
/// The most parts of one form: the page has six.
const PARTS_MAX: usize = 20;
/// The field that carries the file.
pub const FILE_FIELD: &str = "file";

/// A file as it was sent.
pub struct SentFile {
    /// What it is called where it comes from.
    pub name: String,
    /// What is in it.
    pub bytes: Bytes,
}

/// A form with a file.
pub struct Uploaded {
    /// The fields that are no file.
    pub submitted: Submitted,
    /// The file, where one was chosen.
    pub file: Option<SentFile>,
    /// Holds the place among those that are taken in at the same time.
    _place: OwnedSemaphorePermit,
}

impl FromRequest<Site> for Uploaded {
    type Rejection = PageFailure;

    async fn from_request(request: Request, site: &Site) -> Result<Self, PageFailure> {
        let place = site.place_for_upload().await.ok_or(PageFailure::Busy)?;
        let kind =
            request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data") {
            // A form without a file is a form like every other.
            let submitted = Submitted::from_request(request, site).await?;
            return Ok(Self { submitted, file: None, _place: place });
        }
        let session = request.extensions().get::<Session>().cloned().ok_or(PageFailure::NoSession)?;
        let expected = held(site, &session).await?.token;
        let parts = Multipart::from_request(request, site).await.map_err(|_| PageFailure::NotAForm)?;
        let taken = tokio::time::timeout(UPLOAD_TIME_MAX, take(parts, &expected)).await;
        let (submitted, file) = taken.map_err(|_| PageFailure::TooLarge)??;
        Ok(Self { submitted, file, _place: place })
    }
}

/// The parts of a form. The token stands before the file in every form of ours.
async fn take(mut parts: Multipart, expected: &str) -> Result<(Submitted, Option<SentFile>), PageFailure> {
    let mut submitted = Submitted::default();
    let mut file = None;
    let mut is_ours = false;
    for _ in 0..PARTS_MAX {
        let part = parts.next_field().await.map_err(|error| refused(&error))?;
        let Some(part) = part else {
            return if is_ours { Ok((submitted, file)) } else { Err(PageFailure::TokenMissing(submitted)) };
        };
        let name = part.name().unwrap_or_default().to_owned();
        if part.file_name().is_some() {
            if !is_ours {
                return Err(PageFailure::TokenMissing(submitted));
            }
            let sent = part.file_name().unwrap_or_default().to_owned();
            let bytes = read(part, FILE_BYTES_MAX).await?;
            // A browser sends an empty part where no file was chosen.
            if name == FILE_FIELD && !(sent.is_empty() && bytes.is_empty()) {
                file = Some(SentFile { name: sent, bytes });
            }
            continue;
        }
        let bytes = read(part, FIELD_BYTES_MAX).await?;
        let value = String::from_utf8(bytes.to_vec()).map_err(|_| PageFailure::NotAForm)?;
        match name.as_str() {
            TOKEN_FIELD => is_ours = bool::from(value.as_bytes().ct_eq(expected.as_bytes())),
            ONCE_FIELD => submitted.once = value.parse().ok(),
            _ => submitted.fields.push((name, value)),
        }
    }
    Err(PageFailure::TooLarge)
}

/// A part, as long as it is no longer than this.
async fn read(mut part: Field<'_>, most: usize) -> Result<Bytes, PageFailure> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|error| refused(&error))? {
        if bytes.len() + chunk.len() > most {
            return Err(PageFailure::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.into())
}

fn refused(error: &axum::extract::multipart::MultipartError) -> PageFailure {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        PageFailure::TooLarge
    } else {
        PageFailure::NotAForm
    }
}
