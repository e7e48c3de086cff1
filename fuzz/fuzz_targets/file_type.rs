//! Hostile input for `tidy::parsers::file_type`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::file_type(bytes));
