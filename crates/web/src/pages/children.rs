//! A child's record.
