//! Hostile input for `tidy::parsers::assumptions`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::assumptions(bytes));
