//! A named person decides, for each person of the family, to tell them or not yet. Only whoever was told has a page.

use forms::Answers;
use jiff::civil::Date;
use kernel::{Capacity, EntryId, Moment, PersonId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ask::{day, words};
use super::{Protection, ProtectionEvent};
use crate::refusal::refusals;
use crate::request::{Noted, noted};
use crate::stream::{Command, Context, Decided, Recorded};

/// Somebody was told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TellingMade {
    /// This telling; the child's record has an event of the same identifier where the person takes part in it.
    pub telling: Uuid,
    /// Who, where they take part in the child's record: from now on they have a page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// In which capacity they take part in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Capacity>,
    /// Their name.
    pub name: String,
    /// How: `in-person`, `phone`, `letter`.
    pub how: String,
    /// In which words.
    pub words: String,
    /// The entry that says that they are not told yet. Without it, an entry of the same name is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settles: Option<EntryId>,
}

/// Tell somebody.
#[derive(Debug, Clone, Deserialize)]
pub struct TellPerson {
    /// Who was told what.
    pub telling: TellingMade,
    /// When.
    pub happened: Moment,
}

refusals! {
    /// Why it cannot be recorded that somebody was told.
    TellPersonRefusal {
        NotBegun = "there is no such record", "protection-not-begun", "telling belongs to what happened";
        NobodyNamed = "a named person decides about telling", "nobody-named", "a named person decides to tell";
        NobodyTold = "say who was told", "nobody-told", "telling names who was told";
        HowMissing = "say how they were told", "told-how-missing", "telling says how";
        WordsMissing = "say what they were told", "told-words-missing", "telling keeps the words";
        InTheFuture = "it cannot have happened in the future", "told-in-future", "what happened is not what is planned";
        NotHeldBack = "nobody is not told yet by that entry", "not-held-back", "each person is decided about";
    }
}

impl Command for TellPerson {
    type Stream = Protection;
    type Refusal = TellPersonRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, TellPersonRefusal> {
        if !state.is_begun() {
            return Err(TellPersonRefusal::NotBegun);
        }
        if context.author.person.is_none() {
            return Err(TellPersonRefusal::NobodyNamed);
        }
        let telling = &self.telling;
        if telling.name.trim().is_empty() {
            return Err(TellPersonRefusal::NobodyTold);
        }
        if telling.how.trim().is_empty() {
            return Err(TellPersonRefusal::HowMissing);
        }
        if telling.words.trim().is_empty() {
            return Err(TellPersonRefusal::WordsMissing);
        }
        if self.happened.date() > context.today() {
            return Err(TellPersonRefusal::InTheFuture);
        }
        if telling.settles.is_some_and(|entry| state.not_told_yet(entry).is_none()) {
            return Err(TellPersonRefusal::NotHeldBack);
        }
        Ok(vec![Decided::when(self.happened, telling.clone())])
    }
}

/// Somebody is not told yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TellingHeldBack {
    /// Who is not told, in words.
    pub who: String,
    /// Why not.
    pub why: String,
    /// Who answers for it.
    pub owner: PersonId,
    /// The day on which it is looked at again.
    pub review_on: Date,
    /// The earlier entry about the same person, which this one takes the place of. Without it, an entry of the same name is
    /// meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<EntryId>,
}

/// That somebody is not told yet, and whether they were told or decided about anew since.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldBack {
    /// The entry that says so.
    pub entry: EntryId,
    /// Who, why, until when; by whom it was decided.
    pub decided: Noted<TellingHeldBack>,
    /// Whether it is over.
    pub settled: bool,
}

/// Decide that somebody is not told yet.
#[derive(Debug, Clone, Deserialize)]
pub struct HoldBack {
    /// The earlier entry about the same person, where there is one.
    #[serde(default)]
    pub again: Option<EntryId>,
    /// Who, why, until when. Who may be left out where the earlier entry says it.
    pub answers: Answers,
}

refusals! {
    /// Why that cannot be decided so.
    HoldBackRefusal {
        NotBegun = "there is no such record", "protection-not-begun", "not telling belongs to what happened";
        NobodyNamed = "a named person decides about telling", "nobody-named", "not telling has an owner";
        WhyMissing = "say who is not told yet, and why", "held-back-why-missing", "not telling has a reason (Data Protection Act 2018 Schedule 3)";
        NotHeldBack = "nobody is not told yet by that entry", "not-held-back", "each person is decided about";
        ReviewMissing = "say on which day it is looked at again", "held-back-no-review", "not telling has a time to look again";
    }
}

impl Command for HoldBack {
    type Stream = Protection;
    type Refusal = HoldBackRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, HoldBackRefusal> {
        if !state.is_begun() {
            return Err(HoldBackRefusal::NotBegun);
        }
        let owner = context.author.person.ok_or(HoldBackRefusal::NobodyNamed)?;
        let earlier = match self.again {
            Some(entry) => Some(state.not_told_yet(entry).ok_or(HoldBackRefusal::NotHeldBack)?),
            None => None,
        };
        let who = earlier
            .map_or_else(|| words(&self.answers, "held-back-who"), |held| held.decided.fact.who.clone());
        let why = words(&self.answers, "held-back-why");
        if who.is_empty() || why.is_empty() {
            return Err(HoldBackRefusal::WhyMissing);
        }
        let review_on = day(&self.answers, "held-back-review").filter(|review| *review > context.today());
        let review_on = review_on.ok_or(HoldBackRefusal::ReviewMissing)?;
        Ok(vec![Decided::now(context, TellingHeldBack { who, why, owner, review_on, again: self.again })])
    }
}

impl Protection {
    /// Who is not told yet.
    pub fn still_not_told(&self) -> impl Iterator<Item = &HeldBack> {
        self.not_told.iter().filter(|held| !held.settled)
    }

    /// What this entry says of somebody who is still not told.
    pub fn not_told_yet(&self, entry: EntryId) -> Option<&HeldBack> {
        self.still_not_told().find(|held| held.entry == entry)
    }

    /// Ends what was decided about one person: by the entry, or by the same name where none is given.
    fn settle(&mut self, entry: Option<EntryId>, name: &str) {
        let same_name =
            |held: &HeldBack| held.decided.fact.who.trim().to_lowercase() == name.trim().to_lowercase();
        for held in &mut self.not_told {
            held.settled |= entry.map_or_else(|| same_name(held), |entry| held.entry == entry);
        }
    }
}

pub(super) fn apply(state: &mut Protection, recorded: &Recorded<ProtectionEvent>) {
    match recorded.event.clone() {
        ProtectionEvent::TellingMade(fact) => {
            state.settle(fact.settles, &fact.name);
            state.told.push(noted(recorded, fact));
        }
        ProtectionEvent::TellingHeldBack(fact) => {
            state.settle(fact.again, &fact.who);
            let (entry, decided) = (recorded.entry, noted(recorded, fact));
            state.not_told.push(HeldBack { entry, decided, settled: false });
        }
        _ => {}
    }
}
