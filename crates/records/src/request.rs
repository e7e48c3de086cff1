//! A request for support, from the asking until it is part of a child's record or answered otherwise.
//!
//! It has a stream of its own because nobody knows yet who the asker is: until a navigator has confirmed that,
//! the asker's code opens this stream and nothing else, so asking "about" a child says nothing about that child.

mod answer;
mod asker;
mod background;
mod help;
mod late;
mod letter;
mod listing;
mod read;
mod receive;
mod route;
mod triage;
mod withdraw;

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Moment, PersonId, StreamKind};
use uuid::Uuid;

pub use answer::{Answer, AnswerRefusal, Answered};
pub use asker::{AskerConfirmed, ConfirmAsker, ConfirmAskerRefusal};
pub use background::{BackgroundTold, Neighbourhood, TellBackground, TellBackgroundRefusal};
pub use help::{DecideInterimHelp, DecideInterimHelpRefusal, InterimDecided};
pub use late::{TellLate, TellLateRefusal, missed};
pub use letter::{IssueLetter, IssueLetterRefusal, LetterIssued};
pub use listing::list;
pub use read::{Read, ReadRefusal, ReadRequest};
pub use receive::{
    Asker, Channel, ChildDescribed, Enter, EnterRefusal, Receive, ReceiveRefusal, Received, WhoAsks,
};
pub use route::{
    ChildLink, ConfirmRoute, ConfirmRouteRefusal, ProposeRoute, ProposeRouteRefusal, ReturnRoute,
    ReturnRouteRefusal, Route, RouteConfirmed, RouteProposed, RouteReturned,
};
pub use triage::{Triage, TriageRefusal, Triaged, YesNoUnsure};
pub use withdraw::{REASONS as WITHDRAWAL_REASONS, Withdraw, WithdrawRefusal, Withdrawn};

use crate::child::LateTold;
use crate::people::SafeContact;
use crate::stream::{Author, Recorded, Stream, events};

events! {
    /// What happens to a request for support.
    RequestEvent {
        "request.received" => Received(Received),
        "request.read" => Read(Read),
        "request.answered" => Answered(Answered),
        "request.triaged" => Triaged(Triaged),
        "request.asker_confirmed" => AskerConfirmed(AskerConfirmed),
        "request.interim_decided" => InterimDecided(InterimDecided),
        "request.route_proposed" => RouteProposed(RouteProposed),
        "request.route_returned" => RouteReturned(RouteReturned),
        "request.route_confirmed" => RouteConfirmed(RouteConfirmed),
        "request.letter_issued" => LetterIssued(LetterIssued),
        "request.withdrawn" => Withdrawn(Withdrawn),
        "request.late_told" => LateTold(LateTold),
        "request.background_told" => BackgroundTold(BackgroundTold),
    }
}

/// A fact with who recorded it and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Noted<T> {
    /// The fact.
    pub fact: T,
    /// Who recorded it.
    pub author: Author,
    /// When it was recorded.
    pub at: Timestamp,
    /// When it happened.
    pub happened: Moment,
}

/// The state of a request.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// What was asked, by whom, about whom.
    pub received: Option<Noted<Received>>,
    /// Read by a person, for immediate danger.
    pub read: Option<Noted<Read>>,
    /// What we wrote back, oldest first.
    pub answers: Vec<Noted<Answered>>,
    /// The triage, newest last; earlier ones stay.
    pub triage: Vec<Noted<Triaged>>,
    /// Who the asker is, once a navigator confirmed it.
    pub asker: Option<Noted<AskerConfirmed>>,
    /// Help that started before the assessment, or why none did.
    pub interim: Option<Noted<InterimDecided>>,
    /// The proposed route, until it is returned or confirmed.
    pub proposed: Option<Noted<RouteProposed>>,
    /// Proposals that a manager returned, with why.
    pub returned: Vec<Noted<RouteReturned>>,
    /// The route as confirmed.
    pub route: Option<Noted<RouteConfirmed>>,
    /// Letters, oldest first.
    pub letters: Vec<Noted<LetterIssued>>,
    /// Dates that were missed and that the asker was told of.
    pub told_late: Vec<Noted<LateTold>>,
    /// Withdrawn by the asker.
    pub withdrawn: Option<Noted<Withdrawn>>,
    /// What was last told of the child's background. For the equality measures alone: no page that decides anything has it.
    pub background: Option<Noted<BackgroundTold>>,
}

