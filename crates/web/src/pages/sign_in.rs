//! A practitioner signs in: first the password.

use application::credentials::{verify_nothing, verify_password};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, Input, Label, PasswordInput};
use jiff::SignedDuration;

use crate::actor::Visitor;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::{sign_in_demonstration, sign_in_identity};
use crate::session::{self, Who};
use crate::site::Site;
use crate::submitted::Submitted;

/// Tries at one account within [`WINDOW_MINUTES`] before it has to wait; a person mistypes less often, a guesser more.
pub const ATTEMPTS_MAX: u32 = 8;
/// The window of [`ATTEMPTS_MAX`], in minutes.
pub const WINDOW_MINUTES: i64 = 15;

/// The page.
pub async fn show(State(site): State<Site>, visitor: Visitor) -> Response {
    view(&site, &visitor, "", &Problems::default())
}

/// The password is checked.
pub async fn submit(
    State(site): State<Site>,
    visitor: Visitor,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    if !site.settings().takes_passwords() {
        return Err(PageFailure::NotThere);
    }
    let name = submitted.value("name").to_lowercase();
    let password =
        submitted.fields.iter().find(|(field, _)| field == "password").map_or("", |(_, value)| value);
    let application = site.application();
    let window = SignedDuration::from_mins(WINDOW_MINUTES);
    let tried = format!("sign-in/{name}");
    let attempts = application
        .store()
        .count_attempt(application.partnership(), tried.as_bytes(), window, application.now())
        .await?;
    if attempts.count > ATTEMPTS_MAX {
        return Err(PageFailure::TooMany);
    }
    let account = application.store().account_by_name(application.partnership(), &name).await?;
    // A phrase of somebody's family page is kept beside the passwords, and signs nobody in here.
    let partnership = application.partnership_state().await?;
    let account = account
        .filter(|account| !account.disabled && partnership.state.practitioner(account.person).is_some());
    let person = if let Some(account) = account {
        verify_password(password, &account.password_hash).then_some(account.person)
    } else {
        verify_nothing(password);
        None
    };
    let Some(person) = person else {
        let problems = Problems::one("name", site.words().say("sign-in-wrong"));
        return Ok(view(&site, &visitor, &name, &problems));
    };
    application.store().forget_attempts(application.partnership(), tried.as_bytes()).await?;
    session::sign_in(&site, &visitor.session, Who::HalfPractitioner { person }).await?;
    Ok(Redirect::to("/sign-in/code").into_response())
}

/// The page with every way in that is open here.
pub(super) fn view(site: &Site, visitor: &Visitor, name: &str, problems: &Problems) -> Response {
    let words = site.words();
    let title = words.say("sign-in-title");
    let password_form = form(site, &visitor.held, "/sign-in", |writer| {
        writer.add(&Input {
            name: "name".into(),
            id: "name".into(),
            label: Label::from(words.say("sign-in-name").as_str()),
            value: name.to_owned(),
            error: problems.of("name").map(Into::into),
            autocomplete: "username".into(),
            spellcheck: Some(false),
            ..Input::default()
        });
        writer.add(&PasswordInput {
            name: "password".into(),
            id: "password".into(),
            label: Label::from(words.say("sign-in-password").as_str()),
            autocomplete: "current-password".into(),
            ..PasswordInput::default()
        });
        writer.add(&Button::submit(words.say("sign-in-continue")));
    });
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.html(&sign_in_demonstration::view(site, visitor));
        writer.html(&sign_in_identity::view(site));
        if site.settings().takes_passwords() {
            writer.html(&password_form);
        }
    });
    full_page(site, &Frame::Public, &title, None, problems, main)
}
