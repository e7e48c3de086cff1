//! Reading the table: every fault is named by file, line and key, with what would have done.

mod reach;
mod shape;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use kernel::Capacity;
use thiserror::Error;
use toml::Spanned;

use crate::policy::{CapacityEntry, Grant, Place, Policy, RowRef, Side};
use crate::{Action, FieldKind, RecordKind, Relationship, Separation};
use reach::{Reach, Reader};
use shape::{RawCapacity, RawFile, RawRow, RawSeparation};

/// The longest text that is read, in bytes: many times the embedded table, and little enough to parse at once.
pub const SOURCE_BYTES_MAX: usize = 1 << 20;

/// The most capacities: some three times those that exist, so that a table is always small enough to expand.
const CAPACITIES_MAX: usize = 64;

/// A text of the table, and what to call it in a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file's path, as the author knows it.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// One fault in the data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Error)]
#[error("{file}:{line}: {key}: {hint}")]
pub struct LoadError {
    /// The file.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: usize,
    /// The key at fault.
    pub key: String,
    /// What is wrong and what to write instead.
    pub hint: String,
}

/// Every fault that was found; never empty.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct LoadErrors(pub Vec<LoadError>);

impl fmt::Display for LoadErrors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the policies cannot be used")?;
        self.0.iter().try_for_each(|error| write!(formatter, "\n  {error}"))
    }
}

/// A file's text while it is read, to turn places into lines.
struct File {
    path: Arc<str>,
    text: String,
}

impl File {
    fn place(&self, offset: usize) -> Place {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        Place { file: Arc::clone(&self.path), line: 1 + before.matches('\n').count() }
    }

    fn row(&self, reason: &Spanned<String>, rule: &Spanned<String>, errors: &mut Vec<LoadError>) -> RowRef {
        for (key, text) in [("reason", reason), ("rule", rule)] {
            if text.get_ref().trim().is_empty() {
                errors.push(fault(&self.place(text.span().start), key, "is empty: say it in plain words"));
            }
        }
        RowRef {
            reason: reason.get_ref().as_str().into(),
            rule: rule.get_ref().as_str().into(),
            place: self.place(reason.span().start),
        }
    }
}

fn fault(place: &Place, key: &str, hint: impl Into<String>) -> LoadError {
    LoadError { file: Arc::clone(&place.file), line: place.line, key: key.to_owned(), hint: hint.into() }
}

pub(crate) fn load(sources: impl IntoIterator<Item = Source>) -> Result<Policy, LoadErrors> {
    let mut errors = Vec::new();
    let mut files = Vec::new();
    for Source { path, text } in sources {
        let file = File { path: path.into(), text };
        match parse(&file) {
            Ok(raw) => files.push((file, raw)),
            Err(error) => errors.push(error),
        }
    }
    // Without every capacity each later row would seem wrong.
    refuse_if_any(&errors)?;
    let mut capacities = Vec::new();
    for (file, raw) in &files {
        read_capacities(file, &raw.capacity, &mut capacities, &mut errors);
    }
    check_capacities(&files, &capacities, &mut errors);
    refuse_if_any(&errors)?;

    let mut table = Table { grants: BTreeMap::new(), separations: Vec::new() };
    for (file, raw) in &files {
        let mut reader = Reader { file, capacities: &capacities, errors: &mut errors };
        for row in &raw.allow {
            table.allow(&mut reader, row);
        }
        for row in &raw.separate {
            table.separate(&mut reader, row);
        }
    }
    for (file, raw) in &files {
        let mut reader = Reader { file, capacities: &capacities, errors: &mut errors };
        for row in &raw.never {
            table.check_never(&mut reader, row);
        }
        for row in &raw.always {
            table.check_always(&mut reader, row);
        }
    }
    refuse_if_any(&errors)?;
    let grants = table.grants.into_values().collect();
    Ok(Policy::assemble(capacities, grants, table.separations))
}

/// The kind of file that the table is written in, with its JSON Schema: for an editor to complete and to check.
pub fn schemas() -> Vec<(&'static str, schemars::Schema)> {
    vec![("policies", schemars::schema_for!(RawFile))]
}

fn refuse_if_any(errors: &[LoadError]) -> Result<(), LoadErrors> {
    if errors.is_empty() {
        return Ok(());
    }
    let mut sorted = errors.to_vec();
    sorted.sort();
    sorted.dedup();
    Err(LoadErrors(sorted))
}

fn parse(file: &File) -> Result<RawFile, LoadError> {
    if file.text.len() > SOURCE_BYTES_MAX {
        let hint = format!("is longer than {SOURCE_BYTES_MAX} bytes: split it or take rows out");
        return Err(fault(&file.place(0), "the file", hint));
    }
    toml::from_str(&file.text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let place = file.place(start);
        let line = file.text.lines().nth(place.line - 1).unwrap_or_default();
        let key = line.split('=').next().unwrap_or_default().trim();
        fault(
            &place,
            if key.is_empty() { "the file" } else { key },
            error.message().trim().replace('\n', ", "),
        )
    })
}

