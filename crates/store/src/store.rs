//! The handle that the rest of the program holds.

mod accounts;
mod append;
mod codes;
mod copying;
mod drafts;
mod erasing;
mod files;
mod leases;
mod load;
mod log;
mod measured;
mod outbox;
mod projections;
mod rebuild;
mod searching;
mod sessions;

pub use accounts::Account;
pub use codes::{Attempts, Code};
pub use copying::Copied;
pub use drafts::Draft;
pub use log::Sequenced;
pub use outbox::{OutboxFailure, OutboxItem};
pub use projections::{DutyFound, DutyPassed, Found, Page, SearchHit, SummaryFilter, SummaryFound};
pub use sessions::SessionData;

use std::path::PathBuf;
use std::sync::Arc;

use kernel::{Partnership, Randomness};
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::aside::Aside;
use crate::catalogue as sql;
use crate::engine;
use crate::error::{OpenError, StoreError};
use crate::files::{Files, FilesUrl};
use crate::keys::Keys;
use crate::ledger::Signer;
use crate::reading::{self, Readers};
use crate::session::{self, Session};
use crate::url::DatabaseUrl;
use crate::writing::{Request, WriteJob, Writer};

/// How a store is opened.
#[derive(Clone)]
pub struct OpenOptions {
    /// Where keys and identifiers come from.
    pub randomness: Arc<dyn Randomness>,
    /// How many questions are answered at the same time.
    pub readers: usize,
    /// The database of the keys, which has a backup of its own. Without one it is `alongside.keys.db` beside
    /// `alongside.db`; on PostgreSQL the database of the same server whose name ends in `_keys`.
    pub keys: Option<DatabaseUrl>,
    /// The key that signs checkpoints; made if missing, readable by its owner only. Without a path it is
    /// `alongside.signing-key` beside `alongside.db`; keep a copy of it elsewhere. On PostgreSQL it is then kept with the
    /// other keys, so that every server has the same.
    pub signing_key: Option<PathBuf>,
    /// A folder, best on another machine, to which each checkpoint is written too.
    pub checkpoints: Option<PathBuf>,
    /// Whether much is about to be written at once and nobody waits for an answer: then more of the database is kept in
    /// memory and the journal is folded seldom.
    pub filling: bool,
    /// Where files that belong to a record are kept. Without it, it is the folder `alongside.attachments` beside
    /// `alongside.db`; it is made when the first file comes. On PostgreSQL it must be named.
    pub files: Option<FilesUrl>,
    /// A server that follows the record's by streaming replication and may be seconds behind it. Long reading that decides
    /// nothing is done there: the measures, and counts of what is overdue. While it is away, the record's own server is read.
    pub replica: Option<DatabaseUrl>,
}

impl OpenOptions {
    /// Three readers, the signing key beside the database, checkpoints in the database only.
    pub fn new(randomness: Arc<dyn Randomness>) -> Self {
        Self {
            randomness,
            readers: 3,
            keys: None,
            signing_key: None,
            checkpoints: None,
            filling: false,
            files: None,
            replica: None,
        }
    }
}

/// How the store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// The engine and its version.
    pub engine: String,
    /// The version of the schema.
    pub schema: i64,
    /// Entries that no checkpoint covers yet, in all partnerships.
    pub unsequenced: u64,
    /// Items of the outbox that wait or were set aside, in all partnerships.
    pub outbox_waiting: u64,
}

/// The store. Cloning it is cheap: all clones share one writer and one set of readers.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    // The readers go first: the last connection to close must be one that may tidy the write-ahead log away.
    readers: Readers,
    writer: Writer,
    aside: Arc<dyn Aside>,
    keys: Arc<Keys>,
    signer: Arc<Signer>,
    url: DatabaseUrl,
    replica: Option<DatabaseUrl>,
    identity: Vec<u8>,
    keys_url: DatabaseUrl,
    checkpoints: Option<PathBuf>,
    files: Files,
    engine: String,
    schema: i64,
}

