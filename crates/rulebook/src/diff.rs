//! What changed between two editions: clauses, duties, limits and what a protocol is asked.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use guidance::{Clause, Edition, Guidance, Verified};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};

use crate::not_answered::NotAnswered;
use crate::{list, said, show, text};

/// What stands between an edition and the day on which it is looked at.
const ON: char = '@';
/// What says where a clause is and how well it is known; a change in these alone changes nothing that must be done.
const OF_PLACE: &[&str] = &["place", "verified"];

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// The one that is compared.
    pub from: Side,
    /// The one that it is compared with.
    pub to: Side,
    /// Clauses, matched by what they are about.
    pub clauses: Vec<Change>,
    /// Duties.
    pub duties: Vec<Change>,
    /// Limits: the numbers of clocks, and how they are counted.
    pub limits: Vec<Change>,
    /// Questions to a protocol.
    pub checks: Vec<Change>,
}

/// An edition, as it stood on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The edition.
    pub edition: String,
    /// Its title.
    pub title: String,
    /// The day.
    pub on: Date,
    /// How well the edition was checked.
    pub verified: Verified,
}

/// One thing that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it is.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it asks, where it is in one of them alone: there is nothing to compare it with.
    pub says: Option<String>,
    /// How it changed.
    pub change: How,
    /// What of it changed, where it is in both.
    pub fields: Vec<Field>,
}

/// How something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// It is new.
    Added,
    /// It is not there any more.
    Removed,
    /// It is in both, and not the same.
    Changed,
}

/// One part that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Which part.
    pub key: String,
    /// What it was.
    pub before: Value,
    /// What it is.
    pub after: Value,
}

/// What is compared of one thing.
struct Parts {
    name: String,
    says: String,
    values: BTreeMap<&'static str, Value>,
}

/// Compares two editions, each on its first day or, written as `CA-1989@2026-09-01`, on another.
pub fn diff(guidance: &Guidance, from: &str, to: &str) -> Result<Diff, NotAnswered> {
    let (one, on) = side(guidance, from)?;
    let (other, other_on) = side(guidance, to)?;
    if one.id == other.id && on == other_on {
        return Err(NotAnswered::NotComparable(format!(
            "{from} is compared with itself; name another edition, or another day as in {}@2026-09-01",
            one.id
        )));
    }
    if one.kind != other.kind {
        return Err(NotAnswered::NotComparable(format!(
            "{} and {} are texts of two sorts, so nothing of one is in the other",
            one.title, other.title
        )));
    }
    let described = |edition: &Edition, on: Date| Side {
        edition: edition.id.clone(),
        title: edition.title.clone(),
        on,
        verified: edition.verified,
    };
    let changes = |parts: fn(&Guidance, &Edition, Date) -> BTreeMap<String, Parts>| {
        changes(parts(guidance, one, on), parts(guidance, other, other_on))
    };
    Ok(Diff {
        from: described(one, on),
        to: described(other, other_on),
        clauses: changes(clauses),
        duties: changes(duties),
        limits: changes(limits),
        checks: changes(checks),
    })
}

fn side<'a>(guidance: &'a Guidance, asked: &str) -> Result<(&'a Edition, Date), NotAnswered> {
    let (id, day) = asked.split_once(ON).map_or((asked, None), |(id, day)| (id, Some(day)));
    let edition = guidance
        .edition(id)
        .or_else(|| guidance.edition(&id.to_uppercase()))
        .ok_or_else(|| NotAnswered::unknown("edition", id, guidance.editions().map(|one| one.id.as_str())))?;
    let day = match day {
        None => edition.in_force.from,
        Some(day) => day.parse().map_err(|_| {
            NotAnswered::NotComparable(format!("`{day}` is no day: write it as {id}@2026-09-01"))
        })?,
    };
    Ok((edition, day))
}

fn held<'a>(guidance: &'a Guidance, edition: &'a Edition, on: Date) -> impl Iterator<Item = &'a Clause> {
    guidance.clauses().filter(move |clause| clause.edition == edition.id && clause.in_force_on(on))
}

