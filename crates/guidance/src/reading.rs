//! From a text to what it holds, one thing at a time, so that one mistake hides no other.

use serde::de::{DeserializeOwned, IgnoredAny};
use toml::Spanned as Place;
use toml::de::{DeTable, DeValue, Error, ValueDeserializer};

use crate::problem::Problem;
use crate::raw::RawFile;
use crate::source::Source;
use crate::spanned::Spanned;

/// The keys under which a file's things stand.
const KINDS: &[&str] = &[
    "case",
    "check",
    "clause",
    "clock",
    "duty",
    "edition",
    "holidays",
    "linked",
    "listed",
    "measures",
    "milestone",
    "placement_kind",
    "retention",
    "says_nothing",
];
/// The keys that name a thing, so that others may refer to it although it is wrong itself.
const NAMES: &[&str] = &["id", "name"];

/// What was read, and what was not.
#[derive(Default)]
pub(crate) struct Read {
    /// What could be read.
    pub file: RawFile,
    /// The names of things that could not; referring to them is no second mistake.
    pub broken: Vec<String>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// Reads a text as far as it can be read.
pub(crate) fn file(source: &Source) -> Read {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut reader = Reader { source, read: Read::default() };
    if errors.is_empty() {
        let mut file = RawFile::default();
        for (key, value) in table.into_inner() {
            reader.kind(&mut file, key.get_ref(), key.span(), value);
        }
        reader.read.file = file;
    } else {
        // What is left of a text that is not TOML says nothing but which names it would have defined.
        for (_, value) in table.into_inner() {
            reader.broken(&value);
        }
        reader.read.problems = errors.iter().map(|error| Problem::from_toml(source, error)).collect();
    }
    reader.read
}

struct Reader<'a> {
    source: &'a Source,
    read: Read,
}

impl Reader<'_> {
    fn kind(&mut self, file: &mut RawFile, key: &str, at: std::ops::Range<usize>, value: Place<DeValue<'_>>) {
        match key {
            "edition" => file.edition = self.items(value),
            "clause" => file.clause = self.items(value),
            "clock" => file.clock = self.items(value),
            "duty" => file.duty = self.items(value),
            "milestone" => file.milestone = self.items(value),
            "check" => file.check = self.items(value),
            "linked" => file.linked = self.items(value),
            "placement_kind" => file.placement_kind = self.items(value),
            "retention" => file.retention = self.items(value),
            "listed" => file.listed = self.items(value),
            "case" => file.case = self.items(value),
            "says_nothing" => file.says_nothing = self.item(value),
            "holidays" => file.holidays = self.item(value),
            "measures" => file.measures = self.item::<Spanned<IgnoredAny>>(value),
            unknown => {
                let problem = Problem::unknown_key(self.source, &at, unknown, KINDS);
                self.read.problems.push(problem);
            }
        }
    }

    /// Every thing under `[[key]]`.
    fn items<T: DeserializeOwned>(&mut self, value: Place<DeValue<'_>>) -> Vec<T> {
        if !value.get_ref().is_array() {
            // The library says what it is, and what it should be.
            return self.item(value).unwrap_or_default();
        }
        let DeValue::Array(items) = value.into_inner() else { return Vec::new() };
        items.into_iter().filter_map(|item| self.item(item)).collect()
    }

    /// One thing. A key that is not known is reported and taken away, so that what else is wrong shows too.
    fn item<T: DeserializeOwned>(&mut self, mut value: Place<DeValue<'_>>) -> Option<T> {
        let mut whole = true;
        loop {
            match T::deserialize(ValueDeserializer::from(value.clone())) {
                Ok(read) if whole => return Some(read),
                Ok(_) => {}
                Err(error) => {
                    self.read.problems.push(Problem::from_toml(self.source, &error));
                    whole = false;
                    if take_away(&mut value, &error) {
                        continue;
                    }
                }
            }
            self.broken(&value);
            return None;
        }
    }

    fn broken(&mut self, value: &Place<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::Array(items) => items.iter().for_each(|item| self.broken(item)),
            DeValue::Table(table) => {
                let named = NAMES.iter().filter_map(|name| table.get(*name)?.get_ref().as_str());
                self.read.broken.extend(named.map(str::to_owned));
            }
            _ => {}
        }
    }
}

/// Takes away the key that the error says is unknown; false where the error is another, or the key stands deeper.
fn take_away(value: &mut Place<DeValue<'_>>, error: &Error) -> bool {
    let Some(key) = Problem::key_that_is_unknown(error) else { return false };
    let DeValue::Table(table) = value.get_mut() else { return false };
    let here = table.iter().any(|(known, _)| {
        known.get_ref() == key && error.span().is_some_and(|span| span.start == known.span().start)
    });
    here && table.remove(key).is_some()
}
