//! Everything of one kind, in rows.
