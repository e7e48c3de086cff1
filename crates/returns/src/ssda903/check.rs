//! A rule of the SSDA903 as data, and how it is asked.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use census::{Column, Table};
use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ask::{Ask, At, Found, RowId, Unread, When};
use super::logic;
use crate::data::{Flaw, files, read};
use crate::report::{RuleFacts, Severity};
use crate::{Year, Years};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    rule: Vec<Rule903>,
}

/// A rule of the SSDA903.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule903 {
    /// The published code.
    pub code: String,
    /// How grave it is.
    pub severity: Severity,
    /// The published message.
    pub message: String,
    /// Why it fires, with `{COLUMN}` where a value stands; without it, the message.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// The years in which it holds.
    #[serde(flatten)]
    pub years: Years,
    /// Of each row of which file it is asked.
    pub each: Table,
    /// Other files without which it cannot be asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Table>,
    /// Asked only where these hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
    /// What is asked.
    pub check: Check903,
    /// The numbers that the rule names.
    #[serde(default, skip_serializing_if = "Given903::is_empty")]
    pub given: Given903,
    /// It compares with last year's return.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub last_year: bool,
    /// Where the sector's validator does otherwise.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub differs: String,
    /// What is not certain of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub doubt: String,
    /// What is done to a return without a fault so that the rule does not fire.
    #[serde(default)]
    pub pass: Vec<String>,
    /// What is done so that it fires.
    pub fail: Vec<String>,
}

/// A condition on a row, or on the child.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Condition {
    /// The cell is one of the codes.
    Is(Column, Vec<String>),
    /// The cell is none of the codes; blank is none of them.
    IsNot(Column, Vec<String>),
    /// The cell is filled.
    Filled(Column),
    /// The cell is blank.
    Blank(Column),
    /// One of the cells is filled.
    AnyFilled(Vec<Column>),
    /// One of the cells is blank.
    AnyBlank(Vec<Column>),
    /// The child's age, in whole years.
    Aged(Aged),
    /// The child's age is one of these.
    AnyAged(Vec<Aged>),
    /// The two cells are filled, and say the same but for blanks.
    Same(Column, Column),
    /// The day of the cell is on or after another day.
    From(Column, Date),
    /// The day of the cell is before another day.
    Before(Column, Date),
    /// The day of the cell is after the birthday on which the child is so old.
    AfterBirthday(Column, i16),
    /// The two cells are one day.
    SameDay(Column, Column),
    /// The cell is filled, and begins with none of the texts.
    NotBegins(Column, Vec<String>),
    /// The child has rows in a file.
    In(Table),
    /// The child has no rows in a file.
    NotIn(Table),
    /// The child was looked after for the whole year to its end, without short breaks.
    Continuous(bool),
}

/// How old a child is at a day.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aged {
    /// When.
    pub at: Moment,
    /// At least so old.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<i16>,
    /// Younger than.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<i16>,
}

/// A day on which age is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Moment {
    /// The first day of the year.
    #[serde(rename = "start")]
    Start,
    /// The last day of the year.
    #[serde(rename = "end")]
    End,
    /// The day of a cell; where it is blank, nothing is asked.
    #[serde(untagged)]
    Cell(Column),
}

/// What a blank cell means to a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Blank {
    /// There is nothing to ask.
    #[default]
    Passes,
    /// It should be filled.
    Fails,
}

/// What is asked of a row.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Check903 {
    /// The cell is a day.
    Date {
        /// The column.
        field: Column,
        /// What it means if it is blank.
        #[serde(default)]
        blank: Blank,
    },
    /// The cells are codes of the set.
    InSet {
        /// The columns.
        fields: Vec<Column>,
        /// The set.
        set: String,
        /// What it means if one is blank.
        #[serde(default)]
        blank: Blank,
    },
    /// Where the conditions hold there should be no such row; the cells that say so.
    Never(Vec<Column>),
    /// If any of the first is filled, all of the second are.
    Together(Vec<Column>, Vec<Column>),
    /// The first day is not before the second.
    NotBefore([Column; 2]),
    /// The day is not after the year.
    NotAfterYear(Column),
    /// The day is in the year.
    InYear(Column),
    /// The cell says what the child's header says.
    AsHeader(Column),
    /// The cell says what last year's did.
    AsLastYear(Column),
    /// The child has one such row.
    Once,
    /// The child stands in the header.
    InHeader,
    /// The function of the name, asked once of each child.
    Child(String),
}

/// The numbers that a rule names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given903 {
    /// Days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<i64>,
    /// A count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<usize>,
    /// A day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
    /// Codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// Other codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
    /// Columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Column>,
    /// Files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<Table>,
    /// Years of age.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ages: Vec<i16>,
}

