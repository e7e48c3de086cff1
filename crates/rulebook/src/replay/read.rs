//! Reads what happened from JSON. Nothing is passed over: what is not known is a mistake, with its place.

use std::fmt;
use std::ops::Range;

use guidance::{Facts, Guidance, Milestone, Problem, Source};
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::Happened;
use crate::not_answered::closest;

/// The longest text that is read, in bytes: hundreds of times what one child's milestones take.
pub const FILE_BYTES_MAX: usize = 1 << 20;
/// The most milestones: some fifty times what one child's record holds, and little enough to be answered at once.
pub const MILESTONES_MAX: usize = 2_000;

/// The keys of the whole.
const KEYS: &[&str] = &["today", "edition", "facts", "milestones"];
/// The keys of a milestone.
const MILESTONE_KEYS: &[&str] = &["milestone", "on", "key"];

/// How JSON writes that there is nothing.
const NULL: &str = "null";

/// An object whose members keep their order and their places.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Members<'de>;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry::<String, &'de RawValue>()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

/// Reads what happened, or answers with every mistake in it.
pub fn parse(source: &Source, guidance: &Guidance) -> Result<Happened, Vec<Problem>> {
    let mut reader = Reader { source, guidance, problems: Vec::new() };
    let happened = reader.whole();
    match happened {
        Some(happened) if reader.problems.is_empty() => Ok(happened),
        _ => Err(reader.problems),
    }
}