fn ids(guidance: &Guidance, edition: &Edition, on: Date) -> BTreeSet<String> {
    held(guidance, edition, on).map(|clause| clause.id.clone()).collect()
}

/// What a clause is about: its identifier without that of its edition (`assessment-time` of `WT2023-assessment-time`).
fn about(clause: &Clause) -> String {
    let edition: String = clause.edition.chars().filter(|letter| *letter != '-').collect();
    let rest = clause.id.strip_prefix(&edition).and_then(|rest| rest.strip_prefix('-'));
    rest.unwrap_or(&clause.id).to_owned()
}

fn clauses(guidance: &Guidance, edition: &Edition, on: Date) -> BTreeMap<String, Parts> {
    let parts = |clause: &Clause| {
        BTreeMap::from([
            ("requires", json!(clause.requires)),
            ("place", json!(clause.place)),
            ("verified", json!(clause.verified)),
            ("basis_for_sharing", json!(clause.basis_for_sharing)),
            ("read_before", json!(clause.read_before)),
        ])
    };
    let said = |clause: &Clause| Parts {
        name: clause.citation.clone(),
        says: clause.requires.clone(),
        values: parts(clause),
    };
    held(guidance, edition, on).map(|clause| (about(clause), said(clause))).collect()
}

fn duties(guidance: &Guidance, edition: &Edition, on: Date) -> BTreeMap<String, Parts> {
    let of_edition = ids(guidance, edition, on);
    let mut found = BTreeMap::new();
    for duty in guidance.duties().filter(|duty| duty.in_force.contains(on)) {
        if duty.clauses.iter().any(|id| of_edition.contains(id)) {
            let parts = BTreeMap::from([
                ("name", json!(duty.name)),
                ("must", json!(duty.must)),
                ("trigger", json!(duty.course.trigger)),
                ("stop", json!(duty.course.stop)),
                ("lapses", json!(duty.course.lapses)),
                ("when", show::conditions(&duty.course.when)),
                ("unless", show::conditions(&duty.course.unless)),
                ("clock", json!(duty.clock)),
                ("on_breach_of", json!(duty.on_breach_of)),
                ("responsible", json!(duty.responsible.as_str())),
                ("who", json!(duty.who)),
                ("absolute", json!(duty.absolute)),
                ("shown_to_family", json!(duty.shown_to_family)),
            ]);
            let (name, says) = (duty.name.clone(), duty.must.clone());
            found.insert(duty.id.clone(), Parts { name, says, values: parts });
        }
    }
    found
}

fn limits(guidance: &Guidance, edition: &Edition, on: Date) -> BTreeMap<String, Parts> {
    let of_edition = ids(guidance, edition, on);
    let mut found = BTreeMap::new();
    for clock in guidance.clocks().filter(|clock| clock.in_force.contains(on)) {
        if clock.clauses.iter().any(|id| of_edition.contains(id)) {
            let row = list::clock_row(guidance, clock, Some(&edition.id), on);
            let parts = BTreeMap::from([
                ("limit", json!(said::limit(clock.limit))),
                ("origin", json!(clock.origin)),
                ("stop", json!(clock.stop)),
                ("counting", json!(clock.counting)),
                ("window_months", json!(row.window_months)),
                ("verified", json!(row.verified)),
            ]);
            let says = said::limit(clock.limit);
            found.insert(clock.id.clone(), Parts { name: row.name, says, values: parts });
        }
    }
    found
}

/// What a protocol is asked on that day.
fn checks(guidance: &Guidance, _edition: &Edition, on: Date) -> BTreeMap<String, Parts> {
    let asked = guidance.checks().iter().filter(|check| check.in_force.contains(on));
    asked
        .map(|check| {
            let parts = BTreeMap::from([
                ("asks", json!(check.asks)),
                ("names", json!(check.names)),
                ("keys", json!(check.keys)),
            ]);
            let (name, says) = (check.asks.clone(), check.asks.clone());
            (check.id.clone(), Parts { name, says, values: parts })
        })
        .collect()
}

