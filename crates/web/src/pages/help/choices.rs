//! Whom a step asks to choose: a practitioner, a member of the team, somebody of the family.

use govuk::{Choice, Fieldset, Radios, Writer};
use kernel::PersonId;
use records::help::{Help, LEADERS};
use uuid::Uuid;

use super::step::{Picks, Step};
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::pages::safety::parts::title_of;
use crate::site::Site;
use crate::submitted::Submitted;

/// The field.
pub(super) const PERSON: &str = "person";

/// Who can be chosen, each with the words that say who they are.
pub(super) struct Choices {
    /// Whether a name may be written instead.
    pub(super) optional: bool,
    people: Vec<(Uuid, String)>,
}

impl Choices {
    /// Everybody who can be chosen in a step; nothing where it asks for nobody.
    pub(super) async fn of(site: &Site, help: &Help, step: Step) -> Result<Option<Self>, PageFailure> {
        let Some(picks) = step.picks() else { return Ok(None) };
        let people = match picks {
            Picks::Leader | Picks::Practitioner => practitioners(site).await?,
            Picks::Member => {
                let team = help.open().map(|open| open.team.as_slice()).unwrap_or_default();
                let there = team.iter().filter(|(_, left)| left.is_none());
                there.map(|(joined, _)| (joined.fact.member, joined.fact.name.clone())).collect()
            }
            Picks::Worker => workers(site, help).await?,
            Picks::Relative | Picks::Adult => relatives(site, help, picks == Picks::Adult),
        };
        Ok(Some(Self {
            optional: matches!(picks, Picks::Practitioner | Picks::Adult | Picks::Worker),
            people,
        }))
    }

    /// Who was chosen.
    pub(super) fn chosen(&self, submitted: &Submitted) -> Option<Uuid> {
        self.people.iter().map(|(id, _)| *id).find(|id| submitted.is(PERSON, &id.to_string()))
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
        let chosen = submitted.and_then(|submitted| self.chosen(submitted));
        let items = self.people.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone()).into());
        writer.add(&Radios {
            name: PERSON.into(),
            id_prefix: PERSON.into(),
            fieldset: Some(Fieldset::question(site.words().say(&format!("help-{}-who", step.name())))),
            error: problems.of(PERSON).map(Into::into),
            value: chosen.map(|id| id.to_string()).unwrap_or_default(),
            items: items.collect(),
            ..Radios::default()
        });
    }
}

/// Whoever may lead, of every agency, each once.
async fn practitioners(site: &Site) -> Result<Vec<(Uuid, String)>, PageFailure> {
    let partnership = site.application().partnership_state().await?;
    let words = site.words();
    let mut people: Vec<(PersonId, String)> = Vec::new();
    for known in LEADERS.iter().flat_map(|capacity| partnership.state.who_may_act_as(capacity)) {
        if people.iter().any(|(person, _)| *person == known.person) {
            continue;
        }
        let held = known.capacities.iter().find(|held| LEADERS.contains(&held.as_str()));
        let title = held.map_or_else(String::new, |held| title_of(site, held));
        let agency = partnership.state.agencies.get(&known.agency);
        let agency = agency.map_or(known.agency.as_str(), |agency| agency.name.as_str());
        let values = [("name", known.name.as_str()), ("capacity", &title), ("agency", agency)];
        people.push((known.person, words.with("help-practitioner", &values)));
    }
    people.sort_by(|left, right| left.1.cmp(&right.1));
    Ok(people.into_iter().map(|(person, name)| (person.0, name)).collect())
}

/// Everybody who works on this record, each once.
async fn workers(site: &Site, help: &Help) -> Result<Vec<(Uuid, String)>, PageFailure> {
    let partnership = site.application().partnership_state().await?;
    let mut people: Vec<(Uuid, String)> = Vec::new();
    for (person, capacity, _) in help.workers() {
        let name = partnership.state.name_of(Some(person)).unwrap_or_default();
        let title = title_of(site, &capacity);
        let named = [("name", name), ("capacity", title.as_str())];
        if !people.iter().any(|(known, _)| *known == person.0) {
            people.push((person.0, site.words().with("protection-person", &named)));
        }
    }
    Ok(people)
}

fn relatives(site: &Site, help: &Help, adults: bool) -> Vec<(Uuid, String)> {
    let words = site.words();
    let family = help.relatives.iter().map(|added| &added.fact);
    let family = family.filter(|relative| !adults || relative.capacity.as_str() != "young-person");
    family
        .map(|relative| {
            let part = title_of(site, &relative.capacity);
            let values = [("name", relative.name.as_str()), ("part", &part)];
            (relative.person.0, words.with("help-relative-choice", &values))
        })
        .collect()
}
