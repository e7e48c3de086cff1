//! What is owed, spelled out in words.

use jiff::civil::Date;

use super::evaluate::{Because, Engine, Item, Other, of_row};
use super::limit::Told;
use super::plan::{Cited, Kind, Plan, Row, Version};
use super::{Due, Facts, Scheduled};
use crate::model::Condition;
use crate::vocabulary::{Bound, Verified};
use crate::words;

/// An item among all, with what it was found with.
#[derive(Clone, Copy)]
pub(super) struct Spelling<'a> {
    pub engine: &'a Engine<'a>,
    pub items: &'a [Item],
}

impl<'a> Spelling<'a> {
    /// Every item that counts, by date, those without one last; then by name, so that the order is always the same.
    pub(super) fn all(self) -> Vec<Scheduled> {
        let counting = self.items.iter().filter(|item| !stood_in(self.engine, self.items, item));
        let mut scheduled: Vec<Scheduled> = counting.map(|item| self.one(item)).collect();
        scheduled.sort_by(|one, other| order(one).cmp(&order(other)));
        scheduled
    }

    /// One item in words.
    pub(super) fn one(self, item: &Item) -> Scheduled {
        let row = &self.engine.plan.rows[item.row];
        let version = version(row, item);
        let clause = clause(row, item);
        let (explanation, skipped) = self.explained(item);
        let timeline = self.engine.timeline;
        Scheduled {
            duty: row.id.clone(),
            clock: version.map(|version| version.clock.clone()),
            key: item.origin.key.map(|key| timeline.key(key).to_owned()),
            name: row.name.clone(),
            must: row.must.clone(),
            responsible: row.responsible.clone(),
            due: item.due,
            bound: bound(row, item),
            origin: timeline.milestone(self.engine.plan, &item.origin),
            stopped: item.stopped,
            lapsed: item.lapsed,
            begins: item.begins,
            clause: clause.map(|clause| clause.id.clone()),
            verified: verified(row, item),
            edition: edition(self.engine.plan, row, item).map(str::to_owned),
            statutory: statutory(row, item),
            shown_to_family: row.shown_to_family,
            explanation,
            skipped,
        }
    }

    /// How the date was found, and the bank holidays that were passed over.
    fn explained(self, item: &Item) -> (String, Vec<(Date, String)>) {
        match item.because {
            Because::Itself => self.reckoned(item),
            Because::Together(other) => {
                let Some(leader) = self.other(other) else { return Default::default() };
                let (explanation, skipped) = self.explained(leader);
                let name = &self.engine.plan.rows[leader.row].name;
                let date = leader.due.date().map(words::full_date);
                let date = date.map_or_else(String::new, |date| format!(" on {date}"));
                (format!("due together with \"{name}\"{date}: {explanation}"), skipped)
            }
            Because::Alone => ("no date is set any more; it is open until it is done".to_owned(), Vec::new()),
            Because::Missed(other) => {
                let Some((leader, due)) =
                    self.other(other).and_then(|leader| Some((leader, leader.due.date()?)))
                else {
                    return Default::default();
                };
                let name = &self.engine.plan.rows[leader.row].name;
                let (_, skipped) = self.reckoned(item);
                (format!("only if \"{name}\" is not done by {}", words::full_date(due)), skipped)
            }
        }
    }

    /// The item is found once more, this time aloud.
    fn reckoned(self, item: &Item) -> (String, Vec<(Date, String)>) {
        let mut told = Told::default();
        if let Some(place) = self.engine.timeline.place(&item.origin) {
            self.engine.reckon(&mut item.clone(), place, &mut told);
        }
        if told.parts.is_empty() {
            told.parts
                .push("no time limit is set in law or guidance; it is open until it is done".to_owned());
        }
        (told.parts.join("; "), told.skipped)
    }

    fn other(self, other: Other) -> Option<&'a Item> {
        of_row(self.items, other.row).get(other.nth)
    }
}

/// By date, those without one last; then by name.
fn order(item: &Scheduled) -> (Date, bool, &str, Option<&str>, Option<&str>, Date) {
    let date = item.due.date().unwrap_or(Date::MAX);
    let origin = item.origin.at.date();
    (date, item.due == Due::NoLimit, &item.duty, item.clock.as_deref(), item.key.as_deref(), origin)
}

/// Whether a local standard gives a number to this duty without one, and stands in its place.
pub(super) fn stood_in(engine: &Engine<'_>, items: &[Item], item: &Item) -> bool {
    let row = &engine.plan.rows[item.row];
    item.version.is_none()
        && row
            .stood_in_by
            .iter()
            .any(|standard| of_row(items, *standard).iter().any(|given| given.origin == item.origin))
}

/// The version of the limit that it goes by.
pub(super) fn version<'r>(row: &'r Row, item: &Item) -> Option<&'r Version> {
    match row.kind {
        Kind::Companion => row.limits.first(),
        Kind::Duty | Kind::Standard | Kind::Breach => row.limits.get(item.version?),
    }
}

/// The clause that it rests on: of the day it started, or of the day on which a new limit took it over.
pub(super) fn clause<'r>(row: &'r Row, item: &Item) -> Option<&'r Cited> {
    let new = version(row, item)
        .filter(|_| item.law_of != item.origin.date)
        .and_then(|version| version.clauses.iter().find(|clause| clause.in_force.contains(item.law_of)));
    new.or_else(|| row.clause_on(item.origin.date))
}

/// How well clause and number were verified: the weaker of the two.
pub(super) fn verified(row: &Row, item: &Item) -> Option<Verified> {
    let number = version(row, item).and_then(|version| version.verified);
    clause(row, item).map(|clause| number.map_or(clause.verified, |number| number.min(clause.verified)))
}

/// The edition of its clause; for what is local alone, the edition of *Working Together* of the day it started.
pub(super) fn edition<'p>(plan: &'p Plan, row: &'p Row, item: &Item) -> Option<&'p str> {
    let cited = clause(row, item).map(|clause| clause.edition.as_str());
    cited.or_else(|| plan.edition_on(item.origin.date))
}

pub(super) fn bound(row: &Row, item: &Item) -> Bound {
    let limit = version(row, item).map(|version| version.measure.limit.bound);
    limit.filter(|_| row.kind != Kind::Companion).unwrap_or(Bound::Max)
}

/// Whether its limit is law or guidance; a duty without one is law as well.
pub(super) fn statutory(row: &Row, item: &Item) -> bool {
    match row.kind {
        Kind::Duty | Kind::Breach => version(row, item).is_none_or(|version| version.statutory),
        Kind::Standard | Kind::Companion => false,
    }
}

pub(super) fn known_to_hold(condition: &Condition, facts: &Facts) -> bool {
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
