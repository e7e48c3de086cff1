//! From where a form was sent. Wrong codes are counted by it.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

use crate::site::Site;

/// The header in which a proxy says for whom it asks.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// From where a form was sent, where the server knows it.
///
/// Real use has a proxy in front that ends TLS. One that the operator named is believed when it says for whom it asks; of
/// anybody else only the address itself is believed, because everybody can write the header.
pub struct Peer(Option<IpAddr>);

impl FromRequestParts<Site> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        let Some(ConnectInfo(address)) = parts.extensions.get::<ConnectInfo<SocketAddr>>() else {
            return Ok(Self(None));
        };
        Ok(Self(seen(address.ip(), &parts.headers, &site.settings().trusted_proxies)))
    }
}

/// The address that counts: the connection's own, or the last one that a trusted proxy saw and that is not such a proxy
/// itself. A connection from this machine that is no trusted proxy has no address that tells people apart.
fn seen(connection: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> Option<IpAddr> {
    let connection = connection.to_canonical();
    let is_trusted = |address: &IpAddr| trusted.iter().any(|known| known.to_canonical() == *address);
    if !is_trusted(&connection) {
        return Some(connection).filter(|address| !address.is_loopback());
    }
    // Each proxy adds the address that it saw at the end; what stands before that was only told to it.
    for line in headers.get_all(FORWARDED_FOR).iter().rev() {
        for told in line.to_str().ok()?.rsplit(',') {
            let address = told.trim().parse::<IpAddr>().ok()?.to_canonical();
            if !is_trusted(&address) {
                return Some(address);
            }
        }
    }
    None
}

impl Peer {
    /// What stands for this place when attempts are counted: the address; where none is known, the session.
    pub fn place(&self, session_token: &str) -> Vec<u8> {
        match self.0 {
            Some(address) => format!("code-from/{address}").into_bytes(),
            None => format!("code-in/{session_token}").into_bytes(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Connection, what the header says line by line, and which address counts. 10.0.0.1 and 10.0.0.2 are trusted.
    const SEEN: [(&str, &[&str], Option<&str>); 11] = [
        ("192.0.2.7", &[], Some("192.0.2.7")),
        ("192.0.2.7", &["198.51.100.9"], Some("192.0.2.7")),
        ("127.0.0.1", &["198.51.100.9"], None),
        ("::1", &["198.51.100.9"], None),
        ("10.0.0.1", &["198.51.100.9"], Some("198.51.100.9")),
        ("::ffff:10.0.0.1", &["198.51.100.9"], Some("198.51.100.9")),
        ("10.0.0.1", &["203.0.113.1, 198.51.100.9"], Some("198.51.100.9")),
        ("10.0.0.1", &["203.0.113.1", "198.51.100.9, 10.0.0.2"], Some("198.51.100.9")),
        ("10.0.0.1", &["203.0.113.1, nonsense"], None),
        ("10.0.0.1", &[], None),
        ("10.0.0.3", &["198.51.100.9"], Some("10.0.0.3")),
    ];

    #[test]
    fn only_a_named_proxy_is_believed() {
        let trusted: Vec<IpAddr> =
            ["10.0.0.1", "10.0.0.2"].iter().map(|text| text.parse().unwrap()).collect();
        for (connection, lines, expected) in SEEN {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(FORWARDED_FOR, line.parse().unwrap());
            }
            let found = seen(connection.parse().unwrap(), &headers, &trusted);
            assert_eq!(found, expected.map(|text| text.parse().unwrap()), "{connection} {lines:?}");
        }
    }
}
