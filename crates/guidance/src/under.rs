//! Guidance seen otherwise: as if one edition had always been in force, or with one clock alone.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::guidance::Guidance;
use crate::model::{Clock, Course, Duty, EditionKind};
use crate::vocabulary::Interval;

impl Guidance {
    /// The guidance as if this edition had always been in force, and no other edition of *Working Together*: what it
    /// asks, whatever the day. Nothing where no edition is called so.
    #[must_use]
    pub fn under(&self, edition: &str) -> Option<Self> {
        let chosen = self.editions.get(edition)?.clone();
        let mut seen = self.clone();
        if chosen.kind == EditionKind::WorkingTogether {
            seen.editions.retain(|id, known| known.kind != EditionKind::WorkingTogether || id == edition);
        }
        if let Some(known) = seen.editions.get_mut(edition) {
            known.in_force = Interval::ALWAYS;
        }
        let editions = &seen.editions;
        seen.clauses.retain(|_, clause| editions.contains_key(&clause.edition));
        let mut of_edition = BTreeSet::new();
        for clause in seen.clauses.values_mut().filter(|clause| clause.edition == edition) {
            // A clause that came later than its edition, or ended sooner, has a date of its own.
            if clause.in_force.from <= chosen.in_force.from {
                clause.in_force.from = Date::MIN;
            }
            if clause.in_force.to == chosen.in_force.to {
                clause.in_force.to = None;
            }
            of_edition.insert(clause.id.clone());
        }
        let kept: BTreeSet<String> = seen.clauses.keys().cloned().collect();
        for versions in seen.clocks.values_mut() {
            choose(versions, &kept, &of_edition);
        }
        for versions in seen.duties.values_mut() {
            choose(versions, &kept, &of_edition);
        }
        seen.clocks.retain(|_, versions| !versions.is_empty());
        seen.duties.retain(|_, versions| !versions.is_empty());
        Some(seen)
    }

    /// The guidance with this clock alone, as the limit of a duty that asks nothing but that the clock's origin has come:
    /// what the limit is, whoever it applies to. Nothing where no clock is called so.
    #[must_use]
    pub fn with_clock_alone(&self, id: &str) -> Option<Self> {
        let versions = self.clocks.get(id)?.clone();
        let name = versions.first()?.duty.clone();
        let duty = self.duty(&name)?;
        let duties = versions.iter().map(|clock| plainly(duty, clock)).collect();
        Some(Self {
            clocks: BTreeMap::from([(id.to_owned(), versions)]),
            duties: BTreeMap::from([(name, duties)]),
            linked: Vec::new(),
            checks: Vec::new(),
            cases: Vec::new(),
            listed: Vec::new(),
            ..self.clone()
        })
    }
}

/// A dated version of something that rests on clauses.
trait Version {
    fn rests_on(&mut self) -> &mut Vec<String>;
    fn interval(&mut self) -> &mut Interval;
}

impl Version for Clock {
    fn rests_on(&mut self) -> &mut Vec<String> {
        &mut self.clauses
    }
    fn interval(&mut self) -> &mut Interval {
        &mut self.in_force
    }
}

impl Version for Duty {
    fn rests_on(&mut self) -> &mut Vec<String> {
        &mut self.clauses
    }
    fn interval(&mut self) -> &mut Interval {
        &mut self.in_force
    }
}

/// Keeps the versions that still rest on something, and lets those of the edition be in force whatever the day.
fn choose<T: Version>(versions: &mut Vec<T>, kept: &BTreeSet<String>, of_edition: &BTreeSet<String>) {
    versions.retain_mut(|version| {
        let rests_on = version.rests_on();
        let rested = !rests_on.is_empty();
        rests_on.retain(|clause| kept.contains(clause));
        !rested || !rests_on.is_empty()
    });
    let mut is_of_edition = |version: &mut T| version.rests_on().iter().any(|id| of_edition.contains(id));
    if versions.iter_mut().any(&mut is_of_edition) {
        versions.retain_mut(is_of_edition);
        // Where it rests on several texts, the one that was asked for is cited.
        for version in versions.iter_mut() {
            version.rests_on().sort_by_key(|clause| !of_edition.contains(clause));
        }
        if let Some(first) = versions.first_mut() {
            first.interval().from = Date::MIN;
        }
        if let Some(last) = versions.last_mut() {
            last.interval().to = None;
        }
    }
}

/// A duty of which nothing is left but that the clock's origin starts it.
fn plainly(duty: &Duty, clock: &Clock) -> Duty {
    Duty {
        course: Course {
            trigger: vec![clock.origin.clone()],
            stop: vec![clock.stop.clone()],
            ..Course::default()
        },
        clock: Some(clock.id.clone()),
        on_breach_of: None,
        clauses: clock.clauses.clone(),
        in_force: clock.in_force,
        ..duty.clone()
    }
}
