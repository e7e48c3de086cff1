//! Where the databases are, on either engine.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use store::{DatabaseUrl, Store};
use tokio_postgres::NoTls;

use crate::engine_options;

/// An engine, and where the databases of one measurement are.
#[derive(Debug)]
pub enum Place {
    /// Files in a folder.
    Sqlite {
        /// Where.
        folder: PathBuf,
        /// What every name begins with, or ends with.
        measurement: String,
    },
    /// Databases of a server.
    Postgres {
        /// Its address.
        server: String,
        /// What every name begins with, or ends with.
        measurement: String,
    },
}

/// A database, and its keys beside it.
#[derive(Debug, Clone)]
pub struct At {
    /// Both as the store wants them.
    pub record: DatabaseUrl,
    /// The same two, as drivers want them: a path or an address each.
    pub places: [String; 2],
    /// Whether a server has them.
    pub is_server: bool,
}

impl Place {
    /// The server if there is one, and files if there is none.
    pub fn new(server: Option<&str>, folder: &Path, measurement: &str) -> Self {
        let measurement = measurement.to_owned();
        match server {
            Some(server) => Self::Postgres { server: server.to_owned(), measurement },
            None => Self::Sqlite { folder: folder.to_owned(), measurement },
        }
    }

    /// The record that is measured.
    ///
    /// # Panics
    ///
    /// If the server's address is none.
    #[must_use]
    pub fn record(&self) -> At {
        self.at("record").unwrap_or_else(|why| panic!("{why}"))
    }

    fn at(&self, name: &str) -> Result<At> {
        match self {
            Self::Sqlite { folder, measurement } => {
                let path = folder.join(format!("{measurement}-{name}.db"));
                let keys = path.with_extension("keys.db");
                let places = [path.display().to_string(), keys.display().to_string()];
                Ok(At { record: DatabaseUrl::sqlite(path), places, is_server: false })
            }
            Self::Postgres { server, measurement } => {
                let name = format!("alongside_bench_{measurement}_{name}");
                let places = [named(server, &name)?, named(server, &format!("{name}_keys"))?];
                Ok(At { record: places[0].parse()?, places, is_server: true })
            }
        }
    }

    /// Makes sure that the databases of the record are there.
    ///
    /// # Errors
    ///
    /// If the address is none.
    pub async fn made(&self) -> Result<At> {
        let at = self.at("record")?;
        if let Self::Postgres { server, .. } = self {
            for place in &at.places {
                // It may be there from an earlier run.
                let _ = run(server, &format!("CREATE DATABASE {}", name_of(place))).await;
            }
        }
        Ok(at)
    }

    /// A database with its tables and nothing in them. One that is there is deleted.
    ///
    /// # Errors
    ///
    /// If the engine refuses.
    pub async fn empty(&self, name: &str) -> Result<At> {
        self.drop(name).await?;
        let at = self.at(name)?;
        if let Self::Postgres { server, .. } = self {
            for place in &at.places {
                run(server, &format!("CREATE DATABASE {}", name_of(place))).await?;
            }
        }
        Ok(at)
    }

    /// Deletes a database.
    ///
    /// # Errors
    ///
    /// If the engine refuses.
    pub async fn drop(&self, name: &str) -> Result<()> {
        let at = self.at(name)?;
        for place in &at.places {
            match self {
                Self::Sqlite { .. } => {
                    for ending in ["", "-wal", "-shm"] {
                        // What is not there need not go.
                        let _ = std::fs::remove_file(format!("{place}{ending}"));
                    }
                }
                Self::Postgres { server, .. } => {
                    run(server, &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", name_of(place))).await?;
                }
            }
        }
        Ok(())
    }
}

impl At {
    /// Makes the tables, by opening it once.
    ///
    /// # Errors
    ///
    /// If it does not open.
    pub async fn prepare(&self) -> Result<()> {
        Store::open(&self.record, engine_options(false))?.close().await;
        Ok(())
    }
}

fn name_of(place: &str) -> &str {
    let before = place.split('?').next().unwrap_or_default();
    before.rsplit('/').next().unwrap_or_default()
}

/// The address of another database of the same server.
fn named(server: &str, name: &str) -> Result<String> {
    let (before, question) = server.split_once('?').unwrap_or((server, ""));
    let Some((scheme, rest)) = before.split_once("://") else {
        bail!("the server needs a URL: postgres://…")
    };
    let host = rest.split('/').next().unwrap_or_default();
    let mark = if question.is_empty() { "" } else { "?" };
    // Folders of sockets have slashes, which stand after the question mark.
    Ok(format!("{scheme}://{host}/{name}{mark}{question}"))
}

async fn run(server: &str, statement: &str) -> Result<()> {
    let (client, connection) = tokio_postgres::connect(server, NoTls).await?;
    let going = tokio::spawn(connection);
    client.batch_execute(statement).await?;
    drop(client);
    going.await??;
    Ok(())
}
