//! The words of a question, in each language and for each way of addressing the reader.

use crate::identifiers::{Language, VoiceId};

/// What is shown with one question or one choice. Plain text, never markup.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// The question itself: the page's heading. For a choice: what stands beside the box.
    pub label: String,
    /// A line below the label.
    pub hint: Option<String>,
    /// The same question in very few words.
    pub easy_read: Option<String>,
    /// What the answer is used for.
    pub why_we_ask: Option<String>,
    /// What to do when a required answer is missing.
    pub error_missing: Option<String>,
    /// Something that must be seen before answering, such as when to ring 999.
    pub warning: Option<String>,
}

impl Words {
    /// Every text in it, in reading order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.label.as_str()).chain(
            [&self.warning, &self.hint, &self.easy_read, &self.why_we_ask, &self.error_missing]
                .into_iter()
                .filter_map(|text| text.as_deref()),
        )
    }
}

/// Words in English, and in other languages and voices where they have been written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worded {
    pub(crate) english: Words,
    pub(crate) others: Vec<(Option<VoiceId>, Language, Words)>,
}

impl Worded {
    /// The best words there are: this voice in this language, else this language, else this voice in English,
    /// else English.
    pub fn words(&self, language: &Language, voice: Option<&VoiceId>) -> &Words {
        let english = Language::english();
        let find = |wanted_voice: Option<&VoiceId>, wanted: &Language| {
            self.others
                .iter()
                .find(|(voice, language, _)| voice.as_ref() == wanted_voice && language == wanted)
                .map(|(_, _, words)| words)
        };
        find(voice, language)
            .or_else(|| (*language != english).then(|| find(None, language)).flatten())
            .or_else(|| find(voice, &english))
            .unwrap_or(&self.english)
    }

    /// Every text in every language and voice.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.english.texts().chain(self.others.iter().flat_map(|(_, _, words)| words.texts()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(label: &str) -> Words {
        Words { label: label.to_owned(), ..Words::default() }
    }

    #[test]
    fn the_nearest_words_are_chosen() {
        let (young, welsh) = (VoiceId::new("young-person").unwrap(), Language::new("cy").unwrap());
        let english = Language::english();
        let worded = Worded {
            english: words("your child"),
            others: vec![
                (Some(young.clone()), english.clone(), words("you")),
                (None, welsh.clone(), words("eich plentyn")),
            ],
        };
        for (language, voice, expected) in [
            (&english, None, "your child"),
            (&english, Some(&young), "you"),
            (&welsh, None, "eich plentyn"),
            (&welsh, Some(&young), "eich plentyn"),
            (&Language::new("pl").unwrap(), Some(&young), "you"),
            (&Language::new("pl").unwrap(), None, "your child"),
        ] {
            assert_eq!(worded.words(language, voice).label, expected);
        }
    }
}
