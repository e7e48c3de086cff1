//! Children who may be harmed there. A link names its reason and who may see it; how the child is helped is decided for each.

use forms::Answers;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Place, PlaceEvent};
use crate::protection::ask::{is_manager, one, words};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The form's choice of those who may see a link: as few as can keep the child safe.
const CORE: &str = "core";

/// A child may be harmed there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChildLinked {
    /// This link.
    pub link: Uuid,
    /// The child, by the identifier of the child's own record.
    pub child: Uuid,
    /// What the child is called.
    pub called: String,
    /// Whether social care, the front door and the police alone may see it.
    pub core_alone: bool,
    /// What was written.
    pub answers: Answers,
}

/// Link a child.
#[derive(Debug, Clone, Deserialize)]
pub struct LinkChild {
    /// The link's identifier.
    pub link: Uuid,
    /// The child.
    pub child: Uuid,
    /// What the child is called.
    pub called: String,
    /// What was written.
    pub answers: Answers,
}

refusals! {
    /// Why a child cannot be linked so.
    LinkChildRefusal {
        NotOpen = "it is not open", "place-not-open", "what is closed is looked at anew before anybody is linked";
        LinkedAlready = "the child is linked already", "place-linked-already", "a link is made once";
        WhyMissing = "say why this child may be harmed there", "place-link-why-missing", "a link stands with its reason; a child is never a suspect because of a link";
        WhoMissing = "say who may see it", "place-link-seen-by-missing", "a link is seen by as few as can keep the child safe";
    }
}

impl Command for LinkChild {
    type Stream = Place;
    type Refusal = LinkChildRefusal;

    fn decide(
        &self,
        state: &Place,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PlaceEvent>>, LinkChildRefusal> {
        if !state.is_open() {
            return Err(LinkChildRefusal::NotOpen);
        }
        if state.standing().any(|link| link.linked.fact.child == self.child) {
            return Err(LinkChildRefusal::LinkedAlready);
        }
        if words(&self.answers, "link-why").is_empty() {
            return Err(LinkChildRefusal::WhyMissing);
        }
        let seen_by = one(&self.answers, "link-seen-by").ok_or(LinkChildRefusal::WhoMissing)?;
        let linked = ChildLinked {
            link: self.link,
            child: self.child,
            called: self.called.clone(),
            core_alone: seen_by == CORE,
            answers: self.answers.clone(),
        };
        Ok(vec![Decided::now(context, linked)])
    }
}

/// It was decided how the child is helped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HarmDecided {
    /// For which link.
    pub link: Uuid,
    /// How, as the form lists it.
    pub which: String,
    /// What was written.
    pub answers: Answers,
}

/// Decide whether section 17 or section 47 applies.
#[derive(Debug, Clone, Deserialize)]
pub struct DecideHarm {
    /// For which link.
    pub link: Uuid,
    /// How, and why.
    pub answers: Answers,
}

refusals! {
    /// Why it cannot be decided so.
    DecideHarmRefusal {
        NoLink = "no such link stands", "place-no-link", "what is decided is about a child who is linked";
        NotAManager = "a social-work-qualified manager decides", "place-not-a-manager", "AS-11: the local authority decides whether section 17 or section 47 applies";
        WhichMissing = "say how the child is helped", "place-decide-which-missing", "AS-11: section 17 or section 47";
        WhyMissing = "say why", "place-decide-why-missing", "each decision has its reason";
    }
}

impl Command for DecideHarm {
    type Stream = Place;
    type Refusal = DecideHarmRefusal;

    fn decide(
        &self,
        state: &Place,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PlaceEvent>>, DecideHarmRefusal> {
        let link = state.link(self.link).filter(|link| link.ended.is_none());
        link.ok_or(DecideHarmRefusal::NoLink)?;
        if !is_manager(context) {
            return Err(DecideHarmRefusal::NotAManager);
        }
        let which = one(&self.answers, "decide-which").ok_or(DecideHarmRefusal::WhichMissing)?;
        if words(&self.answers, "decide-why").is_empty() {
            return Err(DecideHarmRefusal::WhyMissing);
        }
        let decided = HarmDecided { link: self.link, which, answers: self.answers.clone() };
        Ok(vec![Decided::now(context, decided)])
    }
}

/// A link ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LinkEnded {
    /// Which.
    pub link: Uuid,
    /// What was written.
    pub answers: Answers,
}

/// End a link.
#[derive(Debug, Clone, Deserialize)]
pub struct EndLink {
    /// Which.
    pub link: Uuid,
    /// Why.
    pub answers: Answers,
}

refusals! {
    /// Why it cannot end so.
    EndLinkRefusal {
        NoLink = "no such link stands", "place-no-link", "what ends has begun";
        Undecided = "how the child is helped is not decided", "place-link-undecided", "AS-11: it is decided how the child is helped, and written down why";
        WhyMissing = "say why", "place-unlink-why-missing", "each decision has its reason";
    }
}

impl Command for EndLink {
    type Stream = Place;
    type Refusal = EndLinkRefusal;

    fn decide(
        &self,
        state: &Place,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PlaceEvent>>, EndLinkRefusal> {
        let link = state.link(self.link).filter(|link| link.ended.is_none());
        let link = link.ok_or(EndLinkRefusal::NoLink)?;
        if link.decided.is_empty() {
            return Err(EndLinkRefusal::Undecided);
        }
        if words(&self.answers, "unlink-why").is_empty() {
            return Err(EndLinkRefusal::WhyMissing);
        }
        let ended = LinkEnded { link: self.link, answers: self.answers.clone() };
        Ok(vec![Decided::now(context, ended)])
    }
}
