//! Hostile input for `tidy::parsers::identity_settings`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::identity_settings(bytes));
