//! What the shell holds, and the two things it alone may ask for: the time and chance.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use access::Policy;
use guidance::Rules;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Clock, Partnership, Randomness, StreamId, StreamKind, london_date, new_identifier};
use records::partnership::{Partnership as PartnershipState, SourceConfirmed};
use store::Store;
use uuid::Uuid;

use crate::equality::MeasuredShelf;
use crate::failure::Failure;
use crate::kept::{Folded, fold};

/// The partnership's own stream: one for each partnership, so its identifier needs no chance.
pub const PARTNERSHIP_STREAM: StreamId = StreamId::new(StreamKind::Partnership, Uuid::nil());

/// What an application is put together from.
#[derive(Clone)]
pub struct Parts {
    /// Where everything is kept.
    pub store: Store,
    /// Whose record it is.
    pub partnership: Partnership,
    /// The edition and protocol in force.
    pub rules: Arc<Rules>,
    /// The forms.
    pub forms: Arc<forms::Library>,
    /// Who may see or do what.
    pub policy: Arc<Policy>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub randomness: Arc<dyn Randomness>,
}

/// One partnership's record, ready to be read and changed. Cloning it is cheap.
#[derive(Clone)]
pub struct Application {
    parts: Parts,
    /// The partnership's state changes rarely and is part of every decision, so it is kept folded.
    folded: Arc<RwLock<Option<Arc<Folded<PartnershipState>>>>>,
    /// The clauses that the partnership confirmed; kept while its state is folded again.
    pub(crate) confirmed: Arc<RwLock<BTreeMap<String, SourceConfirmed>>>,
    /// The digest of the rules, which stands in the header of every entry.
    digest: Arc<str>,
    /// What was worked out of the equality measures.
    measured: Arc<MeasuredShelf>,
}

impl Application {
    /// Puts an application together.
    pub fn new(parts: Parts) -> Self {
        let digest = parts.rules.digest().into();
        Self { parts, folded: Arc::default(), confirmed: Arc::default(), digest, measured: Arc::default() }
    }

    /// Where everything is kept; for the roles that look after the store itself.
    pub fn store(&self) -> &Store {
        &self.parts.store
    }

    /// Whose record it is.
    pub fn partnership(&self) -> &Partnership {
        &self.parts.partnership
    }

    /// The edition and protocol in force.
    pub fn rules(&self) -> &Arc<Rules> {
        &self.parts.rules
    }

    /// The forms.
    pub fn forms(&self) -> &Arc<forms::Library> {
        &self.parts.forms
    }

    /// Who may see or do what.
    pub fn policy(&self) -> &Policy {
        &self.parts.policy
    }

    /// Chance, for tokens and codes.
    pub fn randomness(&self) -> &dyn Randomness {
        self.parts.randomness.as_ref()
    }

    /// The time now, to the microsecond: as fine as it is kept, so that what is decided in memory and what is read back
    /// are the same.
    pub fn now(&self) -> Timestamp {
        let now = self.parts.clock.now();
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }

    /// Today, in England.
    pub fn today(&self) -> Date {
        london_date(self.now())
    }

    /// A new identifier.
    pub fn new_identifier(&self) -> Uuid {
        new_identifier(self.parts.clock.as_ref(), self.parts.randomness.as_ref())
    }

    /// What was worked out of the equality measures.
    pub(crate) fn measured(&self) -> &MeasuredShelf {
        &self.measured
    }

    /// The digest of the rules in force.
    pub(crate) fn digest(&self) -> &str {
        &self.digest
    }

    /// The rules that an entry of today is decided by, for its header.
    pub(crate) fn rules_in_force(&self, on: Date) -> store::RulesInForce {
        let rules = self.rules();
        let protocol = rules.protocol();
        store::RulesInForce {
            edition: rules.edition_on(on).map_or_else(|| "none".to_owned(), |edition| edition.id.clone()),
            protocol: format!("{}@{}", protocol.id(), protocol.version()),
            digest: self.digest().to_owned(),
        }
    }

    /// The partnership as it stands.
    pub async fn partnership_state(&self) -> Result<Arc<Folded<PartnershipState>>, Failure> {
        let known = self.folded.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(folded) = known {
            return Ok(folded);
        }
        let loaded = self.store().load(self.partnership(), PARTNERSHIP_STREAM).await?;
        let folded: Arc<Folded<PartnershipState>> = Arc::new(fold(PARTNERSHIP_STREAM, &loaded)?);
        self.confirmed.write().unwrap_or_else(PoisonError::into_inner).clone_from(&folded.state.confirmed);
        *self.folded.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&folded));
        Ok(folded)
    }

    /// Forgets what this server holds in memory and another one has changed since: who may do what, and keys that were
    /// destroyed. To be called often, on every server.
    pub async fn look_around(&self) -> Result<(), Failure> {
        let known =
            self.folded.read().unwrap_or_else(PoisonError::into_inner).as_ref().map(|held| held.version);
        if let Some(known) = known {
            let found = self.store().load_after(self.partnership(), PARTNERSHIP_STREAM, known, 0).await?;
            if found.version != known {
                self.partnership_changed();
            }
        }
        self.store().forget_erased_keys(self.partnership()).await?;
        Ok(())
    }

    /// Forgets the folded partnership, after it changed.
    pub(crate) fn partnership_changed(&self) {
        *self.folded.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
