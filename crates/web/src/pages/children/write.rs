//! An entry is written: the answer, whose words these are, and when they were said.

use access::Action;
use access::RecordKind;
use application::{Act, Failure};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Answer, Answers, Form, Language, Question, Section, parse_question};
use govuk::{Attributes, Button, Choice, Html, InsetText};
use kernel::{EntryId, Moment};
use records::child::{Source, Write, Written};
use store::Draft;
use uuid::Uuid;

use super::child_page::{ChildPage, FORM, counted, refused, time_of, what_to_do};
use super::drafts::{self, QUESTION_FIELD, REVISION_FIELD, SECTION_FIELD};
use super::fields::{Typed, date_typed, hidden};
use super::section::may_write;
use super::two_texts;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, write_tokens};
use crate::questions::{Asked, Standing, in_words};
use crate::site::Site;
use crate::submitted::Submitted;

/// A question that the reader may write to, in its section.
pub struct Writable<'a> {
    /// The form.
    pub form: &'a Form,
    /// The section.
    pub section: &'a Section,
    /// The question.
    pub question: &'a Question,
    /// The answers that stand, for conditions between questions.
    pub answers: Answers,
}

/// The question, if the reader may write to it. A closed section is refused by the command, with its reason.
pub fn asked<'a>(page: &'a ChildPage, section: &str, question: &str) -> Result<Writable<'a>, PageFailure> {
    page.must(Action::Write, RecordKind::AssessmentEntry)?;
    let form = page.form()?;
    let section = form.section(section).ok_or(PageFailure::NotThere)?;
    let question = section
        .questions
        .iter()
        .find(|each| each.id.as_str() == question)
        .filter(|question| may_write(page, question))
        .ok_or(PageFailure::NotThere)?;
    let mut answers = page.answers(form);
    // The section's own state is judged when the entry is written; here it must not hide the question.
    answers.opened.insert(section.id.clone());
    Ok(Writable { form, section, question, answers })
}

/// What a window shows of its draft.
#[derive(Clone, Copy, Default)]
struct Window<'a> {
    /// The revision that the next saving expects.
    revision: u64,
    /// The saved draft that is shown.
    draft: Option<&'a Draft>,
    /// Whether the draft and what was typed differ, so that both are shown.
    both: bool,
}

/// The empty form, or the saved draft.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, section, question)): Path<(Uuid, String, String)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "assessment").await?;
    let asked = asked(&page, &section, &question)?;
    let draft = drafts::load(&page, &section, &question).await?;
    let typed = draft.as_ref().map(drafts::fields_of);
    let window = Window {
        revision: draft.as_ref().map_or(0, |draft| draft.revision),
        draft: draft.as_ref(),
        both: false,
    };
    Ok(view(&page, &asked, typed.as_ref(), &Problems::default(), window))
}

