//! From a file to a protocol: lays it over what it is based on, and refuses whatever loosens.

use std::collections::BTreeMap;

use toml::Spanned;

use super::checks::Checked;
use super::raw::{RawProtocol, RawStandard, RawTimetable};
use super::settings::{Settings, Training};
use super::{Protocol, Standard, Timetable, digest};
use crate::guidance::Guidance;
use crate::model::{Clock, Counting, Course, Duty};
use crate::problem::{Problem, ProtocolRefusals};
use crate::source::{Source, embedded_protocol, embedded_protocol_names};
use crate::vocabulary::{Bound, Limit, Unit};

/// Days in a week, to compare weeks with days.
const DAYS_IN_A_WEEK: u32 = 7;
/// No month is shorter, so a limit in days that is not longer than this many a month never loosens one in months.
const FEWEST_DAYS_IN_A_MONTH: u32 = 28;
/// The standard whose least time for comments every timetable must leave room for.
const COMMENTS_STANDARD: &str = "LS-COMMENTS";

pub(super) fn parse(source: &Source, guidance: &Guidance) -> Result<Protocol, ProtocolRefusals> {
    let raw: RawProtocol = toml::from_str(&source.text)
        .map_err(|error| ProtocolRefusals(vec![Problem::from_toml(source, &error)]))?;
    let base = match &raw.based_on {
        None => None,
        Some(name) => Some(base_of(source, name, guidance)?),
    };
    let mut overlay = Overlay { source, guidance, problems: Vec::new() };
    let protocol = overlay.build(raw, base);
    match protocol {
        Some(protocol) if overlay.problems.is_empty() => Ok(protocol),
        _ => Err(ProtocolRefusals(overlay.problems)),
    }
}

fn base_of(
    source: &Source,
    name: &Spanned<String>,
    guidance: &Guidance,
) -> Result<(Source, Protocol), ProtocolRefusals> {
    let refuse = |problem: Problem| ProtocolRefusals(vec![problem]);
    let Some(base) = embedded_protocol(name.get_ref()) else {
        let names = embedded_protocol_names();
        let known = names.iter().map(String::as_str);
        let span = name.span();
        return Err(refuse(Problem::unknown(source, &span, "based_on", "protocol", name.get_ref(), known)));
    };
    let based_on_another = toml::from_str::<RawProtocol>(&base.text).is_ok_and(|raw| raw.based_on.is_some());
    if based_on_another {
        let message = format!("`{}` is itself based on another protocol", name.get_ref());
        return Err(refuse(
            Problem::at(source, &name.span(), "based_on", message).with_hint("use `default`"),
        ));
    }
    let protocol = parse(&base, guidance)?;
    Ok((base, protocol))
}

struct Overlay<'a> {
    source: &'a Source,
    guidance: &'a Guidance,
    problems: Vec<Problem>,
}

