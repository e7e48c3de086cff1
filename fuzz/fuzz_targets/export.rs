//! Hostile input for `tidy::parsers::export`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::export(bytes));
