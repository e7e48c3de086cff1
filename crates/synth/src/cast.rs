//! The people as whom one can sign in to the demonstration.

use kernel::{Capacity, PersonId, StreamId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::founding::Staff;

/// A practitioner of the demonstration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Persona {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What they do, in a few words.
    pub title: String,
    /// Their agency's short name.
    pub agency: String,
    /// The capacities they may act in, the usual one first.
    pub capacities: Vec<Capacity>,
    /// The telephone number that families are given.
    pub telephone: String,
    /// What one sees as this person.
    pub about: String,
}

/// A member of a family of the demonstration, with a code of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyPersona {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What the child likes to be called.
    pub child_called: String,
    /// What the code opens.
    pub reach: StreamId,
    /// The code.
    pub code: String,
    /// The request.
    pub request: Uuid,
    /// The child's record, once there is one.
    pub child: Option<Uuid>,
    /// What one sees as this person.
    pub about: String,
}

/// Everybody as whom one can sign in to the demonstration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cast {
    /// Reads and triages requests.
    pub navigator: Persona,
    /// The other navigator.
    pub second_navigator: Persona,
    /// A lead assessor whose training is current.
    pub assessor: Persona,
    /// Another one.
    pub second_assessor: Persona,
    /// A lead assessor whose training has run out.
    pub lapsed_assessor: Persona,
    /// Stands beside an assessor who does not know a condition well.
    pub condition_adviser: Persona,
    /// Confirms routes, allocates, signs off.
    pub supervisor: Persona,
    /// The other supervisor.
    pub second_supervisor: Persona,
    /// Decides how an accepted need is met.
    pub resource_decision_maker: Persona,
    /// Links with education, health and care plans.
    pub social_care_officer: Persona,
    /// Reads concerns.
    pub front_door_practitioner: Persona,
    /// The other front door practitioner.
    pub second_front_door_practitioner: Persona,
    /// Answers concerns and decides about telling.
    pub front_door_manager: Persona,
    /// Works with the front door.
    pub police: Persona,
    /// Leads enquiries and protection plans.
    pub social_worker: Persona,
    /// Chairs conferences.
    pub conference_chair: Persona,
    /// Leads family help.
    pub family_help_practitioner: Persona,
    /// A school.
    pub school: Persona,
    /// A health service.
    pub health_professional: Persona,
    /// Looks into complaints.
    pub complaints_manager: Persona,
    /// Answers for figures.
    pub data_owner: Persona,
    /// Looks after accounts.
    pub administrator: Persona,
    /// Checks the statutory returns.
    pub analyst: Persona,
    /// A parent whose child's assessment is being written.
    pub parent_assessing: FamilyPersona,
    /// A parent who has the plan.
    pub parent_with_plan: FamilyPersona,
    /// A young person who asked alone, and whose request waits for triage.
    pub young_person: FamilyPersona,
}

impl Cast {
    /// Every practitioner, in the order in which a sign-in page shows them.
    pub fn practitioners(&self) -> [&Persona; 23] {
        [
            &self.navigator,
            &self.second_navigator,
            &self.supervisor,
            &self.second_supervisor,
            &self.assessor,
            &self.second_assessor,
            &self.lapsed_assessor,
            &self.condition_adviser,
            &self.resource_decision_maker,
            &self.social_care_officer,
            &self.front_door_practitioner,
            &self.second_front_door_practitioner,
            &self.front_door_manager,
            &self.police,
            &self.social_worker,
            &self.conference_chair,
            &self.family_help_practitioner,
            &self.school,
            &self.health_professional,
            &self.complaints_manager,
            &self.data_owner,
            &self.administrator,
            &self.analyst,
        ]
    }

    /// Every member of a family.
    pub fn families(&self) -> [&FamilyPersona; 3] {
        [&self.parent_assessing, &self.parent_with_plan, &self.young_person]
    }
}

impl Staff {
    /// This practitioner as somebody to sign in as.
    pub(crate) fn persona(&self, about: &str) -> Persona {
        Persona {
            person: self.person,
            name: self.name.clone(),
            title: self.title.clone(),
            agency: self.agency.to_owned(),
            capacities: self.capacities.clone(),
            telephone: self.telephone.clone(),
            about: about.to_owned(),
        }
    }
}
