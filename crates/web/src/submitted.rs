//! A form that was sent. Whoever takes one has had its type, its size and its token checked.

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use subtle::ConstantTimeEq;
use tower_sessions::Session;
use uuid::Uuid;

use crate::failure::PageFailure;
use crate::session::held;
use crate::site::Site;

/// The largest form that is taken, in bytes: every field of the longest section at its own limit, in a script of three
/// bytes a character, fits twice.
pub const FORM_BYTES_MAX: usize = 512 * 1024;
/// The most fields of one form.
pub const FIELDS_MAX: usize = 2_000;
/// The field that carries the session's token.
pub const TOKEN_FIELD: &str = "token";
/// The field that makes one rendering of a form count once.
pub const ONCE_FIELD: &str = "once";

/// The fields of a form, in the order sent.
#[derive(Debug, Clone, Default)]
pub struct Submitted {
    /// Names and values. The token is not among them.
    pub fields: Vec<(String, String)>,
    /// Counts the form once, however often it is sent.
    pub once: Option<Uuid>,
}

impl Submitted {
    /// The first value of a field, without surrounding white space; empty when it was not sent.
    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    }

    /// Whether a box was ticked with this value.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.fields.iter().any(|(field, sent)| field == name && sent == value)
    }

    /// A field as an identifier.
    pub fn identifier(&self, name: &str) -> Option<Uuid> {
        self.value(name).parse().ok()
    }
}

impl FromRequest<Site> for Submitted {
    type Rejection = PageFailure;

    async fn from_request(request: Request, site: &Site) -> Result<Self, PageFailure> {
        let is_form =
            request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).is_some_and(|kind| {
                kind.split(';').next().unwrap_or_default().trim() == "application/x-www-form-urlencoded"
            });
        if !is_form {
            return Err(PageFailure::NotAForm);
        }
        let session = request.extensions().get::<Session>().cloned().ok_or(PageFailure::NoSession)?;
        let bytes = to_bytes(request.into_body(), FORM_BYTES_MAX).await.map_err(|_| PageFailure::TooLarge)?;
        let submitted = parse(&bytes)?;
        let expected = held(site, &session).await?.token;
        let sent =
            submitted.fields.iter().find(|(name, _)| name == TOKEN_FIELD).map_or("", |(_, value)| value);
        if !bool::from(sent.as_bytes().ct_eq(expected.as_bytes())) {
            return Err(PageFailure::TokenMissing(submitted.without_token()));
        }
        Ok(submitted.without_token())
    }
}

/// Reads a form's bytes.
pub fn parse(bytes: &[u8]) -> Result<Submitted, PageFailure> {
    let fields: Vec<(String, String)> =
        serde_urlencoded::from_bytes(bytes).map_err(|_| PageFailure::NotAForm)?;
    if fields.len() > FIELDS_MAX {
        return Err(PageFailure::TooLarge);
    }
    let once = fields.iter().find(|(name, _)| name == ONCE_FIELD).and_then(|(_, value)| value.parse().ok());
    Ok(Submitted { fields, once })
}

impl Submitted {
    fn without_token(mut self) -> Self {
        self.fields.retain(|(name, _)| name != TOKEN_FIELD && name != ONCE_FIELD);
        self
    }
}
