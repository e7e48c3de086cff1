//! What is said to whoever typed something wrong, without repeating an address that may hold a password.

use std::io::{IsTerminal as _, Write as _};

use clap::error::ErrorKind;

use crate::arguments::VARIABLES;

/// Says it, and ends.
pub fn refuse(error: &clap::Error) -> ! {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        error.exit();
    }
    let rendered = error.render();
    let said =
        if std::io::stderr().is_terminal() { rendered.ansi().to_string() } else { rendered.to_string() };
    let variables = VARIABLES.iter().filter_map(|name| std::env::var(name).ok());
    let typed = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    // Nobody being there to read it changes nothing.
    let _ = write!(std::io::stderr(), "{}", without_addresses(said, typed.chain(variables)));
    std::process::exit(error.exit_code())
}

/// The text, with everything that was typed and could be an address with a password left out.
fn without_addresses(mut said: String, typed: impl Iterator<Item = String>) -> String {
    for word in typed {
        let value = match word.split_once('=') {
            Some((name, value)) if name.starts_with("--") => value,
            _ => &word,
        };
        if may_hold_a_password(value) {
            said = said.replace(value, "…");
        }
    }
    said
}

fn may_hold_a_password(value: &str) -> bool {
    let is_place = ["sqlite:", "file:"].iter().any(|scheme| value.starts_with(scheme));
    !is_place && ["://", "@", "password"].iter().any(|sign| value.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_is_repeated() {
        for typed in [
            "postgres://ann:secret@h/x?sslmode=maybe",
            "--database=postgres://ann:sec ret'@h/x",
            "postgress:ann:secret@h",
            "postgres:///x?password=secret",
        ] {
            let value = typed.trim_start_matches("--database=");
            let said = format!("invalid value '{value}' for '--database <URL>': not read");
            let shown = without_addresses(said, ["verify".to_owned(), typed.to_owned()].into_iter());
            assert_eq!(shown, "invalid value '…' for '--database <URL>': not read");
        }
        let said = "invalid value 'sqlite:' for 'verify'".to_owned();
        assert_eq!(
            without_addresses(said.clone(), ["verify".to_owned(), "sqlite:".to_owned()].into_iter()),
            said
        );
    }
}
