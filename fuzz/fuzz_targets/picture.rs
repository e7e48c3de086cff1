//! Hostile input for `tidy::parsers::picture`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::picture(bytes));
