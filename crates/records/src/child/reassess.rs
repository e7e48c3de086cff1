//! A new assessment of a child who has had one: what was written stays, what was shown is not shown again, and the help
//! goes on meanwhile. And a second request while an assessment is open, which joins it.

use guidance::Level;
use jiff::Timestamp;
use kernel::{Moment, PersonId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Child, ChildEvent, SupportOpened};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// Open a new assessment of a child whose last one is decided.
#[derive(Debug, Clone, Deserialize)]
pub struct Reassess {
    /// What changed, or who asked; the family reads it.
    pub why: String,
    /// How deep it is.
    pub level: Level,
    /// The sections that are looked at again. All others stand as they are.
    pub sections: Vec<String>,
}

refusals! {
    /// Why a new assessment cannot be opened.
    ReassessRefusal {
        NothingBefore = "there is no assessment before it", "nothing-before", "a first assessment begins with a request";
        StillOpen = "an assessment is open already", "support-already-open", "one assessment at a time; a new need joins the open one";
        WhyMissing = "say what changed, in words the family will read", "why-missing", "each decision has its reason";
        NoSections = "no section is chosen", "no-sections", "a new assessment repeats only what changed";
        UnknownSection = "the form has no such section", "unknown-section", "sections are those of the published form";
    }
}

impl Command for Reassess {
    type Stream = Child;
    type Refusal = ReassessRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, ReassessRefusal> {
        let before = state.assessment.opened.as_ref().ok_or(ReassessRefusal::NothingBefore)?;
        if state.is_assessing() {
            return Err(ReassessRefusal::StillOpen);
        }
        if self.why.trim().is_empty() {
            return Err(ReassessRefusal::WhyMissing);
        }
        if self.sections.is_empty() {
            return Err(ReassessRefusal::NoSections);
        }
        let form = context.forms.latest("assessment");
        let is_known = |section: &String| form.is_some_and(|form| form.section(section).is_some());
        if !self.sections.iter().all(is_known) {
            return Err(ReassessRefusal::UnknownSection);
        }
        let opened = SupportOpened {
            received_at: context.now,
            level: self.level,
            sections: self.sections.clone(),
            why: self.why.trim().to_owned(),
            // What a new request settles is settled with its opening: nobody waits for an answer to it.
            settled: ["request.acknowledged", "request.read", "route.decided", "route.letter_sent"]
                .into_iter()
                .map(|name| (name.to_owned(), Moment::At(context.now)))
                .collect(),
            ..before.fact.clone()
        };
        Ok(vec![Decided::now(context, opened)])
    }
}

/// A request came while an assessment was open, and joined it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestJoined {
    /// The request.
    pub request: Uuid,
    /// Its short reference.
    pub reference: String,
    /// Its true receipt.
    pub received_at: Timestamp,
    /// The kinds of help it asks for.
    pub request_types: Vec<String>,
    /// The sections that these open.
    pub sections: Vec<String>,
    /// Why this route, in the words of the route letter.
    pub why: String,
    /// Whether education, health and care advice was asked for.
    #[serde(default)]
    pub ehc_advice: bool,
}

/// Let a request join the assessment that is open.
#[derive(Debug, Clone, Deserialize)]
pub struct JoinRequest {
    /// What joins.
    pub joined: RequestJoined,
    /// Who asked.
    pub asked_by: PersonId,
}

refusals! {
    /// Why a request cannot join.
    JoinRequestRefusal {
        NothingOpen = "no assessment is open", "no-support", "a request joins an open assessment; where none is open, it opens one";
        YoungPersonsOwn = "the record is a young person's own, and they have not agreed", "young-person-not-agreed", "a young person's request is not announced to parents";
        JoinedAlready = "this request has joined already", "joined-already", "a request joins once";
    }
}

impl Command for JoinRequest {
    type Stream = Child;
    type Refusal = JoinRequestRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, JoinRequestRefusal> {
        if !state.is_assessing() {
            return Err(JoinRequestRefusal::NothingOpen);
        }
        let is_theirs = state.owned.as_ref().is_some_and(|owned| owned.person == self.asked_by);
        if state.is_kept_from_parents() && !is_theirs {
            return Err(JoinRequestRefusal::YoungPersonsOwn);
        }
        if state.assessment.joined.iter().any(|joined| joined.fact.request == self.joined.request) {
            return Err(JoinRequestRefusal::JoinedAlready);
        }
        Ok(vec![Decided::now(context, self.joined.clone())])
    }
}
