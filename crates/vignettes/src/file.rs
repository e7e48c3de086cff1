//! The files: a vignette, and the practitioners whom all vignettes know.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use schemars::JsonSchema;
use serde::Deserialize;
use thiserror::Error;

/// The most steps of one vignette; a journey that needs more is two.
const STEPS_MAX: usize = 200;
/// The longest file that is read, in bytes: far more than anybody would write by hand.
const BYTES_MAX: usize = 1 << 20;

/// A worked family journey.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vignette {
    /// Its title.
    pub name: String,
    /// What it shows, in plain words.
    pub shows: String,
    /// When its first step is taken, in England.
    pub begins: DateTime,
    /// The family's people, and who each is. A child's record is named after the child.
    #[serde(default)]
    pub people: BTreeMap<String, String>,
    /// What steps speak of beside people: a request, a meeting, an enquiry; and what each is.
    #[serde(default)]
    pub things: BTreeMap<String, String>,
    /// Practitioners beside those whom all vignettes know, or instead of them.
    #[serde(default)]
    pub practitioner: Vec<PractitionerWritten>,
    /// What happens.
    pub step: Vec<Step>,
}

/// The practitioners whom all vignettes know.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CastFile {
    /// Each agency, with its kind.
    pub agency: BTreeMap<String, String>,
    /// The practitioners.
    pub practitioner: Vec<PractitionerWritten>,
}

/// A practitioner.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PractitionerWritten {
    /// What steps call them.
    pub key: String,
    /// Their name.
    pub name: String,
    /// The agency they work for.
    pub agency: String,
    /// What they may act as; the first is the usual one.
    pub capacities: Vec<String>,
    /// Whether they are a qualified social worker.
    #[serde(default)]
    pub social_work_qualified: bool,
    /// Whether the training that the protocol asks of them has run out.
    #[serde(default)]
    pub training_lapsed: bool,
}

/// What somebody does, and what must come of it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What happens, in plain words.
    pub says: String,
    /// When, in England. Without it and without `after`, a minute after the step before.
    #[serde(default)]
    pub at: Option<DateTime>,
    /// How long after the step before: `3 days`, `2h`. Days keep the time of day.
    #[serde(default)]
    pub after: Option<String>,
    /// Who: a practitioner, one of the people, or `nobody` who has not signed in.
    #[serde(default)]
    pub by: String,
    /// In which of their capacities; the usual one without it.
    #[serde(default, rename = "as")]
    pub acting: Option<String>,
    /// The commands, which are done together or not at all. A step may only look.
    #[serde(default, rename = "do")]
    pub commands: Vec<Given>,
    /// The code of the refusal that must come. Without it the step must be taken.
    #[serde(default)]
    pub refused: Option<String>,
    /// The table must say that there is nothing there for this person.
    #[serde(default)]
    pub not_there: bool,
    /// The kinds of event that must come, in their order: `plan.written`.
    #[serde(default)]
    pub events: Option<Vec<String>>,
    /// The letters that must come, in their order: `decision`.
    #[serde(default)]
    pub letters: Option<Vec<String>>,
    /// What the last entry of this step is called from now on, for steps that speak of it.
    #[serde(default)]
    pub entry: Option<String>,
    /// What must be owed in records afterwards: all of it, and nothing else.
    #[serde(default)]
    pub owed: Vec<Owed>,
    /// Who must be able to open what afterwards, and who must not.
    #[serde(default)]
    pub opens: Vec<Opening>,
}

/// One command.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// Its name: `protection.hold-discussion`.
    pub command: String,
    /// Whose record it is given on: `@robin`. Nothing for the partnership's own.
    #[serde(default)]
    pub on: Option<String>,
    /// What it holds. `@robin` stands for an identifier, `2026-09-07T10:00` for that time in England; a table with a `form`
    /// in it holds answers to that form.
    #[serde(default)]
    pub with: serde_json::Value,
}

/// What must be owed in one record.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Owed {
    /// The kind of record: `child`, `request`, `concern`, `protection`.
    pub record: String,
    /// Whose.
    pub of: String,
    /// Every open duty: `AS-01 by 2026-11-09`, `CP-01 by 2026-09-08T10:00`, or `CP-09` where no day is set.
    pub duties: BTreeSet<String>,
}

/// Whether somebody can open a record.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// Who.
    pub who: String,
    /// The kind of record.
    pub record: String,
    /// Whose.
    pub of: String,
    /// Whether it opens.
    pub may: bool,
}

/// Why a file is no vignette.
#[derive(Debug, Error)]
pub enum VignetteError {
    /// It is too long.
    #[error("the file is longer than {BYTES_MAX} bytes")]
    TooLong,
    /// It is not TOML, or not of this shape.
    #[error("{0}")]
    Shape(#[from] toml::de::Error),
    /// Too many steps, or none.
    #[error("a vignette has 1 to {STEPS_MAX} steps; this has {0}")]
    Steps(usize),
    /// A name is given twice.
    #[error("`{0}` is more than one person or thing")]
    Twice(String),
    /// A step both must be refused and must yield something, or waits in two ways.
    #[error("step {0}: it cannot be {1}")]
    Contradiction(usize, &'static str),
}

impl Vignette {
    /// Reads one.
    ///
    /// # Errors
    /// When it is not TOML of this shape, is too long, or contradicts itself.
    pub fn read(text: &str) -> Result<Self, VignetteError> {
        if text.len() > BYTES_MAX {
            return Err(VignetteError::TooLong);
        }
        let vignette: Self = toml::from_str(text)?;
        if vignette.step.is_empty() || vignette.step.len() > STEPS_MAX {
            return Err(VignetteError::Steps(vignette.step.len()));
        }
        let entries = vignette.step.iter().filter_map(|step| step.entry.as_ref());
        let mut seen = BTreeSet::new();
        for key in vignette.people.keys().chain(vignette.things.keys()).chain(entries) {
            if !seen.insert(key) {
                return Err(VignetteError::Twice(key.clone()));
            }
        }
        for (number, step) in (1..).zip(&vignette.step) {
            if step.at.is_some() && step.after.is_some() {
                return Err(VignetteError::Contradiction(
                    number,
                    "both `at` a time and `after` the step before",
                ));
            }
            if step.refused.is_some() && (step.not_there || step.events.is_some()) {
                return Err(VignetteError::Contradiction(number, "refused and yield something"));
            }
        }
        Ok(vignette)
    }
}
