//! Asking for support.
