//! What partners know and may share: each agency a line of its own, each share and each refusal with its reason.

use kernel::{Capacity, PersonId};
use serde::{Deserialize, Serialize};

use super::{Contact, ContactEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The agencies that take part by a practitioner of their own, each with the capacity in which one does.
pub const AGENCIES: [(&str, &str); 3] =
    [("police", "police-safeguarding"), ("health", "health-professional"), ("education", "school")];

/// An agency was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyAsked {
    /// Which, as the form has it.
    pub agency: String,
    /// Who of it, where somebody was asked by name: they read the contact and answer for themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// In which capacity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Capacity>,
    /// What is asked, and why.
    pub words: String,
}

/// Ask an agency.
#[derive(Debug, Clone, Deserialize)]
pub struct AskAgency {
    /// Which, as the form has it.
    pub agency: String,
    /// Who of it, if anybody by name.
    pub person: Option<PersonId>,
    /// What is asked, and why.
    pub words: String,
}

refusals! {
    /// Why it cannot be asked.
    AskAgencyRefusal {
        NotOpen = "everything is decided", "contact-decided", "partners are asked before the decision";
        NoWords = "say what is asked and why", "agency-ask-words", "each question names its purpose";
        NotTheirs = "this person does not act for that agency", "agency-not-theirs", "an agency is asked by whoever acts for it";
    }
}

impl Command for AskAgency {
    type Stream = Contact;
    type Refusal = AskAgencyRefusal;

    fn decide(
        &self,
        state: &Contact,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ContactEvent>>, AskAgencyRefusal> {
        if state.received.is_none() || state.decided_at().is_some() {
            return Err(AskAgencyRefusal::NotOpen);
        }
        if self.words.trim().is_empty() {
            return Err(AskAgencyRefusal::NoWords);
        }
        let acts = AGENCIES.iter().find(|(agency, _)| *agency == self.agency).map(|(_, capacity)| *capacity);
        let mut capacity = None;
        if let Some(person) = self.person {
            let known = context.partnership.practitioner(person);
            let held = known.zip(acts).and_then(|(known, acts)| {
                known.capacities.iter().find(|held| held.as_str() == acts).cloned()
            });
            capacity = Some(held.ok_or(AskAgencyRefusal::NotTheirs)?);
        }
        Ok(vec![Decided::now(
            context,
            AgencyAsked {
                agency: self.agency.clone(),
                person: self.person,
                capacity,
                words: self.words.trim().to_owned(),
            },
        )])
    }
}

/// What an agency does with what it knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shared {
    /// It says what it knows.
    Shares,
    /// It knows nothing.
    KnowsNothing,
    /// It knows something, and does not share it here.
    Keeps,
}

impl Shared {
    /// Each, with the name that the form uses.
    pub const ALL: [(&'static str, Self); 3] =
        [("shares", Self::Shares), ("knows-nothing", Self::KnowsNothing), ("keeps", Self::Keeps)];
}

/// An agency answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyAnswered {
    /// Which, as the form has it.
    pub agency: String,
    /// Whether it shares what it knows.
    pub shared: Shared,
    /// What it knows; empty where it shares nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub knows: String,
    /// Why it is shared, and on which basis; or why not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// Who of the agency said it, where somebody else wrote it down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub said_by: String,
}

/// Record what an agency answered.
#[derive(Debug, Clone, Deserialize)]
pub struct AnswerForAgency(pub AgencyAnswered);

refusals! {
    /// Why it cannot be recorded so.
    AnswerForAgencyRefusal {
        NotOpen = "everything is decided", "contact-decided", "partners add to it before the decision";
        NotYours = "you were not asked for this agency", "agency-not-yours", "each agency has a line of its own";
        NothingSaid = "say what the agency knows", "agency-nothing-said", "what is shared is said";
        WhyMissing = "say why it is shared or not", "agency-why-missing", "each share, and each refusal to share, names its reason";
        WhoMissing = "say who of the agency told you", "agency-who-missing", "what another agency said has a name";
    }
}

impl Command for AnswerForAgency {
    type Stream = Contact;
    type Refusal = AnswerForAgencyRefusal;

    fn decide(
        &self,
        state: &Contact,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ContactEvent>>, AnswerForAgencyRefusal> {
        if state.received.is_none() || state.decided_at().is_some() {
            return Err(AnswerForAgencyRefusal::NotOpen);
        }
        let answered = &self.0;
        // Whoever was asked by name speaks for that agency and for no other.
        let mine = state.asked_now().any(|(person, _)| Some(person) == context.author.person);
        if mine && self.asked_by_name(state) != context.author.person {
            return Err(AnswerForAgencyRefusal::NotYours);
        }
        if answered.shared == Shared::Shares && answered.knows.trim().is_empty() {
            return Err(AnswerForAgencyRefusal::NothingSaid);
        }
        if answered.shared != Shared::KnowsNothing && answered.why.trim().is_empty() {
            return Err(AnswerForAgencyRefusal::WhyMissing);
        }
        if !mine && answered.said_by.trim().is_empty() {
            return Err(AnswerForAgencyRefusal::WhoMissing);
        }
        Ok(vec![Decided::now(context, answered.clone())])
    }
}

impl AnswerForAgency {
    fn asked_by_name(&self, state: &Contact) -> Option<PersonId> {
        state.agencies.get(&self.0.agency)?.asked.as_ref()?.fact.person
    }
}
