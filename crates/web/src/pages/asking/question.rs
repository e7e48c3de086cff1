//! One question, one page.

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use forms::{ErrorCode, FieldError, Kind, Language, Question, parse_question};
use govuk::{Button, Html};

use crate::actor::Visitor;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::questions::{Asked, Standing};
use crate::site::Site;
use crate::submitted::Submitted;

use super::draft::{self, Writing};
use super::save;

/// The query of a question that was reached from the answers to check, and leads back there.
const CHANGE: &str = "change=yes";

/// The question.
pub async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(question): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, PageFailure> {
    if draft::newest_form(&site)?.question(&question).is_none() {
        return Err(PageFailure::NotThere);
    }
    let Some(writing) = draft::current(&site, visitor.held.draft).await? else {
        return Ok(Redirect::to("/ask").into_response());
    };
    let Some(asked) = writing.asked(&question) else {
        return Ok(Redirect::to(&writing.go_on()).into_response());
    };
    let changing = query.as_deref() == Some(CHANGE);
    let shown = Shown { changing, typed: None, problems: &Problems::default() };
    Ok(view(&site, &visitor, &writing, asked, &shown))
}

/// The answer. Only the field of this question is read, whatever else was sent.
pub async fn submit(
    State(site): State<Site>,
    visitor: Visitor,
    Path(question): Path<String>,
    submitted: Result<Submitted, PageFailure>,
) -> Result<Response, PageFailure> {
    if draft::newest_form(&site)?.question(&question).is_none() {
        return Err(PageFailure::NotThere);
    }
    let writing = draft::current(&site, visitor.held.draft).await?;
    let submitted = match submitted {
        Ok(submitted) => submitted,
        Err(failure) => return keep_typed(&site, &visitor, writing.as_ref(), &question, failure),
    };
    let Some(writing) = writing else { return Ok(Redirect::to("/ask").into_response()) };
    let Some(asked) = writing.asked(&question) else {
        return Ok(Redirect::to(&writing.go_on()).into_response());
    };
    let saving = submitted.is("then", "save");
    let changing = submitted.is("change", "yes");
    let answers = &writing.draft.answers;
    let today = site.application().today();
    match parse_question(writing.form, &question, &submitted.fields, answers, today) {
        Ok(answer) => {
            let id = asked.id.clone();
            let changed = draft::change(&site, writing.id, |draft| {
                draft.answers.set(&id, answer.clone());
                draft.passed.insert(id.clone());
            })
            .await?;
            if submitted.is("then", "more") {
                // One row more is shown as soon as the rows before it are filled.
                let query = if changing { format!("?{CHANGE}") } else { String::new() };
                return Ok(Redirect::to(&format!("/ask/{question}{query}")).into_response());
            }
            if saving {
                return save::give_code_once(&site, &visitor, &changed).await;
            }
            Ok(Redirect::to(&next(&changed, &question, changing)).into_response())
        }
        // Whoever saves for later need not answer first; what was typed is never left behind.
        Err(errors) if saving && nothing_typed(&errors, &submitted, &question) => {
            save::give_code_once(&site, &visitor, &writing).await
        }
        Err(errors) => {
            let problems = problems_of(errors);
            let shown = Shown { changing, typed: Some(&submitted), problems: &problems };
            Ok(view(&site, &visitor, &writing, asked, &shown))
        }
    }
}

/// Errors of fields as things to put right.
pub(super) fn problems_of(errors: Vec<FieldError>) -> Problems {
    Problems(errors.into_iter().map(|error| (error.field, error.message)).collect())
}

fn nothing_typed(errors: &[FieldError], submitted: &Submitted, question: &str) -> bool {
    let rows = format!("{question}.");
    errors.iter().all(|error| error.code == ErrorCode::Missing)
        && submitted
            .fields
            .iter()
            .filter(|(name, _)| name == question || name.starts_with(&rows))
            .all(|(_, value)| value.trim().is_empty())
}

