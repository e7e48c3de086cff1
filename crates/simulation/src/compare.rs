//! One record under two sets of rules.

use std::collections::{BTreeMap, BTreeSet};

use guidance::{Bound, Owed, Rules, Standing, Status};
use jiff::civil::Date;
use jiff::{Span, Timestamp};

use crate::assumptions::Assumptions;
use crate::bootstrap::{Added, Bootstrap, Turns};
use crate::fold::{Counted, Fold, Line, Spent};
use crate::limits::{Ruling, ruling};
use crate::record::{Record, Told};
use crate::report::Report;
use crate::routes::{self, Way, has_route};
use crate::work::{CENTRAL, When, Work, Working, line_of};

/// Today's rules and a draft's, and what they are compared by.
#[derive(Debug, Clone)]
pub struct Simulation {
    pub(crate) today: Side,
    pub(crate) draft: Side,
    pub(crate) assumptions: Assumptions,
    pub(crate) on: Date,
    pub(crate) until: Date,
    pub(crate) bootstrap: Option<Bootstrap>,
    now: Timestamp,
}

/// One set of rules.
#[derive(Debug, Clone)]
pub(crate) struct Side {
    pub rules: Rules,
    pub ruling: Ruling,
    pub has_route: bool,
}

impl Side {
    fn new(rules: Rules, on: Date) -> Self {
        Self { ruling: ruling(&rules, on), has_route: has_route(&rules), rules }
    }
}

/// What one record shows on one clock.
#[derive(Default)]
struct Seen {
    counted: BTreeSet<usize>,
    /// By how many days its date moves, the furthest of several; earlier is negative.
    shift: Option<i64>,
}

impl Seen {
    fn count(&mut self, what: Counted, holds: bool) {
        if holds {
            self.counted.insert(what as usize);
        }
    }
}

impl Simulation {
    /// Lays today's rules and a draft's side by side. Whether something is late is judged at the end of this day in England.
    pub fn new(
        today: Rules,
        draft: Rules,
        assumptions: Assumptions,
        on: Date,
        bootstrap: Option<Bootstrap>,
    ) -> Self {
        let ahead = Span::new().try_months(i64::from(assumptions.ahead_months)).unwrap_or_default();
        Self {
            today: Side::new(today, on),
            draft: Side::new(draft, on),
            until: on.checked_add(ahead).unwrap_or(Date::MAX),
            now: end_of(on),
            assumptions,
            on,
            bootstrap,
        }
    }

    /// Today's rules.
    pub fn today(&self) -> &Rules {
        &self.today.rules
    }

    /// The draft's rules.
    pub fn draft(&self) -> &Rules {
        &self.draft.rules
    }

    /// A fold of no records yet.
    pub fn begin(&self) -> Fold {
        Fold { turns: Turns::new(self.bootstrap), ..Fold::default() }
    }

    /// Adds one record to a fold.
    pub fn add(&self, fold: &mut Fold, record: &Record) {
        let group = record.group().place();
        let ways = [&self.today, &self.draft].map(|side| routes::way(record, side.has_route));
        let by_draft = record.told_by_draft.as_ref().unwrap_or(&record.told);
        let standings =
            [standing(&self.today, &record.told, ways[0]), standing(&self.draft, by_draft, ways[1])];
        let [before, after] = standings.each_ref().map(|standing| standing.owed().collect::<Vec<_>>());
        let seen = self.seen(&before, &after);
        let moves = ways[0] != ways[1];
        let is = |what: Counted| seen.values().any(|seen| seen.counted.contains(&(what as usize)));
        let becomes_late = is(Counted::BecomesLate);
        let still = [Counted::Open as usize, Counted::Done as usize];
        let differs = moves || seen.values().any(|seen| seen.counted.iter().any(|one| !still.contains(one)));

        fold.kinds[record.kind.place()][group] += 1;
        fold.differ[group] += u64::from(differs);
        fold.become_late[group] += u64::from(becomes_late);
        if let [Some(from), Some(to)] = ways {
            fold.ways.entry((from, to)).or_default()[group] += 1;
        }
        for (id, seen) in seen {
            self.add_line(fold, group, id, &seen);
        }
        let [so_far, ahead] = self.add_work(fold, record, ways, [&before, &after]);
        if let Some(bootstrap) = self.bootstrap {
            let added: Added = [i64::from(moves), i64::from(becomes_late), so_far, ahead];
            fold.turns.add(bootstrap, record.id, record.group(), &added);
        }
    }

    /// What was counted, as it may be shown. `about` says whose records these were.
    pub fn report(&self, fold: &Fold, about: &str) -> Report {
        crate::report::report(self, fold, about)
    }

