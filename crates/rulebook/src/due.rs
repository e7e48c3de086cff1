//! When a limit that starts on a day runs out, and why.

use std::fmt;
use std::sync::Arc;

use guidance::{
    Bound, Clock, Counting, Due, Facts, Guidance, Milestone, Protocol, Rules, Scheduled, Unit, Verified,
    full_date, full_time,
};
use jiff::civil::Date;
use kernel::Moment;
use serde::Serialize;

use crate::not_answered::NotAnswered;
use crate::{said, text};

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The clock: `K03`.
    pub clock: &'a str,
    /// When it starts.
    pub from: Moment,
    /// As if this edition were in force; without it, what was in force when it starts.
    pub edition: Option<&'a str>,
}

/// When it runs out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueAnswer {
    /// The clock.
    pub clock: String,
    /// The duty that it belongs to.
    pub duty: String,
    /// What that duty is called.
    pub name: String,
    /// When it starts: a day, or an instant where the limit counts hours and an instant was given.
    pub from: String,
    /// When it runs out: a day, or an instant where the limit counts hours. Nothing where no date can be given.
    pub due: Option<String>,
    /// How many.
    pub limit: u32,
    /// Of what.
    pub unit: Unit,
    /// At most, or at least.
    pub bound: Bound,
    /// The local protocol gives the number, and it is tighter than what guidance says.
    pub tightened: bool,
    /// The edition that is cited.
    pub edition: String,
    /// The clause that is cited.
    pub clause: String,
    /// How it is cited.
    pub citation: String,
    /// What it requires, in our own words.
    pub requires: String,
    /// How well number and clause were checked: the weaker of the two.
    pub verified: Verified,
    /// What is not certain.
    pub doubts: Vec<String>,
    /// The bank holidays that were passed over.
    pub skipped: Vec<Skipped>,
    /// How the date was found, in plain words.
    pub explanation: String,
    #[serde(skip)]
    said: Said,
}

/// A bank holiday that was passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The day.
    pub date: Date,
    /// What it is called.
    pub name: String,
}

/// The same, in words for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    from: String,
    due: String,
    limit: String,
}

/// Answers when the clock runs out. Whom a duty applies to is not asked: the answer is that of the limit alone.
pub fn due(
    guidance: &Guidance,
    protocol: Option<&Protocol>,
    asked: Asked<'_>,
) -> Result<DueAnswer, NotAnswered> {
    let clock = known(guidance, asked.clock)?;
    if clock.counting == Counting::Counter {
        return Err(counter(clock));
    }
    let seen = match asked.edition {
        None => guidance.clone(),
        Some(edition) => of_edition(guidance, clock, edition)?,
    };
    let not_in_force = || not_in_force(guidance, clock, asked.from.date());
    let alone = seen.with_clock_alone(&clock.id).ok_or_else(not_in_force)?;
    let bare = match protocol {
        Some(protocol) => protocol.clone(),
        None => crate::law_alone().map_err(NotAnswered::NotComparable)?,
    };
    let rules = Rules::new(Arc::new(alone), Arc::new(bare));
    let origin = rules
        .guidance()
        .clock_on(&clock.id, asked.from.date())
        .map(|version| version.origin.clone())
        .ok_or_else(not_in_force)?;
    let milestones = [Milestone::new(origin, asked.from)];
    let scheduled = rules.schedule(&milestones, &Facts::default());
    let found = scheduled.iter().find(|item| item.clock.as_deref() == Some(clock.id.as_str()));
    let found = found.ok_or_else(not_in_force)?;
    answer(guidance, &rules, asked.from, found).ok_or_else(not_in_force)
}

fn known<'a>(guidance: &'a Guidance, id: &str) -> Result<&'a Clock, NotAnswered> {
    let upper = id.to_uppercase();
    guidance
        .clock(id)
        .or_else(|| guidance.clock(&upper))
        .ok_or_else(|| NotAnswered::unknown("clock", id, guidance.clocks().map(|clock| clock.id.as_str())))
}

/// Why a running count has no date.
pub(crate) fn counter(clock: &Clock) -> NotAnswered {
    let what = match clock.window {
        Some(window) => format!("added up over any {window}"),
        None => "each stay by itself".to_owned(),
    };
    NotAnswered::Counter {
        clock: clock.id.clone(),
        limit: clock.limit.count,
        unit: clock.limit.unit.words(clock.limit.count),
        what,
    }
}

