//! Asking for support over HTTP: a parent, a young person and a helper ask; staff enter; hostile input changes nothing.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod entering;
mod harness;
mod hostile;
mod journey;
mod returning;
