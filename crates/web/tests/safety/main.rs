//! Telling that somebody is not safe, over HTTP: who may, who sees it, and that nothing else shows it.

mod front_door;
mod harness;
mod no_trace;
mod raising;
mod telling_us;
mod urgent;
