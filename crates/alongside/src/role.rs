//! One file for each thing that the executable does.

pub mod account;
pub mod backup;
pub mod begin;
pub mod copy;
pub mod demo;
pub mod doctor;
pub mod export;
pub mod guidance;
pub mod migrate;
pub mod protocol;
pub mod rebuild;
pub mod restore;
pub mod retention;
pub mod returns;
pub mod serve;
pub mod synth;
pub mod verify;
pub mod vignette;
pub mod what_if;
