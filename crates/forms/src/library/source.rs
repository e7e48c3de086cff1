//! The shapes of the files in `forms/`, before anything has been checked.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::form::{Audience, Format, Route};

/// `words.en = { … }` and the like: by language.
pub(super) type ByLanguage = BTreeMap<String, WordsSource>;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct FormSource {
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    #[schemars(with = "u32")]
    pub version: Spanned<u32>,
    pub route: Route,
    pub audience: Audience,
    pub reading_grade_max: Option<f64>,
    #[serde(default)]
    pub reviewed_by: Vec<String>,
    #[schemars(with = "Vec<String>")]
    pub sections: Vec<Spanned<String>>,
    pub words: ByLanguage,
    pub designed_from: BTreeMap<String, String>,
    #[serde(default, rename = "voice")]
    pub voices: Vec<VoiceSource>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct VoiceSource {
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    pub when: ShowWhenSource,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SectionSource {
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    #[schemars(with = "OpensWhen")]
    pub opens_when: Spanned<OpensWhen>,
    pub words: ByLanguage,
    #[serde(rename = "question")]
    pub questions: Vec<QuestionSource>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum OpensWhen {
    Word(String),
    RequestTypes(Vec<String>),
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct QuestionSource {
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    pub kind: KindName,
    #[serde(default)]
    pub optional: bool,
    #[serde(default)]
    pub intimate: bool,
    pub show_when: Option<ShowWhenSource>,
    pub characters_max: Option<usize>,
    pub format: Option<Format>,
    pub min: Option<i64>,
    pub max: Option<i64>,
    pub future: Option<bool>,
    pub rows_max: Option<usize>,
    #[schemars(with = "Option<String>")]
    pub options_from: Option<Spanned<String>>,
    pub source: Option<String>,
    pub words: ByLanguage,
    #[serde(default)]
    pub voice: BTreeMap<String, ByLanguage>,
    #[serde(default, rename = "option")]
    pub options: Vec<OptionSource>,
    #[serde(default, rename = "field")]
    pub fields: Vec<QuestionSource>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum KindName {
    Text,
    LongText,
    YesNo,
    OneOf,
    ManyOf,
    Number,
    Date,
    Group,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct OptionSource {
    #[schemars(with = "String")]
    pub value: Spanned<String>,
    #[serde(default)]
    pub exclusive: bool,
    pub words: ByLanguage,
    #[serde(default)]
    pub voice: BTreeMap<String, ByLanguage>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ShowWhenSource {
    #[schemars(with = "String")]
    pub question: Spanned<String>,
    pub is: Option<Vec<String>>,
    pub answered: Option<bool>,
}

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct WordsSource {
    pub label: Option<String>,
    pub hint: Option<String>,
    pub easy_read: Option<String>,
    pub why_we_ask: Option<String>,
    pub error_missing: Option<String>,
    pub warning: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CodeSetsSource {
    #[serde(rename = "set")]
    pub sets: Vec<CodeSetSource>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CodeSetSource {
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    pub source: String,
    #[serde(rename = "option")]
    pub options: Vec<OptionSource>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CommonSource {
    pub words: BTreeMap<String, BTreeMap<String, String>>,
}
