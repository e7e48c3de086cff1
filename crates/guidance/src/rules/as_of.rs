//! What was owed on another day, and which requests belong to one another.

use jiff::Timestamp;
use kernel::{Moment, london_date};

use super::limit::{Measure, Silent, find};
use super::standing::Standing;
use super::{Facts, Milestone, Rules, Scheduled, Status};
use crate::model::Counting;

/// Two of a kind, of which the later came within the limit of the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkedBack {
    /// When the earlier came.
    pub earlier: Moment,
    /// When the later came.
    pub later: Moment,
}

impl Rules {
    /// What was owed at an instant, and how it stood: under the law in force then, knowing what had happened by then.
    ///
    /// Later versions of a limit take nothing over yet. Birthdays are foreseen, so what waits for one is there before it. Of
    /// what was recorded late this takes no notice: who wants to know what was *known* then leaves it out of the milestones.
    pub fn as_of(&self, milestones: &[Milestone], facts: &Facts, at: Timestamp) -> Vec<(Scheduled, Status)> {
        let day = london_date(at);
        let by_then = |milestone: &&Milestone| {
            let foreseen = self.plan.name(&milestone.name).and_then(|name| self.plan.in_sight(name));
            foreseen.is_some()
                || match milestone.at {
                    Moment::At(instant) => instant <= at,
                    Moment::On(date) => date <= day,
                }
        };
        let happened: Vec<Milestone> = milestones.iter().filter(by_then).cloned().collect();
        let standing = Standing::new(self, &happened, facts, day);
        let scheduled = standing.scheduled().into_iter();
        scheduled
            .map(|item| {
                let status = item.status(at);
                (item, status)
            })
            .collect()
    }

    /// Which milestones are linked back to the one before, by a clock that links: a request that follows another within so
    /// many months. It says that they belong together; it neither stops nor starts anything. Nothing where no such clock is
    /// in force.
    pub fn linked_back(&self, clock: &str, milestones: &[Milestone]) -> Vec<LinkedBack> {
        let guidance = self.guidance();
        let origin = guidance.clock(clock).map(|clock| guidance.canonical(&clock.origin));
        let mut moments: Vec<Moment> = milestones
            .iter()
            .filter(|milestone| origin == Some(guidance.canonical(&milestone.name)))
            .map(|milestone| milestone.at)
            .collect();
        moments.sort_by_key(|at| (at.date(), at.instant()));
        moments.dedup();
        let pairs = moments.windows(1 + 1).filter_map(|pair| match pair {
            [earlier, later] => Some(LinkedBack { earlier: *earlier, later: *later }),
            _ => None,
        });
        let within = |pair: &LinkedBack| {
            let version = guidance.clock_on(clock, pair.later.date());
            let Some(version) = version.filter(|version| version.counting == Counting::Link) else {
                return false;
            };
            let measure = Measure { limit: version.limit, counting: Counting::DayAfter };
            let until = find(guidance.calendar(), measure, pair.earlier, &mut Silent);
            until.date().is_some_and(|until| pair.later.date() <= until)
        };
        pairs.filter(within).collect()
    }
}