impl Overlay<'_> {
    fn build(&mut self, raw: RawProtocol, base: Option<(Source, Protocol)>) -> Option<Protocol> {
        let (mut limits, mut timetables, mut standards, inherited, mut sources) = match base {
            Some((source, base)) => {
                (base.limits, base.timetables, base.standards, Some(base.settings), vec![source])
            }
            None => (BTreeMap::new(), BTreeMap::new(), Vec::new(), None, Vec::new()),
        };
        sources.push(self.source.clone());

        for (clock, limit) in &raw.limits {
            if let Some(tightened) = self.limit(clock, limit, limits.get(clock.get_ref()).copied()) {
                limits.insert(clock.get_ref().clone(), tightened);
            }
        }
        for (name, timetable) in &raw.timetable {
            let timetable = timetable.clone();
            let former = timetables.get(name.get_ref());
            if let Some(read) = self.timetable(name, &timetable, former) {
                timetables.insert(read.name.clone(), read);
            }
        }
        // A standard that counts to a day of a timetable follows the timetable, also an inherited one.
        for standard in &mut standards {
            let day = standard.by.as_ref().and_then(|by| day_of(by, &timetables));
            if let (Some(limit), Some(count)) = (&mut standard.limit, day) {
                limit.count = count;
            }
        }
        for standard in &raw.standard {
            if let Some(read) = self.standard(standard, &timetables) {
                self.replace_or_add(&mut standards, read, standard);
            }
        }
        self.room_for_comments(&raw.timetable, &timetables, &standards);
        self.known_companions(&raw.standard, &standards);
        standards.sort_by(|one, other| one.id.cmp(&other.id));

        let settings = self.settings(&raw, inherited)?;
        let checked = Checked {
            settings: &settings,
            standards: &standards,
            timetables: timetables.values().collect(),
            guidance: self.guidance,
        };
        let checks = checked.answers();
        Some(Protocol {
            id: raw.id.into_inner(),
            version: raw.version,
            name: raw.name,
            settings,
            limits,
            timetables,
            standards,
            checks,
            digest: digest(&sources),
        })
    }

    fn settings(&mut self, raw: &RawProtocol, base: Option<Settings>) -> Option<Settings> {
        let training = self.training(raw, base.as_ref());
        let mut missing: Vec<&str> = Vec::new();
        macro_rules! or_base {
            ($key:ident) => {{
                let given = raw.$key.clone().or_else(|| base.as_ref().map(|base| base.$key.clone()));
                if given.is_none() {
                    missing.push(stringify!($key));
                }
                given
            }};
        }
        let safety_line = or_base!(safety_line);
        let reading = or_base!(reading);
        let complaints = or_base!(complaints);
        let support = or_base!(support);
        let concern = or_base!(concern);
        let route = or_base!(route);
        for key in missing {
            let problem = Problem::at(self.source, &raw.id.span(), key, "this table is missing");
            self.problems
                .push(problem.with_hint(format!("add [{key}], or write based_on = \"default\" at the top")));
        }
        let services = if raw.service.is_empty() {
            base.map(|base| base.services).unwrap_or_default()
        } else {
            raw.service.clone()
        };
        Some(Settings {
            partnership: raw.partnership.clone(),
            safety_line: safety_line?,
            reading: reading?,
            complaints: complaints?,
            support: support?,
            services,
            training,
            concern: concern?,
            route: route?,
            // What another text's authors agreed is never inherited.
            co_production: raw.co_production.clone().unwrap_or_default(),
            equality: raw.equality.clone().unwrap_or_default(),
        })
    }

    fn training(&mut self, raw: &RawProtocol, base: Option<&Settings>) -> Vec<Training> {
        let mut kinds: Vec<Training> = base.map(|base| base.training.clone()).unwrap_or_default();
        for given in &raw.training {
            let training = given.get_ref().clone();
            match kinds.iter_mut().find(|former| former.id == training.id) {
                None => kinds.push(training),
                Some(former) if training.valid_months > former.valid_months => {
                    let message = format!(
                        "`{}` would stay current for {} months, but the protocol it is based on allows {}",
                        training.id, training.valid_months, former.valid_months
                    );
                    let problem = Problem::at(self.source, &given.span(), "valid_months", message);
                    self.problems.push(problem.with_hint(format!("write {} or less", former.valid_months)));
                }
                Some(former) => *former = training,
            }
        }
        kinds
    }

    fn citation(&self, clock: &Clock) -> Option<String> {
        let newest = clock
            .clauses
            .iter()
            .filter_map(|id| self.guidance.clause(id))
            .max_by_key(|clause| clause.in_force.from);
        newest.map(ToString::to_string)
    }

    fn clock(&mut self, key: &str, name: &Spanned<String>) -> Option<Clock> {
        let clock = self.guidance.clock(name.get_ref()).cloned();
        if clock.is_none() {
            let known = self.guidance.clocks.keys().map(String::as_str);
            let span = name.span();
            self.problems.push(Problem::unknown(self.source, &span, key, "clock", name.get_ref(), known));
        }
        clock
    }

    fn limit(&mut self, name: &Spanned<String>, limit: &Spanned<u32>, former: Option<u32>) -> Option<u32> {
        let clock = self.clock("limits", name)?;
        if clock.counting == Counting::Counter {
            let message = "a running count is no limit, so it cannot be tightened";
            let problem = Problem::at(self.source, &limit.span(), name.get_ref(), message);
            let problem = problem.with_hint("remove it; no count caps what a family may have");
            self.problems.push(problem.with_clause(self.citation(&clock)));
            return None;
        }
        let allowed = former.unwrap_or(clock.limit.count);
        let given = Limit { count: *limit.get_ref(), ..clock.limit };
        let loosens = loosens(given.count, allowed, clock.limit.bound);
        if loosens {
            self.refuse_loosened(
                name.get_ref(),
                &limit.span(),
                given,
                Limit { count: allowed, ..given },
                &clock,
            );
        }
        (!loosens).then_some(given.count)
    }

    fn refuse_loosened(
        &mut self,
        key: &str,
        span: &std::ops::Range<usize>,
        given: Limit,
        allowed: Limit,
        clock: &Clock,
    ) {
        let (than, direction) = match allowed.bound {
            Bound::Max => ("longer than the most", "less"),
            Bound::Min => ("shorter than the least", "more"),
        };
        let message =
            format!("{given} is {than} that is allowed, {allowed}; a protocol may tighten, never loosen");
        let problem = Problem::at(self.source, span, key, message)
            .with_hint(format!("write {} or {direction}", allowed.count))
            .with_clause(self.citation(clock));
        self.problems.push(problem);
    }

    fn timetable(
        &mut self,
        name: &Spanned<String>,
        raw: &RawTimetable,
        former: Option<&Timetable>,
    ) -> Option<Timetable> {
        let clock = self.clock("ceiling", &raw.ceiling)?;
        let read = Timetable {
            name: name.get_ref().clone(),
            ceiling: clock.id.clone(),
            draft: *raw.draft.get_ref(),
            comments: *raw.comments.get_ref(),
            decision: *raw.decision.get_ref(),
        };
        let Some(most) = self.as_working_days(clock.limit) else {
            let message = format!("`{}` is not a limit that a timetable can fit into", clock.id);
            self.problems.push(Problem::at(self.source, &raw.ceiling.span(), "ceiling", message));
            return None;
        };
        if read.decision > most {
            let extent = match clock.limit.unit {
                Unit::WorkingDays => clock.limit.to_string(),
                _ => format!("{}, which can be as few as {most} working days", clock.limit),
            };
            let message = format!(
                "the decision on working day {} does not fit into {} ({extent})",
                read.decision, clock.id
            );
            let problem = Problem::at(self.source, &raw.decision.span(), "decision", message)
                .with_hint(format!("write {most} or less"))
                .with_clause(self.citation(&clock));
            self.problems.push(problem);
        }
        if let Some(former) = former
            && (read.draft > former.draft
                || read.decision > former.decision
                || read.ceiling != former.ceiling)
        {
            let message = format!(
                "the protocol it is based on drafts by day {} and decides by day {} inside {}; this is looser",
                former.draft, former.decision, former.ceiling
            );
            let problem = Problem::at(self.source, &raw.draft.span(), "timetable", message);
            self.problems.push(problem.with_hint("keep those days or choose earlier ones"));
        }
        Some(read)
    }

    /// Draft, then the least time for comments, then the decision.
    fn room_for_comments(
        &mut self,
        raw: &BTreeMap<Spanned<String>, RawTimetable>,
        timetables: &BTreeMap<String, Timetable>,
        standards: &[Standard],
    ) {
        let least = standards.iter().find(|standard| standard.id == COMMENTS_STANDARD);
        let Some(least) = least.and_then(|standard| standard.limit).map(|limit| limit.count) else {
            let message =
                format!("there is no standard `{COMMENTS_STANDARD}` with a least time for comments");
            let problem = Problem::at(self.source, &(0..0), "standard", message);
            self.problems.push(problem.with_hint("add it, or write based_on = \"default\" at the top"));
            return;
        };
        for timetable in timetables.values() {
            let span = raw
                .iter()
                .find(|(name, _)| *name.get_ref() == timetable.name)
                .map_or(0..0, |(_, raw)| raw.comments.span());
            let earliest = timetable.draft.saturating_add(least);
            if timetable.comments < earliest || timetable.comments < timetable.draft {
                let message = format!(
                    "comments close on working day {}, fewer than {least} working days after the draft on day {}",
                    timetable.comments, timetable.draft
                );
                let problem = Problem::at(self.source, &span, "comments", message);
                self.problems.push(problem.with_hint(format!("write {earliest} or more, or draft sooner")));
            }
            if timetable.decision <= timetable.comments {
                let message = format!(
                    "the decision on working day {} is not after comments close on day {}",
                    timetable.decision, timetable.comments
                );
                let problem = Problem::at(self.source, &span, "decision", message);
                self.problems.push(problem.with_hint("decide later, or close comments sooner"));
            }
        }
    }

    /// The working days that a limit surely holds, wherever the bank holidays fall.
    fn as_working_days(&self, limit: Limit) -> Option<u32> {
        let days = match limit.unit {
            Unit::WorkingDays => return Some(limit.count),
            Unit::CalendarDays => limit.count,
            Unit::Weeks => limit.count.checked_mul(DAYS_IN_A_WEEK)?,
            Unit::Months => limit.count.checked_mul(FEWEST_DAYS_IN_A_MONTH)?,
            Unit::Hours | Unit::Minutes => return None,
        };
        self.guidance.calendar().fewest_working_days(days)
    }

    fn standard(&mut self, raw: &RawStandard, timetables: &BTreeMap<String, Timetable>) -> Option<Standard> {
        let course = Course {
            trigger: self.known_milestones("trigger", &raw.trigger),
            stop: self.known_milestones("stop", &raw.stop),
            lapses: self.known_milestones("lapses", &raw.lapses),
            origins: raw.origins,
            paired_by_key: raw.paired_by_key,
            when: raw.when.clone(),
            unless: raw.unless.clone(),
        };
        let limit = match self.standard_limit(raw, timetables) {
            Ok(limit) => limit,
            Err(problem) => {
                self.problems.push(*problem);
                return None;
            }
        };
        let duty = match &raw.duty {
            None => None,
            Some(name) => Some(self.duty(name)?),
        };
        if let (Some(duty), Some(limit)) = (&duty, limit) {
            self.never_loosens(raw, duty, limit);
        }
        let responsible = match raw.responsible.get_ref().parse() {
            Ok(capacity) => capacity,
            Err(error) => {
                let error: kernel::InvalidName = error;
                let span = raw.responsible.span();
                self.problems.push(Problem::at(self.source, &span, "responsible", error.to_string()));
                return None;
            }
        };
        Some(Standard {
            id: raw.id.get_ref().clone(),
            name: raw.name.clone(),
            must: raw.must.clone(),
            why: raw.why.clone(),
            course,
            limit,
            by: raw.by.as_ref().map(|by| by.get_ref().clone()),
            due_with: raw.due_with.iter().map(|name| name.get_ref().clone()).collect(),
            duty: duty.map(|duty| duty.id),
            responsible,
            shown_to_family: raw.shown_to_family,
        })
    }

    /// The limit, or none when it is due together with another.
    fn standard_limit(
        &self,
        raw: &RawStandard,
        timetables: &BTreeMap<String, Timetable>,
    ) -> Result<Option<Limit>, Box<Problem>> {
        match (&raw.limit, raw.unit, &raw.by, raw.due_with.is_empty()) {
            (Some(count), Some(unit), None, true) => {
                Ok(Some(Limit { count: *count.get_ref(), unit, bound: raw.bound }))
            }
            (None, None, None, false) => Ok(None),
            (None, None, Some(by), true) => {
                let limit = |count| Some(Limit { count, unit: Unit::WorkingDays, bound: raw.bound });
                day_of(by.get_ref(), timetables).map(limit).ok_or_else(|| {
                    let message = format!("`{}` is no day of a timetable", by.get_ref());
                    let problem = Problem::at(self.source, &by.span(), "by", message);
                    Box::new(problem.with_hint("write for example by = \"full.draft\""))
                })
            }
            _ => {
                let message = "a standard needs one of: limit with unit, by, due_with";
                Err(Box::new(Problem::at(self.source, &raw.id.span(), "limit", message)))
            }
        }
    }

    fn duty(&mut self, name: &Spanned<String>) -> Option<Duty> {
        let duty = self.guidance.duty(name.get_ref()).cloned();
        if duty.is_none() {
            let known = self.guidance.duties.keys().map(String::as_str);
            let span = name.span();
            self.problems.push(Problem::unknown(self.source, &span, "duty", "duty", name.get_ref(), known));
        }
        duty
    }

    fn never_loosens(&mut self, raw: &RawStandard, duty: &Duty, limit: Limit) {
        let Some(clock) = duty.clock.as_deref().and_then(|id| self.guidance.clock(id)).cloned() else {
            return;
        };
        let allowed = if limit.unit == clock.limit.unit {
            Some(clock.limit.count)
        } else if limit.unit == Unit::WorkingDays {
            self.as_working_days(clock.limit)
        } else {
            None
        };
        let span = raw.limit.as_ref().map_or_else(|| raw.id.span(), Spanned::span);
        match allowed {
            None => {
                let message = format!("it cannot be held against {} of {}", clock.limit, clock.id);
                let problem = Problem::at(self.source, &span, "unit", message)
                    .with_hint("use the unit of the statutory limit, or working days")
                    .with_clause(self.citation(&clock));
                self.problems.push(problem);
            }
            Some(count) if limit.bound != clock.limit.bound || loosens(limit.count, count, limit.bound) => {
                let allowed = Limit { count, unit: limit.unit, bound: clock.limit.bound };
                self.refuse_loosened(raw.id.get_ref(), &span, limit, allowed, &clock);
            }
            Some(_) => {}
        }
    }

    fn replace_or_add(&mut self, standards: &mut Vec<Standard>, read: Standard, raw: &RawStandard) {
        let Some(former) = standards.iter_mut().find(|former| former.id == read.id) else {
            standards.push(read);
            return;
        };
        let tighter = match (former.limit, read.limit) {
            (Some(former), Some(read)) => {
                former.unit == read.unit
                    && former.bound == read.bound
                    && !loosens(read.count, former.count, former.bound)
            }
            (None, None) => former.due_with == read.due_with,
            _ => false,
        };
        if tighter && former.course == read.course && former.duty == read.duty {
            *former = read;
            return;
        }
        let message =
            format!("`{}` may only be tightened: the same course, unit and duty, no looser limit", read.id);
        let problem = Problem::at(self.source, &raw.id.span(), "id", message);
        self.problems
            .push(problem.with_hint("tighten its limit, or add a standard under another identifier"));
    }

    fn known_companions(&mut self, raw: &[RawStandard], standards: &[Standard]) {
        for companion in raw.iter().flat_map(|standard| &standard.due_with) {
            let name = companion.get_ref();
            let known =
                standards.iter().any(|standard| standard.id == *name) || self.guidance.duty(name).is_some();
            if !known {
                let names = standards.iter().map(|standard| standard.id.as_str());
                let span = companion.span();
                self.problems.push(Problem::unknown(
                    self.source,
                    &span,
                    "due_with",
                    "duty or standard",
                    name,
                    names,
                ));
            }
        }
    }

    fn known_milestones(&mut self, key: &str, names: &[Spanned<String>]) -> Vec<String> {
        for name in names {
            if !self.guidance.milestones.contains_key(name.get_ref()) {
                let known = self.guidance.milestones.keys().map(String::as_str);
                let span = name.span();
                self.problems.push(Problem::unknown(
                    self.source,
                    &span,
                    key,
                    "milestone",
                    name.get_ref(),
                    known,
                ));
            }
        }
        names.iter().map(|name| name.get_ref().clone()).collect()
    }
}

fn loosens(given: u32, allowed: u32, bound: Bound) -> bool {
    match bound {
        Bound::Max => given > allowed,
        Bound::Min => given < allowed,
    }
}

fn day_of(step: &str, timetables: &BTreeMap<String, Timetable>) -> Option<u32> {
    let (name, step) = step.split_once('.')?;
    let timetable = timetables.get(name)?;
    match step {
        "draft" => Some(timetable.draft),
        "comments" => Some(timetable.comments),
        "decision" => Some(timetable.decision),
        _ => None,
    }
}
