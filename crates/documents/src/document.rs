//! What a document says, in the order in which it is read.

use jiff::civil::Date;

use crate::symbols::Symbol;

/// One part of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading of level 1 to 3. A document begins with its only heading of level 1, or with what stands above it in a
    /// letter: the date and the greeting.
    Heading {
        /// The level.
        level: u8,
        /// The text.
        text: String,
    },
    /// A paragraph.
    Paragraph(String),
    /// A list.
    List(Vec<String>),
    /// Names with what stands beside each.
    Table(Vec<(String, String)>),
    /// One idea in one sentence, with a picture beside it. The words say all that the picture says.
    Idea {
        /// The picture.
        symbol: Option<Symbol>,
        /// The sentence.
        words: String,
    },
}

/// A document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its title, which a reader's window shows.
    pub title: String,
    /// The language it is written in, as a tag of BCP 47: `en-GB`.
    pub language: String,
    /// Whose document it is.
    pub author: String,
    /// Its day, which also stands in the file.
    pub date: Date,
    /// What it says.
    pub blocks: Vec<Block>,
}

impl Block {
    /// The texts of this part, in the order in which they are read.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Heading { text, .. } | Self::Paragraph(text) => vec![text],
            Self::List(items) => items.iter().map(String::as_str).collect(),
            Self::Table(rows) => {
                rows.iter().flat_map(|(name, value)| [name.as_str(), value.as_str()]).collect()
            }
            Self::Idea { words, .. } => vec![words],
        }
    }
}

impl Document {
    /// Everything it says, in the order in which it is read; one line a part.
    pub fn texts(&self) -> Vec<&str> {
        self.blocks.iter().flat_map(Block::texts).collect()
    }
}
