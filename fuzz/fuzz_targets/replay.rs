//! Hostile input for `tidy::parsers::replay`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::replay(bytes));
