//! Hostile input for `tidy::parsers::schedule`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::schedule(bytes));
