//! From files to checked forms. Every problem is collected, with its line and what to do.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use toml::Spanned;

use super::source::{
    ByLanguage, CodeSetSource, CodeSetsSource, CommonSource, FormSource, KindName, OpensWhen, OptionSource,
    QuestionSource, SectionSource, ShowWhenSource, WordsSource,
};
use super::{LoadError, LoadErrors, Source};
use crate::field_error::CommonWords;
use crate::form::{
    Audience, Choice, Condition, Form, FormRef, Kind, Opening, Question, Route, Section, ShowWhen, Voice,
};
use crate::identifiers::{FormId, Language, QuestionId, SectionId, VoiceId};
use crate::words::{Worded, Words};
use crate::words_not_used::WordsNotUsed;

/// Characters taken by one line, unless the form says otherwise: a long name, a long address.
const TEXT_CHARACTERS: usize = 200;
/// Characters taken by a long text, unless the form says otherwise: some five printed pages.
const LONG_TEXT_CHARACTERS: usize = 10_000;
/// The most that a form may allow one answer: some fifty printed pages, well below what a page may send.
const CHARACTERS_MAX: usize = 100_000;
/// The most rows that a form may allow in a group: each row is shown on one page.
const ROWS_MAX: usize = 40;
/// The set of kinds of help, which open the sections of an assessment.
const REQUEST_TYPES: &str = "request-types";

const COMMON: &str = "common.toml";
const CODE_SETS: &str = "code-sets.toml";
const WORDS_NOT_USED: &str = "words-not-used.toml";

type Built = (BTreeMap<FormRef, Form>, WordsNotUsed);

pub(super) fn build(sources: &[Source]) -> Result<Built, LoadErrors> {
    let mut loading = Loading::default();
    let common = loading.common(sources);
    loading.sets = loading.code_sets(sources);
    let words_not_used: WordsNotUsed = loading.required(sources, WORDS_NOT_USED).unwrap_or_default();
    let mut folders: BTreeMap<&str, Vec<&Source>> = BTreeMap::new();
    for source in sources {
        match source.path.rsplit_once('/') {
            Some((folder, _)) => folders.entry(folder).or_default().push(source),
            None if [COMMON, CODE_SETS, WORDS_NOT_USED].contains(&source.path.as_str()) => {}
            None => loading.error(source, None, "", "belongs to no form", "put it in `<form>/<version>/`"),
        }
    }
    let mut forms = BTreeMap::new();
    for (folder, files) in folders {
        if let Some(form) = loading.form(folder, &files, &common) {
            loading.check_words(&form, &files, &words_not_used);
            forms.insert(form.reference.clone(), form);
        }
    }
    if loading.errors.is_empty() { Ok((forms, words_not_used)) } else { Err(LoadErrors(loading.errors)) }
}

#[derive(Default)]
struct Loading {
    errors: Vec<LoadError>,
    sets: BTreeMap<String, CodeSetSource>,
}

/// What the questions of one form share while it is built.
struct FormContext<'a> {
    audience: Audience,
    voices: &'a BTreeSet<String>,
    /// The questions so far with the values that an answer may be.
    earlier: BTreeMap<String, BTreeSet<String>>,
}

impl Loading {
    fn error(&mut self, source: &Source, at: Option<usize>, key: &str, problem: &str, hint: &str) {
        let line =
            at.map(|offset| source.text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1);
        self.errors.push(LoadError {
            path: source.path.clone(),
            line,
            key: key.to_owned(),
            problem: problem.to_owned(),
            hint: hint.to_owned(),
        });
    }

    fn error_at(&mut self, source: &Source, at: &Spanned<String>, problem: &str, hint: &str) {
        self.error(source, Some(at.span().start), at.get_ref(), problem, hint);
    }

    fn read<T: DeserializeOwned>(&mut self, source: &Source) -> Option<T> {
        match toml::from_str(&source.text) {
            Ok(read) => Some(read),
            Err(error) => {
                let at = error.span().map(|span| span.start);
                let problem = error.message().replace('\n', " ");
                self.error(source, at, "", &problem, "see docs of the forms for what may stand here");
                None
            }
        }
    }

