//! Hostile input for `tidy::parsers::checkpoint`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::checkpoint(bytes));
