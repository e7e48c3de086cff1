//! Everything about one thing, by its identifier.

use std::fmt;

use guidance::{Bound, Clause, Condition, Duty, Guidance, full_date};
use jiff::civil::Date;
use serde::Serialize;

use crate::list::{self, CheckRow, ClauseRow, ClockRow, DutyRow, EditionRow, MilestoneRow};
use crate::not_answered::NotAnswered;
use crate::{said, text};

/// Everything about one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Shown {
    /// A clock.
    Clock(ShownClock),
    /// A duty.
    Duty(Box<ShownDuty>),
    /// A clause.
    Clause(ShownClause),
    /// An edition.
    Edition(ShownEdition),
    /// A milestone.
    Milestone(MilestoneRow),
    /// A question to a protocol.
    Check(CheckRow),
}

/// A clock, with its dated versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownClock {
    /// Its identifier.
    pub id: String,
    /// Its dated versions, oldest first.
    pub versions: Vec<ClockRow>,
    /// The clauses that they rest on.
    pub rests_on: Vec<ClauseRow>,
}

/// A duty, with its dated versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownDuty {
    /// Its identifier.
    pub id: String,
    /// Its dated versions, oldest first.
    pub versions: Vec<DutyVersion>,
    /// The clauses that they rest on.
    pub rests_on: Vec<ClauseRow>,
    /// Duties that begin only when this one's date is missed.
    pub on_breach: Vec<String>,
}

/// One dated version of a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyVersion {
    /// The version.
    #[serde(flatten)]
    pub row: DutyRow,
    /// What starts it.
    pub trigger: Vec<String>,
    /// What is the doing of it.
    pub stop: Vec<String>,
    /// What ends it undone.
    pub lapses: Vec<String>,
    /// Only when this is known to be so.
    pub when: serde_json::Value,
    /// Not when this is known to be so.
    pub unless: serde_json::Value,
    /// The duty whose missed date starts it.
    pub on_breach_of: Option<String>,
    /// Neither criteria nor resources come after the need.
    pub absolute: bool,
    /// What it covers, where the law lists it.
    pub items: Vec<String>,
    /// Whether a family may see it.
    pub shown_to_family: bool,
}

/// A clause, and what rests on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownClause {
    /// The clause.
    #[serde(flatten)]
    pub row: ClauseRow,
    /// Its place in the edition.
    pub place: String,
    /// Whether information may be passed on under it.
    pub basis_for_sharing: bool,
    /// The duties that rest on it.
    pub duties: Vec<String>,
    /// The clocks that rest on it.
    pub clocks: Vec<String>,
}

/// An edition, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownEdition {
    /// The edition.
    #[serde(flatten)]
    pub row: EditionRow,
    /// How it is cited.
    pub short: String,
    /// Its clauses.
    pub clauses: Vec<ClauseRow>,
}

