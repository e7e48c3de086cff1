//! Hostile input for `tidy::parsers::looked_after`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::looked_after(bytes));
