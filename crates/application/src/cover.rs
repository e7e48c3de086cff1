//! Covering for somebody who is away: what the one who covers may see for these days, and nothing after them. It ends by the clock,
//! because it is asked anew at every opening.

use std::collections::{BTreeMap, BTreeSet};

use access::{Action, Actor, RecordFacts, RecordKind, Resource, Tie};
use jiff::civil::Date;
use kernel::{PersonId, StreamId, StreamKind};
use store::Page;

use crate::application::Application;
use crate::failure::Failure;
use crate::lists::{DutyShown, LineShown, line_shown};

/// The kinds of record on which somebody works by name, and can be covered for.
const KINDS: [(StreamKind, RecordKind); 4] = [
    (StreamKind::Child, RecordKind::ChildRecord),
    (StreamKind::Protection, RecordKind::Protection),
    (StreamKind::Help, RecordKind::Help),
    (StreamKind::LookedAfter, RecordKind::LookedAfter),
];

/// What somebody covers, for one person who is away.
#[derive(Debug, Clone)]
pub struct Covered {
    /// Who is away.
    pub person: PersonId,
    /// Until when, that day included.
    pub until: Date,
    /// What is due on their list, the most urgent first.
    pub duties: Vec<DutyShown>,
    /// The records that they work on.
    pub records: Vec<LineShown>,
}

impl Application {
    /// For whom this practitioner covers today.
    pub(crate) async fn covers_for(&self, actor: &Actor) -> Result<BTreeSet<PersonId>, Failure> {
        let Actor::Practitioner { person, .. } = actor else { return Ok(BTreeSet::new()) };
        let partnership = self.partnership_state().await?;
        let covered = partnership.state.covered_by(*person, self.today());
        Ok(covered.map(|absence| absence.recorded.person).collect())
    }

    /// What stands on the lists of those for whom this practitioner covers today, as far as the table lets whoever covers see it.
    pub async fn covered(&self, actor: &Actor) -> Result<Vec<Covered>, Failure> {
        let Actor::Practitioner { person, .. } = actor else { return Ok(Vec::new()) };
        let (partnership, today) = (self.partnership_state().await?, self.today());
        let mut found = Vec::new();
        for absence in partnership.state.covered_by(*person, today) {
            let away = absence.recorded.person;
            let streams = self.covered_records(actor, away).await?;
            let watched = self.store().duties_watched(self.partnership(), away, Page::whole()).await?;
            let rows = watched.rows.into_iter().filter(|row| streams.contains_key(&row.stream));
            let duties = rows.filter_map(|row| self.duty_shown(row)).collect();
            let records = streams.into_values().collect();
            found.push(Covered { person: away, until: absence.recorded.until, duties, records });
        }
        Ok(found)
    }

    /// The records in which somebody who is away takes part in a capacity that whoever covers has too.
    async fn covered_records(
        &self,
        actor: &Actor,
        away: PersonId,
    ) -> Result<BTreeMap<StreamId, LineShown>, Failure> {
        let today = self.today();
        let mut found = BTreeMap::new();
        for (stream, part) in self.store().involvements_of_person(self.partnership(), away).await? {
            let holds = part.from <= today && part.until.is_none_or(|until| today <= until);
            let kind = KINDS.iter().find(|(kind, _)| *kind == stream.kind);
            let Some((_, kind)) = kind.filter(|_| holds && actor.capacities().contains(&part.capacity))
            else {
                continue;
            };
            let resource = Resource::new(*kind, self.partnership().clone()).tied(Tie::Covering);
            if !self.policy().decide(actor, Action::See, &resource).allowed {
                continue;
            }
            let shown = self.store().summary(self.partnership(), stream).await?.and_then(line_shown);
            found.extend(shown.map(|line| (stream, line)));
        }
        Ok(found)
    }
}

/// Adds that an actor covers for somebody who takes part in a record, in a capacity that the actor has too.
pub(crate) fn add_cover(facts: &mut RecordFacts, actor: &Actor, covers: &BTreeSet<PersonId>) {
    let covered =
        |(who, how): &(PersonId, kernel::Capacity)| covers.contains(who) && actor.capacities().contains(how);
    if facts.involved.iter().any(covered) {
        facts.covered_by.extend(actor.person());
    }
}
