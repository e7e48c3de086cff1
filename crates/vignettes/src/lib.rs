//! Worked family journeys as data: who does what, and what must come of it.
//!
//! A vignette is a TOML file that a practitioner can read: people, steps in time, and after a step what must be so. Playing it
//! gives the commands to the service itself, through the policy table, over a store of its own; every difference between
//! what came and what was expected is told with its step. [`Vignette::read`] reads a file, [`play`] plays it.

mod answers;
mod cast;
mod file;
mod play;
mod told;
mod world;

pub use cast::Cast;
pub use file::{CastFile, Given, Opening, Owed, PractitionerWritten, Step, Vignette, VignetteError};
pub use play::{Ground, PlayError, play};
pub use told::{Difference, Played, StepPlayed};
pub use world::World;

/// The JSON Schema of each kind of file that this crate reads.
pub fn schemas() -> Vec<(&'static str, schemars::Schema)> {
    vec![("vignette", schemars::schema_for!(Vignette)), ("vignette-cast", schemars::schema_for!(CastFile))]
}
