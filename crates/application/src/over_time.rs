//! What was said about one child over time, by whichever agency: raised concerns, contacts with the front door, and what agencies
//! answered when they were asked. For whoever decides whether a child needs protecting, and for nobody else. Each reading is logged;
//! nothing is added up.

use access::{Action, Actor, RecordKind};
use jiff::Timestamp;
use kernel::{PersonId, StreamId, StreamKind};
use records::concern::{Concern, same_child};
use records::contact::{Contact, Outcome, Shared, about_child};
use records::partnership::Partnership;
use uuid::Uuid;

use crate::application::Application;
use crate::failure::Failure;
use crate::kept::fold;
use crate::search::plain_tokens;

/// The page on which it is read, for the logs of what was read.
const PAGE: &str = "over-time";

/// What came of something that was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CameOf {
    /// Nobody has answered or decided yet.
    Waits,
    /// It was answered in writing.
    Answered(String),
    /// A strategy discussion was held because of it.
    Discussion,
    /// It was decided at the front door.
    Decided(Outcome),
    /// It was not borne out. Its words are opened again with a reason, from its own page.
    SetAside,
    /// It is an agency's answer to a question, and nothing comes of it by itself.
    Nothing,
}

/// One thing that was said.
#[derive(Debug, Clone)]
pub struct SaidOfChild {
    /// Where it stands.
    pub record: StreamId,
    /// When it was said.
    pub at: Timestamp,
    /// By which agency; empty where whoever said it belongs to none, or none is known.
    pub agency: String,
    /// In which words; empty where they are not open to this reader.
    pub words: String,
    /// What came of it.
    pub came: CameOf,
}

impl Application {
    /// Whether somebody may look at what was said about a child over time.
    pub fn may_look_over_time(&self, actor: &Actor) -> bool {
        self.may_here(actor, Action::LookOverTime, RecordKind::Concern)
    }

    /// Everything that was said about a child, oldest first. That it was read is logged in each record, and kept from the family.
    pub async fn over_time(&self, actor: &Actor, child: Uuid) -> Result<Vec<SaidOfChild>, Failure> {
        let (true, Some(reader)) = (self.may_look_over_time(actor), actor.person()) else {
            return Err(Failure::NotThere);
        };
        let partnership = self.partnership_state().await?;
        let partnership = &partnership.state;
        let mut said = Vec::new();
        for stream in self.named_after(StreamKind::Concern, &same_child(child)).await? {
            let read = self.read_beside::<Concern>(actor, stream, RecordKind::Concern, PAGE).await?;
            let Some(loaded) = read else { continue };
            let concern = fold::<Concern>(stream, &loaded)?.state;
            said.extend(of_concern(stream, &concern, partnership, reader));
        }
        for stream in self.named_after(StreamKind::Contact, &about_child(child)).await? {
            let read = self.read_beside::<Contact>(actor, stream, RecordKind::Contact, PAGE).await?;
            let Some(loaded) = read else { continue };
            let contact = fold::<Contact>(stream, &loaded)?.state;
            add_contact(&mut said, stream, &contact, child);
        }
        if said.is_empty() {
            return Err(Failure::NotThere);
        }
        said.sort_by_key(|line| line.at);
        Ok(said)
    }

    /// The records of a kind that are found by a name which nobody would search for.
    pub(crate) async fn named_after(&self, kind: StreamKind, name: &str) -> Result<Vec<StreamId>, Failure> {
        let hits = self.store().search(self.partnership(), kind, &plain_tokens(name)).await?;
        let mut found: Vec<StreamId> = hits.into_iter().map(|hit| hit.stream).collect();
        found.sort();
        found.dedup();
        Ok(found)
    }
}

fn of_concern(
    record: StreamId,
    concern: &Concern,
    partnership: &Partnership,
    reader: PersonId,
) -> Option<SaidOfChild> {
    let raised = concern.raised.as_ref()?;
    let set_aside = concern.diversion.is_out_of_view() && !concern.diversion.is_open_again_to(reader);
    let author = raised.author.person.and_then(|person| partnership.practitioner(person));
    let agency = author.and_then(|author| partnership.agencies.get(&author.agency));
    let came = match concern.answered.last() {
        _ if set_aside => CameOf::SetAside,
        _ if concern.diversion.opened.is_some() => CameOf::Discussion,
        Some(answered) => CameOf::Answered(answered.fact.words.clone()),
        None => CameOf::Waits,
    };
    Some(SaidOfChild {
        record,
        at: raised.at,
        agency: agency.map(|agency| agency.name.clone()).unwrap_or_default(),
        words: if set_aside { String::new() } else { raised.fact.noticed.clone() },
        came,
    })
}

fn add_contact(said: &mut Vec<SaidOfChild>, record: StreamId, contact: &Contact, child: Uuid) {
    let Some(received) = &contact.received else { return };
    let about = contact.children().iter().find(|known| contact.identity(known.child) == child);
    let decided = about.and_then(|known| contact.decision(known.child)).map(|decided| decided.fact.outcome);
    let came = match decided {
        Some(Outcome::StrategyDiscussion) => CameOf::Discussion,
        Some(outcome) => CameOf::Decided(outcome),
        None => CameOf::Waits,
    };
    said.push(SaidOfChild {
        record,
        at: received.fact.received_at,
        agency: received.fact.caller.organisation.clone(),
        words: received.fact.words.clone(),
        came,
    });
    for (agency, line) in &contact.agencies {
        // An agency that knows nothing said nothing about the child; one that keeps what it knows said why.
        for answered in line.answered.iter().filter(|answered| answered.fact.shared != Shared::KnowsNothing) {
            let words = [&answered.fact.knows, &answered.fact.why];
            said.push(SaidOfChild {
                record,
                at: answered.at,
                agency: agency.clone(),
                words: words.into_iter().find(|words| !words.is_empty()).cloned().unwrap_or_default(),
                came: CameOf::Nothing,
            });
        }
    }
}
