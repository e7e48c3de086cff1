//! One section of the form on one longer page, for whoever writes down what somebody else asks.
//!
//! What was left out on paper or not said on the telephone does not hold a request up: only what it cannot be read
//! without is asked for.

use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use forms::{ErrorCode, FieldError, Language, Question, Section, parse_question};
use govuk::{Button, Html, InsetText};

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::questions::{Asked, Standing};
use crate::site::Site;
use crate::submitted::Submitted;

use super::draft::{self, Writing};
use super::enter::entering;
use super::question::{hidden, problems_of};

/// What must be known before a request can be read at all: who asks, for whom, and for what.
pub(super) const NEEDED: [&str; 3] = ["who-is-asking", "what-would-help", "child-name"];
/// The query of a page to which an answer has added questions.
const MORE: &str = "more=yes";

/// Whether an error stands in the way of entering.
pub(super) fn stands_in_the_way(error: &FieldError) -> bool {
    error.code != ErrorCode::Missing || NEEDED.contains(&error.question.as_str())
}

/// The section's questions.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(section): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, PageFailure> {
    let begun = entering(&site, &reader).await?;
    if draft::newest_form(&site)?.section(&section).is_none() {
        return Err(PageFailure::NotThere);
    }
    let Some((writing, _)) = begun else {
        return Ok(Redirect::to("/requests/new").into_response());
    };
    let section = writing.form.section(&section).ok_or(PageFailure::NotThere)?;
    let more = query.as_deref() == Some(MORE);
    Ok(view(&site, &reader, &writing, section, &Shown { more, typed: None, problems: &Problems::default() }))
}

/// The section's answers. An answer that opens further questions brings the page back with them.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(section): Path<String>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let begun = entering(&site, &reader).await?;
    if draft::newest_form(&site)?.section(&section).is_none() {
        return Err(PageFailure::NotThere);
    }
    let Some((writing, _)) = begun else {
        return Ok(Redirect::to("/requests/new").into_response());
    };
    let section = writing.form.section(&section).ok_or(PageFailure::NotThere)?;
    let today = site.application().today();
    let shown: Vec<&str> = submitted.value("shown").split(' ').collect();
    let mut answers = writing.draft.answers.clone();
    let mut problems = Vec::new();
    let mut more = false;
    for question in &section.questions {
        let asked = writing.form.visible_questions(&answers).iter().any(|asked| asked.id == question.id);
        if !asked {
            continue;
        }
        if !shown.contains(&question.id.as_str()) {
            more = true;
            continue;
        }
        match parse_question(writing.form, question.id.as_str(), &submitted.fields, &answers, today) {
            Ok(answer) => answers.set(&question.id, answer),
            Err(errors) if errors.iter().any(stands_in_the_way) => problems.extend(errors),
            Err(_) => answers.set(&question.id, None),
        }
    }
    let changed = draft::change(&site, writing.id, |draft| {
        for question in &section.questions {
            draft.answers.set(&question.id, answers.get(question.id.as_str()).cloned());
        }
    })
    .await?;
    if !problems.is_empty() {
        let problems = problems_of(problems);
        let shown = Shown { more, typed: Some(&submitted), problems: &problems };
        return Ok(view(&site, &reader, &changed, section, &shown));
    }
    if more {
        return Ok(Redirect::to(&format!("/requests/new/{}?{MORE}", section.id)).into_response());
    }
    Ok(Redirect::to(&after(&changed, section)).into_response())
}

fn after(writing: &Writing<'_>, section: &Section) -> String {
    let mut later = writing.form.sections().iter().skip_while(|other| other.id != section.id).skip(1);
    later.next().map_or_else(|| "/requests/new/check".to_owned(), |next| format!("/requests/new/{}", next.id))
}

fn before(writing: &Writing<'_>, section: &Section) -> String {
    let earlier = writing.form.sections().iter().take_while(|other| other.id != section.id).last();
    earlier.map_or_else(|| "/requests/new".to_owned(), |previous| format!("/requests/new/{}", previous.id))
}

/// How the section is shown.
struct Shown<'a> {
    more: bool,
    typed: Option<&'a Submitted>,
    problems: &'a Problems,
}

fn view(
    site: &Site,
    reader: &SignedIn,
    writing: &Writing<'_>,
    section: &Section,
    shown: &Shown<'_>,
) -> Response {
    let words = site.words();
    let answers = &writing.draft.answers;
    let visible = writing.form.visible_questions(answers);
    let asked: Vec<&Question> = section
        .questions
        .iter()
        .filter(|question| visible.iter().any(|other| other.id == question.id))
        .collect();
    let names: Vec<&str> = asked.iter().map(|question| question.id.as_str()).collect();
    let title = section.worded.words(&Language::english(), None).label.clone();
    let fields = form(site, &reader.held, &format!("/requests/new/{}", section.id), |writer| {
        hidden(writer, "shown", &names.join(" "));
        for question in asked {
            let asked = Asked {
                site,
                form: writing.form,
                question,
                answers,
                typed: shown.typed.map(|typed| typed.fields.as_slice()),
                problems: shown.problems,
                standing: Standing::Among,
            };
            writer.html(&asked.render());
        }
        writer.add(&Button::submit(words.say("ask-continue")));
    });
    let main = Html::build(|writer| {
        writer.element("div").class("govuk-grid-row").within(|writer| {
            writer.element("div").class("govuk-grid-column-two-thirds").within(|writer| {
                writer.element("p").class("govuk-caption-l").text(&words.say("enter-title"));
                writer.element("h1").class("govuk-heading-l").text(&title);
                if shown.more {
                    writer.add(&InsetText::from(words.say("enter-more").as_str()));
                }
                writer.html(&fields);
            });
        });
    });
    let frame = Frame::practitioner(&reader.actor, "requests");
    full_page(site, &frame, &title, Some(&before(writing, section)), shown.problems, main)
}
