//! Hostile input for `tidy::parsers::amount`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::amount(bytes));