impl Given903 {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Every rule, in the order of the files.
pub(crate) fn catalogue() -> Result<&'static [Rule903], Flaw> {
    // The data is part of the program, so that reading it once is enough.
    static RULES: OnceLock<Result<Vec<Rule903>, Flaw>> = OnceLock::new();
    RULES.get_or_init(load).as_deref().map_err(Clone::clone)
}

fn load() -> Result<Vec<Rule903>, Flaw> {
    let mut rules = Vec::new();
    for name in files("ssda903/rules") {
        rules.extend(read::<RulesFile>(&name)?.rule);
    }
    Ok(rules)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingFile {
    missing: Vec<Missing903>,
}

/// A rule that is published and not here.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Missing903 {
    /// Why.
    pub reason: String,
    /// Which.
    pub codes: Vec<String>,
    /// The first year of those that were not there from the first.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub since: BTreeMap<String, Year>,
    /// Whether a return's report names them as not evaluated; not those that are withdrawn.
    pub asked: bool,
    /// The years in which they hold.
    #[serde(flatten)]
    pub years: Years,
}

/// The rules that are published and not here, by reason.
pub(crate) fn missing() -> Result<Vec<Missing903>, Flaw> {
    Ok(read::<MissingFile>("ssda903/missing.toml")?.missing)
}

/// A rule that is ready to be asked.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) facts: Arc<RuleFacts>,
    pub(super) rule: Rule903,
    logic: Option<logic::Logic>,
}

impl Ready {
    pub(super) fn of(rule: &Rule903) -> Result<Self, Flaw> {
        let logic = match &rule.check {
            Check903::Child(name) => Some(
                logic::by_name(name)
                    .ok_or_else(|| Flaw::new("ssda903/rules", format!("no function {name}")))?,
            ),
            _ => None,
        };
        let why = if rule.why.is_empty() { rule.message.clone() } else { rule.why.clone() };
        let facts = RuleFacts {
            rule: rule.code.clone(),
            severity: rule.severity,
            message: rule.message.clone(),
            why,
            draft: false,
        };
        Ok(Self { facts: Arc::new(facts), rule: rule.clone(), logic })
    }

    /// Asks it of a child; says what it could not read.
    pub(super) fn ask(&self, ask: &Ask<'_>, found: &mut Found, mut unread: impl FnMut(Unread)) {
        if let Some(logic) = self.logic {
            if let Err(one) = logic(ask, found) {
                unread(one);
            }
            return;
        }
        for (number, row) in ask.rows(When::Now, self.rule.each).iter().enumerate() {
            if let Err(one) = self.ask_row(ask, *row, number, found) {
                unread(one);
            }
        }
    }

    fn ask_row(&self, ask: &Ask<'_>, row: RowId, number: usize, found: &mut Found) -> Result<(), Unread> {
        for condition in &self.rule.when {
            if !holds(ask, row, condition)? {
                return Ok(());
            }
        }
        match &self.rule.check {
            Check903::Date { field, blank } => {
                let wrong = match ask.day(row, *field) {
                    Err(_) => true,
                    Ok(day) => day.is_none() && *blank == Blank::Fails,
                };
                if wrong {
                    found.add(row, &[*field]);
                }
            }
            Check903::InSet { fields, set, blank } => {
                for field in fields {
                    let passes =
                        ask.is(row, *field, set) || ask.is_blank(row, *field) && *blank == Blank::Passes;
                    if !passes {
                        found.add(row, &[*field]);
                    }
                }
            }
            Check903::Never(fields) => {
                found.0.push(fields.iter().map(|field| ask.near(row, *field)).collect());
            }
            Check903::Together(any, all) => {
                let filled = any.iter().find(|field| !ask.is_blank(row, **field));
                let blank = all.iter().find(|field| ask.is_blank(row, **field));
                if let (Some(filled), Some(blank)) = (filled, blank) {
                    found.add(row, &[*blank, *filled]);
                }
            }
            Check903::NotBefore([later, first]) => {
                let cells = [*later, *first].map(|column| ask.near(row, column));
                let days = (ask.day(cells[0].row, *later)?, ask.day(cells[1].row, *first)?);
                if let (Some(later), Some(first)) = days
                    && later < first
                {
                    found.0.push(cells.to_vec());
                }
            }
            Check903::NotAfterYear(field) => {
                if ask.day(row, *field)?.is_some_and(|day| day > ask.whole.end) {
                    found.add(row, &[*field]);
                }
            }
            Check903::InYear(field) => {
                if ask.day(row, *field)?.is_some_and(|day| day < ask.whole.start || day > ask.whole.end) {
                    found.add(row, &[*field]);
                }
            }
            Check903::AsHeader(field) => {
                let Some(header) = ask.rows(When::Now, Table::Header).first() else { return Ok(()) };
                let own = ask.text(row, *field);
                if !own.is_empty() && own != ask.text(*header, *field) {
                    found.between(&[(row, *field), (*header, *field)]);
                }
            }
            Check903::AsLastYear(field) => {
                let Some(before) = ask.rows(When::Last, self.rule.each).first() else { return Ok(()) };
                if ask.text(row, *field) != ask.text(*before, *field) {
                    found.between(&[(row, *field), (*before, *field)]);
                }
            }
            Check903::Once => {
                if number > 0 {
                    found.add(row, &[Column::CHILD]);
                }
            }
            Check903::InHeader => {
                if ask.rows(When::Now, Table::Header).is_empty() {
                    found.add(row, &[Column::CHILD]);
                }
            }
            Check903::Child(_) => {}
        }
        Ok(())
    }
}

