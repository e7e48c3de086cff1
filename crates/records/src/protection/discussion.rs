//! The strategy discussion about one child: called together, held, and closed when every child of the household is decided
//! about. Nothing that is missing refuses or delays it, nor the enquiries that it decides on.

use std::collections::BTreeSet;

use forms::Answers;
use jiff::civil::Date;
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ask::{day, day_until_now, is_qualified, many, offered, one, words};
use super::{EnquiryBegun, Protection, ProtectionEvent};
use crate::concern::{HouseholdChild, children_in};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The agencies without which it is no strategy discussion, as the form lists them.
const CORE: &str = "discussion-core";

/// A strategy discussion was called together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DiscussionConvened {
    /// This discussion about this child.
    pub discussion: Uuid,
    /// The meeting; the same for every child whom one meeting is about.
    pub meeting: Uuid,
    /// The raised concern that it came of, if it came of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concern: Option<Uuid>,
    /// What the child is called, as far as is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub called: String,
    /// The day on which an unborn child is expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Date>,
    /// What was written.
    pub answers: Answers,
}

/// Call a strategy discussion together.
#[derive(Debug, Clone, Deserialize)]
pub struct Convene {
    /// The discussion's identifier.
    pub discussion: Uuid,
    /// The meeting's identifier.
    pub meeting: Uuid,
    /// The raised concern that it comes of.
    pub concern: Option<Uuid>,
    /// What the child is called, where nothing is written.
    pub called: String,
    /// What is known.
    pub answers: Answers,
}

refusals! {
    /// Why no strategy discussion is called together. Nothing that is missing is among the reasons.
    ConveneRefusal {
        NobodyNamed = "only a person who is signed in calls it together", "nobody-named-crossing", "each step has a named person";
        NotQualified = "without a raised concern a social-work-qualified person calls it together", "convener-not-qualified", "CP-01: the local authority calls it together";
        AlreadyConvened = "one is called together and has not taken place", "discussion-waits", "hold the discussion that is called together";
    }
}

impl Command for Convene {
    type Stream = Protection;
    type Refusal = ConveneRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, ConveneRefusal> {
        if context.author.person.is_none() {
            return Err(ConveneRefusal::NobodyNamed);
        }
        if self.concern.is_none() && !is_qualified(context) {
            return Err(ConveneRefusal::NotQualified);
        }
        if state.waiting_discussion().is_some() {
            return Err(ConveneRefusal::AlreadyConvened);
        }
        let written = words(&self.answers, "convene-called");
        let called = if written.is_empty() { self.called.trim().to_owned() } else { written };
        Ok(vec![Decided::now(
            context,
            DiscussionConvened {
                discussion: self.discussion,
                meeting: self.meeting,
                concern: self.concern,
                called,
                expected: day(&self.answers, "convene-expected"),
                answers: self.answers.clone(),
            },
        )])
    }
}

/// What a strategy discussion decided about one child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DiscussionDecision {
    /// Enquiries are made.
    Enquiries,
    /// No enquiries; help is offered.
    Support,
    /// No enquiries, and nothing more is needed.
    NothingMore,
}

/// A strategy discussion took place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DiscussionHeld {
    /// Which.
    pub discussion: Uuid,
    /// The core agencies that took part.
    pub took_part: BTreeSet<String>,
    /// The core agencies that did not.
    pub missing: BTreeSet<String>,
    /// What it decided about this child.
    pub decided: DiscussionDecision,
    /// What was written.
    pub answers: Answers,
}

/// Record that it took place.
#[derive(Debug, Clone, Deserialize)]
pub struct HoldDiscussion {
    /// Which discussion.
    pub discussion: Uuid,
    /// The identifier of the enquiries, if it decides on them.
    pub enquiry: Uuid,
    /// When, who took part, what was decided and why.
    pub answers: Answers,
}

