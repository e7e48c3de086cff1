//! Questions, their kinds, choices and conditions.

use std::collections::BTreeSet;

use super::super::Source;
use super::super::source::{KindName, OptionSource, QuestionSource, ShowWhenSource};
use super::{CHARACTERS_MAX, FormContext, LONG_TEXT_CHARACTERS, Loading, ROWS_MAX, TEXT_CHARACTERS};
use crate::form::{Audience, Choice, Condition, Kind, Question, ShowWhen};
use crate::identifiers::QuestionId;

impl Loading {
    pub(super) fn question(
        &mut self,
        file: &Source,
        read: &QuestionSource,
        context: &mut FormContext<'_>,
        in_group: bool,
    ) -> Option<Question> {
        let id: QuestionId = self.identifier(file, &read.id)?;
        if !in_group && context.earlier.contains_key(id.as_str()) {
            self.error_at(file, &read.id, "is asked twice", "give one of the two another name");
        }
        let show_when = read.show_when.as_ref().and_then(|when| self.show_when(file, when, context));
        if in_group && (read.show_when.is_some() || read.kind == KindName::Group) {
            self.error_at(
                file,
                &read.id,
                "is too much for a group",
                "keep conditions and groups outside groups",
            );
        }
        if read.intimate && !read.optional {
            self.error_at(
                file,
                &read.id,
                "is intimate and required",
                "add `optional = true`: nobody must tell this to get help",
            );
        }
        let kind = self.kind(file, read, context)?;
        let worded = self.worded(file, &read.id, &read.words, &read.voice, context)?;
        let english = &worded.english;
        if !read.optional && english.error_missing.is_none() {
            self.error_at(
                file,
                &read.id,
                "is required without `error-missing`",
                "say what to do when it is left out",
            );
        }
        if context.audience == Audience::Family
            && !in_group
            && (english.easy_read.is_none() || english.why_we_ask.is_none())
        {
            self.error_at(
                file,
                &read.id,
                "has no `easy-read` or no `why-we-ask`",
                "a family is owed both for every question",
            );
        }
        let question = Question {
            id,
            kind,
            optional: read.optional,
            intimate: read.intimate,
            show_when,
            source: read.source.clone().or_else(|| {
                read.options_from
                    .as_ref()
                    .and_then(|set| self.sets.get(set.get_ref()))
                    .map(|set| set.source.clone())
            }),
            worded,
        };
        if !in_group {
            context.earlier.insert(question.id.to_string(), possible_values(&question));
        }
        Some(question)
    }

    fn kind(&mut self, file: &Source, read: &QuestionSource, context: &mut FormContext<'_>) -> Option<Kind> {
        let choosing = matches!(read.kind, KindName::OneOf | KindName::ManyOf);
        let number = read.kind == KindName::Number;
        let texts = matches!(read.kind, KindName::Text | KindName::LongText);
        let group = read.kind == KindName::Group;
        for (given, belongs, key) in [
            (!read.options.is_empty() || read.options_from.is_some(), choosing, "option"),
            (read.characters_max.is_some(), texts, "characters-max"),
            (read.format.is_some(), read.kind == KindName::Text, "format"),
            (read.min.is_some() || read.max.is_some(), number, "min and max"),
            (read.future.is_some(), read.kind == KindName::Date, "future"),
            (read.rows_max.is_some() || !read.fields.is_empty(), group, "rows-max and field"),
        ] {
            if given && !belongs {
                self.error_at(
                    file,
                    &read.id,
                    &format!("has `{key}`, which its kind does not take"),
                    "take it away or change the kind",
                );
            }
        }
        let characters = |default: usize| read.characters_max.unwrap_or(default);
        if characters(1) == 0 || characters(1) > CHARACTERS_MAX {
            self.error_at(
                file,
                &read.id,
                "takes no characters or too many",
                &format!("use 1 to {CHARACTERS_MAX}"),
            );
        }
        Some(match read.kind {
            KindName::Text => Kind::Text {
                characters_max: characters(TEXT_CHARACTERS),
                format: read.format.unwrap_or_default(),
            },
            KindName::LongText => Kind::LongText { characters_max: characters(LONG_TEXT_CHARACTERS) },
            KindName::YesNo => Kind::YesNo,
            KindName::OneOf => Kind::OneOf(self.choices(file, read, context)),
            KindName::ManyOf => Kind::ManyOf(self.choices(file, read, context)),
            KindName::Date => Kind::Date { future: read.future.unwrap_or(false) },
            KindName::Number => {
                let (Some(min), Some(max)) = (read.min, read.max) else {
                    self.error_at(file, &read.id, "has no `min` or no `max`", "a number has both");
                    return None;
                };
                if min > max {
                    self.error_at(file, &read.id, "has a `min` above its `max`", "swap them");
                }
                Kind::Number { min, max }
            }
            KindName::Group => {
                let fields: Vec<_> = read
                    .fields
                    .iter()
                    .filter_map(|field| self.question(file, field, context, true))
                    .collect();
                let names: BTreeSet<_> = fields.iter().map(|field| &field.id).collect();
                let rows_max = read.rows_max.unwrap_or(0);
                if fields.is_empty() || names.len() != fields.len() || rows_max == 0 || rows_max > ROWS_MAX {
                    self.error_at(
                        file,
                        &read.id,
                        "is no group yet",
                        &format!("give it fields of different names and `rows-max` from 1 to {ROWS_MAX}"),
                    );
                }
                Kind::Group { fields, rows_max }
            }
        })
    }

