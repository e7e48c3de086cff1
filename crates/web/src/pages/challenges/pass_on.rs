//! Something in a challenge may mean that somebody is being harmed. It goes to the front door as a concern in a stream
//! of its own; the challenge goes on, and nothing about it is written here.

use application::{Failure, Worry};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Answer, Answers, Form};
use govuk::{Button, Choice};
use records::concern::{About, Way};
use uuid::Uuid;

use super::desk::Desk;
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
    let desk = Desk::open(&site, &reader, challenge, "challenge").await?;
    Ok(view(&desk, None, &Problems::default()))
}

/// It is passed on.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(challenge): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = Desk::open(&site, &reader, challenge, "challenge").await?;
    let words = site.words();
    let form = site.application().forms().latest("concern").ok_or(PageFailure::NotThere)?;
    let danger = match submitted.value("danger") {
        known @ ("yes" | "unsure") => known,
        _ => "no",
    };
    let told = match submitted.value("told") {
        "yes" => "pass-on-told-yes-said",
        "unsafe" => "pass-on-told-unsafe-said",
        _ => "pass-on-told-not-yet-said",
    };
    let noticed = submitted.value("noticed");
    let worry = Worry {
        way: Way::Practitioner,
        about: about(&desk)?,
        answers: answers(form, noticed, danger),
        noticed: if noticed.is_empty() { String::new() } else { format!("{noticed}\n\n{}", words.say(told)) },
        immediate: danger == "yes",
        unsure: danger == "unsure",
        reach: String::new(),
    };
    match site.application().raise_concern(&reader.actor, worry, submitted.once).await {
        Ok(concern) => Ok(Redirect::to(&format!("/concerns/{concern}/followed")).into_response()),
        Err(Failure::Refused(refusal)) => {
            let problems = Problems::one("noticed", words.say(&format!("refusal-{}", refusal.code())));
            Ok(view(&desk, Some(&submitted), &problems))
        }
        Err(other) => Err(other.into()),
    }
}

fn about(desk: &Desk<'_>) -> Result<About, PageFailure> {
    let about = &desk.made()?.about;
    Ok(About { child: about.child, request: about.request, described: about.called.clone() })
}

/// The same words as answers to the form of a concern, so that the front door reads every concern alike.
fn answers(form: &Form, noticed: &str, danger: &str) -> Answers {
    let mut answers = form.no_answers();
    for (id, answer) in [
        ("what-was-noticed", Answer::Text(noticed.to_owned())),
        ("immediate-danger", Answer::Choice(danger.to_owned())),
    ] {
        if let Some(question) = form.question(id) {
            answers.set(&question.id, Some(answer));
        }
    }
    answers
}

fn view(desk: &Desk<'_>, submitted: Option<&Submitted>, problems: &Problems) -> Response {
    let (site, words) = (desk.site, desk.site.words());
    let typed = Typed::new(site, submitted, problems);
    let choices = |names: [(&str, &str); 3]| -> Vec<Choice> {
        names.iter().map(|(value, name)| Choice::new(*value, words.say(name))).collect()
    };
    let fields = form(site, &desk.reader.held, &desk.href("/pass-on"), |writer| {
        typed.area(writer, "noticed", "pass-on-noticed", "");
        let danger = choices([
            ("yes", "pass-on-danger-yes"),
            ("no", "pass-on-danger-no"),
            ("unsure", "pass-on-danger-unsure"),
        ]);
        typed.radios(writer, "danger", "pass-on-danger", danger, "");
        let told = choices([
            ("yes", "pass-on-told-yes"),
            ("not-yet", "pass-on-told-not-yet"),
            ("unsafe", "pass-on-told-unsafe"),
        ]);
        typed.radios(writer, "told", "pass-on-told", told, "");
        writer.add(&Button::submit(words.say("pass-on-button")));
    });
    desk.page(&words.say("pass-on-title"), problems, |writer| {
        writer.html(&crate::pages::safety::parts::numbers(site));
        writer.paragraph(words.say("pass-on-lead"));
        writer.html(&fields);
    })
}
