//! Hostile input for `tidy::parsers::guidance`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::guidance(bytes));
