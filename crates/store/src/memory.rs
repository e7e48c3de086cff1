//! A third engine, for tests: rows in memory, written here and sharing nothing with the other two but the catalogue.
//!
//! It promises what PostgreSQL promises at READ COMMITTED, and every message between a connection and the database can be
//! held up, lost, or overtaken. Under [`Surroundings`] that choose by a seed, whole journeys are repeated exactly.

mod doing;
mod language;
mod running;
mod session;
mod tables;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::aside::Aside;
use crate::memory::doing::Do;
use crate::memory::running::Running;
use crate::memory::session::MemoryConnection;
use crate::memory::tables::{Cell, Database, Schema};
use crate::postgres;

/// Which of the two databases of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The record.
    Record,
    /// Its keys.
    Keys,
}

/// Where a message is between a server and the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Between {
    /// A connection is about to be made.
    Connecting,
    /// A statement goes to the database.
    OnTheWay,
    /// It was done, and the answer comes back.
    OnTheWayBack,
}

/// The message is lost, and its connection with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lost;

/// What a server stands in: who goes on when, and what the network does.
pub trait Surroundings: Send + Sync {
    /// Work of its own, which is to be done beside the others'. It ends by itself once its store is gone.
    fn beside(&self, work: Box<dyn FnOnce() + Send>);

    /// Somebody has nothing to do until asked: the others go on first.
    fn rest(&self);

    /// Somebody waits for some time.
    fn pause(&self, long: Duration);

    /// A message passes; what is returned decides whether it arrives. The others may go on meanwhile.
    fn pass(&self, at: Between, part: Part, statement: &'static str) -> Option<Lost>;

    /// Somebody waits for what another one holds, for so many turns already; `false`: long enough.
    fn wait(&self, part: Part, turns: u32) -> bool;
}

/// What an engine could do wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    /// Nothing is held for anybody, so of two who write the same row the later one wins.
    HoldsNothing,
    /// A commit is answered before it is kept: falling over, the database forgets the last one.
    AnswersTooEarly,
}

/// Both databases of a record, in memory. Clones are the same ones.
#[derive(Clone)]
pub struct Memory {
    record: Arc<Database>,
    keys: Arc<Database>,
    part: Part,
    surroundings: Option<Arc<dyn Surroundings>>,
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

impl Memory {
    /// Two databases with nothing in them.
    pub fn new() -> Self {
        let [record, keys] = postgres::schemas().map(|steps| {
            let mut schema = Schema::default();
            for step in steps {
                let read = language::read_schema(&step, &mut schema);
                assert!(read.is_ok(), "a step of the schema is not understood: {read:?}, {step}");
            }
            Arc::new(Database::new(Arc::new(schema)))
        });
        Self { record, keys, part: Part::Record, surroundings: None }
    }

    /// The same databases, as a server in these surroundings reaches them.
    #[must_use]
    pub fn within(&self, surroundings: Arc<dyn Surroundings>) -> Self {
        Self { surroundings: Some(surroundings), ..self.clone() }
    }

    /// Both databases fall over and start again: what was committed is there, connections and transactions are not.
    pub fn restart(&self) {
        self.record.restart();
        self.keys.restart();
    }

    /// Runs a statement past the store; says how many rows it changed, and what it gave.
    ///
    /// # Panics
    ///
    /// Where the statement is not understood, or refused.
    pub fn run(&self, part: Part, statement: &str) -> (usize, Vec<Vec<String>>) {
        let database = self.database(part);
        let done = language::read(statement, &database.schema).and_then(|what| {
            let mut transaction = database.begin(false);
            let mut running =
                Running { database, transaction: &mut transaction, values: &[], wait: &mut || false };
            let outcome = running.run(&what).map_err(|stopped| format!("{stopped:?}"))?;
            database.commit(&transaction);
            Ok(outcome)
        });
        match done {
            Ok(outcome) => {
                let text = |row: &tables::Row| row.iter().map(Cell::to_string).collect();
                (outcome.changed, outcome.rows.iter().map(text).collect())
            }
            Err(why) => panic!("{statement}: {why}"),
        }
    }

