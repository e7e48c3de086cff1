//! From the texts of a draft to its rules: its own guidance, or today's, and its own protocol, or the one in force read against
//! that guidance.

use std::sync::Arc;

use guidance::{Guidance, LoadErrors, Protocol, ProtocolRefusals, Rules, Source};
use thiserror::Error;

use crate::lay_over::{LayOverError, lay_over};

/// What is tried. What is not given stays as it is in force.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// The draft protocol.
    pub protocol: Option<Source>,
    /// The draft's guidance.
    pub guidance: Vec<Source>,
    /// Whether the draft's guidance is all there is, and laid over nothing.
    pub alone: bool,
}

/// A draft that is none: every mistake, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DraftRefused {
    /// A text of the draft's guidance is no data.
    #[error(transparent)]
    NoData(#[from] LayOverError),
    /// The guidance that it makes does not read.
    #[error("{errors}")]
    Guidance {
        /// The mistakes.
        errors: LoadErrors,
        /// The texts in which they are.
        sources: Vec<Source>,
    },
    /// The draft protocol cannot be used.
    #[error("{refusals}")]
    Protocol {
        /// The mistakes.
        refusals: ProtocolRefusals,
        /// The text in which they are.
        source_text: Source,
    },
    /// The protocol in force does not fit the draft's guidance, and the draft brings none that does.
    #[error("{refusals}")]
    InForce {
        /// What does not fit.
        refusals: ProtocolRefusals,
        /// The text of the protocol in force.
        source_text: Source,
    },
}

impl Draft {
    /// The rules that it makes of today's.
    pub fn rules(&self, today: &Rules) -> Result<Rules, DraftRefused> {
        let guidance = if self.guidance.is_empty() {
            today.guidance().clone()
        } else {
            let sources = if self.alone {
                self.guidance.clone()
            } else {
                lay_over(today.guidance().sources(), &self.guidance)?
            };
            Guidance::from_sources(&sources).map_err(|errors| DraftRefused::Guidance { errors, sources })?
        };
        let source = self.protocol.as_ref().unwrap_or_else(|| today.protocol().source());
        let protocol = Protocol::parse(source, &guidance).map_err(|refusals| {
            let source_text = source.clone();
            match self.protocol {
                Some(_) => DraftRefused::Protocol { refusals, source_text },
                None => DraftRefused::InForce { refusals, source_text },
            }
        })?;
        Ok(Rules::new(Arc::new(guidance), Arc::new(protocol)))
    }
}
