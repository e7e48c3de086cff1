//! The pages of families, over HTTP.

mod browser;
mod pages;
mod secrecy;
mod world;
mod writing;
