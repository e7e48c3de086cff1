//! Where the database is.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use thiserror::Error;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

use crate::aside::{Aside, Threads};
#[cfg(feature = "kit")]
use crate::memory::Memory;

/// What is put in place of a password wherever an address is shown.
const HIDDEN: &str = ":…";
/// Where PostgreSQL listens unless somebody says otherwise.
const USUAL_PORT: u16 = 5432;
/// What the name of the keys' database ends in.
const KEYS_ENDING: &str = "_keys";

/// Names a database: `sqlite:PATH` or `postgres://…`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DatabaseUrl {
    /// A SQLite database in this file.
    Sqlite(PathBuf),
    /// A database of a PostgreSQL server.
    Postgres(ServerUrl),
    /// Rows in memory, for tests.
    #[cfg(feature = "kit")]
    Memory(Memory),
}

/// A database of a PostgreSQL server, or of one that speaks its language. Shown without its password.
#[derive(Clone, PartialEq, Eq)]
pub struct ServerUrl {
    config: Box<Config>,
    encryption: Encryption,
}

/// Whether what goes over the wire is encrypted, and how the server proves that it is the one that was named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Encryption {
    /// Not at all: a socket, this machine, or a network that encrypts by itself.
    Off,
    /// By TLS, with a certificate for the name in the address that one of these has signed: those in a file, or those that
    /// this machine trusts.
    Proven(Option<PathBuf>),
}

/// The text names no database. What was written is never repeated: it may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DatabaseUrlError {
    /// An address that PostgreSQL does not understand.
    #[error(
        "the address of the PostgreSQL database does not read ({0}); write `postgres://USER@HOST/NAME`, or \
         `postgres:///NAME?host=FOLDER` for a socket in a folder"
    )]
    Postgres(&'static str),
    /// Nothing known.
    #[error(
        "it names no database; write `sqlite:PATH`, for example `sqlite:/var/lib/alongside/alongside.db`, or \
         `postgres://USER@HOST/NAME`"
    )]
    Unknown,
}

impl ServerUrl {
    /// What a connection is made with.
    pub(crate) fn config(&self) -> &Config {
        &self.config
    }

    /// Whether it is encrypted.
    pub(crate) fn encryption(&self) -> &Encryption {
        &self.encryption
    }

    /// The same server's database for the keys: its name ends in `_keys`.
    fn of_keys(&self) -> Self {
        let name = self.config.get_dbname().or(self.config.get_user()).unwrap_or("alongside");
        let name = format!("{name}{KEYS_ENDING}");
        let mut of_keys = self.clone();
        of_keys.config.dbname(name);
        of_keys
    }
}

impl FromStr for ServerUrl {
    type Err = DatabaseUrlError;

    fn from_str(text: &str) -> Result<Self, DatabaseUrlError> {
        let unread = || DatabaseUrlError::Postgres("it is not a URL as PostgreSQL has them");
        let (mode, roots, rest) = without_encryption(text).ok_or_else(unread)?;
        let mut config: Config = rest.parse().map_err(|_| unread())?;
        if config.get_hosts().is_empty() {
            return Err(DatabaseUrlError::Postgres("it names no host"));
        }
        let encryption = match mode.as_deref() {
            Some("disable") => Encryption::Off,
            // Nobody reads along inside one machine; anywhere else nothing goes in clear unless somebody says so.
            None if is_near(&config) && roots.is_none() => Encryption::Off,
            None | Some("require" | "verify-full") => Encryption::Proven(roots.clone()),
            Some(_) => {
                return Err(DatabaseUrlError::Postgres(
                    "its sslmode may be `require` or `verify-full`, which both encrypt and check the server's certificate and \
                     name, or `disable`, which does not encrypt; `prefer`, `allow` and `verify-ca` would leave that to whoever \
                     stands between",
                ));
            }
        };
        if encryption == Encryption::Off && roots.is_some() {
            return Err(DatabaseUrlError::Postgres("it has an sslrootcert, and an sslmode that checks none"));
        }
        config.ssl_mode(if encryption == Encryption::Off { SslMode::Disable } else { SslMode::Require });
        Ok(Self { config: Box::new(config), encryption })
    }
}

