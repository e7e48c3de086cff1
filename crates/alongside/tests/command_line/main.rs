//! The executable as people meet it: transcripts of what is typed and what is answered.
//!
//! Write the transcripts again with `UPDATE_EXPECT=1 cargo test -p alongside`, and read what changed.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod accounts;
mod backups;
#[expect(dead_code, reason = "the tests of the store use more of it")]
#[path = "../../../store/tests/store/cluster.rs"]
mod cluster;
mod guidance;
mod guides;
mod help;
mod postgres;
mod proof;
mod protocol;
#[expect(dead_code, reason = "the tests of the store use more of it")]
#[path = "../../../store/tests/store/proxy.rs"]
mod proxy;
mod refused;
mod returns;
mod returns_files;
mod returns_page;
mod returns_records;
mod serving;
mod terminal;
mod vignettes;
mod what_if;
mod what_if_page;
