//! Whether the service is ready.

use axum::extract::State;
use axum::http::StatusCode;

use crate::site::Site;

/// 200 when the record can be read, 503 when not.
pub async fn show(State(site): State<Site>) -> (StatusCode, &'static str) {
    match site.application().store().health().await {
        Ok(_) => (StatusCode::OK, "ready\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ready\n"),
    }
}
