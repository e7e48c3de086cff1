//! What work is assumed to take: a named, dated file with a low, a central and a high value for each, and where each comes
//! from.

use std::collections::BTreeMap;

use guidance::{Source, Verified};
use kernel::Capacity;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use toml::value::Datetime;

/// The most minutes that one piece of work may be assumed to take: four weeks day and night. More is a slip of the pen.
const MINUTES_MAX: u32 = 4 * 7 * 24 * 60;
/// The furthest that repeated work is looked ahead: past this, nobody knows what the records will be.
const AHEAD_MONTHS_MAX: u32 = 60;
/// The most bands of days in the report: more do not fit a page.
const BANDS_MAX: usize = 8;
/// The most entries of a file: far more than there are duties, and still read at once.
const ENTRIES_MAX: usize = 5_000;

/// The file that is built in.
const EMBEDDED: &str = include_str!("../../../assumptions/default.toml");

/// What a value is assumed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum For {
    /// Doing what a duty or a local standard asks, once.
    Duty,
    /// Whatever duty or standard is not named, once.
    OtherDuties,
    /// One assessment on a way: `full`, `general`.
    Assessment,
    /// One step that a route may leave out: `household-checks`.
    Step,
    /// One date that a family was shown and that was missed: explaining it to them.
    MissedDate,
}

/// Minutes: as little as it may be, what is most likely, as much as it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// As little as it may be.
    pub low: u32,
    /// What is most likely.
    pub central: u32,
    /// As much as it may be.
    pub high: u32,
}

/// One assumption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assumed {
    /// What for.
    #[serde(rename = "for")]
    pub for_what: For,
    /// The duties, clocks, standards, ways or steps that it is for.
    #[serde(default)]
    pub names: Vec<String>,
    /// Who does it, where that is not whoever is responsible.
    pub capacity: Option<Capacity>,
    /// How many minutes.
    pub minutes: Amount,
    /// What is done in that time.
    pub says: String,
    /// Where the values come from.
    pub source: String,
    /// How well that was verified.
    pub verified: Verified,
    /// Whether the central value was invented, and not measured anywhere.
    pub invented: bool,
}

/// The assumptions of a simulation, as its report prints them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assumptions {
    /// Their name.
    pub name: String,
    /// Their version.
    pub version: String,
    /// The day on which they were written.
    pub dated: String,
    /// Who made them and from what.
    pub source: String,
    /// What is not certain.
    pub doubts: Option<String>,
    /// Who agreed them.
    pub agreed_by: Vec<String>,
    /// How many months repeated work is looked ahead.
    pub ahead_months: u32,
    /// The first day of each band in which changes of dates are counted.
    pub bands_of_days: Vec<u32>,
    /// The confidence of the intervals of the bootstrap.
    pub confidence: f64,
    /// Each assumption, in the order of the file.
    pub work: Vec<Assumed>,
    #[serde(skip)]
    places: BTreeMap<(For, String), Vec<usize>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    assumptions: RawHead,
    #[serde(default)]
    work: Vec<Assumed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHead {
    name: String,
    version: String,
    dated: Datetime,
    source: String,
    doubts: Option<String>,
    #[serde(default)]
    agreed_by: Vec<String>,
    ahead_months: u32,
    bands_of_days: Vec<u32>,
    confidence: f64,
}

/// Why a file of assumptions was not taken: every mistake at once.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the assumptions in {path} cannot be used:\n  {}", .mistakes.join("\n  "))]
pub struct AssumptionsError {
    /// The file.
    pub path: String,
    /// Each mistake, with its place.
    pub mistakes: Vec<String>,
}

impl Assumptions {
    /// Those that are built in.
    pub fn embedded() -> Result<Self, AssumptionsError> {
        Self::parse(&Source::new("assumptions/default.toml", EMBEDDED))
    }

    /// The text that is built in, for authors who want to begin from it.
    pub fn embedded_source() -> Source {
        Source::new("assumptions/default.toml", EMBEDDED)
    }

