//! The answer: the decision first, then why, then what will be done by when. It goes out as a letter in the same act.

use access::Action as Do;
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Choice};
use jiff::civil::Date;
use records::challenge::{Action, Answer, Answered, Outcome};
use uuid::Uuid;

use super::desk::Desk;
use super::letters::{self, AnswerLetter, outcome_name};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::children::fields::{Typed, date_typed};
use crate::site::Site;
use crate::submitted::Submitted;

/// Actions that one answer can promise; a longer list is easier to keep as several answers in one action's words.
const ACTIONS_MAX: usize = 4;

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(challenge): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, challenge, Do::AnswerChallenge).await?;
    view(&desk, None, &Problems::default())
}

/// It is answered, and the letter goes out.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(challenge): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, challenge, Do::AnswerChallenge).await?;
    let (outcome, why, actions) = match read(&desk, &submitted) {
        Ok(read) => read,
        Err(problems) => return view(&desk, Some(&submitted), &problems),
    };
    let made = desk.made()?;
    let stage = desk.challenge().current_stage();
    let text = letters::answer(
        &site,
        &AnswerLetter {
            made,
            stage,
            outcome,
            why: &why,
            actions: &actions,
            from: desk.partnership.state.practitioner(reader.person),
        },
    );
    let letter = site.application().new_identifier();
    let answer = Answer {
        answered: Answered { stage, outcome, why, actions, letter, text },
        deciders: site.application().deciders(&made.about).await?,
    };
    let field = |code: &str| match code {
        "challenge-why-missing" | "challenge-too-long" => "why",
        "action-missing" => "what-1",
        "action-in-past" => "by-1.day",
        _ => "outcome",
    };
    match desk.attempt(Act::on(challenge, answer), &submitted, field).await? {
        None => Ok(desk.back()),
        Some(problems) => view(&desk, Some(&submitted), &problems),
    }
}

fn read(desk: &Desk<'_>, submitted: &Submitted) -> Result<(Outcome, String, Vec<Action>), Problems> {
    let words = desk.site.words();
    let mut problems = Problems::default();
    let mut problem = |field: String, name: &str| problems.0.push((field, words.say(name)));
    let outcome = Outcome::ALL.iter().find(|(name, _)| *name == submitted.value("outcome"));
    if outcome.is_none() {
        problem("outcome".to_owned(), "challenge-answer-outcome-missing");
    }
    let why = submitted.value("why").to_owned();
    if why.is_empty() {
        problem("why".to_owned(), "refusal-challenge-why-missing");
    }
    let mut actions = Vec::new();
    for number in 1..=ACTIONS_MAX {
        let (what, by) = (format!("what-{number}"), format!("by-{number}"));
        let day: Result<Option<Date>, _> = date_typed(submitted, &by);
        match (submitted.value(&what), day) {
            ("", Ok(None)) => {}
            ("", _) => problem(what, "refusal-action-missing"),
            (_, Ok(None) | Err(_)) => problem(format!("{by}.day"), "challenge-answer-day-missing"),
            (what, Ok(Some(by))) => actions.push(Action {
                action: desk.site.application().new_identifier(),
                what: what.to_owned(),
                by,
            }),
        }
    }
    match outcome {
        Some((_, outcome)) if problems.is_empty() => Ok((*outcome, why, actions)),
        _ => Err(problems),
    }
}

fn view(
    desk: &Desk<'_>,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let (site, words) = (desk.site, desk.site.words());
    let made = desk.made()?;
    let typed = Typed::new(site, submitted, problems);
    let choices = Outcome::ALL
        .iter()
        .filter(|(_, outcome)| outcome.fits(made.way))
        .map(|(name, outcome)| Choice::new(*name, words.say(outcome_name(*outcome))))
        .collect();
    let fields = form(site, &desk.reader.held, &desk.href("/answer"), |writer| {
        typed.radios(writer, "outcome", "challenge-answer-outcome", choices, "");
        typed.area(writer, "why", "challenge-answer-why", "");
        writer.element("h2").class("govuk-heading-m").text(&words.say("challenge-answer-actions"));
        writer.paragraph(words.say("challenge-answer-actions-lead"));
        for number in 1..=ACTIONS_MAX {
            let label = words.with("challenge-answer-action", &[("number", &number.to_string())]);
            writer.element("fieldset").class("govuk-fieldset alongside-row").within(|writer| {
                writer.element("legend").class("govuk-fieldset__legend").text(&label);
                typed.line(writer, &format!("what-{number}"), "challenge-answer-what", "");
                typed.date(writer, &format!("by-{number}"), "challenge-answer-by", None);
            });
        }
        writer.add(&Button::submit(words.say("challenge-answer-button")));
    });
    Ok(desk.page(&words.say("challenge-answer-title"), problems, |writer| {
        writer.paragraph(words.say("challenge-answer-lead"));
        writer.html(&crate::pages::work::shown::as_written(&made.words));
        if !made.wanted.is_empty() {
            writer.paragraph(words.say("challenge-wanted"));
            writer.html(&crate::pages::work::shown::as_written(&made.wanted));
        }
        writer.html(&fields);
    }))
}
