//! Who may see or do what.
//!
//! There is one table, in `policies/`: (capacity, relationship, action, kind of record, kind of field), each
//! row with its reason in plain words and the rule it rests on. What no row allows is not allowed, and what
//! somebody may not see does not exist for them.
//!
//! From that table come both the answer for one thing ([`Policy::decide`]) and the filter of a list
//! ([`Policy::scope`]); a property test shows that the two agree row by row. The only rules that are code are
//! that nobody reaches into another partnership, and how a relationship follows from the facts of a record.
//!
//! This crate is pure: it reads no file, no clock and no database, and knows no page.

mod actor;
mod load;
mod matrix;
mod policy;
mod resource;
mod scope;
mod separation;
mod words;

pub use actor::Actor;
pub use load::{LoadError, LoadErrors, SOURCE_BYTES_MAX, Source, schemas};
pub use policy::{CapacitiesRefused, CapacityEntry, Decision, Grant, Place, Policy, RowRef, Side};
pub use resource::{RecordFacts, Resource};
pub use scope::{Part, Scope};
pub use separation::Separation;
pub use words::{Action, FieldKind, RecordKind, Relationship, Tie, UnknownWord};
