//! Who asks for a page. Each kind of page takes its own kind of reader, so a handler cannot forget to ask.

use access::Actor;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use kernel::{PersonId, StreamId};
use tower_sessions::Session;

use crate::failure::PageFailure;
use crate::session::{Held, Who, held};
use crate::site::Site;

/// Anybody. Public pages take this.
pub struct Visitor {
    /// What the session holds.
    pub held: Held,
    /// The session.
    pub session: Session,
    /// Who it is, as far as is known.
    pub actor: Actor,
}

/// A practitioner who is signed in. Everybody else is sent to sign in, whatever they asked for.
pub struct SignedIn {
    /// What the session holds.
    pub held: Held,
    /// The session.
    pub session: Session,
    /// Who it is.
    pub actor: Actor,
    /// Who it is.
    pub person: PersonId,
}

/// Somebody with a code of their own. Everybody else is sent to give it, whatever they asked for.
pub struct CodeHolder {
    /// What the session holds.
    pub held: Held,
    /// The session.
    pub session: Session,
    /// Who it is.
    pub actor: Actor,
    /// Who it is.
    pub person: PersonId,
    /// What the code opens: their own request, or a child's record.
    pub reach: StreamId,
}

async fn session_of(parts: &mut Parts, site: &Site) -> Result<(Session, Held), PageFailure> {
    let session = Session::from_request_parts(parts, site).await.map_err(|_| PageFailure::NoSession)?;
    let held = held(site, &session).await?;
    Ok((session, held))
}

/// The actor of a session. A practitioner's capacities are those of today, whatever they were at sign-in.
async fn actor_of(site: &Site, held: &Held) -> Result<Actor, PageFailure> {
    let application = site.application();
    let partnership = application.partnership().clone();
    match &held.who {
        Some(Who::Practitioner { person }) => {
            let state = application.partnership_state().await?;
            let known = state.state.practitioner(*person).map(|practitioner| Actor::Practitioner {
                partnership: partnership.clone(),
                person: *person,
                agency: practitioner.agency.clone(),
                capacities: practitioner.capacities.clone(),
            });
            Ok(known.unwrap_or(Actor::Anonymous { partnership }))
        }
        Some(Who::Family { person, .. }) => Ok(Actor::Family { partnership, person: *person }),
        Some(Who::HalfPractitioner { .. } | Who::HalfFamily { .. }) | None => {
            Ok(Actor::Anonymous { partnership })
        }
    }
}

impl FromRequestParts<Site> for Visitor {
    type Rejection = PageFailure;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, PageFailure> {
        let (session, held) = session_of(parts, site).await?;
        let actor = actor_of(site, &held).await?;
        Ok(Self { held, session, actor })
    }
}

impl FromRequestParts<Site> for SignedIn {
    type Rejection = PageFailure;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, PageFailure> {
        let (session, held) = session_of(parts, site).await?;
        match actor_of(site, &held).await? {
            actor @ Actor::Practitioner { person, .. } => {
                site.count_unseen(&actor).await?;
                Ok(Self { held, session, actor, person })
            }
            _ => Err(PageFailure::SignInFirst),
        }
    }
}

impl FromRequestParts<Site> for CodeHolder {
    type Rejection = PageFailure;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, PageFailure> {
        let (session, held) = session_of(parts, site).await?;
        match held.who.clone() {
            Some(Who::Family { person, reach }) => {
                let actor = actor_of(site, &held).await?;
                Ok(Self { held, session, actor, person, reach })
            }
            _ => Err(PageFailure::CodeFirst),
        }
    }
}
