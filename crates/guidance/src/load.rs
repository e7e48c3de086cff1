//! From files to guidance: reads every file, resolves every reference, and reports every problem at once.

mod follows;
mod parts;
mod retention;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;
use serde::de::IgnoredAny;

use self::parts::{Parts, sort_out};
use crate::calendar::{Calendar, Holiday, is_weekend};
use crate::cases::{Case, Listed, RawCase};
use crate::guidance::Guidance;
use crate::model::{
    CheckDefinition, Clause, Clock, Commencement, Counting, Course, Duty, Edition, EditionKind, Linked,
    MilestoneName, PlacementKind,
};
use crate::problem::{LoadErrors, Problem};
use crate::raw::{RawClause, RawClock, RawDuty, RawFile, RawHolidays};
use crate::reading;
use crate::retention::RetentionRule;
use crate::source::{Source, digest_of, in_order};
use crate::spanned::Spanned;
use crate::vocabulary::{Interval, Limit, Unit};

/// A thing that was read, and where.
type Placed<'a, T> = (&'a Source, T);

pub(crate) fn load(sources: &[Source]) -> Result<Guidance, LoadErrors> {
    let mut loader = Loader::default();
    let files = loader.parse(sources);
    let mut parts = sort_out(files);
    loader.problems.extend(follows::carry(&mut parts, &loader.broken));
    let Parts {
        editions,
        clauses,
        clocks,
        duties,
        milestones,
        checks,
        says_nothing,
        linked,
        placement_kinds,
        listed,
        cases,
        holidays,
        measures,
        retention,
    } = parts;

    loader.milestones(milestones);
    loader.editions(editions);
    loader.clauses(clauses);
    loader.duty_names = duties.iter().map(|(_, duty)| duty.id.get_ref().clone()).collect();
    loader.clocks(clocks);
    loader.placement_kinds(placement_kinds);
    loader.duties(duties);
    loader.checks(checks);
    loader.linked(linked);
    loader.retention(retention);
    loader.listed(listed);
    loader.cases(cases);
    let calendar = loader.calendar(holidays, sources);
    let measures = loader.measures(&measures);

    match calendar {
        Some(calendar) if loader.problems.is_empty() => Ok(Guidance {
            editions: loader.editions,
            clauses: loader.clauses,
            clocks: loader.clocks,
            duties: loader.duties,
            milestones: loader.milestones,
            checks: loader.checks,
            says_nothing,
            linked: loader.linked,
            placement_kinds: loader.placement_kinds,
            listed: loader.listed,
            cases: loader.cases,
            calendar,
            measures,
            retention: loader.retention,
            digest: digest_of(sources),
            sources: in_order(sources).into_iter().cloned().collect(),
        }),
        _ => {
            loader.problems.sort_by(|one, other| (&one.path, one.line).cmp(&(&other.path, other.line)));
            Err(LoadErrors(loader.problems))
        }
    }
}

#[derive(Default)]
struct Loader {
    problems: Vec<Problem>,
    /// Names of things that are there and wrong.
    broken: BTreeSet<String>,
    milestones: BTreeMap<String, MilestoneName>,
    editions: BTreeMap<String, Edition>,
    clauses: BTreeMap<String, Clause>,
    clocks: BTreeMap<String, Vec<Clock>>,
    duties: BTreeMap<String, Vec<Duty>>,
    duty_names: Vec<String>,
    checks: Vec<CheckDefinition>,
    linked: Vec<Linked>,
    retention: Vec<RetentionRule>,
    placement_kinds: Vec<PlacementKind>,
    listed: Vec<Listed>,
    cases: Vec<Case>,
}

