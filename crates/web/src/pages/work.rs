//! A practitioner's day.
