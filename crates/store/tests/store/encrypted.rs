//! The way to a server, encrypted: only to the server that was named, and never in clear where somebody asked for better.

use rcgen::{BasicConstraints, Certificate, CertificateParams, IsCa, Issuer, KeyPair};
use store::{DatabaseUrl, OpenError, Store};

use crate::cluster::Cluster;
use crate::setting::{batch, bodies, child, entry, options};

/// Somebody who signs certificates.
struct Authority {
    certificate: Certificate,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut parameters = CertificateParams::new(Vec::new()).unwrap();
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = parameters.self_signed(&key).unwrap();
        Self { certificate, issuer: Issuer::new(parameters, key) }
    }

    /// A certificate for a name, and its key.
    fn certify(&self, name: &str) -> (String, String) {
        let key = KeyPair::generate().unwrap();
        let parameters = CertificateParams::new(vec![name.to_owned()]).unwrap();
        (parameters.signed_by(&key, &self.issuer).unwrap().pem(), key.serialize_pem())
    }
}

/// An address of this machine that no other server of the tests listens on: the port is the one that every tool expects.
fn own_address() -> String {
    let [.., high, low] = std::process::id().to_be_bytes();
    format!("127.77.{high}.{low}")
}

fn refused(url: &str) -> String {
    let url: DatabaseUrl = url.parse().unwrap();
    match Store::open(&url, options(1)) {
        Ok(_) => panic!("{url} was opened"),
        Err(OpenError::Server { source, .. }) => source.to_string(),
        Err(other) => other.to_string(),
    }
}

#[tokio::test]
async fn a_server_is_reached_by_tls_and_must_be_the_one_that_was_named() {
    let cluster = Cluster::new();
    let name = cluster.database();
    let (ours, theirs) = (Authority::new(), Authority::new());
    let (certificate, key) = ours.certify("localhost");
    let (certificate, key) = (cluster.give("server.crt", &certificate), cluster.give("server.key", &key));
    let roots = cluster.folder().join("roots.pem");
    std::fs::write(&roots, ours.certificate.pem()).unwrap();
    let other_roots = cluster.folder().join("other-roots.pem");
    std::fs::write(&other_roots, theirs.certificate.pem()).unwrap();
    let address = own_address();
    let listening = [format!("listen_addresses={address}")];
    let encrypting = [
        "ssl=on".to_owned(),
        format!("ssl_cert_file={}", certificate.display()),
        format!("ssl_key_file={}", key.display()),
    ];
    cluster.run("postgres", "CREATE ROLE ann LOGIN PASSWORD 'secret' SUPERUSER");
    let rules = cluster.folder().join("data/pg_hba.conf");
    // By the network only encrypted, and with a password, whose proof is tied to the server's certificate.
    std::fs::write(rules, "local all all trust\nhostssl all all 127.0.0.0/8 scram-sha-256\n").unwrap();
    let whole: Vec<String> = listening.iter().chain(&encrypting).cloned().collect();
    cluster.restart_with(&whole);

    let place = format!("postgres://ann:secret@localhost/{name}?hostaddr={address}");
    for mode in ["require", "verify-full"] {
        let url = format!("{place}&sslmode={mode}&sslrootcert={}", roots.display()).parse().unwrap();
        let store = Store::open(&url, options(1)).unwrap();
        store.append(batch(vec![], vec![entry(child(1), mode)])).await.unwrap();
        assert!(bodies(&store, child(1)).await.contains(&Some(mode.to_owned())));
        let encrypted = "SELECT count(*) > 0 AND bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) \
            WHERE usename = 'ann'";
        assert_eq!(cluster.run("postgres", encrypted).trim(), "t");
        store.close().await;
    }

    let with = |roots: &std::path::Path| format!("{place}&sslmode=require&sslrootcert={}", roots.display());
    // A certificate that somebody else signed; this machine's own list does not know it either.
    assert!(
        refused(&with(&other_roots)).contains("invalid peer certificate"),
        "{}",
        refused(&with(&other_roots))
    );
    assert!(refused(&format!("{place}&sslmode=require")).contains("certificate"));
    // The right certificate, of a server with another name.
    let elsewhere = with(&roots).replace("localhost", "127.0.0.1");
    assert!(refused(&elsewhere).contains("not valid for name"), "{}", refused(&elsewhere));
    // Nobody to trust.
    assert!(refused(&with(&cluster.folder().join("missing.pem"))).contains("cannot be used"));
    assert!(refused(&with(&key)).contains("no certificate is trusted"));
    // In clear, where the server takes none.
    assert!(refused(&place).contains("28000"), "{}", refused(&place));
    // A server that offers none, or whoever says so in its name.
    cluster.restart_with(&listening);
    assert!(refused(&with(&roots)).contains("TLS"), "{}", refused(&with(&roots)));
}
