//! Who is signed in where. Identifiers have 128 random bits, are stored hashed, change at sign-in, and end after idle
//! time and after absolute time.

use std::fmt;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use kernel::PersonId;
use kernel::StreamId;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Expiry, Session, SessionManagerLayer, SessionStore};
use uuid::Uuid;

use crate::failure::PageFailure;
use crate::site::Site;

/// A session ends after this many minutes without a page: a practitioner called away leaves no open record behind.
/// Saved answers and drafts are not lost by it.
pub const IDLE_MINUTES: i64 = 60;
/// A session ends after this many hours in any case: a working day.
pub const ABSOLUTE_HOURS: i64 = 12;

/// Who a session belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// A practitioner.
    Practitioner {
        /// Who.
        person: PersonId,
    },
    /// A practitioner who gave the password and still owes the one-time code.
    HalfPractitioner {
        /// Who.
        person: PersonId,
    },
    /// Somebody who gave their code and still owes the phrase that they set.
    HalfFamily {
        /// Who.
        person: PersonId,
        /// What the code opens.
        reach: StreamId,
    },
    /// Somebody with a code of their own.
    Family {
        /// Who.
        person: PersonId,
        /// What the code opens.
        reach: StreamId,
    },
}

/// What a session holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Who it belongs to.
    pub who: Option<Who>,
    /// The token that every form of this session carries.
    pub token: String,
    /// The request that is being written, while it is.
    pub draft: Option<Uuid>,
    /// The request that a practitioner is writing down for somebody, while they are.
    pub entering: Option<Uuid>,
    /// The request that was sent last, for its receipt.
    pub sent: Option<Sent>,
    /// A code to be shown once: on the next page, and never again.
    pub code_to_show: Option<String>,
    /// A sign-in that is under way at the partnership's own provider.
    pub identity: Option<identity::Waiting>,
    /// When the session began, for its absolute end; seconds.
    pub began: i64,
    /// When its idle end was last moved on; seconds.
    pub touched: i64,
}

/// A request that was sent in this session: what its receipt needs, and nothing that anybody wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The request.
    pub request: Uuid,
    /// Whoever asked.
    pub person: PersonId,
    /// Its reference.
    pub reference: String,
    /// When it was received.
    pub received_at: Timestamp,
    /// Whether a practitioner wrote it down.
    pub entered: bool,
}

const KEY: &str = "held";
/// A session's idle end is moved on at most this often, in seconds, so that most pages write no session.
const TOUCH_SECONDS: i64 = 5 * 60;

/// What the session holds, with a token if it had none yet.
pub async fn held(site: &Site, session: &Session) -> std::result::Result<Held, PageFailure> {
    let held = session.get::<Held>(KEY).await.map_err(PageFailure::session)?;
    let now = site.application().now().as_second();
    if let Some(mut held) = held.filter(|held| now - held.began < ABSOLUTE_HOURS * 3600) {
        if now - held.touched >= TOUCH_SECONDS {
            held.touched = now;
            session.insert(KEY, &held).await.map_err(PageFailure::session)?;
        }
        return Ok(held);
    }
    let mut bytes = [0_u8; 32];
    site.application().randomness().fill(&mut bytes);
    let held =
        Held { token: data_encoding::HEXLOWER.encode(&bytes), began: now, touched: now, ..Held::default() };
    session.insert(KEY, &held).await.map_err(PageFailure::session)?;
    Ok(held)
}

/// Changes what the session holds.
pub async fn change(
    site: &Site,
    session: &Session,
    change: impl FnOnce(&mut Held),
) -> std::result::Result<(), PageFailure> {
    let mut held = held(site, session).await?;
    change(&mut held);
    session.insert(KEY, &held).await.map_err(PageFailure::session)
}

/// Signs somebody in: a new identifier and a new token, so that nothing known before is worth anything.
pub async fn sign_in(site: &Site, session: &Session, who: Who) -> std::result::Result<(), PageFailure> {
    let before = held(site, session).await?;
    session.cycle_id().await.map_err(PageFailure::session)?;
    session.remove_value(KEY).await.map_err(PageFailure::session)?;
    held(site, session).await?;
    change(site, session, |held| {
        held.who = Some(who);
        held.draft = before.draft;
    })
    .await
}

/// The sessions of the store.
#[derive(Clone)]
pub struct Sessions(Site);

impl fmt::Debug for Sessions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Sessions")
    }
}

fn backend(error: impl fmt::Display) -> Error {
    Error::Backend(error.to_string())
}

/// When a session that is kept now ends, by the service's own clock: the one by which it is looked up again.
fn expiry(now: Timestamp) -> Timestamp {
    now.saturating_add(SignedDuration::from_mins(IDLE_MINUTES)).unwrap_or(now)
}

fn encoded(record: &Record) -> Result<Vec<u8>> {
    serde_json::to_vec(&record.data).map_err(|error| Error::Encode(error.to_string()))
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let application = self.0.application();
        loop {
            let id = record.id.0.to_be_bytes();
            let made = application
                .store()
                .create_session(application.partnership(), &id, encoded(record)?, expiry(application.now()))
                .await
                .map_err(backend)?;
            if made {
                return Ok(());
            }
            record.id = Id::default();
        }
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let application = self.0.application();
        application
            .store()
            .save_session(
                application.partnership(),
                &record.id.0.to_be_bytes(),
                encoded(record)?,
                expiry(application.now()),
            )
            .await
            .map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let application = self.0.application();
        let found = application
            .store()
            .load_session(application.partnership(), &id.0.to_be_bytes(), application.now())
            .await
            .map_err(backend)?;
        let Some(found) = found else { return Ok(None) };
        let data = serde_json::from_slice(&found.data).map_err(|error| Error::Decode(error.to_string()))?;
        let expiry_date =
            OffsetDateTime::from_unix_timestamp(found.expires_at.as_second()).map_err(backend)?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let application = self.0.application();
        application
            .store()
            .delete_session(application.partnership(), &id.0.to_be_bytes())
            .await
            .map_err(backend)
    }
}

/// The layer that gives each request its session.
pub fn layer(site: &Site) -> SessionManagerLayer<Sessions> {
    let secure = site.settings().secure;
    // The prefix makes a browser refuse the cookie unless it is secure, for this host alone, and for the whole site.
    let name = if secure { "__Host-session" } else { "session" };
    SessionManagerLayer::new(Sessions(site.clone()))
        .with_name(name)
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(tower_sessions::cookie::SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(time::Duration::minutes(IDLE_MINUTES)))
}
