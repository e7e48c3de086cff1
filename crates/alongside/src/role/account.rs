//! Looks after practitioners' accounts.

use std::fmt::Write as _;

use anyhow::{Context as _, Result, bail};
use application::{Application, PARTNERSHIP_STREAM, credentials, new_code};
use guidance::full_date;
use jiff::Span;
use kernel::PersonId;
use records::partnership::{AddAgency, Agency, Join, Joined, Place, Placed, RecordTraining, Training};
use store::Account as Kept;

use crate::arguments::{Account, AddAccount, NamedAccount, PlaceAccount, TrainAccount};
use crate::assembly;
use crate::print::say;

/// Does what was asked.
pub async fn run(account: Account) -> Result<()> {
    match account {
        Account::Add(add) => add_account(add).await,
        Account::Place(place) => place_in_team(&place).await,
        Account::Train(train) => record_training(&train).await,
        Account::Reset(named) => reset(&named).await,
        Account::Close(named) => close(&named).await,
    }
}

/// What is shown once, and to nobody else.
pub struct Credentials {
    account: String,
    password: String,
    secret: Vec<u8>,
}

async fn add_account(add: AddAccount) -> Result<()> {
    let application = assembly::begun(&add.record).await?;
    application.policy().check_capacities(&add.capacities, add.social_work_qualified)?;
    let taken = application.store().account_by_name(application.partnership(), &add.account).await?;
    if taken.is_some() {
        bail!("the account name `{}` is taken; choose another", add.account);
    }
    if let Some(name) = &add.agency_name {
        let agency = Agency { agency: add.agency.clone(), name: name.clone(), kind: String::new() };
        application.execute_by_itself(PARTNERSHIP_STREAM.id, &AddAgency(agency)).await?;
    }
    let person = PersonId(application.new_identifier());
    let joined = Joined {
        person,
        name: add.name,
        agency: add.agency,
        capacities: add.capacities,
        social_work_qualified: add.social_work_qualified,
        telephone: add.telephone,
    };
    application.execute_by_itself(PARTNERSHIP_STREAM.id, &Join(joined)).await?;
    if add.without_password {
        keep_without_password(&application, person, &add.account).await?;
    } else {
        let credentials = new_credentials(&application, person, &add.account).await?;
        hand_over(&credentials);
    }
    application.store().clone().close().await;
    Ok(())
}

/// Keeps an account that no password opens: the hash is no hash, and there is no secret for one-time codes.
async fn keep_without_password(application: &Application, person: PersonId, account: &str) -> Result<()> {
    let kept = Kept {
        person,
        name: account.to_owned(),
        password_hash: String::new(),
        totp_secret: None,
        totp_last_step: None,
        disabled: false,
        failed_attempts: 0,
    };
    if !application.store().save_account(application.partnership(), kept).await? {
        bail!("the account name `{account}` is taken; choose another");
    }
    say(format_args!("The account `{account}` is open, by the partnership's own provider alone."));
    Ok(())
}

async fn reset(named: &NamedAccount) -> Result<()> {
    let (application, kept) = existing(named).await?;
    let credentials = new_credentials(&application, kept.person, &named.account).await?;
    hand_over(&credentials);
    application.store().clone().close().await;
    Ok(())
}

async fn close(named: &NamedAccount) -> Result<()> {
    let (application, mut kept) = existing(named).await?;
    kept.disabled = true;
    application.store().save_account(application.partnership(), kept).await?;
    say(format_args!("The account `{}` is closed. What its owner wrote stays.", named.account));
    application.store().clone().close().await;
    Ok(())
}

/// Requests that they take up from that day on are counted with the team.
async fn place_in_team(place: &PlaceAccount) -> Result<()> {
    let (application, kept) = existing(&place.named).await?;
    let placed = Placed { person: kept.person, team: place.team.clone(), from: place.from };
    application.execute_by_itself(PARTNERSHIP_STREAM.id, &Place(placed)).await?;
    let from = full_date(place.from);
    if place.team.trim().is_empty() {
        say(format_args!("In no team from {from}."));
    } else {
        say(format_args!("In the team `{}` from {from}.", place.team.trim()));
    }
    application.store().clone().close().await;
    Ok(())
}

/// Training counts from the day it was completed, for as long as the protocol says.
async fn record_training(train: &TrainAccount) -> Result<()> {
    let (application, kept) = existing(&train.named).await?;
    let settings = application.rules().protocol().settings();
    let kinds: Vec<&str> = settings.training.iter().map(|kind| kind.id.as_str()).collect();
    let Some(kind) = settings.training.iter().find(|kind| kind.id == train.kind) else {
        bail!("the protocol asks for no training called `{}`; it asks for: {}", train.kind, kinds.join(", "));
    };
    let training = Training {
        person: kept.person,
        kind: kind.id.clone(),
        completed_on: train.completed,
        expires_on: train.completed.checked_add(Span::new().months(i64::from(kind.valid_months)))?,
    };
    let expires_on = full_date(training.expires_on);
    application.execute_by_itself(PARTNERSHIP_STREAM.id, &RecordTraining(training)).await?;
    say(format_args!("{}: current until {expires_on}.", kind.name));
    application.store().clone().close().await;
    Ok(())
}

async fn existing(named: &NamedAccount) -> Result<(Application, Kept)> {
    let application = assembly::begun(&named.record).await?;
    let kept = application
        .store()
        .account_by_name(application.partnership(), &named.account)
        .await?
        .with_context(|| format!("there is no account `{}`", named.account))?;
    Ok((application, kept))
}

/// Gives a person a new password and a new secret, and an open account.
pub async fn new_credentials(
    application: &Application,
    person: PersonId,
    account: &str,
) -> Result<Credentials> {
    // Four spoken words of 16 random bits each: nobody guesses it through a form that counts attempts.
    let password = new_code(application.randomness());
    let secret = credentials::new_secret(application.randomness());
    let kept = Kept {
        person,
        name: account.to_owned(),
        password_hash: credentials::hash_password(&password, application.randomness())?,
        totp_secret: Some(secret.clone()),
        totp_last_step: None,
        disabled: false,
        failed_attempts: 0,
    };
    if !application.store().save_account(application.partnership(), kept).await? {
        bail!("the account name `{account}` is taken; choose another");
    }
    Ok(Credentials { account: account.to_owned(), password, secret })
}

/// Shows the credentials, this once.
pub fn hand_over(credentials: &Credentials) {
    let secret = credentials::secret_as_text(&credentials.secret);
    say("This is shown once. Hand it over in person, or by two separate ways.\n");
    say(format_args!("  Account   {}", credentials.account));
    say(format_args!("  Password  {}", credentials.password));
    say(format_args!("  Secret    {secret}"));
    say(format_args!(
        "            otpauth://totp/Alongside:{}?secret={secret}&issuer=Alongside",
        in_url(&credentials.account)
    ));
    say("\nType the secret, or the address below it, into an authenticator app for one-time codes.");
}

/// A name as it may stand in an address.
fn in_url(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_any_name() {
        assert_eq!(in_url("ruth.adeyemi"), "ruth.adeyemi");
        assert_eq!(in_url("Zoë & co"), "Zo%C3%AB%20%26%20co");
    }
}
