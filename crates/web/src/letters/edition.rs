//! The ways in which a letter can be read.

use documents::Print;

/// A way to read a letter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Edition {
    /// Plain print.
    #[default]
    Plain,
    /// Large print.
    Large,
    /// Easy read: one idea at a time, with pictures.
    Easy,
}

impl Edition {
    /// Every edition, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Plain, Self::Large, Self::Easy];
    /// Where somebody chose several, the one that helps most is shown first.
    pub const PREFERRED: [Self; 3] = [Self::Easy, Self::Large, Self::Plain];

    /// Its name, as forms and addresses have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "standard-print",
            Self::Large => "large-print",
            Self::Easy => "easy-read",
        }
    }

    /// The edition of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|edition| edition.name() == name)
    }

    /// How its page looks.
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "alongside-letter--plain",
            Self::Large => "alongside-letter--large",
            Self::Easy => "alongside-letter--easy",
        }
    }

    /// How it is printed. Easy read is set large.
    pub fn print(self) -> Print {
        match self {
            Self::Plain => Print::Ordinary,
            Self::Large | Self::Easy => Print::Large,
        }
    }
}
