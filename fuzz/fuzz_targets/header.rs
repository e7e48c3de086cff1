//! Hostile input for `tidy::parsers::header`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::header(bytes));
