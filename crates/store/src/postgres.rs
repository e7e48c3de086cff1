//! The shared engine: a PostgreSQL server, or one that speaks its language.

mod connecting;
mod opening;
mod session;
mod wire;

#[cfg(feature = "kit")]
pub(crate) use opening::schemas;
pub(crate) use opening::{connect_to_read, engine, exists, open_keys, open_record};