fn changes(mut before: BTreeMap<String, Parts>, after: BTreeMap<String, Parts>) -> Vec<Change> {
    let mut found = Vec::new();
    let alone = |id: String, thing: Parts, change: How| Change {
        id,
        name: thing.name,
        says: Some(thing.says),
        change,
        fields: Vec::new(),
    };
    for (id, thing) in after {
        let Some(former) = before.remove(&id) else {
            found.push(alone(id, thing, How::Added));
            continue;
        };
        let fields: Vec<Field> = thing
            .values
            .into_iter()
            .filter_map(|(key, after)| {
                let before = former.values.get(key).cloned().unwrap_or_default();
                (before != after).then(|| Field { key: key.to_owned(), before, after })
            })
            .collect();
        if !fields.is_empty() {
            found.push(Change { id, name: thing.name, says: None, change: How::Changed, fields });
        }
    }
    found.extend(before.into_iter().map(|(id, thing)| alone(id, thing, How::Removed)));
    found.sort_by(|one, other| (one.change, &one.id).cmp(&(other.change, &other.id)));
    found
}

impl Field {
    /// What it was, as a person writes it.
    pub fn was(&self) -> String {
        plain(&self.before)
    }

    /// What it is now, as a person writes it.
    pub fn is_now(&self) -> String {
        plain(&self.after)
    }
}

impl Change {
    /// Whether nothing but its place, or how well it is known, changed.
    pub fn is_of_place_alone(&self) -> bool {
        self.change == How::Changed && self.fields.iter().all(|field| OF_PLACE.contains(&field.key.as_str()))
    }
}

impl fmt::Display for Diff {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs = [("from", &self.from), ("to", &self.to)].map(|(label, side)| {
            let (day, checked) = (said::day(side.on), said::checked(side.verified));
            (label, format!("{}, {}, as on {day} ({checked})", side.edition, side.title))
        });
        writeln!(formatter, "{}", text::pairs(&pairs))?;
        let sections = [
            ("Limits", &self.limits),
            ("Duties", &self.duties),
            ("Clauses", &self.clauses),
            ("What a protocol is asked", &self.checks),
        ];
        for (title, changes) in sections {
            write!(formatter, "\n{title}: {}", counted(changes))?;
            for change in changes.iter().filter(|change| !change.is_of_place_alone()) {
                write!(formatter, "\n{change}")?;
            }
            let of_place: Vec<&str> = changes
                .iter()
                .filter(|change| change.is_of_place_alone())
                .map(|change| change.id.as_str())
                .collect();
            if !of_place.is_empty() {
                let ids = [("  in another place, or checked otherwise, only", of_place.join(", "))];
                write!(formatter, "\n{}", text::pairs(&ids))?;
            }
            writeln!(formatter)?;
        }
        if self.to.verified.needs_badge() || self.from.verified.needs_badge() {
            let doubt =
                "One of these texts is not verified, so a change that is not here may still be there.";
            write!(formatter, "\n{}", text::paragraph(doubt))?;
        }
        Ok(())
    }
}

fn counted(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "no change".to_owned();
    }
    let of = |how: How| changes.iter().filter(|change| change.change == how).count();
    format!("{} added, {} removed, {} changed", of(How::Added), of(How::Removed), of(How::Changed))
}

impl fmt::Display for Change {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.change {
            How::Added => '+',
            How::Removed => '-',
            How::Changed => '~',
        };
        let id = format!("  {sign} {}", self.id);
        let says = self.says.as_ref().filter(|says| **says != self.name);
        let said = says.map_or_else(|| self.name.clone(), |says| format!("{}: {says}", self.name));
        write!(formatter, "{}", text::pairs(&[(id.as_str(), said)]))?;
        for field in &self.fields {
            let change = format!("{}: {} -> {}", field.key, plain(&field.before), plain(&field.after));
            write!(formatter, "\n{}", text::pairs(&[("     ", change)]))?;
        }
        Ok(())
    }
}

/// A value as a person writes it: texts without quotation marks, lists with commas, nothing as `none`.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.is_empty() => "none".to_owned(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(parts) if parts.is_empty() => "none".to_owned(),
        other => other.to_string(),
    }
}
