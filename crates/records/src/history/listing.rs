//! What a history contributes to lists: a line without a name, and the word under which a later file finds it again.

use std::fmt::Write as _;

use census::{Column, Identifiers};

use super::{CareStatement, History};
use crate::listing::{FoundBy, Line, Listing};

/// What stands in the list's line in place of a name, which no return holds.
const STAGE: &str = "imported";

/// The rows of a history. It has no duties: what a return says is over, or stands in a live record of its own.
pub fn list(history: &History) -> Listing {
    let care = history.care_before(i16::MAX);
    let Some(latest) = history.latest() else {
        return care.map(|care| of_care(history, care)).unwrap_or_default();
    };
    let own = &latest.child.identifiers;
    let identifier = own.la_child_id.clone().unwrap_or_default();
    let references = [own.la_child_id.clone(), own.upn.clone()].into_iter().flatten().collect();
    Listing {
        stage: STAGE,
        sort_at: latest.at,
        line: Line {
            title: identifier,
            detail: latest.year.to_string(),
            reference: String::new(),
            marks: if latest.as_it_stood.is_empty() { Vec::new() } else { vec!["faults".to_owned()] },
        },
        names: vec![found_by(&history.authority, own, &latest.file, history.place)],
        found_by: FoundBy { references, born: own.born, ..FoundBy::default() }.tidied(),
        ..Listing::default()
    }
}

/// The rows of a child of whom returns on children looked after alone say anything.
fn of_care(history: &History, latest: &CareStatement) -> Listing {
    let header = latest.child.header();
    let upn = header.and_then(|header| header.get(Column::UPN));
    let references =
        [Some(latest.child.child.as_str()), upn].into_iter().flatten().map(str::to_owned).collect();
    Listing {
        stage: STAGE,
        sort_at: latest.at,
        line: Line {
            title: latest.child.child.clone(),
            detail: latest.year.to_string(),
            reference: String::new(),
            marks: Vec::new(),
        },
        names: vec![same_child(&history.authority, &latest.child.child)],
        found_by: FoundBy {
            references,
            born: header.and_then(|header| header.day(Column::DOB)),
            ..FoundBy::default()
        }
        .tidied(),
        ..Listing::default()
    }
}

/// The word under which a child is found again: the authority's identifier, or where it stood in a file if it has none. It is
/// made of letters and digits alone, whatever stands in the identifier. A pupil number is no such word: two records that one
/// number joins may be of a child before and after adoption, whose records are never linked.
pub(super) fn found_by(authority: &str, own: &Identifiers, file: &str, place: Option<u32>) -> String {
    match (&own.la_child_id, place) {
        (Some(identifier), _) => same_child(authority, identifier),
        (None, place) => format!("returned{authority}f{file}n{}", place.unwrap_or_default()),
    }
}

/// The word under which the child with an authority's identifier is found.
pub fn same_child(authority: &str, identifier: &str) -> String {
    let mut word = format!("returned{authority}x");
    for byte in identifier.bytes() {
        let _ = write!(word, "{byte:02x}");
    }
    word
}
