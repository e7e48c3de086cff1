//! How it was: after the draft, after the decision, after a review. Every question may be left out, and nobody reads a reply by itself.

use application::Failure;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Answers, Form, Language, parse_question};
use govuk::{Button, Html, InsetText};
use records::feedback::{After, Given};

use super::reading::Reading;
use super::talk;
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::questions::{Asked, Standing};
use crate::site::Site;
use crate::submitted::Submitted;

/// The step that the reader could say something about: the latest that was done with them.
fn after(reading: &Reading) -> Option<After> {
    let child = reading.record()?;
    let assessment = &child.assessment;
    let drafted = assessment.draft.as_ref().map(|draft| (draft.at, After::Assessing));
    let decided = assessment.signed_off.as_ref().map(|signed| (signed.at, After::Deciding));
    let reviewed = child.journey.reviews.last().map(|review| (review.at, After::Reviewing));
    let latest = [drafted, decided, reviewed].into_iter().flatten().max();
    latest.map(|(_, step)| step)
}

/// How often that step took place: each new assessment and each review is asked about anew.
fn times(reading: &Reading, step: After) -> u64 {
    let Some(child) = reading.record() else { return 0 };
    let times = match step {
        After::Assessing | After::Deciding => child.earlier.len() + 1,
        After::Reviewing => child.journey.reviews.len(),
    };
    times as u64
}

/// Whether there is anything to ask about yet.
pub(super) fn is_asked(reading: &Reading) -> bool {
    after(reading).is_some()
}

/// The page.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-feedback").await?;
    let step = after(&reading).ok_or(PageFailure::NotThere)?;
    let given = site.application().has_given_feedback(&holder.actor, step, times(&reading, step)).await?;
    view(&reading, &holder, step, given, None, &Problems::default())
}

/// It is taken.
pub async fn submit(
    State(site): State<Site>,
    holder: CodeHolder,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-feedback").await?;
    let step = after(&reading).ok_or(PageFailure::NotThere)?;
    let once = submitted.once.ok_or(PageFailure::NotAForm)?;
    let (answers, problems) = read(&site, form_of(&site)?, &submitted);
    if !problems.is_empty() {
        return view(&reading, &holder, step, false, Some(&submitted), &problems);
    }
    let given = Given { after: step, by: holder.person, answers };
    let times = times(&reading, step);
    match site.application().give_feedback(&holder.actor, given, times, Some(once)).await {
        Ok(()) => Ok(Redirect::to("/family/feedback").into_response()),
        Err(Failure::Refused(refusal)) => {
            let problems = Problems::one("respectful", super::comment::refused(&site, refusal.code()));
            view(&reading, &holder, step, false, Some(&submitted), &problems)
        }
        Err(other) => Err(other.into()),
    }
}

fn form_of(site: &Site) -> Result<&Form, PageFailure> {
    site.application().forms().latest("feedback").ok_or(PageFailure::NotThere)
}

fn read(site: &Site, form: &Form, submitted: &Submitted) -> (Answers, Problems) {
    let today = site.application().today();
    let mut answers = form.no_answers();
    let mut problems = Problems::default();
    for question in form.questions() {
        match parse_question(form, question.id.as_str(), &submitted.fields, &answers, today) {
            Ok(answer) => answers.set(&question.id, answer),
            Err(errors) => problems.0.extend(errors.into_iter().map(|error| (error.field, error.message))),
        }
    }
    (answers, problems)
}

fn view(
    reading: &Reading,
    holder: &CodeHolder,
    step: After,
    given: bool,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let site = &reading.site;
    let words = site.words();
    let asked = form_of(site)?;
    let worded = asked.words(&Language::english());
    let title = worded.label.clone();
    let answers = asked.no_answers();
    let typed = submitted.map(|submitted| submitted.fields.as_slice());
    let fields = form(site, &holder.held, "/family/feedback", |writer| {
        for question in asked.questions() {
            let standing = Standing::Among;
            let asked = Asked { site, form: asked, question, answers: &answers, typed, problems, standing };
            writer.html(&asked.render());
        }
        writer.add(&Button::submit(words.say("family-feedback-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        if given {
            writer.add(&InsetText::from(words.say("family-feedback-thanks").as_str()));
        } else {
            writer.paragraph(words.say(&format!("family-feedback-after-{}", step.name())));
            if let Some(hint) = &worded.hint {
                writer.paragraph(hint.as_str());
            }
            writer.html(&fields);
            if let Some(notice) = asked.notice(&Language::english()) {
                writer.element("p").class("govuk-body-s").text(notice);
            }
        }
        writer.html(&talk::view(reading, 2));
    });
    Ok(full_page(site, &Frame::Family, &title, Some("/family"), problems, main))
}
