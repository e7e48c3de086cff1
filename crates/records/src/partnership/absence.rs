//! A practitioner is away for some days, and another covers: who, from when, until when. It ends by itself.

use jiff::civil::Date;
use kernel::PersonId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Partnership, PartnershipEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// Somebody is away, and somebody covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsenceRecorded {
    /// This absence.
    pub absence: Uuid,
    /// Who is away.
    pub person: PersonId,
    /// Who covers.
    pub cover: PersonId,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

/// An absence ended before its last day, or nobody is away after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsenceEnded {
    /// Which.
    pub absence: Uuid,
}

/// An absence, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// Who is away, who covers, and when.
    pub recorded: AbsenceRecorded,
    /// Whether it was ended early.
    pub ended: bool,
}

impl Absence {
    /// Whether somebody is away on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        !self.ended && self.recorded.from <= day && day <= self.recorded.until
    }

    /// Whether it holds on a day or still lies ahead of it.
    pub fn is_to_come_or_holds(&self, day: Date) -> bool {
        !self.ended && day <= self.recorded.until
    }
}

/// Record that somebody is away, and who covers.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordAbsence(pub AbsenceRecorded);

refusals! {
    /// Why an absence cannot be recorded so.
    RecordAbsenceRefusal {
        UnknownPractitioner = "nobody of this name works here", "unknown-practitioner", "an absence is somebody's who works here";
        CoversThemselves = "somebody else covers", "absence-same-person", "whoever is away does not cover";
        NoSameWork = "this person may not do that work", "absence-other-work", "whoever covers may do what whoever is away does";
        DaysWrong = "the last day lies before the first, or in the past", "absence-days", "an absence has a first and a last day";
        AwayAlready = "they are away on one of these days already, with somebody else covering", "absence-already", "one person covers at once, so that everybody knows whom to ask";
        CoverIsAway = "whoever would cover is away too", "absence-cover-away", "whoever covers is there";
    }
}

impl Command for RecordAbsence {
    type Stream = Partnership;
    type Refusal = RecordAbsenceRefusal;

    fn decide(
        &self,
        state: &Partnership,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PartnershipEvent>>, RecordAbsenceRefusal> {
        let fact = &self.0;
        let known = |person| state.practitioner(person).ok_or(RecordAbsenceRefusal::UnknownPractitioner);
        let (away, cover) = (known(fact.person)?, known(fact.cover)?);
        if fact.person == fact.cover {
            return Err(RecordAbsenceRefusal::CoversThemselves);
        }
        if !away.capacities.iter().any(|capacity| cover.may_act_as(capacity.as_str())) {
            return Err(RecordAbsenceRefusal::NoSameWork);
        }
        if fact.until < fact.from || fact.until < context.today() {
            return Err(RecordAbsenceRefusal::DaysWrong);
        }
        let meets = |absence: &&Absence| {
            !absence.ended && absence.recorded.from <= fact.until && fact.from <= absence.recorded.until
        };
        let mut meeting = state.absences.iter().filter(meets);
        if meeting.clone().any(|absence| absence.recorded.person == fact.person) {
            return Err(RecordAbsenceRefusal::AwayAlready);
        }
        if meeting.any(|absence| absence.recorded.person == fact.cover) {
            return Err(RecordAbsenceRefusal::CoverIsAway);
        }
        Ok(vec![Decided::now(context, fact.clone())])
    }
}

/// End an absence early.
#[derive(Debug, Clone, Deserialize)]
pub struct EndAbsence(pub AbsenceEnded);

refusals! {
    /// Why an absence cannot be ended.
    EndAbsenceRefusal {
        NoAbsence = "there is no such absence, or it is over", "absence-unknown", "what has not begun or is over does not end";
    }
}

impl Command for EndAbsence {
    type Stream = Partnership;
    type Refusal = EndAbsenceRefusal;

    fn decide(
        &self,
        state: &Partnership,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PartnershipEvent>>, EndAbsenceRefusal> {
        let known = state.absences.iter().find(|absence| absence.recorded.absence == self.0.absence);
        let stands = known.is_some_and(|absence| absence.is_to_come_or_holds(context.today()));
        if !stands {
            return Err(EndAbsenceRefusal::NoAbsence);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

impl Partnership {
    /// For whom somebody covers on a day.
    pub fn covered_by(&self, cover: PersonId, day: Date) -> impl Iterator<Item = &Absence> {
        self.absences.iter().filter(move |absence| absence.recorded.cover == cover && absence.holds_on(day))
    }

    /// Who is away on a day or will be, the first to come first.
    pub fn away_from(&self, day: Date) -> Vec<&Absence> {
        let mut found: Vec<&Absence> =
            self.absences.iter().filter(|absence| absence.is_to_come_or_holds(day)).collect();
        found.sort_by_key(|absence| (absence.recorded.from, absence.recorded.until));
        found
    }
}
