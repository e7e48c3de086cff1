//! The guidance, read and checked.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::cases::{Case, Listed};
use crate::load;
use crate::model::{
    CheckDefinition, Clause, Clock, Duty, Edition, EditionKind, Linked, MilestoneName, Occasion,
    PlacementKind,
};
use crate::problem::LoadErrors;
use crate::retention::RetentionRule;
use crate::source::{Source, embedded_guidance};

/// The law and the guidance, as data. Everything it refers to exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guidance {
    pub(crate) editions: BTreeMap<String, Edition>,
    pub(crate) clauses: BTreeMap<String, Clause>,
    /// Each with its dated versions, oldest first.
    pub(crate) clocks: BTreeMap<String, Vec<Clock>>,
    /// Each with its dated versions, oldest first.
    pub(crate) duties: BTreeMap<String, Vec<Duty>>,
    pub(crate) milestones: BTreeMap<String, MilestoneName>,
    pub(crate) checks: Vec<CheckDefinition>,
    pub(crate) says_nothing: Vec<String>,
    pub(crate) linked: Vec<Linked>,
    pub(crate) placement_kinds: Vec<PlacementKind>,
    pub(crate) listed: Vec<Listed>,
    pub(crate) cases: Vec<Case>,
    pub(crate) calendar: Calendar,
    pub(crate) measures: Option<Source>,
    pub(crate) retention: Vec<RetentionRule>,
    pub(crate) digest: String,
    /// The texts it was read from, in the order of their paths.
    pub(crate) sources: Arc<[Source]>,
}

impl Guidance {
    /// The guidance that is compiled in.
    pub fn embedded() -> Result<Self, LoadErrors> {
        Self::from_sources(&embedded_guidance())
    }

    /// Reads guidance from texts; their order does not matter.
    pub fn from_sources(sources: &[Source]) -> Result<Self, LoadErrors> {
        load::load(sources)
    }

    /// The texts that are compiled in, for authors who want to begin from them.
    pub fn embedded_sources() -> Vec<Source> {
        embedded_guidance()
    }

    /// The edition of *Working Together* in force on that day.
    pub fn edition_on(&self, date: Date) -> Option<&Edition> {
        self.editions
            .values()
            .find(|edition| edition.kind == EditionKind::WorkingTogether && edition.in_force.contains(date))
    }

    /// An edition, by its identifier.
    pub fn edition(&self, id: &str) -> Option<&Edition> {
        self.editions.get(id)
    }

    /// A clause, by its identifier.
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clauses.get(id)
    }

    /// A clock in its latest version, by its identifier.
    pub fn clock(&self, id: &str) -> Option<&Clock> {
        self.clocks.get(id)?.last()
    }

    /// The version of a clock in force on that day.
    pub fn clock_on(&self, id: &str, date: Date) -> Option<&Clock> {
        self.clocks.get(id)?.iter().find(|clock| clock.in_force.contains(date))
    }

    /// A duty in its latest version, by its identifier.
    pub fn duty(&self, id: &str) -> Option<&Duty> {
        self.duties.get(id)?.last()
    }

    /// The version of a duty in force on that day.
    pub fn duty_on(&self, id: &str, date: Date) -> Option<&Duty> {
        self.duties.get(id)?.iter().find(|duty| duty.in_force.contains(date))
    }

    /// Every version of one clock, oldest first.
    pub fn versions_of_clock(&self, id: &str) -> &[Clock] {
        self.clocks.get(id).map_or(&[], Vec::as_slice)
    }

    /// Every version of one duty, oldest first.
    pub fn versions_of_duty(&self, id: &str) -> &[Duty] {
        self.duties.get(id).map_or(&[], Vec::as_slice)
    }

    /// Every duty, in its latest version, that a list means by this identifier: the duty itself, its parts (`LA-17a` of
    /// `LA-17`), and those that say that they are known by it too.
    pub fn duties_known_as<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Duty> {
        let means = move |duty: &&Duty| {
            let part = duty.id.strip_prefix(id).is_some_and(|rest| {
                rest.is_empty() || (rest.len() == 1 && rest.bytes().all(|letter| letter.is_ascii_lowercase()))
            });
            part || duty.also.iter().any(|also| also == id)
        };
        self.duties.values().filter_map(|versions| versions.last()).filter(means)
    }

    /// Every edition, by identifier.
    pub fn editions(&self) -> impl Iterator<Item = &Edition> {
        self.editions.values()
    }

    /// Every clause, by identifier.
    pub fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.clauses.values()
    }

    /// The clauses under which information may be passed on, on that day.
    pub fn bases_for_sharing(&self, date: Date) -> impl Iterator<Item = &Clause> {
        self.clauses().filter(move |clause| clause.basis_for_sharing && clause.in_force_on(date))
    }

    /// What is put before the eyes of whoever takes such a step, on that day.
    pub fn read_before(&self, occasion: Occasion, date: Date) -> impl Iterator<Item = &Clause> {
        self.clauses()
            .filter(move |clause| clause.read_before.contains(&occasion) && clause.in_force_on(date))
    }

    /// Every version of every clock, by identifier.
    pub fn clocks(&self) -> impl Iterator<Item = &Clock> {
        self.clocks.values().flatten()
    }

    /// Every version of every duty, by identifier.
    pub fn duties(&self) -> impl Iterator<Item = &Duty> {
        self.duties.values().flatten()
    }

    /// A milestone that the engine knows, by its name.
    pub fn milestone(&self, name: &str) -> Option<&MilestoneName> {
        self.milestones.get(name)
    }

    /// Every milestone that the engine knows, by name.
    pub fn milestones(&self) -> impl Iterator<Item = &MilestoneName> {
        self.milestones.values()
    }

    /// The assessments beside a child's own, in the order of the data.
    pub fn linked_kinds(&self) -> &[Linked] {
        &self.linked
    }

    /// An assessment beside a child's own, by its identifier.
    pub fn linked(&self, id: &str) -> Option<&Linked> {
        self.linked.iter().find(|linked| linked.id == id)
    }

    /// The kinds of placement that law treats each in its own way.
    pub fn placement_kinds(&self) -> &[PlacementKind] {
        &self.placement_kinds
    }

    /// The lists of duties and obligations against which this guidance is held, in the order of the data.
    pub fn listed(&self) -> &[Listed] {
        &self.listed
    }

    /// The worked examples: what happened, and what must follow from it.
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// The questions that a protocol is asked.
    pub fn checks(&self) -> &[CheckDefinition] {
        &self.checks
    }

    /// The working-day calendar.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// How long records are kept.
    pub fn retention(&self) -> &[RetentionRule] {
        &self.retention
    }

    /// The text that defines the equality measures, for the crate that counts them.
    pub fn measures(&self) -> Option<&Source> {
        self.measures.as_ref()
    }

    /// The SHA-256 of the data, in hexadecimal: it changes when any word of it changes.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The texts it was read from, in the order of their paths: whoever lays a draft over it begins from these.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The one name of a milestone that may have several.
    pub fn canonical<'a>(&'a self, name: &'a str) -> &'a str {
        self.milestones.get(name).and_then(|known| known.alias_of.as_deref()).unwrap_or(name)
    }

    /// The first of these clauses that is in force on that day.
    pub(crate) fn clause_in_force(&self, ids: &[String], date: Date) -> Option<&Clause> {
        ids.iter().filter_map(|id| self.clause(id)).find(|clause| clause.in_force_on(date))
    }
}
