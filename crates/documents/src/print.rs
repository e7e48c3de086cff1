//! Ordinary and large print, and whoever makes the file.

use thiserror::Error;

use crate::document::Document;

/// How a document is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Print {
    /// Clear print.
    #[default]
    Ordinary,
    /// Large print.
    Large,
}

/// The most pages of one document. A letter has a handful; past this something is wrong with what was asked.
pub const PAGES_MAX: usize = 400;

/// Why there is no PDF.
#[derive(Debug, Error)]
pub enum DocumentError {
    /// The sizes that are compiled in do not read.
    #[error("the sizes of print do not read")]
    Sizes,
    /// A font that is compiled in does not read.
    #[error("a font does not read")]
    Font,
    /// It is too long.
    #[error("the document is longer than {PAGES_MAX} pages")]
    TooLong,
    /// The page is too small for a number that it was given.
    #[error("a measure is not one")]
    Measure,
    /// What was made would not be PDF/UA.
    #[error("the file would not be PDF/UA")]
    NotAccessible(
        /// What was refused, for whoever looks for the fault. It may hold a letter of the text, so no log has it.
        String,
    ),
}

/// Makes the file of a document: [`Document`], its print, and what stands at the foot of a page of so many.
pub type Press = fn(&Document, Print, &dyn Fn(usize, usize) -> String) -> Result<Vec<u8>, DocumentError>;
