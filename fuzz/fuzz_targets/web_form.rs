//! Hostile input for `tidy::parsers::web_form`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::web_form(bytes));
