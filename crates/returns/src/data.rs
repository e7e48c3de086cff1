//! The data folder `returns/`, which is part of this crate.

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

static RETURNS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../returns");

/// A mistake in a data file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {message}")]
pub struct Flaw {
    /// The file in `returns/`.
    pub file: String,
    /// What is wrong.
    pub message: String,
}

impl Flaw {
    pub(crate) fn new(file: &str, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), message: message.into() }
    }
}

/// A file of data, read.
pub(crate) fn read<T: DeserializeOwned>(file: &str) -> Result<T, Flaw> {
    let text = RETURNS
        .get_file(file)
        .and_then(include_dir::File::contents_utf8)
        .ok_or_else(|| Flaw::new(file, "is not there"))?;
    parse(file, text)
}

/// A text as data.
pub(crate) fn parse<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Flaw> {
    toml::from_str(text).map_err(|error| Flaw::new(file, error.to_string()))
}

/// The names of the files of a folder, in order.
pub(crate) fn files(folder: &str) -> Vec<String> {
    let entries = RETURNS.get_dir(folder).into_iter().flat_map(Dir::files);
    let mut names: Vec<String> = entries.map(|file| file.path().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
