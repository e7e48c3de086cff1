//! Telling somebody that a person is not safe.
