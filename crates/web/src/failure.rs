//! What a reader is told when a page cannot be given: what happened, and what to do. Nothing of a person's is in it.

use application::Failure;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::Html;

use crate::layout::{Frame, page};
use crate::site::Site;
use crate::submitted::Submitted;

/// Why a page is not given.
#[derive(Debug)]
pub enum PageFailure {
    /// Not there, or not for this reader: the two are never told apart.
    NotThere,
    /// Sign in first.
    SignInFirst,
    /// Give your code first.
    CodeFirst,
    /// The form's token is missing or of another session. What was typed is kept for pages that can show it again.
    TokenMissing(Submitted),
    /// Not the content type of a form, or not readable as one.
    NotAForm,
    /// Larger than a form may be.
    TooLarge,
    /// The same form was sent before, and counted once.
    AlreadyDone,
    /// Others kept changing the record; nothing was changed.
    Busy,
    /// The form was refused where no page can show why beside its fields.
    Refused(String),
    /// Too many attempts from one place.
    TooMany,
    /// The session layer is missing.
    NoSession,
    /// A file could not be made.
    NotMade,
    /// The record cannot be reached at this moment.
    Away,
    /// Files cannot be reached at this moment; everything else can.
    FilesAway,
    /// Something failed that the reader can do nothing about.
    Broken(Failure),
}

impl PageFailure {
    /// A failure of the session layer.
    pub fn session(error: impl std::fmt::Display) -> Self {
        tracing::error!(error = %error, "the session could not be kept");
        Self::NoSession
    }

    /// A file that could not be made.
    pub fn not_made(error: impl std::fmt::Display) -> Self {
        tracing::error!(error = %error, "a file could not be made");
        Self::NotMade
    }

    /// Whether a refusal was the reason; a page then shows its form again.
    fn name(&self) -> &'static str {
        match self {
            Self::NotThere => "not-there",
            Self::SignInFirst | Self::CodeFirst => "sign-in-first",
            Self::TokenMissing(_) => "token-missing",
            Self::NotAForm => "not-a-form",
            Self::TooLarge => "too-large",
            Self::AlreadyDone => "already-done",
            Self::Busy => "busy",
            Self::Refused(_) => "refused",
            Self::TooMany => "too-many",
            Self::Away => AWAY,
            Self::FilesAway => "files-away",
            Self::NoSession | Self::NotMade | Self::Broken(_) => "broken",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::NotThere => StatusCode::NOT_FOUND,
            Self::SignInFirst | Self::CodeFirst => StatusCode::SEE_OTHER,
            Self::TokenMissing(_) => StatusCode::FORBIDDEN,
            Self::NotAForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::AlreadyDone | Self::Busy => StatusCode::CONFLICT,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Away | Self::FilesAway => StatusCode::SERVICE_UNAVAILABLE,
            Self::NoSession | Self::NotMade | Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<Failure> for PageFailure {
    fn from(failure: Failure) -> Self {
        match failure {
            // A record whose key was destroyed is not there any longer.
            Failure::NotThere | Failure::Erased => Self::NotThere,
            Failure::AlreadyDone => Self::AlreadyDone,
            Failure::Busy => Self::Busy,
            Failure::Refused(refusal) => Self::Refused(refusal.code().to_owned()),
            away if away.is_without_files() => {
                tracing::warn!(error = %away, "the place for files cannot be reached");
                Self::FilesAway
            }
            away if away.is_away() => {
                tracing::warn!(error = %away, "the record cannot be reached");
                Self::Away
            }
            other => Self::Broken(other),
        }
    }
}

impl From<store::StoreError> for PageFailure {
    fn from(error: store::StoreError) -> Self {
        Failure::from(error).into()
    }
}

/// The name of the page that says that the record cannot be reached.
const AWAY: &str = "away";
/// After how many seconds a browser may ask again: a database that moves to another machine takes about so long.
const AGAIN_AFTER_SECONDS: HeaderValue = HeaderValue::from_static("10");

/// What the outermost layer turns into a page.
#[derive(Debug, Clone)]
struct Told {
    name: &'static str,
    refusal: Option<String>,
}

impl IntoResponse for PageFailure {
    fn into_response(self) -> Response {
        match &self {
            Self::SignInFirst => return Redirect::to("/sign-in").into_response(),
            Self::CodeFirst => return Redirect::to("/return").into_response(),
            Self::Broken(failure) => {
                tracing::error!(error = %failure, source = ?std::error::Error::source(failure).map(ToString::to_string), "a page failed");
            }
            _ => {}
        }
        let mut response = self.status().into_response();
        let refusal = if let Self::Refused(code) = &self { Some(code.clone()) } else { None };
        response.extensions_mut().insert(Told { name: self.name(), refusal });
        response
    }
}

/// Turns failures, and the answers of the router itself, into pages.
pub async fn explain(State(site): State<Site>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let mut status = response.status();
    let mut told = response.extensions().get::<Told>().cloned().or_else(|| plain(&response));
    // Sessions are kept in the record too: where it cannot be reached, that is the reason and nobody's fault.
    if status == StatusCode::INTERNAL_SERVER_ERROR && site.application().store().is_away().await {
        status = StatusCode::SERVICE_UNAVAILABLE;
        told = Some(Told { name: AWAY, refusal: None });
    }
    let Some(told) = told else { return response };
    let words = site.words();
    let title = words.say(&format!("failure-{}-title", told.name));
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.element("p").class("govuk-body").text(&words.say(&format!("failure-{}-body", told.name)));
        if let Some(code) = &told.refusal {
            writer.element("p").class("govuk-body").text(&words.say(&format!("refusal-{code}")));
        }
    });
    let mut shown = page(&site, &Frame::Public, &title, main);
    *shown.status_mut() = status;
    if status == StatusCode::SERVICE_UNAVAILABLE {
        shown.headers_mut().insert(header::RETRY_AFTER, AGAIN_AFTER_SECONDS);
    }
    for (name, value) in response.headers() {
        if name != header::CONTENT_LENGTH && name != header::CONTENT_TYPE {
            shown.headers_mut().insert(name, value.clone());
        }
    }
    shown
}

/// Answers that the router gives by itself, without a page.
fn plain(response: &Response) -> Option<Told> {
    // A page of its own, or what another agency's system is told.
    let own: [&[u8]; 2] = [b"text/html", b"application/problem+json"];
    let has_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind: &HeaderValue| own.iter().any(|own| kind.as_bytes().starts_with(own)));
    let name = match response.status() {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => "not-there",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE => "not-a-form",
        StatusCode::INTERNAL_SERVER_ERROR | StatusCode::SERVICE_UNAVAILABLE => "broken",
        _ => return None,
    };
    (!has_page).then_some(Told { name, refusal: None })
}