    /// Reads a file.
    pub fn parse(source: &Source) -> Result<Self, AssumptionsError> {
        let refuse = |mistakes| AssumptionsError { path: source.path.clone(), mistakes };
        let raw: RawFile = toml::from_str(&source.text)
            .map_err(|error| refuse(vec![error.to_string().trim().to_owned()]))?;
        let head = raw.assumptions;
        let mut mistakes = Vec::new();
        if head.dated.date.is_none() || head.dated.time.is_some() {
            mistakes
                .push(format!("assumptions.dated: `{}` is not a day; write it as 2026-11-22", head.dated));
        }
        for (key, text) in [("name", &head.name), ("version", &head.version), ("source", &head.source)] {
            if text.trim().is_empty() {
                mistakes.push(format!("assumptions.{key}: say it"));
            }
        }
        if !(1..=AHEAD_MONTHS_MAX).contains(&head.ahead_months) {
            mistakes.push(format!("assumptions.ahead_months: write 1 to {AHEAD_MONTHS_MAX}"));
        }
        let ascending = head.bands_of_days.windows(2).all(|pair| pair[0] < pair[1]);
        if head.bands_of_days.first() != Some(&1) || !ascending || head.bands_of_days.len() > BANDS_MAX {
            mistakes.push(format!(
                "assumptions.bands_of_days: begin with 1, each higher than the one before, at most {BANDS_MAX} of them"
            ));
        }
        if !(0.5..1.0).contains(&head.confidence) {
            mistakes.push("assumptions.confidence: write at least 0.5 and less than 1".to_owned());
        }
        let places = places(&raw.work, &mut mistakes);
        if !mistakes.is_empty() {
            return Err(refuse(mistakes));
        }
        Ok(Self {
            name: head.name,
            version: head.version,
            dated: head.dated.to_string(),
            source: head.source,
            doubts: head.doubts,
            agreed_by: head.agreed_by,
            ahead_months: head.ahead_months,
            bands_of_days: head.bands_of_days,
            confidence: head.confidence,
            work: raw.work,
            places,
        })
    }

    /// The entries for a name.
    pub(crate) fn entries(&self, for_what: For, name: &str) -> impl Iterator<Item = &Assumed> {
        let places = self.places.get(&(for_what, name.to_owned()));
        places.into_iter().flatten().filter_map(|place| self.work.get(*place))
    }

    /// The entry for doing once what a clock, a standard or a duty asks.
    pub(crate) fn of_duty(&self, clock: Option<&str>, duty: &str) -> Option<&Assumed> {
        let named = |name: &str| self.entries(For::Duty, name).next();
        clock.and_then(named).or_else(|| named(duty)).or_else(|| self.entries(For::OtherDuties, "").next())
    }

    /// The steps that a route may leave out, each once.
    pub(crate) fn steps(&self) -> impl Iterator<Item = &str> {
        self.places.keys().filter(|(for_what, _)| *for_what == For::Step).map(|(_, name)| name.as_str())
    }
}

fn places(work: &[Assumed], mistakes: &mut Vec<String>) -> BTreeMap<(For, String), Vec<usize>> {
    if work.len() > ENTRIES_MAX {
        mistakes.push(format!("work: at most {ENTRIES_MAX} entries"));
    }
    let mut places: BTreeMap<(For, String), Vec<usize>> = BTreeMap::new();
    for (place, entry) in work.iter().enumerate() {
        let here = format!("work {} (\"{}\")", place + 1, entry.says);
        let Amount { low, central, high } = entry.minutes;
        if low > central || central > high {
            mistakes.push(format!("{here}: minutes must go up: low {low}, central {central}, high {high}"));
        }
        if high > MINUTES_MAX {
            mistakes.push(format!("{here}: {high} minutes are more than {MINUTES_MAX}; are they meant?"));
        }
        if entry.says.trim().is_empty() || entry.source.trim().is_empty() {
            mistakes.push(format!("{here}: say what is done, and where the values come from"));
        }
        let has_names = matches!(entry.for_what, For::Duty | For::Assessment | For::Step);
        if has_names == entry.names.is_empty() {
            let write = if has_names { "name what it is for" } else { "it is for all, so it has no names" };
            mistakes.push(format!("{here}: {write}"));
        }
        let by_whom = matches!(entry.for_what, For::Assessment | For::Step);
        if by_whom && entry.capacity.is_none() {
            mistakes.push(format!("{here}: say in which capacity it is done"));
        }
        let names: Vec<String> = if has_names { entry.names.clone() } else { vec![String::new()] };
        for name in names {
            let others = places.entry((entry.for_what, name.clone())).or_default();
            // An assessment or a step may take several people; a duty is one person's.
            let twice = others
                .iter()
                .filter_map(|other| work.get(*other))
                .any(|other| !by_whom || other.capacity == entry.capacity);
            if twice {
                mistakes.push(format!("{here}: `{name}` has an entry already"));
            }
            others.push(place);
        }
    }
    for missing in [For::OtherDuties, For::MissedDate] {
        if !places.contains_key(&(missing, String::new())) {
            let name = if missing == For::OtherDuties { "other-duties" } else { "missed-date" };
            mistakes.push(format!("work: an entry for = \"{name}\" is missing"));
        }
    }
    places
}
