//! How a partnership's provider is named: a small file, without the secret.

use std::path::PathBuf;

use openidconnect::url::{Host, Url};
use serde::Deserialize;
use thiserror::Error;

/// The largest file of settings that is read, in bytes: ours has twenty lines.
pub const SETTINGS_BYTES_MAX: usize = 64 * 1024;
/// The most characters of a name or a value in it; an address is the longest.
const VALUE_CHARACTERS_MAX: usize = 500;
/// The most methods or contexts that may be named; the list of the standard (RFC 8176) has twenty.
const FACTORS_MAX: usize = 50;

/// What a second factor looks like in the provider's answer. One of them is enough.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SecondFactor {
    /// Values of `amr`: how somebody signed in (RFC 8176), such as `mfa`, `otp` or `hwk`.
    #[serde(default)]
    pub methods: Vec<String>,
    /// Values of `acr`: how well the provider checked. They are also asked for.
    #[serde(default)]
    pub contexts: Vec<String>,
}

/// A provider, as the partnership names it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// What the button on the page calls it.
    pub name: String,
    /// The address of the provider, exactly as the provider states it.
    pub issuer: String,
    /// The name under which the provider knows this service.
    pub client_id: String,
    /// The file that holds the secret, where the provider gave one.
    pub client_secret_file: Option<PathBuf>,
    /// The public address of this service, without a path.
    pub address: String,
    /// The claim whose value is the name of the account.
    pub account_claim: String,
    /// What a second factor looks like.
    pub second_factor: SecondFactor,
}

/// Why settings cannot be used.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum SettingsError {
    /// The file is too long.
    #[error("the file is longer than {SETTINGS_BYTES_MAX} bytes")]
    TooLong,
    /// The file does not read.
    #[error("{0}")]
    Unreadable(String),
    /// A value is empty or too long.
    #[error("`{0}` must be 1 to {VALUE_CHARACTERS_MAX} characters long")]
    Length(&'static str),
    /// An address is none.
    #[error("`{field}` must be an address such as https://example.org: {why}")]
    Address {
        /// Which value.
        field: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// Plain HTTP beyond this machine.
    #[error("`{0}` must begin with https://; plain HTTP is only for trying it out on one machine")]
    Plain(&'static str),
    /// Nothing says what a second factor is.
    #[error("name at least one value in `second-factor.methods` (amr) or `second-factor.contexts` (acr)")]
    NoSecondFactor,
    /// Too many values.
    #[error("name at most {FACTORS_MAX} methods and {FACTORS_MAX} contexts")]
    TooMany,
}

impl Settings {
    /// Reads a file of settings (TOML).
    pub fn from_toml(text: &str) -> Result<Self, SettingsError> {
        if text.len() > SETTINGS_BYTES_MAX {
            return Err(SettingsError::TooLong);
        }
        let settings: Self =
            toml::from_str(text).map_err(|error| SettingsError::Unreadable(error.to_string()))?;
        settings.check()?;
        Ok(settings)
    }

    fn check(&self) -> Result<(), SettingsError> {
        for (field, value) in [
            ("name", &self.name),
            ("issuer", &self.issuer),
            ("client-id", &self.client_id),
            ("address", &self.address),
            ("account-claim", &self.account_claim),
        ] {
            if value.trim().is_empty() || value.chars().count() > VALUE_CHARACTERS_MAX {
                return Err(SettingsError::Length(field));
            }
        }
        checked("issuer", &self.issuer)?;
        let address = checked("address", &self.address)?;
        if address.path() != "/" || address.query().is_some() || address.fragment().is_some() {
            let why = "it has a path; give the name of the machine alone".to_owned();
            return Err(SettingsError::Address { field: "address", why });
        }
        let factor = &self.second_factor;
        let named = factor.methods.iter().chain(&factor.contexts);
        if named.clone().any(|value| value.trim().is_empty() || value.chars().count() > VALUE_CHARACTERS_MAX)
        {
            return Err(SettingsError::Length("second-factor"));
        }
        if factor.methods.len() > FACTORS_MAX || factor.contexts.len() > FACTORS_MAX {
            return Err(SettingsError::TooMany);
        }
        if named.count() == 0 {
            return Err(SettingsError::NoSecondFactor);
        }
        Ok(())
    }

    /// An address of this service.
    pub(crate) fn own(&self, path: &str) -> String {
        format!("{}{path}", self.address.trim_end_matches('/'))
    }

    /// Whether the provider is on this machine and spoken to in plain HTTP, to try it out.
    pub fn is_plain(&self) -> bool {
        self.issuer.starts_with("http://")
    }
}

/// An address by HTTPS; by plain HTTP only on this machine.
fn checked(field: &'static str, value: &str) -> Result<Url, SettingsError> {
    let address =
        Url::parse(value).map_err(|error| SettingsError::Address { field, why: error.to_string() })?;
    let here = match address.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(number)) => number.is_loopback(),
        Some(Host::Ipv6(number)) => number.is_loopback(),
        None => false,
    };
    if !address.username().is_empty() || address.password().is_some() {
        return Err(SettingsError::Address { field, why: "it holds a name or a password".to_owned() });
    }
    match address.scheme() {
        "https" => Ok(address),
        "http" if here => Ok(address),
        _ => Err(SettingsError::Plain(field)),
    }
}