/// Takes from an address what is said of encryption, which is decided here and not by the driver: the mode, the file of the
/// certificates that are trusted, and what is left. Nothing: it does not read.
fn without_encryption(text: &str) -> Option<(Option<String>, Option<PathBuf>, String)> {
    // As the driver reads it: a question mark in a password begins no parameters.
    let host = text.find('@').map_or(0, |at| at + 1);
    let Some(question) = text.get(host..)?.find('?').map(|at| host + at) else {
        return Some((None, None, text.to_owned()));
    };
    let (before, parameters) = text.split_at(question);
    let (mut mode, mut roots, mut rest) = (None, None, Vec::new());
    for parameter in parameters.trim_start_matches('?').split('&').filter(|parameter| !parameter.is_empty()) {
        let (name, value) = parameter.split_once('=')?;
        let value = || percent_decode_str(value).decode_utf8().ok();
        match name {
            "sslmode" => mode = Some(value()?.into_owned()),
            "sslrootcert" => roots = Some(PathBuf::from(value()?.as_ref())),
            _ => rest.push(parameter),
        }
    }
    let ending = if rest.is_empty() { String::new() } else { format!("?{}", rest.join("&")) };
    Some((mode, roots, format!("{before}{ending}")))
}

/// Whether every host is a socket, or this machine by a name or address that is always this machine's.
fn is_near(config: &Config) -> bool {
    let address_is_near = |address: &IpAddr| address.is_loopback();
    let near = |host: &Host| match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|address: IpAddr| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    };
    config.get_hosts().iter().all(near) && config.get_hostaddrs().iter().all(address_is_near)
}

impl fmt::Display for ServerUrl {
    /// Put together from what was understood, so that nothing of a password is left whatever it is made of.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("postgres://")?;
        if let Some(user) = self.config.get_user() {
            let password = if self.config.get_password().is_some() { HIDDEN } else { "" };
            write!(formatter, "{user}{password}@")?;
        }
        let ports = self.config.get_ports();
        let port = |number: usize| ports.get(number).or(ports.first()).filter(|port| **port != USUAL_PORT);
        let mut parameters = Vec::new();
        let mut between = "";
        for (number, host) in self.config.get_hosts().iter().enumerate() {
            match host {
                Host::Tcp(name) => {
                    write!(formatter, "{between}{name}")?;
                    if let Some(port) = port(number) {
                        write!(formatter, ":{port}")?;
                    }
                    between = ",";
                }
                #[cfg(unix)]
                Host::Unix(folder) => {
                    parameters.push(format!("host={}", folder.display()));
                    parameters.extend(port(number).map(|port| format!("port={port}")));
                }
            }
        }
        write!(formatter, "/{}", self.config.get_dbname().unwrap_or_default())?;
        match &self.encryption {
            Encryption::Off if is_near(&self.config) => {}
            Encryption::Off => parameters.push("sslmode=disable".to_owned()),
            Encryption::Proven(roots) => {
                parameters.push("sslmode=verify-full".to_owned());
                parameters.extend(roots.iter().map(|roots| format!("sslrootcert={}", roots.display())));
            }
        }
        let question = if parameters.is_empty() { "" } else { "?" };
        write!(formatter, "{question}{}", parameters.join("&"))
    }
}

impl fmt::Debug for ServerUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl DatabaseUrl {
    /// The SQLite database in this file.
    pub fn sqlite(path: impl Into<PathBuf>) -> Self {
        Self::Sqlite(path.into())
    }

    /// The database of the keys, where nobody says otherwise: `alongside.keys.db` beside `alongside.db`, or the database
    /// `alongside_keys` of the server that has `alongside`.
    #[must_use]
    pub fn keys_url(&self) -> Self {
        match self {
            #[cfg(feature = "kit")]
            Self::Memory(memory) => Self::Memory(memory.of_keys()),
            Self::Sqlite(path) => Self::Sqlite(path.with_extension("keys.db")),
            Self::Postgres(server) => Self::Postgres(server.of_keys()),
        }
    }

