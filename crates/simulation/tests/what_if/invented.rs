//! Rules, and records from a seed.

use std::sync::{Arc, OnceLock};

use guidance::{Facts, Guidance, Level, Milestone, Protocol, Rules, Source};
use jiff::Span;
use jiff::civil::{Date, date};
use kernel::{Moment, SeededRandomness};
use simulation::{Assumptions, Bootstrap, Kind, Record, Simulation, Told, lay_over};
use uuid::Uuid;

/// The day on which everything is judged.
pub const ON: Date = date(2026, 11, 23);

/// The guidance that is built in, with today's template.
pub fn today() -> Rules {
    static READ: OnceLock<Rules> = OnceLock::new();
    READ.get_or_init(|| rules(guidance(), &Protocol::embedded_source("default").unwrap())).clone()
}

fn guidance() -> Arc<Guidance> {
    static READ: OnceLock<Arc<Guidance>> = OnceLock::new();
    Arc::clone(READ.get_or_init(|| Arc::new(Guidance::embedded().unwrap())))
}

fn rules(guidance: Arc<Guidance>, protocol: &Source) -> Rules {
    let protocol = Arc::new(Protocol::parse(protocol, &guidance).unwrap());
    Rules::new(guidance, protocol)
}

/// A lead assessor is named in half the time.
pub fn sooner() -> Rules {
    static READ: OnceLock<Rules> = OnceLock::new();
    let source = || Source::new("sooner.toml", include_str!("../drafts/sooner.toml"));
    READ.get_or_init(|| rules(guidance(), &source())).clone()
}

/// Disabled children have no route of their own.
pub fn no_route() -> Rules {
    static READ: OnceLock<Rules> = OnceLock::new();
    let source = || Source::new("no-route.toml", include_str!("../drafts/no-route.toml"));
    READ.get_or_init(|| rules(guidance(), &source())).clone()
}

/// An assessment takes at most thirty working days: a draft edition laid over what is built in, and a protocol that is based on
/// the template and says anew what of it no longer fits.
pub fn thirty_days() -> Rules {
    static READ: OnceLock<Rules> = OnceLock::new();
    let read = || {
        let clocks = Source::new("clocks.toml", include_str!("../drafts/thirty-days/clocks.toml"));
        let sources = lay_over(&Guidance::embedded_sources(), &[clocks]).unwrap();
        let source = Source::new("thirty-days.toml", include_str!("../drafts/thirty-days.toml"));
        rules(Arc::new(Guidance::from_sources(&sources).unwrap()), &source)
    };
    READ.get_or_init(read).clone()
}

pub fn simulation(draft: Rules, bootstrap: Option<Bootstrap>) -> Simulation {
    Simulation::new(today(), draft, Assumptions::embedded().unwrap(), ON, bootstrap)
}

struct Chance(SeededRandomness);

impl Chance {
    fn below(&self, limit: u64) -> u64 {
        self.0.next_number() % limit
    }

    fn days(&self, limit: u64) -> Span {
        Span::new().days(i64::try_from(self.below(limit)).unwrap())
    }
}

/// How a journey goes: each milestone, and at most how many days after the one before.
const JOURNEY: [(&str, u64); 10] = [
    ("request.acknowledged", 2),
    ("request.read", 1),
    ("route.decided", 3),
    ("assessor.allocated", 10),
    ("child.met", 20),
    ("assessment.draft_shared", 25),
    ("assessment.authorised", 25),
    ("decision.letter_sent", 9),
    ("plan.made", 20),
    ("review.held", 120),
];

/// One record, from a seed and its number.
pub fn record(seed: u64, number: u64) -> Record {
    let chance = Chance(SeededRandomness::new(seed.wrapping_mul(1_000_003) ^ number));
    let kind = match chance.below(20) {
        0..15 => Kind::Child,
        15..18 => Kind::Request,
        18 => Kind::Concern,
        _ => Kind::Challenge,
    };
    let begun = ON.checked_sub(chance.days(300)).unwrap();
    let facts = Facts {
        assessment_level: (kind == Kind::Child)
            .then(|| Level::ALL[usize::try_from(chance.below(3)).unwrap()]),
        disabled: [Some(true), Some(true), Some(false), None][usize::try_from(chance.below(4)).unwrap()],
        ehc: Some(chance.below(8) == 0),
        ..Facts::default()
    };
    let at = |day: Date| Moment::On(day);
    let milestones = match kind {
        Kind::Protection => vec![Milestone::new("significant_harm.suspected", at(begun))],
        Kind::Concern => vec![Milestone::new("concern.raised", at(begun))],
        Kind::Contact => vec![Milestone::new("contact.received", at(begun))],
        Kind::Challenge => {
            vec![Milestone::new("challenge.made", at(begun)), Milestone::new("second_look.asked", at(begun))]
        }
        Kind::Child | Kind::Request => {
            let steps = if kind == Kind::Child { chance.below(JOURNEY.len() as u64 + 1) } else { 2 };
            let mut day = begun;
            let mut milestones = vec![Milestone::new("support.requested", at(day))];
            for (name, most) in JOURNEY.iter().take(usize::try_from(steps).unwrap()) {
                day = day.checked_add(chance.days(*most)).unwrap();
                if day <= ON {
                    milestones.push(Milestone::new(*name, at(day)));
                }
            }
            milestones
        }
    };
    Record {
        id: Uuid::from_u128(u128::from(seed) << 64 | u128::from(number)),
        kind,
        awaits_route: kind == Kind::Request,
        told: Told { milestones, facts },
        told_by_draft: None,
    }
}

pub fn records(seed: u64, number: u64) -> Vec<Record> {
    (0..number).map(|each| record(seed, each)).collect()
}
