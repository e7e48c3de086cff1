//! What somebody has typed into an entry and not yet added: saved by itself while they write, or by a button, shown again
//! when they come back, and never overwritten by another window without both texts being seen.

use axum::extract::{Path, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use kernel::PersonId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{Draft, DraftError};
use uuid::Uuid;

use super::child_page::ChildPage;
use super::write;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::site::Site;
use crate::submitted::Submitted;

/// The hidden field that carries the revision which the window shows.
pub const REVISION_FIELD: &str = "revision";
/// The hidden field that names the section.
pub const SECTION_FIELD: &str = "section";
/// The hidden field that names the question.
pub const QUESTION_FIELD: &str = "question";

/// What is kept of a draft.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Kept {
    fields: Vec<(String, String)>,
}

/// One draft for each writer and question: its identifier follows from both, so nobody opens another's.
pub fn draft_id(child: Uuid, writer: PersonId, section: &str, question: &str) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(child.as_bytes());
    hash.update(writer.0.as_bytes());
    for part in [section, question] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// What was typed, as it is saved: without what belongs to the form and not to the writer.
fn typed(submitted: &Submitted) -> Kept {
    let own = [REVISION_FIELD, SECTION_FIELD, QUESTION_FIELD];
    let fields = submitted.fields.iter().filter(|(name, _)| !own.contains(&name.as_str()));
    Kept { fields: fields.cloned().collect() }
}

/// The fields of a saved draft.
pub fn fields_of(draft: &Draft) -> Submitted {
    // A draft that cannot be read any longer is as good as none: what was written into the record is elsewhere.
    let kept: Kept =
        draft.body.plain().and_then(|bytes| serde_json::from_slice(bytes).ok()).unwrap_or_default();
    Submitted { fields: kept.fields, once: None }
}

/// The saved draft of this writer for this question.
pub async fn load(page: &ChildPage, section: &str, question: &str) -> Result<Option<Draft>, PageFailure> {
    let application = page.site.application();
    let draft = draft_id(page.id, page.person, section, question);
    Ok(application.store().load_draft(application.partnership(), draft).await?)
}

/// The revision that a window shows; 0 when there was none.
pub fn revision_of(submitted: &Submitted) -> u64 {
    submitted.value(REVISION_FIELD).parse().unwrap_or(0)
}

/// Saves what was typed. A script is answered in JSON; a button leads back to the page.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, draft)): Path<(Uuid, Uuid)>,
    headers: HeaderMap,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let section = submitted.value(SECTION_FIELD).to_owned();
    let question = submitted.value(QUESTION_FIELD).to_owned();
    if draft_id(id, reader.person, &section, &question) != draft {
        return Err(PageFailure::NotThere);
    }
    let by_script = headers
        .get(ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json"));
    let page = ChildPage::open(&site, reader, id, "assessment").await?;
    write::asked(&page, &section, &question)?;
    let application = site.application();
    let body = serde_json::to_vec(&typed(&submitted)).map_err(|_| PageFailure::NotAForm)?;
    let saved = application
        .store()
        .save_draft(application.partnership(), draft, id, revision_of(&submitted), body, application.now())
        .await;
    match saved {
        Ok(revision) if by_script => Ok(json(StatusCode::OK, revision)),
        Ok(_) => Ok(Redirect::to(&page.path(&format!("/assessment/{section}/{question}"))).into_response()),
        Err(DraftError::Conflict { theirs }) if by_script => {
            Ok(json(StatusCode::CONFLICT, theirs.map_or(0, |draft| draft.revision)))
        }
        Err(DraftError::Conflict { theirs }) => {
            write::both_texts(&page, &section, &question, &submitted, theirs.as_ref())
        }
        Err(DraftError::Store(error)) => Err(error.into()),
    }
}

/// The answer that the script on the page reads: after a saving the fields to set, after a conflict nothing.
fn json(status: StatusCode, revision: u64) -> Response {
    let body = if status == StatusCode::OK {
        serde_json::json!({ "fields": { REVISION_FIELD: revision.to_string() } })
    } else {
        serde_json::json!({})
    };
    (status, [(CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_writer_and_question_has_a_draft_of_its_own() {
        let (child, writer) = (Uuid::from_u128(1), PersonId(Uuid::from_u128(2)));
        let own = draft_id(child, writer, "e-day", "usual-day");
        assert_eq!(own, draft_id(child, writer, "e-day", "usual-day"));
        for other in [
            draft_id(Uuid::from_u128(3), writer, "e-day", "usual-day"),
            draft_id(child, PersonId(Uuid::from_u128(3)), "e-day", "usual-day"),
            draft_id(child, writer, "e-day", "day-tasks"),
            draft_id(child, writer, "e-dayusual", "-day"),
        ] {
            assert_ne!(own, other);
        }
    }
}
