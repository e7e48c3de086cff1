//! How somebody is reached, kept from everybody else of the family: parents who live apart, an address that must not be
//! known. Nothing that another person of the family reads may hold it, not even by a slip in what a practitioner writes.

use kernel::PersonId;
use serde::{Deserialize, Serialize};

use super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The fewest letters and digits of a contact that are looked for in a text; fewer stand in many innocent words.
const CHARACTERS_MIN: usize = 6;

/// How this person is reached is kept from everybody else of the family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactWithheld {
    /// Whose.
    pub person: PersonId,
    /// Why; for practitioners alone.
    pub why: String,
}

/// Keep how a person is reached from everybody else of the family.
#[derive(Debug, Clone, Deserialize)]
pub struct WithholdContact(pub ContactWithheld);

refusals! {
    /// Why that cannot be kept.
    WithholdContactRefusal {
        NotInvolved = "this person has no part in the record", "not-involved", "a contact belongs to somebody who takes part";
        AlreadyWithheld = "it is kept already", "already-withheld", "once is enough";
    }
}

impl Command for WithholdContact {
    type Stream = Child;
    type Refusal = WithholdContactRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, WithholdContactRefusal> {
        if state.parts_of(self.0.person, context.today()).next().is_none() {
            return Err(WithholdContactRefusal::NotInvolved);
        }
        if state.is_withheld(self.0.person) {
            return Err(WithholdContactRefusal::AlreadyWithheld);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// Letters and digits alone, so that spaces, commas and capitals hide nothing.
fn plain(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Child {
    /// Whether how this person is reached is kept from everybody else of the family.
    pub fn is_withheld(&self, person: PersonId) -> bool {
        self.withheld.iter().any(|withheld| withheld.fact.person == person)
    }

    /// Whether a text tells somebody how another person is reached who keeps that from them. Without a reader, the whole
    /// family reads it.
    pub fn tells_withheld<'a>(
        &self,
        texts: impl IntoIterator<Item = &'a str>,
        reader: Option<PersonId>,
    ) -> bool {
        let contacts: Vec<String> = self
            .involved
            .iter()
            .filter(|part| self.is_withheld(part.person) && reader != Some(part.person))
            .filter_map(|part| part.contact.as_ref().map(|contact| plain(&contact.value)))
            .filter(|contact| contact.chars().count() >= CHARACTERS_MIN)
            .collect();
        !contacts.is_empty()
            && texts.into_iter().any(|text| {
                let text = plain(text);
                contacts.iter().any(|contact| text.contains(contact.as_str()))
            })
    }
}
