//! Everything of one kind, in rows.

use std::fmt;

use guidance::{
    Clause, Clock, Commencement, Counting, Duty, Edition, EditionKind, Guidance, MilestoneName, Unit,
    Verified,
};
use jiff::civil::Date;
use serde::Serialize;

use crate::not_answered::NotAnswered;
use crate::{said, text};

/// What may be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Limits of time.
    Clocks,
    /// What must happen.
    Duties,
    /// Citable parts of editions.
    Clauses,
    /// Dated editions of guidance, Acts and Regulations.
    Editions,
    /// What starts, stops or ends something.
    Milestones,
    /// What a local protocol is asked.
    Checks,
}

/// A list. As JSON it is an array of its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum List {
    /// Limits of time.
    Clocks(Vec<ClockRow>),
    /// What must happen.
    Duties(Vec<DutyRow>),
    /// Citable parts of editions.
    Clauses(Vec<ClauseRow>),
    /// Dated editions.
    Editions(Vec<EditionRow>),
    /// What starts, stops or ends something.
    Milestones(Vec<MilestoneRow>),
    /// What a local protocol is asked.
    Checks(Vec<CheckRow>),
}

/// One dated version of a clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClockRow {
    /// Its identifier: `K03`.
    pub id: String,
    /// The duty that it belongs to.
    pub duty: String,
    /// What that duty is called.
    pub name: String,
    /// How many.
    pub limit: u32,
    /// Of what.
    pub unit: Unit,
    /// At most, or at least.
    pub bound: guidance::Bound,
    /// How it is counted.
    pub counting: Counting,
    /// The months in which a running count adds up.
    pub window_months: Option<u32>,
    /// The milestone that starts it.
    pub origin: String,
    /// The milestone that stops it.
    pub stop: String,
    /// The clause that is cited on the day that was asked about.
    pub clause: Option<String>,
    /// How that clause is cited.
    pub citation: Option<String>,
    /// Every clause that it rests on.
    pub clauses: Vec<String>,
    /// How well number and clause were checked: the weaker of the two.
    pub verified: Verified,
    /// The first day on which it is in force, where one is known.
    pub in_force_from: Option<Date>,
    /// The last.
    pub in_force_to: Option<Date>,
    /// What is not certain.
    pub doubts: Option<String>,
}

/// One dated version of a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyRow {
    /// Its identifier: `AS-01`.
    pub id: String,
    /// Other identifiers that mean the same.
    pub also: Vec<String>,
    /// Its name in plain words.
    pub name: String,
    /// What must happen.
    pub must: String,
    /// Who is responsible: the capacity that answers for it here.
    pub responsible: String,
    /// Whom law or guidance names, where that is somebody else or is said more exactly.
    pub who: Option<String>,
    /// Its clock.
    pub clock: Option<String>,
    /// How many.
    pub limit: Option<u32>,
    /// Of what.
    pub unit: Option<Unit>,
    /// It always stands, and nothing starts it.
    pub standing: bool,
    /// The clause that is cited on the day that was asked about.
    pub clause: Option<String>,
    /// How that clause is cited.
    pub citation: Option<String>,
    /// Every clause that it rests on.
    pub clauses: Vec<String>,
    /// How well the clause and the number were checked: the weaker of the two.
    pub verified: Option<Verified>,
    /// The first day on which it is in force, where one is known.
    pub in_force_from: Option<Date>,
    /// The last.
    pub in_force_to: Option<Date>,
    /// What is not certain.
    pub doubts: Option<String>,
}

/// One clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClauseRow {
    /// Its identifier.
    pub id: String,
    /// The edition that it is part of.
    pub edition: String,
    /// How it is cited.
    pub citation: String,
    /// What it requires, in our own words.
    pub requires: String,
    /// Whether it is known from when it is law.
    pub commencement: Commencement,
    /// The day that is expected, where one is.
    pub expected_from: Option<Date>,
    /// Where it was read.
    pub source: String,
    /// How well it was checked.
    pub verified: Verified,
    /// The first day on which it is in force, where one is known.
    pub in_force_from: Option<Date>,
    /// The last.
    pub in_force_to: Option<Date>,
    /// What is not certain.
    pub doubts: Option<String>,
}