/// The guidance as if that edition were in force, if the clock rests on it.
fn of_edition(guidance: &Guidance, clock: &Clock, edition: &str) -> Result<Guidance, NotAnswered> {
    let seen = guidance.under(edition).ok_or_else(|| {
        NotAnswered::unknown("edition", edition, guidance.editions().map(|known| known.id.as_str()))
    })?;
    let rests = |version: &Clock| {
        version.clauses.iter().any(|id| seen.clause(id).is_some_and(|clause| clause.edition == edition))
    };
    if seen.versions_of_clock(&clock.id).iter().any(rests) {
        return Ok(seen);
    }
    let mut editions: Vec<&str> = guidance
        .versions_of_clock(&clock.id)
        .iter()
        .flat_map(|version| &version.clauses)
        .filter_map(|id| guidance.clause(id))
        .map(|clause| clause.edition.as_str())
        .collect();
    editions.sort_unstable();
    editions.dedup();
    Err(NotAnswered::NotInEdition {
        clock: clock.id.clone(),
        edition: edition.to_owned(),
        known: text::listed(&editions),
    })
}

fn not_in_force(guidance: &Guidance, clock: &Clock, on: Date) -> NotAnswered {
    let versions = guidance.versions_of_clock(&clock.id);
    let intervals: Vec<String> = versions
        .iter()
        .map(|version| {
            let (from, to) = said::whole_interval(guidance, &version.in_force, &version.clauses);
            said::in_force(from, to)
        })
        .collect();
    NotAnswered::NotInForce {
        clock: clock.id.clone(),
        on: full_date(on),
        in_force: text::listed(&intervals),
        hint: "give a later day, or the edition to go by with --edition",
    }
}

fn answer(guidance: &Guidance, rules: &Rules, from: Moment, found: &Scheduled) -> Option<DueAnswer> {
    let clock = rules.guidance().clock_on(found.clock.as_deref()?, from.date())?;
    let clause = rules.guidance().clause(found.clause.as_deref()?)?;
    let tightened = rules.protocol().tightened(&clock.id).filter(|count| *count != clock.limit.count);
    let limit = guidance::Limit { count: tightened.unwrap_or(clock.limit.count), ..clock.limit };
    let in_hours = said::is_instant(limit.unit);
    let doubts = [&clock.doubts, &clause.doubts].into_iter().flatten().cloned().collect();
    let skipped = found.skipped.iter().map(|(date, name)| Skipped { date: *date, name: name.clone() });
    let shown_from = match from {
        Moment::At(_) if in_hours => from,
        _ => Moment::On(from.date()),
    };
    Some(DueAnswer {
        clock: clock.id.clone(),
        duty: clock.duty.clone(),
        name: guidance.duty(&clock.duty).map(|duty| duty.name.clone()).unwrap_or_default(),
        from: written(shown_from),
        due: due_written(found.due),
        limit: limit.count,
        unit: limit.unit,
        bound: limit.bound,
        tightened: tightened.is_some(),
        edition: clause.edition.clone(),
        clause: clause.id.clone(),
        citation: clause.citation.clone(),
        requires: clause.requires.clone(),
        verified: clause.verified.min(clock.verified),
        doubts,
        skipped: skipped.collect(),
        explanation: found.explanation.clone(),
        said: Said {
            from: said::moment(shown_from),
            due: match found.due {
                Due::On(date) => full_date(date),
                Due::At(instant) => full_time(instant),
                Due::NoLimit | Due::BeyondKnownHolidays => "no date can be given".to_owned(),
            },
            limit: said::limit(limit),
        },
    })
}

/// A day as `2026-11-23`, an instant as RFC 3339.
pub(crate) fn written(moment: Moment) -> String {
    match moment {
        Moment::On(date) => date.to_string(),
        Moment::At(instant) => instant.to_string(),
    }
}

/// The same of a due date; nothing where there is none.
pub(crate) fn due_written(due: Due) -> Option<String> {
    match due {
        Due::On(date) => Some(date.to_string()),
        Due::At(instant) => Some(instant.to_string()),
        Due::NoLimit | Due::BeyondKnownHolidays => None,
    }
}

impl DueAnswer {
    /// The answer with how the date was found, what the clause requires, and what is not certain.
    pub fn explained(&self) -> String {
        let mut pairs = self.brief();
        pairs.push(("  how", self.explanation.clone()));
        pairs.push(("  requires", self.requires.clone()));
        let skipped: Vec<String> =
            self.skipped.iter().map(|one| format!("{} ({})", one.name, full_date(one.date))).collect();
        pairs.push(("  skipped", skipped.join("; ")));
        pairs.push(("  doubts", self.doubts.join("\n")));
        format!("{}  {}\n{}", self.clock, self.name, text::pairs(&pairs))
    }

    fn brief(&self) -> Vec<(&'static str, String)> {
        let label = match self.bound {
            Bound::Max => "  due",
            Bound::Min => "  not before",
        };
        let tightened = if self.tightened { " (the local protocol, tighter than guidance)" } else { "" };
        vec![
            (label, self.said.due.clone()),
            ("  from", self.said.from.clone()),
            ("  limit", format!("{}{tightened}", self.said.limit)),
            ("  clause", format!("{} ({})", self.citation, self.clause)),
            ("  checked", said::checked(self.verified).to_owned()),
        ]
    }
}

impl fmt::Display for DueAnswer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}  {}\n{}", self.clock, self.name, text::pairs(&self.brief()))
    }
}