    fn choices(&mut self, file: &Source, read: &QuestionSource, context: &FormContext<'_>) -> Vec<Choice> {
        let mut choices = Vec::new();
        if let Some(name) = &read.options_from {
            match self.sets.get(name.get_ref()).map(|set| set.options.clone()) {
                Some(options) => {
                    let sets = self.sets_file.clone();
                    choices.extend(options.into_iter().filter_map(|mut option| {
                        // A set is written for every form; a form takes the voices that it has.
                        option.voice.retain(|voice, _| context.voices.contains(voice));
                        self.choice(&sets, &option, context)
                    }));
                }
                None => self.error_at(file, name, "is no set of choices", "use a set of code-sets.toml"),
            }
        }
        choices.extend(read.options.iter().filter_map(|option| self.choice(file, option, context)));
        let values: BTreeSet<_> = choices.iter().map(|choice| &choice.value).collect();
        if values.len() != choices.len() || choices.len() < 2 {
            let problem = "has fewer than two choices, or one twice";
            self.error_at(file, &read.id, problem, "give at least two different ones");
        }
        choices
    }

    fn choice(&mut self, file: &Source, read: &OptionSource, context: &FormContext<'_>) -> Option<Choice> {
        // A choice's value follows the same rules as an identifier: it is stored, and it is a field's value.
        let value: QuestionId = self.identifier(file, &read.value)?;
        Some(Choice {
            value: value.into(),
            exclusive: read.exclusive,
            worded: self.worded(file, &read.value, &read.words, &read.voice, context)?,
        })
    }

    pub(super) fn show_when(
        &mut self,
        file: &Source,
        read: &ShowWhenSource,
        context: &FormContext<'_>,
    ) -> Option<ShowWhen> {
        let question: QuestionId = self.identifier(file, &read.question)?;
        let Some(values) = context.earlier.get(question.as_str()) else {
            self.error_at(
                file,
                &read.question,
                "is not asked before",
                "a condition looks back to an earlier question",
            );
            return None;
        };
        let condition = match (&read.is, read.answered) {
            (Some(wanted), None) if !wanted.is_empty() => {
                if let Some(unknown) = wanted.iter().find(|value| !values.contains(*value)) {
                    self.error_at(
                        file,
                        &read.question,
                        &format!("never has the answer `{unknown}`"),
                        "use one of its choices",
                    );
                }
                Condition::Is(wanted.clone())
            }
            (None, Some(true)) => Condition::Answered,
            (None, Some(false)) => Condition::Unanswered,
            _ => {
                self.error_at(
                    file,
                    &read.question,
                    "has no condition",
                    "write either `is = [\"…\"]` or `answered = true`",
                );
                return None;
            }
        };
        Some(ShowWhen { question, condition })
    }
}

fn possible_values(question: &Question) -> BTreeSet<String> {
    match &question.kind {
        Kind::YesNo => ["yes", "no"].map(str::to_owned).into(),
        _ => question.choices().iter().map(|choice| choice.value.clone()).collect(),
    }
}
