//! All the forms, read from `forms/` and checked together.

mod build;
mod source;

use std::collections::BTreeMap;
use std::fmt;

use include_dir::{Dir, include_dir};
use thiserror::Error;

use crate::answers::Answers;
use crate::form::{Form, FormRef};
use crate::words_not_used::{Finding, WordsNotUsed};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../forms");

/// One file of `forms/`: its path below that folder, and its text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// The path, with forward slashes: `ask/1/form.toml`.
    pub path: String,
    /// The text.
    pub text: String,
}

/// Something wrong in one file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct LoadError {
    /// The file.
    pub path: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// The key or identifier that is wrong; empty when it is the file as a whole.
    pub key: String,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub hint: String,
}

impl fmt::Display for LoadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.path)?;
        if let Some(line) = self.line {
            write!(formatter, ":{line}")?;
        }
        if !self.key.is_empty() {
            write!(formatter, ": `{}`", self.key)?;
        }
        write!(formatter, ": {}; {}", self.problem, self.hint)
    }
}

/// Everything wrong in the forms, so that an author can put it right in one go.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct LoadErrors(pub Vec<LoadError>);

impl fmt::Display for LoadErrors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(formatter)?;
            }
            write!(formatter, "{error}")?;
        }
        Ok(())
    }
}

/// Every form in every version, and the words not used.
#[derive(Debug, Clone, PartialEq)]
pub struct Library {
    forms: BTreeMap<FormRef, Form>,
    words_not_used: WordsNotUsed,
}

impl Library {
    /// The forms compiled into the program.
    pub fn embedded() -> Result<Self, LoadErrors> {
        Self::from_sources(&Self::embedded_sources())
    }

    /// The files compiled into the program, by path.
    pub fn embedded_sources() -> Vec<Source> {
        fn walk(folder: &Dir<'_>, sources: &mut Vec<Source>) {
            for file in folder.files() {
                let path = file.path().to_string_lossy().replace('\\', "/");
                let is_toml = file.path().extension().is_some_and(|extension| extension == "toml");
                if let (true, Some(text)) = (is_toml, file.contents_utf8()) {
                    sources.push(Source { path, text: text.to_owned() });
                }
            }
            for inner in folder.dirs() {
                walk(inner, sources);
            }
        }
        let mut sources = Vec::new();
        walk(&EMBEDDED, &mut sources);
        sources.sort_by(|one, other| one.path.cmp(&other.path));
        sources
    }

    /// The forms in these files, or everything that is wrong with them.
    pub fn from_sources(sources: &[Source]) -> Result<Self, LoadErrors> {
        let (forms, words_not_used) = build::build(sources)?;
        Ok(Self { forms, words_not_used })
    }

    /// This version of this form.
    pub fn form(&self, id: &str, version: u32) -> Option<&Form> {
        self.forms.values().find(|form| form.reference.id.as_str() == id && form.reference.version == version)
    }

    /// The newest version of this form.
    pub fn latest(&self, id: &str) -> Option<&Form> {
        self.forms.values().rfind(|form| form.reference.id.as_str() == id)
    }

    /// The version that was answered.
    pub fn form_of(&self, answers: &Answers) -> Option<&Form> {
        self.forms.get(&answers.form)
    }

    /// Every form in every version, by name and version.
    pub fn forms(&self) -> impl Iterator<Item = &Form> {
        self.forms.values()
    }

    /// The list of words not used.
    pub fn words_not_used(&self) -> &WordsNotUsed {
        &self.words_not_used
    }

    /// Every word in this text that the support route does not use. For a page: pass its visible words, without
    /// what a family wrote themselves.
    pub fn check_words(&self, text: &str) -> Vec<Finding> {
        self.words_not_used.check_text(text)
    }
}

/// Each kind of file with its JSON Schema, by name: for an editor to complete and to check.
pub fn schemas() -> Vec<(&'static str, schemars::Schema)> {
    vec![
        ("form", schemars::schema_for!(source::FormSource)),
        ("form-section", schemars::schema_for!(source::SectionSource)),
        ("form-code-sets", schemars::schema_for!(source::CodeSetsSource)),
        ("form-common", schemars::schema_for!(source::CommonSource)),
        ("words-not-used", schemars::schema_for!(crate::words_not_used::ListSource)),
    ]
}
