//! Journeys of Wendale that are written down as data: who did what, how many working days ago.
//!
//! A tale's commands are read as those of a vignette are, and decided by the same code, but each at its own time in the past.

use std::collections::BTreeSet;

use application::{Application, Unit, named_command};
use jiff::civil::{Date, Time};
use kernel::london_date;
use serde::Deserialize;
use serde_json::Value;
use vignettes::{PlayError, World};

use crate::chance::Chance;
use crate::error::SynthError;
use crate::when::When;

use super::practitioners::Practitioners;

/// The file of tales.
const FILE: &str = "help.toml";
/// The day of the step itself.
const THAT_DAY: &str = "that-day";
/// A day counted from today.
const TODAY: &str = "today";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tales {
    tale: Vec<Tale>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tale {
    about: String,
    step: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    ago: u32,
    time: Time,
    by: String,
    /// The capacity; the usual one where none is given.
    acting: Option<String>,
    command: String,
    on: String,
    with: Value,
}

/// Tells every tale.
pub(super) async fn tell(
    application: &Application,
    chance: &Chance,
    when: When<'_>,
    practitioners: &Practitioners,
) -> Result<(), SynthError> {
    let tales: Tales = toml::from_str(include_str!("../../data/help.toml"))
        .map_err(|source| SynthError::Data { file: FILE, source: Box::new(source) })?;
    let world = world(&tales, chance, when, practitioners);
    for tale in &tales.tale {
        let mut unit = Unit::begin(application).await?;
        for step in &tale.step {
            take(application, &mut unit, &world, when, practitioners, step).map_err(|source| {
                let (about, command) = (tale.about.clone(), step.command.clone());
                SynthError::Tale { about, command, source: Box::new(source) }
            })?;
        }
        unit.commit(when.now()).await?;
    }
    Ok(())
}

/// Everybody and everything that any tale names, each with an identifier.
fn world(tales: &Tales, chance: &Chance, when: When<'_>, practitioners: &Practitioners) -> World {
    let mut names = BTreeSet::new();
    for step in tales.tale.iter().flat_map(|tale| &tale.step) {
        names.extend(step.on.strip_prefix('@'));
        names_in(&step.with, &mut names);
    }
    let mut world = World::default();
    for name in names {
        let known = practitioners.in_a_tale(name).map(|staff| staff.person.0);
        world.name(name, known.unwrap_or_else(|| chance.identifier(when.now())));
    }
    world
}

fn names_in<'a>(value: &'a Value, names: &mut BTreeSet<&'a str>) {
    match value {
        Value::String(text) => names.extend(text.strip_prefix('@')),
        Value::Array(items) => items.iter().for_each(|item| names_in(item, names)),
        Value::Object(table) => table.values().for_each(|item| names_in(item, names)),
        _ => {}
    }
}

fn take(
    application: &Application,
    unit: &mut Unit,
    world: &World,
    when: When<'_>,
    practitioners: &Practitioners,
    step: &Step,
) -> Result<(), PlayError> {
    let staff = practitioners.in_a_tale(&step.by);
    let staff = staff.ok_or_else(|| PlayError::NoSuchName(step.by.clone()))?;
    let usual = staff.capacities.first().map_or("", |capacity| capacity.as_str());
    let acting = step.acting.as_deref().unwrap_or(usual);
    let author = staff.acting(acting).map_err(|_| PlayError::NoSuchCapacity(acting.to_owned()))?;
    let at = when.at(when.working_days_ago(step.ago), step.time.hour(), step.time.minute());
    let that_day = london_date(at);
    let command = named_command(&step.command)?;
    let id = world.identifier(&step.on)?;
    let with = dated(&step.with, when, that_day);
    let written = world.written(&with, application.forms(), that_day)?;
    unit.decide_named(id, command, &written, (&author, at))??;
    Ok(())
}

/// The same with days as they fall: `that-day`, `today-3`, and with a time of day behind them.
fn dated(value: &Value, when: When<'_>, that_day: Date) -> Value {
    match value {
        Value::String(text) => Value::String(day_in(text, when, that_day).unwrap_or_else(|| text.clone())),
        Value::Array(items) => items.iter().map(|item| dated(item, when, that_day)).collect(),
        Value::Object(table) => {
            table.iter().map(|(key, item)| (key.clone(), dated(item, when, that_day))).collect()
        }
        other => other.clone(),
    }
}

fn day_in(text: &str, when: When<'_>, that_day: Date) -> Option<String> {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let day = if day == THAT_DAY {
        that_day
    } else {
        when.days_from_today(day.strip_prefix(TODAY).filter(|days| !days.is_empty())?.parse().ok()?)
    };
    Some(if time.is_empty() { day.to_string() } else { format!("{day}T{time}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use guidance::Guidance;
    use jiff::civil::date;

    #[test]
    fn days_are_counted_and_words_are_left_alone() {
        let guidance = Guidance::embedded().unwrap();
        let when = When::new(guidance.calendar(), "2026-11-23T10:30:00Z".parse().unwrap());
        let day = |text: &str| day_in(text, when, date(2026, 11, 3));
        assert_eq!(day("that-day").as_deref(), Some("2026-11-03"));
        assert_eq!(day("today-1T22:15").as_deref(), Some("2026-11-22T22:15"));
        assert_eq!(day("today+10").as_deref(), Some("2026-12-03"));
        assert_eq!(day("today"), None);
        assert_eq!(day("That day was long"), None);
    }

    #[test]
    fn no_step_lies_ahead_and_each_follows_the_one_before() {
        let tales: Tales = toml::from_str(include_str!("../../data/help.toml")).unwrap();
        for tale in &tales.tale {
            assert!(
                tale.step.iter().all(|step| step.ago > 0),
                "today may not have come so far: {}",
                tale.about
            );
            let follows = |pair: &[Step]| {
                pair[0].ago > pair[1].ago || (pair[0].ago == pair[1].ago && pair[0].time <= pair[1].time)
            };
            assert!(tale.step.windows(2).all(follows), "{}", tale.about);
        }
    }
}
