//! The message catalogue: every word on a page that is not a form's or a person's own.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, File, include_dir};
use thiserror::Error;
use unic_langid::{LanguageIdentifier, langid};

/// The catalogue's files, compiled in.
pub static MESSAGES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../messages/en");

/// The catalogue cannot be read.
#[derive(Debug, Error)]
#[error("messages/en/{file}: {problem}")]
pub struct WordingError {
    file: String,
    problem: String,
}

/// The words of one language.
pub struct Wording {
    bundle: FluentBundle<FluentResource>,
    language: String,
}

/// The files of the catalogue. Words beside them, for a page that is written to a file, are not in Fluent.
pub(crate) fn catalogue() -> impl Iterator<Item = &'static File<'static>> {
    MESSAGES.files().filter(|file| file.path().extension().is_some_and(|end| end == "ftl"))
}

impl Wording {
    /// English.
    pub fn english() -> Result<Self, WordingError> {
        let mut sources = Vec::new();
        for file in catalogue() {
            let name = file.path().display().to_string();
            let text = file.contents_utf8();
            let text =
                text.ok_or_else(|| WordingError { file: name.clone(), problem: "not UTF-8".to_owned() })?;
            sources.push((name, text.to_owned()));
        }
        Self::of(langid!("en-GB"), sources)
    }

    /// The words of a language, from its files with their names.
    pub fn of(
        language: LanguageIdentifier,
        sources: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, WordingError> {
        let tag = language.to_string();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // The marks that keep mixed writing directions apart would stand in every title and attribute.
        bundle.set_use_isolating(false);
        for (name, text) in sources {
            let problem = |problem: String| WordingError { file: name.clone(), problem };
            let resource = FluentResource::try_new(text)
                .map_err(|(_, errors)| problem(format!("{:?}", errors.first())))?;
            bundle.add_resource(resource).map_err(|errors| problem(format!("{:?}", errors.first())))?;
        }
        Ok(Self { bundle, language: tag })
    }

    /// The language, as a tag of BCP 47.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The words of this name.
    pub fn say(&self, name: &str) -> String {
        self.format(name, None)
    }

    /// The words of this name, with what they speak of filled in.
    pub fn with(&self, name: &str, values: &[(&str, &str)]) -> String {
        let mut arguments = FluentArgs::new();
        for (key, value) in values {
            arguments.set((*key).to_owned(), FluentValue::from((*value).to_owned()));
        }
        self.format(name, Some(&arguments))
    }

    /// The words of this name for a number of things.
    pub fn count(&self, name: &str, number: u64) -> String {
        let mut arguments = FluentArgs::new();
        arguments.set("number", FluentValue::from(number));
        self.format(name, Some(&arguments))
    }

    /// Whether the catalogue has this name.
    pub fn has(&self, name: &str) -> bool {
        self.bundle.get_message(name).is_some_and(|message| message.value().is_some())
    }

    fn format(&self, name: &str, arguments: Option<&FluentArgs<'_>>) -> String {
        let pattern = self.bundle.get_message(name).and_then(|message| message.value());
        // A missing name is a fault that a test finds; a reader sees the name rather than nothing.
        let Some(pattern) = pattern else { return format!("[{name}]") };
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, arguments, &mut errors).into_owned()
    }
}
