//! A fictional partnership: agencies, practitioners, families and their journeys, from a seed.
//!
//! [`wendale`] makes the partnership of the demonstration: some sixty families at every stage, and a [`Cast`] of the
//! people as whom one can sign in. [`partnership`] makes one of any size, for benchmarks; [`england`] a year of every one there is. Everything is decided by
//! real commands, so invented records keep every rule that real ones keep; dates are counted back from a `now` that
//! is passed in. Nobody in it is real, and every telephone number is from the ranges kept free for drama.

mod cast;
mod chance;
pub mod england;
mod error;
mod family;
mod founding;
mod journey;
mod large;
mod letters;
mod safety;
mod situations;
mod stages;
mod wendale;
mod when;

pub use cast::{Cast, FamilyPersona, Persona};
pub use error::SynthError;
pub use large::{EVENTS_A_CHILD, Made, Options, partnership};
pub use wendale::{WENDALE_SEED, wendale, wendale_from};
