//! A connection to a server, seen as a session.
//!
//! Statements whose answer nobody needs wait until one comes whose answer somebody does, and then go over the wire together:
//! what a command writes costs a few journeys to the server and not one for each row.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::time::Duration;

use futures_util::future::{join, join_all};
use futures_util::stream::StreamExt as _;
use tokio::runtime::Runtime;
use tokio_postgres::{Client, Error, Statement as Prepared};

use crate::catalogue as sql;
use crate::connection::{Connection, Trouble};
use crate::error::StoreError;
use crate::postgres::connecting::Reaching;
use crate::postgres::wire::{Parameter, Wire, described, told, trouble};
use crate::session::{EachRow, Row, Session, Statement, Value};
use crate::url::ServerUrl;

/// How many statements are sent together at most: beyond it their order on the wire would no longer be certain.
const TOGETHER_MAX: usize = 30;

/// Rows that are taken from the wire at a time.
const ROWS_AT_ONCE: usize = 256;

/// How long a server may take to accept a connection, unless its address says otherwise.
const CONNECT_WAIT: Duration = Duration::from_secs(3);

/// How long a server may leave what was sent unacknowledged before it counts as gone, unless its address says otherwise.
const SILENCE_MAX: Duration = Duration::from_secs(10);

/// What every connection asks for. Nothing is acknowledged before it is on the server's disk, whatever the server's own
/// default; plans are made once, whatever the parameters are, unless whoever runs the server has said how (engines that look at
/// the parameters for the machine to ask need that); and nobody waits long for a row that another server holds.
const SETTINGS: &str = "SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit') \
        WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false), \
    set_config('plan_cache_mode', (SELECT CASE source WHEN 'default' THEN 'force_generic_plan' ELSE setting END \
        FROM pg_settings WHERE name = 'plan_cache_mode'), false), \
    set_config('jit', 'off', false), \
    set_config('lock_timeout', '500ms', false), \
    set_config('idle_in_transaction_session_timeout', '60s', false), \
    set_config('client_min_messages', 'warning', false)";

/// A connection that can be made.
struct Live {
    client: Client,
    prepared: RefCell<HashMap<&'static str, Prepared>>,
}

/// A statement that waits to be sent.
struct Waiting {
    statement: &'static Statement,
    values: Vec<Parameter>,
}

/// A connection to a server. It is made when it is first needed, and again when it was lost.
pub(crate) struct PostgresConnection {
    reaching: Reaching,
    // Its own loop of events, turned only while somebody waits for an answer: no other thread has to be woken.
    runtime: Option<Runtime>,
    live: RefCell<Option<Live>>,
    waiting: RefCell<Vec<Waiting>>,
    /// Within a transaction a connection is never made anew: what comes after would stand by itself.
    in_transaction: Cell<bool>,
    trouble: Cell<Trouble>,
}

impl Drop for PostgresConnection {
    fn drop(&mut self) {
        drop(self.live.take());
        if let Some(runtime) = self.runtime.take() {
            // The last handle may be dropped where nobody may wait.
            runtime.shutdown_background();
        }
    }
}

