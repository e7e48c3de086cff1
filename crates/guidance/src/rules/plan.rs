//! The rules of guidance and protocol, laid out once, so that a milestone finds what it touches and nothing else is asked.

use std::collections::{BTreeMap, HashMap};

use fixedbitset::FixedBitSet;
use jiff::civil::Date;
use kernel::Capacity;

use super::limit::Measure;
use super::timeline::Name;
use crate::guidance::Guidance;
use crate::model::{Clause, Clock, Condition, Counting, Course, Duty, EditionKind, Origins, Transition};
use crate::protocol::{Protocol, Standard};
use crate::vocabulary::{Bound, Interval, Limit, Unit, Verified};

/// The milestone that answers a duty without a limit, keyed by the duty's identifier.
const ANSWERED: &str = "duty.answered";

/// The place of a row in the plan. What a row looks at comes before it.
pub(super) type RowId = usize;

/// Everything that can be owed: one row for each version of a duty and each local standard.
#[derive(Debug)]
pub(super) struct Plan {
    places: HashMap<String, Name>,
    known: Vec<Known>,
    pub rows: Vec<Row>,
    /// The rows that each milestone starts.
    started: Vec<Vec<RowId>>,
    /// The rows that each milestone starts, stops, ends, or makes stand still or run on.
    touched: Vec<Vec<RowId>>,
    /// The milestone that answers a duty in words.
    pub answered: Option<Name>,
    answers: HashMap<String, Vec<RowId>>,
    /// The rows that depend on facts.
    pub conditional: Vec<RowId>,
    /// The editions of *Working Together*.
    editions: Vec<(Interval, String)>,
}

#[derive(Debug)]
struct Known {
    text: String,
    called: Name,
    /// How many months before this birthday what waits for it is in sight.
    in_sight: Option<u32>,
}

/// What sort of row it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A duty.
    Duty,
    /// A local standard with a limit of its own.
    Standard,
    /// A local standard that is due with another.
    Companion,
    /// What is owed once another date was missed.
    Breach,
}

/// One thing that can be owed.
#[derive(Debug)]
pub(super) struct Row {
    pub kind: Kind,
    pub id: String,
    pub name: String,
    pub must: String,
    pub responsible: Capacity,
    pub shown_to_family: bool,
    pub course: Plotted,
    /// When it is in force, with the clauses that it rests on; nothing for what is local alone.
    pub law: Option<Vec<(Interval, Vec<Cited>)>>,
    /// The limits, by version; a local standard has one.
    pub limits: Vec<Version>,
    /// Which rows look at this one.
    pub feeds: Vec<RowId>,
    /// For a duty: the standards that give it a number where it has none.
    pub stood_in_by: Vec<RowId>,
    /// For a companion: for each name, in order, the rows that go by it.
    pub leaders: Vec<Vec<RowId>>,
    /// For what is owed on a breach: the rows of the duty that is missed.
    pub breached: Vec<RowId>,
}

/// A course, by the places of its milestones.
#[derive(Debug)]
pub(super) struct Plotted {
    pub trigger: FixedBitSet,
    pub stop: FixedBitSet,
    pub lapses: FixedBitSet,
    pub origins: Origins,
    pub paired: bool,
    pub when: Condition,
    pub unless: Option<Condition>,
    /// Whether it depends on facts at all.
    pub conditional: bool,
}

/// A clause, as far as an answer cites it.
#[derive(Debug)]
pub(super) struct Cited {
    pub id: String,
    pub edition: String,
    /// The edition as it is cited.
    pub short: String,
    pub in_force: Interval,
    pub verified: Verified,
}

/// One version of a limit.
#[derive(Debug)]
pub(super) struct Version {
    pub clock: String,
    /// What holds here: the law's number, or the stricter one of the protocol.
    pub measure: Measure,
    /// The law's own limit.
    pub law: Limit,
    /// Whether it is law or guidance.
    pub statutory: bool,
    pub in_force: Interval,
    pub clauses: Vec<Cited>,
    /// How well the number was verified; a promise of the protocol is not law.
    pub verified: Option<Verified>,
    pub transition: Transition,
    pub paused_by: FixedBitSet,
    pub resumed_by: FixedBitSet,
    /// Whether only what has its key makes it stand still or run on.
    pub paired: bool,
}

impl Plan {
    pub(super) fn new(guidance: &Guidance, protocol: &Protocol) -> Self {
        let mut layout = Layout::new(guidance, protocol);
        let (missed, duties): (Vec<&Duty>, Vec<&Duty>) =
            guidance.duties().partition(|duty| duty.on_breach_of.is_some());
        let (dated, companions): (Vec<&Standard>, Vec<&Standard>) =
            protocol.standards().iter().partition(|standard| standard.due_with.is_empty());
        for duty in duties {
            layout.duty(duty, Kind::Duty);
        }
        for standard in dated.into_iter().filter(|standard| standard.limit.is_some()) {
            layout.standard(standard, Kind::Standard);
        }
        for standard in companions {
            layout.standard(standard, Kind::Companion);
        }
        for duty in missed {
            layout.duty(duty, Kind::Breach);
        }
        layout.plan
    }

