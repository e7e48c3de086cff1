//! Telling that somebody is not safe, over HTTP: who may, who sees it, and that nothing else shows it.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

mod away;
mod chronology;
mod contacts;
mod court;
mod crossing;
mod crossing_back;
mod disagreeing;
mod front_door;
mod harness;
mod helping;
mod network;
mod no_trace;
mod protecting;
mod raising;
mod systems;
mod table;
mod team;
mod telling_us;
mod urgent;
