//! Hostile input for `tidy::parsers::page_form`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::page_form(bytes));
