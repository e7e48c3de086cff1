//! Why an invented partnership could not be made.

use application::Failure;
use store::AppendError;
use thiserror::Error;

/// Why an invented partnership could not be made.
#[derive(Debug, Error)]
pub enum SynthError {
    /// The word lists or situations that are compiled in do not read.
    #[error("the invented data `{file}` does not read")]
    Data {
        /// The file.
        file: &'static str,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// A name or answer in the invented data has no place in the forms or the policy.
    #[error("the invented data names `{0}`, which the forms, the protocol or the policy do not have")]
    Unknown(String),
    /// The database has a partnership of this name already.
    #[error("this partnership has begun already; choose an empty database")]
    NotEmpty,
    /// A step of an invented journey was refused or not kept.
    #[error("an invented journey stopped at `{step}`")]
    Step {
        /// The step.
        step: &'static str,
        /// Why.
        source: Failure,
    },
    /// A step of a tale was not written as the command has it.
    #[error("the tale “{about}” cannot be told at `{command}`")]
    Tale {
        /// What the tale is about.
        about: String,
        /// The step's command.
        command: String,
        /// Why.
        source: Box<vignettes::PlayError>,
    },
    /// The record failed otherwise.
    #[error("the record could not be read or written")]
    Failure(#[from] Failure),
    /// The codes were not kept.
    #[error("the codes could not be handed out")]
    Codes(#[source] AppendError),
    /// The task that writes stopped.
    #[error("the writing stopped before it was finished")]
    Stopped,
}