struct Reader<'a> {
    source: &'a Source,
    guidance: &'a Guidance,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    fn whole(&mut self) -> Option<Happened> {
        let text = self.source.text.as_str();
        if text.len() > FILE_BYTES_MAX {
            let message = format!("it is longer than {FILE_BYTES_MAX} bytes");
            self.refuse(0..0, None, message, Some("replay one child at a time".to_owned()));
            return None;
        }
        let members = self.read::<Members<'a>>(text, 0, None)?;
        let (mut today, mut edition, mut facts) = (None, None, Facts::default());
        let mut milestones = Vec::new();
        let mut has_milestones = false;
        for (key, value) in self.known(members, KEYS) {
            match key.as_str() {
                "today" => today = self.day(value),
                "edition" => edition = self.edition(value),
                "facts" => facts = self.facts(value),
                _ => {
                    has_milestones = true;
                    milestones = self.milestones(value);
                }
            }
        }
        let missing = |key: &str| !text.contains(&format!("\"{key}\""));
        if today.is_none() && missing("today") {
            let hint = "add \"today\": \"2026-11-23\"".to_owned();
            self.refuse(0..0, Some("today"), "the day on which to look is missing".to_owned(), Some(hint));
        }
        if !has_milestones {
            let hint = "add \"milestones\": [{\"milestone\": NAME, \"on\": DAY}]".to_owned();
            self.refuse(0..0, Some("milestones"), "there are no milestones".to_owned(), Some(hint));
        }
        Some(Happened { today: today?, edition, facts, milestones })
    }

    /// The members whose keys are known; each of the others is a mistake, and so is one that comes twice.
    fn known<'m>(&mut self, members: Members<'m>, keys: &[&str]) -> Vec<(String, &'m RawValue)> {
        let mut known: Vec<(String, &'m RawValue)> = Vec::new();
        for (key, value) in members.0 {
            let place = self.key_place(&key, value);
            if !keys.contains(&key.as_str()) {
                let hint = closest(&key, keys.iter().copied()).map_or_else(
                    || format!("the keys here are {}", keys.join(", ")),
                    |near| format!("did you mean `{near}`?"),
                );
                let message = format!("`{key}` is not a key that is known here");
                self.refuse(place, Some(&key), message, Some(hint));
            } else if known.iter().any(|(other, _)| *other == key) {
                self.refuse(place, Some(&key), format!("`{key}` is already there"), None);
            } else {
                known.push((key, value));
            }
        }
        known
    }

    fn day(&mut self, value: &RawValue) -> Option<Date> {
        let text: String = self.value(value, "today")?;
        match crate::moment(&text) {
            Ok(kernel::Moment::On(day)) => Some(day),
            Ok(kernel::Moment::At(_)) | Err(_) => {
                let message = format!("`{text}` is no day: write it as 2026-11-23");
                self.refuse(self.place(value), Some("today"), message, None);
                None
            }
        }
    }

    fn edition(&mut self, value: &RawValue) -> Option<String> {
        let id: Option<String> = self.value(value, "edition")?;
        let id = id?;
        if self.guidance.edition(&id).is_none() {
            let known = self.guidance.editions().map(|known| known.id.as_str());
            self.unknown(value, "edition", "edition", &id, known);
        }
        Some(id)
    }

    fn facts(&mut self, value: &RawValue) -> Facts {
        if value.get() == NULL {
            return Facts::default();
        }
        let Some(members) = self.read::<Members<'_>>(value.get(), self.place(value).start, Some("facts"))
        else {
            return Facts::default();
        };
        // Which facts there are is known where facts are made.
        let every = serde_json::to_value(Facts::default()).unwrap_or_default();
        let names: Vec<&str> =
            every.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        let mut whole = serde_json::Map::new();
        for (key, value) in self.known(members, &names) {
            let Ok(given) = serde_json::from_str::<serde_json::Value>(value.get()) else { continue };
            let alone: serde_json::Value = [(key.clone(), given.clone())].into_iter().collect();
            match serde_json::from_value::<Facts>(alone) {
                Ok(fact) => {
                    self.placement(&fact, value);
                    whole.insert(key, given);
                }
                Err(error) => self.refuse(self.place(value), Some(&key), error.to_string(), None),
            }
        }
        serde_json::from_value(serde_json::Value::Object(whole)).unwrap_or_default()
    }

    fn placement(&mut self, fact: &Facts, value: &RawValue) {
        let Some(kind) = &fact.placement_kind else { return };
        let known: Vec<&str> =
            self.guidance.placement_kinds().iter().map(|known| known.id.as_str()).collect();
        if !known.contains(&kind.as_str()) {
            let hint = format!("use {}", crate::text::listed_or(&known));
            let message = format!("no kind of placement is called `{kind}`");
            self.refuse(self.place(value), Some("placement_kind"), message, Some(hint));
        }
    }

    fn milestones(&mut self, value: &'a RawValue) -> Vec<Milestone> {
        let begins = self.place(value).start;
        let Some(items) = self.read::<Vec<&RawValue>>(value.get(), begins, Some("milestones")) else {
            return Vec::new();
        };
        if items.len() > MILESTONES_MAX {
            let message = format!("there are {} milestones, more than {MILESTONES_MAX}", items.len());
            let hint = "replay one child at a time".to_owned();
            self.refuse(self.place(value), Some("milestones"), message, Some(hint));
            return Vec::new();
        }
        items.into_iter().filter_map(|item| self.milestone(item)).collect()
    }

    fn milestone(&mut self, item: &RawValue) -> Option<Milestone> {
        let members = self.read::<Members<'_>>(item.get(), self.place(item).start, Some("milestones"))?;
        let (mut name, mut at, mut key) = (None, None, None);
        let mut given = Vec::new();
        for (member, value) in self.known(members, MILESTONE_KEYS) {
            match member.as_str() {
                "milestone" => name = self.milestone_name(value),
                "on" => at = self.moment(value),
                _ => key = self.value::<Option<String>>(value, "key").flatten(),
            }
            given.push(member);
        }
        for needed in ["milestone", "on"] {
            if !given.iter().any(|member| member == needed) {
                let message = format!("`{needed}` is missing");
                self.refuse(self.place(item), Some(needed), message, None);
            }
        }
        Some(Milestone { name: name?, key, at: at? })
    }

    fn milestone_name(&mut self, value: &RawValue) -> Option<String> {
        let name: String = self.value(value, "milestone")?;
        if self.guidance.milestone(&name).is_none() {
            let known = self.guidance.milestones().map(|known| known.name.as_str());
            self.unknown(value, "milestone", "milestone", &name, known);
            return None;
        }
        Some(name)
    }

    fn moment(&mut self, value: &RawValue) -> Option<kernel::Moment> {
        let text: String = self.value(value, "on")?;
        let moment = crate::moment(&text);
        moment.map_err(|wrong| self.refuse(self.place(value), Some("on"), wrong, None)).ok()
    }

    fn value<T: DeserializeOwned>(&mut self, value: &RawValue, key: &str) -> Option<T> {
        match serde_json::from_str(value.get()) {
            Ok(read) => Some(read),
            Err(error) => {
                self.refuse(self.place(value), Some(key), said(&error), None);
                None
            }
        }
    }

    /// Reads a part of the text that begins at this byte.
    fn read<'m, T: Deserialize<'m>>(&mut self, part: &'m str, begins: usize, key: Option<&str>) -> Option<T> {
        match serde_json::from_str(part) {
            Ok(read) => Some(read),
            Err(error) => {
                let at = begins + offset(part, &error);
                self.refuse(at..at, key, said(&error), None);
                None
            }
        }
    }

    fn unknown<'k>(
        &mut self,
        value: &RawValue,
        key: &str,
        kind: &str,
        name: &str,
        known: impl Iterator<Item = &'k str>,
    ) {
        let hint = match closest(name, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("`alongside guidance list --kind {kind}s` names every one"),
        };
        self.refuse(self.place(value), Some(key), format!("no {kind} is called `{name}`"), Some(hint));
    }

    fn refuse(&mut self, span: Range<usize>, key: Option<&str>, message: String, hint: Option<String>) {
        let before = self.source.text.get(..span.start).unwrap_or_default();
        self.problems.push(Problem {
            path: self.source.path.clone(),
            line: 1 + before.matches('\n').count(),
            span,
            key: key.map(str::to_owned),
            message,
            hint,
            clause: None,
        });
    }

    /// Where a value stands: it is a piece of the text.
    fn place(&self, value: &RawValue) -> Range<usize> {
        let start = value.get().as_ptr().addr().saturating_sub(self.source.text.as_ptr().addr());
        start..start + value.get().len()
    }

    /// Where the key before a value stands.
    fn key_place(&self, key: &str, value: &RawValue) -> Range<usize> {
        let place = self.place(value);
        let quoted = format!("\"{key}\"");
        let before = self.source.text.get(..place.start).unwrap_or_default();
        before.rfind(&quoted).map_or(place, |start| start..start + quoted.len())
    }
}

/// What the library says, without the place, which is shown otherwise.
fn said(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let end = message.rfind(" at line ").unwrap_or(message.len());
    message.get(..end).unwrap_or(&message).to_owned()
}

/// The byte at which the library stopped: it counts lines and columns from 1.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = (before + error.column().saturating_sub(1)).min(text.len());
    // Between two letters, not inside one.
    (0..=at).rev().find(|byte| text.is_char_boundary(*byte)).unwrap_or_default()
}
