//! Short breaks: who gives them and where, on which legal footing, and the ledger of stays.
//!
//! The days of the stays under section 20 are counted because the law asks which regime applies. A count never limits or
//! refuses a break: when a stay takes it past a number, another regime applies, which is explained and carried out.

mod arrange;
mod count;
mod oversee;
mod regime;
mod stay;

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

pub use arrange::{
    ArrangeBreaks, ArrangeBreaksRefusal, Basis, BreaksArranged, BreaksEnded, EndBreaks, EndBreaksRefusal,
};
pub use count::{Cause, Crossing, DaysCounted};
pub use oversee::{BreaksOverseen, Oversight, RecordOversight, RecordOversightRefusal};
pub use regime::{
    ChangeRegime, ChangeRegimeRefusal, ExplainRegime, ExplainRegimeRefusal, RegimeChanged, RegimeExplained,
};
pub use stay::{
    BookStay, BookStayRefusal, CancelStay, CancelStayRefusal, CancelledBy, ChangeStay, ChangeStayRefusal,
    HoldStay, HoldStayRefusal, StayBooked, StayCancelled, StayChanged, StayHeld,
};

use crate::milestones::passed_for;
use crate::request::{Noted, noted};
use crate::stream::Recorded;
use guidance::{Milestone, Stretch};
use kernel::Moment;

use super::ChildEvent;

/// The breaks of a child.
#[derive(Debug, Clone, Default)]
pub struct Breaks {
    /// Every arrangement, in the order in which they were made.
    pub arrangements: Vec<Arrangement>,
}

/// Breaks with one carer or in one place, and their stays.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrangement {
    /// What was arranged.
    pub arranged: Noted<BreaksArranged>,
    /// Each change of the legal footing, oldest first.
    pub regimes: Vec<Noted<RegimeChanged>>,
    /// Each time that a change was explained to the family, oldest first.
    pub explained: Vec<Noted<RegimeExplained>>,
    /// Stays, in order of booking.
    pub stays: Vec<Stay>,
    /// Plans agreed, visits, reviews: oldest first.
    pub overseen: Vec<Noted<BreaksOverseen>>,
    /// When it ended, and why.
    pub ended: Option<Noted<BreaksEnded>>,
}

/// One stay, booked, and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stay {
    /// The booking.
    pub booked: Noted<StayBooked>,
    /// Other times that were agreed, oldest first.
    pub changed: Vec<Noted<StayChanged>>,
    /// It took place.
    pub held: Option<Noted<StayHeld>>,
    /// It did not.
    pub cancelled: Option<Noted<StayCancelled>>,
}

impl Stay {
    /// Its identifier.
    pub fn id(&self) -> Uuid {
        self.booked.fact.stay
    }

    /// From when until when: as it was, or as it is booked.
    pub fn stretch(&self) -> Stretch {
        let booked = || Stretch { from: self.booked.fact.starts, until: self.booked.fact.ends };
        let changed = || self.changed.last().map(|to| Stretch { from: to.fact.starts, until: to.fact.ends });
        let held = self.held.as_ref().map(|held| Stretch { from: held.fact.started, until: held.fact.ended });
        held.or_else(changed).unwrap_or_else(booked)
    }

    /// Whether it took place or still may.
    pub fn counts(&self) -> bool {
        self.cancelled.is_none()
    }

    /// Whether nothing is known yet of whether it took place.
    pub fn is_open(&self) -> bool {
        self.held.is_none() && self.cancelled.is_none()
    }
}

impl Arrangement {
    /// Its identifier.
    pub fn id(&self) -> Uuid {
        self.arranged.fact.arrangement
    }

    /// The legal footing in the end: after every change that is on the record, whenever it begins.
    pub fn basis(&self) -> Basis {
        self.footings().last().map_or(self.arranged.fact.basis, |(_, basis)| *basis)
    }

