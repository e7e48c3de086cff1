//! The store, from outside.
#![expect(clippy::unwrap_used, reason = "what the tests share may fail as a test does")]

#[path = "store/appending.rs"]
mod appending;
#[path = "store/erasing.rs"]
mod erasing;
#[path = "store/holding.rs"]
mod holding;
#[path = "store/killing.rs"]
mod killing;
#[path = "store/lists.rs"]
mod lists;
#[path = "store/measuring.rs"]
mod measuring;
#[path = "store/opening.rs"]
mod opening;
#[path = "store/proving.rs"]
mod proving;
#[path = "store/setting.rs"]
mod setting;
