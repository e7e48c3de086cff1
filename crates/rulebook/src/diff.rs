//! What changed between two editions.
