//! A child who lives away from home: looked after by the council, missing, or fostered privately.
//!
//! It has a stream of its own, named after the child, beside the record of support and the record of protection, because all of
//! them may stand at once. Each change of legal footing or of home begins a new episode. Short breaks are no part of it: their
//! days are counted in the record of support. Nothing of it stands where a family reads until somebody has told them.

mod begin;
mod census;
mod change;
mod listing;
mod people;
mod step;
mod tell;

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::{Capacity, PersonId, StreamKind};
use uuid::Uuid;

pub use begin::{
    BeginCare, BeginCareRefusal, CareBegan, FosteringNotified, MissingNoted, NotifyFostering,
    NotifyFosteringRefusal, ReportMissing, ReportMissingRefusal,
};
pub use census::{
    Census, CensusEpisode, CensusHealth, CensusMissing, CensusReview, census, days_from_birthday,
};
pub use change::{CareEnded, ChangeEpisode, ChangeEpisodeRefusal, EndCare, EndCareRefusal, EpisodeBegan};
pub use listing::list;
pub use people::{NameInCare, NameInCareRefusal, NamedInCare, Role};
pub use step::{
    Doing, HoldCareReview, RecordCareStep, RecordPathwayStep, RecordReturn, Step, StepRecorded, StepRefusal,
};
pub use tell::{CareTold, TellOfCare, TellOfCareRefusal};

use crate::request::{Noted, noted};
use crate::stream::{Recorded, Stream, events};

/// The form of all steps.
pub const FORM: &str = "looked-after";

events! {
    /// What happens to a child who lives away from home.
    LookedAfterEvent {
        "care.began" => Began(CareBegan),
        "care.episode_began" => EpisodeBegan(EpisodeBegan),
        "care.over" => Ended(CareEnded),
        "care.missing_noted" => Missing(MissingNoted),
        "care.fostering_notified" => Fostering(FosteringNotified),
        "care.named" => Named(NamedInCare),
        "care.step_recorded" => Recorded(StepRecorded),
        "care.person_told" => Told(CareTold),
    }
}

/// One time of being looked after, from the day it began until it ended.
#[derive(Debug, Clone)]
pub struct Care {
    /// How it began.
    pub began: Noted<CareBegan>,
    /// Each stretch with one legal footing in one home, oldest first.
    pub episodes: Vec<Episode>,
    /// Each home, oldest first.
    pub placements: Vec<Placement>,
    /// That it ended, and why.
    pub ended: Option<Noted<CareEnded>>,
}

/// A stretch with one legal footing in one home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Episode {
    /// From this day.
    pub from: Date,
    /// The legal footing, as the form lists it.
    pub legal: String,
    /// The home.
    pub placement: Uuid,
    /// What made it a new one.
    pub because: Because,
}

/// What made an episode a new one. Each part is a fact by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact by itself, and any of them may go together"
)]
pub struct Because {
    /// Being looked after began.
    pub began: bool,
    /// The legal footing is another.
    pub legal: bool,
    /// The home is another.
    pub home: bool,
    /// Somebody else cares for the child.
    pub carer: bool,
}

/// One home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// Its identifier.
    pub id: Uuid,
    /// The kind of home, as the form lists it.
    pub place: String,
    /// Who provides it, as the form lists it.
    pub provider: String,
    /// The kind by which the rules on visits go, as the guidance names it; the latest stands.
    pub rule: String,
    /// How far from home, in miles, where it is known.
    pub miles: Option<i64>,
    /// From this day.
    pub from: Date,
    /// Until this day.
    pub until: Option<Date>,
    /// Why it ended, as the form lists it.
    pub because: Option<String>,
}

/// One time of being missing.
#[derive(Debug, Clone)]
pub struct Missing {
    /// Since when, and what was known.
    pub noted: Noted<MissingNoted>,
    /// That the child is back.
    pub returned: Option<Noted<StepRecorded>>,
    /// Each offer of a talk with somebody independent.
    pub offered: Vec<Noted<StepRecorded>>,
    /// That it took place.
    pub interview: Option<Noted<StepRecorded>>,
}

