//! The words and fields that a family asking for support never meets, from `forms/words-not-used.toml`.
//!
//! Checked as whole words, never inside other words, and never on what a family wrote themselves: that is kept as
//! they wrote it. Whoever checks a page leaves the family's own words out of what is passed here.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// One kind of content that the support route does not have.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Exception {
    /// The whole phrase.
    pub phrase: String,
    /// Why it may stand.
    pub reason: String,
}

/// Pages that are not on the support route.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Elsewhere {
    /// The address, with its parameters in braces; whatever lies below it is meant too.
    pub address: String,
    /// Why it is not on the support route.
    pub reason: String,
}

/// The list, as it stands in the file.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct ListSource {
    #[serde(rename = "item")]
    items: Vec<Item>,
    #[serde(rename = "exception", default)]
    exceptions: Vec<Exception>,
    #[serde(default)]
    elsewhere: Vec<Elsewhere>,
}

/// The list, ready for use.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(from = "ListSource")]
pub struct WordsNotUsed {
    items: Vec<Item>,
    exceptions: Vec<Exception>,
    elsewhere: Vec<Elsewhere>,
    words: Index,
    parts: Index,
    excepted: Index,
}

/// Phrases by their first word.
type Index = BTreeMap<String, Vec<Phrase>>;

#[derive(Debug, Clone, PartialEq, Eq)]
struct Phrase {
    /// The place of its item in the list.
    item: usize,
    /// As it is written in the list.
    pattern: String,
    /// Word by word.
    words: Vec<String>,
}

fn index<'a>(
    patterns: impl Iterator<Item = (usize, &'a String)>,
    split: impl Fn(&str) -> Vec<String>,
) -> Index {
    let mut index = Index::new();
    for (item, pattern) in patterns {
        let words = split(pattern);
        if let Some(first) = words.first().cloned() {
            index.entry(first).or_default().push(Phrase { item, pattern: pattern.clone(), words });
        }
    }
    index
}

impl From<ListSource> for WordsNotUsed {
    fn from(source: ListSource) -> Self {
        let all = |pick: fn(&Item) -> &Vec<String>| {
            source
                .items
                .iter()
                .enumerate()
                .flat_map(move |(item, each)| pick(each).iter().map(move |text| (item, text)))
        };
        Self {
            words: index(all(|item| &item.words), words_of),
            parts: index(all(|item| &item.identifiers), parts_of),
            excepted: index(source.exceptions.iter().map(|each| (0, &each.phrase)), words_of),
            items: source.items,
            exceptions: source.exceptions,
            elsewhere: source.elsewhere,
        }
    }
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

    /// The pages that are not on the support route.
    pub fn elsewhere(&self) -> &[Elsewhere] {
        &self.elsewhere
    }

    /// Whether a page is on the support route. `address` is that of its endpoint, with its parameters in braces.
    pub fn is_on_route(&self, address: &str) -> bool {
        let below = |rest: &str| rest.is_empty() || rest.starts_with('/');
        !self.elsewhere.iter().any(|page| address.strip_prefix(page.address.as_str()).is_some_and(below))
    }

    /// Every listed word in this text, in the order of the text.
    pub fn check_text(&self, text: &str) -> Vec<Finding> {
        let words = words_of(text);
        let mut excepted = vec![false; words.len()];
        for (start, phrase) in places(&self.excepted, &words) {
            excepted[start..start + phrase.words.len()].fill(true);
        }
        self.findings(&self.words, &words, &excepted)
    }

    /// Every listed part of a field name in this field name.
    pub fn check_identifier(&self, identifier: &str) -> Vec<Finding> {
        let parts = parts_of(identifier);
        self.findings(&self.parts, &parts, &vec![false; parts.len()])
    }

    fn findings(&self, index: &Index, words: &[String], excepted: &[bool]) -> Vec<Finding> {
        places(index, words)
            .filter(|(start, phrase)| !excepted[*start..start + phrase.words.len()].iter().all(|each| *each))
            .map(|(start, phrase)| {
                let end = (start + phrase.words.len() + EXCERPT_WORDS).min(words.len());
                let item = &self.items[phrase.item];
                Finding {
                    item: item.number,
                    title: item.title.clone(),
                    pattern: phrase.pattern.clone(),
                    excerpt: words[start.saturating_sub(EXCERPT_WORDS)..end].join(" "),
                }
            })
            .collect()
    }
}

/// Where which phrases stand among the words.
fn places<'a>(index: &'a Index, words: &'a [String]) -> impl Iterator<Item = (usize, &'a Phrase)> {
    words.iter().enumerate().flat_map(move |(start, word)| {
        let phrases = index.get(word).map_or(&[][..], Vec::as_slice);
        phrases
            .iter()
            .filter(move |phrase| words[start..].starts_with(&phrase.words))
            .map(move |phrase| (start, phrase))
    })
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
