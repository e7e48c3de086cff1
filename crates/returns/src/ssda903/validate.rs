//! Checking an SSDA903: its files, put together by child, and every rule asked of each.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use census::{Column, Table};
use jiff::civil::Date;

use super::ask::{Ask, Child, Found, Known, Return903, RowId, Unread, When};
use super::check::{Check903, Ready, catalogue, holds_in, missing};
use super::data::{Sheet, length, read as read_file};
use crate::codes::code_sets;
use crate::data::Flaw;
use crate::report::{NotEvaluated, Report, RuleFacts, SchemaError, Severity, Unreadable};
use crate::year::{KnownYear, known_years};
use crate::{Place, Year, decode};

const YEARS: &str = "ssda903/years.toml";

/// The files of a return, and what is known beside them.
#[derive(Debug, Default)]
pub struct Given {
    /// This year's files: name and content.
    pub files: Vec<(String, Vec<u8>)>,
    /// Last year's.
    pub last: Vec<(String, Vec<u8>)>,
    /// By which year's rules; without it, the year in which most dates lie.
    pub year: Option<Year>,
    /// The postcode directory.
    pub postcodes: Option<(String, Vec<u8>)>,
    /// The list of providers.
    pub providers: Option<(String, Vec<u8>)>,
}

/// Why a return is not checked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotBegun {
    /// A file cannot be read.
    #[error("{0}: {1}")]
    Unreadable(String, Unreadable),
    /// The data of the rules has a mistake.
    #[error(transparent)]
    Flaw(#[from] Flaw),
}

/// The years of which rules are here, with what changed in each.
pub fn years() -> Result<Vec<(Year, Vec<String>)>, Flaw> {
    Ok(known_years(YEARS)?.into_iter().map(|data| (data.year, data.changed)).collect())
}

/// A year of which rules are here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Which.
    pub year: Year,
    /// Its first day.
    pub start: Date,
    /// Its last day.
    pub end: Date,
}

/// The days of a year; nothing where no rules of it are here.
pub fn period(year: Year) -> Result<Option<Period>, Flaw> {
    period_of(|data| data.year == year)
}

/// The year that a day is in; nothing where no rules of it are here.
pub fn period_on(day: Date) -> Result<Option<Period>, Flaw> {
    period_of(|data| data.start <= day && day <= data.end)
}

fn period_of(wanted: impl Fn(&KnownYear) -> bool) -> Result<Option<Period>, Flaw> {
    let known = known_years(YEARS)?;
    let data = known.iter().find(|data| wanted(data));
    Ok(data.map(|data| Period { year: data.year, start: data.start, end: data.end }))
}

/// Checks a return.
pub fn validate(given: &Given) -> Result<Report, NotBegun> {
    let mut report = Report { kind: "ssda903", ..Report::default() };
    let mut files = Vec::new();
    for (list, is_last) in [(&given.files, false), (&given.last, true)] {
        for (name, bytes) in list {
            let number = u16::try_from(report.files.len()).unwrap_or(u16::MAX);
            let (rows, strange) =
                read_file(bytes, number).map_err(|stopped| NotBegun::Unreadable(name.clone(), stopped))?;
            report.files.push(name.clone());
            for one in strange {
                report.schema_error(SchemaError {
                    child: None,
                    file: number,
                    path: rows.table.as_str().into(),
                    place: one.place,
                    message: one.message.into(),
                });
            }
            let twice = files
                .iter()
                .any(|(other, last): &(Sheet, bool)| other.table == rows.table && *last == is_last);
            if twice {
                let message = format!("this is a second {} file", rows.table.as_str());
                return Err(NotBegun::Unreadable(name.clone(), Unreadable::at(Place::FIRST, message)));
            }
            files.push((rows, is_last));
        }
    }
    let known = known_years(YEARS)?;
    let asked = given.year.or_else(|| year_of(&files, &known));
    let data = asked.and_then(|year| known.iter().find(|data| data.year == year));
    let Some(data) = data else {
        let name = given.files.first().map(|(name, _)| name.clone()).unwrap_or_default();
        let message = "no date in the files says which year it is; choose one with --year".to_owned();
        return Err(NotBegun::Unreadable(name, Unreadable::at(Place::FIRST, message)));
    };
    let whole = Return903 {
        year: data.year,
        start: data.start,
        end: data.end,
        codes: code_sets("ssda903/codes.toml", data.year)?,
        has_last: !given.last.is_empty(),
        upns: upns(&files),
        known: Known {
            postcodes: list(given.postcodes.as_ref(), &["PCD", "PCDS", "PCD7", "PCD8", "POSTCODE"])?,
            providers: list(given.providers.as_ref(), &["URN"])?,
        },
        files: Vec::new(),
    };
    report.year = Some(data.year);
    let children = children(&files);
    let whole = Return903 { files: files.into_iter().map(|(rows, _)| rows).collect(), ..whole };
    ask_all(&whole, &children, &mut report)?;
    Ok(report)
}

/// The year in which most days of the files lie that say when something ended or was held.
fn year_of(files: &[(Sheet, bool)], known: &[KnownYear]) -> Option<Year> {
    const TELLING: [Column; 6] =
        [Column::DEC, Column::REVIEW, Column::MIS_START, Column::SW_DECOM, Column::DECOM, Column::DOLO_START];
    let mut counts: BTreeMap<Year, usize> = BTreeMap::new();
    for (rows, _) in files.iter().filter(|(_, last)| !last) {
        for column in TELLING {
            for row in 0..length(rows) {
                let day = rows.day(row, column);
                let year = day.and_then(|day| known.iter().find(|data| data.start <= day && day <= data.end));
                if let Some(data) = year {
                    *counts.entry(data.year).or_default() += 1;
                }
            }
        }
    }
    // Children stay for years, so that earlier years may be as full; of equals the later one is meant.
    counts.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year)
}

