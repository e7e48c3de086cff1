//! A practitioner signs in by the partnership's own provider. It says who they are and that there was a second factor;
//! whether they have an account here is for the partnership, and none is made by signing in.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html};
use identity::{Answer, SignInFailure};

use crate::actor::Visitor;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::pages::sign_in;
use crate::session::{self, Who};
use crate::site::Site;

/// The button, which error summaries lead to.
const BUTTON: &str = "identity";

/// On to the provider. A link may lead here: what comes back counts only in the session that began it.
pub async fn begin(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageFailure> {
    let provider = site.settings().identity.as_ref().ok_or(PageFailure::NotThere)?;
    let application = site.application();
    match provider.begin(application.randomness(), application.now()).await {
        Ok(begun) => {
            session::change(&site, &visitor.session, |held| held.identity = Some(begun.waiting)).await?;
            Ok(Redirect::to(&begun.address).into_response())
        }
        Err(failure) => Ok(not_signed_in(&site, &visitor, failure.code(), &failure.to_string())),
    }
}

/// Back from the provider.
pub async fn answer(
    State(site): State<Site>,
    visitor: Visitor,
    Query(answer): Query<Answer>,
) -> Result<Response, PageFailure> {
    let provider = site.settings().identity.as_ref().ok_or(PageFailure::NotThere)?;
    // Whatever comes of it, one answer is taken once.
    let waiting = visitor.held.identity.clone();
    if waiting.is_some() {
        session::change(&site, &visitor.session, |held| held.identity = None).await?;
    }
    let application = site.application();
    let finished = match &waiting {
        Some(waiting) => provider.finish(waiting, answer, application.now()).await,
        None => Err(SignInFailure::NotBegun),
    };
    let account = match finished {
        Ok(account) => account,
        Err(failure) => return Ok(not_signed_in(&site, &visitor, failure.code(), &failure.to_string())),
    };
    let account = application.store().account_by_name(application.partnership(), &account).await?;
    let partnership = application.partnership_state().await?;
    let known = account
        .filter(|account| !account.disabled && partnership.state.practitioner(account.person).is_some());
    let Some(account) = known else {
        return Ok(not_signed_in(
            &site,
            &visitor,
            "unknown",
            "no open account has the name that it stands for",
        ));
    };
    session::sign_in(&site, &visitor.session, Who::Practitioner { person: account.person }).await?;
    Ok(Redirect::to("/today").into_response())
}

/// The page to sign in, with what went wrong and what to do now.
fn not_signed_in(site: &Site, visitor: &Visitor, code: &str, why: &str) -> Response {
    tracing::warn!(why, "a sign-in by the identity provider did not succeed");
    let name = site.settings().identity.as_ref().map_or("", |provider| provider.name());
    let said = site.words().with(&format!("sign-in-identity-{code}"), &[("name", name)]);
    let mut response = sign_in::view(site, visitor, "", &Problems::one(BUTTON, said));
    *response.status_mut() = match code {
        "away" => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::FORBIDDEN,
    };
    response
}

/// The way to the provider; nothing where there is none.
pub(super) fn view(site: &Site) -> Html {
    let Some(provider) = &site.settings().identity else { return Html::default() };
    let words = site.words();
    let name = [("name", provider.name())];
    Html::build(|writer| {
        writer.paragraph(words.with("sign-in-identity-lead", &name));
        writer.add(&Button {
            id: BUTTON.into(),
            ..Button::link(words.with("sign-in-identity-button", &name), "/sign-in/identity")
        });
        if site.settings().takes_passwords() {
            writer.heading(2, words.say("sign-in-identity-or"));
        }
    })
}
