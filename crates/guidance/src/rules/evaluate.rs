//! From milestones and facts to what must happen, one row of the plan at a time. What is made from scratch and what is kept
//! up as things happen both come through here.

use jiff::Span;
use jiff::civil::Date;
use kernel::Moment;

use super::course::{Start, starts};
use super::limit::{Pause, Silent, Telling, find, find_with_pauses};
use super::plan::{Kind, Plan, Row, RowId, Version};
use super::schedule::known_to_hold;
use super::status::stopped_in_time;
use super::timeline::{Entry, Timeline, is_earlier};
use super::{Due, Facts};
use crate::calendar::Calendar;
use crate::model::Transition;
use crate::vocabulary::{Bound, Limit};
use crate::words;

/// Something that must happen, without its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    pub row: RowId,
    pub origin: Entry,
    pub due: Due,
    pub stopped: Option<Moment>,
    pub lapsed: bool,
    pub begins: Option<Date>,
    pub because: Because,
    /// The version of its row's limit that holds.
    pub version: Option<usize>,
    /// The day whose law counts: that of its start, unless a later version of its limit took it over.
    pub law_of: Date,
    /// The day on which it was done or ended.
    pub over: Option<Date>,
}

/// Where its date comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Because {
    /// From its own limit, where it has one.
    Itself,
    /// From another that it is due together with.
    Together(Other),
    /// There is none to be due with any more.
    Alone,
    /// Another was, or might be, missed.
    Missed(Other),
}

/// Another item: which of its row's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Other {
    pub row: RowId,
    pub nth: usize,
}

/// What a row is looked at with.
pub(super) struct Engine<'a> {
    pub plan: &'a Plan,
    pub calendar: &'a Calendar,
    pub timeline: &'a Timeline,
    pub facts: &'a Facts,
    /// The last day of which the law is known: no later version takes anything over.
    pub law_until: Date,
}

/// The items of a row among all items, which are in the order of their rows.
pub(super) fn of_row(items: &[Item], row: RowId) -> &[Item] {
    let from = items.partition_point(|item| item.row < row);
    let until = items.partition_point(|item| item.row <= row);
    &items[from..until]
}

/// Whether a row applies, given what is known.
pub(super) fn applies(row: &Row, facts: &Facts) -> bool {
    !row.course.conditional
        || (known_to_hold(&row.course.when, facts)
            && row.course.unless.as_ref().is_none_or(|unless| !known_to_hold(unless, facts)))
}

