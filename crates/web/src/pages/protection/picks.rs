//! Whom a step asks to choose: a practitioner by what they may act as, or somebody of the family.

use application::{Opened, PersonToTell};
use govuk::{Choice, Fieldset, Radios, Writer};
use kernel::PersonId;
use records::protection::Protection;
use uuid::Uuid;

use super::step::{Picks, Step};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::pages::safety::parts::title_of;
use crate::site::Site;
use crate::submitted::Submitted;

/// The field.
pub(super) const PERSON: &str = "person";

/// Who can be chosen, each with the words that say who they are.
pub(super) struct Choices {
    /// Whether another name may be written instead.
    pub(super) optional: bool,
    people: Vec<PersonToTell>,
}

impl Choices {
    /// Everybody who can be chosen in a step; nothing where it asks for nobody.
    pub(super) async fn of(
        site: &Site,
        signed_in: &SignedIn,
        child: Uuid,
        opened: Option<&Opened<Protection>>,
        step: Step,
    ) -> Result<Option<Self>, PageFailure> {
        let application = site.application();
        match (step.picks(), opened) {
            (None, _) | (_, None) => Ok(None),
            (Some(Picks::Family), Some(opened)) => {
                let people = application.family_of_protected(&signed_in.actor, child, opened).await?;
                Ok(Some(Self { optional: true, people }))
            }
            (Some(picks @ (Picks::Table | Picks::Workers)), Some(opened)) => {
                let partnership = application.partnership_state().await?;
                let others = opened
                    .state
                    .workers()
                    .into_iter()
                    .filter(|(who, ..)| picks == Picks::Workers || *who != signed_in.person);
                let mut people: Vec<PersonToTell> = Vec::new();
                for (person, capacity, _) in others {
                    let name = partnership.state.name_of(Some(person)).unwrap_or_default().to_owned();
                    if !people.iter().any(|known| known.person == person) {
                        people.push(PersonToTell { person, name, capacity });
                    }
                }
                Ok(Some(Self { optional: true, people }))
            }
            (Some(Picks::Practitioner(capacities)), Some(_)) => {
                let partnership = application.partnership_state().await?;
                let mut people = Vec::new();
                for name in capacities {
                    for known in partnership.state.who_may_act_as(name) {
                        let capacity = known.capacities.iter().find(|held| held.as_str() == *name);
                        people.extend(capacity.map(|capacity| PersonToTell {
                            person: known.person,
                            name: known.name.clone(),
                            capacity: capacity.clone(),
                        }));
                    }
                }
                people.sort_by(|left, right| left.name.cmp(&right.name));
                Ok(Some(Self { optional: false, people }))
            }
        }
    }

    /// Who was chosen.
    pub(super) fn chosen(&self, submitted: &Submitted) -> Option<&PersonToTell> {
        self.people.iter().find(|known| submitted.is(PERSON, &known.person.to_string()))
    }

    /// The choices, as a question of the page.
    pub(super) fn write(
        &self,
        writer: &mut Writer,
        site: &Site,
        step: Step,
        submitted: Option<&Submitted>,
        problems: &Problems,
    ) {
        if self.people.is_empty() && self.optional {
            return;
        }
        let words = site.words();
        let items = self.people.iter().map(|known| {
            let capacity = title_of(site, &known.capacity);
            let name = words.with("protection-person", &[("name", &known.name), ("capacity", &capacity)]);
            Choice::new(known.person.to_string(), name).into()
        });
        let chosen = submitted.and_then(|submitted| self.chosen(submitted));
        writer.add(&Radios {
            name: PERSON.into(),
            id_prefix: PERSON.into(),
            fieldset: Some(Fieldset::question(words.say(&format!("protection-{}-who", step.name())))),
            error: problems.of(PERSON).map(Into::into),
            value: chosen.map(|known| known.person.to_string()).unwrap_or_default(),
            items: items.collect(),
            ..Radios::default()
        });
    }
}

/// The person whom a chosen one is.
pub(super) fn person_of(chosen: Option<&PersonToTell>) -> Option<PersonId> {
    chosen.map(|known| known.person)
}
