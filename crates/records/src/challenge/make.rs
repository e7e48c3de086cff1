//! Somebody says that they do not agree, by any channel, in the way that they choose. The ways are a choice, never a
//! ladder: none needs another one first.

use forms::Answers;
use jiff::Timestamp;
use kernel::{EntryId, Moment, PersonId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Challenge, ChallengeEvent};
use crate::people::SafeContact;
use crate::refusal::refusals;
use crate::request::Channel;
use crate::stream::{Command, Context, Decided};

/// The longest text of a challenge, in characters; as much as any long answer of a form takes.
pub const WORDS_MAX: usize = 10_000;

/// The way that somebody chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// Talk with a named person.
    Talk,
    /// A manager who was not involved looks again.
    SecondLook,
    /// A complaint, which is always in the statutory procedure.
    Complaint,
    /// Why this route? Decided by somebody who made no earlier decision on it.
    Route,
}

impl Way {
    /// Every way, with the name that forms and stored events use.
    pub const ALL: [(&'static str, Self); 4] = [
        ("talk", Self::Talk),
        ("second-look", Self::SecondLook),
        ("complaint", Self::Complaint),
        ("route", Self::Route),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Talk => "talk",
            Self::SecondLook => "second-look",
            Self::Complaint => "complaint",
            Self::Route => "route",
        }
    }

    /// Whether it is decided by a social-work-qualified manager who made no earlier decision.
    pub fn needs_uninvolved_manager(self) -> bool {
        matches!(self, Self::SecondLook | Self::Route)
    }
}

/// What it is about. Nothing of it is changed by a challenge.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The child's record, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<Uuid>,
    /// The request, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Uuid>,
    /// The entry that it is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
    /// The need whose decision it is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<Uuid>,
    /// What that entry or that decision says, as whoever challenges it reads it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quoted: String,
    /// What the child likes to be called.
    pub called: String,
    /// What it is about, as the form has it: `route`, `decision`, `plan`, `written`, `late`, `treated`, `other`.
    pub what: String,
}

/// Whoever challenges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenger {
    /// The identifier that their code belongs to.
    pub person: PersonId,
    /// The name they go by.
    pub name: String,
    /// How to reach them safely, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<SafeContact>,
}

/// A challenge was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Made {
    /// A short reference, for the telephone.
    pub reference: String,
    /// The way that they chose.
    pub way: Way,
    /// About what.
    pub about: About,
    /// By whom.
    pub by: Challenger,
    /// The answers, pinned to the version of the form.
    pub answers: Answers,
    /// What is wrong, in their own words.
    pub words: String,
    /// What would put it right, in their own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub wanted: String,
    /// How it reached us.
    pub channel: Channel,
    /// True receipt, from which every clock runs.
    pub received_at: Timestamp,
    /// The practitioner who wrote it down, when it did not come by the pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered_by: Option<PersonId>,
    /// The named person with whom they want to talk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_for: Option<PersonId>,
}

/// Make a challenge.
#[derive(Debug, Clone, Deserialize)]
pub struct Make(pub Made);

refusals! {
    /// Why a challenge cannot be taken. There is no reason that lies in what was said or by whom.
    MakeRefusal {
        AlreadyMade = "this was sent already", "challenge-already-made", "a challenge is received once";
        NoWords = "nothing was said", "challenge-no-words", "a few words are enough";
        TooLong = "the text is too long", "challenge-too-long", "one answer holds so much";
        InTheFuture = "it cannot have been received in the future", "received-in-future", "clocks run from true receipt";
    }
}

impl Command for Make {
    type Stream = Challenge;
    type Refusal = MakeRefusal;

    fn decide(
        &self,
        state: &Challenge,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChallengeEvent>>, MakeRefusal> {
        let made = &self.0;
        if state.made.is_some() {
            return Err(MakeRefusal::AlreadyMade);
        }
        if made.words.trim().is_empty() {
            return Err(MakeRefusal::NoWords);
        }
        if made.words.chars().count() > WORDS_MAX || made.wanted.chars().count() > WORDS_MAX {
            return Err(MakeRefusal::TooLong);
        }
        if made.received_at > context.now {
            return Err(MakeRefusal::InTheFuture);
        }
        Ok(vec![Decided::when(Moment::At(made.received_at), Box::new(made.clone()))])
    }
}

/// Enter a challenge that came by telephone, on paper or in person, with its true time of receipt.
#[derive(Debug, Clone, Deserialize)]
pub struct Enter(pub Made);

refusals! {
    /// Why a challenge cannot be entered.
    EnterRefusal {
        AlreadyMade = "this was entered already", "challenge-already-made", "a challenge is received once";
        NoWords = "nothing was said", "challenge-no-words", "a few words are enough";
        TooLong = "the text is too long", "challenge-too-long", "one answer holds so much";
        InTheFuture = "it cannot have been received in the future", "received-in-future", "clocks run from true receipt";
        NotByAPage = "what came by a page is made, not entered", "entered-by-page", "what is entered says who wrote it down";
    }
}

impl Command for Enter {
    type Stream = Challenge;
    type Refusal = EnterRefusal;

    fn decide(
        &self,
        state: &Challenge,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChallengeEvent>>, EnterRefusal> {
        if self.0.channel == Channel::Web || self.0.entered_by.is_none() {
            return Err(EnterRefusal::NotByAPage);
        }
        Make(self.0.clone()).decide(state, context).map_err(|refusal| match refusal {
            MakeRefusal::AlreadyMade => EnterRefusal::AlreadyMade,
            MakeRefusal::NoWords => EnterRefusal::NoWords,
            MakeRefusal::TooLong => EnterRefusal::TooLong,
            MakeRefusal::InTheFuture => EnterRefusal::InTheFuture,
        })
    }
}
