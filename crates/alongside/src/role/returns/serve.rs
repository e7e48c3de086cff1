//! The validator as a page on this machine alone: files come in, what was found goes back, and nothing is kept.

use std::net::SocketAddr;

use anyhow::{Context as _, Result, bail};
use axum::Router;
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, Multipart, Request, State};
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::{get, post};
use returns::Report;
use returns::output::desk::{self, BYTES_MAX, Chosen, Place, Refused, answered};

use super::{Stopped, streamed, working_days};
use crate::arguments::returns::Serve;
use crate::print::say;
use crate::role::serve::bind;
use crate::signals::Signals;

/// What a browser may load and do: our own two scripts and style sheet, and nothing else anywhere.
const CONTENT_SECURITY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; \
    frame-ancestors 'none'; base-uri 'none'";

/// Serves until told to stop.
pub async fn run(asked: &Serve) -> Result<()> {
    if !asked.listen.ip().is_loopback() {
        bail!(
            "{} is not an address of this machine alone; returns are checked on loopback only, such as 127.0.0.1:8903",
            asked.listen
        );
    }
    let listening = bind(asked.listen).await?;
    let address = listening.local_addr()?;
    let mut signals = Signals::heard()?;
    say(format_args!("Checking returns on http://{address}"));
    say("Open that address in a browser. Nothing leaves this machine. Ctrl-C ends it.");
    axum::serve(listening, pages(address))
        .with_graceful_shutdown(async move { signals.stop().await })
        .await
        .context("serving stopped by itself")
}

fn pages(address: SocketAddr) -> Router {
    Router::new()
        .route("/", get(async || Html(desk::form(None))))
        .route("/check", post(check).get(async || Html(desk::form(None))))
        .route("/healthz", get(async || "ok"))
        .route(
            "/report.css",
            get(async || ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], desk::STYLES)),
        )
        .route("/report.js", get(async || script(desk::REPORT_SCRIPT)))
        .route("/form.js", get(async || script(desk::FORM_SCRIPT)))
        .layer(DefaultBodyLimit::max(BYTES_MAX))
        .layer(from_fn_with_state(address, guarded))
}

fn script(text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], text).into_response()
}

/// Lets in what was asked of this very address by a page of its own: a name that points here from elsewhere, or another
/// site's form, is turned away. What is longer than may be is turned away before it is read.
async fn guarded(State(address): State<SocketAddr>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let text =
        |name| headers.get(name).map(|value: &HeaderValue| value.to_str().unwrap_or_default().to_owned());
    let own = |name: &str| is_own(name, address);
    let from_here = text(header::HOST).is_some_and(|host| own(&host))
        && text(header::ORIGIN).is_none_or(|origin| origin.strip_prefix("http://").is_some_and(own));
    let length = text(header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
    let mut answer = if !from_here {
        (StatusCode::FORBIDDEN, "This page answers the browser of this machine at its own address only.\n")
            .into_response()
    } else if length.is_some_and(|length| length > BYTES_MAX) {
        refused(StatusCode::PAYLOAD_TOO_LARGE, &too_large())
    } else {
        next.run(request).await
    };
    let headers: &mut HeaderMap = answer.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // A form of this page names where it comes from, by which it is let in; another site hears nothing.
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// Whether a host and port are ours: the address, or this machine's name for itself.
fn is_own(name: &str, address: SocketAddr) -> bool {
    let uri: Option<Uri> = format!("http://{name}/").parse().ok();
    let Some(authority) = uri.as_ref().and_then(Uri::authority) else { return false };
    let port = authority.port_u16().unwrap_or(80);
    port == address.port() && (authority.host() == "localhost" || name == address.to_string())
}

fn too_large() -> String {
    let most = BYTES_MAX / (1024 * 1024);
    format!("The files are larger than {most} MB together; check them with `alongside return validate`")
}

fn refused(status: StatusCode, problem: &str) -> Response {
    (status, Html(desk::form(Some(problem)))).into_response()
}

async fn check(parts: Multipart) -> Response {
    let chosen = match received(parts).await {
        Ok(chosen) => chosen,
        Err((status, problem)) => return refused(status, &problem),
    };
    let wanted = chosen.answer().to_owned();
    // Checking takes the processors for a while; other pages answer all the same.
    match tokio::task::spawn_blocking(move || checked(chosen)).await {
        Ok(Ok(report)) => answer(&report, &wanted),
        Ok(Err(problem)) => refused(StatusCode::UNPROCESSABLE_ENTITY, &problem.to_string()),
        Err(_) => refused(
            StatusCode::INTERNAL_SERVER_ERROR,
            "The files could not be checked: this is a mistake of ours",
        ),
    }
}

async fn received(mut parts: Multipart) -> Result<Chosen, (StatusCode, String)> {
    let wrong = |error: MultipartError| {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            (StatusCode::PAYLOAD_TOO_LARGE, too_large())
        } else {
            (
                StatusCode::BAD_REQUEST,
                "The form came in pieces that do not fit together; send it again".to_owned(),
            )
        }
    };
    let refused = |why: Refused| (StatusCode::UNPROCESSABLE_ENTITY, why.to_string());
    let mut chosen = Chosen::default();
    while let Some(part) = parts.next_field().await.map_err(wrong)? {
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(wrong)?;
        chosen.take(&name, file, bytes.into()).map_err(refused)?;
    }
    chosen.ready().map_err(refused)?;
    Ok(chosen)
}

/// Checks what was sent, as `return validate` does.
fn checked(chosen: Chosen) -> Result<Report> {
    chosen.checked::<anyhow::Error>(working_days()?, |mut bytes, options| {
        match streamed(&mut bytes, options) {
            Ok(report) => Ok(Ok(report)),
            Err(Stopped::Read(error)) => Err(error.into()),
            Err(Stopped::NotBegun(not_begun)) => Ok(Err(not_begun)),
        }
    })
}

fn answer(report: &Report, wanted: &str) -> Response {
    let Ok(answer) = answered(report, wanted, Place::Served) else {
        return refused(StatusCode::INTERNAL_SERVER_ERROR, "What was found could not be written");
    };
    let kind = (header::CONTENT_TYPE, answer.kind.to_owned());
    match answer.name {
        None => ([kind], answer.bytes).into_response(),
        Some(name) => {
            let attached = format!("attachment; filename=\"{name}\"");
            ([kind, (header::CONTENT_DISPOSITION, attached)], answer.bytes).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_address_is_ours() {
        let address: SocketAddr = "127.0.0.1:8903".parse().expect("it is an address");
        assert!(is_own("127.0.0.1:8903", address) && is_own("localhost:8903", address));
        for other in
            ["127.0.0.1", "127.0.0.1:80", "evil.example:8903", "localhost", "", "127.0.0.1:8903@evil.example"]
        {
            assert!(!is_own(other, address), "{other}");
        }
        let six: SocketAddr = "[::1]:8903".parse().expect("it is an address");
        assert!(is_own("[::1]:8903", six));
    }
}
