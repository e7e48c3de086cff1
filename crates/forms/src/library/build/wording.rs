//! Words by language and voice, and the words that are not used.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::super::Source;
use super::super::source::{ByLanguage, WordsSource};
use super::{FormContext, Loading};
use crate::form::{Form, Route};
use crate::identifiers::{Language, VoiceId};
use crate::words::{Worded, Words};
use crate::words_not_used::WordsNotUsed;

impl Loading {
    pub(super) fn worded(
        &mut self,
        file: &Source,
        at: &Spanned<String>,
        words: &ByLanguage,
        voices: &BTreeMap<String, ByLanguage>,
        context: &FormContext<'_>,
    ) -> Option<Worded> {
        let none = WordsSource::default();
        let base = words.get("en").unwrap_or(&none);
        let Some(english) = merge(base, &none) else {
            self.error_at(file, at, "has no `words.en` with a `label`", "write the words in English first");
            return None;
        };
        let mut others = Vec::new();
        let spoken = words
            .iter()
            .filter(|(language, _)| *language != "en")
            .map(|(language, own)| (None, language, own, &none));
        let addressed = voices.iter().flat_map(|(voice, by_language)| {
            by_language
                .iter()
                .map(move |(language, own)| (Some(voice), language, own, words.get(language).unwrap_or(base)))
        });
        for (voice, language, own, fallback) in spoken.chain(addressed) {
            let known = voice.is_none_or(|voice| context.voices.contains(voice));
            match (
                Language::new(language.clone()),
                voice.map(|voice| VoiceId::new(voice.clone())).transpose(),
                merge(own, fallback),
            ) {
                (Ok(language), Ok(voice), Some(words)) if known => others.push((voice, language, words)),
                _ => self.error_at(
                    file,
                    at,
                    &format!("has words in `{language}` that cannot be used"),
                    "give them a label, and a voice that form.toml names",
                ),
            }
        }
        Some(Worded { english, others })
    }

    /// The support route speaks of needs and help. A form that does not is refused, wherever it came from.
    pub(super) fn check_words(&mut self, form: &Form, files: &[&Source], list: &WordsNotUsed) {
        if matches!(form.route, Route::Safety | Route::Help) {
            return;
        }
        let mut found: BTreeSet<(String, String)> = BTreeSet::new();
        for text in form.texts() {
            for finding in list.check_text(text) {
                found.insert((finding.pattern, finding.title));
            }
        }
        for identifier in form.identifiers() {
            for finding in list.check_identifier(identifier) {
                found.insert((finding.pattern, finding.title));
            }
        }
        for (pattern, title) in found {
            let place = files.iter().find_map(|file| {
                let at = file.text.to_lowercase().find(&pattern.to_lowercase())?;
                Some((*file, Some(at)))
            });
            if let Some((file, at)) = place.or_else(|| files.first().map(|file| (*file, None))) {
                self.error(
                    file,
                    at,
                    &pattern,
                    "is not used on the support route",
                    &format!("see words-not-used.toml: {title}"),
                );
            }
        }
    }
}

/// Words with what they leave out taken from others; nothing without a label.
fn merge(own: &WordsSource, fallback: &WordsSource) -> Option<Words> {
    let pick = |one: &Option<String>, other: &Option<String>| one.clone().or_else(|| other.clone());
    Some(Words {
        label: pick(&own.label, &fallback.label).filter(|label| !label.trim().is_empty())?,
        hint: pick(&own.hint, &fallback.hint),
        easy_read: pick(&own.easy_read, &fallback.easy_read),
        why_we_ask: pick(&own.why_we_ask, &fallback.why_we_ask),
        error_missing: pick(&own.error_missing, &fallback.error_missing),
        warning: pick(&own.warning, &fallback.warning),
    })
}
