//! Local service standards: what a partnership promises beyond law and guidance.

use std::collections::BTreeMap;
use std::ops::Range;

use super::limits::loosens;
use super::{Overlay, Part, Unfit};
use crate::model::{Course, Duty};
use crate::problem::Problem;
use crate::protocol::raw::{RawStandard, RawTimetable};
use crate::protocol::{Standard, Timetable};
use crate::spanned::Spanned;
use crate::vocabulary::{Limit, Unit};

impl Overlay<'_> {
    pub(super) fn standard(
        &mut self,
        raw: &RawStandard,
        timetables: &BTreeMap<String, Timetable>,
    ) -> Option<Standard> {
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
            let span = raw.limit.as_ref().map_or_else(|| raw.id.span(), Spanned::span);
            let part = raw.by.as_ref().and_then(|by| by.get_ref().split_once('.')).map_or_else(
                || Part::Standard(raw.id.get_ref().clone()),
                |(timetable, _)| Part::Timetable(timetable.to_owned()),
            );
            self.never_loosens(part, raw.id.get_ref(), &span, duty, limit);
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
    pub(super) fn standard_limit(
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

    pub(super) fn duty(&mut self, name: &Spanned<String>) -> Option<Duty> {
        let duty = self.guidance.duty(name.get_ref()).cloned();
        if duty.is_none() {
            let known = self.guidance.duties.keys().map(String::as_str);
            let span = name.span();
            self.problems.push(Problem::unknown(self.source, &span, "duty", "duty", name.get_ref(), known));
        }
        duty
    }

    /// A standard that is inherited, and whose day comes from a timetable that this text says anew.
    pub(super) fn follows_its_timetable(
        &mut self,
        standard: &Standard,
        raw: &BTreeMap<Spanned<String>, RawTimetable>,
    ) {
        let name = standard.by.as_ref().and_then(|by| by.split_once('.')).map(|(name, _)| name);
        let given = raw.iter().find(|(given, _)| Some(given.get_ref().as_str()) == name);
        let duty = standard.duty.as_deref().and_then(|duty| self.guidance.duty(duty)).cloned();
        if let (Some((given, timetable)), Some(duty), Some(limit)) = (given, duty, standard.limit) {
            let part = Part::Timetable(given.get_ref().clone());
            self.never_loosens(part, &standard.id, &timetable.draft.span(), &duty, limit);
        }
    }

    /// A standard that gives a number to a duty never gives more time than the duty's own limit.
    fn never_loosens(&mut self, part: Part, id: &str, span: &Range<usize>, duty: &Duty, limit: Limit) {
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
        let problem = match allowed {
            None => {
                let message = format!("it cannot be held against {} of {}", clock.limit, clock.id);
                Problem::at(self.source, span, "unit", message)
                    .with_hint("use the unit of the statutory limit, or working days")
                    .with_clause(self.citation(&clock))
            }
            Some(count) if limit.bound != clock.limit.bound || loosens(limit.count, count, limit.bound) => {
                let allowed = Limit { count, unit: limit.unit, bound: clock.limit.bound };
                self.loosened(id, span, limit, allowed, &clock)
            }
            Some(_) => return,
        };
        self.unfit.push(Unfit { part, problem });
    }

    pub(super) fn replace_or_add(
        &mut self,
        standards: &mut Vec<Standard>,
        read: Standard,
        raw: &RawStandard,
    ) {
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

    pub(super) fn known_companions(&mut self, raw: &[RawStandard], standards: &[Standard]) {
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

    pub(super) fn known_milestones(&mut self, key: &str, names: &[Spanned<String>]) -> Vec<String> {
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

/// The working day that a step like `full.draft` names.
pub(super) fn day_of(step: &str, timetables: &BTreeMap<String, Timetable>) -> Option<u32> {
    let (name, step) = step.split_once('.')?;
    let timetable = timetables.get(name)?;
    match step {
        "draft" => Some(timetable.draft),
        "comments" => Some(timetable.comments),
        "decision" => Some(timetable.decision),
        _ => None,
    }
}
