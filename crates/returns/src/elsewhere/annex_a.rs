//! The lists that inspectors ask for at the start of an inspection (Annex A): which there are, their columns and their
//! lettered values are data in `returns/annex-a/`; here the values of a census, and those of care, become their rows.
//!
//! A column of which nothing is known here is there and empty, and a list that would be empty of everything is left out: both
//! are named by [`Lists::about`], which is the first sheet. Nothing is inferred.

mod care;
mod lists;
mod row;

use std::collections::BTreeMap;

use census::Child;
use jiff::Span;
use jiff::civil::Date;

pub use care::{Care, Episode};
use lists::{Codes, File, ListData, Things};
use row::{Row, Window};

use crate::data::{Flaw, read};

/// What stands in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// A text.
    Text(String),
    /// A day.
    Day(Date),
    /// A number.
    Number(u32),
}

impl Cell {
    fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.into()))
    }

    fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    fn yes(yes: Option<bool>) -> Self {
        Self::text(yes.map(|yes| if yes { "Y" } else { "N" }))
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name, as the form has it.
    pub name: String,
    /// Whether anything here fills it.
    pub filled: bool,
}

/// One list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The name of its sheet.
    pub sheet: String,
    /// What it holds.
    pub title: String,
    /// Since which day.
    pub from: Date,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, in the order of the children's identifiers.
    pub rows: Vec<Vec<Cell>>,
}

/// The lists, and what they leave out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lists {
    /// Those that can be made.
    pub made: Vec<List>,
    /// Lines for the first sheet: what was made, what is not known, and how well the form was checked.
    pub about: Vec<Vec<String>>,
    /// Children without an identifier, who are in no list.
    pub without_identifier: usize,
}

/// The first day of which the lists up to a day can say anything, by what they count and by how far back they look.
pub fn reaches_back_to(from: Option<Date>, to: Date) -> Result<Date, Flaw> {
    let file: File = read(lists::FILE)?;
    let back =
        file.list.iter().map(|list| list.months).chain([file.months_counted]).max().unwrap_or_default();
    let counted = months_before(to, back);
    Ok(from.map_or(counted, |from| from.min(counted)))
}

/// The day after which the months before a day begin.
fn months_before(to: Date, months: i32) -> Date {
    to.saturating_sub(Span::new().months(months))
}

/// The lists of the children who were helped between two days; without the first, each list looks back as far as it says.
/// `care` is what is known of living away from home, by the child's identifier.
pub fn lists(children: &[Child], care: &[Care], from: Option<Date>, to: Date) -> Result<Lists, Flaw> {
    let file: File = read(lists::FILE)?;
    let codes = Codes::read()?;
    let known: BTreeMap<&str, &Child> = children
        .iter()
        .filter_map(|child| Some((child.identifiers.la_child_id.as_deref()?, child)))
        .collect();
    let cares: BTreeMap<&str, &Care> = care.iter().map(|care| (care.child.as_str(), care)).collect();
    let mut about = vec![
        vec!["Lists of Annex A, from the record of Alongside".to_owned()],
        vec![format!(
            "Up to {to}; what is counted of a child, since {}",
            months_before(to, file.months_counted)
        )],
        vec![format!(
            "Names and lettered values were read in: {}. How well they were checked: {}. Compare them before handing this over.",
            file.source, file.verified
        )],
        vec!["A column that nothing here fills is empty and named below. Nothing was inferred.".to_owned()],
        Vec::new(),
        ["List", "What it holds", "Since", "Rows", "Columns that nothing here fills"]
            .map(str::to_owned)
            .into(),
    ];
    let mut made = Vec::new();
    for list in file.list {
        let since = from.unwrap_or_else(|| months_before(to, list.months));
        let Some(things) = list.things else {
            let why = format!("Not in this workbook. {}", list.absent);
            about.push(vec![sheet(list.number), list.title, since.to_string(), String::new(), why]);
            continue;
        };
        let counted = months_before(to, file.months_counted);
        let window = Window { from: since, to, counted };
        let list = one(&list, things, &file.child, &window, (&known, &cares), &codes);
        let missing = list.columns.iter().filter(|column| !column.filled);
        let missing: Vec<&str> = missing.map(|column| column.name.as_str()).collect();
        let rows = list.rows.len().to_string();
        about.push(vec![list.sheet.clone(), list.title.clone(), since.to_string(), rows, missing.join("; ")]);
        made.push(list);
    }
    about.push(Vec::new());
    about.extend(codes.doubts().map(|doubt| vec![doubt]));
    let without_identifier = children.iter().filter(|child| child.identifiers.la_child_id.is_none()).count();
    Ok(Lists { made, about, without_identifier })
}

fn sheet(number: u8) -> String {
    format!("List {number}")
}

/// Children, and what is known of their care, by identifier.
type Known<'a> = (&'a BTreeMap<&'a str, &'a Child>, &'a BTreeMap<&'a str, &'a Care>);

fn one(
    list: &ListData,
    things: Things,
    first: &[lists::ColumnData],
    window: &Window,
    (children, cares): Known<'_>,
    codes: &Codes,
) -> List {
    let columns: Vec<&lists::ColumnData> = first.iter().chain(&list.columns).collect();
    let mut rows = Vec::new();
    // Whoever lives away from home and stands in no census is in that list all the same.
    let mut everybody: Vec<&str> = children.keys().chain(cares.keys()).copied().collect();
    everybody.sort_unstable();
    everybody.dedup();
    for id in everybody {
        let row = Row { id, child: children.get(id).copied(), care: cares.get(id).copied(), window, codes };
        for thing in row.things(things) {
            let cell = |column: &&lists::ColumnData| {
                column.from.map_or(Cell::Empty, |field| row.cell(field, &thing))
            };
            rows.push(columns.iter().map(cell).collect());
        }
    }
    let named =
        |column: &&lists::ColumnData| Column { name: column.name.clone(), filled: column.from.is_some() };
    List {
        sheet: sheet(list.number),
        title: list.title.clone(),
        from: window.from,
        columns: columns.iter().map(named).collect(),
        rows,
    }
}
