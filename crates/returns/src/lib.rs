//! Statutory returns of children's social care, read and checked: the children in need census (CIN) and the return on
//! children looked after (SSDA903).
//!
//! Rules, schemas, code sets and years are data in `returns/`; what is logic is one small function for each rule. Nothing
//! here reads a file, a clock or a network: bytes go in, a [`Report`] comes out. A census comes in pieces
//! ([`cin::Splitter`]), each of which may be checked on a thread of its own ([`cin::Census::check`]), so that a file of any
//! size takes little memory; the order of what is found stays that of the file.

pub mod catalogue;
pub mod cin;
mod codes;
mod data;
mod decode;
pub mod elsewhere;
pub mod kind;
pub mod output;
mod place;
mod postcode;
pub mod report;
pub mod ssda903;
mod upn;
mod working_days;
mod year;

pub use data::Flaw;
pub use place::Place;
pub use report::{Finding, NotEvaluated, Passed, Report, SchemaError, Severity, Unreadable, Value};
pub use working_days::WorkingDays;
pub use year::{NotAYear, Year, Years};
