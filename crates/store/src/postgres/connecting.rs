//! Reaching a server: in clear, or by TLS with a certificate that proves whom one reached.

use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::{Client, Config, Error, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::error::StoreError;
use crate::url::{Encryption, ServerUrl};

/// How a server is reached. It holds the certificates that are trusted, read once.
pub(super) struct Reaching {
    config: Config,
    tls: Option<MakeRustlsConnect>,
}

impl Reaching {
    /// Reads the certificates, if any are needed.
    pub(super) fn new(server: &ServerUrl) -> Result<Self, StoreError> {
        let tls = match server.encryption() {
            Encryption::Off => None,
            Encryption::Proven(roots) => Some(proven(roots.as_deref())?),
        };
        Ok(Self { config: server.config().clone(), tls })
    }

    /// What is asked for beside that.
    pub(super) fn config(&mut self) -> &mut Config {
        &mut self.config
    }

    /// Connects, on the loop of events of whoever waits.
    pub(super) async fn connect(&self) -> Result<Client, Error> {
        match &self.tls {
            None => {
                let (client, connection) = self.config.connect(NoTls).await?;
                tokio::spawn(connection);
                Ok(client)
            }
            Some(tls) => {
                let (client, connection) = self.config.connect(tls.clone()).await?;
                tokio::spawn(connection);
                Ok(client)
            }
        }
    }
}

/// TLS that trusts the certificates in a file, or those that this machine trusts.
fn proven(roots: Option<&Path>) -> Result<MakeRustlsConnect, StoreError> {
    let mut trusted = RootCertStore::empty();
    match roots {
        Some(file) => {
            let unread = |why: String| {
                StoreError::away(format!("the certificates in {} cannot be used: {why}", file.display()))
            };
            let found = CertificateDer::pem_file_iter(file).map_err(|failure| unread(failure.to_string()))?;
            for certificate in found {
                let certificate = certificate.map_err(|failure| unread(failure.to_string()))?;
                trusted.add(certificate).map_err(|failure| unread(failure.to_string()))?;
            }
        }
        None => {
            // One that does not read does not make the others worth less.
            trusted.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    if trusted.is_empty() {
        return Err(StoreError::away(
            "no certificate is trusted here; install ca-certificates, or name a file with sslrootcert",
        ));
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|source| StoreError::engine("start of TLS", source))?
        .with_root_certificates(trusted)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}
