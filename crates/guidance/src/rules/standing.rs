//! How one child stands: what has happened, and what is owed because of it, kept up as things happen.

use std::sync::Arc;

use fixedbitset::FixedBitSet;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Capacity, Moment};

use super::course::Start;
use super::evaluate::{Engine, Item, applies, of_row};
use super::plan::{Row, RowId};
use super::schedule::{Spelling, bound, clause, edition, statutory, stood_in, verified, version};
use super::status::{Stand, Status};
use super::timeline::{Entry, Timeline};
use super::{Due, Facts, Milestone, Rules, Scheduled};
use crate::vocabulary::{Bound, Verified};

/// How one child stands. It takes one milestone, or a fact that changed, and looks again only at what that can touch; it is
/// always what [`Rules::schedule`] makes of the same milestones and facts.
///
/// Its cost is that of the few duties that name the milestone, not of all duties. It holds no words: they are made when
/// somebody asks for them.
#[derive(Debug, Clone)]
pub struct Standing {
    rules: Rules,
    timeline: Timeline,
    facts: Facts,
    law_until: Date,
    items: Vec<Item>,
}

impl Standing {
    /// How a child stands, from scratch. Of the law it knows what comes into force until that day.
    pub(super) fn new(rules: &Rules, milestones: &[Milestone], facts: &Facts, law_until: Date) -> Self {
        let timeline = Timeline::new(&rules.plan, milestones);
        let mut standing =
            Self { rules: rules.clone(), timeline, facts: facts.clone(), law_until, items: Vec::new() };
        let mut asked = standing.no_rows();
        for called in standing.timeline.present().ones() {
            asked.extend(standing.rules.plan.started(called).iter().copied());
        }
        standing.look_again(asked);
        standing
    }

    /// Something happened, or was recorded late. The order in which milestones arrive changes nothing.
    pub fn happened(&mut self, milestone: &Milestone) {
        if let Some(entry) = self.timeline.add(&self.rules.plan, milestone) {
            self.look_again(self.touched_by(&entry));
        }
    }

    /// Something turned out not to have happened. The answer is whether it was known.
    pub fn withdrawn(&mut self, milestone: &Milestone) -> bool {
        let (known, gone) = self.timeline.remove(&self.rules.plan, milestone);
        if let Some(entry) = gone {
            self.look_again(self.touched_by(&entry));
        }
        known
    }

    /// Something happened at another time, or under another name, than was recorded. Nothing changes when the first
    /// recording is not known.
    pub fn corrected(&mut self, recorded: &Milestone, true_one: &Milestone) -> bool {
        let known = self.withdrawn(recorded);
        if known {
            self.happened(true_one);
        }
        known
    }

    /// What is known changed.
    pub fn learned(&mut self, facts: Facts) {
        let plan = &self.rules.plan;
        let changed = |row: &RowId| {
            let row = &plan.rows[*row];
            applies(row, &self.facts) != applies(row, &facts)
        };
        let mut asked = self.no_rows();
        asked.extend(plan.conditional.iter().copied().filter(changed));
        self.facts = facts;
        self.look_again(asked);
    }

