//! Everything about one thing, by its identifier.