/// Everything about the thing with this identifier. Large and small letters are the same.
pub fn show(guidance: &Guidance, id: &str, on: Date) -> Result<Shown, NotAnswered> {
    let same = |known: &str| known == id || known.eq_ignore_ascii_case(id);
    if let Some(clock) = guidance.clocks().find(|clock| same(&clock.id)) {
        return Ok(Shown::Clock(clock_shown(guidance, &clock.id.clone(), on)));
    }
    if let Some(duty) = guidance.duties().find(|duty| same(&duty.id)) {
        return Ok(Shown::Duty(Box::new(duty_shown(guidance, &duty.id.clone(), on))));
    }
    // The lists hold some duties under another identifier, or as several parts.
    let upper = id.to_uppercase();
    let mut meant = guidance.duties_known_as(&upper);
    if let Some(duty) = meant.next() {
        return Ok(Shown::Duty(Box::new(duty_shown(guidance, &duty.id.clone(), on))));
    }
    if let Some(clause) = guidance.clauses().find(|clause| same(&clause.id)) {
        return Ok(Shown::Clause(clause_shown(guidance, clause)));
    }
    if let Some(edition) = guidance.editions().find(|edition| same(&edition.id)) {
        let of_edition = guidance.clauses().filter(|clause| clause.edition == edition.id);
        return Ok(Shown::Edition(ShownEdition {
            row: list::edition_row(edition),
            short: edition.short.clone(),
            clauses: of_edition.map(list::clause_row).collect(),
        }));
    }
    if let Some(milestone) = guidance.milestones().find(|milestone| same(&milestone.name)) {
        return Ok(Shown::Milestone(list::milestone_row(guidance, milestone)));
    }
    if let Some(check) = guidance.checks().iter().find(|check| same(&check.id)) {
        return Ok(Shown::Check(list::check_row(check)));
    }
    let known = guidance
        .clocks()
        .map(|clock| clock.id.as_str())
        .chain(guidance.duties().map(|duty| duty.id.as_str()))
        .chain(guidance.clauses().map(|clause| clause.id.as_str()))
        .chain(guidance.editions().map(|edition| edition.id.as_str()))
        .chain(guidance.milestones().map(|milestone| milestone.name.as_str()))
        .chain(guidance.checks().iter().map(|check| check.id.as_str()));
    Err(NotAnswered::unknown("clock, duty, clause, edition, milestone or check", id, known))
}

fn clock_shown(guidance: &Guidance, id: &str, on: Date) -> ShownClock {
    let versions = guidance.versions_of_clock(id);
    ShownClock {
        id: id.to_owned(),
        rests_on: clauses(guidance, versions.iter().flat_map(|version| &version.clauses)),
        versions: versions.iter().map(|version| list::clock_row(guidance, version, None, on)).collect(),
    }
}

fn duty_shown(guidance: &Guidance, id: &str, on: Date) -> ShownDuty {
    let versions = guidance.versions_of_duty(id);
    let breached = guidance.duties().filter(|duty| duty.on_breach_of.as_deref() == Some(id));
    ShownDuty {
        id: id.to_owned(),
        rests_on: clauses(guidance, versions.iter().flat_map(|version| &version.clauses)),
        versions: versions.iter().map(|version| duty_version(guidance, version, on)).collect(),
        on_breach: breached.map(|duty| duty.id.clone()).collect(),
    }
}

fn duty_version(guidance: &Guidance, duty: &Duty, on: Date) -> DutyVersion {
    DutyVersion {
        row: list::duty_row(guidance, duty, None, on),
        trigger: duty.course.trigger.clone(),
        stop: duty.course.stop.clone(),
        lapses: duty.course.lapses.clone(),
        when: conditions(&duty.course.when),
        unless: conditions(&duty.course.unless),
        on_breach_of: duty.on_breach_of.clone(),
        absolute: duty.absolute,
        items: duty.items.iter().map(|item| format!("({}) {}", item.id, item.name)).collect(),
        shown_to_family: duty.shown_to_family,
    }
}

/// A condition without the parts that ask nothing.
pub(crate) fn conditions(condition: &Condition) -> serde_json::Value {
    match serde_json::to_value(condition) {
        Ok(serde_json::Value::Object(parts)) => {
            parts.into_iter().filter(|(_, value)| !value.is_null()).collect()
        }
        _ => serde_json::Value::Null,
    }
}

/// `disabled: true, ehc: false`.
fn conditions_said(value: &serde_json::Value) -> String {
    let parts = value.as_object().into_iter().flatten();
    parts.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join(", ")
}

fn clauses<'a>(guidance: &Guidance, ids: impl Iterator<Item = &'a String>) -> Vec<ClauseRow> {
    let mut seen = std::collections::BTreeSet::new();
    ids.filter(|id| seen.insert((*id).clone()))
        .filter_map(|id| guidance.clause(id))
        .map(list::clause_row)
        .collect()
}

