//! A named person looks at it. Only those are offered who may: nobody who decided something before.

use access::Action;
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::Choice;
use kernel::PersonId;
use records::challenge::{Allocate, Stage};
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
    let desk = Desk::open_to(&site, &reader, challenge, Action::Allocate).await?;
    view(&desk, None, &Problems::default()).await
}

/// They are named.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(challenge): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, challenge, Action::Allocate).await?;
    let Some(to) = submitted.identifier("to") else {
        let problems = Problems::one("to", site.words().say("challenge-allocate-missing"));
        return view(&desk, Some(&submitted), &problems).await;
    };
    let allocate = Allocate {
        to: PersonId(to),
        independent: submitted.value("independent").to_owned(),
        deciders: site.application().deciders(&desk.made()?.about).await?,
    };
    let field = |code: &str| if code == "independent-missing" { "independent" } else { "to" };
    match desk.attempt(Act::on(challenge, allocate), &submitted, field).await? {
        None => Ok(desk.back()),
        Some(problems) => view(&desk, Some(&submitted), &problems).await,
    }
}

async fn view(
    desk: &Desk<'_>,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let (site, words) = (desk.site, desk.site.words());
    let people = site.application().who_could_look(desk.challenge()).await?;
    let typed = Typed::new(site, submitted, problems);
    let choices: Vec<Choice> =
        people.iter().map(|person| Choice::new(person.to_string(), desk.name_of(Some(*person)))).collect();
    let outside = desk.challenge().current_stage().is_some_and(|stage| stage != Stage::One);
    let fields = form(site, &desk.reader.held, &desk.href("/allocate"), |writer| {
        typed.radios(writer, "to", "challenge-allocate-to", choices, "");
        if outside {
            typed.line(writer, "independent", "challenge-allocate-independent", "");
        }
        writer.add(&govuk::Button::submit(words.say("challenge-allocate-button")));
    });
    Ok(desk.page(&words.say("challenge-allocate-title"), problems, |writer| {
        writer.paragraph(words.say("challenge-allocate-lead"));
        if people.is_empty() {
            writer.paragraph(words.say("challenge-allocate-nobody"));
        }
        writer.html(&fields);
    }))
}
