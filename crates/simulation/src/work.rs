//! Minutes of work, by capacity, as the assumptions have them.

use std::collections::BTreeMap;

use guidance::{Bound, Owed, Rules, Status};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Capacity;

use crate::assumptions::{Amount, Assumed, Assumptions, For};
use crate::limits::{Ruling, again};
use crate::record::{Kind, Record};
use crate::routes::{Way, leaves_out};

/// Minutes: low, central, high.
pub(crate) type Minutes = [u64; 3];

/// The place of the central value.
pub(crate) const CENTRAL: usize = 1;

/// Whether work was to be done until today, or comes in the months ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum When {
    SoFar,
    Ahead,
}

impl When {
    pub(crate) const ALL: [Self; 2] = [Self::SoFar, Self::Ahead];
}

/// One record's minutes under one set of rules.
pub(crate) type Work = BTreeMap<(When, Capacity), Minutes>;

/// What the work of one record is worked out from.
pub(crate) struct Working<'a> {
    pub rules: &'a Rules,
    pub ruling: &'a Ruling,
    pub assumptions: &'a Assumptions,
    /// The day until which work counts as so far.
    pub on: Date,
    /// The last day of the months ahead.
    pub until: Date,
    /// The instant at which statuses are judged.
    pub now: Timestamp,
}

impl Working<'_> {
    pub(crate) fn work(&self, record: &Record, way: Option<Way>, owed: &[Owed<'_>]) -> Work {
        let mut work = Work::new();
        for item in owed {
            self.add_item(&mut work, *item);
        }
        if let (Kind::Child, Some(way)) = (record.kind, way) {
            for entry in self.assumptions.entries(For::Assessment, way.as_str()) {
                add(&mut work, When::SoFar, entry, None, 1);
            }
            let done = self.assumptions.steps().filter(|step| !leaves_out(self.rules, Some(way), step));
            for entry in done.flat_map(|step| self.assumptions.entries(For::Step, step)) {
                add(&mut work, When::SoFar, entry, None, 1);
            }
        }
        work
    }

    fn add_item(&self, work: &mut Work, item: Owed<'_>) {
        let status = item.status(self.now);
        // Waiting is no work, and what does not apply, or not yet, is none either.
        let none = item.lapsed() || item.bound() == Bound::Min || status == Status::NotYet;
        if none || item.started().date() > self.on {
            return;
        }
        let responsible = Some(item.responsible());
        if let Some(entry) = self.assumptions.of_duty(item.clock(), item.duty()) {
            add(work, When::SoFar, entry, responsible, 1);
            if item.stopped().is_none() {
                add(work, When::Ahead, entry, responsible, self.times_ahead(item));
            }
        }
        if item.shown_to_family() && matches!(status, Status::Overdue | Status::Late) {
            for entry in self.assumptions.entries(For::MissedDate, "") {
                add(work, When::SoFar, entry, responsible, 1);
            }
        }
    }

    /// How often an open item that repeats falls due again, once it is done on its date, or today when that is past.
    fn times_ahead(&self, item: Owed<'_>) -> u64 {
        let ruled = self.ruling.get(line_of(item)).filter(|ruled| ruled.repeats);
        let (Some(limit), Some(due)) = (ruled.and_then(|ruled| ruled.number), item.due().date()) else {
            return 0;
        };
        again(self.rules, limit, due.max(self.on), self.until)
    }
}

/// The identifier under which an item is counted: its clock or local standard, otherwise its duty.
pub(crate) fn line_of(item: Owed<'_>) -> &str {
    item.clock().unwrap_or_else(|| item.duty())
}

fn add(work: &mut Work, when: When, entry: &Assumed, responsible: Option<&Capacity>, times: u64) {
    let Some(capacity) = entry.capacity.as_ref().or(responsible) else { return };
    if times == 0 {
        return;
    }
    let Amount { low, central, high } = entry.minutes;
    let minutes = work.entry((when, capacity.clone())).or_default();
    for (sum, more) in minutes.iter_mut().zip([low, central, high]) {
        *sum += u64::from(more) * times;
    }
}
