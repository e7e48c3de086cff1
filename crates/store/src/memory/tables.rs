//! Rows, transactions over them, and who holds which row: what PostgreSQL promises at READ COMMITTED, and no more.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::memory::doing::Expression;
use crate::memory::{Known, Mistake};
use crate::session::Value;

/// A value in a row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cell {
    Nothing,
    Integer(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Cell {
    /// Whether both are of one kind, so that they can be compared.
    pub(crate) fn value(&self) -> Value<'_> {
        match self {
            Self::Nothing => Value::Null,
            Self::Integer(number) => Value::Integer(*number),
            Self::Text(text) => Value::Text(text),
            Self::Bytes(bytes) => Value::Bytes(bytes),
        }
    }

    /// Whether both are of one kind, so that they can be compared.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Integer(number) => write!(formatter, "{number}"),
            Self::Text(text) => formatter.write_str(text),
            Self::Bytes(bytes) => formatter.write_str(&data_encoding::HEXLOWER.encode(bytes)),
        }
    }
}

/// A row. Nobody changes one: a changed row is another.
pub(crate) type Row = Arc<[Cell]>;

/// The part of a row by which it is found.
pub(crate) type Key = Vec<Cell>;

/// A table as it is laid out.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub name: String,
    pub columns: Vec<String>,
    pub not_null: Vec<usize>,
    pub key: Vec<usize>,
    pub unique: Vec<Vec<usize>>,
    pub checks: Vec<Expression>,
}

impl Table {
    pub(crate) fn key_of(&self, row: &[Cell]) -> Key {
        part_of(row, &self.key)
    }
}

/// Some columns of a row.
pub(crate) fn part_of(row: &[Cell], columns: &[usize]) -> Key {
    columns.iter().filter_map(|column| row.get(*column)).cloned().collect()
}

/// All tables as they are laid out.
#[derive(Debug, Default)]
pub(crate) struct Schema(pub Vec<Table>);

/// The rows of one table.
pub(crate) type Rows = BTreeMap<Key, Row>;

/// What is held: a row by its key, or a place in what must be unique. The number says which: 0 is the key.
pub(crate) type Place = (usize, usize, Key);

#[derive(Debug)]
enum Holders {
    Alone(u64),
    Shared(BTreeSet<u64>),
}

/// What all connections share.
#[derive(Default)]
struct Shared {
    tables: Vec<Arc<Rows>>,
    held: BTreeMap<Place, Holders>,
    transactions: u64,
    /// How often the server was started. A connection belongs to one start.
    starts: u64,
    mistake: Option<Mistake>,
    /// What is kept, where that is less than what was answered.
    kept: Option<Vec<Arc<Rows>>>,
}

/// A database.
pub(crate) struct Database {
    pub schema: Arc<Schema>,
    pub known: Arc<Known>,
    shared: Mutex<Shared>,
}

/// Which row is changed: the table, and its key.
type Changed = (usize, Key);

/// What a transaction made of a row.
#[derive(Debug, Clone)]
pub(crate) enum Version {
    There(Row),
    Gone,
}

/// One transaction.
pub(crate) struct Transaction {
    number: u64,
    /// The rows as they were when it began, if it only reads.
    snapshot: Option<Vec<Arc<Rows>>>,
    changes: BTreeMap<Changed, Version>,
    /// What stood in `changes` before each change, so that a part can be undone.
    undo: Vec<(Changed, Option<Version>)>,
    held: Vec<Place>,
    /// Where the part began: in `undo`, and in `held`.
    part: Option<(usize, usize)>,
}

impl Database {
    pub(crate) fn new(schema: Arc<Schema>) -> Self {
        let tables = schema.0.iter().map(|_| Arc::default()).collect();
        Self { schema, known: Arc::default(), shared: Mutex::new(Shared { tables, ..Shared::default() }) }
    }

    /// Another one that holds the same.
    pub(crate) fn copied(&self) -> Self {
        let tables = self.shared().tables.clone();
        let shared = Mutex::new(Shared { tables, ..Shared::default() });
        Self { schema: Arc::clone(&self.schema), known: Arc::clone(&self.known), shared }
    }

    pub(crate) fn mistake(&self, mistake: Mistake) {
        self.shared().mistake = Some(mistake);
    }

