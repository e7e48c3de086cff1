//! The keys: one for each subject, and the secrets of each partnership.
//!
//! It is a database of its own with a backup of its own, so that a key can be destroyed everywhere at once. A key is
//! durable before anything is locked with it.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use kernel::{Partnership, Randomness};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::batch::Body;
use crate::catalogue::keys as sql;
use crate::cipher::{self, KEY_LENGTH, Key, NONCE_LENGTH};
use crate::connection::Connection;
use crate::error::StoreError;
use crate::limits::KEYS_CACHED_MAX;
use crate::session::{self, Row, Session, Value};

/// What a partnership's own secrets are for. Each purpose has its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Secret {
    /// Digests of codes, and of what was attempted.
    Codes,
    /// Digests of search tokens.
    Search,
    /// The secrets of one-time passwords.
    Accounts,
    /// The data of sessions.
    Sessions,
}

impl Secret {
    fn name(self) -> &'static str {
        match self {
            Self::Codes => "codes",
            Self::Search => "search",
            Self::Accounts => "accounts",
            Self::Sessions => "sessions",
        }
    }
}

/// The key of a subject: its identifier, and the key itself unless it was destroyed.
type Found = (Uuid, Option<Key>);

#[derive(Default)]
struct Cached {
    subjects: HashMap<Uuid, Uuid>,
    keys: HashMap<Uuid, Option<Key>>,
    secrets: HashMap<Secret, Key>,
    /// How many keys had been destroyed when this was begun.
    erasures: u64,
}

struct Reading {
    connection: Box<dyn Connection>,
    cached: HashMap<Partnership, Cached>,
    held: usize,
}

/// The keys of all partnerships.
pub(crate) struct Keys {
    reading: Mutex<Reading>,
    writing: Mutex<Box<dyn Connection>>,
    randomness: Arc<dyn Randomness>,
}

/// Poisoning says that a thread panicked elsewhere; a connection and a cache are sound between two statements.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn decode_key(row: &Row<'_>) -> Result<Found, StoreError> {
    let key = match row.optional_bytes(1)? {
        None => None,
        Some(_) => Some(Zeroizing::new(row.array::<KEY_LENGTH>(1)?)),
    };
    Ok((row.identifier(0)?, key))
}

impl Reading {
    fn cached(&mut self, partnership: &Partnership) -> &mut Cached {
        if self.held >= KEYS_CACHED_MAX {
            // Clearing all of it is rare and simple; what is in use comes back within moments.
            self.cached.clear();
            self.held = 0;
        }
        if !self.cached.contains_key(partnership) {
            self.cached.insert(partnership.clone(), Cached::default());
        }
        self.cached.entry(partnership.clone()).or_default()
    }

    fn known(&self, partnership: &Partnership, subject: Uuid) -> Option<Found> {
        let cached = self.cached.get(partnership)?;
        let identifier = cached.subjects.get(&subject)?;
        cached.keys.get(identifier).map(|key| (*identifier, key.clone()))
    }

    fn of_subject(&mut self, partnership: &Partnership, subject: Uuid) -> Result<Option<Found>, StoreError> {
        if let Some(found) = self.known(partnership, subject) {
            return Ok(Some(found));
        }
        let values = [Value::from(partnership.as_str()), Value::from(&subject)];
        let found = session::row(&*self.connection, &sql::KEY_OF_SUBJECT, &values, decode_key)?;
        if let Some((identifier, key)) = &found {
            let cached = self.cached(partnership);
            cached.subjects.insert(subject, *identifier);
            cached.keys.insert(*identifier, key.clone());
            self.held += 1;
        }
        Ok(found)
    }

    fn by_identifier(&mut self, partnership: &Partnership, key: Uuid) -> Result<Option<Key>, StoreError> {
        if let Some(found) = self.cached.get(partnership).and_then(|cached| cached.keys.get(&key)) {
            return Ok(found.clone());
        }
        let values = [Value::from(partnership.as_str()), Value::from(&key)];
        let found = session::row(&*self.connection, &sql::KEY, &values, decode_key)?;
        let (_, found) = found.ok_or(StoreError::KeyMissing { key })?;
        self.cached(partnership).keys.insert(key, found.clone());
        self.held += 1;
        Ok(found)
    }
}

impl Keys {
    pub(crate) fn new(
        reading: Box<dyn Connection>,
        writing: Box<dyn Connection>,
        randomness: Arc<dyn Randomness>,
    ) -> Self {
        let reading = Reading { connection: reading, cached: HashMap::new(), held: 0 };
        Self { reading: Mutex::new(reading), writing: Mutex::new(writing), randomness }
    }

