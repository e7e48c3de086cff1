//! Hostile input for `tidy::parsers::event`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::event(bytes));
