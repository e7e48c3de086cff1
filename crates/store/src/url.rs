//! Where the database is.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use thiserror::Error;

/// Names a database: `sqlite:PATH`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A SQLite database in this file.
    Sqlite(PathBuf),
}

/// The text names no database.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DatabaseUrlError {
    /// PostgreSQL is not there yet.
    #[error(
        "PostgreSQL comes with a later release; use `sqlite:PATH`, for example `sqlite:/var/lib/alongside/alongside.db`"
    )]
    Postgres,
    /// Nothing known.
    #[error(
        "`{0}` names no database; write `sqlite:PATH`, for example `sqlite:/var/lib/alongside/alongside.db`"
    )]
    Unknown(String),
}

impl DatabaseUrl {
    /// The SQLite database in this file.
    pub fn sqlite(path: impl Into<PathBuf>) -> Self {
        Self::Sqlite(path.into())
    }

    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Sqlite(path) => path,
        }
    }

    /// The file of the keys: `alongside.keys.db` beside `alongside.db`.
    pub fn keys_path(&self) -> PathBuf {
        self.path().with_extension("keys.db")
    }

    /// The folder for files: `alongside.attachments` beside `alongside.db`.
    pub fn files_path(&self) -> PathBuf {
        self.path().with_extension("attachments")
    }

    /// Where the key that signs checkpoints is kept if nobody says otherwise.
    pub fn signing_key_path(&self) -> PathBuf {
        self.path().with_extension("signing-key")
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
            "postgres" | "postgresql" => Err(DatabaseUrlError::Postgres),
            _ => Err(unknown()),
        }
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(formatter, "sqlite:{}", path.display()),
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
        assert_eq!(url.keys_path(), PathBuf::from("/x/alongside.keys.db"));
        assert_eq!(url.to_string(), "sqlite:/x/alongside.db");
        assert_eq!("sqlite:///x/y.db".parse(), Ok(DatabaseUrl::sqlite("/x/y.db")));
        assert_eq!("sqlite:data/y.db".parse(), Ok(DatabaseUrl::sqlite("data/y.db")));
    }

    #[test]
    fn what_is_no_database_says_what_to_write() {
        assert_eq!("postgres://host/name".parse::<DatabaseUrl>(), Err(DatabaseUrlError::Postgres));
        for bad in ["", "alongside.db", "sqlite:", "sqlite://", "mysql:x", "sqlite:a\0b"] {
            let refused = bad.parse::<DatabaseUrl>().unwrap_err();
            assert!(refused.to_string().contains("sqlite:PATH"), "{bad}");
        }
    }
}
