//! Somebody of the partnership read a clause where it was first written, and it says what is said here.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Partnership, PartnershipEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A clause was checked against its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceConfirmed {
    /// The clause.
    pub clause: String,
    /// What the clause and its limits said here when it was checked; with other words or numbers it is unconfirmed again.
    pub fingerprint: String,
    /// Who read it, by name.
    pub by: String,
    /// The day on which they read it.
    pub on: Date,
    /// What they read: the page or document, and its date.
    pub source: String,
}

/// Confirm a clause against its source.
#[derive(Debug, Clone, Deserialize)]
pub struct ConfirmSource {
    /// The clause.
    pub clause: String,
    /// Who read it, by name.
    pub by: String,
    /// The day on which they read it.
    pub on: Date,
    /// What they read.
    pub source: String,
}

refusals! {
    /// Why a clause cannot be confirmed.
    ConfirmSourceRefusal {
        UnknownClause = "there is no such clause", "unknown-clause", "a confirmation is of a clause";
        NobodyRead = "it is not said who read it", "reader-missing", "a confirmation has a name, a day and a source";
        NoSource = "it is not said what was read", "source-missing", "a confirmation has a name, a day and a source";
        NotYet = "the day has not come", "confirmed-in-future", "a confirmation has a name, a day and a source";
    }
}

impl Command for ConfirmSource {
    type Stream = Partnership;
    type Refusal = ConfirmSourceRefusal;

    fn decide(
        &self,
        _: &Partnership,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PartnershipEvent>>, ConfirmSourceRefusal> {
        let guidance = context.rules.guidance();
        let fingerprint = guidance.fingerprint(&self.clause).ok_or(ConfirmSourceRefusal::UnknownClause)?;
        let (by, source) = (self.by.trim(), self.source.trim());
        if by.is_empty() {
            return Err(ConfirmSourceRefusal::NobodyRead);
        }
        if source.is_empty() {
            return Err(ConfirmSourceRefusal::NoSource);
        }
        if self.on > context.today() {
            return Err(ConfirmSourceRefusal::NotYet);
        }
        let confirmed = SourceConfirmed {
            clause: self.clause.clone(),
            fingerprint,
            by: by.to_owned(),
            on: self.on,
            source: source.to_owned(),
        };
        Ok(vec![Decided::now(context, confirmed)])
    }
}