/// One private fostering arrangement.
#[derive(Debug, Clone)]
pub struct Fostering {
    /// That the council was told.
    pub notified: Noted<FosteringNotified>,
    /// What was recorded of it.
    pub steps: Vec<Noted<StepRecorded>>,
}

impl Fostering {
    /// What was recorded of one kind.
    pub fn steps_of(&self, what: Doing) -> impl DoubleEndedIterator<Item = &Noted<StepRecorded>> {
        self.steps.iter().filter(move |step| step.fact.what == what)
    }

    /// Whether it goes on.
    pub fn runs(&self) -> bool {
        self.steps_of(Doing::FosteringEnd).next().is_none()
    }
}

/// A child who lives away from home, as it stands.
#[derive(Debug, Clone, Default)]
pub struct LookedAfter {
    /// What the child is called here: the name that was given last.
    pub called: String,
    /// When the child was born, where it is known.
    pub born: Option<Date>,
    /// Each time of being looked after, oldest first.
    pub cares: Vec<Care>,
    /// Each change of legal footing or home, as it was written.
    pub changes: Vec<Noted<EpisodeBegan>>,
    /// Each time of being missing, oldest first.
    pub missing: Vec<Missing>,
    /// Each private fostering arrangement, oldest first.
    pub fostering: Vec<Fostering>,
    /// Everything else that was recorded, oldest first.
    pub steps: Vec<Noted<StepRecorded>>,
    /// Who was named as what; for each part the last one holds.
    pub named: Vec<Noted<NamedInCare>>,
    /// Who of the family was told.
    pub told: Vec<Noted<CareTold>>,
}

impl LookedAfter {
    /// Whether anything stands in it.
    pub fn is_begun(&self) -> bool {
        !self.cares.is_empty() || !self.missing.is_empty() || !self.fostering.is_empty()
    }

    /// The time of being looked after that goes on.
    pub fn care(&self) -> Option<&Care> {
        self.cares.iter().find(|care| care.ended.is_none())
    }

    /// The home of now.
    pub fn placement(&self) -> Option<&Placement> {
        self.care().and_then(|care| care.placements.last())
    }

    /// The time of being missing that goes on.
    pub fn missing_now(&self) -> Option<&Missing> {
        self.missing.iter().find(|missing| missing.returned.is_none())
    }

    /// The private fostering that goes on.
    pub fn fostering_now(&self) -> Option<&Fostering> {
        self.fostering.iter().find(|fostering| fostering.runs())
    }

    /// What was recorded of one kind, about one thing.
    pub fn steps_of(&self, what: Doing, of: Uuid) -> impl DoubleEndedIterator<Item = &Noted<StepRecorded>> {
        self.steps.iter().filter(move |step| step.fact.what == what && step.fact.of == of)
    }

    /// The help towards adult life that goes on, by its identifier.
    pub fn pathway(&self) -> Option<Uuid> {
        let begun = self.steps.iter().rev().find(|step| step.fact.what == Doing::Eligible)?;
        let pathway = begun.fact.of;
        self.steps_of(Doing::PathwayEnd, pathway).next().is_none().then_some(pathway)
    }

    /// The moves of a young person who left care, oldest first, by their identifiers.
    pub fn moves(&self) -> impl DoubleEndedIterator<Item = &Noted<StepRecorded>> {
        self.steps.iter().filter(|step| step.fact.what == Doing::Moved)
    }

    /// A change that was proposed and that nobody has looked at.
    pub fn open_proposal(&self) -> Option<Uuid> {
        let proposed = self.steps.iter().filter(|step| step.fact.what == Doing::Proposed);
        proposed
            .map(|step| step.fact.of)
            .find(|proposal| self.steps_of(Doing::Answered, *proposal).next().is_none())
    }