    /// The tables that hold any of these bytes, as bytes or within a text.
    pub fn tables_with(&self, part: Part, wanted: &[Vec<u8>]) -> Vec<String> {
        let database = self.database(part);
        let transaction = database.begin(true);
        let within =
            |bytes: &[u8]| wanted.iter().any(|wanted| bytes.windows(wanted.len()).any(|some| some == wanted));
        let holds = |cell: &Cell| match cell {
            Cell::Text(text) => within(text.as_bytes()),
            Cell::Bytes(bytes) => within(bytes),
            _ => false,
        };
        let tables = database.schema.0.iter().enumerate();
        tables
            .filter(|(number, _)| {
                database.rows(&transaction, *number, &[]).iter().any(|(_, row)| row.iter().any(holds))
            })
            .map(|(_, table)| table.name.clone())
            .collect()
    }

    /// Others that hold the same at this moment, and go their own way from here.
    #[must_use]
    pub fn copied(&self) -> Self {
        let [record, keys] = [&self.record, &self.keys].map(|database| Arc::new(database.copied()));
        Self { record, keys, part: self.part, surroundings: None }
    }

    /// Makes a mistake from here on, as an engine would that is not what it says. For tests that must find it.
    pub fn mistake(&self, mistake: Mistake) {
        self.record.mistake(mistake);
    }

    /// The same, seen from the keys.
    pub(crate) fn of_keys(&self) -> Self {
        Self { part: Part::Keys, ..self.clone() }
    }

    /// A connection to the part that this is.
    pub(crate) fn connect(&self) -> MemoryConnection {
        let database = Arc::clone(match self.part {
            Part::Record => &self.record,
            Part::Keys => &self.keys,
        });
        MemoryConnection::new(database, self.part, self.surroundings.clone())
    }

    pub(crate) fn aside(&self) -> Option<Arc<dyn Aside>> {
        self.surroundings.clone().map(|around| Arc::new(Within(around)) as Arc<dyn Aside>)
    }

    fn database(&self, part: Part) -> &Database {
        match part {
            Part::Record => &self.record,
            Part::Keys => &self.keys,
        }
    }
}

impl PartialEq for Memory {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.record, &other.record) && self.part == other.part
    }
}

impl Eq for Memory {}

impl fmt::Debug for Memory {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} in memory", self.part)
    }
}

/// Work beside others, as the surroundings do it.
struct Within(Arc<dyn Surroundings>);

impl Aside for Within {
    fn start(
        &self,
        _: &'static str,
        work: Box<dyn FnOnce() + Send>,
    ) -> std::io::Result<Option<std::thread::JoinHandle<()>>> {
        self.0.beside(work);
        Ok(None)
    }

    fn rest(&self) -> bool {
        self.0.rest();
        true
    }

    fn pause(&self, long: Duration) {
        self.0.pause(long);
    }
}

/// Statements that were read before, by their text.
#[derive(Default)]
pub(crate) struct Known(Mutex<HashMap<&'static str, Arc<Do>>>);

impl Known {
    pub(crate) fn find(&self, text: &'static str, schema: &Schema) -> Result<Arc<Do>, String> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(text) {
            return Ok(Arc::clone(found));
        }
        let read = Arc::new(language::read(text, schema)?);
        known.insert(text, Arc::clone(&read));
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{ALL, copying, keys};

    #[test]
    fn every_statement_of_the_catalogue_is_understood() {
        let memory = Memory::new();
        for (statements, part) in [(ALL, Part::Record), (keys::ALL, Part::Keys), (copying::ALL, Part::Record)]
        {
            for (statement, _) in statements.iter().filter(|(statement, _)| !statement.table.is_empty()) {
                let schema = &memory.database(part).schema;
                let is_there = schema.0.iter().any(|table| table.name == statement.table);
                let schema = if is_there { schema } else { &memory.keys.schema };
                language::read(statement.postgres, schema)
                    .unwrap_or_else(|why| panic!("{}: {why}", statement.name));
            }
        }
    }
}
