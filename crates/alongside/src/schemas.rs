//! The JSON Schema of every kind of data file.

use anyhow::{Result, bail};

use crate::Outcome;
use crate::print::say;

/// Prints the one that is named, or every name.
pub fn run(named: Option<&str>) -> Result<Outcome> {
    let mut known = guidance::schemas();
    known.extend(forms::schemas());
    known.extend(access::schemas());
    match named {
        None => known.iter().for_each(|(name, _)| say(name)),
        Some(named) => match known.iter().find(|(name, _)| *name == named) {
            Some((_, schema)) => say(rulebook::json(schema)),
            None => {
                let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
                bail!("no kind of file is called `{named}`; there are {}", names.join(", "));
            }
        },
    }
    Ok(Outcome::Done)
}
