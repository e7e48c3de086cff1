//! The words of the public page, as data.

use std::collections::BTreeMap;

use guidance::Verified;
use serde::Deserialize;
use thiserror::Error;

/// The words that are compiled in.
const EMBEDDED: &str = include_str!("../../../../../messages/en/protocol-page.toml");

/// The words of the page do not read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the words of the public page do not read: {0}")]
pub struct WordsUnread(String);

/// The words of the page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageWords {
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) lead: String,
    pub(super) skip: String,
    pub(super) contents: String,
    pub(super) limits: LimitWords,
    pub(super) basis: BasisWords,
    pub(super) headings: HeadingWords,
    pub(super) who: WhoWords,
    pub(super) not_asked: NotAskedWords,
    pub(super) part: PartWords,
    pub(super) joined: JoinedWords,
    pub(super) challenge: ChallengeWords,
    pub(super) safety: SafetyWords,
    pub(super) about: AboutWords,
    pub(super) checked: CheckedWords,
    pub(super) step: Vec<StepWords>,
    pub(super) challenge_promise: Vec<PromiseWords>,
}

impl PageWords {
    /// The words that are compiled in.
    pub fn embedded() -> Result<Self, WordsUnread> {
        toml::from_str(EMBEDDED).map_err(|error| WordsUnread(error.to_string()))
    }

    /// The clocks and standards that have words, each of which a protocol may or may not have.
    pub fn promised(&self) -> impl Iterator<Item = &str> {
        let in_steps = self.step.iter().flat_map(|step| &step.promise);
        in_steps.chain(&self.challenge_promise).map(|promise| promise.of.as_str())
    }

    /// The steps left out that have words.
    pub fn left_out(&self) -> impl Iterator<Item = &str> {
        self.not_asked.says.keys().map(String::as_str)
    }
}

macro_rules! words {
    ($($name:ident { $($key:ident),+ $(,)? })+) => {
        $(
            #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
            #[serde(deny_unknown_fields)]
            pub(super) struct $name {
                $(pub $key: String,)+
            }
        )+
    };
}

words! {
    LimitWords { same_day, within, at_least, by_day }
    BasisWords { law, local, tighter, badge, primary, secondary, weak, recalled }
    HeadingWords { who, steps, not_asked, part, groups, joined, challenge, safety, about, checked }
    WhoWords { name, by_default }
    PartWords { child, parents, family, carers, shown, agreement, understood, lead, lead_decided }
    JoinedWords { one_process, one_plan, same_worker, support }
    ChallengeWords { outside, procedure, contact, contact_says }
    SafetyWords { emergency, number }
    AboutWords {
        version, owner, published, review, r#where, made_with, made_on, agreed_by, agreed_on, edition, not_yet, nobody_yet,
        printed,
    }
    CheckedWords { lead, nothing, item, doubts }
    PromiseWords { of, says }
}

impl BasisWords {
    /// How well something was checked.
    pub(super) fn how(&self, verified: Verified) -> &str {
        match verified {
            Verified::Primary => &self.primary,
            Verified::Secondary => &self.secondary,
            Verified::Weak => &self.weak,
            Verified::Recalled => &self.recalled,
        }
    }
}

/// What is left out, by its identifier in protocols.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct NotAskedWords {
    pub lead: String,
    pub other: String,
    #[serde(flatten)]
    pub says: BTreeMap<String, String>,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepWords {
    pub id: String,
    pub title: String,
    pub says: String,
    #[serde(default)]
    pub promise: Vec<PromiseWords>,
}

/// A text with each `{name}` replaced by its value, once: a value with braces in it is left as it is.
pub(super) fn filled(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        text.push_str(before);
        let value = from.find('}').and_then(|close| {
            let name = from.get(1..close)?;
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, close + 1))
        });
        let (written, length) = value.unwrap_or(("{", 1));
        text.push_str(written);
        rest = from.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}