    /// The folder for files, where the database itself says one: `alongside.attachments` beside `alongside.db`.
    pub fn files_path(&self) -> Option<PathBuf> {
        self.beside("attachments")
    }

    /// Where the key that signs checkpoints is kept if nobody says otherwise. Nothing: among the other keys.
    pub fn signing_key_path(&self) -> Option<PathBuf> {
        self.beside("signing-key")
    }

    /// Whether what is written goes over a network in clear: to another machine, and nobody encrypts it here.
    pub fn goes_in_clear(&self) -> bool {
        match self {
            #[cfg(feature = "kit")]
            Self::Memory(_) => false,
            Self::Sqlite(_) => false,
            Self::Postgres(server) => server.encryption == Encryption::Off && !is_near(&server.config),
        }
    }

    fn beside(&self, extension: &str) -> Option<PathBuf> {
        match self {
            Self::Sqlite(path) => Some(path.with_extension(extension)),
            Self::Postgres(_) => None,
            #[cfg(feature = "kit")]
            Self::Memory(_) => None,
        }
    }

    /// How work is done beside whoever asks.
    pub(crate) fn aside(&self) -> Arc<dyn Aside> {
        match self {
            Self::Sqlite(_) | Self::Postgres(_) => Arc::new(Threads),
            #[cfg(feature = "kit")]
            Self::Memory(memory) => memory.aside().unwrap_or_else(|| Arc::new(Threads)),
        }
    }

    /// The file, or the server's database without its password: what messages call it.
    pub(crate) fn place(&self) -> String {
        match self {
            #[cfg(feature = "kit")]
            Self::Memory(memory) => format!("{memory:?}"),
            Self::Sqlite(path) => path.display().to_string(),
            Self::Postgres(server) => server.to_string(),
        }
    }
}

impl FromStr for DatabaseUrl {
    type Err = DatabaseUrlError;

