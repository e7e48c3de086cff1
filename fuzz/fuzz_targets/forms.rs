//! Hostile input for `tidy::parsers::forms_library`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::forms_library(bytes));
