//! The streams that are kept: how each is loaded, listed, and what ties people to it.

use access::RecordFacts;
use guidance::Rules;
use kernel::{Partnership, StreamId, StreamKind};
use records::challenge::Challenge;
use records::child::Child;
use records::concern::Concern;
use records::contact::Contact;
use records::feedback::Feedback;
use records::help::Help;
use records::history::History;
use records::looked_after::LookedAfter;
use records::partnership::Partnership as PartnershipState;
use records::place::Place;
use records::protection::Protection;
use records::reads::Reads;
use records::request::Request;
use records::statutory::Return;
use records::{Author, Listing, Recorded, Stream, decode};
use store::{Body, Loaded};
use uuid::Uuid;

use crate::failure::Failure;

/// A stream's state with the version it stands at.
#[derive(Debug, Clone, Default)]
pub struct Folded<S> {
    /// The state.
    pub state: S,
    /// How many entries it is folded from.
    pub version: u64,
}

/// A stream that has rows in lists and ties to people.
pub trait Kept: Stream + 'static {
    /// Whose key its bodies are locked with.
    fn subject(id: Uuid) -> Uuid {
        id
    }
    /// What it contributes to lists.
    fn list(&self, rules: &Rules) -> Listing;
    /// What ties people to it, on a day.
    fn facts(&self, partnership: &Partnership, today: jiff::civil::Date) -> RecordFacts;
    /// What it contributes to the equality measures.
    fn measured(&self, _: Uuid) -> measures::Facts {
        measures::Facts::default()
    }
}

impl Kept for Request {
    fn list(&self, rules: &Rules) -> Listing {
        records::request::list(self, rules)
    }

    fn measured(&self, id: Uuid) -> measures::Facts {
        records::measured::of_request(id, self)
    }

    fn facts(&self, partnership: &Partnership, _: jiff::civil::Date) -> RecordFacts {
        let mut facts = RecordFacts::new(partnership.clone());
        facts.on_support_route = true;
        if let Some(asker) = self.described_asker() {
            facts.asked_by.insert(asker.person);
            facts.own_of.insert(asker.person);
        }
        facts
    }
}

impl Kept for Child {
    fn list(&self, rules: &Rules) -> Listing {
        records::child::list(self, rules)
    }

    fn measured(&self, id: Uuid) -> measures::Facts {
        records::measured::of_child(id, self)
    }

    fn facts(&self, partnership: &Partnership, today: jiff::civil::Date) -> RecordFacts {
        let mut facts = RecordFacts::new(partnership.clone());
        // A record that is only beginning, in which nobody takes part yet, is on the route that begins it.
        facts.on_support_route = self.assessment.opened.is_some() || self.involved.is_empty();
        facts.involved = self
            .involved
            .iter()
            .filter(|part| part.holds_on(today))
            .map(|part| (part.person, part.capacity.clone()))
            .collect();
        facts.asked_by = self.assessment.opened.iter().filter_map(|opened| opened.fact.asked_by).collect();
        facts
    }
}

impl Kept for Concern {
    fn list(&self, rules: &Rules) -> Listing {
        records::concern::list(self, rules)
    }

    fn measured(&self, _: Uuid) -> measures::Facts {
        records::measured::of_concern(self)
    }

    fn facts(&self, partnership: &Partnership, _: jiff::civil::Date) -> RecordFacts {
        let mut facts = RecordFacts::new(partnership.clone());
        if let Some(raised) = &self.raised {
            facts.raised_by.extend(raised.author.person);
        }
        facts
    }
}

impl Kept for Challenge {
    fn list(&self, rules: &Rules) -> Listing {
        records::challenge::list(self, rules)
    }

    fn measured(&self, _: Uuid) -> measures::Facts {
        records::measured::of_challenge(self)
    }

    fn facts(&self, partnership: &Partnership, _: jiff::civil::Date) -> RecordFacts {
        let mut facts = RecordFacts::new(partnership.clone());
        if let Some(maker) = self.maker() {
            facts.asked_by.insert(maker);
            facts.own_of.insert(maker);
        }
        facts.involved = self.named().into_iter().collect();
        facts
    }
}

impl Kept for Feedback {
    fn list(&self, rules: &Rules) -> Listing {
        records::feedback::list(self, rules)
    }

    fn measured(&self, _: Uuid) -> measures::Facts {
        records::measured::of_feedback(self)
    }

    fn facts(&self, partnership: &Partnership, _: jiff::civil::Date) -> RecordFacts {
        RecordFacts::new(partnership.clone())
    }
}

impl Kept for Protection {
    fn list(&self, rules: &Rules) -> Listing {
        records::protection::list(self, rules)
    }

    fn measured(&self, id: Uuid) -> measures::Facts {
        records::measured::of_protection(id, self)
    }

    fn facts(&self, partnership: &Partnership, _: jiff::civil::Date) -> RecordFacts {
        let mut facts = RecordFacts::new(partnership.clone());
        facts.involved = self.workers().into_iter().map(|(person, capacity, _)| (person, capacity)).collect();
        // Whoever of the family was told takes part from then on, in the capacity in which they were told.
        for told in &self.told {
            if let (Some(person), Some(capacity)) = (told.fact.person, told.fact.capacity.clone()) {
                facts.involved.insert((person, capacity));
                facts.shared_with.insert(person);
            }
        }
        facts
    }
}

impl Kept for Contact {
    fn list(&self, rules: &Rules) -> Listing {
        records::contact::list(self, rules)
    }