    /// The last care that ended with the child's death, where nobody was told of it yet.
    pub fn untold_death(&self) -> Option<Uuid> {
        let care = self.cares.last()?;
        let died = care.ended.as_ref().is_some_and(|ended| ended.fact.died());
        let id = care.began.fact.care;
        (died && self.steps_of(Doing::DeathTold, id).next().is_none()).then_some(id)
    }

    /// Who holds a part now.
    pub fn who(&self, role: Role) -> Option<PersonId> {
        let named = self.named.iter().rev().find(|named| named.fact.role == role);
        named.map(|named| named.fact.person)
    }

    /// Everybody who works on it, in which capacity, since when.
    pub fn workers(&self) -> Vec<(PersonId, Capacity, Date)> {
        people::workers(self)
    }

    /// Who of the family was told.
    pub fn told_people(&self) -> BTreeSet<PersonId> {
        self.told.iter().map(|told| told.fact.person).collect()
    }

    fn name(&mut self, called: &str) {
        if !called.is_empty() {
            called.clone_into(&mut self.called);
        }
    }

    fn record(&mut self, step: Noted<StepRecorded>) {
        let of = step.fact.of;
        let missing = self.missing.iter_mut().find(|missing| missing.noted.fact.missing == of);
        let fostering = self.fostering.iter_mut().find(|fostering| fostering.notified.fact.fostering == of);
        match (step.fact.what, missing, fostering) {
            (Doing::Returned, Some(missing), _) => missing.returned = Some(step),
            (Doing::InterviewOffered, Some(missing), _) => missing.offered.push(step),
            (Doing::Interview, Some(missing), _) => missing.interview = Some(step),
            (_, _, Some(fostering)) => fostering.steps.push(step),
            (what, ..) => {
                if let (Doing::Rule, Some(rule)) = (what, step::rule_of(&step.fact)) {
                    let mut homes = self.cares.iter_mut().flat_map(|care| &mut care.placements);
                    if let Some(home) = homes.find(|home| home.id == of) {
                        home.rule = rule;
                    }
                }
                self.steps.push(step);
            }
        }
    }
}

impl Stream for LookedAfter {
    const KIND: StreamKind = StreamKind::LookedAfter;
    type Event = LookedAfterEvent;

    fn apply(&mut self, recorded: &Recorded<LookedAfterEvent>) {
        match recorded.event.clone() {
            LookedAfterEvent::Began(fact) => {
                self.name(&fact.called);
                self.born = fact.born.or(self.born);
                let began = noted(recorded, fact);
                self.cares.push(change::begun(began));
            }
            LookedAfterEvent::EpisodeBegan(fact) => {
                let began = noted(recorded, fact);
                if let Some(care) = self.cares.iter_mut().find(|care| care.ended.is_none()) {
                    change::add(care, &began);
                }
                self.changes.push(began);
            }
            LookedAfterEvent::Ended(fact) => {
                let ended = noted(recorded, fact);
                if let Some(care) = self.cares.iter_mut().find(|care| care.ended.is_none()) {
                    change::close(care, ended.happened.date(), None);
                    care.ended = Some(ended);
                }
            }
            LookedAfterEvent::Missing(fact) => {
                self.name(&fact.called);
                let noted = noted(recorded, fact);
                self.missing.push(Missing { noted, returned: None, offered: Vec::new(), interview: None });
            }
            LookedAfterEvent::Fostering(fact) => {
                self.name(&fact.called);
                self.born = fact.born.or(self.born);
                let notified = noted(recorded, fact);
                self.fostering.push(Fostering { notified, steps: Vec::new() });
            }
            LookedAfterEvent::Named(fact) => self.named.push(noted(recorded, fact)),
            LookedAfterEvent::Told(fact) => self.told.push(noted(recorded, fact)),
            LookedAfterEvent::Recorded(fact) => self.record(noted(recorded, fact)),
        }
    }
}
