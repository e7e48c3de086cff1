//! From milestones and facts to what must happen.

use jiff::civil::Date;
use kernel::Capacity;

use super::timeline::{Entry, Timeline};
use super::{Due, Facts, Milestone, Rules, Scheduled, birthdays, due};
use crate::model::{Clause, Clock, Condition, Course, Duty};
use crate::protocol::Standard;
use crate::vocabulary::{Bound, Limit, Verified};
use crate::words;

/// The milestone that answers a duty without a limit, keyed by the duty's identifier.
const ANSWERED: &str = "duty.answered";

pub(super) fn schedule(rules: &Rules, milestones: &[Milestone], facts: &Facts) -> Vec<Scheduled> {
    let timeline = Timeline::new(rules.guidance(), milestones);
    let engine = Engine { rules, timeline, facts };
    let mut scheduled: Vec<Scheduled> = Vec::new();
    for duty in rules.guidance().duties().filter(|duty| duty.on_breach_of.is_none()) {
        scheduled.extend(engine.duty(duty));
    }
    let (dated, companions): (Vec<_>, Vec<_>) =
        rules.protocol().standards().iter().partition(|standard| standard.due_with.is_empty());
    for standard in dated {
        let found = engine.standard(standard);
        // A standard that gives a number to a duty without one stands in its place.
        scheduled.retain(|item| {
            item.due != Due::NoLimit
                || !found.iter().any(|given| given.duty == item.duty && given.origin == item.origin)
        });
        scheduled.extend(found);
    }
    for standard in companions {
        let found = engine.companion(standard, &scheduled);
        scheduled.extend(found);
    }
    for duty in rules.guidance().duties().filter(|duty| duty.on_breach_of.is_some()) {
        let found = engine.on_breach(duty, &scheduled);
        scheduled.extend(found);
    }
    scheduled.sort_by(|one, other| order(one).cmp(&order(other)));
    scheduled
}

/// By date, those without one last; then by name, so that the order is always the same.
fn order(item: &Scheduled) -> (Date, bool, &str, Option<&str>, Option<&str>, Date) {
    let date = item.due.date().unwrap_or(Date::MAX);
    let origin = item.origin.at.date();
    (date, item.due == Due::NoLimit, &item.duty, item.clock.as_deref(), item.key.as_deref(), origin)
}

struct Engine<'a> {
    rules: &'a Rules,
    timeline: Timeline<'a>,
    facts: &'a Facts,
}

impl<'a> Engine<'a> {
    fn applies(&self, course: &Course) -> bool {
        let unless = &course.unless;
        known_to_hold(&course.when, self.facts)
            && (*unless == Condition::default() || !known_to_hold(unless, self.facts))
    }

