//! Hostile input for `tidy::parsers::names`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::names(bytes));
