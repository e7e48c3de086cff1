//! Hostile input for `tidy::parsers::tables`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::tables(bytes));
