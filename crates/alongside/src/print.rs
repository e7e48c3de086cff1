//! What a person at the terminal reads.

use std::fmt::Display;
use std::io::Write as _;

/// Writes a line to standard output. Nobody being there to read it is no reason to stop.
pub fn say(line: impl Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Writes a line to standard error, beside what goes to standard output.
pub fn tell(line: impl Display) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Writes to standard error what keeps something from being done.
pub fn complain(text: impl Display) {
    let _ = writeln!(std::io::stderr(), "alongside: {text}");
}

/// Writes an error with what caused it, one cause a line.
pub fn explain(error: &anyhow::Error) {
    let mut out = std::io::stderr();
    let _ = writeln!(out, "alongside: {error}");
    let mut said = error.to_string();
    for cause in error.chain().skip(1) {
        let cause = cause.to_string();
        // Many errors repeat their cause; a reader needs it once.
        if !said.contains(&cause) {
            let _ = writeln!(out, "  because: {cause}");
        }
        said = cause;
    }
}
