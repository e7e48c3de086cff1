//! What every handler holds.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use access::Actor;
use application::{Application, Failure};
use documents::Press;
use identity::SignIn;
use kernel::PersonId;
use serde::{Deserialize, Serialize};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::trials::Trials;
use crate::uploaded::UPLOADS_AT_ONCE_MAX;
use crate::wording::{Wording, WordingError};

/// How the site is run.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Whether it is reached by HTTPS only: secure cookies, strict transport.
    pub secure: bool,
    /// Present when it is a demonstration: then one click signs in as an invented person, and every page says so.
    pub demonstration: Option<Demonstration>,
    /// The partnership's own provider, by which practitioners sign in.
    pub identity: Option<Arc<dyn SignIn>>,
    /// Whether nobody signs in with a password. It means something only where there is a provider.
    pub without_passwords: bool,
    /// The machines that stand in front and are believed when they say for whom they ask.
    pub trusted_proxies: Vec<IpAddr>,
}

impl Settings {
    /// Whether practitioners may sign in with a password: always, where there is no other way.
    pub fn takes_passwords(&self) -> bool {
        !self.without_passwords || self.identity.is_none()
    }
}

/// The invented people whom a demonstration signs in as.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Demonstration {
    /// Practitioners.
    pub practitioners: Vec<DemonstrationPractitioner>,
    /// Members of families, each with a code.
    pub families: Vec<DemonstrationFamily>,
}

/// An invented practitioner.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DemonstrationPractitioner {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What they do, in a few words.
    pub part: String,
}

/// An invented member of a family.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DemonstrationFamily {
    /// Their name.
    pub name: String,
    /// Where their journey stands, in a few words.
    pub part: String,
    /// Their code.
    pub code: String,
}

/// The site: the record and the words. Cloning it is cheap.
#[derive(Clone)]
pub struct Site {
    inner: Arc<Inner>,
}

struct Inner {
    application: Application,
    press: Press,
    settings: Settings,
    wording: Wording,
    /// Places for files that are taken in at the same time.
    uploads: Arc<Semaphore>,
    /// Concerns that nobody has seen, as last counted. One number for all who work the front door.
    unseen: AtomicU64,
    /// Drafts that are being tried, and what came out of them.
    trials: Trials,
}

impl Site {
    /// Puts the site together: the record, what makes letters into files, and how it is run.
    pub fn new(application: Application, press: Press, settings: Settings) -> Result<Self, WordingError> {
        let wording = Wording::english()?;
        let uploads = Arc::new(Semaphore::new(UPLOADS_AT_ONCE_MAX));
        let unseen = AtomicU64::new(0);
        Ok(Self {
            inner: Arc::new(Inner {
                application,
                press,
                settings,
                wording,
                uploads,
                unseen,
                trials: Trials::default(),
            }),
        })
    }

    /// The record.
    pub fn application(&self) -> &Application {
        &self.inner.application
    }

    /// What makes letters into files.
    pub fn press(&self) -> Press {
        self.inner.press
    }

    /// How the site is run.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// The words.
    pub fn words(&self) -> &Wording {
        &self.inner.wording
    }

    /// Drafts that are being tried, and what came out of them.
    pub(crate) fn trials(&self) -> &Trials {
        &self.inner.trials
    }

    /// A place for a file that is taken in; waits until there is one.
    pub(crate) async fn place_for_upload(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.inner.uploads).acquire_owned().await.ok()
    }

    /// Counts the concerns that nobody has seen, when it is somebody of the front door who asks for a page.
    pub(crate) async fn count_unseen(&self, actor: &Actor) -> Result<(), Failure> {
        if let Some(unseen) = self.application().unseen_concerns(actor).await? {
            self.inner.unseen.store(unseen, Ordering::Relaxed);
        }
        Ok(())
    }

    /// How many concerns nobody has seen, for whoever works the front door; for everybody else there are none.
    pub(crate) fn unseen(&self, actor: &Actor) -> u64 {
        if self.application().works_front_door(actor) { self.inner.unseen.load(Ordering::Relaxed) } else { 0 }
    }
}
