//! What a family reads and writes.