/// A column of a list that somebody else keeps, in capitals and without blanks.
fn list(given: Option<&(String, Vec<u8>)>, columns: &[&str]) -> Result<Option<BTreeSet<String>>, NotBegun> {
    let Some((name, bytes)) = given else { return Ok(None) };
    let stopped = |message: String| NotBegun::Unreadable(name.clone(), Unreadable::at(Place::FIRST, message));
    let text = decode::text(bytes).map_err(|stopped| NotBegun::Unreadable(name.clone(), stopped))?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| stopped(error.to_string()))?;
    let at =
        header.iter().position(|cell| columns.iter().any(|column| column.eq_ignore_ascii_case(cell.trim())));
    let at = at.ok_or_else(|| stopped(format!("it has no column {}", columns.join(" or "))))?;
    let mut known = BTreeSet::new();
    for record in reader.records() {
        let record = record.map_err(|error| stopped(error.to_string()))?;
        let cell = record.get(at).unwrap_or_default();
        known.insert(
            cell.chars()
                .filter(|character| !character.is_whitespace())
                .collect::<String>()
                .to_ascii_uppercase(),
        );
    }
    Ok(Some(known))
}

/// How often each UPN stands in this year's header.
fn upns(files: &[(Sheet, bool)]) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for (rows, _) in files.iter().filter(|(rows, last)| !last && rows.table == Table::Header) {
        for row in 0..length(rows) {
            *counts.entry(rows.text(row, Column::UPN).to_owned()).or_default() += 1;
        }
    }
    counts
}

/// Every child, in the order in which the files name them first.
fn children(files: &[(Sheet, bool)]) -> Vec<Child> {
    let mut order: Vec<Child> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (number, (rows, is_last)) in files.iter().enumerate() {
        let file = u16::try_from(number).unwrap_or(u16::MAX);
        for row in 0..length(rows) {
            let id = rows.text(row, Column::CHILD);
            let at = *known.entry(id).or_insert_with(|| {
                order.push(Child { id: id.into(), ..Child::default() });
                order.len() - 1
            });
            let of = if *is_last { &mut order[at].last } else { &mut order[at].now };
            of[rows.table as usize].push(RowId { file, row });
        }
    }
    let begun = |row: &RowId| files[usize::from(row.file)].0.day(row.row, Column::DECOM);
    for child in &mut order {
        for episodes in [&mut child.now[Table::Episodes as usize], &mut child.last[Table::Episodes as usize]]
        {
            episodes.sort_by_key(|row| begun(row));
        }
    }
    order
}

fn ask_all(whole: &Return903, children: &[Child], report: &mut Report) -> Result<(), Flaw> {
    let mut rules = Vec::new();
    for rule in catalogue()?.iter().filter(|rule| holds_in(rule, whole.year)) {
        rules.push(Ready::of(rule)?);
    }
    let (asked, left): (Vec<Ready>, Vec<Ready>) =
        rules.into_iter().partition(|rule| without(rule, whole).is_none());
    report.rules = asked.len();
    let is_now = |child: &&Child| child.now.iter().any(|rows| !rows.is_empty());
    for child in children.iter().filter(is_now) {
        report.children = report.children.saturating_add(1);
        for rule in &asked {
            let ask = Ask { whole, child, given: &rule.rule.given };
            let mut found = Found::default();
            let mut stopped: Option<Unread> = None;
            rule.ask(&ask, &mut found, |unread| {
                stopped.get_or_insert(unread);
            });
            found
                .0
                .iter()
                .filter_map(|cells| ask.finding(&rule.facts, cells))
                .for_each(|one| report.find(one));
            if let Some(unread) = stopped {
                report.not_asked(ask.not_evaluated(&rule.facts, unread));
            }
        }
    }
    for rule in &left {
        let reason = without(rule, whole).unwrap_or_default();
        report.not_asked(of_return(Arc::clone(&rule.facts), reason));
    }
    for group in missing()?.iter().filter(|group| group.asked && group.years.holds(whole.year)) {
        let holds = |code: &&String| group.since.get(*code).is_none_or(|since| *since <= whole.year);
        for code in group.codes.iter().filter(holds) {
            let facts = RuleFacts {
                rule: code.clone(),
                severity: Severity::Unknown,
                message: String::new(),
                why: String::new(),
                draft: false,
            };
            report.not_asked(of_return(Arc::new(facts), &group.reason));
        }
    }
    debug_assert!(When::Now < When::Last);
    Ok(())
}

fn of_return(rule: Arc<RuleFacts>, reason: &str) -> NotEvaluated {
    NotEvaluated { rule, child: None, file: 0, path: "".into(), place: None, reason: reason.into() }
}

/// Which list or file a rule needs that was not given.
fn without(rule: &Ready, whole: &Return903) -> Option<&'static str> {
    if rule.rule.last_year && !whole.has_last {
        return Some("last year's files are not given (--last)");
    }
    let is_given = |table: Table| whole.files.iter().any(|file| file.table == table);
    let function = match &rule.rule.check {
        Check903::Child(name) => name.as_str(),
        _ => "",
    };
    match function {
        "1008" if whole.known.providers.is_none() => Some("the list of providers is not given (--providers)"),
        _ if !rule.rule.needs.iter().chain([&rule.rule.each]).all(|table| is_given(*table)) => {
            Some("a file that this rule looks at is not given")
        }
        _ => None,
    }
}
