//! Letters on paper: the same parts as on the page, as a tagged PDF.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use documents::{Document, DocumentError, Print};

use super::{Edition, Sent, parts};
use crate::failure::PageFailure;
use crate::site::Site;

/// What the file is called. It names nobody, because the machine it is kept on may be shared.
const DISPOSITION: &str = "attachment; filename=\"alongside.pdf\"";

/// A letter on paper.
pub fn paper(site: &Site, sent: &Sent<'_>, edition: Edition) -> Document {
    let settings = site.application().rules().protocol().settings();
    Document {
        title: sent.text.subject.clone(),
        language: site.words().language().to_owned(),
        author: settings.partnership.authority.clone(),
        date: sent.on,
        blocks: parts(site.words(), sent, edition),
    }
}

/// The answer that carries a document. Setting pages takes a while, so it is done beside other requests.
pub async fn send(site: &Site, document: Document, print: Print) -> Result<Response, PageFailure> {
    let site = site.clone();
    let set = move || {
        let page_of = |page: usize, pages: usize| {
            let (page, pages) = (page.to_string(), pages.to_string());
            site.words().with("letter-page-number", &[("page", &page), ("pages", &pages)])
        };
        (site.press())(&document, print, &page_of)
    };
    let bytes = tokio::task::spawn_blocking(set).await.map_err(PageFailure::not_made)?;
    let bytes = bytes.map_err(|error: DocumentError| PageFailure::not_made(error))?;
    let headers = [(CONTENT_TYPE, "application/pdf"), (CONTENT_DISPOSITION, DISPOSITION)];
    Ok((headers, bytes).into_response())
}