    /// What is known.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Everything that is owed, in the order of the rules.
    pub fn owed(&self) -> impl Iterator<Item = Owed<'_>> {
        let counts = |item: &&Item| !stood_in(&self.engine(), &self.items, item);
        self.items.iter().filter(counts).map(|item| Owed {
            standing: self,
            row: &self.rules.plan.rows[item.row],
            item,
        })
    }

    /// Everything that is owed, in words and by date, as [`Rules::schedule`] gives it.
    pub fn scheduled(&self) -> Vec<Scheduled> {
        Spelling { engine: &self.engine(), items: &self.items }.all()
    }

    fn engine(&self) -> Engine<'_> {
        Engine {
            plan: &self.rules.plan,
            calendar: self.rules.guidance.calendar(),
            timeline: &self.timeline,
            facts: &self.facts,
            law_until: self.law_until,
        }
    }

    fn no_rows(&self) -> FixedBitSet {
        FixedBitSet::with_capacity(self.rules.plan.rows.len())
    }

    /// The rows that a milestone can change.
    fn touched_by(&self, entry: &Entry) -> FixedBitSet {
        let plan = &self.rules.plan;
        let mut rows = self.no_rows();
        rows.extend(plan.touched(entry.called).iter().copied());
        if plan.answered == Some(entry.called)
            && let Some(key) = entry.key
        {
            rows.extend(plan.answers(self.timeline.key(key)).iter().copied());
        }
        rows
    }

    /// Looks at these rows again, and at those that look at one which changed. What a row looks at comes before it, so each
    /// is looked at once.
    fn look_again(&mut self, mut asked: FixedBitSet) {
        let plan = Arc::clone(&self.rules.plan);
        let (mut room, mut found): (Vec<Start>, Vec<Item>) = (Vec::new(), Vec::new());
        let mut next = asked.minimum();
        while let Some(row) = next {
            asked.set(row, false);
            found.clear();
            self.engine().row(row, &self.items, &mut room, &mut found);
            if of_row(&self.items, row) != found.as_slice() {
                self.replace(row, &found);
                asked.extend(plan.rows[row].feeds.iter().copied());
            }
            next = asked.minimum();
        }
    }

    fn replace(&mut self, row: RowId, found: &[Item]) {
        let from = self.items.partition_point(|item| item.row < row);
        let until = self.items.partition_point(|item| item.row <= row);
        self.items.splice(from..until, found.iter().copied());
    }
}

/// One thing that is owed, without its words: for whoever counts, compares or asks for a date.
#[derive(Debug, Clone, Copy)]
pub struct Owed<'a> {
    standing: &'a Standing,
    row: &'a Row,
    item: &'a Item,
}

impl<'a> Owed<'a> {
    /// The duty (`AS-01`), or the local standard that stands alone.
    pub fn duty(self) -> &'a str {
        &self.row.id
    }

    /// The clock (`K03`) or the local standard that gave the limit.
    pub fn clock(self) -> Option<&'a str> {
        version(self.row, self.item).map(|version| version.clock.as_str())
    }

    /// The key of what started it.
    pub fn key(self) -> Option<&'a str> {
        self.item.origin.key.map(|key| self.standing.timeline.key(key))
    }

    /// Who is responsible.
    pub fn responsible(self) -> &'a Capacity {
        &self.row.responsible
    }

    /// When what started it happened.
    pub fn started(self) -> Moment {
        self.item.origin.at
    }

    /// When it is due.
    pub fn due(self) -> Due {
        self.item.due
    }

    /// Whether that is the latest or the earliest.
    pub fn bound(self) -> Bound {
        bound(self.row, self.item)
    }

    /// When it was done.
    pub fn stopped(self) -> Option<Moment> {
        self.item.stopped
    }

    /// Whether something ended it undone.
    pub fn lapsed(self) -> bool {
        self.item.lapsed
    }

    /// The clause it rests on. A local standard that stands alone has none.
    pub fn clause(self) -> Option<&'a str> {
        clause(self.row, self.item).map(|clause| clause.id.as_str())
    }

    /// The edition that it goes by.
    pub fn edition(self) -> Option<&'a str> {
        edition(&self.standing.rules.plan, self.row, self.item)
    }

    /// How well clause and number were verified: the weaker of the two.
    pub fn verified(self) -> Option<Verified> {
        verified(self.row, self.item)
    }

    /// Whether the limit is law or guidance.
    pub fn statutory(self) -> bool {
        statutory(self.row, self.item)
    }

    /// Whether a family may see it.
    pub fn shown_to_family(self) -> bool {
        self.row.shown_to_family
    }

    /// How it stands at this instant, by the day in England.
    pub fn status(self, now: Timestamp) -> Status {
        let Item { due, stopped, lapsed, begins, .. } = *self.item;
        Stand { due, bound: self.bound(), stopped, lapsed, begins }.status(now)
    }

    /// The same in words, with how its date was found.
    pub fn spelled_out(self) -> Scheduled {
        let engine = self.standing.engine();
        Spelling { engine: &engine, items: &self.standing.items }.one(self.item)
    }
}