    /// How many milestones are known.
    pub(super) fn names(&self) -> usize {
        self.known.len()
    }

    /// The place of a milestone.
    pub(super) fn name(&self, text: &str) -> Option<Name> {
        self.places.get(text).copied()
    }

    /// The place of the one name of a milestone that may have several.
    pub(super) fn called(&self, name: Name) -> Name {
        self.known[name].called
    }

    pub(super) fn text(&self, name: Name) -> &str {
        &self.known[name].text
    }

    /// How many months before this milestone what waits for it is in sight; nothing for what is no birthday.
    pub(super) fn in_sight(&self, name: Name) -> Option<u32> {
        self.known[name].in_sight
    }

    /// The rows that this milestone starts.
    pub(super) fn started(&self, called: Name) -> &[RowId] {
        &self.started[called]
    }

    /// The rows that this milestone can change.
    pub(super) fn touched(&self, called: Name) -> &[RowId] {
        &self.touched[called]
    }

    /// The rows of a duty that can be answered in words.
    pub(super) fn answers(&self, duty: &str) -> &[RowId] {
        self.answers.get(duty).map_or(&[], Vec::as_slice)
    }

    /// The edition of *Working Together* in force on that day.
    pub(super) fn edition_on(&self, date: Date) -> Option<&str> {
        let found = self.editions.iter().find(|(in_force, _)| in_force.contains(date));
        found.map(|(_, id)| id.as_str())
    }
}

impl Row {
    /// The version of its limit in force on that day.
    pub(super) fn limit_on(&self, date: Date) -> Option<usize> {
        self.limits.iter().position(|version| version.in_force.contains(date))
    }

    /// The first clause in force on that day.
    pub(super) fn clause_on(&self, date: Date) -> Option<&Cited> {
        let (_, clauses) = self.law.as_ref()?.iter().find(|(in_force, _)| in_force.contains(date))?;
        clauses.iter().find(|clause| clause.in_force.contains(date))
    }

    /// Whether it is owed when it starts on that day: where the law has no clause then, it is not. What is local alone is.
    pub(super) fn is_in_force_on(&self, date: Date) -> bool {
        self.law.is_none() || self.clause_on(date).is_some()
    }
}

/// A plan that is being laid out.
struct Layout<'a> {
    guidance: &'a Guidance,
    protocol: &'a Protocol,
    plan: Plan,
    /// The rows that go by a name: a duty's or a clock's.
    named: BTreeMap<String, Vec<RowId>>,
}

impl<'a> Layout<'a> {
    fn new(guidance: &'a Guidance, protocol: &'a Protocol) -> Self {
        let places: HashMap<String, Name> =
            guidance.milestones().enumerate().map(|(place, known)| (known.name.clone(), place)).collect();
        let known: Vec<Known> = guidance
            .milestones()
            .enumerate()
            .map(|(place, known)| Known {
                text: known.name.clone(),
                called: places.get(guidance.canonical(&known.name)).copied().unwrap_or(place),
                in_sight: (known.at_age.is_some() && !known.already).then_some(known.seen_months_before),
            })
            .collect();
        let together = guidance.editions().filter(|edition| edition.kind == EditionKind::WorkingTogether);
        let plan = Plan {
            answered: places.get(ANSWERED).copied(),
            started: vec![Vec::new(); known.len()],
            touched: vec![Vec::new(); known.len()],
            rows: Vec::new(),
            answers: HashMap::new(),
            conditional: Vec::new(),
            editions: together.map(|edition| (edition.in_force, edition.id.clone())).collect(),
            places,
            known,
        };
        Self { guidance, protocol, plan, named: BTreeMap::new() }
    }

    fn names(&self, texts: &[String]) -> FixedBitSet {
        let mut names = FixedBitSet::with_capacity(self.plan.known.len());
        for name in texts.iter().filter_map(|text| self.plan.name(text)) {
            names.insert(self.plan.called(name));
        }
        names
    }

    fn course(&self, course: &Course) -> Plotted {
        let nothing = Condition::default();
        let unless = (course.unless != nothing).then(|| course.unless.clone());
        Plotted {
            trigger: self.names(&course.trigger),
            stop: self.names(&course.stop),
            lapses: self.names(&course.lapses),
            origins: course.origins,
            paired: course.paired_by_key,
            conditional: course.when != nothing || unless.is_some(),
            when: course.when.clone(),
            unless,
        }
    }

    fn cited(&self, ids: &[String]) -> Vec<Cited> {
        let clauses = ids.iter().filter_map(|id| self.guidance.clause(id));
        clauses
            .map(|clause: &Clause| Cited {
                id: clause.id.clone(),
                edition: clause.edition.clone(),
                short: self
                    .guidance
                    .edition(&clause.edition)
                    .map_or_else(|| clause.edition.clone(), |edition| edition.short.clone()),
                in_force: clause.in_force,
                verified: clause.verified,
            })
            .collect()
    }

