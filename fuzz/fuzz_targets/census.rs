//! Hostile input for `tidy::parsers::census`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::census(bytes));