fn holds(ask: &Ask<'_>, row: RowId, condition: &Condition) -> Result<bool, Unread> {
    let cell = |column: &Column| {
        let at = ask.near(row, *column);
        ask.text(at.row, at.column)
    };
    Ok(match condition {
        Condition::Is(column, codes) => codes.iter().any(|code| code == cell(column)),
        Condition::IsNot(column, codes) => !codes.iter().any(|code| code == cell(column)),
        Condition::Filled(column) => !cell(column).is_empty(),
        Condition::Blank(column) => cell(column).is_empty(),
        Condition::AnyFilled(columns) => columns.iter().any(|column| !cell(column).is_empty()),
        Condition::AnyBlank(columns) => columns.iter().any(|column| cell(column).is_empty()),
        Condition::Aged(aged) => match moment(ask, row, aged.at)? {
            Some(day) => is_aged(ask, row, day, *aged)?,
            None => false,
        },
        Condition::AnyAged(ages) => {
            for aged in ages {
                if let Some(day) = moment(ask, row, aged.at)?
                    && is_aged(ask, row, day, *aged)?
                {
                    return Ok(true);
                }
            }
            false
        }
        Condition::Same(one, other) => {
            let plain = |column: &Column| cell(column).replace(' ', "");
            !cell(one).is_empty() && plain(one) == plain(other)
        }
        Condition::From(column, day) => near_day(ask, row, *column)?.is_some_and(|found| found >= *day),
        Condition::Before(column, day) => near_day(ask, row, *column)?.is_some_and(|found| found < *day),
        Condition::AfterBirthday(column, years) => {
            let (day, born) = (near_day(ask, row, *column)?, near_day(ask, row, Column::DOB)?);
            let birthday = born.map(|born| born.saturating_add(Span::new().years(*years)));
            matches!((day, birthday), (Some(day), Some(birthday)) if day > birthday)
        }
        Condition::SameDay(one, other) => {
            let days = (near_day(ask, row, *one)?, near_day(ask, row, *other)?);
            days.0.is_some() && days.0 == days.1
        }
        Condition::NotBegins(column, texts) => {
            let cell = cell(column);
            !cell.is_empty() && !texts.iter().any(|text| cell.starts_with(text.as_str()))
        }
        Condition::In(table) => !ask.rows(When::Now, *table).is_empty(),
        Condition::NotIn(table) => ask.rows(When::Now, *table).is_empty(),
        Condition::Continuous(is) => logic::continuous(ask)? == *is,
    })
}

fn near_day(ask: &Ask<'_>, row: RowId, column: Column) -> Result<Option<Date>, Unread> {
    let At { row, column } = ask.near(row, column);
    ask.day(row, column)
}

fn moment(ask: &Ask<'_>, row: RowId, moment: Moment) -> Result<Option<Date>, Unread> {
    match moment {
        Moment::Start => Ok(Some(ask.whole.start)),
        Moment::End => Ok(Some(ask.whole.end)),
        Moment::Cell(column) => near_day(ask, row, column),
    }
}

/// Whether the child is of an age on a day. Who is born on 29 February has their birthday on 28 February in other years.
fn is_aged(ask: &Ask<'_>, row: RowId, day: Date, aged: Aged) -> Result<bool, Unread> {
    let Some(born) = near_day(ask, row, Column::DOB)? else { return Ok(false) };
    let birthday = |years: i16| born.saturating_add(Span::new().years(years));
    let old_enough = aged.least.is_none_or(|years| birthday(years) <= day);
    let young_enough = aged.below.is_none_or(|years| day < birthday(years));
    Ok(old_enough && young_enough)
}

/// Whether a rule holds in a year.
pub(super) fn holds_in(rule: &Rule903, year: Year) -> bool {
    rule.years.holds(year)
}
