//! Hostile input for `tidy::parsers::policy`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::policy(bytes));