/// The entry is written.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, section, question)): Path<(Uuid, String, String)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "assessment").await?;
    let asked = asked(&page, &section, &question)?;
    let draft = drafts::load(&page, &section, &question).await?;
    // Another window saved something else since: sending would throw it away unseen.
    if draft.as_ref().is_some_and(|draft| draft.revision != drafts::revision_of(&submitted)) {
        return both_texts(&page, &section, &question, &submitted, draft.as_ref());
    }
    let window = Window { revision: drafts::revision_of(&submitted), draft: None, both: false };
    let written = match read(&page, &asked, &submitted) {
        Ok(written) => written,
        Err(problems) => return Ok(view(&page, &asked, Some(&submitted), &problems, window)),
    };
    let mut act = counted(Act::on(id, written), &submitted);
    if draft.is_some() {
        act = act.discard_draft(drafts::draft_id(id, page.person, &section, &question));
    }
    match site.application().execute(&page.actor, act).await {
        Ok(_) => {
            let href = page.path(&format!("/assessment/{section}#{question}"));
            Ok(Redirect::to(&href).into_response())
        }
        Err(Failure::Refused(refusal)) => {
            let field = if refusal.code() == "in-future" { "said.day" } else { asked.question.id.as_str() };
            let problems = Problems::one(field, refused(site.words(), refusal.as_ref()));
            Ok(view(&page, &asked, Some(&submitted), &problems, window))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The command, or what must be put right first.
fn read(page: &ChildPage, asked: &Writable<'_>, submitted: &Submitted) -> Result<Write, Problems> {
    let words = page.words();
    let today = page.site.application().today();
    let mut problems = Problems::default();
    let answer = answer_of(page, asked, submitted, &mut problems);
    let source =
        Source::ALL.iter().find(|(name, _)| *name == submitted.value("source")).map(|(_, each)| *each);
    if source.is_none() {
        problems.0.push(("source".to_owned(), words.say("children-write-source-missing")));
    }
    let said = date_typed(submitted, "said");
    match said {
        Err(_) => problems.0.push(("said.day".to_owned(), words.say("children-not-a-date"))),
        Ok(Some(date)) if date > today => {
            problems.0.push(("said.day".to_owned(), what_to_do(words, "in-future")));
        }
        Ok(_) => {}
    }
    let (Some(answer), Some(source), Ok(said), true) = (answer, source, said, problems.is_empty()) else {
        return Err(problems);
    };
    let written = Written {
        entry: EntryId(page.site.application().new_identifier()),
        form: format!("{FORM}@{}", asked.form.reference().version),
        section: asked.section.id.to_string(),
        question: asked.question.id.to_string(),
        answer,
        source,
        source_note: submitted.value("source-note").to_owned(),
    };
    // What was said today was said now, as far as anybody will ask.
    let happened = said.filter(|date| *date != today).map(Moment::On);
    Ok(Write { written, happened })
}

/// The answer that was typed; without one, what must be put right is added.
pub fn answer_of(
    page: &ChildPage,
    asked: &Writable<'_>,
    submitted: &Submitted,
    problems: &mut Problems,
) -> Option<Answer> {
    let today = page.site.application().today();
    match parse_question(asked.form, asked.question.id.as_str(), &submitted.fields, &asked.answers, today) {
        Ok(Some(answer)) => Some(answer),
        // Every question of an assessment may be left out, but an entry says something.
        Ok(None) => {
            let field = asked.question.id.to_string();
            problems.0.push((field, page.words().say("children-write-empty")));
            None
        }
        Err(errors) => {
            problems.0.extend(errors.into_iter().map(|error| (error.field, error.message)));
            None
        }
    }
}

/// Another window saved a draft of the same entry: both texts are shown, and the form holds what this one typed.
pub fn both_texts(
    page: &ChildPage,
    section: &str,
    question: &str,
    submitted: &Submitted,
    theirs: Option<&Draft>,
) -> Result<Response, PageFailure> {
    let asked = asked(page, section, question)?;
    let window = Window { revision: theirs.map_or(0, |draft| draft.revision), draft: theirs, both: true };
    let problems = Problems::one(question, page.words().say("children-draft-conflict"));
    let mut response = view(page, &asked, Some(submitted), &problems, window);
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// What was typed to a question, in words, for showing both texts.
pub fn typed_words(asked: &Writable<'_>, submitted: &Submitted, today: jiff::civil::Date) -> String {
    let question = asked.question.id.as_str();
    let read = parse_question(asked.form, question, &submitted.fields, &asked.answers, today);
    if let Ok(Some(answer)) = read {
        return in_words(asked.form, asked.question, &answer);
    }
    let own = |name: &str| name == question || name.starts_with(&format!("{question}."));
    let values = submitted.fields.iter().filter(|(name, _)| own(name)).map(|(_, value)| value.as_str());
    values.collect::<Vec<_>>().join("\n")
}

fn view(
    page: &ChildPage,
    asked: &Writable<'_>,
    typed: Option<&Submitted>,
    problems: &Problems,
    window: Window<'_>,
) -> Response {
    let words = page.words();
    let language = Language::english();
    let section = asked.section.id.as_str();
    let question = asked.question.id.as_str();
    let title = words.say("children-write-title");
    let back = page.path(&format!("/assessment/{section}#{question}"));
    let fields = writing_form(page, asked, typed, problems, window);
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").within(|writer| {
            writer.element("span").class("govuk-caption-l").text(&asked.section.words(&language).label);
            writer.text(&title);
        });
        if let (Some(draft), Some(yours), true) = (window.draft, typed, window.both) {
            let today = page.site.application().today();
            let theirs = typed_words(asked, &drafts::fields_of(draft), today);
            let when = words.with("children-draft-theirs", &[("date", &time_of(draft.saved_at))]);
            writer.html(&two_texts::view(
                &two_texts::Text { title: &when, words: &theirs },
                &two_texts::Text {
                    title: &words.say("children-draft-yours"),
                    words: &typed_words(asked, yours, today),
                },
            ));
        } else if let Some(draft) = window.draft {
            let saved = words.with("children-draft-saved", &[("date", &time_of(draft.saved_at))]);
            writer.add(&InsetText::from(saved));
        }
        if asked.question.intimate {
            writer.paragraph(words.say("children-write-intimate"));
        }
        writer.html(&fields);
    });
    page.page(&title, &back, problems, main)
}