/// One edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditionRow {
    /// Its identifier: `WT-2023`.
    pub id: String,
    /// What sort of text it is.
    pub kind: EditionKind,
    /// Its full title.
    pub title: String,
    /// Where it was read.
    pub source: String,
    /// How well its dates were checked.
    pub verified: Verified,
    /// The first day on which it is in force, where one is known.
    pub in_force_from: Option<Date>,
    /// The last.
    pub in_force_to: Option<Date>,
    /// What is not certain.
    pub doubts: Option<String>,
}

/// One milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MilestoneRow {
    /// Its name.
    pub id: String,
    /// What it marks.
    pub means: String,
    /// The milestone that it is another name of.
    pub alias_of: Option<String>,
    /// The duties that it starts.
    pub starts: Vec<String>,
    /// The duties that it stops, done.
    pub stops: Vec<String>,
    /// The duties that it ends undone.
    pub ends: Vec<String>,
}

/// One question to a protocol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckRow {
    /// Its identifier: `DR-12`.
    pub id: String,
    /// What is asked.
    pub asks: String,
    /// Where a protocol answers it.
    pub keys: Vec<String>,
    /// What it names: duties, steps or clocks.
    pub names: Vec<String>,
    /// The clauses that it rests on or serves.
    pub clauses: Vec<String>,
    /// What would satisfy it.
    pub hint: String,
    /// Where it was read that this is asked.
    pub source: String,
    /// How well that was checked.
    pub verified: Verified,
    /// The first day on which it is asked, where one is known.
    pub in_force_from: Option<Date>,
    /// The last.
    pub in_force_to: Option<Date>,
}

/// Lists everything of one kind, or what belongs to one edition. The day chooses which clause is cited where a thing rests
/// on several.
pub fn list(guidance: &Guidance, kind: Kind, edition: Option<&str>, on: Date) -> Result<List, NotAnswered> {
    let seen = match edition {
        None => None,
        Some(id) => Some(guidance.under(id).ok_or_else(|| {
            NotAnswered::unknown("edition", id, guidance.editions().map(|known| known.id.as_str()))
        })?),
    };
    // What is listed is as it was written; what is chosen is what the edition holds.
    let held = seen.as_ref().unwrap_or(guidance);
    let of_edition = |clauses: &[String]| {
        edition.is_none_or(|edition| {
            clauses.iter().any(|id| guidance.clause(id).is_some_and(|clause| clause.edition == edition))
        })
    };
    Ok(match kind {
        Kind::Clocks => List::Clocks(
            held.clocks()
                .filter(|clock| of_edition(&clock.clauses))
                .map(|clock| clock_row(guidance, clock, edition, on))
                .collect(),
        ),
        Kind::Duties => List::Duties(
            held.duties()
                .filter(|duty| of_edition(&duty.clauses))
                .map(|duty| duty_row(guidance, duty, edition, on))
                .collect(),
        ),
        Kind::Clauses => List::Clauses(
            guidance
                .clauses()
                .filter(|clause| edition.is_none_or(|edition| clause.edition == edition))
                .map(clause_row)
                .collect(),
        ),
        Kind::Editions => List::Editions(
            guidance
                .editions()
                .filter(|known| edition.is_none_or(|edition| known.id == edition))
                .map(edition_row)
                .collect(),
        ),
        Kind::Milestones => List::Milestones(
            guidance.milestones().map(|milestone| milestone_row(guidance, milestone)).collect(),
        ),
        Kind::Checks => List::Checks(guidance.checks().iter().map(check_row).collect()),
    })
}

/// The clause to cite: that of the edition that was asked for, or that in force on the day.
fn citing<'a>(
    guidance: &'a Guidance,
    clauses: &[String],
    edition: Option<&str>,
    on: Date,
) -> Option<&'a Clause> {
    let chosen = edition.and_then(|edition| {
        clauses.iter().filter_map(|id| guidance.clause(id)).find(|clause| clause.edition == edition)
    });
    chosen.or_else(|| said::cited(guidance, clauses, on))
}

