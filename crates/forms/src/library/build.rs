//! From files to checked forms. Every problem is collected, with its line and what to do.

mod question;
mod wording;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use toml::Spanned;

use super::source::{
    CodeSetSource, CodeSetsSource, CommonSource, FormSource, OpensWhen, SectionSource, WordsSource,
};
use super::{LoadError, LoadErrors, Source};
use crate::field_error::CommonWords;
use crate::form::{Audience, Form, FormRef, Opening, Section, Voice};
use crate::identifiers::{FormId, Language, SectionId, VoiceId};
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
    sets_file: Source,
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
                self.error(source, at, "", &problem, "forms/README.md says what may stand here");
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
        self.sets_file = sources.iter().find(|source| source.path == CODE_SETS).cloned().unwrap_or_default();
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
}
