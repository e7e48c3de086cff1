//! A whole form as plain text: for review, for print, for the telephone.

use std::fmt::Write as _;

use crate::form::{Condition, Form, Kind, Opening, Question, ShowWhen};
use crate::identifiers::Language;
use crate::words::Words;

/// The form as text, every question and every voice, in the order in which they are asked.
pub fn outline(form: &Form, language: &Language) -> String {
    let mut text = String::new();
    let title = form.words(language);
    line(&mut text, 0, &format!("{} ({})", title.label, form.reference()));
    if let Some(hint) = &title.hint {
        line(&mut text, 0, hint);
    }
    if let Some(notice) = form.notice(language) {
        line(&mut text, 0, &format!("[{notice}]"));
    }
    for section in form.sections() {
        let opens = match &section.opens {
            Opening::Always => "always open".to_owned(),
            Opening::RequestTypes(types) => format!("opens for {}; else with a reason", types.join(", ")),
            Opening::Reason => "opens only with a reason".to_owned(),
        };
        let words = section.worded.words(language, None);
        line(&mut text, 0, "");
        line(&mut text, 0, &format!("== {} [{}: {opens}]", words.label, section.id));
        if let Some(hint) = &words.hint {
            line(&mut text, 0, hint);
        }
        for question in &section.questions {
            line(&mut text, 0, "");
            write_question(&mut text, 0, question, form, language);
        }
    }
    text
}

fn line(text: &mut String, depth: usize, content: &str) {
    let _ = writeln!(text, "{}{content}", "    ".repeat(if content.is_empty() { 0 } else { depth }));
}

fn write_question(text: &mut String, depth: usize, question: &Question, form: &Form, language: &Language) {
    let mut marks = vec![kind_name(&question.kind)];
    marks.extend(question.optional.then(|| "optional".to_owned()));
    marks.extend(question.intimate.then(|| "intimate".to_owned()));
    marks.extend(question.source.as_ref().map(|source| format!("source: {source}")));
    marks.extend(question.show_when.as_ref().map(condition));
    line(text, depth, &format!("{} [{}]", question.id, marks.join("; ")));
    let words = question.words(language, None);
    write_words(text, depth + 1, "", words, &Words::default());
    for voice in &form.voices {
        let addressed = question.words(language, Some(&voice.id));
        write_words(text, depth + 1, &format!("({}) ", voice.id), addressed, words);
    }
    for choice in question.choices() {
        let words = choice.words(language, None);
        let mut shown = format!("( ) {}", words.label);
        let mut other_voices = String::new();
        for voice in &form.voices {
            let other = choice.words(language, Some(&voice.id));
            if other != words {
                let hint = other.hint.as_ref().map_or_else(String::new, |hint| format!(" - {hint}"));
                let _ = write!(other_voices, " / ({}) {}{hint}", voice.id, other.label);
            }
        }
        if let Some(hint) = &words.hint {
            let _ = write!(shown, " - {hint}");
        }
        let exclusive = if choice.exclusive { "; rules out the others" } else { "" };
        line(text, depth + 1, &format!("{shown}{other_voices} [{}{exclusive}]", choice.value));
    }
    for field in question.fields() {
        write_question(text, depth + 1, field, form, language);
    }
}

/// Writes the words that differ from the others.
fn write_words(text: &mut String, depth: usize, prefix: &str, words: &Words, others: &Words) {
    if words.label != others.label {
        line(text, depth, &format!("{prefix}{}", words.label));
    }
    for (name, content, other) in [
        ("warning", &words.warning, &others.warning),
        ("hint", &words.hint, &others.hint),
        ("easy read", &words.easy_read, &others.easy_read),
        ("why we ask", &words.why_we_ask, &others.why_we_ask),
        ("if missing", &words.error_missing, &others.error_missing),
    ] {
        if let Some(content) = content.as_ref().filter(|_| content != other) {
            line(text, depth, &format!("{prefix}{name}: {content}"));
        }
    }
}

fn kind_name(kind: &Kind) -> String {
    match kind {
        Kind::Text { characters_max, .. } => format!("text up to {characters_max}"),
        Kind::LongText { characters_max } => format!("long text up to {characters_max}"),
        Kind::YesNo => "yes or no".to_owned(),
        Kind::OneOf(_) => "one of".to_owned(),
        Kind::ManyOf(_) => "any of".to_owned(),
        Kind::Number { min, max } => format!("number {min} to {max}"),
        Kind::Date { future: true } => "date".to_owned(),
        Kind::Date { future: false } => "date up to today".to_owned(),
        Kind::Group { rows_max, .. } => format!("up to {rows_max} of"),
    }
}

fn condition(when: &ShowWhen) -> String {
    match &when.condition {
        Condition::Is(values) => format!("when {} is {}", when.question, values.join(" or ")),
        Condition::Answered => format!("when {} is answered", when.question),
        Condition::Unanswered => format!("when {} is not answered", when.question),
    }
}