refusals! {
    /// Why it cannot be recorded so. A decision for enquiries needs nothing; a decision against them needs its reason.
    HoldDiscussionRefusal {
        NobodyNamed = "only a person who is signed in records it", "nobody-named-crossing", "each decision has a named person";
        NotConvened = "no such discussion waits to take place", "no-discussion-waits", "a discussion is called together first";
        InTheFuture = "it cannot have taken place in the future", "held-in-future", "what happened is not what is planned";
        WhyMissing = "say why no enquiries are made", "no-enquiry-needs-why", "each decision has its reason; only a decision for enquiries never waits for one";
    }
}

impl Command for HoldDiscussion {
    type Stream = Protection;
    type Refusal = HoldDiscussionRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, HoldDiscussionRefusal> {
        if context.author.person.is_none() {
            return Err(HoldDiscussionRefusal::NobodyNamed);
        }
        let waits = state.waiting_discussion();
        if waits.is_none_or(|waits| waits.convened.fact.discussion != self.discussion) {
            return Err(HoldDiscussionRefusal::NotConvened);
        }
        let on = day_until_now(&self.answers, "discussion-on", context)
            .ok_or(HoldDiscussionRefusal::InTheFuture)?;
        // Where nobody says otherwise, enquiries are made: a missing answer never leaves a child without them.
        let decided = match one(&self.answers, "discussion-decided").as_deref() {
            Some("support") => DiscussionDecision::Support,
            Some("nothing-more") => DiscussionDecision::NothingMore,
            _ => DiscussionDecision::Enquiries,
        };
        let enquires = decided == DiscussionDecision::Enquiries;
        if !enquires && words(&self.answers, "discussion-why").is_empty() {
            return Err(HoldDiscussionRefusal::WhyMissing);
        }
        let took_part = many(&self.answers, CORE);
        let missing = offered(context, CORE).difference(&took_part).cloned().collect();
        let held = DiscussionHeld {
            discussion: self.discussion,
            took_part,
            missing,
            decided,
            answers: self.answers.clone(),
        };
        let mut events = vec![Decided::when(Moment::On(on), held)];
        // Of several discussions the one that began the enquiries keeps their clocks.
        if enquires && state.open_enquiry().is_none() {
            let begun = EnquiryBegun { enquiry: self.enquiry, discussion: self.discussion };
            events.push(Decided::when(Moment::On(on), begun));
        }
        Ok(events)
    }
}

/// Every child of the household was decided about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DiscussionClosed {
    /// Which discussion.
    pub discussion: Uuid,
    /// Each child, what was decided, and why.
    pub answers: Answers,
}

/// Close a discussion that came of no raised concern.
#[derive(Debug, Clone, Deserialize)]
pub struct CloseHousehold {
    /// Which discussion.
    pub discussion: Uuid,
    /// Each child of the household.
    pub answers: Answers,
}

refusals! {
    /// Why it cannot close. Enquiries do not wait for its closing.
    CloseHouseholdRefusal {
        NotOpen = "no such discussion is open", "no-discussion", "what closes was open";
        NobodyNamed = "only a person who is signed in closes it", "nobody-named-crossing", "each decision has a named person";
        NoChild = "no child of the household is named", "no-child-named", "every child of the household gets a recorded decision";
        ChildUndecided = "a child of the household has no decision yet", "child-undecided", "a strategy discussion cannot close with one child undecided";
    }
}

impl Command for CloseHousehold {
    type Stream = Protection;
    type Refusal = CloseHouseholdRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, CloseHouseholdRefusal> {
        let open = state.unclosed_discussion();
        if open.is_none_or(|open| open.convened.fact.discussion != self.discussion) {
            return Err(CloseHouseholdRefusal::NotOpen);
        }
        if context.author.person.is_none() {
            return Err(CloseHouseholdRefusal::NobodyNamed);
        }
        let children = children_in(&self.answers);
        if children.is_empty() {
            return Err(CloseHouseholdRefusal::NoChild);
        }
        if !children.iter().all(HouseholdChild::is_decided) {
            return Err(CloseHouseholdRefusal::ChildUndecided);
        }
        let closed = DiscussionClosed { discussion: self.discussion, answers: self.answers.clone() };
        Ok(vec![Decided::now(context, closed)])
    }
}