    fn required<T: DeserializeOwned>(&mut self, sources: &[Source], path: &str) -> Option<T> {
        if let Some(source) = sources.iter().find(|source| source.path == path) {
            return self.read(source);
        }
        let missing = Source { path: path.to_owned(), text: String::new() };
        self.error(&missing, None, "", "is missing", "every set of forms has this file");
        None
    }

    fn identifier<T: TryFrom<String, Error = crate::InvalidIdentifier>>(
        &mut self,
        source: &Source,
        id: &Spanned<String>,
    ) -> Option<T> {
        T::try_from(id.get_ref().clone())
            .map_err(|error| self.error_at(source, id, &error.to_string(), "choose another"))
            .ok()
    }

    fn common(&mut self, sources: &[Source]) -> Arc<CommonWords> {
        let mut words = CommonWords::default();
        if let Some(read) = self.required::<CommonSource>(sources, COMMON) {
            for (language, table) in read.words {
                match Language::new(language) {
                    Ok(language) => {
                        words.languages.insert(language, table);
                    }
                    Err(error) => self.common_error(&error.to_string()),
                }
            }
            for key in CommonWords::KEYS {
                if words.get(&Language::english(), key).is_empty() {
                    self.common_error(&format!("`words.en.{key}` is missing"));
                }
            }
        }
        Arc::new(words)
    }

    fn common_error(&mut self, problem: &str) {
        let source = Source { path: COMMON.to_owned(), text: String::new() };
        self.error(&source, None, "", problem, "every form uses these words");
    }

    fn code_sets(&mut self, sources: &[Source]) -> BTreeMap<String, CodeSetSource> {
        self.required::<CodeSetsSource>(sources, CODE_SETS)
            .map(|read| read.sets.into_iter().map(|set| (set.id.get_ref().clone(), set)).collect())
            .unwrap_or_default()
    }

    fn form(&mut self, folder: &str, files: &[&Source], common: &Arc<CommonWords>) -> Option<Form> {
        let Some(head) = files.iter().find(|file| file.path.ends_with("/form.toml")) else {
            self.error(
                files.first()?,
                None,
                "",
                "its folder has no form.toml",
                "add one that lists the sections",
            );
            return None;
        };
        let read: FormSource = self.read(head)?;
        let id: FormId = self.identifier(head, &read.id)?;
        let version = *read.version.get_ref();
        if folder != format!("{id}/{version}") {
            self.error_at(
                head,
                &read.id,
                &format!("stands in the folder `{folder}`"),
                &format!("move it to `{id}/{version}`"),
            );
        }
        let voices: BTreeSet<String> = read.voices.iter().map(|voice| voice.id.get_ref().clone()).collect();
        let mut context = FormContext { audience: read.audience, voices: &voices, earlier: BTreeMap::new() };
        let sections = self.sections(head, &read.sections, files, &mut context);
        let voices = read
            .voices
            .iter()
            .filter_map(|voice| {
                let id: VoiceId = self.identifier(head, &voice.id)?;
                Some(Voice { id, when: self.show_when(head, &voice.when, &context)? })
            })
            .collect();
        let designed_from = read
            .designed_from
            .into_iter()
            .map(|(language, label)| (language, WordsSource { label: Some(label), ..WordsSource::default() }))
            .collect();
        Some(Form {
            reference: FormRef { id, version },
            route: read.route,
            audience: read.audience,
            worded: self.worded(head, &read.id, &read.words, &BTreeMap::new(), &context)?,
            designed_from: self.worded(head, &read.id, &designed_from, &BTreeMap::new(), &context)?,
            reviewed_by: read.reviewed_by,
            reading_grade_max: read.reading_grade_max,
            voices,
            sections,
            common: Arc::clone(common),
        })
    }

