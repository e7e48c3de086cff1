//! What a draft would change: a protocol, or guidance, laid beside today's and applied to the same records.
//!
//! [`Simulation`] holds two [`guidance::Rules`], today's and the draft's, and what work is assumed to take
//! ([`Assumptions`]). It looks at one [`Record`] at a time and adds what differs to a [`Fold`]; folds of different
//! records can be put together, in any order, so that several threads share the work and nothing keeps every record in
//! memory. [`Simulation::report`] makes of a fold a [`Report`]: counts only, small numbers hidden, and every assumption in
//! full. The same records, rules and assumptions give the same bytes.
//!
//! Nothing here reads a clock, a disk or a name.

mod assumptions;
mod bootstrap;
mod compare;
mod document;
mod draft;
mod fold;
mod lay_over;
mod limits;
mod record;
mod render;
mod report;
mod routes;
mod tables;
mod work;

pub use assumptions::{Amount, Assumed, Assumptions, AssumptionsError, For};
pub use bootstrap::Bootstrap;
pub use compare::Simulation;
pub use document::{Block, Document};
pub use draft::{Draft, DraftRefused};
pub use fold::Fold;
pub use lay_over::{LayOverError, lay_over};
pub use record::{Group, Kind, Record, Told};
pub use report::{
    BandReport, BootstrapReport, BootstrapUsed, Changed, ClockReport, Hours, HoursReport, HoursRow,
    HoursShown, IntervalReport, Report, RouteReport, RouteRow, RulesNamed,
};
pub use routes::Way;
pub use tables::{Shown, ShownOf, Split, SplitOf};
