//! The whole table on one page, to be read by people and compared by a test.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use kernel::Capacity;

use crate::policy::Policy;
use crate::{Action, FieldKind, RecordKind, Relationship};

const LEGEND: &str = "\
Who may see or do what. One block for each kind of record; a row for each action (and kind of field, where it
is not an ordinary one); a column for each capacity that has any. A cell has the relationships that allow it.
What has no letter is not allowed, and what somebody may not see does not exist for them.

";

/// The letter of a relationship in a cell.
const fn letter(relationship: Relationship) -> char {
    match relationship {
        Relationship::Urgent => 'U',
        Relationship::Raiser => 'R',
        Relationship::Own => 'O',
        Relationship::Asker => 'A',
        Relationship::Family => 'F',
        Relationship::Shared => 'S',
        Relationship::Allocated => 'L',
        Relationship::Covering => 'C',
        Relationship::Route => 'W',
        Relationship::Partnership => 'P',
        Relationship::Anyone => '*',
    }
}

type Rows = BTreeMap<(Action, FieldKind), BTreeMap<Capacity, BTreeSet<Relationship>>>;

impl Policy {
    /// The table as text, the same for the same table.
    pub fn matrix(&self) -> String {
        let mut page = String::from(LEGEND);
        for relationship in Relationship::ALL {
            let _ = writeln!(page, "  {}  {relationship}", letter(*relationship));
        }
        for kind in RecordKind::ALL {
            let mut rows = Rows::new();
            for grant in self.grants().filter(|grant| grant.kind == *kind) {
                rows.entry((grant.action, grant.field))
                    .or_default()
                    .entry(grant.capacity.clone())
                    .or_default()
                    .insert(grant.relationship);
            }
            self.block(&mut page, *kind, &rows);
        }
        page
    }

    fn block(&self, page: &mut String, kind: RecordKind, rows: &Rows) {
        let columns: Vec<&Capacity> = self
            .capacities()
            .iter()
            .map(|entry| &entry.name)
            .filter(|name| rows.values().any(|cells| cells.contains_key(name)))
            .collect();
        // A name is broken at its hyphens, one line each, so that the table stays narrow enough to read.
        let headings: Vec<Vec<&str>> =
            columns.iter().map(|name| name.as_str().split_inclusive('-').collect()).collect();
        let height = headings.iter().map(Vec::len).max().unwrap_or(0);
        let labels: Vec<String> = rows.keys().map(|(action, field)| label(*action, *field)).collect();
        let margin = labels.iter().map(String::len).max().unwrap_or(0);

        let _ = writeln!(page, "\n## {kind}\n");
        for line in 0..height {
            let mut text = " ".repeat(margin);
            for heading in &headings {
                let blank = height - heading.len();
                let part = line.checked_sub(blank).map_or("", |at| heading[at]);
                let _ = write!(text, "  {part:<width$}", width = width(heading));
            }
            let _ = writeln!(page, "{}", text.trim_end());
        }
        for (label, cells) in labels.iter().zip(rows.values()) {
            let mut text = format!("{label:<margin$}");
            for (name, heading) in columns.iter().zip(&headings) {
                let cell: String = cells
                    .get(*name)
                    .map_or_else(|| ".".to_owned(), |found| found.iter().copied().map(letter).collect());
                let _ = write!(text, "  {cell:<width$}", width = width(heading));
            }
            let _ = writeln!(page, "{}", text.trim_end());
        }
    }
}

fn width(heading: &[&str]) -> usize {
    heading.iter().map(|part| part.len()).max().unwrap_or(0)
}

fn label(action: Action, field: FieldKind) -> String {
    match field {
        FieldKind::Ordinary => action.to_string(),
        other => format!("{action} ({other})"),
    }
}
