//! The embedded engine: one thread that writes, some that read.

mod opening;
mod reading;
mod session;
mod writing;

pub(crate) use opening::open;
pub(crate) use reading::{Readers, read_apart};
pub(crate) use session::SqliteSession;
pub(crate) use writing::{Answer, WriteJob, Writer};
