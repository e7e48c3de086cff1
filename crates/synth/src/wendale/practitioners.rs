//! The practitioners of Wendale. All are invented.

use application::Application;
use jiff::Timestamp;

use crate::cast::{Cast, FamilyPersona};
use crate::chance::Chance;
use crate::error::SynthError;
use crate::founding::{Founding, Staff, Trained, named, staff};
use crate::when::When;

/// Calendar days before now on which Wendale began.
const FOUNDED_DAYS_AGO: i32 = 420;
/// Calendar days after now until which current training lasts.
const TRAINING_LEFT_DAYS: i32 = 300;
/// Calendar days before now on which the lapsed training ran out.
const TRAINING_LAPSED_DAYS_AGO: i32 = 35;

/// Everybody who works in Wendale.
pub(super) struct Practitioners {
    pub(super) navigator: Staff,
    pub(super) second_navigator: Staff,
    pub(super) assessor: Staff,
    pub(super) second_assessor: Staff,
    pub(super) lapsed_assessor: Staff,
    pub(super) condition_adviser: Staff,
    pub(super) supervisor: Staff,
    pub(super) second_supervisor: Staff,
    pub(super) resources: Staff,
    pub(super) officer: Staff,
    pub(super) front_door: Staff,
    pub(super) second_front_door: Staff,
    pub(super) front_door_manager: Staff,
    pub(super) police: Staff,
    pub(super) school: Staff,
    pub(super) health: Staff,
    pub(super) complaints: Staff,
    pub(super) data_owner: Staff,
    pub(super) administrator: Staff,
    pub(super) social_worker: Staff,
    pub(super) conference_chair: Staff,
    pub(super) family_help: Staff,
    pub(super) analyst: Staff,
}

/// Founds Wendale and lets everybody join.
pub(super) async fn found(
    application: &Application,
    chance: &Chance,
    when: When<'_>,
) -> Result<Practitioners, SynthError> {
    let at = when.at(when.days_from_today(-FOUNDED_DAYS_AGO), 9, 0);
    let council = "wendale-council";
    let person = |name: &str, capacity: &str, agency: &'static str, title: &str, number: usize| {
        staff(chance, at, name.to_owned(), capacity, (agency, title, number))
    };
    let mut people = Practitioners {
        navigator: person("Ruth Adeyemi-Cole", "navigator", council, "route navigator", 201)?,
        second_navigator: person("Tom Hallworthy", "navigator", council, "route navigator", 202)?,
        assessor: person("Maryam Siddiqar", "lead-assessor", council, "lead assessor", 204)?,
        second_assessor: person("Owen Trevanby", "lead-assessor", council, "lead assessor", 205)?,
        lapsed_assessor: person("Helen Brackleford", "lead-assessor", council, "lead assessor", 206)?,
        condition_adviser: person(
            "Anjali Raowhite",
            "condition-adviser",
            "wendale-icb",
            "specialist nurse and condition adviser",
            207,
        )?,
        supervisor: person("Grace Okaforde", "practice-supervisor", council, "practice supervisor", 208)?,
        second_supervisor: person(
            "Daniel Fenwicke-Lo",
            "practice-supervisor",
            council,
            "practice supervisor",
            209,
        )?,
        resources: person(
            "Susan Carrowby",
            "resource-decision-maker",
            council,
            "resource decision maker",
            210,
        )?,
        officer: person(
            "Imogen Hartleigh",
            "designated-social-care-officer",
            council,
            "designated social care officer",
            218,
        )?,
        front_door: person(
            "Leon Achterby",
            "front-door-practitioner",
            council,
            "front door practitioner",
            211,
        )?,
        second_front_door: person(
            "Nadia Hussainby",
            "front-door-practitioner",
            council,
            "front door practitioner",
            212,
        )?,
        front_door_manager: person(
            "Margaret Oyelarin",
            "front-door-manager",
            council,
            "front door manager",
            213,
        )?,
        police: person(
            "Paul Renshawe",
            "police-safeguarding",
            "wendale-police",
            "detective sergeant, safeguarding",
            219,
        )?,
        school: person("Claire Danversby", "school", "highmoor-school", "SEN coordinator", 214)?,
        health: person(
            "Yusuf Demirel-Kaya",
            "health-professional",
            "wendale-icb",
            "children's occupational therapist",
            215,
        )?,
        complaints: person("Alan Whitlocke", "complaints-manager", council, "complaints manager", 145)?,
        data_owner: person("Bethan Rhysdale", "data-owner", council, "data owner", 216)?,
        administrator: person("Sam Quartesy", "administrator", council, "administrator", 217)?,
        social_worker: person("Delphine Marchwood", "social-worker", council, "social worker", 220)?,
        conference_chair: person("Harold Ainscombe", "conference-chair", council, "conference chair", 221)?,
        family_help: person(
            "Rosalind Tarnway",
            "family-help-practitioner",
            council,
            "family help practitioner",
            223,
        )?,
        analyst: person("Lena Fairhurst-Osei", "data-analyst", council, "data analyst", 222)?,
    };
    // In a small council the same people chair conferences and hold reviews, and an assessor advises those who leave care.
    people.conference_chair.capacities.push(named("reviewing-officer")?);
    people.second_assessor.capacities.push(named("personal-adviser")?);
    join(application, &people, when, at).await?;
    Ok(people)
}

