//! The two practitioners who are signed in, and the children they work with.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use application::{Application, Parts, credentials};
use guidance::{Guidance, Protocol, Rules};
use kernel::{Clock, Partnership, PersonId, SeededRandomness, StreamKind};
use store::{Account, DatabaseUrl, OpenOptions, Store};
use uuid::Uuid;

use crate::server::PARTNERSHIP;

/// The password of both accounts; the database holds invented people only.
const PASSWORD: &str = "measured from outside";

struct Machine;

impl Clock for Machine {
    #[expect(
        clippy::disallowed_methods,
        reason = "a benchmark signs in with the one-time code of this moment"
    )]
    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::now()
    }
}

/// One of the two.
pub struct Practitioner {
    /// The name to sign in with.
    pub name: &'static str,
    /// The secret of the one-time codes.
    pub secret: Vec<u8>,
    /// The children they are involved with.
    pub children: Vec<Uuid>,
}

/// Both.
pub struct People {
    /// A lead assessor.
    pub assessor: Practitioner,
    /// A practice supervisor.
    pub supervisor: Practitioner,
}

/// Gives the two with the most children of their kind an account, through the store.
pub async fn prepared(database: &Path) -> Result<People> {
    let randomness = Arc::new(SeededRandomness::new(99));
    let store = Store::open(&DatabaseUrl::sqlite(database), OpenOptions::new(randomness.clone()))?;
    let guidance = Arc::new(Guidance::embedded()?);
    let protocol = Arc::new(Protocol::embedded("wendale", &guidance)?);
    let application = Application::new(Parts {
        store,
        partnership: Partnership::new(PARTNERSHIP)?,
        rules: Arc::new(Rules::new(guidance, protocol)),
        forms: Arc::new(forms::Library::embedded()?),
        policy: Arc::new(access::Policy::embedded()?),
        clock: Arc::new(Machine),
        randomness,
    });
    let people = People {
        assessor: account(&application, "lead-assessor", "assessor").await?,
        supervisor: account(&application, "practice-supervisor", "supervisor").await?,
    };
    application.store().clone().close().await;
    Ok(people)
}

async fn account(application: &Application, capacity: &str, name: &'static str) -> Result<Practitioner> {
    let folded = application.partnership_state().await?;
    let mut most: Option<(PersonId, Vec<Uuid>)> = None;
    for practitioner in folded.state.who_may_act_as(capacity) {
        let parts = application
            .store()
            .involvements_of_person(application.partnership(), practitioner.person)
            .await?;
        let children: Vec<Uuid> = parts
            .iter()
            .filter(|(stream, part)| stream.kind == StreamKind::Child && part.until.is_none())
            .map(|(stream, _)| stream.id)
            .collect();
        if most.as_ref().is_none_or(|(_, before)| before.len() < children.len()) {
            most = Some((practitioner.person, children));
        }
    }
    let (person, children) = most.context("the partnership has nobody in this capacity")?;
    ensure!(!children.is_empty(), "nobody is involved with a child as {capacity}");
    let secret = credentials::new_secret(application.randomness());
    let saved = application
        .store()
        .save_account(
            application.partnership(),
            Account {
                person,
                name: name.to_owned(),
                password_hash: credentials::hash_password(PASSWORD, application.randomness())?,
                totp_secret: Some(secret.clone()),
                totp_last_step: None,
                disabled: false,
                failed_attempts: 0,
            },
        )
        .await?;
    ensure!(saved, "the name {name} is taken");
    Ok(Practitioner { name, secret, children })
}

/// A session of somebody who signed in.
#[derive(Clone)]
pub struct Session {
    /// The cookie.
    pub cookie: String,
    /// The token that its forms carry.
    pub token: String,
}

/// Signs in with password and one-time code, as a browser would.
pub async fn signed_in(address: &str, who: &Practitioner) -> Result<Session> {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    let mut session = Session { cookie: String::new(), token: String::new() };
    page(&client, &mut session, &format!("{address}/sign-in")).await?;
    send(&client, &mut session, &format!("{address}/sign-in"), &[("name", who.name), ("password", PASSWORD)])
        .await?;
    page(&client, &mut session, &format!("{address}/sign-in/code")).await?;
    let code = credentials::one_time_code(&who.secret, Machine.now()).context("no one-time code")?;
    send(&client, &mut session, &format!("{address}/sign-in/code"), &[("code", &code)]).await?;
    page(&client, &mut session, &format!("{address}/sign-out")).await?;
    Ok(session)
}

fn keep_cookie(session: &mut Session, answer: &reqwest::Response) {
    let set = answer.headers().get("set-cookie").and_then(|value| value.to_str().ok());
    if let Some(cookie) = set.and_then(|value| value.split(';').next()) {
        cookie.clone_into(&mut session.cookie);
    }
}

async fn page(client: &reqwest::Client, session: &mut Session, url: &str) -> Result<()> {
    let answer = client.get(url).header("cookie", &session.cookie).send().await?;
    keep_cookie(session, &answer);
    ensure!(answer.status().is_success(), "{url}: {}", answer.status());
    let text = answer.text().await?;
    let token = text.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    token.context("the page has no form")?.clone_into(&mut session.token);
    Ok(())
}

async fn send(
    client: &reqwest::Client,
    session: &mut Session,
    url: &str,
    fields: &[(&str, &str)],
) -> Result<()> {
    let body = encoded(&session.token, fields);
    let answer = client
        .post(url)
        .header("cookie", &session.cookie)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body)
        .send()
        .await?;
    keep_cookie(session, &answer);
    ensure!(answer.status().is_redirection(), "{url}: {}", answer.status());
    Ok(())
}

/// A form's fields with the session's token, as a browser writes them. The values hold letters, digits, spaces and hyphens.
pub fn encoded(token: &str, fields: &[(&str, &str)]) -> String {
    let pairs = std::iter::once(("token", token)).chain(fields.iter().copied());
    pairs.map(|(name, value)| format!("{name}={}", value.replace(' ', "+"))).collect::<Vec<_>>().join("&")
}