fn clause_shown(guidance: &Guidance, clause: &Clause) -> ShownClause {
    let rests = |clauses: &[String]| clauses.contains(&clause.id);
    let mut duties: Vec<String> = guidance
        .duties()
        .filter(|duty| rests(&duty.clauses))
        .map(|duty| format!("{} {}", duty.id, duty.name))
        .collect();
    duties.dedup();
    let mut clocks: Vec<String> = guidance
        .clocks()
        .filter(|clock| rests(&clock.clauses))
        .map(|clock| format!("{} {}", clock.id, said::limit(clock.limit)))
        .collect();
    clocks.dedup();
    ShownClause {
        row: list::clause_row(clause),
        place: clause.place.clone(),
        basis_for_sharing: clause.basis_for_sharing,
        duties,
        clocks,
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clock(clock) => clock.fmt(formatter),
            Self::Duty(duty) => duty.fmt(formatter),
            Self::Clause(clause) => clause.fmt(formatter),
            Self::Edition(edition) => edition.fmt(formatter),
            Self::Milestone(milestone) => {
                let pairs = [
                    ("  marks", milestone.means.clone()),
                    ("  another name of", milestone.alias_of.clone().unwrap_or_default()),
                    ("  starts", milestone.starts.join(", ")),
                    ("  is the doing of", milestone.stops.join(", ")),
                    ("  ends undone", milestone.ends.join(", ")),
                ];
                write!(formatter, "{}  (milestone)\n{}", milestone.id, text::pairs(&pairs))
            }
            Self::Check(check) => {
                let pairs = [
                    ("  asks", check.asks.clone()),
                    ("  looks at", check.keys.join(", ")),
                    ("  names", check.names.join(", ")),
                    ("  satisfied by", check.hint.clone()),
                    ("  rests on", check.clauses.join(", ")),
                    ("  asked", said::in_force(check.in_force_from, check.in_force_to)),
                    ("  source", check.source.clone()),
                    ("  checked", said::checked(check.verified).to_owned()),
                ];
                write!(formatter, "{}  (check of a protocol)\n{}", check.id, text::pairs(&pairs))
            }
        }
    }
}

impl fmt::Display for ShownClock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.versions.last().map(|version| version.name.as_str()).unwrap_or_default();
        write!(formatter, "{}", text::paragraph(&format!("{}  {name}  (clock)", self.id)))?;
        for version in &self.versions {
            let limit = guidance::Limit { count: version.limit, unit: version.unit, bound: version.bound };
            let counted = match (version.counting, version.window_months) {
                (guidance::Counting::DayAfter, _) => "the day it starts is day 0".to_owned(),
                (guidance::Counting::DayOf, _) => "the day it starts is day 1".to_owned(),
                (guidance::Counting::Link, _) => "no date: the later is linked to the earlier".to_owned(),
                (guidance::Counting::Elapsed, _) => "elapsed time from the instant".to_owned(),
                (guidance::Counting::Counter, Some(months)) => {
                    format!("a running count over any {}", text::many(months as usize, "month", "months"))
                }
                (guidance::Counting::Counter, None) => "a running count, each stay by itself".to_owned(),
            };
            let pairs = [
                ("  limit", said::limit(limit)),
                ("  counted", counted),
                ("  from", version.origin.clone()),
                ("  until", version.stop.clone()),
                ("  duty", version.duty.clone()),
                ("  in force", said::in_force(version.in_force_from, version.in_force_to)),
                ("  checked", said::checked(version.verified).to_owned()),
                ("  doubts", version.doubts.clone().unwrap_or_default()),
            ];
            write!(formatter, "\n{}", text::pairs(&pairs))?;
        }
        resting(formatter, &self.rests_on)
    }
}

