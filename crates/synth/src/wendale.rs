//! Wendale: the partnership of the demonstration.

mod challenges;
mod families;
mod practitioners;
mod tale;

use application::{Application, Unit};
use jiff::Timestamp;
use kernel::{StreamId, StreamKind};
use records::concern::Way;
use store::Batch;

use crate::cast::{Cast, FamilyPersona};
use crate::chance::Chance;
use crate::error::SynthError;
use crate::family::Family;
use crate::founding::must_be_empty;
use crate::journey::{Journey, Team};
use crate::safety::{Worry, raise};
use crate::situations::Data;
use crate::when::When;
use families::{Role, families};
use practitioners::{Practitioners, found};

/// The seed of Wendale: the same people each time.
pub const WENDALE_SEED: u64 = 1889;

/// Makes Wendale in an empty database. `progress` is told after each family how many of how many are made.
pub async fn wendale(
    application: &Application,
    now: Timestamp,
    progress: impl FnMut(usize, usize),
) -> Result<Cast, SynthError> {
    wendale_from(application, WENDALE_SEED, now, progress).await
}

/// Wendale from another seed: other people, the same journeys.
pub async fn wendale_from(
    application: &Application,
    seed: u64,
    now: Timestamp,
    mut progress: impl FnMut(usize, usize),
) -> Result<Cast, SynthError> {
    must_be_empty(application).await?;
    let data = Data::get()?;
    let when = When::new(application.rules().guidance().calendar(), now);
    let practitioners = found(application, &Chance::part(seed, 0), when).await?;
    let plans = families(when);
    let mut known = Known::default();
    for (number, plan) in plans.iter().enumerate() {
        let chance = Chance::part(seed, number as u64 + 1);
        let family = Family::new(data, data.situation(plan.situation)?, &chance, plan.received_at);
        let mut unit = Unit::begin(application).await?;
        let team = practitioners.team(plan.team);
        let turns = plan.turns;
        let received_at = plan.received_at;
        let mut journey =
            Journey::new(application, &mut unit, when, &chance, &family, team, turns, received_at);
        journey.walk(plan.until)?;
        unit.commit(now).await?;
        known.remember(plan.role, family);
        progress(number + 1, plans.len());
    }
    concerns(application, &Chance::part(seed, u64::MAX), when, &practitioners, &known).await?;
    tale::tell(application, &Chance::part(seed, u64::MAX - 2), when, &practitioners).await?;
    challenges::challenges(application, &Chance::part(seed, u64::MAX - 1), when, &practitioners, &known)
        .await?;
    cast(application, &practitioners, &known).await
}

/// The families that the cast and the concerns speak of.
#[derive(Default)]
pub(super) struct Known {
    assessing: Option<Family>,
    with_plan: Option<Family>,
    young_person: Option<Family>,
    noticed_at_school: Option<Family>,
    noticed_by_assessor: Option<Family>,
}

impl Known {
    fn remember(&mut self, role: Role, family: Family) {
        let place = match role {
            Role::Other => return,
            Role::ParentAssessing => &mut self.assessing,
            Role::ParentWithPlan => &mut self.with_plan,
            Role::YoungPerson => &mut self.young_person,
            Role::NoticedAtSchool => &mut self.noticed_at_school,
            Role::NoticedByAssessor => &mut self.noticed_by_assessor,
        };
        *place = Some(family);
    }
}

