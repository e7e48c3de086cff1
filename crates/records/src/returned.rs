//! What the children in need census of a year says of a child, made from the events: what returns said before, requests and
//! what came of them, contacts at the front door, help, protection, and the codes that somebody recorded. Nothing is inferred; what is missing stays missing,
//! and the rules of the year say so.

mod carried;
mod helped;
mod looked_after;
mod protected;
mod support;

use census::{Child as Counted, Details};
use guidance::Rules;
use jiff::civil::Date;
use uuid::Uuid;

use crate::child::Child;
use crate::contact::Approach;
use crate::help::Help;
use crate::history::{Coded, History};
use crate::protection::Protection;
use crate::request::Request;

pub use carried::said;
pub use looked_after::{CareSources, looked_after_of, said_of_care};

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

    /// Whether a day is in the year.
    fn holds(&self, day: Date) -> bool {
        self.start <= day && day <= self.reference
    }

    /// Whether what ended on a day, or goes on, reaches into the year.
    fn reaches(&self, ended: Option<Date>) -> bool {
        ended.is_none_or(|ended| ended >= self.start)
    }
}

/// What a child's return is made from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sources<'a> {
    /// The child's record and its identifier; absent of a request that never became one, and of what returns alone say.
    pub child: Option<(Uuid, &'a Child)>,
    /// The requests, each with its identifier.
    pub requests: &'a [(Uuid, &'a Request)],
    /// That somebody got in touch about the child, for whoever may know of it.
    pub approaches: &'a [Approach],
    /// How the child and the family are helped, for whoever may know of it.
    pub help: Option<&'a Help>,
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
        let said = || self.latest()?.child.identifiers.la_child_id.clone();
        recorded.or_else(said).or_else(|| Some(self.care_before(i16::MAX)?.child.child.clone()))
    }
}

/// What the census of a year says of a child; nothing of one who is not in its scope.
pub fn census_of(from: &Sources<'_>, period: &Period, rules: &Rules) -> Option<Counted> {
    let mut counted = from.before.and_then(|before| said(before, period)).unwrap_or_default();
    let mut modules = support::episodes(from, period);
    modules.extend(from.help.iter().flat_map(|help| helped::times(help, period)));
    helped::approached(&mut modules, from.approaches, period);
    if let Some(protection) = from.protection {
        protected::add(&mut modules, protection, period, rules);
    }
    let mut modules = helped::joined(modules);
    for module in &mut modules {
        protected::apart(&mut module.details);
    }
    // What a return said of an episode gives way to its own record.
    counted.details.retain(|said| modules.iter().all(|module| Some(module.from) != said.referred));
    let latest = from.history.and_then(|history| history.coded.last()).map(|coded| &coded.fact);
    support::identify(&mut counted, from, latest, period);
    counted
        .details
        .extend(modules.into_iter().map(|module| module.details).filter(|one| in_scope(one, period)));
    counted.details.sort_by_key(|details| details.referred);
    (!counted.details.is_empty()).then_some(counted)
}

/// What an episode began as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Began {
    /// A request for support.
    Request,
    /// A time as a child in need.
    Help,
    /// A contact, or enquiries. Neither has an end of its own: help that begins meanwhile is the same time.
    Open,
}

/// An episode that is being put together, with the days between which it was open.
struct Module {
    from: Date,
    until: Option<Date>,
    /// The requests and contacts that it came of.
    of: Vec<Uuid>,
    began: Began,
    details: Details,
}

impl Module {
    fn covers(&self, day: Date) -> bool {
        let followed = self.details.no_further_action != Some(true);
        followed && self.from <= day && self.until.is_none_or(|until| day <= until)
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