    fn origins(&self, course: &Course) -> Vec<Entry<'a>> {
        if self.applies(course) { self.timeline.origins(self.rules.guidance(), course) } else { Vec::new() }
    }

    fn duty(&self, duty: &Duty) -> Vec<Scheduled> {
        self.origins(&duty.course).iter().filter_map(|origin| self.duty_from(duty, origin)).collect()
    }

    fn duty_from(&self, duty: &Duty, origin: &Entry<'a>) -> Option<Scheduled> {
        let started = origin.milestone.at.date();
        if !duty.in_force.contains(started) {
            return None;
        }
        // The clause of the edition in force when it started; none in force, no duty.
        let clause = self.rules.guidance().clause_in_force(&duty.clauses, started)?;
        let clock = duty.clock.as_deref().and_then(|id| self.rules.guidance().clock_on(id, started));
        let mut item = self.begin(&duty.id, &duty.course, origin, &duty.responsible);
        item.name.clone_from(&duty.name);
        item.must.clone_from(&duty.must);
        item.shown_to_family = duty.shown_to_family;
        item.statutory = true;
        cite(&mut item, clause, clock);
        match clock {
            Some(clock) => self.set_clock(&mut item, clock),
            None => self.leave_open(&mut item, &duty.id, &duty.course, origin),
        }
        Some(item)
    }

    fn set_clock(&self, item: &mut Scheduled, clock: &Clock) {
        let tightened = self.rules.protocol().tightened(&clock.id);
        let limit = Limit { count: tightened.unwrap_or(clock.limit.count), ..clock.limit };
        item.clock = Some(clock.id.clone());
        self.set_limit(item, limit);
        if limit != clock.limit {
            item.statutory = false;
            let extent = match limit.bound {
                Bound::Max => "at most",
                Bound::Min => "at least",
            };
            item.explanation = format!("{}; the guidance says {extent} {}", item.explanation, clock.limit);
        }
    }

    fn set_limit(&self, item: &mut Scheduled, limit: Limit) {
        let found = due::find(self.rules.guidance().calendar(), limit, item.origin.at);
        item.due = found.due;
        item.bound = limit.bound;
        item.explanation = match limit.bound {
            Bound::Max => found.explanation,
            Bound::Min => format!("at least {}", found.explanation),
        };
        item.skipped = found.skipped;
    }

    /// A duty without a number is a duty too.
    fn leave_open(&self, item: &mut Scheduled, id: &str, course: &Course, origin: &Entry<'a>) {
        item.due = Due::NoLimit;
        "no time limit is set in law or guidance; it is open until it is done"
            .clone_into(&mut item.explanation);
        if let Some(answer) = self.timeline.answer(ANSWERED, origin, id) {
            let ended = self.timeline.first_ending(
                self.rules.guidance(),
                origin,
                &course.lapses,
                course.paired_by_key,
            );
            let in_time = ended.is_none_or(|ended| !ended.is_earlier_than(&answer));
            if in_time && item.stopped.is_none_or(|stopped| answer.milestone.at.date() < stopped.date()) {
                item.stopped = Some(answer.milestone.at);
                item.lapsed = false;
            }
        }
    }

    fn standard(&self, standard: &Standard) -> Vec<Scheduled> {
        let Some(limit) = standard.limit else { return Vec::new() };
        self.origins(&standard.course)
            .iter()
            .filter_map(|origin| {
                let mut item = self.standard_from(standard, origin)?;
                self.set_limit(&mut item, limit);
                Some(item)
            })
            .collect()
    }

    /// What both kinds of standard share. A standard for a duty that does not apply does not apply either.
    fn standard_from(&self, standard: &Standard, origin: &Entry<'a>) -> Option<Scheduled> {
        let started = origin.milestone.at.date();
        let guidance = self.rules.guidance();
        let id = standard.duty.as_ref().unwrap_or(&standard.id);
        let mut item = self.begin(id, &standard.course, origin, &standard.responsible);
        item.name.clone_from(&standard.name);
        item.must.clone_from(&standard.must);
        item.clock = Some(standard.id.clone());
        item.shown_to_family = standard.shown_to_family;
        item.edition = guidance.edition_on(started).map(|edition| edition.id.clone());
        if let Some(duty) = &standard.duty {
            let duty = guidance.duty_on(duty, started)?;
            let clause = guidance.clause_in_force(&duty.clauses, started)?;
            cite(&mut item, clause, None);
        }
        Some(item)
    }

    /// Due with the first of others that applies and is not done yet.
    fn companion(&self, standard: &Standard, scheduled: &[Scheduled]) -> Vec<Scheduled> {
        let mut found = Vec::new();
        for origin in self.origins(&standard.course) {
            let Some(mut item) = self.standard_from(standard, &origin) else { continue };
            let leader = standard.due_with.iter().find_map(|id| {
                scheduled.iter().find(|other| {
                    let named = other.clock.as_ref() == Some(id) || other.duty == *id;
                    let open = other.stopped.is_none_or(|stopped| stopped.date() >= item.origin.at.date());
                    named && open && !other.lapsed && other.due != Due::NoLimit
                })
            });
            if let Some(leader) = leader {
                item.due = leader.due;
                item.skipped.clone_from(&leader.skipped);
                let date = leader.due.date().map(words::full_date);
                let date = date.map_or_else(String::new, |date| format!(" on {date}"));
                item.explanation =
                    format!("due together with \"{}\"{date}: {}", leader.name, leader.explanation);
            } else {
                item.due = Due::NoLimit;
                "no date is set any more; it is open until it is done".clone_into(&mut item.explanation);
            }
            found.push(item);
        }
        found
    }

    /// What is owed once another date has been missed.
    fn on_breach(&self, duty: &Duty, scheduled: &[Scheduled]) -> Vec<Scheduled> {
        let breached = scheduled.iter().filter(|other| {
            duty.on_breach_of.as_ref() == Some(&other.duty)
                && other.statutory_clock_of(self.rules)
                && !other.lapsed
        });
        let mut found = Vec::new();
        for other in breached {
            let Some(due) = other.due.date() else { continue };
            let in_time = other.stopped.is_some_and(|stopped| stopped.date() <= due);
            if in_time {
                continue;
            }
            for origin in self.origins(&duty.course) {
                if origin.milestone != &other.origin {
                    continue;
                }
                let Some(mut item) = self.duty_from(duty, &origin) else { continue };
                item.begins = due.tomorrow().ok();
                item.explanation =
                    format!("only if \"{}\" is not done by {}", other.name, words::full_date(due));
                found.push(item);
            }
        }
        found
    }

    /// The part that follows from the course alone.
    fn begin(&self, id: &str, course: &Course, origin: &Entry<'a>, responsible: &Capacity) -> Scheduled {
        let guidance = self.rules.guidance();
        let paired = course.paired_by_key;
        let stop = self.timeline.first_after(guidance, origin, &course.stop, paired);
        let end = self.timeline.first_ending(guidance, origin, &course.lapses, paired);
        let lapsed = match (&stop, &end) {
            (None, Some(_)) => true,
            (Some(stop), Some(end)) => end.is_earlier_than(stop),
            (_, None) => false,
        };
        Scheduled {
            duty: id.to_owned(),
            clock: None,
            key: origin.milestone.key.clone(),
            name: String::new(),
            must: String::new(),
            responsible: responsible.clone(),
            due: Due::NoLimit,
            bound: Bound::Max,
            origin: origin.milestone.clone(),
            stopped: stop.filter(|_| !lapsed).map(|stop| stop.milestone.at),
            lapsed,
            begins: birthdays::in_sight(guidance, origin.milestone),
            clause: None,
            verified: None,
            edition: None,
            statutory: false,
            shown_to_family: false,
            explanation: String::new(),
            skipped: Vec::new(),
        }
    }
}