/// What an operation works with: one transaction, and the keys.
struct Work<'a> {
    session: &'a dyn Session,
    keys: &'a Keys,
}

/// A request to write, and who waits for its answer.
struct Asked<T, E, W> {
    work: W,
    keys: Arc<Keys>,
    outcome: Option<Result<T, E>>,
    tell: oneshot::Sender<Result<T, E>>,
}

impl<T, E, W> Request for Asked<T, E, W>
where
    T: Send,
    E: From<StoreError> + Send,
    W: Fn(&Work<'_>) -> Result<T, E> + Send,
{
    fn run(&mut self, session: &dyn Session) -> bool {
        self.outcome.insert((self.work)(&Work { session, keys: &self.keys })).is_ok()
    }

    fn fail(&mut self, failure: StoreError) {
        self.outcome = Some(Err(E::from(failure)));
    }

    fn answer(self: Box<Self>, committed: Result<(), StoreError>) {
        let outcome = self.outcome.unwrap_or(Err(E::from(StoreError::Stopped)));
        // Whoever asked may have gone; what was written stays.
        let _ = self.tell.send(committed.map_err(E::from).and(outcome));
    }
}

impl Store {
    /// Opens a database, makes it if it is missing, and brings its schema up to date.
    pub fn open(url: &DatabaseUrl, options: OpenOptions) -> Result<Self, OpenError> {
        // On a thread of its own: whoever opens a store may be in the middle of a loop of events, where nobody may wait.
        let opening = || {
            let opened = engine::open(url, &options)?;
            let beside = || match url.signing_key_path() {
                // In a backup it stands among the other keys.
                Some(file) if !file.exists() && log::is_signer_kept(&opened.keys)? => Ok(None),
                beside => Ok::<_, OpenError>(beside),
            };
            let signer = match options.signing_key.clone().map_or_else(beside, |file| Ok(Some(file)))? {
                Some(file) => log::signer(&file, opened.has_checkpoints, &*options.randomness)?,
                None => log::kept_signer(&opened.keys, opened.has_checkpoints)?,
            };
            Ok::<_, OpenError>((opened, signer))
        };
        let (opened, signer) = std::thread::scope(|scope| scope.spawn(opening).join())
            .unwrap_or(Err(OpenError::Store(StoreError::Stopped)))?;
        let keys = Arc::new(opened.keys);
        let stopped = |source| StoreError::engine("start of a thread", source);
        let aside = url.aside();
        let readers = Readers::start(opened.reading, &aside).map_err(stopped)?;
        let writer = Writer::start(opened.writing, Arc::clone(&keys), &aside).map_err(stopped)?;
        let inner = Inner {
            writer,
            readers,
            aside,
            keys,
            signer: Arc::new(signer),
            keys_url: options.keys.unwrap_or_else(|| url.keys_url()),
            url: url.clone(),
            replica: options.replica,
            identity: opened.identity,
            checkpoints: options.checkpoints,
            files: Files::new(options.files.or_else(|| url.files_path().map(FilesUrl::Folder))),
            engine: opened.engine,
            schema: opened.schema,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Whether a record has been made there. Nothing is made or changed.
    pub fn exists(url: &DatabaseUrl) -> Result<bool, OpenError> {
        engine::exists(url)
    }

    /// Waits until everything asked before is written, and closes the database if this was the last handle.
    pub async fn close(self) {
        // A failure here has nobody left to be told: every request before it got its own answer.
        let _ = self.write(Vec::new(), |_| Ok::<_, StoreError>(())).await;
    }

    /// Whether the store answers, and how much it has still to do.
    pub async fn health(&self) -> Result<Health, StoreError> {
        let (engine, schema) = (self.inner.engine.clone(), self.inner.schema);
        self.read(move |work| {
            Ok(Health {
                engine,
                schema,
                unsequenced: session::count(work.session, &sql::COUNT_UNSEQUENCED, &[])?,
                outbox_waiting: session::count(work.session, &sql::COUNT_OUTBOX, &[])?,
            })
        })
        .await
    }

    /// Whether the database cannot be reached at this moment.
    pub async fn is_away(&self) -> bool {
        let asked = self
            .read(|work| {
                session::row(work.session, &sql::IDENTITY, &[], |row| row.bytes(0).map(<[u8]>::to_vec))
            })
            .await;
        matches!(asked, Err(StoreError::Away { .. }))
    }

    /// Forgets keys that another server destroyed. To be called often, on every server: until then it still opens what is
    /// locked with them.
    pub async fn forget_erased_keys(&self, partnership: &Partnership) -> Result<bool, StoreError> {
        let (keys, partnership) = (Arc::clone(&self.inner.keys), partnership.clone());
        let (tell, told) = oneshot::channel();
        // Whoever asked may have gone.
        let run = move || drop(tell.send(keys.forget_erased(&partnership)));
        self.inner
            .aside
            .start("store-keys", Box::new(run))
            .map_err(|source| StoreError::engine("start of a thread", source))?;
        told.await.map_err(|_| StoreError::Stopped)?
    }

    /// Writes with the next group. What `work` refuses is undone, and touches nobody else. It may be done more than once,
    /// where another server was quicker; only the last time counts.
    async fn write<T, E>(
        &self,
        subjects: Vec<(Partnership, Uuid)>,
        work: impl Fn(&Work<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let keys = Arc::clone(&self.inner.keys);
        let request = Box::new(Asked { work, keys, outcome: None, tell });
        self.inner.writer.ask(WriteJob { subjects, request }).await?;
        told.await.map_err(|_| StoreError::Stopped)?
    }

    /// Reads from one snapshot.
    async fn read<T, E>(&self, work: impl FnOnce(&Work<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let keys = Arc::clone(&self.inner.keys);
        self.inner.readers.ask(Box::new(move |session| {
            // Whoever asked may have gone.
            let _ = tell.send(match session {
                Ok(session) => work(&Work { session, keys: &keys }),
                Err(failure) => Err(E::from(failure)),
            });
        }))?;
        told.await.map_err(|_| StoreError::Stopped)?
    }

    /// Reads much, on a connection and a thread of its own, so that nobody waits behind it.
    async fn read_apart<T>(
        &self,
        work: impl FnOnce(&Work<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError>
    where
        T: Send + 'static,
    {
        self.read_from(false, work).await
    }

    /// The same for what may be seconds old and decides nothing: by the replica if there is one.
    async fn read_behind<T>(
        &self,
        work: impl FnOnce(&Work<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError>
    where
        T: Send + 'static,
    {
        self.read_from(true, work).await
    }

    async fn read_from<T>(
        &self,
        may_be_behind: bool,
        work: impl FnOnce(&Work<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError>
    where
        T: Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let keys = Arc::clone(&self.inner.keys);
        let replica = self.inner.replica.clone().filter(|_| may_be_behind);
        let (identity, url) = (self.inner.identity.clone(), self.inner.url.clone());
        let run = move || {
            let connected = reading::connect_apart(replica.as_ref(), &identity, &url);
            let outcome = connected.and_then(|connection| {
                reading::read_apart(&*connection, |session| work(&Work { session, keys: &keys }))
            });
            // Whoever asked may have gone.
            let _ = tell.send(outcome);
        };
        self.inner
            .aside
            .start("store-scan", Box::new(run))
            .map_err(|source| StoreError::engine("start of a thread", source))?;
        told.await.map_err(|_| StoreError::Stopped)?
    }
}

/// Names a place in the store, so that a text locked for it opens nowhere else. The parts are told apart by their lengths.
fn place(parts: &[&[u8]]) -> Vec<u8> {
    let mut place = Vec::with_capacity(96);
    for part in parts {
        place.extend_from_slice(&(part.len() as u64).to_be_bytes());
        place.extend_from_slice(part);
    }
    place
}
