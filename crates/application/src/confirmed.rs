//! Which clauses the partnership has checked against their sources. What rests on one of them carries no badge.

use std::sync::PoisonError;

use guidance::{Clause, Scheduled, Verified};
use records::partnership::SourceConfirmed;

use crate::application::Application;

impl Application {
    /// How a clause was confirmed, while it still says what it said then.
    pub fn confirmation(&self, clause: &str) -> Option<SourceConfirmed> {
        let confirmed = self.confirmed.read().unwrap_or_else(PoisonError::into_inner);
        let found = confirmed.get(clause)?;
        let says = self.rules().guidance().fingerprint(clause)?;
        (found.fingerprint == says).then(|| found.clone())
    }

    /// Whether it must be said that a clause was not read where it was first written.
    pub fn is_unverified(&self, clause: &Clause) -> bool {
        clause.verified.needs_badge() && self.confirmation(&clause.id).is_none()
    }

    /// What is due, as well verified as the partnership made it.
    pub fn as_verified(&self, mut scheduled: Scheduled) -> Scheduled {
        if scheduled.clause.as_deref().is_some_and(|clause| self.confirmation(clause).is_some()) {
            scheduled.verified = Some(Verified::Primary);
        }
        scheduled
    }
}
