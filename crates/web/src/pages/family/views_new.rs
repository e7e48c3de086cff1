//! The child or young person says something themselves, in their own words, and chooses who may read it.

use access::{Action, RecordKind};
use application::{Act, Failure};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Answer, Answers, Form, Language, QuestionId};
use govuk::{Button, Html};
use records::child::{SayMyself, ViewRecorded};
use uuid::Uuid;

use super::comment::refused;
use super::reading::Reading;
use super::talk;
use super::views::is_the_child;
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::children::views::{FORM, read_form};
use crate::questions::{Asked, Standing};
use crate::site::Site;
use crate::submitted::Submitted;

/// Who writes is known on this page, so it is not asked; it decides how the reader is addressed.
const WHO_WRITES: (&str, &str) = ("who-writes", "me");
/// What is asked of whoever speaks for themselves; all else of the form is for those who write for another.
const ASKED: [&str; 5] = ["said", "ways", "wanted-there", "what-it-is-about", "who-may-read"];

/// The empty form.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let (reading, _) = open(&site, &holder).await?;
    let answers = begun(form_of(&site)?);
    view(&reading, &holder, &answers, None, &Problems::default())
}

/// It is sent.
pub async fn submit(
    State(site): State<Site>,
    holder: CodeHolder,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let (reading, child) = open(&site, &holder).await?;
    let once = submitted.once.ok_or(PageFailure::NotAForm)?;
    let mut asked = submitted.clone();
    asked.fields.retain(|(name, _)| ASKED.contains(&name.as_str()));
    let (answers, problems) = read_form(&site, form_of(&site)?, &[WHO_WRITES], &asked);
    if !problems.is_empty() {
        return view(&reading, &holder, &answers, Some(&asked.fields), &problems);
    }
    let view_of = site.application().new_identifier();
    let said = ViewRecorded { view: view_of, answers: answers.clone(), need: None, attachment: None };
    match site.application().execute(&holder.actor, Act::on(child, SayMyself(said)).once(once)).await {
        Ok(_) => Ok(Redirect::to(&format!("/family/views#view-{view_of}")).into_response()),
        Err(Failure::Refused(refusal)) => {
            let problems = Problems::one("said", refused(&site, refusal.code()));
            view(&reading, &holder, &answers, Some(&asked.fields), &problems)
        }
        Err(other) => Err(other.into()),
    }
}

/// The page is the child's alone.
async fn open(site: &Site, holder: &CodeHolder) -> Result<(Reading, Uuid), PageFailure> {
    let reading = Reading::open(site, holder, "family-views").await?;
    let child = reading.child.as_ref().map(|open| open.id).ok_or(PageFailure::NotThere)?;
    let may = is_the_child(&reading) && reading.may(Action::Comment, RecordKind::AssessmentEntry);
    if may { Ok((reading, child)) } else { Err(PageFailure::NotThere) }
}

fn form_of(site: &Site) -> Result<&Form, PageFailure> {
    site.application().forms().latest(FORM).ok_or(PageFailure::NotThere)
}

fn begun(form: &Form) -> Answers {
    let mut answers = form.no_answers();
    if let Ok(question) = QuestionId::new(WHO_WRITES.0) {
        answers.set(&question, Some(Answer::Choice(WHO_WRITES.1.to_owned())));
    }
    answers
}

fn view(
    reading: &Reading,
    holder: &CodeHolder,
    answers: &Answers,
    typed: Option<&[(String, String)]>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let site = &reading.site;
    let words = site.words();
    let asked_in = form_of(site)?;
    let title = words.say("family-views-new");
    let fields = form(site, &holder.held, "/family/views/new", |writer| {
        for question in asked_in.questions().filter(|question| ASKED.contains(&question.id.as_str())) {
            let standing = Standing::Among;
            let asked = Asked { site, form: asked_in, question, answers, typed, problems, standing };
            writer.html(&asked.render());
        }
        writer.add(&Button::submit(words.say("family-views-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.html(&fields);
        if let Some(notice) = asked_in.notice(&Language::english()) {
            writer.element("p").class("govuk-body-s").text(notice);
        }
        writer.html(&talk::view(reading, 2));
    });
    Ok(full_page(site, &Frame::Family, &title, Some("/family/views"), problems, main))
}
