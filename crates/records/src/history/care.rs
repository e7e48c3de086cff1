//! What a return on children looked after says of a child is taken over: its rows in each file, as they stand.

use census::LookedAfter;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::import::ImportRefusal;
use super::listing::same_child;
use super::{History, HistoryEvent};
use crate::stream::{Command, Context, Decided};

/// A return on children looked after said this of the child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareImported {
    /// The calendar year in which the return's year ends.
    pub year: i16,
    /// The last day of that year.
    pub reference: Date,
    /// The authority's three digits, which no file of this return names.
    pub authority: String,
    /// The digest of all files together, in hexadecimal.
    pub files: String,
    /// What it says.
    pub child: LookedAfter,
}

/// What one return on children looked after said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CareStatement {
    /// The calendar year in which the return's year ends.
    pub year: i16,
    /// The last day of that year.
    pub reference: Date,
    /// The digest of all files together, in hexadecimal.
    pub files: String,
    /// What it said of the child.
    pub child: LookedAfter,
    /// When it was taken over.
    pub at: Timestamp,
}

/// Take over what a return on children looked after says.
#[derive(Debug, Clone, Deserialize)]
pub struct ImportCare(pub CareImported);

impl ImportCare {
    /// The word under which the child is found again.
    pub fn found_by(&self) -> String {
        same_child(&self.0.authority, &self.0.child.child)
    }
}

impl Command for ImportCare {
    type Stream = History;
    type Refusal = ImportRefusal;

    fn decide(
        &self,
        state: &History,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HistoryEvent>>, ImportRefusal> {
        let said = &self.0;
        if state.is_imported() && state.authority != said.authority {
            return Err(ImportRefusal::OtherAuthority);
        }
        if state.care_of_year(said.year).is_some_and(|known| known.child == said.child) {
            return Ok(Vec::new());
        }
        Ok(vec![Decided::now(context, Box::new(said.clone()))])
    }
}

impl History {
    /// Whether anything of it was taken over from a return.
    pub fn is_imported(&self) -> bool {
        !self.statements.is_empty() || !self.cares.is_empty()
    }

    /// What the return on children looked after of a year said: what was taken over last, where it was more than once.
    pub fn care_of_year(&self, year: i16) -> Option<&CareStatement> {
        self.cares.iter().rfind(|statement| statement.year == year)
    }

    /// What the latest one before a year said.
    pub fn care_before(&self, year: i16) -> Option<&CareStatement> {
        let latest = self.cares.iter().map(|statement| statement.year).filter(|of| *of < year).max()?;
        self.care_of_year(latest)
    }

    pub(super) fn care_said(&mut self, fact: CareImported, at: Timestamp) {
        self.authority = fact.authority;
        let (year, reference, files, child) = (fact.year, fact.reference, fact.files, fact.child);
        self.cares.push(CareStatement { year, reference, files, child, at });
    }
}
