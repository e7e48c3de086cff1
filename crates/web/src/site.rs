//! What every handler holds.

use std::sync::Arc;

use application::Application;
use kernel::PersonId;
use serde::{Deserialize, Serialize};

use crate::wording::{Wording, WordingError};

/// How the site is run.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Whether it is reached by HTTPS only: secure cookies, strict transport.
    pub secure: bool,
    /// Present when it is a demonstration: then one click signs in as an invented person, and every page says so.
    pub demonstration: Option<Demonstration>,
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
    settings: Settings,
    wording: Wording,
}

impl Site {
    /// Puts the site together.
    pub fn new(application: Application, settings: Settings) -> Result<Self, WordingError> {
        let wording = Wording::english()?;
        Ok(Self { inner: Arc::new(Inner { application, settings, wording }) })
    }

    /// The record.
    pub fn application(&self) -> &Application {
        &self.inner.application
    }

    /// How the site is run.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// The words.
    pub fn words(&self) -> &Wording {
        &self.inner.wording
    }
}
