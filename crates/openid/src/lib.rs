//! Signing in by a partnership's own OpenID Connect provider: the authorisation code with PKCE.
//!
//! A [`Provider`] sends somebody to the provider, and takes the answer that they bring back. What it hands on is one text:
//! the name of an account, as the provider states it in the claim that the partnership chose, after issuer, audience,
//! signature, time, nonce and second factor were checked.
//!
//! It reads no clock and draws nothing: both are parameters. The one thing it does outside is to ask the provider, by a
//! [`Fetch`] that it is given.

mod fetch;
mod provider;
mod settings;

pub use fetch::{Fetch, FetchFailure, Https};
pub use openidconnect::http;
pub use provider::Provider;
pub use settings::{SecondFactor, Settings, SettingsError};
