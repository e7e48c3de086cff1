//! A step of the statutory procedure, on its true day.

use access::Action;
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Choice};
use kernel::Moment;
use records::challenge::{RecordStep, Step, StepTaken};
use uuid::Uuid;

use super::desk::Desk;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::children::fields::{Typed, date_typed};
use crate::site::Site;
use crate::submitted::Submitted;

/// The message that names a step.
pub(super) fn step_name(step: Step) -> &'static str {
    match step {
        Step::StageTwoAgreed => "challenge-step-stage-two-agreed",
        Step::PanelMet => "challenge-step-panel-met",
        Step::PanelReported => "challenge-step-panel-reported",
        Step::ReportReceived => "challenge-step-report-received",
    }
}

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(challenge): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, challenge, Action::RunChallenge).await?;
    Ok(view(&desk, None, &Problems::default()))
}

/// It is recorded.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(challenge): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, challenge, Action::RunChallenge).await?;
    let words = site.words();
    let step = Step::ALL.iter().find(|(name, _)| *name == submitted.value("step"));
    let Some((_, step)) = step else {
        let problems = Problems::one("step", words.say("challenge-step-missing"));
        return Ok(view(&desk, Some(&submitted), &problems));
    };
    let Ok(Some(day)) = date_typed(&submitted, "on") else {
        let problems = Problems::one("on.day", words.say("challenge-step-day-missing"));
        return Ok(view(&desk, Some(&submitted), &problems));
    };
    let taken = StepTaken { step: *step, words: submitted.value("words").to_owned() };
    let record = RecordStep { taken, happened: Moment::On(day) };
    let field = |code: &str| if code == "in-future" { "on.day" } else { "step" };
    match desk.attempt(Act::on(challenge, record), &submitted, field).await? {
        None => Ok(desk.back()),
        Some(problems) => Ok(view(&desk, Some(&submitted), &problems)),
    }
}

fn view(desk: &Desk<'_>, submitted: Option<&Submitted>, problems: &Problems) -> Response {
    let (site, words) = (desk.site, desk.site.words());
    let typed = Typed::new(site, submitted, problems);
    let choices = Step::ALL
        .iter()
        .filter(|(_, step)| !desk.challenge().has_taken(*step))
        .map(|(name, step)| Choice::new(*name, words.say(step_name(*step))))
        .collect();
    let fields = form(site, &desk.reader.held, &desk.href("/step"), |writer| {
        typed.radios(writer, "step", "challenge-step", choices, "");
        typed.date(writer, "on", "challenge-step-on", None);
        typed.area(writer, "words", "challenge-step-words", "");
        writer.add(&Button::submit(words.say("challenge-step-button")));
    });
    desk.page(&words.say("challenge-step-title"), problems, |writer| {
        writer.paragraph(words.say("challenge-step-lead"));
        writer.html(&fields);
    })
}
