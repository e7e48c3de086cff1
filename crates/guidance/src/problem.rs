//! What is wrong with a file of data: where, why, and what to do.

use std::fmt;
use std::ops::Range;

use thiserror::Error;

use crate::source::Source;

/// How alike (Jaro-Winkler, 0 to 1) a misspelt name must be to a known one to be offered as a hint.
const ALIKE_ENOUGH: f64 = 0.8;

/// One thing wrong with one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The bytes of the file that are meant.
    pub span: Range<usize>,
    /// The key, where one is known.
    pub key: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// The clause that a refused rule would break.
    pub clause: Option<String>,
}

impl Problem {
    pub(crate) fn at(source: &Source, span: &Range<usize>, key: &str, message: impl Into<String>) -> Self {
        let (path, begins, line) = source.place(span.start);
        Self {
            path: path.to_owned(),
            line,
            span: within(span, begins),
            key: Some(key.to_owned()),
            message: message.into(),
            hint: None,
            clause: None,
        }
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn with_clause(mut self, clause: Option<String>) -> Self {
        self.clause = clause;
        self
    }

    /// Something names a thing that does not exist.
    pub(crate) fn unknown<'a>(
        source: &Source,
        span: &Range<usize>,
        key: &str,
        kind: &str,
        name: &str,
        known: impl Iterator<Item = &'a str>,
    ) -> Self {
        let problem = Self::at(source, span, key, format!("no {kind} is called `{name}`"));
        match closest(name, known) {
            Some(near) => problem.with_hint(format!("did you mean `{near}`?")),
            None => problem.with_hint(format!("add the {kind}, or name one that exists")),
        }
    }

    /// A key that nothing here has.
    pub(crate) fn unknown_key(source: &Source, span: &Range<usize>, key: &str, known: &[&str]) -> Self {
        let hint = closest(key, known.iter().copied()).map_or_else(
            || format!("remove it; the keys here are {}", known.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        Self::at(source, span, key, format!("`{key}` is not a key that is known here")).with_hint(hint)
    }

    /// The key that the library did not know, when that is what it says.
    pub(crate) fn key_that_is_unknown(error: &toml::de::Error) -> Option<&str> {
        error.message().strip_prefix("unknown field `")?.split_once('`').map(|(key, _)| key)
    }

    /// The text is not TOML, or not of the expected shape.
    pub(crate) fn from_toml(source: &Source, error: &toml::de::Error) -> Self {
        let span = error.span().unwrap_or(0..0);
        if let Some(key) = Self::key_that_is_unknown(error) {
            let is_name = |part: &&str| !part.is_empty() && !part.contains(' ');
            let after = error.message().split_once("`, ").map_or("", |(_, after)| after);
            let known: Vec<&str> = after.split('`').filter(is_name).collect();
            return Self::unknown_key(source, &span, key, &known);
        }
        let (path, begins, line) = source.place(span.start);
        Self {
            path: path.to_owned(),
            line,
            key: key_at(source, span.start, error.message()),
            span: within(&span, begins),
            message: error.message().to_owned(),
            hint: None,
            clause: None,
        }
    }
}

/// The bytes of a text, counted from where a file in it begins.
fn within(span: &Range<usize>, begins: usize) -> Range<usize> {
    span.start.saturating_sub(begins)..span.end.saturating_sub(begins)
}

/// The key that is missing, or else the one that the line begins with.
fn key_at(source: &Source, byte: usize, message: &str) -> Option<String> {
    if let Some(missing) = message.strip_prefix("missing field `") {
        return missing.split_once('`').map(|(key, _)| key.to_owned());
    }
    let begins = source.text.get(..byte)?.rfind('\n').map_or(0, |before| before + 1);
    let (key, _) = source.text.get(begins..)?.lines().next()?.split_once('=')?;
    let key = key.trim();
    let is_key = |letter: char| letter.is_ascii_alphanumeric() || "_-.".contains(letter);
    (!key.is_empty() && key.chars().all(is_key)).then(|| key.to_owned())
}

fn closest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .filter(|(alike, _)| *alike >= ALIKE_ENOUGH)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, candidate)| candidate)
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: ", self.path, self.line)?;
        if let Some(key) = &self.key {
            write!(formatter, "{key}: ")?;
        }
        formatter.write_str(&self.message)?;
        if let Some(clause) = &self.clause {
            write!(formatter, " ({clause})")?;
        }
        if let Some(hint) = &self.hint {
            write!(formatter, "\n    hint: {hint}")?;
        }
        Ok(())
    }
}

fn lines(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The guidance could not be read; every problem that was found is here.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the guidance could not be read:\n{}", lines(.0))]
pub struct LoadErrors(pub Vec<Problem>);

/// The local protocol is refused; every problem that was found is here.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the local protocol is refused:\n{}", lines(.0))]
pub struct ProtocolRefusals(pub Vec<Problem>);
