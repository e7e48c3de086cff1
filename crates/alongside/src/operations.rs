//! What whoever runs the service sees of it, on an address of its own: whether it lives, whether it is ready for requests,
//! and figures in the form that Prometheus collects. Nothing of a person's, of a record's or of a page's address is in them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use application::Application;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::timeout;

use crate::role::serve::bind;

/// How long the record may take to say how it is before it counts as away: less than any monitor waits.
const ANSWER_WAIT: Duration = Duration::from_secs(2);
/// Requests by how they ended.
const REQUESTS: &str = "alongside_requests_total";
/// How long pages took, in seconds.
const SECONDS: &str = "alongside_request_seconds";
/// The edges between which times are counted, in seconds: from one that nobody notices to one that a browser gives up on.
const SECONDS_EDGES: &[f64] = &[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];
/// Whether the record can be reached.
const REACHED: &str = "alongside_database_up";
/// Entries that no checkpoint covers yet.
const UNSIGNED: &str = "alongside_unsigned_entries";
/// Things that wait to be sent, or were set aside.
const UNSENT: &str = "alongside_unsent_items";

/// What the operations address answers from.
#[derive(Clone)]
struct Operations {
    application: Application,
    figures: Arc<PrometheusHandle>,
    stopped: watch::Receiver<bool>,
}

/// Figures are kept from now on, for this process.
fn figures() -> Result<PrometheusHandle> {
    let builder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full(SECONDS.to_owned()), SECONDS_EDGES)
        .context("the edges of the times do not make sense")?;
    let figures = builder.install_recorder().context("figures are kept already")?;
    metrics::describe_counter!(REQUESTS, "Requests, by the first digit of their status");
    metrics::describe_histogram!(SECONDS, metrics::Unit::Seconds, "How long requests took");
    metrics::describe_gauge!(REACHED, "1 while the record can be reached");
    metrics::describe_gauge!(UNSIGNED, "Entries that no signed checkpoint covers yet");
    metrics::describe_gauge!(UNSENT, "Items that wait to be sent or were set aside");
    Ok(figures)
}

/// Takes the operations address; what it gives back serves it, to the very end of the service, so that whoever asks learns
/// that it stops.
pub async fn serve(
    address: SocketAddr,
    application: Application,
    stopped: watch::Receiver<bool>,
) -> Result<(SocketAddr, impl Future<Output = ()>)> {
    let figures = Arc::new(figures()?);
    let listening: TcpListener = bind(address).await?;
    let address = listening.local_addr()?;
    let operations = Operations { application, figures, stopped };
    let pages = Router::new()
        .route("/livez", get(async || "alive\n"))
        .route("/readyz", get(ready))
        .route("/metrics", get(told))
        .with_state(operations);
    let serving = async move {
        if let Err(error) = axum::serve(listening, pages).await {
            tracing::error!(%error, "the operations address is not served any longer");
        }
    };
    Ok((address, serving))
}

/// Whether requests should be sent here: not once it has been told to stop, and not while the record is away.
async fn ready(State(operations): State<Operations>) -> (StatusCode, &'static str) {
    if *operations.stopped.borrow() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    match timeout(ANSWER_WAIT, operations.application.store().is_away()).await {
        Ok(false) => (StatusCode::OK, "ready\n"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}

async fn told(State(operations): State<Operations>) -> Response {
    let health = timeout(ANSWER_WAIT, operations.application.store().health()).await;
    let health = health.ok().and_then(Result::ok);
    metrics::gauge!(REACHED).set(if health.is_some() { 1.0 } else { 0.0 });
    if let Some(health) = health {
        metrics::gauge!(UNSIGNED).set(in_figures(health.unsequenced));
        metrics::gauge!(UNSENT).set(in_figures(health.outbox_waiting));
    }
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    (kind, operations.figures.render()).into_response()
}

/// Past four thousand million a figure says no more than that.
fn in_figures(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Counts every request and how long it took.
pub async fn counted(request: Request, next: Next) -> Response {
    let began = began();
    let response = next.run(request).await;
    let status = match response.status().as_u16() {
        ..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        500.. => "5xx",
    };
    metrics::counter!(REQUESTS, "status" => status).increment(1);
    metrics::histogram!(SECONDS).record(began.elapsed().as_secs_f64());
    response
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long something took is no date that anything is decided by"
)]
fn began() -> std::time::Instant {
    std::time::Instant::now()
}
