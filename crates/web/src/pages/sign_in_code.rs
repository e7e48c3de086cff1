//! A practitioner signs in: then the one-time code.

use application::credentials::verify_one_time_code;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, Input, Label};

use crate::actor::Visitor;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::session::{self, Who};
use crate::site::Site;
use crate::submitted::Submitted;

use jiff::SignedDuration;

use super::sign_in::{ATTEMPTS_MAX, WINDOW_MINUTES};

/// The page.
pub async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageFailure> {
    match visitor.held.who {
        Some(Who::HalfPractitioner { .. }) => Ok(view(&site, &visitor, &Problems::default())),
        _ => Err(PageFailure::SignInFirst),
    }
}

/// The code is checked, and spent.
pub async fn submit(
    State(site): State<Site>,
    visitor: Visitor,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let Some(Who::HalfPractitioner { person }) = visitor.held.who else {
        return Err(PageFailure::SignInFirst);
    };
    if !site.settings().takes_passwords() {
        return Err(PageFailure::NotThere);
    }
    let application = site.application();
    let (store, partnership) = (application.store(), application.partnership());
    let tried = format!("one-time-code/{person}");
    let window = SignedDuration::from_mins(WINDOW_MINUTES);
    let attempts = store.count_attempt(partnership, tried.as_bytes(), window, application.now()).await?;
    if attempts.count > ATTEMPTS_MAX {
        return Err(PageFailure::TooMany);
    }
    let account = store.account_of_person(partnership, person).await?.filter(|account| !account.disabled);
    let secret = account.and_then(|account| account.totp_secret).unwrap_or_default();
    let step = verify_one_time_code(&secret, submitted.value("code"), application.now());
    let right = match step {
        Some(step) => store.spend_totp_step(partnership, person, step).await?,
        None => false,
    };
    if !right {
        let problems = Problems::one("code", site.words().say("sign-in-code-wrong"));
        return Ok(view(&site, &visitor, &problems));
    }
    store.forget_attempts(partnership, tried.as_bytes()).await?;
    session::sign_in(&site, &visitor.session, Who::Practitioner { person }).await?;
    Ok(Redirect::to("/today").into_response())
}

fn view(site: &Site, visitor: &Visitor, problems: &Problems) -> Response {
    let words = site.words();
    let title = words.say("sign-in-code-title");
    let code_form = form(site, &visitor.held, "/sign-in/code", |writer| {
        writer.add(&Input {
            name: "code".into(),
            id: "code".into(),
            label: Label::from(words.say("sign-in-code-label").as_str()),
            hint: Some(words.say("sign-in-code-hint").into()),
            error: problems.of("code").map(Into::into),
            autocomplete: "one-time-code".into(),
            input_mode: "numeric".into(),
            classes: "govuk-input--width-5".into(),
            ..Input::default()
        });
        writer.add(&Button::submit(words.say("sign-in-continue")));
    });
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.html(&code_form);
    });
    full_page(site, &Frame::Public, &title, Some("/sign-in"), problems, main)
}
