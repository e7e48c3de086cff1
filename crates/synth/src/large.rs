//! A partnership of any size, for benchmarks.

use application::{Application, Failure, Unit};
use jiff::Timestamp;
use records::request::Channel;
use tokio::task::JoinHandle;

use crate::chance::Chance;
use crate::error::SynthError;
use crate::family::Family;
use crate::founding::{Founding, Staff, Trained, must_be_empty, staff};
use crate::journey::{Journey, Team};
use crate::situations::{Data, Situation};
use crate::stages::{CommentTurn, Stage, Turns};
use crate::when::When;

/// About how many events each child has, readings included.
pub const EVENTS_A_CHILD: usize = 40;
/// Children of one lead assessor.
const CHILDREN_OF_ASSESSOR: usize = 16;
/// Children of one supervisor.
const CHILDREN_OF_SUPERVISOR: usize = 400;
/// Children of one navigator, whose part ends with the route.
const CHILDREN_OF_NAVIGATOR: usize = 200;
/// Entries gathered before they are written: some hundreds keep a commit's fixed cost small.
const ENTRIES_A_BATCH: usize = 900;
/// Working days over which the requests are spread: most have a plan, and few are past its first review.
const SPREAD_DAYS: usize = 110;
/// The part of the children, in a hundred, whose journey is in its first weeks.
const RECENT_PERCENT: usize = 30;
/// Working days that count as the first weeks.
const RECENT_DAYS: usize = 45;

/// How large, from which seed, and when.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Children.
    pub children: usize,
    /// The seed.
    pub seed: u64,
    /// Every date is counted back from here.
    pub now: Timestamp,
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Children.
    pub children: usize,
    /// Practitioners.
    pub practitioners: usize,
    /// Events, readings included.
    pub events: usize,
}

/// Makes a partnership in an empty database. `progress` is told how many children are made.
pub async fn partnership(
    application: &Application,
    options: Options,
    mut progress: impl FnMut(usize),
) -> Result<Made, SynthError> {
    must_be_empty(application).await?;
    let data = Data::get()?;
    let when = When::new(application.rules().guidance().calendar(), options.now);
    let people = People::found(application, data, options, when).await?;
    let situations: Vec<&'static Situation> = data.journeys().collect();
    let mut made = Made { children: 0, practitioners: people.count(), events: 0 };
    let mut writing: Option<JoinHandle<Result<(), Failure>>> = None;
    let mut unit = Unit::begin(application).await?;
    for number in 0..options.children {
        child(application, &mut unit, data, &situations, &people, options, when, number)?;
        made.children += 1;
        if unit.len() >= ENTRIES_A_BATCH || made.children == options.children {
            let full = std::mem::replace(&mut unit, Unit::begin(application).await?);
            made.events += full.len();
            finished(writing.take()).await?;
            // The next families are made while these are written.
            writing = Some(tokio::spawn(full.commit(options.now)));
            progress(made.children);
        }
    }
    finished(writing).await?;
    Ok(made)
}

async fn finished(writing: Option<JoinHandle<Result<(), Failure>>>) -> Result<(), SynthError> {
    match writing {
        None => Ok(()),
        Some(writing) => Ok(writing.await.map_err(|_| SynthError::Stopped)??),
    }
}

