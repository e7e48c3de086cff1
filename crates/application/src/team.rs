//! Who has what, for managers: what stands on each person's list, what is in each pool, and what is late and nobody has
//! written about since. Of the kinds of record that the manager may list as a whole, and of no other.

use std::collections::{BTreeMap, BTreeSet};

use access::{Action, Actor, RecordKind};
use guidance::{Due, Status};
use jiff::Timestamp;
use kernel::{Capacity, PersonId, StreamId, StreamKind};
use records::supervision::SUPERVISION_STANDARD;
use store::Page;

use crate::application::Application;
use crate::failure::Failure;
use crate::lists::{DutyShown, POOLED, is_whole};

/// The kinds of record on which people have something to do.
const KINDS: [(StreamKind, RecordKind); 8] = [
    (StreamKind::Request, RecordKind::Request),
    (StreamKind::Child, RecordKind::ChildRecord),
    (StreamKind::Concern, RecordKind::Concern),
    (StreamKind::Contact, RecordKind::Contact),
    (StreamKind::Protection, RecordKind::Protection),
    (StreamKind::Help, RecordKind::Help),
    (StreamKind::LookedAfter, RecordKind::LookedAfter),
    (StreamKind::Place, RecordKind::Place),
];
/// The most records that are read to see when something was last written in them: reading one unlocks it.
const SILENT_RECORDS_MAX: usize = 50;

/// Whose work it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// A practitioner's own list.
    Person(PersonId),
    /// What everybody in a capacity sees to, and nobody by name.
    Pool(Capacity),
}

/// What somebody has.
#[derive(Debug, Clone)]
pub struct Holding {
    /// Who.
    pub holder: Holder,
    /// How many records have something on this list.
    pub records: usize,
    /// How many things are to be done.
    pub due: usize,
    /// How many of them are late.
    pub late: usize,
}

/// Something that was promised, is late, and about which nothing has been written since.
#[derive(Debug, Clone)]
pub struct Silent {
    /// What.
    pub duty: DutyShown,
    /// When anything was last written in the record.
    pub last: Timestamp,
}

/// Everything that a manager oversees.
#[derive(Debug, Clone, Default)]
pub struct Overseen {
    /// Who has what.
    pub holdings: Vec<Holding>,
    /// What nobody has acted on, the oldest first.
    pub silent: Vec<Silent>,
    /// Children about whom nobody has talked in supervision for longer than the protocol says, the longest first.
    pub unsupervised: Vec<DutyShown>,
}

impl Application {
    /// Whether somebody oversees the work of others.
    pub fn may_oversee(&self, actor: &Actor) -> bool {
        self.may_here(actor, Action::Oversee, RecordKind::DutyList)
    }

    fn overseen_kinds(&self, actor: &Actor) -> Result<BTreeSet<StreamKind>, Failure> {
        if !self.may_oversee(actor) {
            return Err(Failure::NotThere);
        }
        let whole = |kind| is_whole(&self.policy().scope(actor, Action::List, kind));
        Ok(KINDS.iter().filter(|(_, kind)| whole(*kind)).map(|(stream, _)| *stream).collect())
    }

    /// What stands on a practitioner's list, as far as the manager may see it; the most urgent first.
    pub async fn list_of(&self, actor: &Actor, person: PersonId) -> Result<Vec<DutyShown>, Failure> {
        let kinds = self.overseen_kinds(actor)?;
        let state = self.partnership_state().await?;
        if state.state.practitioner(person).is_none() {
            return Err(Failure::NotThere);
        }
        self.watched(person, &kinds).await
    }

    async fn watched(
        &self,
        person: PersonId,
        kinds: &BTreeSet<StreamKind>,
    ) -> Result<Vec<DutyShown>, Failure> {
        let found = self.store().duties_watched(self.partnership(), person, Page::whole()).await?;
        let shown = found.rows.into_iter().filter(|row| kinds.contains(&row.stream.kind));
        Ok(shown.filter_map(|row| self.duty_shown(row)).collect())
    }