    fn sections(
        &mut self,
        head: &Source,
        listed: &[Spanned<String>],
        files: &[&Source],
        context: &mut FormContext<'_>,
    ) -> Vec<Section> {
        let stem = |file: &Source| {
            file.path
                .rsplit('/')
                .next()
                .and_then(|name| name.strip_suffix(".toml"))
                .unwrap_or_default()
                .to_owned()
        };
        for file in files {
            if file.path != head.path && !listed.iter().any(|each| *each.get_ref() == stem(file)) {
                self.error(
                    file,
                    None,
                    "",
                    "is not listed",
                    "add its name to `sections` in form.toml, in its place",
                );
            }
        }
        let mut sections: Vec<Section> = Vec::new();
        for name in listed {
            if sections.iter().any(|section| section.id.as_str() == name.get_ref()) {
                self.error_at(head, name, "is listed twice", "keep one");
                continue;
            }
            match files.iter().find(|file| stem(file) == *name.get_ref()) {
                Some(file) => sections.extend(self.section(file, name.get_ref(), context)),
                None => {
                    self.error_at(head, name, "has no file", "add the section's file or take the name away");
                }
            }
        }
        sections
    }

    fn section(&mut self, file: &Source, name: &str, context: &mut FormContext<'_>) -> Option<Section> {
        let read: SectionSource = self.read(file)?;
        let id: SectionId = self.identifier(file, &read.id)?;
        if id.as_str() != name {
            self.error_at(file, &read.id, "is not the name of its file", "make the two the same");
        }
        let at = read.opens_when.span().start;
        let opens = match read.opens_when.into_inner() {
            OpensWhen::Word(word) if word == "always" => Opening::Always,
            OpensWhen::Word(word) if word == "reason" => Opening::Reason,
            OpensWhen::Word(word) => {
                self.error(
                    file,
                    Some(at),
                    &word,
                    "is no way of opening",
                    "write \"always\", \"reason\" or a list of kinds of help",
                );
                return None;
            }
            OpensWhen::RequestTypes(types) => {
                for each in &types {
                    let known = self
                        .sets
                        .get(REQUEST_TYPES)
                        .is_some_and(|set| set.options.iter().any(|option| option.value.get_ref() == each));
                    if !known {
                        self.error(
                            file,
                            Some(at),
                            each,
                            "is no kind of help",
                            "use the set `request-types` in code-sets.toml",
                        );
                    }
                }
                Opening::RequestTypes(types)
            }
        };
        let worded = self.worded(file, &read.id, &read.words, &BTreeMap::new(), context)?;
        let questions = read
            .questions
            .iter()
            .filter_map(|question| self.question(file, question, context, false))
            .collect();
        Some(Section { id, opens, worded, questions })
    }

    fn question(
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
        let mut options: Vec<OptionSource> = Vec::new();
        if let Some(name) = &read.options_from {
            match self.sets.get(name.get_ref()) {
                Some(set) => options.extend(set.options.iter().cloned()),
                None => self.error_at(file, name, "is no set of choices", "use a set of code-sets.toml"),
            }
        }
        options.extend(read.options.iter().cloned());
        let values: BTreeSet<_> = options.iter().map(|option| option.value.get_ref()).collect();
        if values.len() != options.len() || options.len() < 2 {
            self.error_at(
                file,
                &read.id,
                "has fewer than two choices, or one twice",
                "give at least two different ones",
            );
        }
        options
            .iter()
            .filter_map(|option| {
                // A choice's value follows the same rules as an identifier: it is stored and it is a field's value.
                let _: QuestionId = self.identifier(file, &option.value)?;
                Some(Choice {
                    value: option.value.get_ref().clone(),
                    exclusive: option.exclusive,
                    worded: self.worded(file, &option.value, &option.words, &option.voice, context)?,
                })
            })
            .collect()
    }

    fn show_when(
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

    fn worded(
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
    fn check_words(&mut self, form: &Form, files: &[&Source], list: &WordsNotUsed) {
        if form.route == Route::Safety {
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

fn possible_values(question: &Question) -> BTreeSet<String> {
    match &question.kind {
        Kind::YesNo => ["yes", "no"].map(str::to_owned).into(),
        _ => question.choices().iter().map(|choice| choice.value.clone()).collect(),
    }
}
