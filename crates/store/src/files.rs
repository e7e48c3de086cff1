//! Where files that belong to a record are kept: a folder, or another store of objects. What is kept there is locked with
//! the key of its subject, so the place sees neither what a file is nor whose; its name there says nothing.

mod bucket;

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::{Arc, OnceLock};

use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path as Place;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload};
use thiserror::Error;

pub use bucket::Bucket;

/// Names a place for files: `file:PATH`, `s3://BUCKET` or `s3://BUCKET/FOLDER`, or `memory:` for tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilesUrl {
    /// A folder.
    Folder(PathBuf),
    /// A bucket of a store that speaks S3.
    Bucket(Bucket),
    /// Memory, which forgets.
    Memory,
}

impl FilesUrl {
    /// With what is needed beside it: for a bucket, those of these settings that are of S3.
    #[must_use]
    pub fn with_settings(self, settings: impl Iterator<Item = (String, String)>) -> Self {
        match self {
            Self::Bucket(bucket) => Self::Bucket(bucket.with_settings(settings)),
            other => other,
        }
    }
}

/// The text names no place for files.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{0}` names no place for files; write `file:FOLDER`, for example `file:/var/lib/alongside/attachments`, or `s3://BUCKET/FOLDER`"
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
            Some(("s3", rest)) => rest.strip_prefix("//").and_then(Bucket::parse).map(Self::Bucket),
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
            Self::Bucket(bucket) => bucket.fmt(formatter),
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
    /// A bucket without the words by which one is let in.
    #[error("no credentials for the bucket of files: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")]
    NoCredentials,
    /// A bucket elsewhere, over a way that anybody can read.
    #[error("files never go over a network in clear: write AWS_ENDPOINT_URL with https://")]
    InClear,
    /// The place does not answer at this moment; asked again later, it may.
    #[error("the place for files does not answer")]
    Away(#[source] object_store::Error),
    /// The place refuses.
    #[error("the place for files failed")]
    Place(#[source] object_store::Error),
    /// The keys could not be had.
    #[error(transparent)]
    Store(#[from] crate::StoreError),
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
            Some(FilesUrl::Bucket(bucket)) => bucket.open()?,
            Some(FilesUrl::Folder(folder)) => {
                make_folder(folder).map_err(FileFault::Folder)?;
                Arc::new(LocalFileSystem::new_with_prefix(folder).map_err(FileFault::Place)?)
            }
        };
        Ok(Arc::clone(self.opened.get_or_init(|| opened)))
    }

    /// What a failure of the place means. A bucket is reached over a network, which may be broken for a while; what it
    /// refuses has kinds of its own.
    fn fault(&self, error: object_store::Error) -> FileFault {
        match error {
            object_store::Error::NotFound { .. } => FileFault::Missing,
            away @ object_store::Error::Generic { .. } if matches!(self.url, Some(FilesUrl::Bucket(_))) => {
                FileFault::Away(away)
            }
            other => FileFault::Place(other),
        }
    }

    pub(crate) async fn put(&self, place: &Place, bytes: Vec<u8>) -> Result<(), FileFault> {
        let put = self.opened()?.put(place, PutPayload::from(bytes)).await;
        put.map(|_| ()).map_err(|error| self.fault(error))
    }

    pub(crate) async fn get(&self, place: &Place) -> Result<Vec<u8>, FileFault> {
        let opened = self.opened()?;
        let got = async { opened.get(place).await?.bytes().await };
        got.await.map(|bytes| bytes.to_vec()).map_err(|error| self.fault(error))
    }

    pub(crate) async fn delete(&self, place: &Place) -> Result<(), FileFault> {
        self.opened()?.delete(place).await.map_err(|error| self.fault(error))
    }

    /// Asks for a file that is not there: that it is missing means that the place answers.
    pub(crate) async fn answers(&self) -> Result<(), FileFault> {
        // A folder is made with its first file, and not by looking.
        if matches!(&self.url, Some(FilesUrl::Folder(folder)) if !folder.exists()) {
            return Ok(());
        }
        match self.get(&Place::from("is-this-there")).await {
            Ok(_) | Err(FileFault::Missing) => Ok(()),
            Err(fault) => Err(fault),
        }
    }

    /// What names the place, where one was named.
    pub(crate) fn url(&self) -> Option<&FilesUrl> {
        self.url.as_ref()
    }

    /// Deletes everything below a place, and says how much there was.
    pub(crate) async fn delete_all(&self, parts: &[String]) -> Result<u64, FileFault> {
        let opened = self.opened()?;
        let place: Place = parts.iter().cloned().collect();
        let deleting = async {
            let mut deleted = 0;
            for file in opened.list_with_delimiter(Some(&place)).await?.objects {
                opened.delete(&file.location).await?;
                deleted += 1;
            }
            Ok(deleted)
        };
        deleting.await.map_err(|error| self.fault(error))
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
        for named in ["s3://wendale", "s3://wendale-files/a/b"] {
            assert_eq!(named.parse::<FilesUrl>().map(|url| url.to_string()), Ok(named.to_owned()));
        }
        for wrong in [
            "",
            "file:",
            "/a/b",
            "s3:wendale",
            "s3://",
            "s3://We",
            "s3://key:secret@wendale",
            "s3://wendale/a?b",
            "memory:x",
        ] {
            assert!(wrong.parse::<FilesUrl>().is_err(), "{wrong}");
        }
    }
}
