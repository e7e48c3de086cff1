//! A form with files. Whoever takes one has had its size, its token and its number of fields checked; the token is
//! checked before a byte of a file is read.

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
/// The field that carries the file.
pub const FILE_FIELD: &str = "file";
/// The field that carries the files of a return.
pub const RETURN_FIELD: &str = "files";
/// The field that carries last year's files of a return.
pub const LAST_FIELD: &str = "last";
/// The files of a return, in bytes and together: twice the census of the largest authority.
pub const RETURN_BYTES_MAX: usize = 48 * 1024 * 1024;
/// The largest form with the files of a return, in bytes: they, and room for the form's own parts.
pub const RETURN_UPLOAD_BYTES_MAX: usize = RETURN_BYTES_MAX + 512 * 1024;

/// What one kind of form may carry.
struct Carries {
    /// The fields that carry files.
    files: &'static [&'static str],
    /// How many bytes all files may have together.
    bytes: usize,
    /// How many parts it may have.
    parts: usize,
}

/// A file beside what is typed about it: the page has six parts.
const ONE_FILE: Carries = Carries { files: &[FILE_FIELD], bytes: FILE_BYTES_MAX, parts: 20 };
/// The files of a return: twelve of this year, twelve of the last, and room for a mistake.
const A_RETURN: Carries = Carries { files: &[RETURN_FIELD, LAST_FIELD], bytes: RETURN_BYTES_MAX, parts: 50 };

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

/// A form with the files of a return.
pub struct UploadedReturn {
    /// The fields that are no file.
    pub submitted: Submitted,
    /// The files of the return.
    pub files: Vec<SentFile>,
    /// Those of the year before.
    pub last: Vec<SentFile>,
    /// Holds the place among those that are taken in at the same time.
    _place: OwnedSemaphorePermit,
}

impl FromRequest<Site> for Uploaded {
    type Rejection = PageFailure;

    async fn from_request(request: Request, site: &Site) -> Result<Self, PageFailure> {
        let place = site.place_for_upload().await.ok_or(PageFailure::Busy)?;
        let (submitted, mut files) = taken_in(request, site, &ONE_FILE).await?;
        Ok(Self { submitted, file: files.pop().map(|(_, file)| file), _place: place })
    }
}

impl FromRequest<Site> for UploadedReturn {
    type Rejection = PageFailure;

    async fn from_request(request: Request, site: &Site) -> Result<Self, PageFailure> {
        let place = site.place_for_upload().await.ok_or(PageFailure::Busy)?;
        let (submitted, files) = taken_in(request, site, &A_RETURN).await?;
        let (last, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|(field, _)| field == LAST_FIELD);
        let only = |files: Vec<(String, SentFile)>| files.into_iter().map(|(_, file)| file).collect();
        Ok(Self { submitted, files: only(files), last: only(last), _place: place })
    }
}

/// What a form carries, each file with the field that it came in.
type Carried = (Submitted, Vec<(String, SentFile)>);

async fn taken_in(request: Request, site: &Site, carries: &Carries) -> Result<Carried, PageFailure> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data") {
        // A form without a file is a form like every other.
        return Ok((Submitted::from_request(request, site).await?, Vec::new()));
    }
    let session = request.extensions().get::<Session>().cloned().ok_or(PageFailure::NoSession)?;
    let expected = held(site, &session).await?.token;
    let parts = Multipart::from_request(request, site).await.map_err(|_| PageFailure::NotAForm)?;
    let taken = tokio::time::timeout(UPLOAD_TIME_MAX, take(parts, &expected, carries)).await;
    taken.map_err(|_| PageFailure::TooLarge)?
}

/// The parts of a form. The token stands before the files in every form of ours.
async fn take(mut parts: Multipart, expected: &str, carries: &Carries) -> Result<Carried, PageFailure> {
    let mut submitted = Submitted::default();
    let mut files = Vec::new();
    let mut left = carries.bytes;
    let mut is_ours = false;
    for _ in 0..carries.parts {
        let part = parts.next_field().await.map_err(|error| refused(&error))?;
        let Some(part) = part else {
            return if is_ours { Ok((submitted, files)) } else { Err(PageFailure::TokenMissing(submitted)) };
        };
        let name = part.name().unwrap_or_default().to_owned();
        if part.file_name().is_some() {
            if !is_ours {
                return Err(PageFailure::TokenMissing(submitted));
            }
            let sent = part.file_name().unwrap_or_default().to_owned();
            let bytes = read(part, left).await?;
            left -= bytes.len();
            // A browser sends an empty part where no file was chosen.
            let chosen = !(sent.is_empty() && bytes.is_empty());
            if chosen && carries.files.contains(&name.as_str()) {
                files.push((name, SentFile { name: sent, bytes }));
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
