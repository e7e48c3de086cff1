//! Files of a record: locked with the key of their subject, and only then given to the place where files are kept.

use std::sync::Arc;

use kernel::Partnership;
use object_store::path::Path as Place;
use uuid::Uuid;

use crate::batch::Body;
use crate::cipher;
use crate::error::StoreError;
use crate::files::FileFault;
use crate::keys::Unsealing;
use crate::store::{Store, place};

/// What a file is locked to: it opens nowhere else.
fn lock_of(partnership: &Partnership, subject: Uuid, file: Uuid) -> Vec<u8> {
    place(&[b"file", partnership.as_str().as_bytes(), subject.as_bytes(), file.as_bytes()])
}

/// Where a file stands. Identifiers alone make it up, so no name that anybody typed can lead elsewhere.
fn place_of(partnership: &Partnership, subject: Uuid, file: Uuid) -> Place {
    Place::from_iter([partnership.as_str().to_owned(), subject.to_string(), file.to_string()])
}

impl Store {
    /// Keeps a file, locked. The event that names it is written afterwards: a file without an event is nobody's, and an
    /// event without a file would be a promise broken. The subject must have a key.
    pub async fn keep_file(
        &self,
        partnership: &Partnership,
        subject: Uuid,
        file: Uuid,
        bytes: Vec<u8>,
    ) -> Result<(), FileFault> {
        let keys = Arc::clone(&self.inner.keys);
        let tenant = partnership.clone();
        let sealed =
            apart(move || keys.seal(&tenant, subject, &lock_of(&tenant, subject, file), &bytes)).await??;
        if sealed.is_empty() {
            return Err(StoreError::SubjectErased { subject }.into());
        }
        self.inner.files.put(&place_of(partnership, subject, file), sealed).await
    }

    /// A file, unlocked, and checked against its SHA-256 in hexadecimal. One whose key was destroyed is erased.
    pub async fn file(
        &self,
        partnership: &Partnership,
        subject: Uuid,
        file: Uuid,
        sha256: &str,
    ) -> Result<Body, FileFault> {
        let sealed = self.inner.files.get(&place_of(partnership, subject, file)).await?;
        let keys = Arc::clone(&self.inner.keys);
        let tenant = partnership.clone();
        let sha256 = sha256.to_owned();
        apart(move || {
            let opened = keys.unseal(&tenant, &lock_of(&tenant, subject, file), &sealed);
            match opened {
                Ok(Body::Plain(bytes)) => {
                    let digest = data_encoding::HEXLOWER.encode(&cipher::digest(&bytes));
                    if digest == sha256 { Ok(Body::Plain(bytes)) } else { Err(FileFault::Altered) }
                }
                Ok(Body::Erased) => Ok(Body::Erased),
                Err(Unsealing::Altered) => Err(FileFault::Altered),
                Err(Unsealing::Store(failure)) => Err(failure.into()),
            }
        })
        .await?
    }

    /// Takes back a file that no event names, because the event was refused.
    pub async fn discard_file(
        &self,
        partnership: &Partnership,
        subject: Uuid,
        file: Uuid,
    ) -> Result<(), FileFault> {
        self.inner.files.delete(&place_of(partnership, subject, file)).await
    }

    /// Where files are kept, and whether that place answers; nothing where none was named.
    pub async fn place_of_files(&self) -> Option<(String, Result<(), FileFault>)> {
        let url = self.inner.files.url()?.to_string();
        Some((url, self.inner.files.answers().await))
    }

    /// The SHA-256 of a file, in hexadecimal, as events name it.
    pub fn digest_of_file(bytes: &[u8]) -> String {
        data_encoding::HEXLOWER.encode(&cipher::digest(bytes))
    }
}

/// Does what takes a while on a thread for such work.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| StoreError::Stopped)
}