pub(crate) fn clock_row(guidance: &Guidance, clock: &Clock, edition: Option<&str>, on: Date) -> ClockRow {
    let clause = citing(guidance, &clock.clauses, edition, on);
    // Seen under one edition a clock is without dates; its own are those of what was written.
    let written = guidance.versions_of_clock(&clock.id).iter();
    let own = written
        .filter(|known| known.limit == clock.limit)
        .find(|known| clock.clauses.is_empty() || known.clauses.iter().any(|id| clock.clauses.contains(id)));
    let own = own.unwrap_or(clock);
    let rests_on = if edition.is_some() { &clock.clauses } else { &own.clauses };
    let (in_force_from, in_force_to) = said::whole_interval(guidance, &own.in_force, rests_on);
    ClockRow {
        id: clock.id.clone(),
        duty: clock.duty.clone(),
        name: guidance.duty(&clock.duty).map(|duty| duty.name.clone()).unwrap_or_default(),
        limit: clock.limit.count,
        unit: clock.limit.unit,
        bound: clock.limit.bound,
        counting: clock.counting,
        window_months: clock.window.map(|window| window.count),
        origin: clock.origin.clone(),
        stop: clock.stop.clone(),
        clause: clause.map(|clause| clause.id.clone()),
        citation: clause.map(|clause| clause.citation.clone()),
        clauses: clock.clauses.clone(),
        verified: clause.map_or(clock.verified, |clause| clause.verified.min(clock.verified)),
        in_force_from,
        in_force_to,
        doubts: clock.doubts.clone(),
    }
}

pub(crate) fn duty_row(guidance: &Guidance, duty: &Duty, edition: Option<&str>, on: Date) -> DutyRow {
    let clause = citing(guidance, &duty.clauses, edition, on);
    let clock = duty.clock.as_deref().and_then(|id| guidance.clock_on(id, on).or_else(|| guidance.clock(id)));
    let own = guidance.versions_of_duty(&duty.id).iter().find(|known| {
        known.clauses.iter().any(|id| duty.clauses.contains(id)) || known.clauses == duty.clauses
    });
    let (in_force_from, in_force_to) =
        said::whole_interval(guidance, &own.unwrap_or(duty).in_force, &duty.clauses);
    let of_both = [clause.map(|clause| clause.verified), clock.map(|clock| clock.verified)];
    DutyRow {
        id: duty.id.clone(),
        also: duty.also.clone(),
        name: duty.name.clone(),
        must: duty.must.clone(),
        responsible: duty.responsible.as_str().to_owned(),
        who: duty.who.clone(),
        clock: duty.clock.clone(),
        limit: clock.map(|clock| clock.limit.count),
        unit: clock.map(|clock| clock.limit.unit),
        standing: duty.course.trigger.is_empty(),
        clause: clause.map(|clause| clause.id.clone()),
        citation: clause.map(|clause| clause.citation.clone()),
        clauses: duty.clauses.clone(),
        verified: of_both.into_iter().flatten().min(),
        in_force_from,
        in_force_to,
        doubts: duty.doubts.clone(),
    }
}

pub(crate) fn clause_row(clause: &Clause) -> ClauseRow {
    ClauseRow {
        id: clause.id.clone(),
        edition: clause.edition.clone(),
        citation: clause.citation.clone(),
        requires: clause.requires.clone(),
        commencement: clause.commencement,
        expected_from: clause.expected_from,
        source: clause.source.clone(),
        verified: clause.verified,
        in_force_from: said::begins(&clause.in_force),
        in_force_to: clause.in_force.to,
        doubts: clause.doubts.clone(),
    }
}

pub(crate) fn edition_row(edition: &Edition) -> EditionRow {
    EditionRow {
        id: edition.id.clone(),
        kind: edition.kind,
        title: edition.title.clone(),
        source: edition.source.clone(),
        verified: edition.verified,
        in_force_from: said::begins(&edition.in_force),
        in_force_to: edition.in_force.to,
        doubts: edition.doubts.clone(),
    }
}

pub(crate) fn milestone_row(guidance: &Guidance, milestone: &MilestoneName) -> MilestoneRow {
    let one = guidance.canonical(&milestone.name);
    let duties = |names: fn(&Duty) -> &[String]| {
        let mut ids: Vec<String> = guidance
            .duties()
            .filter(|duty| names(duty).iter().any(|name| guidance.canonical(name) == one))
            .map(|duty| duty.id.clone())
            .collect();
        ids.dedup();
        ids
    };
    MilestoneRow {
        id: milestone.name.clone(),
        means: milestone.means.clone(),
        alias_of: milestone.alias_of.clone(),
        starts: duties(|duty| &duty.course.trigger),
        stops: duties(|duty| &duty.course.stop),
        ends: duties(|duty| &duty.course.lapses),
    }
}

