//! Which return a file is, from how it begins.

use crate::decode::text;

/// A kind of return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The children in need census, as XML.
    Cin,
    /// The return on children looked after, as CSV files.
    Ssda903,
}

/// How many bytes are looked at.
pub const BEGINNING: usize = 4096;

/// Recognises a return by its first [`BEGINNING`] bytes; nothing where it is none that is known.
pub fn recognise(beginning: &[u8]) -> Option<Kind> {
    // A character may be cut in two at the end; what comes before it is enough.
    let read = (0..BYTES_OF_A_CHARACTER).find_map(|cut| {
        let end = beginning.len().saturating_sub(cut);
        text(&beginning[..end]).ok()
    })?;
    let read = read.trim_start();
    if read.starts_with('<') {
        return Some(Kind::Cin);
    }
    let first = read.lines().next().unwrap_or_default();
    crate::ssda903::recognise(first).map(|_| Kind::Ssda903)
}

/// The most bytes of a character in UTF-8 and in UTF-16.
const BYTES_OF_A_CHARACTER: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_how_they_begin() {
        assert_eq!(recognise(b"\xef\xbb\xbf<?xml version=\"1.0\"?><Message>\xc3"), Some(Kind::Cin));
        assert_eq!(recognise(b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"), Some(Kind::Ssda903));
        assert_eq!(recognise(b"name,address\n"), None);
        assert_eq!(recognise(b"PK\x03\x04"), None);
        assert_eq!(recognise(b""), None);
    }
}
