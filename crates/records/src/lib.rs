//! What happened, and what may happen next.
//!
//! A **stream** is an ordered list of events about one thing: a request for support, a child, a concern, the
//! partnership. A **command** asks for a change; [`Command::decide`] looks at the stream's state, the protocol in
//! force and the moment, and answers with events or with a refusal that cites its rule. [`Stream::apply`] folds
//! an event into the state. Nothing here reads a clock, makes an identifier, touches a disk or knows a page.
//!
//! One module per stream; in it one file per command, with the command, its reasons to refuse, the event it
//! yields, and its tests.

mod listing;
mod milestones;
mod refusal;
mod stream;

pub mod challenge;
pub mod child;
pub mod concern;
pub mod contact;
pub mod feedback;
pub mod help;
pub mod history;
pub mod looked_after;
pub mod measured;
pub mod partnership;
pub mod people;
pub mod place;
pub mod protection;
pub mod reads;
pub mod request;
pub mod retention;
pub mod returned;
pub mod statutory;
pub mod supervision;
mod telling;
pub mod told;

pub use listing::{FoundBy, Involvement, Line, ListedDuty, Listing};
pub use milestones::{reported_milestones, settled_by};
pub use refusal::{Refusal, TextConflict};
pub use stream::{
    Author, Body, BodyError, Command, Context, Decided, Event, Recorded, RulesInForce, Stream, decide,
    decode, encode,
};