    /// Makes the keys that are missing, all in one durable transaction.
    pub(crate) fn ensure<'a>(
        &self,
        wanted: impl Iterator<Item = &'a (Partnership, Uuid)>,
    ) -> Result<(), StoreError> {
        // In an order that follows from what was asked, so that the same is asked of the engine each time.
        let mut missing = BTreeSet::new();
        {
            let mut reading = locked(&self.reading);
            for (partnership, subject) in wanted {
                if reading.of_subject(partnership, *subject)?.is_none() {
                    missing.insert((partnership, *subject));
                }
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        self.in_transaction(|session| {
            for (partnership, subject) in &missing {
                let mut identifier = [0; 16];
                self.randomness.fill(&mut identifier);
                let identifier = uuid::Builder::from_random_bytes(identifier).into_uuid();
                let key = cipher::new_key(&*self.randomness);
                let values = [
                    Value::from(partnership.as_str()),
                    Value::from(&identifier),
                    Value::from(subject),
                    Value::Bytes(&key[..]),
                ];
                session.execute(&sql::INSERT_KEY, &values)?;
            }
            Ok(())
        })
    }

    pub(crate) fn randomness(&self) -> &dyn Randomness {
        &*self.randomness
    }

    /// The key with which to lock something about this subject. It must have been ensured.
    pub(crate) fn of_subject(
        &self,
        partnership: &Partnership,
        subject: Uuid,
    ) -> Result<(Uuid, Key), StoreError> {
        match locked(&self.reading).of_subject(partnership, subject)? {
            Some((identifier, Some(key))) => Ok((identifier, key)),
            Some((_, None)) => Err(StoreError::SubjectErased { subject }),
            None => Err(StoreError::KeyMissing { key: subject }),
        }
    }

    /// What a subject's key is called, whether or not it was destroyed; nothing if there never was one.
    pub(crate) fn identifier_of(
        &self,
        partnership: &Partnership,
        subject: Uuid,
    ) -> Result<Option<Uuid>, StoreError> {
        Ok(locked(&self.reading).of_subject(partnership, subject)?.map(|(identifier, _)| identifier))
    }

    /// The key with this identifier; nothing if it was destroyed.
    pub(crate) fn by_identifier(
        &self,
        partnership: &Partnership,
        key: Uuid,
    ) -> Result<Option<Key>, StoreError> {
        locked(&self.reading).by_identifier(partnership, key)
    }

    /// Every key of a partnership, for reading all of it at once: one question instead of one for each. They are wiped when
    /// the answer goes.
    pub(crate) fn all(&self, partnership: &Partnership) -> Result<HashMap<Uuid, Option<Key>>, StoreError> {
        let reading = locked(&self.reading);
        let values = [Value::from(partnership.as_str())];
        let found = session::rows(&*reading.connection, &sql::ALL_KEYS, &values, decode_key)?;
        Ok(found.into_iter().collect())
    }

    /// A secret of the partnership, made when it is first needed.
    pub(crate) fn secret(&self, partnership: &Partnership, secret: Secret) -> Result<Key, StoreError> {
        if let Some(found) = self.stored_secret(partnership, secret)? {
            return Ok(found);
        }
        self.in_transaction(|session| {
            let key = cipher::new_key(&*self.randomness);
            let values =
                [Value::from(partnership.as_str()), Value::from(secret.name()), Value::Bytes(&key[..])];
            session.execute(&sql::INSERT_SECRET, &values).map(|_| ())
        })?;
        self.stored_secret(partnership, secret)?.ok_or(StoreError::Stopped)
    }

    fn stored_secret(&self, partnership: &Partnership, secret: Secret) -> Result<Option<Key>, StoreError> {
        let mut reading = locked(&self.reading);
        if let Some(found) = reading.cached.get(partnership).and_then(|cached| cached.secrets.get(&secret)) {
            return Ok(Some(found.clone()));
        }
        let values = [Value::from(partnership.as_str()), Value::from(secret.name())];
        let found = session::row(&*reading.connection, &sql::SECRET, &values, |row| {
            row.array::<KEY_LENGTH>(0).map(Zeroizing::new)
        })?;
        if let Some(key) = &found {
            reading.cached(partnership).secrets.insert(secret, key.clone());
        }
        Ok(found)
    }

    /// Destroys a subject's key, also in the file's own journal and in memory; says whether there was one.
    pub(crate) fn erase(
        &self,
        partnership: &Partnership,
        subject: Uuid,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut erased = 0;
        self.in_transaction(|session| {
            let values = [Value::from(now), Value::from(partnership.as_str()), Value::from(&subject)];
            erased = session.execute(&sql::ERASE_KEY, &values)?;
            session.execute(&sql::COUNT_ERASURE, &[Value::from(partnership.as_str())]).map(|_| ())
        })?;
        locked(&self.reading).cached.remove(partnership);
        locked(&self.writing).forget_journal()?;
        Ok(erased > 0)
    }

    /// Forgets what is held in memory of a partnership's keys if any was destroyed elsewhere since; says whether one was.
    pub(crate) fn forget_erased(&self, partnership: &Partnership) -> Result<bool, StoreError> {
        let mut reading = locked(&self.reading);
        let values = [Value::from(partnership.as_str())];
        let found = session::row(&*reading.connection, &sql::ERASURES, &values, |row| row.count(0))?;
        let erasures = found.unwrap_or(0);
        let forget = reading.cached.get(partnership).is_some_and(|cached| cached.erasures != erasures);
        if forget {
            reading.cached.remove(partnership);
        }
        reading.cached(partnership).erasures = erasures;
        Ok(forget)
    }

    /// Chance: from 1 to `most`.
    pub(crate) fn up_to(&self, most: u64) -> u64 {
        let mut bytes = [0; 8];
        self.randomness.fill(&mut bytes);
        u64::from_le_bytes(bytes) % most.max(1) + 1
    }

    /// A secret of the store itself, made when it is first needed unless it may no longer be.
    pub(crate) fn own_secret(&self, name: &str, make: bool) -> Result<Option<Key>, StoreError> {
        // No partnership has an empty name.
        let find = || {
            let values = [Value::from(""), Value::from(name)];
            session::row(&*locked(&self.reading).connection, &sql::SECRET, &values, |row| {
                row.array::<KEY_LENGTH>(0).map(Zeroizing::new)
            })
        };
        let found = find()?;
        if found.is_some() || !make {
            return Ok(found);
        }
        self.in_transaction(|session| {
            let key = cipher::new_key(&*self.randomness);
            let values = [Value::from(""), Value::from(name), Value::Bytes(&key[..])];
            session.execute(&sql::INSERT_SECRET, &values).map(|_| ())
        })?;
        find()
    }

    fn in_transaction(
        &self,
        work: impl FnOnce(&dyn Session) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let writing = locked(&self.writing);
        let done = writing.begin_to_write().and_then(|()| work(&**writing)).and_then(|()| writing.commit());
        if done.is_err() {
            writing.rollback();
        }
        done
    }

    /// Locks a text under a subject's key, bound to its place: key, nonce and text in one. Nothing at all is kept about
    /// a subject whose key was destroyed.
    pub(crate) fn seal(
        &self,
        partnership: &Partnership,
        subject: Uuid,
        place: &[u8],
        text: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        let (identifier, key) = match self.of_subject(partnership, subject) {
            Ok(found) => found,
            Err(StoreError::SubjectErased { .. }) => return Ok(Vec::new()),
            Err(failure) => return Err(failure),
        };
        let sealed = self.seal_with(&key, place, text)?;
        Ok([identifier.as_bytes(), &sealed[..]].concat())
    }

    /// Opens what [`Self::seal`] locked.
    pub(crate) fn unseal(
        &self,
        partnership: &Partnership,
        place: &[u8],
        sealed: &[u8],
    ) -> Result<Body, Unsealing> {
        unseal_by(place, sealed, |key| self.by_identifier(partnership, key))
    }

    /// Locks a text under a key, bound to its place: nonce and text in one.
    pub(crate) fn seal_with(&self, key: &Key, place: &[u8], text: &[u8]) -> Result<Vec<u8>, StoreError> {
        let nonce = cipher::new_nonce(&*self.randomness);
        let mut body = text.to_vec();
        cipher::lock(key, nonce, place, &mut body)
            .map_err(|_| StoreError::TooLong { what: "a text to be locked", limit: usize::MAX })?;
        Ok([&nonce[..], &body].concat())
    }
}

/// Opens what [`Keys::seal`] locked, with a key that is found by its identifier.
pub(crate) fn unseal_by(
    place: &[u8],
    sealed: &[u8],
    find: impl FnOnce(Uuid) -> Result<Option<Key>, StoreError>,
) -> Result<Body, Unsealing> {
    if sealed.is_empty() {
        return Ok(Body::Erased);
    }
    let (identifier, sealed) = sealed.split_first_chunk::<16>().ok_or(Unsealing::Altered)?;
    match find(Uuid::from_bytes(*identifier))? {
        Some(key) => unseal_with(&key, place, sealed).map(Body::Plain),
        None => Ok(Body::Erased),
    }
}

/// Why a locked text did not open.
pub(crate) enum Unsealing {
    /// It is not what was locked, or stands elsewhere.
    Altered,
    /// The key could not be had.
    Store(StoreError),
}

impl From<StoreError> for Unsealing {
    fn from(failure: StoreError) -> Self {
        Self::Store(failure)
    }
}

impl Unsealing {
    /// Says in which row it was.
    pub(crate) fn at(self, row: &Row<'_>, column: usize) -> StoreError {
        match self {
            Self::Altered => row.wrong(column, "the locked text does not open"),
            Self::Store(failure) => failure,
        }
    }
}

/// Opens what [`Keys::seal_with`] locked.
pub(crate) fn unseal_with(key: &Key, place: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Unsealing> {
    let (nonce, text) = sealed.split_first_chunk::<NONCE_LENGTH>().ok_or(Unsealing::Altered)?;
    let mut text = text.to_vec();
    cipher::open(key, *nonce, place, &mut text).map_err(|_| Unsealing::Altered)?;
    Ok(text)
}