impl PostgresConnection {
    pub(super) fn new(server: &ServerUrl) -> Result<Self, StoreError> {
        let mut reaching = Reaching::new(server)?;
        let config = reaching.config();
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_WAIT);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(SILENCE_MAX);
        }
        if config.get_application_name().is_none() {
            config.application_name("alongside");
        }
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|source| StoreError::engine("start of a connection", source))?;
        Ok(Self {
            reaching,
            runtime: Some(runtime),
            live: RefCell::new(None),
            waiting: RefCell::new(Vec::new()),
            in_transaction: Cell::new(false),
            trouble: Cell::new(Trouble::None),
        })
    }

    /// Waits for an answer of the server.
    fn wait<T>(&self, work: impl Future<Output = T>) -> Result<T, StoreError> {
        self.runtime.as_ref().map(|runtime| runtime.block_on(work)).ok_or(StoreError::Stopped)
    }

    /// Connects now; whoever opens a store wants to know whether it can be.
    pub(super) fn connect(&self) -> Result<(), Error> {
        let Some(runtime) = &self.runtime else { return Ok(()) };
        self.live.take();
        self.waiting.take();
        let client = runtime.block_on(async {
            let client = self.reaching.connect().await?;
            client.batch_execute(SETTINGS).await?;
            Ok::<_, Error>(client)
        })?;
        *self.live.borrow_mut() = Some(Live { client, prepared: RefCell::new(HashMap::new()) });
        Ok(())
    }

    /// Makes the connection again if it was lost.
    fn be_connected(&self) -> Result<(), StoreError> {
        // A few turns of the loop: then a server that hung up in the meantime has been noticed.
        self.wait(async {
            for _ in 0..3 {
                tokio::task::yield_now().await;
            }
        })?;
        let lost = self.live.borrow().as_ref().is_none_or(|live| live.client.is_closed());
        if lost {
            self.connect().map_err(|failure| {
                self.trouble.set(Trouble::Away);
                StoreError::away(described(&failure))
            })?;
        }
        Ok(())
    }

    /// Begins a transaction, on a connection that is there.
    fn begin(&self, statement: &'static Statement) -> Result<(), StoreError> {
        self.waiting.take();
        self.trouble.set(Trouble::None);
        self.in_transaction.set(false);
        self.be_connected()?;
        self.in_transaction.set(true);
        self.put(statement, &[])
    }

    /// Works with the connection and tells what went wrong.
    fn with<T>(
        &self,
        work: impl FnOnce(&Live) -> Result<T, (&'static Statement, Error)>,
    ) -> Result<T, StoreError> {
        if !self.in_transaction.get() {
            self.be_connected()?;
        }
        let live = self.live.borrow();
        let Some(live) = live.as_ref() else { return Err(StoreError::away("it is not connected")) };
        work(live).map_err(|(statement, failure)| {
            self.trouble.set(trouble(&failure));
            told(statement, failure)
        })
    }

    fn prepared(&self, live: &Live, statement: &'static Statement) -> Result<Prepared, Error> {
        if let Some(found) = live.prepared.borrow().get(statement.postgres) {
            return Ok(found.clone());
        }
        let Some(runtime) = &self.runtime else { unreachable!("it is taken only when dropped") };
        let made = runtime.block_on(live.client.prepare(statement.postgres))?;
        live.prepared.borrow_mut().insert(statement.postgres, made.clone());
        Ok(made)
    }

    /// Sends what waits, and then asks one thing more.
    fn ask<T>(
        &self,
        statement: &'static Statement,
        values: &[Value<'_>],
        ask: impl AsyncFnOnce(&Client, &Prepared, Vec<Parameter>) -> Result<T, Error>,
    ) -> Result<T, StoreError> {
        let waiting = self.waiting.take();
        self.with(|live| {
            let mut before = Vec::with_capacity(waiting.len());
            for put in waiting {
                let prepared =
                    self.prepared(live, put.statement).map_err(|failure| (put.statement, failure))?;
                before.push((put, prepared));
            }
            let prepared = self.prepared(live, statement).map_err(|failure| (statement, failure))?;
            let Some(runtime) = &self.runtime else { unreachable!("it is taken only when dropped") };
            let sent = before.iter().map(async |(put, prepared)| {
                let sent = live.client.execute_raw(prepared, &put.values).await;
                sent.map_err(|failure| (put.statement, failure))
            });
            let asked = ask(&live.client, &prepared, values.iter().map(Parameter::from).collect());
            let (sent, answer) = runtime.block_on(join(join_all(sent), asked));
            // The first that failed is the reason for all that follow.
            for outcome in sent {
                outcome?;
            }
            answer.map_err(|failure| (statement, failure))
        })
    }
}

impl Session for PostgresConnection {
    fn put(&self, statement: &'static Statement, values: &[Value<'_>]) -> Result<(), StoreError> {
        let values = values.iter().map(Parameter::from).collect();
        self.waiting.borrow_mut().push(Waiting { statement, values });
        if self.waiting.borrow().len() < TOGETHER_MAX {
            return Ok(());
        }
        let last = self.waiting.borrow_mut().pop();
        match last {
            None => Ok(()),
            Some(last) => self
                .ask(last.statement, &[], async |client, prepared, _| {
                    client.execute_raw(prepared, &last.values).await
                })
                .map(|_| ()),
        }
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn execute(&self, statement: &'static Statement, values: &[Value<'_>]) -> Result<usize, StoreError> {
        let changed = self.ask(statement, values, async |client, prepared, values| {
            client.execute_raw(prepared, values).await
        })?;
        Ok(usize::try_from(changed).unwrap_or(usize::MAX))
    }

    fn query(
        &self,
        statement: &'static Statement,
        values: &[Value<'_>],
        each: EachRow<'_>,
    ) -> Result<(), StoreError> {
        let rows = self.ask(statement, values, async |client, prepared, values| {
            client.query_raw(prepared, values).await
        })?;
        let mut rows = Box::pin(rows.ready_chunks(ROWS_AT_ONCE));
        let mut number = 0;
        // Rows are looked at outside the loop of events: whoever looks may ask another connection something.
        while let Some(chunk) = self.wait(rows.next())? {
            for row in chunk {
                let row = row.map_err(|failure| {
                    self.trouble.set(trouble(&failure));
                    told(statement, failure)
                })?;
                number += 1;
                each(&Row::new(&Wire(row), statement, values, number))?;
            }
        }
        Ok(())
    }
}

impl Connection for PostgresConnection {
    fn begin_to_write(&self) -> Result<(), StoreError> {
        self.begin(&sql::BEGIN_WRITE)
    }

    fn begin_to_read(&self) -> Result<(), StoreError> {
        self.begin(&sql::BEGIN_READ)
    }

    fn begin_part(&self) -> Result<(), StoreError> {
        self.trouble.set(Trouble::None);
        self.put(&sql::SAVEPOINT, &[])
    }

    fn undo_part(&self) -> Result<(), StoreError> {
        // What was not sent yet need not be undone; where the part began must be known to the server.
        self.waiting.borrow_mut().retain(|put| {
            put.statement.table.is_empty() && put.statement.name != sql::RELEASE_SAVEPOINT.name
        });
        self.execute(&sql::ROLLBACK_TO_SAVEPOINT, &[])?;
        self.put(&sql::RELEASE_SAVEPOINT, &[])
    }

    fn commit(&self) -> Result<(), StoreError> {
        let committed = self.execute(&sql::COMMIT, &[]);
        self.in_transaction.set(false);
        committed.map(|_| ())
    }

    fn rollback(&self) {
        let trouble = self.trouble.get();
        self.waiting.take();
        // The failure before is what the askers need to know, not that undoing it failed too.
        if self.live.borrow().as_ref().is_some_and(|live| !live.client.is_closed())
            && self.execute(&sql::ROLLBACK, &[]).is_err()
        {
            self.live.take();
        }
        self.in_transaction.set(false);
        self.trouble.set(trouble);
    }

    fn trouble(&self) -> Trouble {
        self.trouble.take()
    }

    /// The server's journal and its dead rows are not within reach of a client; whoever runs the server sees to them.
    fn forget_journal(&self) -> Result<(), StoreError> {
        Ok(())
    }
}
