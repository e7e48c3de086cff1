//! A connection to a database in memory, and what lies between the two.

use std::cell::{Cell as Held, RefCell};
use std::sync::Arc;
use std::time::Duration;

use crate::catalogue as sql;
use crate::connection::{Connection, Trouble};
use crate::error::StoreError;
use crate::memory::doing::Do;
use crate::memory::running::{Outcome, Running, Stopped};
use crate::memory::tables::{Cell, Database, Transaction};
use crate::memory::{Between, Lost, Part, Surroundings};
use crate::session::{Columns, EachRow, Row, Session, Statement, Value};

/// How often a connection asks again for what another one holds, before it gives up: about half a second where a turn is a
/// millisecond.
const TURNS_WAITED: u32 = 500;
/// How long a turn is where nothing else says it.
const TURN: Duration = Duration::from_millis(1);

/// A statement that waits to be sent.
struct Waiting {
    statement: &'static Statement,
    values: Vec<Cell>,
}

/// A connection.
pub(crate) struct MemoryConnection {
    database: Arc<Database>,
    part: Part,
    surroundings: Option<Arc<dyn Surroundings>>,
    transaction: RefCell<Option<Transaction>>,
    waiting: RefCell<Vec<Waiting>>,
    /// An error before: until it is undone, nothing more is done.
    failed: Held<bool>,
    /// Which start of the server it was made at; nothing while it is not connected.
    start: Held<Option<u64>>,
    trouble: Held<Trouble>,
}

impl Drop for MemoryConnection {
    fn drop(&mut self) {
        self.let_go();
    }
}

/// The columns of a row.
struct Seen<'a> {
    names: &'a [String],
    row: &'a [Cell],
}

impl Seen<'_> {
    fn at(&self, column: usize) -> Result<&Cell, String> {
        self.row.get(column).ok_or_else(|| "there is no such column".to_owned())
    }
}

impl Columns for Seen<'_> {
    fn name(&self, column: usize) -> String {
        self.names.get(column).cloned().unwrap_or_else(|| "?".to_owned())
    }

    fn integer(&self, column: usize) -> Result<Option<i64>, String> {
        match self.at(column)? {
            Cell::Nothing => Ok(None),
            Cell::Integer(number) => Ok(Some(*number)),
            other => Err(format!("{other:?} instead of a number")),
        }
    }

    fn text(&self, column: usize) -> Result<Option<&str>, String> {
        match self.at(column)? {
            Cell::Nothing => Ok(None),
            Cell::Text(text) => Ok(Some(text)),
            other => Err(format!("{other:?} instead of text")),
        }
    }

    fn bytes(&self, column: usize) -> Result<Option<&[u8]>, String> {
        match self.at(column)? {
            Cell::Nothing => Ok(None),
            Cell::Bytes(bytes) => Ok(Some(bytes)),
            other => Err(format!("{other:?} instead of bytes")),
        }
    }
}

impl MemoryConnection {
    pub(crate) fn new(
        database: Arc<Database>,
        part: Part,
        surroundings: Option<Arc<dyn Surroundings>>,
    ) -> Self {
        let start = Held::new(Some(database.starts()));
        Self {
            database,
            part,
            surroundings,
            transaction: RefCell::new(None),
            waiting: RefCell::new(Vec::new()),
            failed: Held::new(false),
            start,
            trouble: Held::new(Trouble::None),
        }
    }

    fn let_go(&self) {
        self.waiting.take();
        self.failed.set(false);
        if let Some(transaction) = self.transaction.take() {
            self.database.abandon(&transaction);
        }
    }

    /// What becomes of a message at a place on its way.
    fn pass(&self, at: Between, statement: &'static Statement) -> Result<(), StoreError> {
        let lost = self.surroundings.as_ref().and_then(|around| around.pass(at, self.part, statement.name));
        let is_gone = self.start.get() != Some(self.database.starts());
        if is_gone || lost.is_some() {
            return Err(self.away(if is_gone {
                "the server was started anew"
            } else {
                "the network was cut"
            }));
        }
        Ok(())
    }

    fn away(&self, why: &str) -> StoreError {
        self.let_go();
        self.start.set(None);
        self.trouble.set(Trouble::Away);
        StoreError::away(why)
    }

    /// Makes the connection again if it was lost.
    fn be_connected(&self) -> Result<(), StoreError> {
        if let Some(Lost) = self
            .surroundings
            .as_ref()
            .and_then(|around| around.pass(Between::Connecting, self.part, "CONNECT"))
        {
            return Err(self.away("the network is cut"));
        }
        if self.start.get() != Some(self.database.starts()) {
            self.let_go();
            self.start.set(Some(self.database.starts()));
        }
        Ok(())
    }

    fn begin(&self, only_reads: bool) -> Result<(), StoreError> {
        self.let_go();
        self.trouble.set(Trouble::None);
        self.be_connected()?;
        *self.transaction.borrow_mut() = Some(self.database.begin(only_reads));
        Ok(())
    }

    fn known(&self, statement: &'static Statement) -> Result<Arc<Do>, StoreError> {
        self.database
            .known
            .find(statement.postgres, &self.database.schema)
            .map_err(|why| StoreError::engine(statement.name, Stopped::Wrong(why)))
    }

