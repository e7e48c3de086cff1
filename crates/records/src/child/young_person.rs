//! A young person who asks for themselves. Nothing that a parent reads says so, until the young person agrees: their
//! assessment is never opened in a record that a parent takes part in, and no parent joins a record that is theirs.

use jiff::civil::Date;
use kernel::PersonId;
use serde::{Deserialize, Serialize};

use super::{Child, ChildEvent, OpenSupport, OpenSupportRefusal, SupportOpened};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The capacity in which a parent or other carer takes part, and reads the record.
const PARENT_CARER: &str = "parent-carer";

/// The record belongs to a young person who asked for themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owned {
    /// The young person.
    pub person: PersonId,
}

/// The young person agreed that those who care for them may read along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingAgreed {
    /// How and to whom they said so.
    pub how: String,
}

impl Child {
    /// Whether the record is a young person's own, and they have not agreed that a parent reads it.
    pub fn is_kept_from_parents(&self) -> bool {
        self.owned.is_some() && self.reading_agreed.is_none()
    }

    fn parents_read(&self, today: Date) -> bool {
        self.involved.iter().any(|part| part.holds_on(today) && part.capacity.as_str() == PARENT_CARER)
    }
}

/// Whether this part is one in which somebody reads what a young person may want to keep.
pub(super) fn is_parent(capacity: &kernel::Capacity) -> bool {
    capacity.as_str() == PARENT_CARER
}

/// Open the support episode of a young person who asked for themselves.
#[derive(Debug, Clone, Deserialize)]
pub struct OpenForYoungPerson {
    /// The young person.
    pub person: PersonId,
    /// The episode.
    pub opened: SupportOpened,
}

refusals! {
    /// Why the episode cannot open here.
    OpenForYoungPersonRefusal {
        NotRegistered = "there is no such record", "not-registered", "the support route belongs to a child's record";
        AlreadyOpen = "a support assessment is open already", "support-already-open", "one assessment at a time; a new need joins the open one";
        ParentsRead = "a parent reads this record, and the young person has not agreed", "young-person-not-agreed", "a young person's request is not announced to parents";
        Kept = "the record is another young person's", "young-person-not-agreed", "a young person's request is theirs";
    }
}

impl Command for OpenForYoungPerson {
    type Stream = Child;
    type Refusal = OpenForYoungPersonRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, OpenForYoungPersonRefusal> {
        if state.reading_agreed.is_none() && state.parents_read(context.today()) {
            return Err(OpenForYoungPersonRefusal::ParentsRead);
        }
        let theirs = state.owned.as_ref().is_none_or(|owned| owned.person == self.person);
        if !theirs {
            return Err(OpenForYoungPersonRefusal::Kept);
        }
        let opening = OpenSupport(self.opened.clone());
        // The rules of opening, as for everybody; that the record is theirs is no reason against their own request.
        let mut unowned = state.clone();
        unowned.owned = None;
        let opened = opening.decide(&unowned, context).map_err(|refusal| match refusal {
            OpenSupportRefusal::NotRegistered => OpenForYoungPersonRefusal::NotRegistered,
            OpenSupportRefusal::AlreadyOpen => OpenForYoungPersonRefusal::AlreadyOpen,
            OpenSupportRefusal::YoungPersonsOwn => OpenForYoungPersonRefusal::Kept,
        })?;
        let mut events = Vec::new();
        if state.owned.is_none() && state.reading_agreed.is_none() {
            events.push(Decided::now(context, Owned { person: self.person }));
        }
        events.extend(opened);
        Ok(events)
    }
}

/// Record that the young person agreed that those who care for them read along.
#[derive(Debug, Clone, Deserialize)]
pub struct AgreeReading(pub ReadingAgreed);

refusals! {
    /// Why that cannot be recorded.
    AgreeReadingRefusal {
        NotRegistered = "there is no such record", "not-registered", "what somebody agreed belongs to a record";
        AlreadyAgreed = "they agreed already", "reading-already-agreed", "once is enough";
        HowMissing = "say how they said so", "reading-how-missing", "agreement is asked, and its scope recorded";
    }
}

impl Command for AgreeReading {
    type Stream = Child;
    type Refusal = AgreeReadingRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, AgreeReadingRefusal> {
        if state.registered.is_none() {
            return Err(AgreeReadingRefusal::NotRegistered);
        }
        if state.reading_agreed.is_some() {
            return Err(AgreeReadingRefusal::AlreadyAgreed);
        }
        if self.0.how.trim().is_empty() {
            return Err(AgreeReadingRefusal::HowMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