impl Engine<'_> {
    /// What this row comes to, given what the rows before it came to.
    pub(super) fn row(&self, id: RowId, before: &[Item], room: &mut Vec<Start>, found: &mut Vec<Item>) {
        let row = &self.plan.rows[id];
        if row.course.trigger.is_disjoint(self.timeline.present()) || !applies(row, self.facts) {
            return;
        }
        starts(self.timeline, &row.course, room);
        match row.kind {
            Kind::Duty | Kind::Standard => {
                found.extend(room.iter().filter_map(|start| self.item(id, *start)));
            }
            Kind::Companion => {
                for start in room.iter() {
                    found.extend(self.begin(id, *start).map(|item| self.together(item, before)));
                }
            }
            Kind::Breach => self.missed(id, before, room, found),
        }
    }

    /// Something with a limit of its own, or with none.
    fn item(&self, id: RowId, start: Start) -> Option<Item> {
        let mut item = self.begin(id, start)?;
        if self.plan.rows[id].limit_on(item.origin.date).is_none() {
            self.answered(&mut item, start.place);
        }
        self.reckon(&mut item, start.place, &mut Silent);
        Some(item)
    }

    /// The part that follows from the course alone. Nothing where the law was not in force on the day it started.
    fn begin(&self, id: RowId, start: Start) -> Option<Item> {
        let row = &self.plan.rows[id];
        let course = &row.course;
        let origin = *self.timeline.entry(start.place);
        if !row.is_in_force_on(origin.date) {
            return None;
        }
        let stop = self.timeline.first_after(start.place, &course.stop, course.paired);
        let stop = stop.map(|place| self.timeline.entry(place));
        let end = self.timeline.first_ending(start.place, &course.lapses, course.paired);
        let end = end.into_iter().chain(start.overtaken).min().map(|place| self.timeline.entry(place));
        let lapsed = match (stop, end) {
            (None, Some(_)) => true,
            (Some(stop), Some(end)) => end.is_earlier_than(stop),
            (_, None) => false,
        };
        Some(Item {
            row: id,
            origin,
            due: Due::NoLimit,
            stopped: stop.filter(|_| !lapsed).map(|stop| stop.at),
            lapsed,
            begins: self.in_sight(&origin),
            because: Because::Itself,
            version: None,
            law_of: origin.date,
            over: if lapsed { end } else { stop }.map(|over| over.date),
        })
    }

    /// From when something that waits for a birthday is in sight; nothing for everything else.
    fn in_sight(&self, origin: &Entry) -> Option<Date> {
        let months = self.plan.in_sight(origin.called)?;
        origin.date.checked_sub(Span::new().try_months(i64::from(months)).ok()?).ok()
    }

    /// The limit that holds for an item, and the date that it gives.
    ///
    /// The version in force on the day it started holds. A later version that comes into force while it still runs may take
    /// it over, if the data of that version says so. What was done, ended or had run out by then is not touched.
    pub(super) fn reckon<T: Telling>(&self, item: &mut Item, place: usize, told: &mut T) {
        let row = &self.plan.rows[item.row];
        item.law_of = item.origin.date;
        item.version = row.limit_on(item.origin.date);
        item.due = match item.version {
            Some(version) => self.run(&row.limits[version], place, item.origin.at, told),
            None => Due::NoLimit,
        };
        for (number, version) in row.limits.iter().enumerate() {
            let day = version.in_force.from;
            if day <= item.origin.date || self.law_until < day {
                continue;
            }
            let over =
                item.over.is_some_and(|over| over < day) || item.due.date().is_some_and(|due| due < day);
            if over {
                break;
            }
            let from = match version.transition {
                Transition::AsStarted => {
                    if let (true, Some(held)) = (T::LISTENS, item.version) {
                        keep(&row.limits[held], version, told);
                    }
                    continue;
                }
                Transition::NewLimitFromCommencement => Moment::On(day),
                Transition::NewLimitFromStart => item.origin.at,
            };
            if T::LISTENS {
                told.say(taken_over(version));
            }
            item.version = Some(number);
            item.law_of = day;
            item.due = self.run(version, place, from, told);
        }
    }

    /// Runs one version of a limit from a moment.
    fn run<T: Telling>(&self, version: &Version, place: usize, from: Moment, told: &mut T) -> Due {
        let pauses = self.pauses(version, place, from);
        let first = told.parts();
        let due = if pauses.is_empty() {
            find(self.calendar, version.measure, from, told)
        } else {
            find_with_pauses(self.calendar, version.measure, from, &pauses, told)
        };
        if T::LISTENS {
            if version.measure.limit.bound == Bound::Min {
                told.prefix(first, "at least ");
            }
            if version.measure.limit != version.law {
                told.say(format!("the guidance says {} {}", extent(version.law), version.law));
            }
        }
        due
    }

    /// The times in which a clock that runs from a moment stood still. One that stood still already when it would have
    /// started runs all the same.
    fn pauses(&self, version: &Version, origin: usize, from: Moment) -> Vec<Pause> {
        let mut stands = Vec::new();
        if version.paused_by.is_disjoint(self.timeline.present()) {
            return stands;
        }
        let mut used = Vec::new();
        let mut after = Some(origin);
        while let Some(place) = after {
            let Some(paused) = self.timeline.first_after(place, &version.paused_by, version.paired) else {
                break;
            };
            if used.contains(&paused) {
                break;
            }
            used.push(paused);
            after = self.timeline.first_after(paused, &version.resumed_by, version.paired);
            let (stood, until) =
                (self.timeline.entry(paused).at, after.map(|after| self.timeline.entry(after).at));
            // A limit that begins anew in the middle of it stands still from there.
            if until.is_none_or(|until| is_earlier(from, until)) {
                let begun = if is_earlier(stood, from) { from } else { stood };
                stands.push(Pause { from: begun, until });
            }
        }
        stands
    }

    /// A duty without a number is a duty too; it may be answered in words.
    fn answered(&self, item: &mut Item, origin: usize) {
        let row = &self.plan.rows[item.row];
        let Some(answered) = self.plan.answered else { return };
        let Some(place) = self.timeline.first_for(origin, answered, &row.id) else { return };
        let answer = self.timeline.entry(place);
        let ended = self.timeline.first_ending(origin, &row.course.lapses, row.course.paired);
        let in_time = ended.is_none_or(|ended| !self.timeline.entry(ended).is_earlier_than(answer));
        if in_time && item.stopped.is_none_or(|stopped| answer.date < stopped.date()) {
            item.stopped = Some(answer.at);
            item.lapsed = false;
            item.over = Some(answer.date);
        }
    }

    /// Due with the first of others that applies and is not done yet.
    fn together(&self, mut item: Item, before: &[Item]) -> Item {
        let leads = |other: &Item| {
            let open = other.stopped.is_none_or(|stopped| stopped.date() >= item.origin.date);
            open && !other.lapsed && other.due != Due::NoLimit
        };
        let leader = self.plan.rows[item.row].leaders.iter().find_map(|rows| {
            rows.iter().find_map(|row| {
                let nth = of_row(before, *row).iter().position(leads)?;
                Some(Other { row: *row, nth })
            })
        });
        match leader {
            Some(other) => {
                item.due = of_row(before, other.row).get(other.nth).map_or(Due::NoLimit, |leader| leader.due);
                item.because = Because::Together(other);
            }
            None => item.because = Because::Alone,
        }
        item
    }

    /// What is owed once another date has been missed.
    fn missed(&self, id: RowId, before: &[Item], room: &[Start], found: &mut Vec<Item>) {
        for row in &self.plan.rows[id].breached {
            for (nth, other) in of_row(before, *row).iter().enumerate() {
                let counts = other.version.is_some() && !other.lapsed;
                let Some(due) = other.due.date().filter(|_| counts) else { continue };
                if other.stopped.is_some_and(|stopped| stopped_in_time(other.due, stopped)) {
                    continue;
                }
                let same = room.iter().filter(|start| *self.timeline.entry(start.place) == other.origin);
                for start in same {
                    let Some(mut item) = self.item(id, *start) else { continue };
                    item.begins = due.tomorrow().ok();
                    item.because = Because::Missed(Other { row: *row, nth });
                    found.push(item);
                }
            }
        }
    }
}

fn extent(limit: Limit) -> &'static str {
    match limit.bound {
        Bound::Max => "at most",
        Bound::Min => "at least",
    }
}

/// Says that a later limit leaves this one as it is.
fn keep(held: &Version, later: &Version, told: &mut impl Telling) {
    if held.law != later.law {
        let (day, limit) = (words::full_date(later.in_force.from), later.law);
        told.say(format!(
            "from {day} it is {} {limit} for what starts then; what had started keeps its {}",
            extent(limit),
            held.measure.limit,
        ));
    }
}

/// That a later limit takes this one over.
fn taken_over(later: &Version) -> String {
    let whose = later.clauses.iter().find(|clause| clause.in_force.contains(later.in_force.from));
    let whose = whose.map_or("the new rule", |clause| clause.short.as_str());
    let how = match later.transition {
        Transition::NewLimitFromStart => "counted from when it started",
        Transition::NewLimitFromCommencement | Transition::AsStarted => "counted anew from that day",
    };
    let day = words::full_date(later.in_force.from);
    format!(
        "from {day} {whose} sets {} {}, also for what had already started, {how}",
        extent(later.law),
        later.law
    )
}
