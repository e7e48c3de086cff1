//! Triage: the questions T2 to T9, in that order, on one page. The one about harm comes last, and whatever its answer
//! the request goes on; what was noticed goes to the front door and is not among the answers that are kept here.

use access::Action;
use application::Act;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Answer, Answers, Condition, Form, Language, Question, parse_question};
use govuk::{Button, Writer};
use records::request::{Triage, Triaged, YesNoUnsure};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::work::desk::Desk;
use crate::pages::work::passing_on::{Noticed, pass_on, write_numbers, write_passed_on};
use crate::pages::work::prefilled::prefilled;
use crate::questions::{Asked, Standing};
use crate::site::Site;
use crate::submitted::Submitted;

const HARM: &str = "t9-facts-of-harm";
const NOTICED: &str = "t9-what-was-noticed";

/// Whether a question is about danger or harm: its answer is never kept with the request, which the family reads.
fn is_about_harm(question: &Question) -> bool {
    question.id.as_str().starts_with("t1-") || question.id.as_str().starts_with("t9-")
}

/// The form of the triage.
pub(super) fn form_of(site: &Site) -> Result<&Form, PageFailure> {
    site.application().forms().latest("triage").ok_or(PageFailure::NotThere)
}

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, request, "triage", Action::Triage).await?;
    if desk.request().read.is_none() {
        return Ok(Redirect::to(&desk.href("read")).into_response());
    }
    if !desk.request().is_open() {
        return Ok(desk.back());
    }
    view(&desk, None, None, &Problems::default())
}

/// What was noticed goes on its way first, whatever else is missing; then the triage is recorded.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, request, "triage", Action::Triage).await?;
    let questions = form_of(&site)?;
    let harm = submitted.value(HARM);
    let mut rest = submitted.clone();
    let mut concern = None;
    if matches!(harm, "yes" | "unsure") {
        let noticed = Noticed {
            words: submitted.value(NOTICED),
            immediate: false,
            unsure: harm == "unsure",
            unless_said: "passed-on-harm-unsaid",
        };
        concern = Some(pass_on(&desk, &submitted, &noticed).await?);
        rest.once = None;
    }
    let (answers, mut problems) = read_answers(&site, questions, &submitted);
    if !matches!(harm, "yes" | "no" | "unsure") {
        let question = questions.question(HARM);
        let missing =
            question.and_then(|question| question.words(&Language::english(), None).error_missing.clone());
        let missing = missing.unwrap_or_else(|| site.words().say("triage-harm-missing"));
        problems.0.push((HARM.to_owned(), missing));
    }
    if !problems.is_empty() {
        return view(&desk, Some(&submitted), concern, &problems);
    }
    let act = Act::on(request, Triage(triaged(answers)));
    match (desk.attempt(act, &rest, |_| "t2-asking-for-help").await?, concern) {
        (None, Some(concern)) => Ok(Redirect::to(&desk.href(&format!("sent/{concern}"))).into_response()),
        (None, None) => Ok(desk.back()),
        (Some(problems), concern) => view(&desk, Some(&submitted), concern, &problems),
    }
}

/// The answers to T2 to T8, and what must be put right in them.
fn read_answers(site: &Site, form: &Form, submitted: &Submitted) -> (Answers, Problems) {
    let today = site.application().today();
    let mut answers = form.no_answers();
    let mut problems = Problems::default();
    for question in form.questions().filter(|question| !is_about_harm(question)) {
        let asked = form.visible_questions(&answers).iter().any(|visible| visible.id == question.id);
        if !asked {
            continue;
        }
        match parse_question(form, question.id.as_str(), &submitted.fields, &answers, today) {
            Ok(answer) => answers.set(&question.id, answer),
            Err(errors) => {
                problems.0.extend(errors.into_iter().map(|error| (error.field, error.message)));
            }
        }
    }
    (answers, problems)
}

fn triaged(answers: Answers) -> Triaged {
    let disabled = match answers.get("t3-disabled") {
        Some(Answer::Choice(value)) if value == "yes" => YesNoUnsure::Yes,
        Some(Answer::Choice(value)) if value == "no" => YesNoUnsure::No,
        _ => YesNoUnsure::Unsure,
    };
    let request_types = answers
        .get("t5-request-types")
        .map(|types| types.chosen().into_iter().map(str::to_owned).collect())
        .unwrap_or_default();
    Triaged { answers, disabled, request_types }
}

fn view(
    desk: &Desk<'_>,
    submitted: Option<&Submitted>,
    concern: Option<Uuid>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let (site, words) = (desk.site, desk.site.words());
    let questions = form_of(site)?;
    let answers = prefilled(site, questions, desk.request());
    let page = form(site, &desk.reader.held, &desk.href("triage"), |writer| {
        if let Some(concern) = concern {
            write_passed_on(site, writer, concern);
        }
        let asked = questions.questions().filter(|question| !question.id.as_str().starts_with("t1-"));
        for question in asked {
            write_question(site, questions, &answers, submitted, problems, (question.id.as_str(), writer));
        }
        writer.add(&Button::submit(words.say("triage-submit")));
    });
    Ok(desk.page(&words.say("triage-title"), problems, |writer| {
        writer.paragraph(words.say("triage-lead"));
        writer.html(&page);
        write_numbers(site, writer);
    }))
}

/// One question of the form. One that is asked only after certain answers says after which, so that the page works
/// without scripts.
pub(super) fn write_question(
    site: &Site,
    form: &Form,
    answers: &Answers,
    submitted: Option<&Submitted>,
    problems: &Problems,
    (id, writer): (&str, &mut Writer),
) {
    let Some(question) = form.question(id) else { return };
    let typed = submitted.map(|submitted| submitted.fields.as_slice());
    let asked = Asked { site, form, question, answers, typed, problems, standing: Standing::Among }.render();
    let Some(only_if) = only_if(site, form, question) else { return writer.html(&asked) };
    writer.element("div").class("alongside-follow-up").within(|writer| {
        writer.element("p").class("alongside-follow-up__when").text(&only_if);
        writer.html(&asked);
    });
}

/// After which answers a question is asked, in words; nothing for those that follow from asking for help at all.
fn only_if(site: &Site, form: &Form, question: &Question) -> Option<String> {
    let when = question.show_when.as_ref()?;
    let before = form.question(when.question.as_str())?;
    let Condition::Is(values) = &when.condition else { return None };
    if before.id.as_str() == "t2-asking-for-help" {
        return None;
    }
    let label = |value: &String| {
        before.choices().iter().find(|choice| choice.value == *value).map_or_else(
            || site.words().say("work-yes"),
            |choice| choice.words(&Language::english(), None).label.clone(),
        )
    };
    let labels: Vec<String> = values.iter().map(label).collect();
    Some(site.words().with("triage-only-if", &[("answers", &labels.join(" / "))]))
}
