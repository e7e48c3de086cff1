//! The provider by which practitioners sign in, from a file and a secret that never stands on the command line.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use openid::{Https, Provider, Settings};

/// The variable that may hold the provider's secret.
const SECRET_VARIABLE: &str = "ALONGSIDE_CLIENT_SECRET";

/// The provider that a file names. It is asked nothing yet: families are served also while it is away.
pub fn provider(path: &Path) -> Result<Provider> {
    let named = || format!("the identity provider in {} cannot be used", path.display());
    let text = std::fs::read_to_string(path).with_context(named)?;
    let settings = Settings::from_toml(&text).with_context(named)?;
    let secret = secret(&settings, std::env::var(SECRET_VARIABLE).ok())?;
    let https = Https::new(settings.is_plain()).with_context(named)?;
    Ok(Provider::new(settings, secret, Arc::new(https)))
}

/// The secret: from its file, or from the variable, or none where the provider gave none.
fn secret(settings: &Settings, variable: Option<String>) -> Result<Option<String>> {
    let from_variable = variable.filter(|secret| !secret.is_empty());
    let Some(path) = &settings.client_secret_file else { return Ok(from_variable) };
    if from_variable.is_some() {
        bail!("the secret stands in `client-secret-file` and in {SECRET_VARIABLE}; take one away");
    }
    let secret = std::fs::read_to_string(path)
        .with_context(|| format!("the secret in {} cannot be read", path.display()))?;
    let secret = secret.trim();
    if secret.is_empty() {
        bail!("{} is empty; write the secret that the provider gave into it", path.display());
    }
    Ok(Some(secret.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(file: &str) -> Settings {
        Settings::from_toml(&format!(
            "name = \"A\"\nissuer = \"https://a.example\"\nclient-id = \"c\"\naddress = \"https://b.example\"\n\
             account-claim = \"sub\"\n{file}\n[second-factor]\nmethods = [\"mfa\"]"
        ))
        .unwrap()
    }

    #[test]
    fn the_secret_stands_in_one_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        std::fs::write(&path, "hush\n").unwrap();
        let from_file = settings(&format!("client-secret-file = {:?}", path.display().to_string()));
        assert_eq!(secret(&from_file, None).unwrap().as_deref(), Some("hush"));
        assert!(secret(&from_file, Some("other".to_owned())).is_err());
        std::fs::write(&path, " ").unwrap();
        assert!(secret(&from_file, None).is_err());
        assert_eq!(secret(&settings(""), Some("hush".to_owned())).unwrap().as_deref(), Some("hush"));
        assert_eq!(secret(&settings(""), None).unwrap(), None);
    }
}
