//! Hostile input for `tidy::parsers::question`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::question(bytes));