    /// Who has what, and what nobody has acted on.
    pub async fn overseen(&self, actor: &Actor) -> Result<Overseen, Failure> {
        let kinds = self.overseen_kinds(actor)?;
        let state = self.partnership_state().await?;
        let mut overseen = Overseen::default();
        let mut late = Late::default();
        for person in state.state.practitioners.keys() {
            let duties = self.watched(*person, &kinds).await?;
            overseen.holdings.extend(holding(Holder::Person(*person), &duties));
            late.add(duties);
        }
        for name in POOLED {
            let Ok(capacity) = Capacity::new(name) else { continue };
            let page = Page::whole();
            let pool = std::slice::from_ref(&capacity);
            let found = self.store().duties_of_capacities(self.partnership(), pool, page).await?;
            let unowned =
                found.rows.into_iter().filter(|row| row.person.is_none() && kinds.contains(&row.stream.kind));
            let duties: Vec<DutyShown> = unowned.filter_map(|row| self.duty_shown(row)).collect();
            overseen.holdings.extend(holding(Holder::Pool(capacity), &duties));
            late.add(duties);
        }
        overseen.unsupervised = late.of(SUPERVISION_STANDARD);
        overseen.silent = self.silent(late).await?;
        Ok(overseen)
    }

    /// Of what is late: that about which nothing was written since it was due.
    async fn silent(&self, late: Late) -> Result<Vec<Silent>, Failure> {
        let mut duties: Vec<(Timestamp, DutyShown)> = late
            .0
            .into_values()
            .filter_map(|duty| Some((self.passed_at(duty.scheduled.due)?, duty)))
            .collect();
        duties.sort_by_key(|(due, _)| *due);
        let mut last_written: BTreeMap<StreamId, Option<Timestamp>> = BTreeMap::new();
        let mut silent = Vec::new();
        for (due, duty) in duties {
            let stream = duty.about.stream;
            if !last_written.contains_key(&stream) {
                if last_written.len() == SILENT_RECORDS_MAX {
                    continue;
                }
                let loaded = self.store().load(self.partnership(), stream).await?;
                let last = loaded.entries.iter().map(|entry| entry.recorded_at).max();
                last_written.insert(stream, last);
            }
            let last = last_written.get(&stream).copied().flatten();
            silent.extend(last.filter(|last| *last <= due).map(|last| Silent { duty, last }));
        }
        Ok(silent)
    }

    fn passed_at(&self, due: Due) -> Option<Timestamp> {
        match due {
            Due::At(instant) => Some(instant),
            Due::On(date) => self.end_of_day(date),
            Due::NoLimit | Due::BeyondKnownHolidays => None,
        }
    }
}

/// What is late, each once however many lists it stands on.
#[derive(Default)]
struct Late(BTreeMap<(StreamId, String, String), DutyShown>);

impl Late {
    /// What is late of one promise, the longest first.
    fn of(&self, duty: &str) -> Vec<DutyShown> {
        let found = self.0.values().filter(|late| late.scheduled.duty == duty).cloned();
        let mut found: Vec<DutyShown> = found.collect();
        found.sort_by_key(|late| late.scheduled.due.date());
        found
    }

    fn add(&mut self, duties: Vec<DutyShown>) {
        for duty in duties.into_iter().filter(|duty| duty.status == Status::Overdue) {
            let key = duty.scheduled.key.clone().unwrap_or_default();
            self.0.insert((duty.about.stream, duty.scheduled.duty.clone(), key), duty);
        }
    }
}

/// What somebody has, unless it is nothing.
fn holding(holder: Holder, duties: &[DutyShown]) -> Option<Holding> {
    let records: BTreeSet<StreamId> = duties.iter().map(|duty| duty.about.stream).collect();
    let late = duties.iter().filter(|duty| duty.status == Status::Overdue).count();
    (!duties.is_empty()).then_some(Holding { holder, records: records.len(), due: duties.len(), late })
}
