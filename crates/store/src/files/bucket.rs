//! A bucket of a store that speaks S3, reached over TLS; without it only on this machine.

use std::collections::BTreeMap;
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use http_body_util::BodyExt as _;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector as Tcp;
use hyper_util::rt::TokioExecutor;
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::client::{
    ClientOptions, HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpRequestBody,
    HttpResponse, HttpResponseBody, HttpService,
};
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, RetryConfig};

use super::FileFault;

/// The longest that one answer may take: a file of the largest size goes over a slow line in that time, and somebody waits.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);
/// How often more what failed is tried, because a line may break for a moment.
const MORE_TRIES: usize = 2;
/// The longest that trying goes on.
const TRIES_WITHIN: Duration = Duration::from_secs(10);
/// How long the name of a bucket may be, by the rules of S3.
const NAME_LENGTH: std::ops::RangeInclusive<usize> = 3..=63;
/// How the names of settings begin.
const SETTING: &str = "AWS_";

/// A bucket, and where in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Bucket {
    name: String,
    prefix: String,
    settings: BTreeMap<String, String>,
}

impl fmt::Debug for Bucket {
    /// Without its settings, among which is a secret.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Bucket({self})")
    }
}

impl fmt::Display for Bucket {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "s3://{}", self.name)?;
        if self.prefix.is_empty() { Ok(()) } else { write!(formatter, "/{}", self.prefix) }
    }
}

impl Bucket {
    /// `BUCKET` or `BUCKET/FOLDER`; nothing where the name is none that S3 has.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (name, prefix) = text.split_once('/').unwrap_or((text, ""));
        let plain =
            |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-.".contains(letter);
        let fits = NAME_LENGTH.contains(&name.len()) && name.chars().all(plain);
        let prefix = prefix.trim_end_matches('/');
        let fits = fits && !prefix.contains(['?', '#', '@']) && !prefix.starts_with('/');
        fits.then(|| Self { name: name.to_owned(), prefix: prefix.to_owned(), settings: BTreeMap::new() })
    }

    /// With the settings among these that are of S3: `AWS_ENDPOINT_URL`, `AWS_REGION`, `AWS_ACCESS_KEY_ID`,
    /// `AWS_SECRET_ACCESS_KEY` and their like.
    pub(super) fn with_settings(mut self, settings: impl Iterator<Item = (String, String)>) -> Self {
        self.settings.extend(settings.filter(|(name, _)| name.starts_with(SETTING)));
        self
    }

    /// Makes ready to ask it; nothing is asked yet.
    pub(super) fn open(&self) -> Result<Arc<dyn ObjectStore>, FileFault> {
        let mut builder = AmazonS3Builder::new().with_bucket_name(&self.name);
        for (name, value) in &self.settings {
            if let Ok(key) = name.to_ascii_lowercase().parse::<AmazonS3ConfigKey>() {
                builder = builder.with_config(key, value);
            }
        }
        let given = |key| builder.get_config_value(&key).is_some();
        if !given(AmazonS3ConfigKey::AccessKeyId) || !given(AmazonS3ConfigKey::SecretAccessKey) {
            return Err(FileFault::NoCredentials);
        }
        let endpoint = builder.get_config_value(&AmazonS3ConfigKey::Endpoint).unwrap_or_default();
        let plain = endpoint.strip_prefix("http://");
        if plain.is_some_and(|rest| !is_this_machine(rest)) {
            return Err(FileFault::InClear);
        }
        let retry =
            RetryConfig { max_retries: MORE_TRIES, retry_timeout: TRIES_WITHIN, ..RetryConfig::default() };
        let asking = Asking { plain_too: plain.is_some() };
        let builder = builder.with_allow_http(plain.is_some()).with_retry(retry).with_http_connector(asking);
        let store = builder.build().map_err(FileFault::Place)?;
        Ok(Arc::new(PrefixStore::new(store, self.prefix.as_str())))
    }
}

/// Whether the host of an address is this machine, where nobody else listens on the way.
fn is_this_machine(rest: &str) -> bool {
    let host = rest.split('/').next().unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

/// Makes what asks.
#[derive(Debug)]
struct Asking {
    plain_too: bool,
}

impl HttpConnector for Asking {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        let trusted = HttpsConnectorBuilder::new().with_native_roots();
        let trusted =
            trusted.map_err(|error| object_store::Error::Generic { store: "S3", source: Box::new(error) })?;
        let allowed = if self.plain_too { trusted.https_or_http() } else { trusted.https_only() };
        let connector = allowed.enable_http1().build();
        Ok(HttpClient::new(Asked(Client::builder(TokioExecutor::new()).build(connector))))
    }
}

/// Asks, trusting the certificates that this machine trusts.
#[derive(Debug)]
struct Asked(Client<HttpsConnector<Tcp>, HttpRequestBody>);

#[async_trait]
impl HttpService for Asked {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let answer = tokio::time::timeout(ANSWER_WITHIN, self.0.request(request)).await;
        let answer = answer.map_err(|late| HttpError::new(HttpErrorKind::Timeout, late))?;
        let answer = answer.map_err(|failed| {
            let kind = if failed.is_connect() { HttpErrorKind::Connect } else { HttpErrorKind::Request };
            HttpError::new(kind, failed)
        })?;
        Ok(answer.map(|body| {
            HttpResponseBody::new(body.map_err(|broken| HttpError::new(HttpErrorKind::Interrupted, broken)))
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(endpoint: &str) -> Vec<(String, String)> {
        let given = [
            ("AWS_ENDPOINT_URL", endpoint),
            ("AWS_ACCESS_KEY_ID", "somebody"),
            ("AWS_SECRET_ACCESS_KEY", "unspoken"),
            ("EDITOR", "ed"),
        ];
        given.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
    }

    fn opened(endpoint: &str) -> Result<Arc<dyn ObjectStore>, FileFault> {
        let bucket = Bucket::parse("wendale/files").expect("it is a bucket");
        bucket.with_settings(settings(endpoint).into_iter()).open()
    }

    #[test]
    fn nothing_goes_over_a_network_in_clear_and_no_secret_is_shown() {
        for here in
            ["https://s3.example", "http://127.0.0.1:9000", "http://localhost:9000", "http://[::1]:9000"]
        {
            assert!(opened(here).is_ok(), "{here}");
        }
        for elsewhere in ["http://s3.example", "http://10.0.0.1:9000", "http://localhost.example"] {
            assert!(matches!(opened(elsewhere), Err(FileFault::InClear)), "{elsewhere}");
        }
        let bucket = Bucket::parse("wendale").expect("it is a bucket");
        assert!(matches!(bucket.open(), Err(FileFault::NoCredentials)));
        let bucket = bucket.with_settings(settings("https://s3.example").into_iter());
        assert!(!format!("{bucket:?} {bucket}").contains("unspoken"));
        assert_eq!(bucket.settings.len(), 3, "what is not of S3 is not kept");
    }
}