impl Scheduled {
    /// Whether its limit is the duty's own clock, not a local standard beside it.
    fn statutory_clock_of(&self, rules: &Rules) -> bool {
        self.clock.as_deref().is_some_and(|clock| rules.guidance().clock(clock).is_some())
    }
}

fn cite(item: &mut Scheduled, clause: &Clause, clock: Option<&Clock>) {
    let number: Option<Verified> = clock.map(|clock| clock.verified);
    item.clause = Some(clause.id.clone());
    item.edition = Some(clause.edition.clone());
    item.verified = Some(number.map_or(clause.verified, |number| number.min(clause.verified)));
}

fn known_to_hold(condition: &Condition, facts: &Facts) -> bool {
    let same = |wanted: Option<bool>, known: Option<bool>| wanted.is_none_or(|wanted| known == Some(wanted));
    let level = condition
        .assessment_level
        .as_ref()
        .is_none_or(|wanted| facts.assessment_level.is_some_and(|level| wanted.contains(&level)));
    let extended = condition
        .extended
        .as_ref()
        .is_none_or(|wanted| wanted.iter().all(|name| facts.extended.contains(name)));
    let placement = condition
        .placement_kind
        .as_ref()
        .is_none_or(|wanted| facts.placement_kind.as_ref().is_some_and(|kind| wanted.contains(kind)));
    let old_enough = condition.age_from.is_none_or(|least| facts.age.is_some_and(|age| age >= least));
    let young_enough = condition.age_below.is_none_or(|most| facts.age.is_some_and(|age| age < most));
    level
        && extended
        && placement
        && old_enough
        && young_enough
        && same(condition.first_year, facts.first_year)
        && same(condition.first_review_held, facts.first_review_held)
        && same(condition.ehc, facts.ehc)
        && same(condition.disabled, facts.disabled)
        && same(condition.care_may_fail, facts.care_may_fail)
}
