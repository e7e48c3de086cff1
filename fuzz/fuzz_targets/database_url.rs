//! Hostile input for `tidy::parsers::database_url`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::database_url(bytes));
