//! Which entries of the chronology are key events. Nothing is retyped: an entry is what was recorded, and somebody says
//! whether it stands among those that matter most.

use kernel::EntryId;
use serde::{Deserialize, Serialize};

use super::{Protection, ProtectionEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The kinds of event that are key events until somebody says otherwise: where something was decided for the child.
const KEY_EVENTS: [&str; 24] = [
    "child.registered",
    "support.opened",
    "assessment.signed_off",
    "support.ended",
    "concern.raised",
    "discussion.took_place",
    "enquiry.begun",
    "conclusion.answered",
    "transfer.recorded",
    "conference.took_place",
    "protection_plan.closed",
    "order.made",
    "order.over",
    "disagreement.settled",
    "family_meeting.took_place",
    "proceedings.decided",
    "proceedings.ended",
    "incident.recorded",
    "help.began",
    "help.over",
    "care.began",
    "care.over",
    "contact.child_decided",
    "incident.reviewed",
];

impl Protection {
    /// Whether an entry of this kind stands among the key events.
    pub fn is_key_event(&self, entry: EntryId, kind: &str) -> bool {
        self.curated.get(&entry).copied().unwrap_or_else(|| KEY_EVENTS.contains(&kind))
    }
}

/// An entry was put among the key events, or taken out of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryCurated {
    /// The stored entry, of whichever stream.
    pub entry: EntryId,
    /// Whether it is a key event.
    pub key: bool,
}

/// Put an entry among the key events, or take it out.
#[derive(Debug, Clone, Deserialize)]
pub struct Curate(pub EntryCurated);

refusals! {
    /// Why that cannot be done.
    CurateRefusal {
        NotBegun = "there is no such record", "protection-not-begun", "a chronology is of something";
        NobodyNamed = "only a person who is signed in does this", "nobody-named-crossing", "each step has a named person";
        AsItIs = "it stands so already", "curated-already", "a step changes something";
    }
}

impl Command for Curate {
    type Stream = Protection;
    type Refusal = CurateRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, CurateRefusal> {
        if !state.is_begun() {
            return Err(CurateRefusal::NotBegun);
        }
        if context.author.person.is_none() {
            return Err(CurateRefusal::NobodyNamed);
        }
        if state.curated.get(&self.0.entry) == Some(&self.0.key) {
            return Err(CurateRefusal::AsItIs);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
