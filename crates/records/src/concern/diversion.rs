//! The diversion record: the only way from the support route to safeguarding.
//!
//! It stands on the concern's stream, so that nothing of it can appear where a family reads. It has two parts. What
//! starts it is little: something seen, heard or noticed, and two named people. What completes it (what else could
//! explain the facts, who knows the condition, who agreed, every child of the household) is asked for with due times
//! and never holds anything up. The request for support is on other streams and goes on.

mod add;
mod close;
mod confirm;
mod decide;
mod earlier;
mod enquire;
mod outcome;
mod part;
mod propose;
mod qualified;
mod summary;
mod talk;
mod tell;

use std::collections::BTreeMap;

use jiff::Timestamp;
use kernel::PersonId;
use uuid::Uuid;

pub use add::{AddPart, AddPartRefusal, PartAdded};
pub use close::{CloseDiscussion, CloseDiscussionRefusal, Closing, StrategyClosed};
pub use confirm::{ConfirmDiversion, ConfirmDiversionRefusal, DiversionConfirmed};
pub use decide::{DecideDiversion, DecideDiversionRefusal, DiversionDecided};
pub use earlier::{EarlierOpened, OpenEarlier, OpenEarlierRefusal};
pub use enquire::{
    Emergency, EnquiryAbout, EnquiryStarted, OpenedBecause, StartEnquiries, StartEnquiriesRefusal,
    StrategyOpened,
};
pub use outcome::{OutcomeRecorded, RecordOutcome, RecordOutcomeRefusal};
pub(crate) use part::children_in;
pub use part::{HouseholdChild, Part, is_outside_family};
pub use propose::{ProposalRefused, ProposeDiversion, ProposeDiversionRefusal, Proposed, RefusedBecause};
pub use summary::DiversionSummary;
pub use talk::{RecordTalk, RecordTalkRefusal, TalkHeld};
pub use tell::{FamilyTelling, TellFamily, TellFamilyRefusal, ToldPerson};

use super::{Concern, ConcernEvent};
use crate::request::{Noted, noted};
use crate::stream::Recorded;

/// A proposal, and why it was refused where it was.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// What was proposed.
    pub made: Noted<Proposed>,
    /// Why it was refused, by the rule or by a manager.
    pub refused: Option<Noted<ProposalRefused>>,
}

/// The diversion record as it stands.
#[derive(Debug, Clone, Default)]
pub struct Diversion {
    /// Proposals, oldest first.
    pub proposals: Vec<Proposal>,
    /// The decision to divert.
    pub decided: Option<Noted<DiversionDecided>>,
    /// The second person's confirmation, where one decided alone.
    pub confirmed: Option<Noted<DiversionConfirmed>>,
    /// When the strategy discussion opened.
    pub opened: Option<Noted<StrategyOpened>>,
    /// When enquiries began.
    pub enquiry: Option<Noted<EnquiryStarted>>,
    /// What was added to complete the record, by part, oldest first.
    pub parts: BTreeMap<Part, Vec<Noted<PartAdded>>>,
    /// When the strategy discussion closed.
    pub closed: Option<Noted<StrategyClosed>>,
    /// What the enquiries found.
    pub outcome: Option<Noted<OutcomeRecorded>>,
    /// Each telling of the family.
    pub told: Vec<Noted<FamilyTelling>>,
    /// Conversations with whoever was unsure.
    pub talks: Vec<Noted<TalkHeld>>,
    /// Who opened it again after it was set aside, and why.
    pub opened_again: Vec<Noted<EarlierOpened>>,
}

impl Diversion {
    /// The proposal that waits for a decision.
    pub fn waiting(&self) -> Option<&Proposal> {
        self.proposals.last().filter(|proposal| proposal.refused.is_none() && self.opened.is_none())
    }