#[expect(clippy::too_many_arguments, reason = "the one place where a child meets everything it is made from")]
fn child(
    application: &Application,
    unit: &mut Unit,
    data: &'static Data,
    situations: &[&'static Situation],
    people: &People,
    options: Options,
    when: When<'_>,
    number: usize,
) -> Result<(), SynthError> {
    let chance = Chance::part(options.seed, number as u64 + 1);
    let recent = chance.percent(RECENT_PERCENT);
    let days = chance.below(if recent { RECENT_DAYS } else { SPREAD_DAYS });
    let day = when.working_days_ago(u32::try_from(days).unwrap_or(0));
    let hour = i8::try_from(chance.between(7, 21)).unwrap_or(9);
    let minute = i8::try_from(chance.between(0, 59)).unwrap_or(0);
    let received_at = when.at(day, hour, minute);
    let situation = situations[number % situations.len().max(1)];
    let family = Family::new(data, situation, &chance, received_at);
    let turns = turns(&chance);
    let before = unit.len();
    let team = people.team(number);
    let mut journey = Journey::new(application, unit, when, &chance, &family, team, turns, received_at);
    journey.walk(Stage::PlanShared)?;
    let more = EVENTS_A_CHILD.saturating_sub(journey.unit.len() - before);
    journey.turns.more_reads = more;
    journey.more_reads()
}

fn turns(chance: &Chance) -> Turns {
    let channels = [Channel::Web, Channel::Web, Channel::Web, Channel::Phone, Channel::Paper];
    Turns {
        channel: chance.pick(&channels).copied().unwrap_or(Channel::Web),
        care_may_fail: chance.percent(4),
        struck_out: chance.percent(3),
        returned: chance.percent(5),
        comment: if chance.percent(60) { CommentTurn::Answered } else { CommentTurn::None },
        varied: true,
        ..Turns::default()
    }
}

/// Practitioners in proportion to the children.
struct People {
    navigators: Vec<Staff>,
    supervisors: Vec<Staff>,
    assessors: Vec<Staff>,
    others: Vec<Staff>,
}

impl People {
    async fn found(
        application: &Application,
        data: &Data,
        options: Options,
        when: When<'_>,
    ) -> Result<Self, SynthError> {
        let at = when.at(when.days_from_today(-600), 9, 0);
        let chance = Chance::part(options.seed, 0);
        let council = "wendale-council";
        let several = |capacity: &str, title: &str, children: usize, base: usize| {
            (0..options.children.div_ceil(children).max(1))
                .map(|number| {
                    let given = chance.name(&data.names.grown_ups);
                    let name = format!("{given} {}", chance.name(&data.names.surnames));
                    staff(&chance, at, name, capacity, (council, title, base + number))
                })
                .collect::<Result<Vec<_>, _>>()
        };
        let all = options.children.max(1);
        let mut people = Self {
            navigators: several("navigator", "route navigator", CHILDREN_OF_NAVIGATOR, 200)?,
            supervisors: several("practice-supervisor", "practice supervisor", CHILDREN_OF_SUPERVISOR, 300)?,
            assessors: several("lead-assessor", "lead assessor", CHILDREN_OF_ASSESSOR, 400)?,
            others: Vec::new(),
        };
        for (capacity, title) in [
            ("condition-adviser", "condition adviser"),
            ("school", "SEN coordinator"),
            ("front-door-practitioner", "front door practitioner"),
            ("front-door-manager", "front door manager"),
            ("administrator", "administrator"),
        ] {
            people.others.extend(several(capacity, title, all, 900)?);
        }
        let current = Trained::Until(when.days_from_today(300));
        let mut founding = Founding::begin(application, at).await?;
        for (number, staff) in people.navigators.iter().chain(&people.assessors).enumerate() {
            founding.join(staff, current)?;
            founding.place(staff, number)?;
            founding.commit_if_full().await?;
        }
        for staff in people.supervisors.iter().chain(&people.others) {
            founding.join(staff, Trained::NotAsked)?;
            founding.commit_if_full().await?;
        }
        founding.commit().await?;
        Ok(people)
    }

    fn count(&self) -> usize {
        self.navigators.len() + self.supervisors.len() + self.assessors.len() + self.others.len()
    }

    fn team(&self, number: usize) -> Team<'_> {
        Team {
            navigator: &self.navigators[number / CHILDREN_OF_NAVIGATOR],
            supervisor: &self.supervisors[number / CHILDREN_OF_SUPERVISOR],
            assessor: &self.assessors[number / CHILDREN_OF_ASSESSOR],
            adviser: &self.others[0],
            school: &self.others[1],
            resources: None,
        }
    }
}
