//! Invented requests, one at a time: to see how alike people decide. Nothing says what differs between the versions.

use access::{Action, RecordKind};
use application::{Act, PARTNERSHIP_STREAM};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Choice, Html, InsetText, Writer};
use guidance::full_date;
use jiff::civil::Date;
use measures::{Definitions, Half, Vignette};
use records::partnership::AnswerVignette;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::children::child_page::carry_out;
use crate::pages::children::fields::{Typed, hidden};
use crate::site::Site;
use crate::submitted::Submitted;

/// What somebody has left to read in this half of the year.
pub(super) struct Exercise {
    half: Half,
    /// The next one, in the version that this person reads.
    next: Option<(String, String)>,
    /// How many are left.
    pub(super) left: usize,
}

/// What is left for whoever the table lets answer; nothing for everybody else.
pub(super) async fn of(site: &Site, reader: &SignedIn) -> Result<Option<Exercise>, PageFailure> {
    let application = site.application();
    if !application.may_here(&reader.actor, Action::Write, RecordKind::Vignette) {
        return Ok(None);
    }
    let definitions = application.measure_definitions()?;
    let partnership = application.partnership_state().await?;
    let half = definitions.half_of(application.today());
    let is_answered = |request: &Vignette| {
        partnership.state.vignettes.iter().any(|given| {
            given.person == reader.person
                && given.answered.half == half
                && given.answered.vignette == request.id
        })
    };
    let all = definitions.vignettes.requests.iter().enumerate();
    let mut open = all.filter(|(_, request)| !is_answered(request));
    let next = open.next().map(|(place, request)| {
        let with_disability = definitions.reads_disability(reader.person.0, place, half);
        (request.id.clone(), request.version(with_disability))
    });
    let left = open.count() + usize::from(next.is_some());
    Ok(Some(Exercise { half, next, left }))
}

/// The way to the exercise, where something is left.
pub(super) fn link(site: &Site, exercise: Option<&Exercise>, writer: &mut Writer) {
    let Some(exercise) = exercise.filter(|exercise| exercise.left > 0) else { return };
    writer.element("p").class("govuk-body").within(|writer| {
        let text = site.words().with("exercise-link", &[("left", &exercise.left.to_string())]);
        writer.element("a").class("govuk-link").attribute("href", "/exercise").text(&text);
    });
}

/// The next one.
pub async fn show(State(site): State<Site>, reader: SignedIn) -> Result<Response, PageFailure> {
    view(&site, &reader, None, &Problems::default()).await
}

/// It is answered.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    of(&site, &reader).await?.ok_or(PageFailure::NotThere)?;
    let answer = AnswerVignette {
        vignette: submitted.value("vignette").to_owned(),
        answer: submitted.value("answer").to_owned(),
    };
    let act = Act::on(PARTNERSHIP_STREAM.id, answer);
    match carry_out(&site, &reader.actor, act, &submitted, |_| "answer").await? {
        None => Ok(Redirect::to("/exercise").into_response()),
        Some(problems) => view(&site, &reader, Some(&submitted), &problems).await,
    }
}

async fn view(
    site: &Site,
    reader: &SignedIn,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let exercise = of(site, reader).await?.ok_or(PageFailure::NotThere)?;
    let definitions = site.application().measure_definitions()?;
    let words = site.words();
    let title = words.say("exercise-title");
    let typed = Typed::new(site, submitted, problems);
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("exercise-lead"));
        let Some((vignette, text)) = &exercise.next else {
            let next = next_half(&definitions, exercise.half).map(full_date).unwrap_or_default();
            writer.paragraph(words.with("exercise-done", &[("next", &next)]));
            return;
        };
        writer.paragraph(words.with("exercise-left", &[("left", &exercise.left.to_string())]));
        writer.add(&InsetText::from(text.as_str()));
        writer.html(&form(site, &reader.held, "/exercise", |writer| {
            hidden(writer, "vignette", vignette);
            let answers = &definitions.vignettes.answers;
            let choices = answers.iter().map(|answer| Choice::new(answer.value.clone(), answer.name.clone()));
            typed.radios(writer, "answer", "exercise-answer", choices.collect(), "");
            writer.add(&Button::submit(words.say("exercise-button")));
        }));
    });
    Ok(full_page(site, &Frame::practitioner(&reader.actor, "today"), &title, Some("/today"), problems, main))
}

/// The first day of the half that follows.
fn next_half(definitions: &Definitions, half: Half) -> Option<Date> {
    let begins = if half.second { definitions.year_begins } else { definitions.vignettes.second_half_begins };
    let years = [half.year, half.year.saturating_add(1)];
    let days = years.into_iter().filter_map(|year| Date::new(year, begins.month, begins.day).ok());
    days.into_iter().find(|day| definitions.half_of(*day) > half)
}
