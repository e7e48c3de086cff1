//! The sizes of print. They are data.

use std::sync::LazyLock;

use documents::Print;
use serde::Deserialize;

/// Sizes, in points.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Sizes {
    /// Running text.
    pub text: f32,
    /// A heading of the first level.
    pub heading_1: f32,
    /// A heading of the second level.
    pub heading_2: f32,
    /// A heading of the third level.
    pub heading_3: f32,
    /// From one line to the next, of the size of the text.
    pub line_height: f32,
    /// Between two parts, of the size of the running text.
    pub gap: f32,
    /// On every side of the page.
    pub margin: f32,
}

#[derive(Deserialize)]
struct Both {
    ordinary: Sizes,
    large: Sizes,
}

const DATA: &str = include_str!("../print.toml");

static SIZES: LazyLock<Option<Both>> = LazyLock::new(|| toml::from_str(DATA).ok());

impl Sizes {
    /// The sizes of a print; nothing where the data does not read, which a test rules out.
    pub fn of(print: Print) -> Option<Self> {
        let both = SIZES.as_ref()?;
        Some(match print {
            Print::Ordinary => both.ordinary,
            Print::Large => both.large,
        })
    }

    /// The size of a heading of this level.
    pub fn heading(self, level: u8) -> f32 {
        match level {
            0 | 1 => self.heading_1,
            2 => self.heading_2,
            _ => self.heading_3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the issue of large print is about: eighteen points or more.
    const LARGE_LEAST: f32 = 18.0;

    #[test]
    fn large_print_is_large_and_headings_stand_out() {
        let [ordinary, large] = [Print::Ordinary, Print::Large].map(|print| Sizes::of(print).unwrap());
        assert!(large.text >= LARGE_LEAST);
        for sizes in [ordinary, large] {
            assert!(sizes.text < sizes.heading_3);
            assert!(sizes.heading_3 < sizes.heading_2);
            assert!(sizes.heading_2 < sizes.heading_1);
        }
        assert!(large.text > ordinary.text);
    }
}
