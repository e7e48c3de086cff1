//! Hostile input for `tidy::parsers::vignette`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::vignette(bytes));
