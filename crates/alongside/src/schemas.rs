//! The JSON Schema of every kind of data file.

use anyhow::{Result, bail};

use crate::Outcome;
use crate::print::say;

/// Prints the one that is named, or every name.
pub fn run(named: Option<&str>) -> Result<Outcome> {
    let mut known = guidance::schemas();
    known.extend(forms::schemas());
    known.extend(access::schemas());
    known.extend(vignettes::schemas());
    let Some(asked) = named else {
        for (name, _) in &known {
            say(name);
        }
        return Ok(Outcome::Done);
    };
    let Some((_, schema)) = known.iter().find(|(name, _)| *name == asked) else {
        let kinds: Vec<&str> = known.iter().map(|(kind, _)| *kind).collect();
        bail!("no kind of file is called `{asked}`; there are {}", kinds.join(", "));
    };
    say(rulebook::json(schema));
    Ok(Outcome::Done)
}
