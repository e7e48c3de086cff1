//! A stage is given more time, with a reason; the letter that tells it goes out in the same act.

use access::Action;
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::Button;
use guidance::{Due, Facts, Milestone, full_date};
use kernel::Moment;
use records::challenge::{Challenge, Extend, Extended, Stage, Step};
use uuid::Uuid;

use super::desk::Desk;
use super::letters;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::children::fields::Typed;
use crate::site::Site;
use crate::submitted::Submitted;

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(challenge): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, challenge, Action::RunChallenge).await?;
    Ok(view(&desk, None, &Problems::default()))
}

/// More time is taken, and told.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(challenge): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, challenge, Action::RunChallenge).await?;
    let made = desk.made()?;
    let why = submitted.value("why").to_owned();
    let stage = desk.challenge().current_stage().unwrap_or(Stage::Three);
    let until = longest(&desk, stage);
    let from = desk.partnership.state.practitioner(reader.person);
    let extend = Extend(Extended {
        stage,
        why: why.clone(),
        letter: site.application().new_identifier(),
        text: letters::extension(&site, made, &why, until.as_deref(), from),
    });
    match desk.attempt(Act::on(challenge, extend), &submitted, |_| "why").await? {
        None => Ok(desk.back()),
        Some(problems) => Ok(view(&desk, Some(&submitted), &problems)),
    }
}

/// The last day on which this stage is answered when more time is taken, in full words.
fn longest(desk: &Desk<'_>, stage: Stage) -> Option<String> {
    let started = start(desk.challenge(), stage)?;
    let facts = Facts { extended: vec![stage.name().to_owned()], ..Facts::default() };
    let scheduled = desk.site.application().rules().schedule(&[started], &facts);
    let due = scheduled.into_iter().find_map(|duty| match duty.due {
        Due::On(date) if duty.statutory => Some(date),
        _ => None,
    });
    due.map(full_date)
}

/// What the clock of a stage runs from.
fn start(challenge: &Challenge, stage: Stage) -> Option<Milestone> {
    match stage {
        Stage::One => {
            let received = challenge.made.as_ref()?.fact.received_at;
            Some(Milestone::new("complaint.received", Moment::At(received)))
        }
        Stage::Two => {
            let agreed = challenge.steps.iter().find(|taken| taken.fact.step == Step::StageTwoAgreed)?;
            Some(Milestone::new("stage2.accepted", agreed.happened))
        }
        Stage::Three => None,
    }
}

fn view(desk: &Desk<'_>, submitted: Option<&Submitted>, problems: &Problems) -> Response {
    let (site, words) = (desk.site, desk.site.words());
    let typed = Typed::new(site, submitted, problems);
    let fields = form(site, &desk.reader.held, &desk.href("/extend"), |writer| {
        typed.area(writer, "why", "challenge-extend-why", "");
        writer.add(&Button::submit(words.say("challenge-extend-button")));
    });
    let until = desk.challenge().current_stage().and_then(|stage| longest(desk, stage));
    desk.page(&words.say("challenge-extend-title"), problems, |writer| {
        writer.paragraph(words.say("challenge-extend-lead"));
        if let Some(until) = &until {
            writer.paragraph(words.with("challenge-extend-until", &[("date", until)]));
        }
        writer.html(&fields);
    })
}
