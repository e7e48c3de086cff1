//! What may be asked of a local protocol: how it answers each check, how it differs from another, and its public page.

pub mod check;
pub mod diff;
pub mod public;
pub mod render;
mod sarif;