impl Loader {
    fn parse<'a>(&mut self, sources: &'a [Source]) -> Vec<Placed<'a, RawFile>> {
        let mut files = Vec::new();
        for source in in_order(sources) {
            let read = reading::file(source);
            self.problems.extend(read.problems);
            self.broken.extend(read.broken);
            files.push((source, read.file));
        }
        files
    }

    fn twice(&mut self, source: &Source, id: &Spanned<String>, key: &str) {
        let message = format!("`{}` is already there", id.get_ref());
        self.problems.push(
            Problem::at(source, &id.span(), key, message).with_hint("give it another name, or remove one"),
        );
    }

    fn milestones(&mut self, read: Vec<Placed<'_, crate::raw::RawMilestone>>) {
        let mut aliases = Vec::new();
        for (source, raw) in read {
            if self.milestones.contains_key(raw.name.get_ref()) {
                self.twice(source, &raw.name, "name");
            }
            let alias_of = raw.alias_of.as_ref().map(|alias| alias.get_ref().clone());
            aliases.extend(raw.alias_of.map(|alias| (source, alias)));
            let name = raw.name.into_inner();
            let read = MilestoneName {
                name: name.clone(),
                means: raw.means,
                reported: raw.reported,
                alias_of,
                at_age: raw.at_age,
                seen_months_before: raw.seen_months_before,
                already: raw.already,
            };
            self.milestones.insert(name, read);
        }
        for (source, alias) in aliases {
            self.known_milestone(source, "alias_of", &alias);
        }
    }

    fn known_milestone(&mut self, source: &Source, key: &str, name: &Spanned<String>) -> String {
        if !self.broken.contains(name.get_ref()) && !self.milestones.contains_key(name.get_ref()) {
            let known = self.milestones.keys().map(String::as_str);
            self.problems.push(Problem::unknown(
                source,
                &name.span(),
                key,
                "milestone",
                name.get_ref(),
                known,
            ));
        }
        name.get_ref().clone()
    }

    fn known_milestones(&mut self, source: &Source, key: &str, names: &[Spanned<String>]) -> Vec<String> {
        names.iter().map(|name| self.known_milestone(source, key, name)).collect()
    }

    fn known_clauses(&mut self, source: &Source, names: &[Spanned<String>]) -> Vec<String> {
        for name in names {
            if !self.broken.contains(name.get_ref()) && !self.clauses.contains_key(name.get_ref()) {
                let known = self.clauses.keys().map(String::as_str);
                self.problems.push(Problem::unknown(
                    source,
                    &name.span(),
                    "clauses",
                    "clause",
                    name.get_ref(),
                    known,
                ));
            }
        }
        names.iter().map(|name| name.get_ref().clone()).collect()
    }

    fn known_duty(&mut self, source: &Source, key: &str, name: &Spanned<String>) {
        if !self.broken.contains(name.get_ref()) && !self.duty_names.contains(name.get_ref()) {
            let known = self.duty_names.iter().map(String::as_str);
            self.problems.push(Problem::unknown(source, &name.span(), key, "duty", name.get_ref(), known));
        }
    }

    fn editions(&mut self, read: Vec<Placed<'_, crate::raw::RawEdition>>) {
        for (source, raw) in read {
            if self.editions.contains_key(raw.id.get_ref()) {
                self.twice(source, &raw.id, "id");
            }
            let in_force = Interval { from: raw.in_force_from, to: raw.in_force_to };
            let clash = self.editions.values().find(|other| {
                raw.kind == EditionKind::WorkingTogether
                    && other.kind == EditionKind::WorkingTogether
                    && other.in_force.overlaps(&in_force)
            });
            if let Some(other) = clash {
                let message = format!("it is in force at the same time as `{}`", other.id);
                let problem = Problem::at(source, &raw.id.span(), "in_force_from", message);
                self.problems
                    .push(problem.with_hint("one edition of Working Together is in force at a time"));
            }
            let id = raw.id.into_inner();
            let edition = Edition {
                id: id.clone(),
                kind: raw.kind,
                title: raw.title,
                short: raw.short,
                in_force,
                source: raw.source,
                verified: raw.verified,
                doubts: raw.doubts,
            };
            self.editions.insert(id, edition);
        }
    }

    fn clauses(&mut self, read: Vec<Placed<'_, RawClause>>) {
        for (source, raw) in read {
            if self.clauses.contains_key(raw.id.get_ref()) {
                self.twice(source, &raw.id, "id");
            }
            let Some(edition) = self.editions.get(raw.edition.get_ref()) else {
                if self.broken.contains(raw.edition.get_ref()) {
                    continue;
                }
                let known = self.editions.keys().map(String::as_str);
                let span = raw.edition.span();
                let problem =
                    Problem::unknown(source, &span, "edition", "edition", raw.edition.get_ref(), known);
                self.problems.push(problem);
                continue;
            };
            let mut in_force = Interval {
                from: raw.in_force_from.unwrap_or(edition.in_force.from),
                to: raw.in_force_to.or(edition.in_force.to),
            };
            let expected_from = raw.in_force_from.filter(|_| raw.commencement == Commencement::Expected);
            if raw.commencement != Commencement::Known {
                in_force.from = Date::MAX;
            }
            if raw.commencement == Commencement::Unknown && raw.in_force_from.is_some() {
                let message = "its commencement is unknown, so it has no first day";
                let problem = Problem::at(source, &raw.id.span(), "in_force_from", message);
                self.problems.push(problem.with_hint("remove the day, or say commencement = \"expected\""));
            }
            let id = raw.id.into_inner();
            let clause = Clause {
                id: id.clone(),
                edition: edition.id.clone(),
                citation: format!("{} {}", edition.short, raw.place),
                place: raw.place,
                requires: raw.requires,
                in_force,
                commencement: raw.commencement,
                expected_from,
                source: raw.source,
                verified: raw.verified,
                doubts: raw.doubts,
                basis_for_sharing: raw.basis_for_sharing,
                read_before: raw.read_before,
            };
            self.clauses.insert(id, clause);
        }
    }

    fn clocks(&mut self, read: Vec<Placed<'_, RawClock>>) {
        for (source, raw) in read {
            self.known_duty(source, "duty", &raw.duty);
            let origin = self.known_milestone(source, "origin", &raw.origin);
            let stop = self.known_milestone(source, "stop", &raw.stop);
            let paused_by = self.known_milestones(source, "paused_by", &raw.paused_by);
            let resumed_by = self.known_milestones(source, "resumed_by", &raw.resumed_by);
            self.pauses_and_resumes(source, &raw);
            let clauses = self.known_clauses(source, &raw.clauses);
            let in_force = version(raw.in_force_from, raw.in_force_to);
            let window = self.window(source, &raw);
            let id = raw.id.get_ref().clone();
            let versions = self.clocks.entry(id.clone()).or_default();
            let clash = versions.iter().any(|other| other.in_force.overlaps(&in_force));
            versions.push(Clock {
                id,
                duty: raw.duty.into_inner(),
                limit: Limit { count: raw.limit, unit: raw.unit, bound: raw.bound },
                window,
                origin,
                stop,
                counting: raw.counting,
                paused_by,
                resumed_by,
                transition: raw.transition,
                in_force,
                clauses,
                verified: raw.verified,
                doubts: raw.doubts,
            });
            versions.sort_by_key(|clock| clock.in_force.from);
            if clash {
                self.twice(source, &raw.id, "id");
            }
        }
    }

    /// What stands still must be able to run on, and the other way round.
    fn pauses_and_resumes(&mut self, source: &Source, raw: &RawClock) {
        let (key, given, missing) = match (raw.paused_by.first(), raw.resumed_by.first()) {
            (Some(given), None) => ("paused_by", given, "resumed_by"),
            (None, Some(given)) => ("resumed_by", given, "paused_by"),
            (Some(_), Some(_)) | (None, None) => return,
        };
        let problem = Problem::at(source, &given.span(), key, format!("there is no `{missing}`"));
        self.problems.push(
            problem.with_hint("a clock that stands still has both: what stops it, and what makes it run on"),
        );
    }

    /// The stretch of time of a running count: whole months, and only where days are counted.
    fn window(&mut self, source: &Source, raw: &RawClock) -> Option<Limit> {
        let (count, unit) = match (&raw.window, raw.window_unit) {
            (None, None) => return None,
            (Some(count), Some(unit)) => (count, unit),
            (Some(count), None) => {
                let problem = Problem::at(source, &count.span(), "window", "it has no `window_unit`");
                self.problems.push(problem.with_hint("add window_unit = \"months\""));
                return None;
            }
            (None, Some(_)) => {
                let span = raw.id.span();
                let problem = Problem::at(source, &span, "window_unit", "there is no `window`");
                self.problems.push(problem.with_hint("say how many, or take it away"));
                return None;
            }
        };
        let adds_up = raw.counting == Counting::Counter && raw.unit == Unit::CalendarDays;
        let held = jiff::Span::new().try_months(*count.get_ref()).is_ok();
        if !adds_up || unit != Unit::Months || *count.get_ref() == 0 || !held {
            let problem =
                Problem::at(source, &count.span(), "window", "only a running count of days has one");
            self.problems
                .push(problem.with_hint("a window is one or more months, on a counter of calendar days"));
            return None;
        }
        Some(Limit { count: *count.get_ref(), unit, bound: raw.bound })
    }

    fn duties(&mut self, read: Vec<Placed<'_, RawDuty>>) {
        for (source, raw) in read {
            let course = Course {
                trigger: self.known_milestones(source, "trigger", &raw.trigger),
                stop: self.known_milestones(source, "stop", &raw.stop),
                lapses: self.known_milestones(source, "lapses", &raw.lapses),
                origins: raw.origins,
                paired_by_key: raw.paired_by_key,
                when: raw.when,
                unless: raw.unless,
            };
            let clauses = self.known_clauses(source, &raw.clauses);
            for kind in
                [&course.when, &course.unless].into_iter().flat_map(|asked| &asked.placement_kind).flatten()
            {
                self.known_placement_kind(source, &raw.id.span(), kind);
            }
            for also in &raw.also {
                if self.duty_names.contains(also.get_ref()) {
                    self.twice(source, also, "also");
                }
            }
            if let Some(breached) = &raw.on_breach_of {
                self.known_duty(source, "on_breach_of", breached);
            }
            if let Some(clock) = &raw.clock
                && !self.broken.contains(clock.get_ref())
                && !self.clocks.contains_key(clock.get_ref())
            {
                let known = self.clocks.keys().map(String::as_str);
                let span = clock.span();
                self.problems.push(Problem::unknown(source, &span, "clock", "clock", clock.get_ref(), known));
            }
            let responsible = match raw.responsible.get_ref().parse() {
                Ok(capacity) => capacity,
                Err(error) => {
                    let error: kernel::InvalidName = error;
                    let span = raw.responsible.span();
                    self.problems.push(Problem::at(source, &span, "responsible", error.to_string()));
                    continue;
                }
            };
            let in_force = version(raw.in_force_from, raw.in_force_to);
            let id = raw.id.get_ref().clone();
            let versions = self.duties.entry(id.clone()).or_default();
            let clash = versions.iter().any(|other| other.in_force.overlaps(&in_force));
            versions.push(Duty {
                id,
                also: raw.also.into_iter().map(Spanned::into_inner).collect(),
                name: raw.name,
                must: raw.must,
                course,
                clock: raw.clock.map(Spanned::into_inner),
                on_breach_of: raw.on_breach_of.map(Spanned::into_inner),
                responsible,
                who: raw.who,
                clauses,
                in_force,
                absolute: raw.absolute,
                decides_needs: raw.decides_needs,
                criteria: raw.criteria,
                items: raw.items,
                explained_first: raw.explained_first,
                answered_in_words: raw.answered_in_words,
                shown_to_family: raw.shown_to_family,
                doubts: raw.doubts,
            });
            versions.sort_by_key(|duty| duty.in_force.from);
            if clash {
                self.twice(source, &raw.id, "id");
            }
        }
    }

    fn checks(&mut self, read: Vec<Placed<'_, crate::raw::RawCheck>>) {
        for (source, raw) in read {
            if self.checks.iter().any(|check| check.id == *raw.id.get_ref()) {
                self.twice(source, &raw.id, "id");
            }
            let clauses = self.known_clauses(source, &raw.clauses);
            for key in raw.partnership.iter().filter(|key| !raw.keys.contains(key.get_ref())) {
                let known = raw.keys.iter().map(String::as_str);
                let span = key.span();
                self.problems.push(Problem::unknown(
                    source,
                    &span,
                    "partnership",
                    "key of this check",
                    key.get_ref(),
                    known,
                ));
            }
            self.checks.push(CheckDefinition {
                id: raw.id.into_inner(),
                asks: raw.asks,
                rule: raw.rule,
                keys: raw.keys,
                partnership: raw.partnership.into_iter().map(Spanned::into_inner).collect(),
                names: raw.names.into_iter().map(Spanned::into_inner).collect(),
                capacities: raw.capacities,
                least_words: raw.least_words.unwrap_or(1),
                in_force: version(raw.in_force_from, raw.in_force_to),
                clauses,
                source: raw.source,
                verified: raw.verified,
                passing: raw.passing,
                failing: raw.failing,
                hint: raw.hint,
                letter: raw.letter,
            });
        }
        self.checks.sort_by(|one, other| one.id.cmp(&other.id));
    }

    /// The one text that defines the equality measures, if there is one.
    fn measures(&mut self, read: &[Placed<'_, Spanned<IgnoredAny>>]) -> Option<Source> {
        let (first, others) = read.split_first()?;
        for (other, again) in others {
            let message = format!("the measures are already in {}", first.0.path);
            self.problems.push(Problem::at(other, &again.span(), "measures", message));
        }
        Some(first.0.clone())
    }

    fn linked(&mut self, read: Vec<Placed<'_, Spanned<Linked>>>) {
        for (source, raw) in read {
            let span = raw.span();
            let linked = raw.into_inner();
            let named = |name: &String| Spanned::new(span.clone(), name.clone());
            if self.linked.iter().any(|other| other.id == linked.id) {
                self.twice(source, &named(&linked.id), "id");
            }
            self.known_duty(source, "duty", &named(&linked.duty));
            self.known_milestone(source, "answered", &named(&linked.answered));
            if let Some(asked) = &linked.asked {
                self.known_milestone(source, "asked", &named(asked));
            }
            self.linked.push(linked);
        }
    }

    fn placement_kinds(&mut self, read: Vec<Placed<'_, Spanned<PlacementKind>>>) {
        for (source, raw) in read {
            let span = raw.span();
            let kind = raw.into_inner();
            if self.placement_kinds.iter().any(|other| other.id == kind.id) {
                self.twice(source, &Spanned::new(span, kind.id.clone()), "id");
            }
            self.placement_kinds.push(kind);
        }
    }

    fn known_placement_kind(&mut self, source: &Source, span: &Range<usize>, name: &str) {
        if !self.broken.contains(name) && !self.placement_kinds.iter().any(|kind| kind.id == name) {
            let known = self.placement_kinds.iter().map(|kind| kind.id.as_str());
            let problem = Problem::unknown(source, span, "placement_kind", "kind of placement", name, known);
            self.problems.push(problem);
        }
    }

    fn listed(&mut self, read: Vec<Placed<'_, Spanned<Listed>>>) {
        for (source, raw) in read {
            let span = raw.span();
            let listed = raw.into_inner();
            for id in &listed.ids {
                if self.listed.iter().any(|other| other.ids.contains(id)) {
                    self.twice(source, &Spanned::new(span.clone(), id.clone()), "ids");
                }
            }
            self.listed.push(listed);
        }
    }

    fn cases(&mut self, read: Vec<Placed<'_, Spanned<RawCase>>>) {
        for (source, raw) in read {
            let span = raw.span();
            let named = |name: &str| Spanned::new(span.clone(), name.to_owned());
            match raw.into_inner().read() {
                Err(wrong) => self.problems.push(Problem::at(source, &span, "case", wrong)),
                Ok(case) => {
                    self.known_duty(source, "duty", &named(&case.duty));
                    for milestone in &case.milestones {
                        self.known_milestone(source, "milestones", &named(&milestone.name));
                    }
                    if let Some(kind) = &case.facts.placement_kind {
                        self.known_placement_kind(source, &span, kind);
                    }
                    self.cases.push(case);
                }
            }
        }
    }

    fn calendar(
        &mut self,
        read: Vec<Placed<'_, Spanned<RawHolidays>>>,
        sources: &[Source],
    ) -> Option<Calendar> {
        let mut read = read.into_iter();
        let Some((source, holidays)) = read.next() else {
            if let Some(source) = sources.first() {
                let problem = Problem::at(source, &(0..0), "holidays", "no file holds the bank holidays");
                self.problems.push(problem.with_hint("add a file with a [holidays] table"));
            } else {
                let nothing = Source::new("guidance", "");
                self.problems.push(Problem::at(&nothing, &(0..0), "holidays", "there is no guidance at all"));
            }
            return None;
        };
        for (other, again) in read {
            let message = format!("the bank holidays are already in {}", source.path);
            self.problems.push(Problem::at(other, &again.span(), "holidays", message));
        }
        let RawHolidays { known_from, known_until, day, .. } = holidays.into_inner();
        let known = Interval { from: known_from, to: Some(known_until) };
        let mut days: Vec<Holiday> = Vec::new();
        for raw in day {
            let span = raw.span();
            let raw = raw.into_inner();
            let wrong = if is_weekend(raw.date) {
                Some("is a weekend, so it is no working day anyway")
            } else if !known.contains(raw.date) {
                Some("lies outside known_from and known_until")
            } else if days.iter().any(|other| other.date == raw.date) {
                Some("is already there")
            } else {
                None
            };
            if let Some(wrong) = wrong {
                self.problems.push(Problem::at(source, &span, "date", format!("{} {wrong}", raw.date)));
            }
            days.push(Holiday { date: raw.date, name: raw.name, said: raw.said, substitute: raw.substitute });
        }
        Some(Calendar::new(days, known_from, known_until))
    }
}

fn version(from: Option<Date>, to: Option<Date>) -> Interval {
    Interval { from: from.unwrap_or(Interval::ALWAYS.from), to }
}
