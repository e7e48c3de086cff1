//! What a rule sees of the return: one child's rows in every file, this year's and last year's.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use census::{Column, Table};
use jiff::civil::Date;

use super::data::Sheet;
use crate::report::{Finding, NotEvaluated, RuleFacts, Value};
use crate::{Place, Year};

/// This year or the year before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum When {
    Now,
    Last,
}

/// A row of a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RowId {
    /// Which file that was read.
    pub(super) file: u16,
    pub(super) row: u32,
}

/// A cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    pub(super) row: RowId,
    pub(super) column: Column,
}

/// A cell that should be a day and is not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unread(At);

/// A list that somebody else keeps.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) postcodes: Option<BTreeSet<String>>,
    pub(super) providers: Option<BTreeSet<String>>,
}

/// The return: its files, the year, the codes.
#[derive(Debug)]
pub(super) struct Return903 {
    pub(super) files: Vec<Sheet>,
    pub(super) year: Year,
    pub(super) start: Date,
    pub(super) end: Date,
    pub(super) codes: crate::codes::CodeSets,
    pub(super) has_last: bool,
    /// How often each UPN stands in this year's header.
    pub(super) upns: BTreeMap<String, u32>,
    pub(super) known: Known,
}

/// A child's rows, by file; episodes in the order of their beginning.
#[derive(Debug, Default)]
pub(super) struct Child {
    pub(super) id: Box<str>,
    pub(super) now: [Vec<RowId>; Table::ALL.len()],
    pub(super) last: [Vec<RowId>; Table::ALL.len()],
}

/// One child under one rule.
pub(super) struct Ask<'a> {
    pub(super) whole: &'a Return903,
    pub(super) child: &'a Child,
    pub(super) given: &'a super::check::Given903,
}

impl<'a> Ask<'a> {
    pub(super) fn rows(&self, when: When, table: Table) -> &'a [RowId] {
        match when {
            When::Now => &self.child.now[table as usize],
            When::Last => &self.child.last[table as usize],
        }
    }

    pub(super) fn episodes(&self) -> &'a [RowId] {
        self.rows(When::Now, Table::Episodes)
    }

    pub(super) fn text(&self, row: RowId, column: Column) -> &'a str {
        self.whole.files[usize::from(row.file)].text(row.row, column)
    }

    pub(super) fn is_blank(&self, row: RowId, column: Column) -> bool {
        self.text(row, column).is_empty()
    }

    /// The day; nothing where it is blank.
    pub(super) fn day(&self, row: RowId, column: Column) -> Result<Option<Date>, Unread> {
        let file = &self.whole.files[usize::from(row.file)];
        match file.day(row.row, column) {
            Some(day) => Ok(Some(day)),
            None if file.text(row.row, column).is_empty() => Ok(None),
            None => Err(Unread(At { row, column })),
        }
    }

    /// A cell of the row, or where its file has no such column, of the child's header.
    pub(super) fn near(&self, row: RowId, column: Column) -> At {
        let table = self.whole.files[usize::from(row.file)].table;
        if table.columns().contains(&column) && !(self.is_blank(row, column) && column == Column::DOB) {
            return At { row, column };
        }
        let header = self.rows(When::Now, Table::Header).first().copied();
        At { row: header.unwrap_or(row), column }
    }

    pub(super) fn one_of(&self, row: RowId, column: Column, codes: &[&str]) -> bool {
        codes.contains(&self.text(row, column))
    }

    /// Whether a cell's code is of a set.
    pub(super) fn is(&self, row: RowId, column: Column, set: &str) -> bool {
        self.whole.codes.get(set).is_some_and(|set| set.contains(self.text(row, column)))
    }

    fn place(&self, at: At) -> Place {
        self.whole.files[usize::from(at.row.file)].place(at.row.row, at.column)
    }

    fn path(&self, at: At) -> Box<str> {
        let file = &self.whole.files[usize::from(at.row.file)];
        format!("{}/{}", file.table.as_str(), at.column.as_str()).into()
    }

    /// What was found, at the first of the cells compared.
    pub(super) fn finding(&self, rule: &Arc<RuleFacts>, values: &[At]) -> Option<Finding> {
        let first = *values.first()?;
        let value = |at: &At| {
            let text = self.text(at.row, at.column);
            Value {
                field: at.column.as_str(),
                value: if text.is_empty() { None } else { Some(text.into()) },
                place: Some(self.place(*at)),
            }
        };
        Some(Finding {
            rule: Arc::clone(rule),
            child: Some(self.child.id.clone()),
            file: self.whole.files[usize::from(first.row.file)].file,
            path: self.path(first),
            place: self.place(first),
            values: values.iter().map(value).collect(),
        })
    }

    /// That a rule could not be asked of the child.
    pub(super) fn not_evaluated(&self, rule: &Arc<RuleFacts>, unread: Unread) -> NotEvaluated {
        let at = unread.0;
        let reason =
            format!("{} is {:?}, not a date as DD/MM/YYYY", at.column.as_str(), self.text(at.row, at.column));
        NotEvaluated {
            rule: Arc::clone(rule),
            child: Some(self.child.id.clone()),
            file: self.whole.files[usize::from(at.row.file)].file,
            path: self.path(at),
            place: Some(self.place(at)),
            reason: reason.into(),
        }
    }
}

/// What a rule found: the cells compared.
#[derive(Debug, Default)]
pub(super) struct Found(pub(super) Vec<Vec<At>>);

impl Found {
    pub(super) fn add(&mut self, row: RowId, columns: &[Column]) {
        self.0.push(columns.iter().map(|column| At { row, column: *column }).collect());
    }

    pub(super) fn between(&mut self, cells: &[(RowId, Column)]) {
        self.0.push(cells.iter().map(|(row, column)| At { row: *row, column: *column }).collect());
    }
}
