//! What may be asked of a local protocol.
