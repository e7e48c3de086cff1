//! What a return says of a child is taken over.

use census::{Characteristics, Child, Details, Identifiers};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::listing::found_by;
use super::{History, HistoryEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The most bytes of a child as it stood in a file that are kept: a hundred times an ordinary child, and an entry has room
/// for the rest of it beside. Where there is more, it says so.
pub const TEXT_KEPT_BYTES_MAX: usize = 256 * 1024;

/// A child as it stood in a file, because the schema does not have it so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsItStood {
    /// What the schema does not have so, in words.
    pub faults: Vec<String>,
    /// The text.
    pub text: String,
    /// How many bytes of it are left out.
    #[serde(default, skip_serializing_if = "is_none")]
    pub left_out: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_none(value: &u64) -> bool {
    *value == 0
}

/// One referral of a return.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Module {
    /// As it is said here first.
    Said(Box<Details>),
    /// As another return said it word for word: its place among those that were said, from 0.
    Before(u32),
}

/// A return said this of the child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// The calendar year in which the return's year ends.
    pub year: i16,
    /// The last day of that year.
    pub reference: Date,
    /// The authority's three digits.
    pub authority: String,
    /// The digest of the file, in hexadecimal.
    pub file: String,
    /// Where the child stands in the file, from 1; only of a child without an identifier, who is found again by this alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
    /// Who the child is.
    pub identifiers: Identifiers,
    /// Ethnicity and disability.
    pub characteristics: Characteristics,
    /// The referrals, in the order of the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modules: Vec<Module>,
    /// The child as it stood, where that is kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub as_it_stood: Vec<AsItStood>,
}

/// Take over what a return says.
#[derive(Debug, Clone, Deserialize)]
pub struct Import {
    /// The calendar year in which the return's year ends.
    pub year: i16,
    /// The last day of that year.
    pub reference: Date,
    /// The authority's three digits.
    pub authority: String,
    /// The digest of the file, in hexadecimal.
    pub file: String,
    /// Where the child stands in the file, from 1; only of a child without an identifier.
    pub place: Option<u32>,
    /// What it says.
    pub child: Child,
    /// The child as it stood, where the schema does not have it so.
    pub as_it_stood: Vec<AsItStood>,
}

refusals! {
    /// Why it cannot be taken over.
    ImportRefusal {
        OtherAuthority = "these returns are of another authority", "history-other-authority", "an identifier belongs to the authority that gave it";
    }
}

impl Import {
    /// The word under which the child is found again.
    pub fn found_by(&self) -> String {
        found_by(&self.authority, &self.child.identifiers, &self.file, self.place)
    }
}

impl Command for Import {
    type Stream = History;
    type Refusal = ImportRefusal;

    fn decide(
        &self,
        state: &History,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HistoryEvent>>, ImportRefusal> {
        if state.is_imported() && state.authority != self.authority {
            return Err(ImportRefusal::OtherAuthority);
        }
        let known = state.of_year(self.year);
        if known.is_some_and(|known| known.child == self.child && known.as_it_stood == self.as_it_stood) {
            return Ok(Vec::new());
        }
        let module = |details: &Details| match state.said_before(details) {
            Some(at) => Module::Before(at),
            None => Module::Said(Box::new(details.clone())),
        };
        Ok(vec![Decided::now(
            context,
            Box::new(Imported {
                year: self.year,
                reference: self.reference,
                authority: self.authority.clone(),
                file: self.file.clone(),
                place: self.place,
                identifiers: self.child.identifiers.clone(),
                characteristics: self.child.characteristics.clone(),
                modules: self.child.details.iter().map(module).collect(),
                as_it_stood: self.as_it_stood.clone(),
            }),
        )])
    }
}
