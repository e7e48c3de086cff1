//! What statutory returns say of a child: what was taken over from files, facts of the past each with the return that said
//! it, and the codes that practitioners record for the next one.
//!
//! It has a stream of its own, apart from the records of support and of protection. An enquiry that stands in a return is
//! history: no diversion record, no raised concern and no duty comes of it, and nothing of it reaches a page of a family.
//! A return names nobody; a child is found again by the authority's identifier alone.

mod care;
mod code;
mod import;
mod listing;
mod timely;

use std::collections::BTreeSet;

use census::{Child, Details};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::StreamKind;
use uuid::Uuid;

pub use care::{CareImported, CareStatement, ImportCare};
pub use code::{Code, CodeRefusal, Coded, FORM};
pub use import::{AsItStood, Import, ImportRefusal, Imported, Module, TEXT_KEPT_BYTES_MAX};
pub use listing::{list, same_child};
pub use timely::{Timeliness, Timely, timely};

use crate::request::{Noted, noted};
use crate::stream::{Recorded, Stream, events};

events! {
    /// What happens in the history of a child.
    HistoryEvent {
        "history.imported" => Imported(Box<Imported>),
        "history.care_imported" => CareImported(Box<CareImported>),
        "history.coded" => Coded(Coded),
    }
}

/// What one return said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The calendar year in which the return's year ends.
    pub year: i16,
    /// The last day of that year.
    pub reference: Date,
    /// The digest of the file, in hexadecimal.
    pub file: String,
    /// What it said of the child.
    pub child: Child,
    /// The child as it stood in the file, where the schema does not have it so.
    pub as_it_stood: Vec<AsItStood>,
    /// When it was taken over.
    pub at: Timestamp,
}

/// What returns said of one child, oldest first.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// The authority's three digits.
    pub authority: String,
    /// Where the child stands in the file that said it first; only of a child without an identifier.
    pub place: Option<u32>,
    /// What each census said.
    pub statements: Vec<Statement>,
    /// What each return on children looked after said.
    pub cares: Vec<CareStatement>,
    /// Codes that were recorded for the next return, oldest first.
    pub coded: Vec<Noted<Coded>>,
    /// Every referral that was said, each as it was said.
    said: Vec<Details>,
}

impl History {
    /// What the return of a year said: what was taken over last, where it was taken over more than once.
    pub fn of_year(&self, year: i16) -> Option<&Statement> {
        self.statements.iter().rfind(|statement| statement.year == year)
    }

    /// What the latest return before a year said, however often it was taken over.
    pub fn before(&self, year: i16) -> Option<&Statement> {
        let latest = self.statements.iter().map(|statement| statement.year).filter(|of| *of < year).max()?;
        self.of_year(latest)
    }

    /// What the return of the latest year said.
    pub fn latest(&self) -> Option<&Statement> {
        self.before(i16::MAX)
    }

    /// The codes that stand of one episode: a request, or enquiries that came of none.
    pub fn coded_of(&self, episode: Uuid) -> Option<&Coded> {
        self.coded.iter().rfind(|coded| coded.fact.episode == episode).map(|coded| &coded.fact)
    }

    /// Each referral once, as the latest return that has it says it, in order of days.
    pub fn referrals(&self) -> Vec<&Details> {
        let mut years: Vec<i16> = self.statements.iter().map(|statement| statement.year).collect();
        years.sort_unstable();
        years.dedup();
        let mut found: Vec<&Details> = Vec::new();
        for statement in years.iter().rev().filter_map(|year| self.of_year(*year)) {
            let later: BTreeSet<Option<Date>> = found.iter().map(|details| details.referred).collect();
            found.extend(statement.child.details.iter().filter(|details| !later.contains(&details.referred)));
        }
        found.sort_by_key(|details| details.referred);
        found
    }

    /// The place of a referral that was said before, word for word.
    fn said_before(&self, details: &Details) -> Option<u32> {
        self.said.iter().position(|said| said == details).and_then(|at| u32::try_from(at).ok())
    }
}

impl Stream for History {
    const KIND: StreamKind = StreamKind::History;
    type Event = HistoryEvent;

    fn apply(&mut self, recorded: &Recorded<HistoryEvent>) {
        match recorded.event.clone() {
            HistoryEvent::Imported(fact) => self.said_by_return(recorded, *fact),
            HistoryEvent::CareImported(fact) => self.care_said(*fact, recorded.recorded_at),
            HistoryEvent::Coded(fact) => self.coded.push(noted(recorded, fact)),
        }
    }
}

impl History {
    fn said_by_return(&mut self, recorded: &Recorded<HistoryEvent>, fact: Imported) {
        let mut details = Vec::with_capacity(fact.modules.len());
        for module in fact.modules {
            match module {
                Module::Said(new) => {
                    self.said.push(Details::clone(&new));
                    details.push(*new);
                }
                Module::Before(at) => details.extend(self.said.get(at as usize).cloned()),
            }
        }
        self.authority = fact.authority;
        self.place = fact.place;
        self.statements.push(Statement {
            year: fact.year,
            reference: fact.reference,
            file: fact.file,
            child: Child { identifiers: fact.identifiers, characteristics: fact.characteristics, details },
            as_it_stood: fact.as_it_stood,
            at: recorded.recorded_at,
        });
    }
}
