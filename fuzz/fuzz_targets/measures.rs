//! Hostile input for `tidy::parsers::measures_definitions`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::measures_definitions(bytes));