/// A page that was open too long comes back with what was typed, if it was this session's.
fn keep_typed(
    site: &Site,
    visitor: &Visitor,
    writing: Option<&Writing<'_>>,
    question: &str,
    failure: PageFailure,
) -> Result<Response, PageFailure> {
    let asked = writing.and_then(|writing| Some((writing, writing.asked(question)?)));
    let (PageFailure::TokenMissing(typed), Some((writing, asked))) = (&failure, asked) else {
        return Err(failure);
    };
    let problems = Problems::one(question, site.words().say("ask-question-open-too-long"));
    let changing = typed.is("change", "yes");
    let shown = Shown { changing, typed: Some(typed), problems: &problems };
    let mut response = view(site, visitor, writing, asked, &shown);
    *response.status_mut() = StatusCode::FORBIDDEN;
    Ok(response)
}

fn next(writing: &Writing<'_>, question: &str, changing: bool) -> String {
    if changing {
        return writing.go_on();
    }
    writing
        .form
        .next_after(question, &writing.draft.answers)
        .map_or_else(|| "/ask/check".to_owned(), |next| format!("/ask/{}", next.id))
}

/// How the question is shown.
struct Shown<'a> {
    changing: bool,
    typed: Option<&'a Submitted>,
    problems: &'a Problems,
}

fn view(
    site: &Site,
    visitor: &Visitor,
    writing: &Writing<'_>,
    question: &Question,
    shown: &Shown<'_>,
) -> Response {
    let words = site.words();
    let language = Language::english();
    let answers = &writing.draft.answers;
    let previous = writing.form.previous_before(question.id.as_str(), answers);
    let back = match previous {
        _ if shown.changing => "/ask/check".to_owned(),
        Some(previous) => format!("/ask/{}", previous.id),
        None => "/".to_owned(),
    };
    let title = question.words(&language, writing.form.voice(answers)).label.clone();
    let asked = Asked {
        site,
        form: writing.form,
        question,
        answers,
        typed: shown.typed.map(|typed| typed.fields.as_slice()),
        problems: shown.problems,
        standing: Standing::Alone,
    };
    let fields = form(site, &visitor.held, &format!("/ask/{}", question.id), |writer| {
        if shown.changing {
            hidden(writer, "change", "yes");
        }
        writer.html(&asked.render());
        writer.element("div").class("govuk-button-group").within(|writer| {
            writer.add(&Button::submit(words.say("ask-continue")));
            if matches!(question.kind, Kind::Group { .. }) {
                writer.add(&Button {
                    name: "then".into(),
                    value: "more".into(),
                    ..Button::secondary(words.say("ask-add-another"))
                });
            }
            writer.add(&Button {
                name: "then".into(),
                value: "save".into(),
                ..Button::secondary(words.say("ask-save-for-later"))
            });
        });
    });
    let section = writing.form.section_of(question.id.as_str());
    let section = section.map_or("", |section| section.worded.words(&language, None).label.as_str());
    let place = writing.place(question).to_string();
    let progress = words.with("ask-progress", &[("section", section), ("place", &place)]);
    let main = Html::build(|writer| {
        writer.element("div").class("govuk-grid-row").within(|writer| {
            writer.element("div").class("govuk-grid-column-two-thirds").within(|writer| {
                writer.element("p").class("govuk-caption-l").text(&progress);
                writer.html(&fields);
                if previous.is_none() {
                    write_notices(writer, site, writing);
                }
            });
        });
    });
    full_page(site, &Frame::Public, &title, Some(&back), shown.problems, main)
}

/// What is said once, at the beginning: that nobody reads a draft, and how the form came about.
fn write_notices(writer: &mut govuk::Writer, site: &Site, writing: &Writing<'_>) {
    let drafts = &site.application().rules().protocol().settings().reading.drafts;
    writer.element("p").class("govuk-body-s").text(drafts);
    if let Some(notice) = writing.form.notice(&Language::english()) {
        writer.element("p").class("govuk-body-s").text(notice);
    }
}

/// A hidden field.
pub(super) fn hidden(writer: &mut govuk::Writer, name: &'static str, value: &str) {
    writer
        .element("input")
        .attribute("type", "hidden")
        .attribute("name", name)
        .attribute("value", value)
        .empty();
}
