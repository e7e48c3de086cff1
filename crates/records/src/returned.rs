//! What the children in need census of a year says of a child, made from the events: what returns said before, requests and
//! what came of them, protection, and the codes that somebody recorded. Nothing is inferred; what is missing stays missing,
//! and the rules of the year say so.

mod carried;
mod protected;
mod support;

use census::{Child as Counted, Details};
use guidance::Rules;
use jiff::civil::Date;
use uuid::Uuid;

use crate::child::Child;
use crate::history::{Coded, History};
use crate::protection::Protection;
use crate::request::Request;

pub use carried::said;

/// A collection year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The calendar year in which it ends.
    pub year: i16,
    /// Its first day.
    pub start: Date,
    /// Its last day.
    pub reference: Date,
    /// Whether its return has what comes before care proceedings: a module that is still a draft.
    pub before_proceedings: bool,
}

impl Period {
    /// Nothing that lies after the year is in its return.
    fn seen(&self, day: Date) -> Option<Date> {
        (day <= self.reference).then_some(day)
    }
}

/// What a child's return is made from.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The child's record and its identifier; absent of a request that never became one, and of what returns alone say.
    pub child: Option<(Uuid, &'a Child)>,
    /// The requests, each with its identifier.
    pub requests: &'a [(Uuid, &'a Request)],
    /// The child's protection, for whoever may know of it.
    pub protection: Option<&'a Protection>,
    /// Codes that were recorded.
    pub history: Option<&'a History>,
    /// What returns said of the child with the same identifier.
    pub before: Option<&'a History>,
}

impl History {
    /// The identifier under which the child stands in returns: as it was recorded, or as returns have it.
    pub fn identifier(&self) -> Option<String> {
        let recorded = self.coded.iter().rev().find_map(|coded| typed(&coded.fact, "return-identifier"));
        recorded.or_else(|| self.latest()?.child.identifiers.la_child_id.clone())
    }
}

/// What the census of a year says of a child; nothing of one who is not in its scope.
pub fn census_of(from: &Sources<'_>, period: &Period, rules: &Rules) -> Option<Counted> {
    let mut counted = from.before.and_then(|before| said(before, period)).unwrap_or_default();
    let mut modules = support::episodes(from, period);
    if let Some(protection) = from.protection {
        protected::add(&mut modules, protection, period, rules);
    }
    // What a return said of an episode gives way to its own record.
    counted.details.retain(|said| modules.iter().all(|module| Some(module.from) != said.referred));
    let latest = from.history.and_then(|history| history.coded.last()).map(|coded| &coded.fact);
    support::identify(&mut counted, from, latest);
    counted
        .details
        .extend(modules.into_iter().map(|module| module.details).filter(|one| in_scope(one, period)));
    counted.details.sort_by_key(|details| details.referred);
    (!counted.details.is_empty()).then_some(counted)
}

/// An episode that is being put together, with the days between which it was open.
struct Module {
    from: Date,
    until: Option<Date>,
    details: Details,
}

impl Module {
    fn covers(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// A referral of the year, or one that was open in it.
fn in_scope(details: &Details, period: &Period) -> bool {
    let Some(referred) = details.referred else { return true };
    let open = details.closed.is_none_or(|closed| closed >= period.start);
    referred <= period.reference
        && open
        && (details.no_further_action != Some(true) || referred >= period.start)
}

/// What stands before a code in a form, where values begin with a letter.
const BEFORE_A_DIGIT: &str = "code-";

/// A value of the form as the census writes it: in capitals.
fn as_written(value: &str) -> String {
    value.strip_prefix(BEFORE_A_DIGIT).unwrap_or(value).to_uppercase()
}

/// One code that was recorded.
fn code(coded: &Coded, question: &str) -> Option<String> {
    coded.answers.get(question)?.chosen().first().map(|value| as_written(value))
}

/// The codes that were recorded for a question with several.
fn codes(coded: &Coded, question: &str) -> Vec<String> {
    let answer = coded.answers.get(question);
    answer.map(forms::Answer::chosen).unwrap_or_default().into_iter().map(as_written).collect()
}

/// What was typed.
fn typed(coded: &Coded, question: &str) -> Option<String> {
    coded.answers.text(question).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}
