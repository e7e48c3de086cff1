//! What is asked of, and told to, other agencies: who agreed to what, what was passed on, and on which footing.

pub mod agreement;
pub mod record;
pub mod share;
