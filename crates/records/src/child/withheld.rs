//! How somebody is reached, kept from everybody else of the family: parents who live apart, an address that must not be
//! known. Nothing that another person of the family reads may hold it, not even by a slip in what a practitioner writes.

use kernel::PersonId;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{Child, ChildEvent, Met, Source};
use crate::people::{Involved, is_of_the_family};
use crate::refusal::refusals;
use crate::stream::{Author, Command, Context, Decided};

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

refusals! {
    /// Why something is not written in a child's record, whatever it is.
    WithheldRefusal {
        Tells = "it tells the family how somebody is reached who keeps that from them", "withheld-contact", "a withheld address is never shown to any other member of the family";
    }
}

/// Who of the family may read what an event says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Readers {
    /// Nobody, or only whoever said it. A family's own words are never refused.
    None,
    /// These.
    Only(Vec<PersonId>),
    /// All.
    Family,
}

impl Child {
    /// Whether how this person is reached is kept from everybody else of the family.
    pub fn is_withheld(&self, person: PersonId) -> bool {
        self.withheld.iter().any(|withheld| withheld.fact.person == person)
    }

    /// Refuses an event that would tell somebody of the family how another is reached who keeps that from them.
    pub(super) fn refuses_to_tell(&self, event: &ChildEvent, author: &Author) -> Option<WithheldRefusal> {
        if self.withheld.is_empty() || author.capacity.as_ref().is_some_and(is_of_the_family) {
            return None;
        }
        let contacts = self.contacts_kept_from(&self.readers(event));
        if contacts.is_empty() {
            return None;
        }
        let mut texts = Vec::new();
        // An event that cannot be written as JSON is refused where it is stored.
        gather(serde_json::to_value(as_read(event)).unwrap_or_default(), &mut texts);
        let tells = |text: &String| contacts.iter().any(|contact| text.contains(contact.as_str()));
        texts.iter().any(tells).then_some(WithheldRefusal::Tells)
    }

    /// The contacts that these readers must not learn, as they are looked for.
    fn contacts_kept_from(&self, readers: &Readers) -> Vec<String> {
        let kept = |part: &&Involved| {
            self.is_withheld(part.person)
                && match readers {
                    Readers::None => false,
                    Readers::Only(people) => people.iter().any(|person| *person != part.person),
                    Readers::Family => true,
                }
        };
        let kept = self.involved.iter().filter(kept);
        kept.filter_map(|part| part.contact.as_ref().map(|contact| plain(&contact.value)))
            .filter(|contact| contact.chars().count() >= CHARACTERS_MIN)
            .collect()
    }

    /// Who reads what an event says. Every kind of event stands here, so that a new one has its readers named.
    fn readers(&self, event: &ChildEvent) -> Readers {
        match event {
            ChildEvent::ContactWithheld(_) | ChildEvent::ViewRecorded(_) | ChildEvent::WishRecorded(_) => {
                Readers::None
            }
            ChildEvent::Written(fact) => readers_of(fact.source),
            ChildEvent::Corrected(fact) => {
                self.entry(fact.entry).map_or(Readers::Family, |entry| readers_of(entry.source))
            }
            ChildEvent::CommentAnswered(fact) => {
                let asked = self.comment(fact.comment).and_then(|comment| comment.made.author.person);
                asked.map_or(Readers::Family, |person| Readers::Only(vec![person]))
            }
            ChildEvent::LetterIssued(fact) => Readers::Only(vec![fact.to]),
            ChildEvent::FamilyTold(fact) => Readers::Only(fact.to.clone()),
            ChildEvent::Registered(_)
            | ChildEvent::InvolvementBegan(_)
            | ChildEvent::InvolvementEnded(_)
            | ChildEvent::SupportOpened(_)
            | ChildEvent::Allocated(_)
            | ChildEvent::SectionOpened(_)
            | ChildEvent::StruckOut(_)
            | ChildEvent::CommentMade(_)
            | ChildEvent::Met(_)
            | ChildEvent::NotMet(_)
            | ChildEvent::DraftShared(_)
            | ChildEvent::CeilingReason(_)
            | ChildEvent::NeedRecorded(_)
            | ChildEvent::SignedOff(_)
            | ChildEvent::PlanMade(_)
            | ChildEvent::PlanShared(_)
            | ChildEvent::AgreementRecorded(_)
            | ChildEvent::Shared(_)
            | ChildEvent::BreaksArranged(_)
            | ChildEvent::RegimeChanged(_)
            | ChildEvent::RegimeExplained(_)
            | ChildEvent::BreaksOverseen(_)
            | ChildEvent::BreaksEnded(_)
            | ChildEvent::StayBooked(_)
            | ChildEvent::StayChanged(_)
            | ChildEvent::StayHeld(_)
            | ChildEvent::StayCancelled(_)
            | ChildEvent::ViewAnswered(_)
            | ChildEvent::ViewTold(_)
            | ChildEvent::ViewsNotObtained(_)
            | ChildEvent::CopyGiven(_)
            | ChildEvent::WishFollowed(_)
            | ChildEvent::Owned(_)
            | ChildEvent::ReadingAgreed(_)
            | ChildEvent::RequestJoined(_)
            | ChildEvent::QuestionsSent(_)
            | ChildEvent::VisitNotified(_)
            | ChildEvent::VisitCalledOff(_)
            | ChildEvent::ResourcesDecided(_)
            | ChildEvent::ServiceStarted(_)
            | ChildEvent::GapReported(_)
            | ChildEvent::GapAnswered(_)
            | ChildEvent::ChangeNotified(_)
            | ChildEvent::ReviewAsked(_)
            | ChildEvent::ReviewHeld(_)
            | ChildEvent::LinkedRecorded(_)
            | ChildEvent::AdulthoodRecorded(_)
            | ChildEvent::DutyAnswered(_)
            | ChildEvent::SupportPaused(_)
            | ChildEvent::SupportResumed(_)
            | ChildEvent::EndingNotified(_)
            | ChildEvent::SupportEnded(_)
            | ChildEvent::LateTold(_)
            | ChildEvent::AttachmentAdded(_) => Readers::Family,
        }
    }
}

/// An entry that is a family's own is shown to whoever said it.
fn readers_of(source: Source) -> Readers {
    match source {
        Source::Family | Source::Child => Readers::None,
        Source::Practitioner | Source::Report => Readers::Family,
    }
}

/// An event without what no other person of the family is shown of it.
fn as_read(event: &ChildEvent) -> ChildEvent {
    match event.clone() {
        ChildEvent::InvolvementBegan(part) => {
            ChildEvent::InvolvementBegan(Involved { contact: None, ..part })
        }
        ChildEvent::Met(met) if !met.views_for_family => ChildEvent::Met(Met { views: String::new(), ..met }),
        other => other,
    }
}

/// Every text in it, as it is looked through; identifiers are none.
fn gather(value: Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) if text.parse::<Uuid>().is_err() => texts.push(plain(&text)),
        Value::Array(items) => items.into_iter().for_each(|item| gather(item, texts)),
        Value::Object(fields) => fields.into_iter().for_each(|(_, field)| gather(field, texts)),
        _ => {}
    }
}