impl Request {
    /// The moment from which every clock runs: true receipt, whatever the channel.
    pub fn received_at(&self) -> Option<Timestamp> {
        self.received.as_ref().map(|received| received.fact.received_at)
    }

    /// The short reference on the receipt.
    pub fn reference(&self) -> &str {
        self.received.as_ref().map_or("", |received| received.fact.reference.as_str())
    }

    /// The asker, as they described themselves.
    pub fn described_asker(&self) -> Option<&Asker> {
        self.received.as_ref().map(|received| &received.fact.asker)
    }

    /// The asker's safe contact.
    pub fn contact(&self) -> Option<&SafeContact> {
        self.described_asker().map(|asker| &asker.contact)
    }

    /// The latest triage.
    pub fn latest_triage(&self) -> Option<&Noted<Triaged>> {
        self.triage.last()
    }

    /// The child's record that this request belongs to, once the route is confirmed.
    pub fn child(&self) -> Option<Uuid> {
        self.route.as_ref().and_then(|route| route.fact.child)
    }

    /// Who proposed the route that stands.
    pub fn proposer(&self) -> Option<PersonId> {
        self.proposed.as_ref().and_then(|proposed| proposed.author.person)
    }

    /// Whether anything may still be decided.
    pub fn is_open(&self) -> bool {
        self.received.is_some() && self.route.is_none() && self.withdrawn.is_none()
    }

    /// The child's birth date, if the asker gave one.
    pub fn described_birth_date(&self) -> Option<Date> {
        self.received.as_ref().and_then(|received| received.fact.child.birth_date)
    }

    /// The stage, as lists filter by it.
    pub fn stage(&self) -> &'static str {
        match self {
            Self { received: None, .. } => "",
            Self { withdrawn: Some(_), .. } => "withdrawn",
            Self { route: Some(_), .. } => "routed",
            Self { proposed: Some(_), .. } => "to-confirm",
            Self { read: None, .. } => "to-read",
            _ => "to-triage",
        }
    }
}

impl Stream for Request {
    const KIND: StreamKind = StreamKind::Request;
    type Event = RequestEvent;

    fn apply(&mut self, recorded: &Recorded<RequestEvent>) {
        match recorded.event.clone() {
            RequestEvent::Received(fact) => self.received = Some(noted(recorded, fact)),
            RequestEvent::Read(fact) => self.read = Some(noted(recorded, fact)),
            RequestEvent::Answered(fact) => self.answers.push(noted(recorded, fact)),
            RequestEvent::Triaged(fact) => self.triage.push(noted(recorded, fact)),
            RequestEvent::AskerConfirmed(fact) => self.asker = Some(noted(recorded, fact)),
            RequestEvent::InterimDecided(fact) => self.interim = Some(noted(recorded, fact)),
            RequestEvent::RouteProposed(fact) => self.proposed = Some(noted(recorded, fact)),
            RequestEvent::RouteReturned(fact) => {
                self.proposed = None;
                self.returned.push(noted(recorded, fact));
            }
            RequestEvent::RouteConfirmed(fact) => self.route = Some(noted(recorded, fact)),
            RequestEvent::LetterIssued(fact) => self.letters.push(noted(recorded, fact)),
            RequestEvent::LateTold(fact) => self.told_late.push(noted(recorded, fact)),
            RequestEvent::BackgroundTold(fact) => self.background = Some(noted(recorded, fact)),
            RequestEvent::Withdrawn(fact) => self.withdrawn = Some(noted(recorded, fact)),
        }
    }
}

/// A fact with its author and times, from the stored event.
pub(crate) fn noted<E, T>(recorded: &Recorded<E>, fact: T) -> Noted<T> {
    Noted { fact, author: recorded.author.clone(), at: recorded.recorded_at, happened: recorded.happened }
}