    fn seen<'a>(&self, before: &[Owed<'a>], after: &[Owed<'a>]) -> BTreeMap<&'a str, Seen> {
        let mut seen: BTreeMap<&str, Seen> = BTreeMap::new();
        for pair in pairs(before, after) {
            match pair {
                (Some(one), Some(other)) => {
                    self.both(seen.entry(line_of(one)).or_default(), one, other);
                }
                (Some(one), None) => {
                    let seen = seen.entry(line_of(one)).or_default();
                    let is_open = one.status(self.now).is_open();
                    seen.count(Counted::Open, is_open);
                    seen.count(Counted::Ceases, is_open);
                }
                (None, Some(other)) => {
                    let seen = seen.entry(line_of(other)).or_default();
                    let status = other.status(self.now);
                    seen.count(Counted::Open, status.is_open());
                    seen.count(Counted::Begins, status.is_open());
                    seen.count(Counted::BecomesLate, status == Status::Overdue);
                }
                (None, None) => {}
            }
        }
        seen
    }

    fn both(&self, seen: &mut Seen, one: Owed<'_>, other: Owed<'_>) {
        let (before, after) = (one.status(self.now), other.status(self.now));
        let is_open = before.is_open() || after.is_open();
        let is_done = one.bound() == Bound::Max && one.stopped().is_some() && other.stopped().is_some();
        seen.count(Counted::Open, is_open);
        seen.count(Counted::Moved, is_open && one.due() != other.due());
        seen.count(Counted::BecomesLate, before != Status::Overdue && after == Status::Overdue);
        seen.count(Counted::NoLongerLate, before == Status::Overdue && after != Status::Overdue);
        seen.count(Counted::Done, is_done);
        seen.count(Counted::WouldBeLate, is_done && before != Status::Late && after == Status::Late);
        seen.count(Counted::WouldBeInTime, is_done && before == Status::Late && after != Status::Late);
        if let (true, Some(from), Some(to)) = (is_open, one.due().date(), other.due().date()) {
            let days = i64::from((to - from).get_days());
            let further = seen.shift.is_none_or(|known| days.abs() > known.abs());
            if days != 0 && further {
                seen.shift = Some(days);
            }
        }
    }

    fn add_line(&self, fold: &mut Fold, group: usize, id: &str, seen: &Seen) {
        if seen.counted.is_empty() {
            return;
        }
        let bands = &self.assumptions.bands_of_days;
        let known = [&self.today, &self.draft].into_iter().find_map(|side| side.ruling.get(id));
        let line = fold.lines.entry(id.to_owned()).or_insert_with(|| Line {
            name: known.map_or_else(String::new, |ruled| ruled.name.clone()),
            bands: vec![0; bands.len() * 2],
            ..Line::default()
        });
        for what in &seen.counted {
            line.counts[*what][group] += 1;
        }
        if let Some(days) = seen.shift {
            let reached = |band: &&u32| i64::from(**band) <= days.abs();
            let band = bands.iter().take_while(reached).count().saturating_sub(1);
            line.bands[if days < 0 { band } else { bands.len() + band }] += 1;
        }
    }

    /// Adds the work, and answers by how many minutes it differs so far and ahead, by the central values.
    fn add_work(
        &self,
        fold: &mut Fold,
        record: &Record,
        ways: [Option<Way>; 2],
        owed: [&[Owed<'_>]; 2],
    ) -> [i64; 2] {
        let group = record.group().place();
        let work = |side: &Side, place: usize| {
            Working {
                rules: &side.rules,
                ruling: &side.ruling,
                assumptions: &self.assumptions,
                on: self.on,
                until: self.until,
                now: self.now,
            }
            .work(record, ways[place], owed[place])
        };
        let (before, after): (Work, Work) = (work(&self.today, 0), work(&self.draft, 1));
        let mut all = [Spent::default(), Spent::default()];
        let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
        for key in keys {
            let side = |work: &Work| work.get(key).copied().unwrap_or_default();
            let (before, after) = (side(&before), side(&after));
            let spent = Spent { records: 1, changed: u64::from(before != after), before, after };
            fold.spent.entry(key.clone()).or_default()[group].add(&spent);
            all[key.0 as usize].add(&spent);
        }
        let mut differences = [0; 2];
        for (when, spent) in When::ALL.into_iter().zip(all) {
            if spent.records > 0 {
                let once = Spent { records: 1, changed: spent.changed.min(1), ..spent };
                fold.spent_in_all.entry(when).or_default()[group].add(&once);
            }
            let minutes = |of: u64| i64::try_from(of).unwrap_or(i64::MAX);
            differences[when as usize] = minutes(spent.after[CENTRAL]) - minutes(spent.before[CENTRAL]);
        }
        differences
    }
}

/// The end of a day in England.
fn end_of(day: Date) -> Timestamp {
    let midnight = day.tomorrow().unwrap_or(day).at(0, 0, 0, 0);
    let next = kernel::london_instant(midnight).unwrap_or(Timestamp::MAX);
    next.checked_sub(Span::new().seconds(1)).unwrap_or(next)
}

/// What is owed of a record under one set of rules.
fn standing(side: &Side, told: &Told, way: Option<Way>) -> Standing {
    side.rules.standing(&told.milestones, &routes::facts(&told.facts, way))
}

/// An item before and after; one of them is missing where it is there under one set of rules only.
type Pair<'a> = (Option<Owed<'a>>, Option<Owed<'a>>);

/// Which item is which: first the same duty on the same clock from the same beginning, then the same duty from the same
/// beginning on another clock.
fn pairs<'a>(before: &[Owed<'a>], after: &[Owed<'a>]) -> Vec<Pair<'a>> {
    let mut others: Vec<Option<Owed<'a>>> = after.iter().copied().map(Some).collect();
    let mut ones: Vec<Option<Owed<'a>>> = before.iter().copied().map(Some).collect();
    let mut pairs: Vec<Pair<'a>> = Vec::with_capacity(before.len().max(after.len()));
    for by_clock in [true, false] {
        for place in &mut ones {
            let Some(one) = *place else { continue };
            let same = |other: Owed<'_>| {
                let begins = other.started() == one.started() && other.key() == one.key();
                other.duty() == one.duty() && begins && (!by_clock || other.clock() == one.clock())
            };
            let found = others.iter_mut().find(|other| other.is_some_and(same));
            if let Some(found) = found {
                pairs.push((Some(one), found.take()));
                *place = None;
            }
        }
    }
    pairs.extend(ones.into_iter().flatten().map(|one| (Some(one), None)));
    pairs.extend(others.into_iter().flatten().map(|other| (None, Some(other))));
    pairs
}