fn read_capacities(
    file: &File,
    raw: &[Spanned<RawCapacity>],
    capacities: &mut Vec<CapacityEntry>,
    errors: &mut Vec<LoadError>,
) {
    for raw in raw {
        let raw = raw.get_ref();
        let place = file.place(raw.name.span().start);
        let mut name_of = |text: &Spanned<String>, key| match Capacity::new(text.get_ref().as_str()) {
            Ok(name) => Some(name),
            Err(error) => {
                errors.push(fault(&file.place(text.span().start), key, error.to_string()));
                None
            }
        };
        let name = name_of(&raw.name, "name");
        let never_with = raw.never_with.iter().filter_map(|other| name_of(other, "never-with")).collect();
        let Some(name) = name else { continue };
        if let Some(first) = capacities.iter().find(|entry| entry.name == name) {
            let Place { file, line } = &first.place;
            errors.push(fault(&place, "name", format!("`{name}` is already described at {file}:{line}")));
            continue;
        }
        if reach::GROUPS.iter().any(|(group, _)| *group == name.as_str()) {
            errors.push(fault(
                &place,
                "name",
                format!("`{name}` means a group of capacities: choose another"),
            ));
        }
        let side = Side::from(raw.side);
        if side != Side::Practitioner && (raw.safeguarding || raw.social_work_qualified) {
            let hint = "only a practitioner can be social-work qualified or have a safeguarding capacity";
            errors.push(fault(&place, "side", hint));
        }
        capacities.push(CapacityEntry {
            name,
            title: raw.title.clone(),
            description: raw.description.clone(),
            side,
            social_work_qualified: raw.social_work_qualified,
            safeguarding: raw.safeguarding,
            never_with,
            place,
        });
    }
}

fn check_capacities(files: &[(File, RawFile)], capacities: &[CapacityEntry], errors: &mut Vec<LoadError>) {
    let start =
        files.first().map_or_else(|| Place { file: "policies".into(), line: 1 }, |(file, _)| file.place(0));
    for side in [Side::Asker, Side::Public] {
        let found = capacities.iter().filter(|entry| entry.side == side).count();
        if found != 1 {
            let hint = format!("exactly one [[capacity]] has `side = \"{}\"`; found {found}", side.as_str());
            errors.push(fault(&start, "capacity", hint));
        }
    }
    if capacities.len() > CAPACITIES_MAX {
        errors.push(fault(
            &start,
            "capacity",
            format!("there are more than {CAPACITIES_MAX}: take some out"),
        ));
    }
    for entry in capacities {
        for other in &entry.never_with {
            match capacities.iter().find(|found| found.name == *other) {
                None => {
                    let hint =
                        format!("`{other}` is not a capacity; use one of: {}", reach::names(capacities));
                    errors.push(fault(&entry.place, "never-with", hint));
                }
                Some(found) if !found.never_with.contains(&entry.name) => {
                    let hint = format!("say it on both sides: `{other}` does not name `{}`", entry.name);
                    errors.push(fault(&entry.place, "never-with", hint));
                }
                Some(_) => {}
            }
        }
    }
}

type Key = (Capacity, Relationship, Action, RecordKind, FieldKind);

struct Table {
    grants: BTreeMap<Key, Grant>,
    separations: Vec<Separation>,
}

impl Table {
    fn allow(&mut self, reader: &mut Reader<'_>, raw: &Spanned<RawRow>) {
        let reach = reader.reach_of_rule(raw);
        let row = reader.row(raw.get_ref());
        for (capacity, relationship, action, kind, field) in reach.cells() {
            let key = (capacity.clone(), relationship, action, kind, field);
            if let Some(first) = self.grants.get(&key) {
                let Place { file, line } = &first.row.place;
                let hint = format!(
                    "{capacity}, {relationship}, {action}, {kind}, {field} is already allowed at {file}:{line}; \
                     say each thing once"
                );
                reader.errors.push(fault(&row.place, "allow", hint));
                break;
            }
            self.grants.insert(key, Grant { capacity, relationship, action, kind, field, row: row.clone() });
        }
    }

    fn separate(&mut self, reader: &mut Reader<'_>, raw: &Spanned<RawSeparation>) {
        let raw = raw.get_ref();
        let action = reader.words::<Action>("action", std::slice::from_ref(&raw.action));
        let after = reader.words::<Action>("after", &raw.after);
        let row = reader.file.row(&raw.reason, &raw.rule, reader.errors);
        if let Some(action) = action.first() {
            self.separations.push(Separation { action: *action, after: after.into_iter().collect(), row });
        }
    }

    fn check_never(&self, reader: &mut Reader<'_>, raw: &Spanned<RawRow>) {
        let reach: Reach = reader.reach_of_limit(raw);
        let limit = reader.row(raw.get_ref());
        for grant in self.grants.values().filter(|grant| reach.covers(grant)) {
            let hint = format!(
                "{} may not {} {} ({}) as {}: {} ({}:{})",
                grant.capacity,
                grant.action,
                grant.kind,
                grant.field,
                grant.relationship,
                limit.reason,
                limit.place.file,
                limit.place.line
            );
            reader.errors.push(fault(&grant.row.place, "allow", hint));
        }
    }

    fn check_always(&self, reader: &mut Reader<'_>, raw: &Spanned<RawRow>) {
        let reach = reader.reach_of_rule(raw);
        let limit = reader.row(raw.get_ref());
        for (capacity, relationship, action, kind, field) in reach.cells() {
            let key = (capacity, relationship, action, kind, field);
            if !self.grants.contains_key(&key) {
                let (capacity, ..) = key;
                let hint = format!(
                    "no [[allow]] lets {capacity} {action} {kind} ({field}) as {relationship}: {}",
                    limit.reason
                );
                reader.errors.push(fault(&limit.place, "always", hint));
            }
        }
    }
}
