//! Where files that belong to a record are kept: a folder, or another store of objects. What is kept there is locked with
//! the key of its subject, so the place sees neither what a file is nor whose; its name there says nothing.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::{Arc, OnceLock};

use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path as Place;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload};
use thiserror::Error;

/// Names a place for files: `file:PATH`, or `memory:` for tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilesUrl {
    /// A folder.
    Folder(PathBuf),
    /// Memory, which forgets.
    Memory,
}

/// The text names no place for files.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{0}` names no place for files; write `file:FOLDER`, for example `file:/var/lib/alongside/attachments`"
)]
pub struct FilesUrlError(String);

impl FromStr for FilesUrl {
    type Err = FilesUrlError;

    fn from_str(text: &str) -> Result<Self, FilesUrlError> {
        match text.split_once(':') {
            Some(("file", path)) => {
                // Both `file:/folder` and `file:///folder` are in use.
                let path = path.strip_prefix("//").unwrap_or(path);
                (!path.is_empty()).then(|| Self::Folder(path.into()))
            }
            Some(("memory", "")) => Some(Self::Memory),
            _ => None,
        }
        .ok_or_else(|| FilesUrlError(text.to_owned()))
    }
}

impl fmt::Display for FilesUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => write!(formatter, "file:{}", path.display()),
            Self::Memory => formatter.write_str("memory:"),
        }
    }
}

/// A file could not be kept or had.
#[derive(Debug, Error)]
pub enum FileFault {
    /// It is not there.
    #[error("the file is not there")]
    Missing,
    /// It is not what was kept.
    #[error("the file is not as it was kept")]
    Altered,
    /// Nobody said where files are kept.
    #[error("no place for files was named; give one with --attachments")]
    Nowhere,
    /// The folder cannot be made.
    #[error("the folder for files cannot be made")]
    Folder(#[source] std::io::Error),
    /// The place does not answer, or refuses.
    #[error("the place for files failed")]
    Place(#[source] object_store::Error),
    /// The keys could not be had.
    #[error(transparent)]
    Store(#[from] crate::StoreError),
}

impl From<object_store::Error> for FileFault {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Missing,
            other => Self::Place(other),
        }
    }
}

/// A place for files, opened when it is first needed: most stores never hold one.
pub(crate) struct Files {
    url: Option<FilesUrl>,
    opened: OnceLock<Arc<dyn ObjectStore>>,
}

impl Files {
    pub(crate) fn new(url: Option<FilesUrl>) -> Self {
        Self { url, opened: OnceLock::new() }
    }

    fn opened(&self) -> Result<Arc<dyn ObjectStore>, FileFault> {
        if let Some(opened) = self.opened.get() {
            return Ok(Arc::clone(opened));
        }
        let opened: Arc<dyn ObjectStore> = match &self.url {
            None => return Err(FileFault::Nowhere),
            Some(FilesUrl::Memory) => Arc::new(InMemory::new()),
            Some(FilesUrl::Folder(folder)) => {
                make_folder(folder).map_err(FileFault::Folder)?;
                Arc::new(LocalFileSystem::new_with_prefix(folder).map_err(FileFault::Place)?)
            }
        };
        Ok(Arc::clone(self.opened.get_or_init(|| opened)))
    }

    pub(crate) async fn put(&self, place: &Place, bytes: Vec<u8>) -> Result<(), FileFault> {
        self.opened()?.put(place, PutPayload::from(bytes)).await?;
        Ok(())
    }

    pub(crate) async fn get(&self, place: &Place) -> Result<Vec<u8>, FileFault> {
        Ok(self.opened()?.get(place).await?.bytes().await?.to_vec())
    }

    pub(crate) async fn delete(&self, place: &Place) -> Result<(), FileFault> {
        Ok(self.opened()?.delete(place).await?)
    }

    /// Deletes everything below a place, and says how much there was.
    pub(crate) async fn delete_all(&self, parts: &[String]) -> Result<u64, FileFault> {
        let opened = self.opened()?;
        let place: Place = parts.iter().cloned().collect();
        let found = opened.list_with_delimiter(Some(&place)).await?;
        let mut deleted = 0;
        for file in found.objects {
            opened.delete(&file.location).await?;
            deleted += 1;
        }
        Ok(deleted)
    }
}

/// A folder that only its owner looks into.
#[cfg(unix)]
fn make_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_in_few_ways() {
        assert_eq!("file:/a/b".parse(), Ok(FilesUrl::Folder("/a/b".into())));
        assert_eq!("file:///a/b".parse(), Ok(FilesUrl::Folder("/a/b".into())));
        assert_eq!("memory:".parse(), Ok(FilesUrl::Memory));
        for wrong in ["", "file:", "/a/b", "s3://bucket", "memory:x"] {
            assert!(wrong.parse::<FilesUrl>().is_err(), "{wrong}");
        }
    }
}
