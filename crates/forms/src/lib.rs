//! Forms as data: what is asked, of whom, in which words, and what counts as an answer.
//!
//! A form lives in `forms/<id>/<version>/`: `form.toml` says what it is and lists its sections, and each section
//! is a file of questions. This crate loads and checks those files ([`Library`]), decides which questions a person
//! meets next ([`Form::next_after`]), turns what a browser sent into an [`Answer`] ([`parse_question`]), and says
//! what is still missing ([`validate`]). It stores nothing, shows nothing, and knows no clock.
//!
//! ```
//! use forms::{Language, Library, parse_question};
//! use jiff::civil::date;
//!
//! let library = Library::embedded()?;
//! let ask = library.latest("ask").expect("the form is embedded");
//! let today = date(2026, 11, 23);
//! let mut answers = ask.no_answers();
//! let question = ask.first(&answers).expect("it asks something");
//! let sent = [("who-is-asking".to_owned(), "child-or-young-person".to_owned())];
//! let answer = parse_question(ask, question.id.as_str(), &sent, &answers, today).expect("it is one of the choices");
//! answers.set(&question.id, answer);
//! let next = ask.next_after(question.id.as_str(), &answers).expect("there is more");
//! assert_eq!(next.id.as_str(), "what-would-help");
//! assert_eq!(next.words(&Language::english(), ask.voice(&answers)).label, "What would help?");
//! # Ok::<(), forms::LoadErrors>(())
//! ```
//!
//! Two promises are kept by the data checks and not by goodwill: an intimate question is always optional, and
//! no form of the support route holds a word or a field from `forms/words-not-used.toml`.

mod answers;
mod field_error;
mod flow;
mod form;
mod identifiers;
mod library;
mod outline;
mod parse;
mod reading_age;
mod validate;
mod words;
mod words_not_used;

pub use answers::{Answer, Answers};
pub use field_error::{CommonWords, ErrorCode, FieldError};
pub use flow::prune;
pub use form::{
    Audience, Choice, Condition, Form, FormRef, Format, Kind, Opening, Question, Route, Section, ShowWhen,
    Voice,
};
pub use identifiers::{FormId, InvalidIdentifier, Language, QuestionId, SectionId, VoiceId};
pub use library::{Library, LoadError, LoadErrors, Source, schemas};
pub use outline::outline;
pub use parse::parse_question;
pub use reading_age::reading_grade;
pub use validate::validate;
pub use words::{Worded, Words};
pub use words_not_used::{Elsewhere, Exception, Finding, Item, WordsNotUsed};