impl fmt::Display for ShownDuty {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.versions.last().map(|version| version.row.name.as_str()).unwrap_or_default();
        write!(formatter, "{}", text::paragraph(&format!("{}  {name}  (duty)", self.id)))?;
        for version in &self.versions {
            let row = &version.row;
            let by_when = match (row.limit, row.unit, &row.clock) {
                (Some(count), Some(unit), Some(clock)) => {
                    let limit = guidance::Limit { count, unit, bound: Bound::Max };
                    format!("{limit} ({clock})")
                }
                _ if row.standing => "it always stands".to_owned(),
                _ => "no number in law or guidance; it is open until it is done".to_owned(),
            };
            let absolute =
                if version.absolute { "neither criteria nor resources come after the need" } else { "" };
            let family = if version.shown_to_family { "the family sees it" } else { "" };
            let pairs = [
                ("  must", row.must.clone()),
                ("  by when", by_when),
                ("  by whom", row.who.clone().unwrap_or_else(|| row.responsible.clone())),
                ("  also known as", row.also.join(", ")),
                ("  starts with", version.trigger.join(", ")),
                ("  done by", version.stop.join(", ")),
                ("  ended by", version.lapses.join(", ")),
                ("  only when", conditions_said(&version.when)),
                ("  not when", conditions_said(&version.unless)),
                ("  once missed", version.on_breach_of.clone().unwrap_or_default()),
                ("  covers", version.items.join("\n")),
                ("  absolute", absolute.to_owned()),
                ("  shown", family.to_owned()),
                ("  in force", said::in_force(row.in_force_from, row.in_force_to)),
                ("  checked", row.verified.map(said::checked).unwrap_or_default().to_owned()),
                ("  doubts", row.doubts.clone().unwrap_or_default()),
            ];
            write!(formatter, "\n{}", text::pairs(&pairs))?;
        }
        if !self.on_breach.is_empty() {
            write!(formatter, "\n\nIf its date is missed: {}", text::listed(&self.on_breach))?;
        }
        resting(formatter, &self.rests_on)
    }
}

/// The clauses that something rests on, each with what it says and how well that is known.
fn resting(formatter: &mut fmt::Formatter<'_>, clauses: &[ClauseRow]) -> fmt::Result {
    if clauses.is_empty() {
        return write!(formatter, "\n\nIt rests on no clause.");
    }
    write!(formatter, "\n\nIt rests on")?;
    for clause in clauses {
        write!(formatter, "\n\n{}\n{}", clause.id, text::pairs(&clause_pairs(clause)))?;
    }
    Ok(())
}

fn clause_pairs(clause: &ClauseRow) -> Vec<(&'static str, String)> {
    vec![
        ("  cited as", clause.citation.clone()),
        ("  requires", clause.requires.clone()),
        ("  in force", said::clause_in_force(clause)),
        ("  source", clause.source.clone()),
        ("  checked", said::checked(clause.verified).to_owned()),
        ("  doubts", clause.doubts.clone().unwrap_or_default()),
    ]
}

impl fmt::Display for ShownClause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pairs = clause_pairs(&self.row);
        if self.basis_for_sharing {
            pairs.push(("  sharing", "information may be passed on under it".to_owned()));
        }
        pairs.push(("  duties", self.duties.join("\n")));
        pairs.push(("  clocks", self.clocks.join("\n")));
        write!(formatter, "{}  (clause)\n{}", self.row.id, text::pairs(&pairs))?;
        if self.duties.is_empty() && self.clocks.is_empty() {
            write!(formatter, "\n\nNothing rests on it.")?;
        }
        Ok(())
    }
}

impl fmt::Display for ShownEdition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = &self.row;
        let first = row.in_force_from.map(full_date).unwrap_or_default();
        let pairs = [
            ("  title", row.title.clone()),
            ("  cited as", self.short.clone()),
            ("  first day", first),
            ("  in force", said::in_force(row.in_force_from, row.in_force_to)),
            ("  source", row.source.clone()),
            ("  checked", said::checked(row.verified).to_owned()),
            ("  doubts", row.doubts.clone().unwrap_or_default()),
        ];
        write!(formatter, "{}  (edition)\n{}\n\n", row.id, text::pairs(&pairs))?;
        list::List::Clauses(self.clauses.clone()).fmt(formatter)
    }
}