    fn from_str(text: &str) -> Result<Self, DatabaseUrlError> {
        let (scheme, rest) = text.split_once(':').ok_or(DatabaseUrlError::Unknown)?;
        match scheme {
            "sqlite" => {
                let path = rest.strip_prefix("//").unwrap_or(rest);
                if path.is_empty() || path.contains('\0') {
                    return Err(DatabaseUrlError::Unknown);
                }
                Ok(Self::Sqlite(PathBuf::from(path)))
            }
            "postgres" | "postgresql" => text.parse().map(Self::Postgres),
            _ => Err(DatabaseUrlError::Unknown),
        }
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(formatter, "sqlite:{}", path.display()),
            Self::Postgres(server) => write!(formatter, "{server}"),
            #[cfg(feature = "kit")]
            Self::Memory(memory) => write!(formatter, "{memory:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_database() {
        let url: DatabaseUrl = "sqlite:/x/alongside.db".parse().unwrap();
        assert_eq!(url, DatabaseUrl::sqlite("/x/alongside.db"));
        assert_eq!(url.keys_url(), DatabaseUrl::sqlite("/x/alongside.keys.db"));
        assert_eq!(url.to_string(), "sqlite:/x/alongside.db");
        assert_eq!("sqlite:///x/y.db".parse(), Ok(DatabaseUrl::sqlite("/x/y.db")));
        assert_eq!("sqlite:data/y.db".parse(), Ok(DatabaseUrl::sqlite("data/y.db")));
    }

    #[test]
    fn a_server_has_a_database_and_one_for_its_keys_and_shows_no_password() {
        for (text, shown, keys) in [
            (
                "postgres://ann:secret@db.example/alongside?sslmode=disable",
                "postgres://ann:…@db.example/alongside?sslmode=disable",
                "postgres://ann:…@db.example/alongside_keys?sslmode=disable",
            ),
            (
                "postgresql://ann@db.example:5433,other.example/one?application_name=x",
                "postgres://ann@db.example:5433,other.example/one?sslmode=verify-full",
                "postgres://ann@db.example:5433,other.example/one_keys?sslmode=verify-full",
            ),
            (
                "postgres:///alongside?host=/run/sockets&password=secret&user=ann",
                "postgres://ann:…@/alongside?host=/run/sockets",
                "postgres://ann:…@/alongside_keys?host=/run/sockets",
            ),
            (
                "postgres://ann:se/cr?et&secret=secret@localhost:1/x?connect_timeout=9",
                "postgres://ann:…@localhost:1/x",
                "postgres://ann:…@localhost:1/x_keys",
            ),
        ] {
            let url: DatabaseUrl = text.parse().unwrap();
            assert_eq!(url.to_string(), shown);
            assert_eq!(format!("{url:?}"), format!("Postgres({shown})"));
            let of_keys = url.keys_url();
            assert_eq!(of_keys.to_string(), keys);
            let (DatabaseUrl::Postgres(server), DatabaseUrl::Postgres(keys)) = (&url, &of_keys) else {
                panic!("{text}")
            };
            assert_eq!(server.config.get_password(), keys.config.get_password());
            assert_eq!((url.files_path(), url.signing_key_path()), (None, None));
        }
    }

    #[test]
    fn nothing_goes_over_a_network_in_clear_unless_somebody_says_so() {
        let proven = || Encryption::Proven(None);
        for (text, expected, in_clear) in [
            ("postgres:///x?host=/run/postgresql", Encryption::Off, false),
            ("postgres://localhost/x", Encryption::Off, false),
            ("postgres://[::1]/x", Encryption::Off, false),
            ("postgres://127.0.0.1,[::1]/x", Encryption::Off, false),
            ("postgres://localhost/x?hostaddr=10.0.0.1", proven(), false),
            ("postgres://db.example/x", proven(), false),
            ("postgres://10.0.0.1/x", proven(), false),
            ("postgres://localhost,db.example/x", proven(), false),
            ("postgres://db.example/x?sslmode=require", proven(), false),
            ("postgres://localhost/x?sslmode=verify-full", proven(), false),
            ("postgres://db.example/x?connect_timeout=3&sslmode=disable", Encryption::Off, true),
            ("postgres://localhost/x?sslmode=disable", Encryption::Off, false),
            (
                "postgres://h/x?sslrootcert=/etc/a%20b.pem",
                Encryption::Proven(Some("/etc/a b.pem".into())),
                false,
            ),
        ] {
            let url: DatabaseUrl = text.parse().unwrap();
            assert_eq!(url.goes_in_clear(), in_clear, "{text}");
            let DatabaseUrl::Postgres(server) = &url else { panic!("{text}") };
            assert_eq!(server.encryption, expected, "{text}");
            let mode = if expected == Encryption::Off { SslMode::Disable } else { SslMode::Require };
            assert_eq!(server.config.get_ssl_mode(), mode, "the driver does the same: {text}");
        }
    }

    #[test]
    fn what_is_no_database_says_what_to_write_and_repeats_nothing() {
        for bad in [
            "",
            "alongside.db",
            "sqlite:",
            "sqlite://",
            "mysql:x",
            "sqlite:a\0b",
            "postgress://ann:secret@h/x",
        ] {
            let refused = bad.parse::<DatabaseUrl>().unwrap_err().to_string();
            assert!(refused.contains("sqlite:PATH") && !refused.contains("secret"), "{bad}");
        }
        for bad in [
            "postgres:",
            "postgres://ann:secret@h/x?port=many",
            "postgres://ann:secret@h/x?sslmode=prefer",
            "postgres://ann:secret@h/x?sslmode=disable&sslrootcert=/a.pem",
            "postgres://ann:secret@h/x?secret",
            "postgres://h/x?sslrootcert=%ff",
        ] {
            let refused = bad.parse::<DatabaseUrl>().unwrap_err().to_string();
            assert!(
                refused.contains("postgres://USER@HOST/NAME") && !refused.contains("secret"),
                "{refused}"
            );
        }
    }
}
