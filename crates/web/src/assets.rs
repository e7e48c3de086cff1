//! The style sheet, the scripts and the icon, compiled in.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG};
use axum::response::{IntoResponse, Response};
use include_dir::{Dir, include_dir};

/// Made by `npm run assets`; nothing of it is in the repository.
static ASSETS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../build/assets");

/// One asset. Assets hold no personal data, so they alone may be kept by the browser; a day is short enough that a new
/// release is seen, and the tag makes asking again cheap.
pub async fn show(Path(name): Path<String>) -> Response {
    let Some(file) = ASSETS.get_file(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let tag = format!("\"{}-{}\"", env!("CARGO_PKG_VERSION"), file.contents().len());
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=86400"), (ETAG, &tag)];
    (headers, file.contents()).into_response()
}
