//! The embedded engine.

mod opening;
mod session;

pub(crate) use opening::{connect_to_read, engine, open_keys, open_record};
pub(crate) use session::SqliteConnection;