    /// Each footing with the day from which it holds, in the order of these days.
    fn footings(&self) -> Vec<(Date, Basis)> {
        let first = (self.arranged.fact.from, self.arranged.fact.basis);
        let mut footings = vec![first];
        footings.extend(self.regimes.iter().map(|change| (change.fact.from, change.fact.to)));
        // What was written down later for the same day stands.
        footings.sort_by_key(|(from, _)| *from);
        footings
    }

    /// The legal footing of a stay that begins on a day.
    pub fn basis_on(&self, day: Date) -> Basis {
        let footings = self.footings();
        let holds = footings.iter().rev().find(|(from, _)| *from <= day);
        holds.map_or(self.arranged.fact.basis, |(_, basis)| *basis)
    }

    /// Whether it goes on.
    pub fn runs(&self) -> bool {
        self.ended.is_none()
    }

    /// Whether its footing changed and nobody has explained it since.
    pub fn waits_for_explaining(&self) -> bool {
        let changed = self.regimes.last().map(|change| change.at);
        changed > self.explained.last().map(|explained| explained.at)
    }

    /// The stays that took place or still may, under section 20: those whose days count.
    pub fn counted(&self) -> Vec<Stretch> {
        let counts = |stay: &&Stay| {
            let stretch = stay.stretch();
            stay.counts() && self.basis_on(kernel::london_date(stretch.from)).is_section_20()
        };
        self.stays.iter().filter(counts).map(Stay::stretch).collect()
    }
}

impl Breaks {
    /// An arrangement by its identifier.
    pub fn arrangement(&self, id: Uuid) -> Option<&Arrangement> {
        self.arrangements.iter().find(|each| each.id() == id)
    }

    /// A stay by its identifier, with its arrangement.
    pub fn stay(&self, id: Uuid) -> Option<(&Arrangement, &Stay)> {
        let found = |each| {
            let arrangement: &Arrangement = each;
            arrangement.stays.iter().find(|stay| stay.id() == id).map(|stay| (arrangement, stay))
        };
        self.arrangements.iter().find_map(found)
    }

    /// The next stay that has not begun.
    pub fn next(&self, now: Timestamp) -> Option<(&Arrangement, &Stay)> {
        let stays = self.arrangements.iter().flat_map(|each| each.stays.iter().map(move |stay| (each, stay)));
        stays
            .filter(|(_, stay)| stay.is_open() && now < stay.stretch().from)
            .min_by_key(|(_, stay)| stay.stretch())
    }

    fn change(&mut self, id: Uuid, change: impl FnOnce(&mut Arrangement)) {
        if let Some(arrangement) = self.arrangements.iter_mut().find(|each| each.id() == id) {
            change(arrangement);
        }
    }

    fn change_stay(&mut self, id: Uuid, change: impl FnOnce(&mut Stay)) {
        let mut stays = self.arrangements.iter_mut().flat_map(|each| each.stays.iter_mut());
        if let Some(stay) = stays.find(|stay| stay.id() == id) {
            change(stay);
        }
    }

