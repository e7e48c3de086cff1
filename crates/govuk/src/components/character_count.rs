use super::form_group::id_or_name;
use crate::component::conversions;
use crate::writer::joined;
use crate::{Attributes, Component, Content, Hint, Html, Textarea, Writer};

/// How much may be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CountLimit {
    /// The script sets the limit.
    #[default]
    SetByScript,
    /// At most so many characters.
    Characters(usize),
    /// At most so many words.
    Words(usize),
}

/// A sentence in its plural forms: plural category ("one", "other") and text with `%{count}`.
pub type PluralText = Vec<(String, String)>;

/// What the script says while someone writes; an empty one leaves the script's English.
#[derive(Clone, Debug, Default)]
pub struct CharacterCountWords {
    /// What may be entered, with `%{count}` for the limit; "You can enter up to %{count} characters".
    pub description: String,
    /// Characters left.
    pub characters_under_limit: PluralText,
    /// No characters left.
    pub characters_at_limit: String,
    /// Characters too many.
    pub characters_over_limit: PluralText,
    /// Words left.
    pub words_under_limit: PluralText,
    /// No words left.
    pub words_at_limit: String,
    /// Words too many.
    pub words_over_limit: PluralText,
}

/// A field for several lines that tells how much may still be written.
#[derive(Clone, Debug, Default)]
pub struct CharacterCount {
    /// The field. Its `form_group.after` follows the count.
    pub textarea: Textarea,
    /// How much may be written.
    pub limit: CountLimit,
    /// What the script counts; empty for what `limit` says. "characters", "words", "bytes".
    pub count_type: String,
    /// The share of the limit, in per cent, below which nothing is said.
    pub threshold: Option<u8>,
    /// What is said.
    pub words: CharacterCountWords,
    /// Further classes of the message.
    pub message_classes: String,
}

impl CharacterCount {
    fn description(&self, by_words: bool) -> String {
        let template = match (self.words.description.is_empty(), by_words) {
            (false, _) => &self.words.description,
            (true, true) => "You can enter up to %{count} words",
            (true, false) => "You can enter up to %{count} characters",
        };
        match self.limit {
            CountLimit::SetByScript => String::new(),
            CountLimit::Characters(count) | CountLimit::Words(count) => {
                template.replace("%{count}", &count.to_string())
            }
        }
    }

    fn group_attributes(&self, count_type: &str) -> Attributes {
        let mut attributes = Attributes::new().with("data-module", "govuk-character-count");
        match self.limit {
            CountLimit::SetByScript => {}
            CountLimit::Characters(count) => {
                attributes = attributes.with("data-maxlength", count.to_string());
            }
            CountLimit::Words(count) => attributes = attributes.with("data-maxwords", count.to_string()),
        }
        if let Some(threshold) = self.threshold {
            attributes = attributes.with("data-threshold", threshold.to_string());
        }
        attributes = attributes.with_optional("data-count-type", count_type);
        // Without a limit there is no text to show yet, so the script must be given the template.
        if self.limit == CountLimit::SetByScript {
            attributes =
                attributes.with_optional("data-i18n.textarea-description.other", &self.words.description);
        }
        attributes
            .with_plurals("data-i18n.characters-under-limit", &self.words.characters_under_limit)
            .with_optional("data-i18n.characters-at-limit", &self.words.characters_at_limit)
            .with_plurals("data-i18n.characters-over-limit", &self.words.characters_over_limit)
            .with_plurals("data-i18n.words-under-limit", &self.words.words_under_limit)
            .with_optional("data-i18n.words-at-limit", &self.words.words_at_limit)
            .with_plurals("data-i18n.words-over-limit", &self.words.words_over_limit)
            .followed_by(&self.textarea.form_group.attributes)
    }
}

impl Component for CharacterCount {
    fn write(&self, writer: &mut Writer) {
        let by_words = matches!(self.limit, CountLimit::Words(_));
        let count_type = match (self.count_type.is_empty(), by_words) {
            (true, true) => "words",
            _ => &self.count_type,
        };
        let info_id = format!("{}-info", id_or_name(&self.textarea.id, &self.textarea.name));
        let mut field = self.textarea.clone();
        let message = Hint {
            content: self.description(count_type == "words").into(),
            id: info_id.clone(),
            classes: joined("govuk-character-count__message", &self.message_classes),
            ..Hint::default()
        };
        field.form_group.after = Content::Html(Html::build(|writer| {
            writer.add(&message);
            writer.content(&self.textarea.form_group.after);
        }));
        field.form_group.classes = joined("govuk-character-count", &field.form_group.classes);
        field.form_group.attributes = self.group_attributes(count_type);
        field.classes = joined("govuk-js-character-count", &field.classes);
        field.described_by = joined(&field.described_by, &info_id);
        field.write(writer);
    }
}

conversions!(CharacterCount);