pub(crate) fn check_row(check: &guidance::CheckDefinition) -> CheckRow {
    CheckRow {
        id: check.id.clone(),
        asks: check.asks.clone(),
        keys: check.keys.clone(),
        names: check.names.clone(),
        clauses: check.clauses.clone(),
        hint: check.hint.clone(),
        source: check.source.clone(),
        verified: check.verified,
        in_force_from: said::begins(&check.in_force),
        in_force_to: check.in_force.to,
    }
}

impl fmt::Display for List {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, badges) = match self {
            Self::Clocks(rows) => (
                text::table(
                    &["clock", "limit", "for", "from", "clause", "verified"],
                    rows.iter().map(|row| {
                        let limit = guidance::Limit { count: row.limit, unit: row.unit, bound: row.bound };
                        let counted = if row.counting == Counting::Counter { " (count)" } else { "" };
                        vec![
                            row.id.clone(),
                            format!("{}{counted}", said::limit(limit)),
                            format!("{} {}", row.duty, row.name),
                            row.origin.clone(),
                            row.citation.clone().unwrap_or_else(|| "none".to_owned()),
                            said::checked_briefly(row.verified),
                        ]
                    }),
                ),
                rows.iter().any(|row| row.verified.needs_badge()),
            ),
            Self::Duties(rows) => (
                text::table(
                    &["duty", "what must happen", "by when", "clause", "verified"],
                    rows.iter().map(|row| {
                        vec![
                            row.id.clone(),
                            row.name.clone(),
                            by_when(row),
                            row.citation.clone().unwrap_or_else(|| "none".to_owned()),
                            row.verified.map(said::checked_briefly).unwrap_or_default(),
                        ]
                    }),
                ),
                rows.iter().any(|row| row.verified.is_some_and(Verified::needs_badge)),
            ),
            Self::Clauses(rows) => (
                text::table(
                    &["clause", "cited as", "requires", "in force", "verified"],
                    rows.iter().map(|row| {
                        vec![
                            row.id.clone(),
                            row.citation.clone(),
                            row.requires.clone(),
                            said::clause_in_force(row),
                            said::checked_briefly(row.verified),
                        ]
                    }),
                ),
                rows.iter().any(|row| row.verified.needs_badge()),
            ),
            Self::Editions(rows) => (
                text::table(
                    &["edition", "title", "in force", "verified"],
                    rows.iter().map(|row| {
                        vec![
                            row.id.clone(),
                            row.title.clone(),
                            said::in_force(row.in_force_from, row.in_force_to),
                            said::checked_briefly(row.verified),
                        ]
                    }),
                ),
                rows.iter().any(|row| row.verified.needs_badge()),
            ),
            Self::Milestones(rows) => (
                text::table(
                    &["milestone", "what it marks", "starts", "stops"],
                    rows.iter().map(|row| {
                        let means = match &row.alias_of {
                            Some(other) => format!("{} (another name of {other})", row.means),
                            None => row.means.clone(),
                        };
                        vec![row.id.clone(), means, row.starts.join(", "), row.stops.join(", ")]
                    }),
                ),
                false,
            ),
            Self::Checks(rows) => (
                text::table(
                    &["check", "what a protocol is asked", "asked", "verified"],
                    rows.iter().map(|row| {
                        vec![
                            row.id.clone(),
                            row.asks.clone(),
                            said::in_force(row.in_force_from, row.in_force_to),
                            said::checked_briefly(row.verified),
                        ]
                    }),
                ),
                rows.iter().any(|row| row.verified.needs_badge()),
            ),
        };
        formatter.write_str(&table)?;
        if badges {
            write!(formatter, "\n\n{}", said::SIGN)?;
        }
        Ok(())
    }
}

fn by_when(row: &DutyRow) -> String {
    match (row.limit, row.unit, &row.clock) {
        (Some(limit), Some(unit), Some(clock)) => format!("{limit} {} ({clock})", unit.words(limit)),
        _ if row.standing => "always stands".to_owned(),
        _ => "no number".to_owned(),
    }
}
