//! Where something stands in a file: line and column, counted from 1; columns in characters.

use serde::{Deserialize, Serialize};

/// A line and a column of a file, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// The column, in characters.
    pub column: u32,
}

impl Place {
    /// The first character of a file.
    pub const FIRST: Self = Self { line: 1, column: 1 };

    /// The place after a text that begins here.
    #[must_use]
    pub fn after(self, text: &str) -> Self {
        let bytes = text.as_bytes();
        match memchr::memrchr(b'\n', bytes) {
            None => Self { line: self.line, column: self.column.saturating_add(characters(bytes)) },
            Some(last) => Self {
                line: self.line.saturating_add(count(memchr::memchr_iter(b'\n', bytes).count())),
                column: characters(&bytes[last + 1..]).saturating_add(1),
            },
        }
    }
}

/// The characters of well-formed UTF-8: every byte that does not continue another.
fn characters(bytes: &[u8]) -> u32 {
    const CONTINUES: u8 = 0b1000_0000;
    const FIRST_TWO: u8 = 0b1100_0000;
    count(bytes.iter().filter(|byte| *byte & FIRST_TWO != CONTINUES).count())
}

/// A count that fits, or the most that does.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters() {
        assert_eq!(Place::FIRST.after("é€x"), Place { line: 1, column: 4 });
        assert_eq!(Place::FIRST.after("a\n\nbc"), Place { line: 3, column: 3 });
        assert_eq!(Place { line: 4, column: 9 }.after("\n"), Place { line: 5, column: 1 });
    }
}