    fn facts(&self, partnership: &Partnership, _: jiff::civil::Date) -> RecordFacts {
        let mut facts = RecordFacts::new(partnership.clone());
        facts.raised_by.extend(self.made_by());
        facts.involved = self.asked_now().collect();
        facts
    }
}

impl Kept for Help {
    fn list(&self, rules: &Rules) -> Listing {
        records::help::list(self, rules)
    }

    fn facts(&self, partnership: &Partnership, today: jiff::civil::Date) -> RecordFacts {
        let mut facts = RecordFacts::new(partnership.clone());
        facts.involved = self.workers().into_iter().map(|(person, capacity, _)| (person, capacity)).collect();
        // Whoever of the family takes part reads what was shared with them.
        for added in self.relatives.iter().map(|added| &added.fact).filter(|added| added.holds_on(today)) {
            facts.involved.insert((added.person, added.capacity.clone()));
            facts.shared_with.insert(added.person);
        }
        facts
    }
}

impl Kept for LookedAfter {
    fn list(&self, rules: &Rules) -> Listing {
        records::looked_after::list(self, rules)
    }

    fn facts(&self, partnership: &Partnership, _: jiff::civil::Date) -> RecordFacts {
        let mut facts = RecordFacts::new(partnership.clone());
        facts.involved = self.workers().into_iter().map(|(person, capacity, _)| (person, capacity)).collect();
        // Whoever of the family was told takes part from then on, in the capacity in which they were told.
        for told in &self.told {
            facts.involved.insert((told.fact.person, told.fact.capacity.clone()));
            facts.shared_with.insert(told.fact.person);
        }
        facts
    }
}

impl Kept for Place {
    fn list(&self, rules: &Rules) -> Listing {
        records::place::list(self, rules)
    }

    fn facts(&self, partnership: &Partnership, _: jiff::civil::Date) -> RecordFacts {
        let mut facts = RecordFacts::new(partnership.clone());
        facts.involved = self.workers().into_iter().map(|(person, capacity, _)| (person, capacity)).collect();
        facts
    }
}

impl Kept for History {
    fn list(&self, _: &Rules) -> Listing {
        records::history::list(self)
    }

    fn measured(&self, id: Uuid) -> measures::Facts {
        records::measured::of_history(id, self)
    }

    fn facts(&self, partnership: &Partnership, _: jiff::civil::Date) -> RecordFacts {
        RecordFacts::new(partnership.clone())
    }
}

impl Kept for Return {
    fn list(&self, _: &Rules) -> Listing {
        records::statutory::list(self)
    }

    fn facts(&self, partnership: &Partnership, _: jiff::civil::Date) -> RecordFacts {
        RecordFacts::new(partnership.clone())
    }
}

impl Kept for PartnershipState {
    fn list(&self, _: &Rules) -> Listing {
        Listing::default()
    }

    fn facts(&self, partnership: &Partnership, _: jiff::civil::Date) -> RecordFacts {
        RecordFacts::new(partnership.clone())
    }
}

/// Folds a loaded stream.
pub(crate) fn fold<S: Stream>(stream: StreamId, loaded: &Loaded) -> Result<Folded<S>, Failure> {
    let mut state = S::default();
    for stored in &loaded.entries {
        let Body::Plain(bytes) = &stored.body else { return Err(Failure::Erased) };
        let body = decode::<S::Event>(&stored.kind, bytes).map_err(|source| Failure::Unreadable {
            stream,
            version: stored.version,
            source,
        })?;
        state.apply(&Recorded {
            entry: stored.entry,
            version: stored.version,
            recorded_at: stored.recorded_at,
            author: Author { person: stored.actor, capacity: stored.capacity.clone() },
            happened: body.happened,
            event: body.event,
        });
    }
    Ok(Folded { state, version: loaded.version })
}

/// Reads of a record stand in a stream of their own, beside it.
pub(crate) fn reads_of(stream: StreamId) -> StreamId {
    let kind = match stream.kind {
        StreamKind::Concern | StreamKind::ConcernReads => StreamKind::ConcernReads,
        StreamKind::Request | StreamKind::RequestReads => StreamKind::RequestReads,
        // Nobody opens a reply, so it has no readings of its own.
        StreamKind::Challenge | StreamKind::ChallengeReads | StreamKind::Feedback => {
            StreamKind::ChallengeReads
        }
        StreamKind::Protection | StreamKind::ProtectionReads => StreamKind::ProtectionReads,
        StreamKind::Contact | StreamKind::ContactReads => StreamKind::ContactReads,
        StreamKind::Help | StreamKind::HelpReads => StreamKind::HelpReads,
        StreamKind::LookedAfter | StreamKind::LookedAfterReads => StreamKind::LookedAfterReads,
        StreamKind::Place | StreamKind::PlaceReads => StreamKind::PlaceReads,
        StreamKind::History | StreamKind::HistoryReads => StreamKind::HistoryReads,
        StreamKind::Return | StreamKind::ReturnReads => StreamKind::ReturnReads,
        StreamKind::Child | StreamKind::ChildReads | StreamKind::Partnership => StreamKind::ChildReads,
    };
    StreamId::new(kind, stream.id)
}

/// Folds the reads of a record.
pub(crate) fn fold_reads(stream: StreamId, loaded: &Loaded) -> Result<Reads, Failure> {
    fold::<Reads>(stream, loaded).map(|folded| folded.state)
}
