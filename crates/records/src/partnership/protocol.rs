//! The local protocol is published as an event, so that what was in force on a day can always be told.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Partnership, PartnershipEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// A protocol that was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedProtocol {
    /// Its identifier.
    pub protocol: String,
    /// Its version.
    pub version: String,
    /// The digest of its text.
    pub digest: String,
    /// The first day on which it is in force.
    pub from: Date,
}

/// Publish a protocol. That it loosens nothing was checked when it was read.
#[derive(Debug, Clone, Deserialize)]
pub struct PublishProtocol(pub PublishedProtocol);

refusals! {
    /// Why a protocol cannot be published.
    PublishProtocolRefusal {
        AlreadyPublished = "this version is published already", "already-published", "a published version never changes";
    }
}

impl Command for PublishProtocol {
    type Stream = Partnership;
    type Refusal = PublishProtocolRefusal;

    fn decide(
        &self,
        state: &Partnership,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PartnershipEvent>>, PublishProtocolRefusal> {
        let same = |before: &PublishedProtocol| {
            before.protocol == self.0.protocol && before.version == self.0.version
        };
        if state.protocols.iter().any(same) {
            return Err(PublishProtocolRefusal::AlreadyPublished);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
