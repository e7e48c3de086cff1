//! Somebody asks for support, by any channel. The clocks run from true receipt.

use forms::Answers;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Moment, PersonId};
use serde::{Deserialize, Serialize};

use super::{Request, RequestEvent};
use crate::people::SafeContact;
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// How the request reached us. All are equal before every clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The pages of this service.
    Web,
    /// A telephone call.
    Phone,
    /// A form or letter on paper.
    Paper,
    /// A conversation.
    InPerson,
    /// A video in British Sign Language.
    SignedVideo,
}

impl Channel {
    /// Every channel, with the name that forms and stored events use.
    pub const ALL: [(&'static str, Self); 5] = [
        ("web", Self::Web),
        ("phone", Self::Phone),
        ("paper", Self::Paper),
        ("in_person", Self::InPerson),
        ("signed_video", Self::SignedVideo),
    ];
}

/// Who asks, in the words of the form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhoAsks {
    /// A parent, or somebody else who cares for the child.
    #[default]
    ParentCarer,
    /// The child or young person.
    YoungPerson,
    /// Family or a friend.
    FamilyOrFriend,
    /// Somebody who works with the family.
    Professional,
}

/// The person who asks, as they describe themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asker {
    /// The identifier that their code belongs to.
    pub person: PersonId,
    /// The name they gave.
    pub name: String,
    /// Who they are to the child.
    pub who: WhoAsks,
    /// A way to reach them that they said is safe.
    pub contact: SafeContact,
}

/// The child, as the asker describes them. Nothing of it is looked up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildDescribed {
    /// What the child likes to be called.
    pub called: String,
    /// Birth date, if given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Date>,
    /// Age in the asker's words, if given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub age: String,
}

/// A request was received.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Received {
    /// The short reference on the receipt.
    pub reference: String,
    /// How it reached us.
    pub channel: Channel,
    /// True receipt: for the telephone the call, for paper the day it arrived.
    pub received_at: Timestamp,
    /// Who asks.
    pub asker: Asker,
    /// About whom.
    pub child: ChildDescribed,
    /// The answers, pinned to the version of the form.
    pub answers: Answers,
    /// Whether the asker says that care may fail before the next working day.
    pub care_may_fail: bool,
    /// The practitioner who wrote it down, when it did not come by the pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered_by: Option<PersonId>,
}

/// Receive a request.
#[derive(Debug, Clone, Deserialize)]
pub struct Receive(pub Received);

refusals! {
    /// Why a request cannot be received. There is no reason that lies in what was asked or by whom.
    ReceiveRefusal {
        AlreadyReceived = "this request was received already", "already-received", "a request is received once";
        InTheFuture = "a request cannot have been received in the future", "received-in-future", "clocks run from true receipt";
        NothingAsked = "nothing was asked", "nothing-asked", "what would help is the one thing that must be said";
    }
}

impl Command for Receive {
    type Stream = Request;
    type Refusal = ReceiveRefusal;

    fn decide(
        &self,
        state: &Request,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<RequestEvent>>, ReceiveRefusal> {
        if state.received.is_some() {
            return Err(ReceiveRefusal::AlreadyReceived);
        }
        if self.0.received_at > context.now {
            return Err(ReceiveRefusal::InTheFuture);
        }
        if self.0.answers.values.is_empty() {
            return Err(ReceiveRefusal::NothingAsked);
        }
        Ok(vec![Decided::when(Moment::At(self.0.received_at), self.0.clone())])
    }
}

/// Enter a request that came by telephone, on paper or in person, with its true time of receipt.
#[derive(Debug, Clone, Deserialize)]
pub struct Enter(pub Received);

refusals! {
    /// Why a request cannot be entered.
    EnterRefusal {
        AlreadyReceived = "this request was received already", "already-received", "a request is received once";
        InTheFuture = "a request cannot have been received in the future", "received-in-future", "clocks run from true receipt";
        NothingAsked = "nothing was asked", "nothing-asked", "what would help is the one thing that must be said";
        NotByAPage = "a request by a page is received, not entered", "entered-by-page", "an entered request says who wrote it down";
    }
}

impl Command for Enter {
    type Stream = Request;
    type Refusal = EnterRefusal;

    fn decide(
        &self,
        state: &Request,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<RequestEvent>>, EnterRefusal> {
        if self.0.channel == Channel::Web || self.0.entered_by.is_none() {
            return Err(EnterRefusal::NotByAPage);
        }
        Receive(self.0.clone()).decide(state, context).map_err(|refusal| match refusal {
            ReceiveRefusal::AlreadyReceived => EnterRefusal::AlreadyReceived,
            ReceiveRefusal::InTheFuture => EnterRefusal::InTheFuture,
            ReceiveRefusal::NothingAsked => EnterRefusal::NothingAsked,
        })
    }
}