/// They join in one act; those whose work needs training have it, but one, and stand in teams.
async fn join(
    application: &Application,
    people: &Practitioners,
    when: When<'_>,
    at: Timestamp,
) -> Result<(), SynthError> {
    let mut founding = Founding::begin(application, at).await?;
    let current = Trained::Until(when.days_from_today(TRAINING_LEFT_DAYS));
    let lapsed = Trained::Until(when.days_from_today(-TRAINING_LAPSED_DAYS_AGO));
    let mut places = 0..;
    for staff in people.all() {
        let trained = match staff.person {
            person if person == people.lapsed_assessor.person => lapsed,
            _ if staff.is_asked_for_training() => current,
            _ => Trained::NotAsked,
        };
        founding.join(staff, trained)?;
        if staff.is_asked_for_training() {
            founding.place(staff, places.next().unwrap_or(0))?;
        }
    }
    founding.commit().await
}

impl Staff {
    fn is_asked_for_training(&self) -> bool {
        self.capacities.iter().any(|capacity| matches!(capacity.as_str(), "navigator" | "lead-assessor"))
    }
}

impl Practitioners {
    /// Who is called so in the tales.
    pub(super) fn in_a_tale(&self, name: &str) -> Option<&Staff> {
        Some(match name {
            "front-door" => &self.front_door,
            "second-front-door" => &self.second_front_door,
            "front-door-manager" => &self.front_door_manager,
            "supervisor" => &self.supervisor,
            "social-worker" => &self.social_worker,
            "chair" => &self.conference_chair,
            "family-help" => &self.family_help,
            "adviser" => &self.second_assessor,
            "police" => &self.police,
            "school" => &self.school,
            "health" => &self.health,
            _ => return None,
        })
    }

    fn all(&self) -> [&Staff; 23] {
        [
            &self.navigator,
            &self.second_navigator,
            &self.assessor,
            &self.second_assessor,
            &self.lapsed_assessor,
            &self.condition_adviser,
            &self.supervisor,
            &self.second_supervisor,
            &self.resources,
            &self.officer,
            &self.front_door,
            &self.second_front_door,
            &self.front_door_manager,
            &self.police,
            &self.school,
            &self.health,
            &self.complaints,
            &self.data_owner,
            &self.administrator,
            &self.social_worker,
            &self.conference_chair,
            &self.family_help,
            &self.analyst,
        ]
    }

    pub(super) fn cast(
        &self,
        parent_assessing: FamilyPersona,
        parent_with_plan: FamilyPersona,
        young_person: FamilyPersona,
    ) -> Cast {
        let front_door = "Sees concerns as they arrive; opens any record at once by giving a reason.";
        let navigates = "Reads requests, goes through the triage questions, proposes the route.";
        let supervises = "Confirms routes, allocates assessments, signs off decisions.";
        let assesses = "Writes assessments with families, and plans; training is current.";
        Cast {
            navigator: self.navigator.persona(navigates),
            second_navigator: self.second_navigator.persona(navigates),
            assessor: self.assessor.persona(assesses),
            second_assessor: self.second_assessor.persona(assesses),
            lapsed_assessor: self
                .lapsed_assessor
                .persona("Training has run out: may lead only with a named condition adviser."),
            condition_adviser: self
                .condition_adviser
                .persona("Stands beside an assessor whose training has a gap."),
            supervisor: self.supervisor.persona(supervises),
            second_supervisor: self.second_supervisor.persona(supervises),
            resource_decision_maker: self
                .resources
                .persona("Decides how an accepted need is met; never whether, and never how much less."),
            social_care_officer: self
                .officer
                .persona("Links social care with education, health and care plans."),
            front_door_practitioner: self.front_door.persona(front_door),
            second_front_door_practitioner: self.second_front_door.persona(front_door),
            front_door_manager: self
                .front_door_manager
                .persona("Answers each concern in writing and decides whether the family is told yet."),
            police: self
                .police
                .persona("Works with the front door on concerns that the police take part in."),
            social_worker: self
                .social_worker
                .persona("Leads enquiries and protection plans: sees the child, writes the plan."),
            conference_chair: self
                .conference_chair
                .persona("Chairs conferences, apart from those who do the work and decide about it."),
            family_help_practitioner: self
                .family_help
                .persona("Leads family help, and help for children in need: visits, plans, reviews."),
            school: self.school.persona("Sees the children of the school that take part; raises a concern."),
            health_professional: self.health.persona("Sees the children that the service knows."),
            complaints_manager: self.complaints.persona("Looks into complaints."),
            data_owner: self.data_owner.persona("Answers for figures; reads no child's record."),
            administrator: self.administrator.persona("Looks after accounts; reads no child's record."),
            analyst: self.analyst.persona("Checks the statutory returns; reads no child's record."),
            parent_assessing,
            parent_with_plan,
            young_person,
        }
    }
}