    /// Folds one event of the child's stream, where it is about breaks.
    pub(super) fn apply(&mut self, recorded: &Recorded<ChildEvent>) {
        match recorded.event.clone() {
            ChildEvent::BreaksArranged(fact) => self.arrangements.push(Arrangement {
                arranged: noted(recorded, fact),
                regimes: Vec::new(),
                explained: Vec::new(),
                stays: Vec::new(),
                overseen: Vec::new(),
                ended: None,
            }),
            ChildEvent::RegimeChanged(fact) => {
                self.change(fact.arrangement, |each| each.regimes.push(noted(recorded, fact)));
            }
            ChildEvent::RegimeExplained(fact) => {
                self.change(fact.arrangement, |each| each.explained.push(noted(recorded, fact)));
            }
            ChildEvent::BreaksOverseen(fact) => {
                self.change(fact.arrangement, |each| each.overseen.push(noted(recorded, fact)));
            }
            ChildEvent::BreaksEnded(fact) => {
                self.change(fact.arrangement, |each| each.ended = Some(noted(recorded, fact)));
            }
            ChildEvent::StayBooked(fact) => {
                let (changed, held, cancelled) = (Vec::new(), None, None);
                let booked = noted(recorded, fact);
                self.change(booked.fact.arrangement, |each| {
                    each.stays.push(Stay { booked, changed, held, cancelled });
                });
            }
            ChildEvent::StayChanged(fact) => {
                self.change_stay(fact.stay, |stay| stay.changed.push(noted(recorded, fact)));
            }
            ChildEvent::StayHeld(fact) => {
                self.change_stay(fact.stay, |stay| stay.held = Some(noted(recorded, fact)));
            }
            ChildEvent::StayCancelled(fact) => {
                self.change_stay(fact.stay, |stay| stay.cancelled = Some(noted(recorded, fact)));
            }
            _ => {}
        }
    }

    /// What the duty engine is told of the breaks.
    pub(crate) fn milestones(&self) -> Vec<Milestone> {
        self.arrangements.iter().flat_map(Arrangement::milestones).collect()
    }
}

impl Arrangement {
    fn milestones(&self) -> Vec<Milestone> {
        let key = self.id();
        let on = |name: &str, day: Date| passed_for(name, key, Moment::On(day));
        let mut milestones = Vec::new();
        let mut before: Option<Basis> = None;
        for (from, basis) in self.footings() {
            match before {
                Some(Basis::Section20Full) => milestones.push(on("short_break.full_ended", from)),
                Some(Basis::Section17) => milestones.push(on("short_break.help_ended", from)),
                _ => {}
            }
            let began = match basis {
                Basis::Section20Full => Some("short_break.full_began"),
                Basis::Section20Light => Some("short_break.light_began"),
                Basis::Section17 => Some("short_break.help_began"),
                Basis::Other => None,
            };
            milestones.extend(began.map(|name| on(name, from)));
            before = Some(basis);
        }
        for change in &self.regimes {
            milestones.push(passed_for("short_break.regime_changed", key, Moment::At(change.at)));
        }
        for explained in &self.explained {
            milestones.push(passed_for("short_break.regime_explained", key, Moment::At(explained.at)));
        }
        milestones.extend(self.first_light_stay().map(|day| on("short_break.first_stay", day)));
        for overseen in &self.overseen {
            let counts = self.counts_as(overseen);
            milestones.extend(counts.map(|(name, at)| passed_for(name, key, at)));
        }
        milestones.extend(self.ended.as_ref().map(|ended| on("short_break.ended", ended.fact.on)));
        milestones
    }

    /// What something overseen counts as, and from when. A plan that was agreed before the breaks begin, or before their footing
    /// changes, is agreed from the first day on; a visit or a review before it is none of them.
    fn counts_as(&self, overseen: &Noted<BreaksOverseen>) -> Option<(&'static str, Moment)> {
        let (what, day) = (overseen.fact.what, overseen.happened.date());
        let footings = self.footings();
        let has_begun = footings.first().is_some_and(|(from, _)| *from <= day);
        let now = what.milestone(self.basis_on(day)).map(|name| (name, overseen.happened));
        if what != Oversight::PlanAgreed || (has_begun && now.is_some()) {
            return now;
        }
        let later = footings.iter().filter(|(from, _)| *from > day);
        later.filter_map(|(from, basis)| Some((what.milestone(*basis)?, Moment::On(*from)))).next()
    }

    /// The first day of a stay under the light rules, booked or held.
    fn first_light_stay(&self) -> Option<Date> {
        let days = self
            .stays
            .iter()
            .filter(|stay| stay.counts())
            .map(|stay| kernel::london_date(stay.stretch().from));
        days.filter(|day| self.basis_on(*day) == Basis::Section20Light).min()
    }
}
