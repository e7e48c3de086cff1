//! Asking the provider: one small client, with a limit on time and on size, that follows nobody elsewhere.

use std::io::Cursor;
use std::time::Duration;

use async_trait::async_trait;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use openidconnect::{HttpRequest, HttpResponse};
use thiserror::Error;

/// The longest that the provider may take for one answer: somebody waits in front of a page.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
/// The largest answer that is read, in bytes. Keys and settings of large providers are below 100 kB.
const ANSWER_BYTES_MAX: usize = 1 << 20;

/// The provider was not asked, or did not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct FetchFailure(pub &'static str);

/// Asks the provider.
#[async_trait]
pub trait Fetch: Send + Sync {
    /// Sends one request and gives the answer, whatever its status is. Never follows a redirection: an answer that
    /// leads elsewhere is no answer of the provider.
    async fn fetch(&self, request: HttpRequest) -> Result<HttpResponse, FetchFailure>;
}

/// Asks by HTTPS, trusting the certificates that this machine trusts.
pub struct Https {
    client: Client<HttpsConnector<HttpConnector>, Full<Cursor<Vec<u8>>>>,
}

impl Https {
    /// A client. `plain_too`: also by plain HTTP, which is only for a provider on this machine.
    pub fn new(plain_too: bool) -> Result<Self, FetchFailure> {
        let trusted = HttpsConnectorBuilder::new()
            .with_native_roots()
            .map_err(|_| FetchFailure("this machine trusts no certificates; install ca-certificates"))?;
        let allowed = if plain_too { trusted.https_or_http() } else { trusted.https_only() };
        let connector = allowed.enable_http1().build();
        Ok(Self { client: Client::builder(TokioExecutor::new()).build(connector) })
    }
}

#[async_trait]
impl Fetch for Https {
    async fn fetch(&self, request: HttpRequest) -> Result<HttpResponse, FetchFailure> {
        let request = request.map(|body| Full::new(Cursor::new(body)));
        let whole = async {
            let answer = self.client.request(request).await.map_err(|_| FetchFailure("no connection"))?;
            let (head, body) = answer.into_parts();
            let body = Limited::new(body, ANSWER_BYTES_MAX)
                .collect()
                .await
                .map_err(|_| FetchFailure("the answer broke off or is too long"))?;
            Ok(HttpResponse::from_parts(head, body.to_bytes().to_vec()))
        };
        tokio::time::timeout(ANSWER_WITHIN, whole).await.map_err(|_| FetchFailure("no answer in time"))?
    }
}