    /// The latest refusal of a proposal, where nothing was opened since.
    pub fn refused(&self) -> Option<&Noted<ProposalRefused>> {
        self.proposals.last().filter(|_| self.opened.is_none()).and_then(|proposal| proposal.refused.as_ref())
    }

    /// Whether the strategy discussion is open: opened, and not closed.
    pub fn is_open(&self) -> bool {
        self.opened.is_some() && self.closed.is_none()
    }

    /// Whether one person alone answers for what was begun, and nobody has confirmed it yet. A manager's emergency
    /// needs no second person.
    pub fn alone_since(&self) -> Option<Timestamp> {
        let decided = self.decided.as_ref().filter(|decided| decided.fact.alone).map(|decided| decided.at);
        let emergency = self.enquiry.as_ref().filter(|enquiry| enquiry.fact.alone).map(|enquiry| enquiry.at);
        decided.into_iter().chain(emergency).min()
    }

    /// Who began it: whoever proposed, decided, or started enquiries. None of them confirms it.
    pub fn beginners(&self) -> impl Iterator<Item = PersonId> + '_ {
        let proposer = self.proposals.last().and_then(|proposal| proposal.made.author.person);
        let decider = self.decided.as_ref().and_then(|decided| decided.author.person);
        let starter = self.enquiry.as_ref().and_then(|enquiry| enquiry.author.person);
        proposer.into_iter().chain(decider).chain(starter)
    }

    /// What was added to a part last.
    pub fn part(&self, part: Part) -> Option<&Noted<PartAdded>> {
        self.parts.get(&part).and_then(|added| added.last())
    }

    /// When everything that a part asks was answered for the first time.
    pub fn answered_at(&self, part: Part) -> Option<Timestamp> {
        let proposed = self
            .proposals
            .iter()
            .filter(|proposal| proposal.made.fact.complete.contains(&part))
            .map(|proposal| proposal.made.at);
        let added = self.parts.get(&part).into_iter().flatten();
        added.filter(|added| added.fact.complete).map(|added| added.at).chain(proposed).min()
    }

    /// The children of the household, as they were written last.
    pub fn children(&self) -> Vec<HouseholdChild> {
        self.part(Part::Children).map(|added| children_in(&added.fact.answers)).unwrap_or_default()
    }

    /// The children of the household about whom nothing is decided yet.
    pub fn undecided(&self) -> Vec<HouseholdChild> {
        self.children().into_iter().filter(|child| !child.is_decided()).collect()
    }

    /// Whether it ended, and the harm was not found.
    pub fn is_set_aside(&self) -> bool {
        self.outcome.as_ref().is_some_and(|outcome| !outcome.fact.substantiated)
    }

    /// Whether it is set aside, and the family was told so: it leaves every default view, and stays in the record. Until
    /// then somebody still has to tell them, and must be able to find it.
    pub fn is_out_of_view(&self) -> bool {
        let ended = self.outcome.as_ref().filter(|outcome| !outcome.fact.substantiated);
        ended.is_some_and(|ended| self.told.iter().any(|told| told.at >= ended.at))
    }

    /// Whether this person opened it again, with a reason, since it was set aside.
    pub fn is_open_again_to(&self, person: PersonId) -> bool {
        self.opened_again.iter().any(|opened| opened.author.person == Some(person))
    }

    /// Whether nothing of it has happened.
    pub fn is_empty(&self) -> bool {
        self.proposals.is_empty() && self.opened.is_none()
    }

    /// Folds an event of the diversion record into it.
    pub(super) fn apply(&mut self, recorded: &Recorded<ConcernEvent>) {
        match recorded.event.clone() {
            ConcernEvent::Proposed(fact) => {
                self.proposals.push(Proposal { made: noted(recorded, fact), refused: None });
            }
            ConcernEvent::ProposalRefused(fact) => {
                let named = |made: &&mut Proposal| made.made.fact.proposal == fact.proposal;
                if let Some(proposal) = self.proposals.iter_mut().find(named) {
                    proposal.refused = Some(noted(recorded, fact));
                }
            }
            ConcernEvent::DiversionDecided(fact) => self.decided = Some(noted(recorded, fact)),
            ConcernEvent::DiversionConfirmed(fact) => self.confirmed = Some(noted(recorded, fact)),
            ConcernEvent::StrategyOpened(fact) => {
                self.opened.get_or_insert_with(|| noted(recorded, fact));
            }
            ConcernEvent::EnquiryStarted(fact) => {
                self.enquiry.get_or_insert_with(|| noted(recorded, fact));
            }
            ConcernEvent::PartAdded(fact) => {
                self.parts.entry(fact.part).or_default().push(noted(recorded, fact));
            }
            ConcernEvent::StrategyClosed(fact) => self.closed = Some(noted(recorded, fact)),
            ConcernEvent::OutcomeRecorded(fact) => self.outcome = Some(noted(recorded, fact)),
            ConcernEvent::FamilyTold(fact) => self.told.push(noted(recorded, fact)),
            ConcernEvent::TalkHeld(fact) => self.talks.push(noted(recorded, fact)),
            ConcernEvent::EarlierOpened(fact) => self.opened_again.push(noted(recorded, fact)),
            _ => {}
        }
    }
}