    /// A version of a clock; nothing for a running count, which is no date.
    fn version(&self, clock: &Clock, paired: bool) -> Option<Version> {
        if !clock.counting.is_dated() {
            return None;
        }
        let tightened = self.protocol.tightened(&clock.id).unwrap_or(clock.limit.count);
        let count = match clock.limit.bound {
            Bound::Max => tightened.min(clock.limit.count),
            Bound::Min => tightened.max(clock.limit.count),
        };
        Some(Version {
            clock: clock.id.clone(),
            measure: Measure { limit: Limit { count, ..clock.limit }, counting: clock.counting },
            law: clock.limit,
            statutory: count == clock.limit.count,
            in_force: clock.in_force,
            clauses: self.cited(&clock.clauses),
            verified: Some(clock.verified),
            transition: clock.transition,
            paused_by: self.names(&clock.paused_by),
            resumed_by: self.names(&clock.resumed_by),
            paired,
        })
    }

    fn duty(&mut self, duty: &Duty, kind: Kind) {
        let versions = duty.clock.as_deref().and_then(|clock| self.guidance.clocks.get(clock));
        let limits: Vec<Version> = versions
            .into_iter()
            .flatten()
            .filter_map(|clock| self.version(clock, duty.course.paired_by_key))
            .collect();
        let breached = duty.on_breach_of.as_ref().map_or_else(Vec::new, |missed| {
            let rows = self.named.get(missed).into_iter().flatten().copied();
            rows.filter(|row| matches!(self.plan.rows[*row].kind, Kind::Duty | Kind::Breach)).collect()
        });
        self.add(Row {
            kind,
            id: duty.id.clone(),
            name: duty.name.clone(),
            must: duty.must.clone(),
            responsible: duty.responsible.clone(),
            shown_to_family: duty.shown_to_family,
            course: self.course(&duty.course),
            law: Some(vec![(duty.in_force, self.cited(&duty.clauses))]),
            limits,
            feeds: Vec::new(),
            stood_in_by: Vec::new(),
            leaders: Vec::new(),
            breached,
        });
    }

    fn standard(&mut self, standard: &Standard, kind: Kind) {
        // What is due with another has no limit of its own; nothing counts with this one.
        let nothing = Limit { count: 0, unit: Unit::CalendarDays, bound: Bound::Max };
        let limit = standard.limit.unwrap_or(nothing);
        let none = FixedBitSet::new();
        let local = Version {
            clock: standard.id.clone(),
            measure: Measure { limit, counting: Counting::DayAfter },
            law: limit,
            statutory: false,
            in_force: Interval::ALWAYS,
            clauses: Vec::new(),
            verified: None,
            transition: Transition::AsStarted,
            paused_by: none.clone(),
            resumed_by: none,
            paired: false,
        };
        let versions = |duty: &String| {
            let versions = self.guidance.duties.get(duty).into_iter().flatten();
            versions.map(|duty| (duty.in_force, self.cited(&duty.clauses))).collect()
        };
        let leaders = standard.due_with.iter().map(|name| self.named.get(name).cloned().unwrap_or_default());
        self.add(Row {
            kind,
            id: standard.duty.as_ref().unwrap_or(&standard.id).clone(),
            name: standard.name.clone(),
            must: standard.must.clone(),
            responsible: standard.responsible.clone(),
            shown_to_family: standard.shown_to_family,
            course: self.course(&standard.course),
            law: standard.duty.as_ref().map(versions),
            limits: vec![local],
            feeds: Vec::new(),
            stood_in_by: Vec::new(),
            leaders: leaders.collect(),
            breached: Vec::new(),
        });
    }

    /// Adds a row, and everything by which it is found.
    fn add(&mut self, row: Row) {
        let id = self.plan.rows.len();
        for name in row.course.trigger.ones() {
            self.plan.started[name].push(id);
        }
        let mut touching = row.course.trigger.clone();
        touching.union_with(&row.course.stop);
        touching.union_with(&row.course.lapses);
        for version in &row.limits {
            touching.union_with(&version.paused_by);
            touching.union_with(&version.resumed_by);
        }
        for name in touching.ones() {
            self.plan.touched[name].push(id);
        }
        if row.course.conditional {
            self.plan.conditional.push(id);
        }
        for looked_at in row.leaders.iter().flatten().chain(&row.breached) {
            let feeds = &mut self.plan.rows[*looked_at].feeds;
            if !feeds.contains(&id) {
                feeds.push(id);
            }
        }
        let mut names: Vec<&String> = vec![&row.id];
        names.extend(row.limits.iter().map(|version| &version.clock));
        names.sort_unstable();
        names.dedup();
        for name in names {
            self.named.entry(name.clone()).or_default().push(id);
        }
        match row.kind {
            Kind::Duty | Kind::Breach => self.plan.answers.entry(row.id.clone()).or_default().push(id),
            Kind::Standard => {
                for duty in &mut self.plan.rows {
                    if duty.kind == Kind::Duty && duty.id == row.id {
                        duty.stood_in_by.push(id);
                    }
                }
            }
            Kind::Companion => {}
        }
        self.plan.rows.push(row);
    }
}
