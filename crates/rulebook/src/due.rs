//! When a limit that starts on a day runs out, and why.
