//! Where the database is.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use thiserror::Error;
use tokio_postgres::Config;
use tokio_postgres::config::SslMode;

/// What is put in place of a password wherever an address is shown.
const HIDDEN: &str = "…";
/// What the name of the keys' database ends in.
const KEYS_ENDING: &str = "_keys";

/// Names a database: `sqlite:PATH` or `postgres://…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A SQLite database in this file.
    Sqlite(PathBuf),
    /// A database of a PostgreSQL server.
    Postgres(ServerUrl),
}

/// A database of a PostgreSQL server, or of one that speaks its language. Shown without its password.
#[derive(Clone, PartialEq, Eq)]
pub struct ServerUrl {
    text: String,
    config: Box<Config>,
}

/// The text names no database.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DatabaseUrlError {
    /// An address that PostgreSQL does not understand. What was written is not repeated: it may hold a password.
    #[error(
        "the address of the PostgreSQL database does not read ({0}); write `postgres://USER@HOST/NAME`, or \
         `postgres:///NAME?host=FOLDER` for a socket in a folder"
    )]
    Postgres(String),
    /// Nothing known.
    #[error(
        "`{0}` names no database; write `sqlite:PATH`, for example `sqlite:/var/lib/alongside/alongside.db`, or \
         `postgres://USER@HOST/NAME`"
    )]
    Unknown(String),
}

impl ServerUrl {
    /// What a connection is made with.
    pub(crate) fn config(&self) -> &Config {
        &self.config
    }

    /// The same server's database for the keys: its name ends in `_keys`.
    fn of_keys(&self) -> Self {
        let name = self.config.get_dbname().or(self.config.get_user()).unwrap_or("alongside");
        let name = format!("{name}{KEYS_ENDING}");
        let mut config = self.config.clone();
        config.dbname(&name);
        let (before, after) = self.text.split_at(self.text.find('?').unwrap_or(self.text.len()));
        let start = before.find("://").map_or(0, |at| at + 3);
        let path = before.get(start..).and_then(|rest| rest.find('/')).map_or(before.len(), |at| start + at);
        let text = format!("{}/{name}{after}", before.get(..path).unwrap_or(before));
        Self { text, config }
    }
}

impl FromStr for ServerUrl {
    type Err = DatabaseUrlError;

    fn from_str(text: &str) -> Result<Self, DatabaseUrlError> {
        let refused = |why: &str| DatabaseUrlError::Postgres(why.to_owned());
        let config: Config = text.parse().map_err(|_| refused("it is not a URL as PostgreSQL has them"))?;
        if config.get_hosts().is_empty() {
            return Err(refused("it names no host"));
        }
        if config.get_ssl_mode() == SslMode::Require {
            return Err(refused("connections with TLS come with a later release; use a tunnel or a socket"));
        }
        Ok(Self { text: text.to_owned(), config: Box::new(config) })
    }
}

impl fmt::Display for ServerUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (address, parameters) = self.text.split_once('?').unwrap_or((&self.text, ""));
        let start = address.find("://").map_or(0, |at| at + 3);
        let (scheme, rest) = address.split_at(start);
        let end = rest.find('/').unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        match authority.rsplit_once('@') {
            Some((user, host)) => match user.split_once(':') {
                Some((name, _)) => write!(formatter, "{scheme}{name}:{HIDDEN}@{host}{path}")?,
                None => write!(formatter, "{scheme}{user}@{host}{path}")?,
            },
            None => write!(formatter, "{address}")?,
        }
        let mut before = '?';
        for parameter in parameters.split('&').filter(|parameter| !parameter.is_empty()) {
            let shown = if parameter.starts_with("password") { "password=…" } else { parameter };
            write!(formatter, "{before}{shown}")?;
            before = '&';
        }
        Ok(())
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

    fn beside(&self, extension: &str) -> Option<PathBuf> {
        match self {
            Self::Sqlite(path) => Some(path.with_extension(extension)),
            Self::Postgres(_) => None,
        }
    }

    /// The file, or the server's database without its password: what messages call it.
    pub(crate) fn place(&self) -> String {
        match self {
            Self::Sqlite(path) => path.display().to_string(),
            Self::Postgres(server) => server.to_string(),
        }
    }
}

impl FromStr for DatabaseUrl {
    type Err = DatabaseUrlError;

    fn from_str(text: &str) -> Result<Self, DatabaseUrlError> {
        let unknown = || DatabaseUrlError::Unknown(text.to_owned());
        let (scheme, rest) = text.split_once(':').ok_or_else(unknown)?;
        match scheme {
            "sqlite" => {
                let path = rest.strip_prefix("//").unwrap_or(rest);
                if path.is_empty() || path.contains('\0') {
                    return Err(unknown());
                }
                Ok(Self::Sqlite(PathBuf::from(path)))
            }
            "postgres" | "postgresql" => text.parse().map(Self::Postgres),
            _ => Err(unknown()),
        }
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(formatter, "sqlite:{}", path.display()),
            Self::Postgres(server) => write!(formatter, "{server}"),
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
                "postgres://ann:secret@db.example/alongside",
                "postgres://ann:…@db.example/alongside",
                "postgres://ann:…@db.example/alongside_keys",
            ),
            (
                "postgresql://ann@db.example:5433/one?application_name=x",
                "postgresql://ann@db.example:5433/one?application_name=x",
                "postgresql://ann@db.example:5433/one_keys?application_name=x",
            ),
            (
                "postgres:///alongside?host=/run/sockets&password=secret",
                "postgres:///alongside?host=/run/sockets&password=…",
                "postgres:///alongside_keys?host=/run/sockets&password=…",
            ),
        ] {
            let url: DatabaseUrl = text.parse().unwrap();
            assert_eq!(url.to_string(), shown);
            assert_eq!(format!("{url:?}"), format!("Postgres({shown})"));
            let of_keys = url.keys_url();
            assert_eq!(of_keys.to_string(), keys);
            let DatabaseUrl::Postgres(server) = of_keys else { panic!("{text}") };
            assert_eq!(server.text.parse(), Ok(server));
            assert_eq!((url.files_path(), url.signing_key_path()), (None, None));
        }
    }

    #[test]
    fn what_is_no_database_says_what_to_write() {
        for bad in ["", "alongside.db", "sqlite:", "sqlite://", "mysql:x", "sqlite:a\0b"] {
            let refused = bad.parse::<DatabaseUrl>().unwrap_err();
            assert!(refused.to_string().contains("sqlite:PATH"), "{bad}");
        }
        for bad in
            ["postgres:", "postgres://ann:secret@h/x?port=many", "postgres://ann:secret@h/x?sslmode=require"]
        {
            let refused = bad.parse::<DatabaseUrl>().unwrap_err().to_string();
            assert!(
                refused.contains("postgres://USER@HOST/NAME") && !refused.contains("secret"),
                "{refused}"
            );
        }
    }
}