impl Concern {
    /// From whom the harm may come, as it was said last: in the diversion record, or by whoever raised it.
    pub fn harm_from(&self) -> Vec<&str> {
        let added = self.diversion.part(Part::Source).map(|added| &added.fact.answers);
        let proposed = self.diversion.proposals.last().map(|proposal| &proposal.made.fact.answers);
        let raised = self.raised.as_ref().map(|raised| &raised.fact.answers);
        let said = [added, proposed, raised].into_iter().flatten();
        said.filter_map(|answers| answers.get(part::HARM_FROM))
            .map(forms::Answer::chosen)
            .find(|chosen| !chosen.is_empty())
            .unwrap_or_default()
    }

    /// Whether the harm may come from somebody outside the family, whoever else it may come from.
    pub fn may_come_from_outside(&self) -> bool {
        self.harm_from().into_iter().any(is_outside_family)
    }

    /// Whether, as far as is known, the harm comes from somebody outside the family alone.
    pub fn comes_from_outside_alone(&self) -> bool {
        let from = self.harm_from();
        !from.is_empty() && from.into_iter().all(is_outside_family)
    }

    /// When it was first said that the harm may come from outside the family.
    pub(crate) fn outside_since(&self) -> Option<Timestamp> {
        if !self.may_come_from_outside() {
            return None;
        }
        let says = |answers: &forms::Answers| {
            let chosen = answers.get(part::HARM_FROM).map(forms::Answer::chosen).unwrap_or_default();
            chosen.into_iter().any(is_outside_family)
        };
        let raised = self.raised.iter().filter(|raised| says(&raised.fact.answers)).map(|raised| raised.at);
        let proposals = self.diversion.proposals.iter().map(|proposal| &proposal.made);
        let proposed = proposals.filter(|made| says(&made.fact.answers)).map(|made| made.at);
        let added = self.diversion.parts.get(&Part::Source).into_iter().flatten();
        let added = added.filter(|added| says(&added.fact.answers)).map(|added| added.at);
        raised.chain(proposed).chain(added).min()
    }

    /// The parts of the diversion record that this concern calls for.
    pub fn parts_asked(&self) -> impl Iterator<Item = Part> + '_ {
        Part::ALL.iter().copied().filter(|part| match part {
            Part::Officer | Part::Setting => self.may_come_from_outside(),
            _ => self.diversion.opened.is_some(),
        })
    }

    /// The identifier of the child's record or of the request that it is about.
    pub fn about(&self) -> (Option<Uuid>, Option<Uuid>) {
        self.raised
            .as_ref()
            .map_or((None, None), |raised| (raised.fact.about.child, raised.fact.about.request))
    }
}
