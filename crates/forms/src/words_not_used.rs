//! The words and fields that a family asking for support never meets, from `forms/words-not-used.toml`.
//!
//! Checked as whole words, never inside other words, and never on what a family wrote themselves: that is kept as
//! they wrote it. Whoever checks a page leaves the family's own words out of what is passed here.

use serde::Deserialize;

/// One kind of content that the support route does not have.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Item {
    /// Its number, from 1.
    pub number: u8,
    /// What is not used.
    pub title: String,
    /// Words and phrases. Letter case, hyphens, line ends and the shape of an apostrophe make no difference.
    pub words: Vec<String>,
    /// Parts of field names, as whole parts: `seen-alone` is found in `visit-seen-alone` and `seenAlone`.
    pub identifiers: Vec<String>,
    /// A text in which the check must find this item.
    pub planted_words: String,
    /// A field name in which the check must find this item.
    pub planted_identifier: String,
}

/// A phrase in which a listed word means something else, or is the title of a law.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Exception {
    /// The whole phrase.
    pub phrase: String,
    /// Why it may stand.
    pub reason: String,
}

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WordsNotUsed {
    #[serde(rename = "item")]
    items: Vec<Item>,
    #[serde(rename = "exception", default)]
    exceptions: Vec<Exception>,
}

/// A word or field that should not be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The number of the item.
    pub item: u8,
    /// What is not used, in full.
    pub title: String,
    /// The listed word, phrase or part of a field name.
    pub pattern: String,
    /// The words around it.
    pub excerpt: String,
}

/// Words shown on either side of a finding.
const EXCERPT_WORDS: usize = 4;

impl WordsNotUsed {
    /// The items, by number.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The committed exceptions.
    pub fn exceptions(&self) -> &[Exception] {
        &self.exceptions
    }

    /// Every listed word in this text, in the order of the list.
    pub fn check_text(&self, text: &str) -> Vec<Finding> {
        let words = words_of(text);
        let mut excepted = vec![false; words.len()];
        for exception in &self.exceptions {
            let phrase = words_of(&exception.phrase);
            for start in places(&words, &phrase) {
                excepted[start..start + phrase.len()].fill(true);
            }
        }
        self.find(|item| &item.words, words_of, &words, &excepted)
    }

    /// Every listed part of a field name in this field name.
    pub fn check_identifier(&self, identifier: &str) -> Vec<Finding> {
        let parts = parts_of(identifier);
        self.find(|item| &item.identifiers, parts_of, &parts, &vec![false; parts.len()])
    }

    fn find(
        &self,
        patterns: impl Fn(&Item) -> &Vec<String>,
        split: impl Fn(&str) -> Vec<String>,
        words: &[String],
        excepted: &[bool],
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        for item in &self.items {
            for pattern in patterns(item) {
                let phrase = split(pattern);
                for start in places(words, &phrase) {
                    let end = start + phrase.len();
                    if excepted[start..end].iter().all(|each| *each) {
                        continue;
                    }
                    let around = start.saturating_sub(EXCERPT_WORDS)..(end + EXCERPT_WORDS).min(words.len());
                    findings.push(Finding {
                        item: item.number,
                        title: item.title.clone(),
                        pattern: pattern.clone(),
                        excerpt: words[around].join(" "),
                    });
                }
            }
        }
        findings
    }
}

fn words_of(text: &str) -> Vec<String> {
    text.replace('’', "'")
        .to_lowercase()
        .split(|character: char| !(character.is_alphanumeric() || character == '\''))
        .map(|word| word.trim_matches('\'').to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

fn parts_of(identifier: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(identifier.len() + 8);
    let mut lower_before = false;
    for character in identifier.chars() {
        if character.is_uppercase() && lower_before {
            spaced.push('-');
        }
        lower_before = character.is_lowercase() || character.is_numeric();
        spaced.push(character);
    }
    words_of(&spaced)
}

/// Where the phrase stands among the words.
fn places(words: &[String], phrase: &[String]) -> Vec<usize> {
    if phrase.is_empty() {
        return Vec::new();
    }
    words
        .windows(phrase.len())
        .enumerate()
        .filter(|(_, window)| *window == phrase)
        .map(|(start, _)| start)
        .collect()
}