fn writing_form(
    page: &ChildPage,
    asked: &Writable<'_>,
    submitted: Option<&Submitted>,
    problems: &Problems,
    window: Window<'_>,
) -> Html {
    let words = page.words();
    let (section, question) = (asked.section.id.as_str(), asked.question.id.as_str());
    let saving = page.path(&format!("/drafts/{}", drafts::draft_id(page.id, page.person, section, question)));
    let typed = Typed::new(&page.site, submitted, problems);
    let none = asked.form.no_answers();
    let field = Asked {
        site: &page.site,
        form: asked.form,
        question: asked.question,
        answers: &none,
        typed: submitted.map(|submitted| submitted.fields.as_slice()),
        problems,
        standing: Standing::Among,
    };
    let choices = Source::ALL
        .iter()
        .map(|(name, _)| Choice::new(*name, words.say(&format!("children-source-{name}"))))
        .collect();
    let today = page.site.application().today();
    let status = [
        ("saving", "saving"),
        ("saved", "saved"),
        ("failed", "failed"),
        ("refused", "refused"),
        ("conflict", "conflict"),
    ];
    Html::build(|writer| {
        let mut element = writer
            .element("form")
            .attribute("action", &page.path(&format!("/assessment/{section}/{question}")))
            .attribute("method", "post")
            .attribute("data-autosave", &saving)
            .flag("novalidate", true);
        for (state, name) in status {
            element = element
                .attribute(autosave_attribute(state), &words.say(&format!("children-autosave-{name}")));
        }
        element.within(|writer| {
            write_tokens(&page.site, &page.held, writer);
            hidden(writer, REVISION_FIELD, &window.revision.to_string());
            hidden(writer, SECTION_FIELD, section);
            hidden(writer, QUESTION_FIELD, question);
            writer.html(&field.render());
            typed.radios(writer, "source", "children-write-source", choices, "");
            typed.line(writer, "source-note", "children-write-source-note", "");
            typed.date(writer, "said", "children-write-said", Some(today));
            writer
                .element("p")
                .class("govuk-body-s alongside-autosave")
                .flag("data-autosave-status", true)
                .text("");
            writer.element("div").class("govuk-button-group").within(|writer| {
                writer.add(&Button::submit(words.say("children-write-button")));
                writer.add(&Button {
                    attributes: Attributes::new().with("formaction", saving.as_str()),
                    ..Button::secondary(words.say("children-write-save"))
                });
            });
        });
    })
}

/// The attribute that carries the words of one state of saving.
fn autosave_attribute(state: &str) -> &'static str {
    match state {
        "saving" => "data-i18n.saving",
        "saved" => "data-i18n.saved",
        "failed" => "data-i18n.failed",
        "refused" => "data-i18n.refused",
        _ => "data-i18n.conflict",
    }
}
