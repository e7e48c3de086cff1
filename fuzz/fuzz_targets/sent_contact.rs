//! Hostile input for `tidy::parsers::sent_contact`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tidy::parsers::sent_contact(bytes));