/// Three concerns: one nobody has seen, one that was seen, one that was answered.
async fn concerns(
    application: &Application,
    chance: &Chance,
    when: When<'_>,
    practitioners: &Practitioners,
    known: &Known,
) -> Result<(), SynthError> {
    let child = |family: &Option<Family>| family.as_ref().map(|family| family.child);
    let named =
        |family: &Option<Family>| family.as_ref().map_or_else(String::new, |family| family.full_name.clone());
    let answer = "I have read this and spoken with you. The setting has been asked, and the officer who looks into \
                  matters about people who work with children has been told. The support for the family goes on as \
                  planned.";
    let worries = [
        Worry {
            way: Way::Practitioner,
            raiser: Some((&practitioners.assessor, "lead-assessor")),
            child: child(&known.noticed_by_assessor),
            described: named(&known.noticed_by_assessor),
            noticed: "At the after-school club a worker pulled the child up by one arm. I saw it from the door. There \
                      was a red mark that faded.",
            know_and_think: "I know what I saw. I think it was haste and not meant, and it must not happen.",
            reach: "01632 960204",
            raised_at: when.at(when.working_days_ago(6), 10, 35),
            seen: Some((&practitioners.front_door, 5)),
            answered: Some((&practitioners.front_door_manager, 190, answer)),
        },
        Worry {
            way: Way::SafetyLine,
            raiser: None,
            child: None,
            described:
                "A boy of about nine who uses a walking frame, in Kiln Street, the house with the green gate"
                    .to_owned(),
            noticed: "I hear shouting most evenings and yesterday something broke and he was outside without a coat \
                      for a long time.",
            know_and_think: "",
            reach: "",
            raised_at: when.minutes_ago(170),
            seen: Some((&practitioners.second_front_door, 8)),
            answered: None,
        },
        Worry {
            way: Way::Practitioner,
            raiser: Some((&practitioners.school, "school")),
            child: child(&known.noticed_at_school),
            described: named(&known.noticed_at_school),
            noticed: "A bruise on the inside of the upper arm that was not there on Friday. The child is quieter than \
                      I have known and did not want to go to the taxi.",
            know_and_think: "I know about the bruise and the change. I think it is to do with the taxi, and I am not \
                             sure.",
            reach: "01632 960214",
            raised_at: when.minutes_ago(12),
            seen: None,
            answered: None,
        },
    ];
    let mut unit = Unit::begin(application).await?;
    for worry in &worries {
        raise(application, &mut unit, chance, worry, when.now())?;
    }
    Ok(unit.commit(when.now()).await?)
}

async fn cast(
    application: &Application,
    practitioners: &Practitioners,
    known: &Known,
) -> Result<Cast, SynthError> {
    let mut batch = Batch::new(application.partnership().clone(), application.now());
    let mut persona = |family: &Option<Family>, in_record: bool, about: &str| {
        let family = family.as_ref().ok_or_else(|| SynthError::Unknown("a family of the cast".to_owned()))?;
        let reach = if in_record {
            StreamId::new(StreamKind::Child, family.child)
        } else {
            StreamId::new(StreamKind::Request, family.request)
        };
        let (kept, given) = application.make_code(family.asker, reach);
        batch.codes.push(kept);
        Ok::<_, SynthError>(FamilyPersona {
            person: family.asker,
            name: family.asker_name.clone(),
            child_called: family.called.clone(),
            reach,
            code: given.text,
            request: family.request,
            child: in_record.then_some(family.child),
            about: about.to_owned(),
        })
    };
    let cast = practitioners.cast(
        persona(&known.assessing, true, "A parent who reads along while the assessment is written.")?,
        persona(&known.with_plan, true, "A parent whose support plan has been shared.")?,
        persona(&known.young_person, false, "A young person who asked alone and waits for an answer.")?,
    );
    application.store().append(batch).await.map_err(SynthError::Codes)?;
    Ok(cast)
}

impl Practitioners {
    /// The people around a family, by the number of its team.
    fn team(&self, number: usize) -> Team<'_> {
        let assessor = match number % 5 {
            0 | 1 | 3 => &self.assessor,
            2 => &self.second_assessor,
            _ => &self.lapsed_assessor,
        };
        let even = number.is_multiple_of(2);
        Team {
            navigator: if even { &self.navigator } else { &self.second_navigator },
            supervisor: if even { &self.supervisor } else { &self.second_supervisor },
            assessor,
            adviser: &self.condition_adviser,
            school: &self.school,
            resources: Some(&self.resources),
        }
    }
}