    /// Sends what waits, and then asks one thing more.
    fn ask(&self, statement: &'static Statement, values: &[Value<'_>]) -> Result<Outcome, StoreError> {
        self.send_waiting()?;
        self.ask_one(statement, values)
    }

    fn send_waiting(&self) -> Result<(), StoreError> {
        for put in self.waiting.take() {
            let values: Vec<Value<'_>> = put.values.iter().map(Cell::value).collect();
            self.ask_one(put.statement, &values)?;
        }
        Ok(())
    }

    fn ask_one(&self, statement: &'static Statement, values: &[Value<'_>]) -> Result<Outcome, StoreError> {
        let alone = self.transaction.borrow().is_none();
        if alone {
            self.be_connected()?;
            *self.transaction.borrow_mut() = Some(self.database.begin(false));
        }
        self.pass(Between::OnTheWay, statement)?;
        if self.failed.get() {
            return Err(StoreError::engine(statement.name, Stopped::Wrong("an error before it".to_owned())));
        }
        let done = self.run(&*self.known(statement)?, values);
        let outcome = match done {
            Ok(outcome) => outcome,
            Err(stopped) => {
                if alone {
                    self.let_go();
                } else {
                    self.failed.set(true);
                }
                self.trouble.set(match &stopped {
                    Stopped::Twice => Trouble::Overtaken,
                    Stopped::Held => Trouble::Crowded,
                    Stopped::Wrong(_) => Trouble::None,
                });
                return Err(StoreError::engine(statement.name, stopped));
            }
        };
        if alone && let Some(transaction) = self.transaction.take() {
            self.database.commit(&transaction);
        }
        self.pass(Between::OnTheWayBack, statement)?;
        Ok(outcome)
    }

    fn run(&self, what: &Do, values: &[Value<'_>]) -> Result<Outcome, Stopped> {
        let mut transaction = self.transaction.borrow_mut();
        let Some(transaction) = transaction.as_mut() else {
            return Err(Stopped::Wrong("no transaction".to_owned()));
        };
        let mut turns = 0;
        let mut wait = || {
            turns += 1;
            if let Some(around) = &self.surroundings {
                return around.wait(self.part, turns);
            }
            std::thread::sleep(TURN);
            turns < TURNS_WAITED
        };
        Running { database: &self.database, transaction, values, wait: &mut wait }.run(what)
    }
}

impl Session for MemoryConnection {
    fn put(&self, statement: &'static Statement, values: &[Value<'_>]) -> Result<(), StoreError> {
        let values = values.iter().map(|value| Cell::from(*value)).collect();
        self.waiting.borrow_mut().push(Waiting { statement, values });
        Ok(())
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn execute(&self, statement: &'static Statement, values: &[Value<'_>]) -> Result<usize, StoreError> {
        self.ask(statement, values).map(|outcome| outcome.changed)
    }

    fn query(
        &self,
        statement: &'static Statement,
        values: &[Value<'_>],
        each: EachRow<'_>,
    ) -> Result<(), StoreError> {
        let outcome = self.ask(statement, values)?;
        for (number, row) in outcome.rows.iter().enumerate() {
            each(&Row::new(&Seen { names: &outcome.names, row }, statement, values, number + 1))?;
        }
        Ok(())
    }
}

impl Connection for MemoryConnection {
    fn begin_to_write(&self) -> Result<(), StoreError> {
        self.begin(false)
    }

    fn begin_to_read(&self) -> Result<(), StoreError> {
        self.begin(true)
    }

    fn begin_part(&self) -> Result<(), StoreError> {
        self.trouble.set(Trouble::None);
        if let Some(transaction) = self.transaction.borrow_mut().as_mut() {
            transaction.begin_part();
        }
        Ok(())
    }

    fn end_part(&self) -> Result<(), StoreError> {
        self.send_waiting()?;
        if let Some(transaction) = self.transaction.borrow_mut().as_mut() {
            transaction.end_part();
        }
        Ok(())
    }

    fn undo_part(&self) -> Result<(), StoreError> {
        self.waiting.take();
        self.pass(Between::OnTheWay, &sql::ROLLBACK_TO_SAVEPOINT)?;
        if let Some(transaction) = self.transaction.borrow_mut().as_mut() {
            transaction.undo_part(&self.database);
            transaction.end_part();
        }
        self.failed.set(false);
        Ok(())
    }

    fn commit(&self) -> Result<(), StoreError> {
        self.send_waiting()?;
        self.pass(Between::OnTheWay, &sql::COMMIT)?;
        if let Some(transaction) = self.transaction.take() {
            if self.failed.get() {
                self.database.abandon(&transaction);
            } else {
                self.database.commit(&transaction);
            }
        }
        self.failed.set(false);
        self.pass(Between::OnTheWayBack, &sql::COMMIT)
    }

    fn rollback(&self) {
        self.let_go();
    }

    fn trouble(&self) -> Trouble {
        self.trouble.take()
    }

    fn forget_journal(&self) -> Result<(), StoreError> {
        Ok(())
    }
}
