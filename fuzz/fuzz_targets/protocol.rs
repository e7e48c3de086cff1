//! Hostile input for `tidy::parsers::protocol`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::protocol(bytes));