    fn shared(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Which start of the server a connection made now belongs to.
    pub(crate) fn starts(&self) -> u64 {
        self.shared().starts
    }

    /// The server falls over and starts again: what was committed is there, and nothing else.
    pub(crate) fn restart(&self) {
        let mut shared = self.shared();
        shared.starts += 1;
        if let Some(kept) = shared.kept.take() {
            shared.tables = kept;
        }
        shared.held.clear();
    }

    pub(crate) fn begin(&self, only_reads: bool) -> Transaction {
        let mut shared = self.shared();
        shared.transactions += 1;
        Transaction {
            number: shared.transactions,
            snapshot: only_reads.then(|| shared.tables.clone()),
            changes: BTreeMap::new(),
            undo: Vec::new(),
            held: Vec::new(),
            part: None,
        }
    }

    /// Makes what a transaction changed everybody's.
    pub(crate) fn commit(&self, transaction: &Transaction) {
        let mut shared = self.shared();
        if shared.mistake == Some(Mistake::AnswersTooEarly) {
            shared.kept = Some(shared.tables.clone());
        }
        for ((table, key), row) in &transaction.changes {
            let Some(rows) = shared.tables.get_mut(*table) else { continue };
            let rows = Arc::make_mut(rows);
            match row {
                Version::There(row) => rows.insert(key.clone(), Arc::clone(row)),
                Version::Gone => rows.remove(key),
            };
        }
        shared.release(transaction.number, &transaction.held);
    }

    pub(crate) fn abandon(&self, transaction: &Transaction) {
        self.shared().release(transaction.number, &transaction.held);
    }

    /// The rows of a table that the transaction sees and whose key begins so.
    pub(crate) fn rows(&self, transaction: &Transaction, table: usize, begin: &[Cell]) -> Vec<(Key, Row)> {
        let shared = self.shared();
        let tables = transaction.snapshot.as_ref().unwrap_or(&shared.tables);
        let Some(rows) = tables.get(table) else { return Vec::new() };
        let mut found: BTreeMap<&Key, &Row> =
            rows.range(begin.to_vec()..).take_while(|(key, _)| key.starts_with(begin)).collect();
        let changed = transaction.changes.range((table, begin.to_vec())..);
        for ((_, key), row) in changed.take_while(|((at, key), _)| *at == table && key.starts_with(begin)) {
            match row {
                Version::There(row) => found.insert(key, row),
                Version::Gone => found.remove(key),
            };
        }
        found.into_iter().map(|(key, row)| (key.clone(), Arc::clone(row))).collect()
    }

    /// Takes a place for a transaction. `false`: somebody else has it.
    pub(crate) fn hold(&self, transaction: &mut Transaction, place: &Place, alone: bool) -> bool {
        let mut shared = self.shared();
        let number = transaction.number;
        if shared.mistake == Some(Mistake::HoldsNothing) {
            return true;
        }
        let mine = match shared.held.get_mut(place) {
            None => {
                let holders =
                    if alone { Holders::Alone(number) } else { Holders::Shared(BTreeSet::from([number])) };
                shared.held.insert(place.clone(), holders);
                true
            }
            Some(Holders::Alone(holder)) => return *holder == number,
            Some(holders) => {
                let Holders::Shared(sharers) = &mut *holders else { return false };
                if alone {
                    if sharers.iter().any(|sharer| *sharer != number) {
                        return false;
                    }
                    *holders = Holders::Alone(number);
                    true
                } else {
                    sharers.insert(number)
                }
            }
        };
        if mine {
            transaction.held.push(place.clone());
        }
        true
    }
}

impl Shared {
    fn release(&mut self, number: u64, places: &[Place]) {
        for place in places {
            let free = match self.held.get_mut(place) {
                Some(Holders::Alone(holder)) => *holder == number,
                Some(Holders::Shared(sharers)) => {
                    sharers.remove(&number);
                    sharers.is_empty()
                }
                None => false,
            };
            if free {
                self.held.remove(place);
            }
        }
    }
}

impl Transaction {
    pub(crate) fn only_reads(&self) -> bool {
        self.snapshot.is_some()
    }

    /// Puts a row in its place, or takes it away.
    pub(crate) fn change(&mut self, table: usize, key: Key, row: Version) {
        let place = (table, key);
        let before = self.changes.insert(place.clone(), row);
        self.undo.push((place, before));
    }

    pub(crate) fn begin_part(&mut self) {
        self.part = Some((self.undo.len(), self.held.len()));
    }

    pub(crate) fn end_part(&mut self) {
        self.part = None;
    }

    /// Undoes what was done since the part began, and lets go of what it held.
    pub(crate) fn undo_part(&mut self, database: &Database) {
        let Some((undo, held)) = self.part else { return };
        for (place, before) in self.undo.drain(undo..).rev() {
            match before {
                Some(before) => self.changes.insert(place, before),
                None => self.changes.remove(&place),
            };
        }
        let mut shared = database.shared();
        for place in self.held.split_off(held) {
            if self.held.contains(&place) {
                // It was shared before the part, and was taken alone in it.
                shared.held.insert(place, Holders::Shared(BTreeSet::from([self.number])));
            } else {
                shared.release(self.number, &[place]);
            }
        }
    }
}
