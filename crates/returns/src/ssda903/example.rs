//! Small returns made of a child without a fault and what is done to it: the examples of rules.
//!
//! `Episodes/DEC = 01/06/2025` sets a cell of the first row, `Episodes[2]/DECOM = …` of the second; a second row begins as a
//! copy of the child's identifier and birth date alone. `-OC2` takes a file away; `last/Episodes/…` is last year's.

use std::collections::BTreeMap;

use census::{Column, Table};
use serde::Deserialize;

use super::validate::Given;
use crate::Year;
use crate::data::{Flaw, read};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleFile {
    year: Year,
    base: Vec<String>,
}

type Files = BTreeMap<(bool, Table), Vec<BTreeMap<Column, String>>>;

fn table(name: &str) -> Result<Table, Flaw> {
    let found = Table::ALL.into_iter().find(|table| table.as_str() == name);
    found.ok_or_else(|| Flaw::new("example", format!("no file {name}")))
}

fn edit(files: &mut Files, line: &str) -> Result<(), Flaw> {
    let (path, away) = line.strip_prefix('-').map_or((line, false), |rest| (rest, true));
    let (path, is_last) = path.strip_prefix("last/").map_or((path, false), |rest| (rest, true));
    if away {
        files.remove(&(is_last, table(path)?));
        return Ok(());
    }
    let wrong = || Flaw::new("example", line.to_owned());
    let (path, value) = path.split_once('=').ok_or_else(wrong)?;
    let (name, column) = path.trim().split_once('/').ok_or_else(wrong)?;
    let (name, nth) = match name.strip_suffix(']').and_then(|name| name.split_once('[')) {
        Some((name, nth)) => (name, nth.parse::<usize>().map_err(|_| wrong())?),
        None => (name, 1),
    };
    let column = Column::of(column).ok_or_else(wrong)?;
    let table = table(name)?;
    let header =
        files.get(&(false, Table::Header)).and_then(|rows| rows.first()).cloned().unwrap_or_default();
    let rows = files.entry((is_last, table)).or_default();
    while rows.len() < nth {
        let known = header.iter().filter(|(column, _)| {
            matches!(column, Column::CHILD | Column::DOB) && table.columns().contains(column)
        });
        rows.push(known.map(|(column, text)| (*column, text.clone())).collect());
    }
    rows[nth - 1].insert(column, value.trim().to_owned());
    Ok(())
}

/// A date of the base, moved by years.
fn moved(line: &str, years: i16) -> String {
    match line.rsplit_once('/') {
        Some((rest, year)) if year.len() == "2025".len() => match year.parse::<i16>() {
            Ok(year) => format!("{rest}/{}", year + years),
            Err(_) => line.to_owned(),
        },
        _ => line.to_owned(),
    }
}

/// The files of a return of a year: the child without a fault, and what is done to it.
pub fn files<S: AsRef<str>>(year: Year, edits: &[S]) -> Result<Given, Flaw> {
    let example: ExampleFile = read("ssda903/example.toml")?;
    let mut files = Files::new();
    for line in &example.base {
        edit(&mut files, &moved(line, year.ends() - example.year.ends()))?;
    }
    for line in edits {
        edit(&mut files, line.as_ref())?;
    }
    let mut given = Given { year: Some(year), ..Given::default() };
    for ((is_last, table), rows) in files {
        let columns = table.columns();
        let mut text = columns.iter().map(|column| column.as_str()).collect::<Vec<_>>().join(",");
        text.push('\n');
        for row in rows {
            let cells = columns.iter().map(|column| row.get(column).map_or("", String::as_str));
            text.push_str(&cells.collect::<Vec<_>>().join(","));
            text.push('\n');
        }
        let name = format!("{}{}.csv", if is_last { "last-" } else { "" }, table.as_str());
        let list = if is_last { &mut given.last } else { &mut given.files };
        list.push((name, text.into_bytes()));
    }
    Ok(given)
}

/// The year of a rule's examples: the last in which it holds, and no later than that of the base but where it must be.
pub fn year_of(rule: &super::Rule903) -> Result<Year, Flaw> {
    let example: ExampleFile = read("ssda903/example.toml")?;
    let last = rule.years.until.unwrap_or(example.year);
    Ok(rule.years.from.map_or(last, |from| last.max(from)))
}
