//! A rule of the census as data, and how those that are a row of a table are asked.

use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::case::{At, Case, Found, Unread};
use super::logic;
use super::name::Name;
use super::tree::GroupId;
use crate::data::{Flaw, files, read};
use crate::report::{RuleFacts, Severity};
use crate::working_days::is_weekend;
use crate::{Year, Years};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    rule: Vec<CinRule>,
}

/// A rule of the census.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CinRule {
    /// The published code.
    pub code: String,
    /// How grave it is.
    pub severity: Severity,
    /// The published message.
    pub message: String,
    /// What it asks, in our own words.
    pub wording: String,
    /// Why it fires, with `{Element}` where a value stands.
    pub why: String,
    /// The elements it looks at.
    pub fields: Vec<Name>,
    /// The years in which it holds.
    #[serde(flatten)]
    pub years: Years,
    /// Not published as final.
    #[serde(default)]
    pub draft: bool,
    /// Of which group it is asked, each time.
    pub each: Name,
    /// Asked only where these hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<When>,
    /// What is asked.
    pub check: Check,
    /// The numbers and days that the rule names.
    #[serde(default, skip_serializing_if = "Given::is_empty")]
    pub given: Given,
    /// Where the sector's validator does otherwise, and why the wording is followed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub differs: String,
    /// What is not certain of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub doubt: String,
    /// The year of its examples; without it, the last in which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example_year: Option<Year>,
    /// What is done to a child without a fault so that the rule is asked and does not fire.
    pub pass: Vec<String>,
    /// What is done so that it fires.
    pub fail: Vec<String>,
}

/// A condition.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// Of this element, in the group or above it.
    pub field: Name,
    /// What it must be.
    pub is: Is,
}

/// What a condition asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Is {
    /// There, and not empty.
    Present,
    /// Not there, or empty.
    Missing,
    /// 1 or true.
    Yes,
    /// 0 or false.
    No,
}

/// What a missing value means to a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// There is nothing to ask.
    #[default]
    Passes,
    /// It should be there.
    Fails,
}

/// What is asked of each group.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Check {
    /// The element is there.
    Present(Name),
    /// Its code is of the set.
    InSet {
        /// The element.
        field: Name,
        /// The set.
        set: String,
        /// What it means if it is not there.
        #[serde(default)]
        missing: Missing,
    },
    /// The first day is not before the second.
    NotBefore([Name; 2]),
    /// The first day is not after the second.
    NotAfter([Name; 2]),
    /// The two are not one day.
    NotSameDay([Name; 2]),
    /// The day is in the census year.
    InYear(Name),
    /// The day is not after the reference date.
    NotAfterReference {
        /// The element.
        field: Name,
        /// What it means if it is not there.
        #[serde(default)]
        missing: Missing,
    },
    /// The day is no Saturday or Sunday.
    NotWeekend(Name),
    /// Where the first is, the second is too.
    Needs([Name; 2]),
    /// The group does not stand here; its start, to say which.
    NotHere(Name),
    /// The function that is named as the rule.
    Function(String),
}

/// The numbers that a rule names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// Days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<i32>,
    /// Working days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_days: Option<u32>,
    /// Months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<i32>,
    /// Years of age, or years back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<i16>,
    /// A day and a month, such as `08-31`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_of_year: Option<String>,
    /// A day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<jiff::civil::Date>,
    /// A share of a hundred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<u64>,
    /// A count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<usize>,
    /// Codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
}

impl Given {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A rule that is a function: asked of one group.
pub(super) type Logic = fn(&Ask<'_, '_, '_>, GroupId, &mut Found) -> Result<(), Unread>;

/// What a function sees: the child, and the numbers that the rule names.
pub(super) struct Ask<'a, 't, 'r> {
    pub(super) case: &'r Case<'a, 't>,
    pub(super) given: &'r Given,
}

/// Every rule, in the order of the files.
pub(crate) fn catalogue() -> Result<&'static [CinRule], Flaw> {
    // The data is part of the program, so that reading it once is enough.
    static RULES: OnceLock<Result<Vec<CinRule>, Flaw>> = OnceLock::new();
    RULES.get_or_init(load).as_deref().map_err(Clone::clone)
}

fn load() -> Result<Vec<CinRule>, Flaw> {
    let mut rules = Vec::new();
    for name in files("cin/rules") {
        rules.extend(read::<RulesFile>(&name)?.rule);
    }
    Ok(rules)
}

/// A rule of one year, ready to be asked.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) facts: Arc<RuleFacts>,
    each: Name,
    when: Vec<When>,
    check: Check,
    logic: Option<Logic>,
    pub(super) given: Given,
}

impl Ready {
    /// A rule with its function, if it is one. Rules of the whole return are asked elsewhere.
    pub(super) fn of(rule: &CinRule) -> Result<Self, Flaw> {
        let logic = match &rule.check {
            Check::Function(name) => Some(
                logic::by_name(name).ok_or_else(|| Flaw::new("cin/rules", format!("no function {name}")))?,
            ),
            _ => None,
        };
        Ok(Self {
            facts: rule.facts(),
            each: rule.each,
            when: rule.when.clone(),
            check: rule.check.clone(),
            logic,
            given: rule.given.clone(),
        })
    }

    /// Asks it of each group; says which it could not be asked of.
    pub(super) fn ask(&self, case: &Case<'_, '_>, found: &mut Found, mut unread: impl FnMut(Unread)) {
        for group in case.all(self.each) {
            if let Err(one) = self.ask_one(case, group, found) {
                unread(one);
            }
        }
    }

    fn ask_one(&self, case: &Case<'_, '_>, group: GroupId, found: &mut Found) -> Result<(), Unread> {
        for when in &self.when {
            if !holds(case, group, *when)? {
                return Ok(());
            }
        }
        match &self.check {
            Check::Function(_) => {
                if let Some(logic) = self.logic {
                    logic(&Ask { case, given: &self.given }, group, found)?;
                }
            }
            check => {
                if let Some(values) = table(check, case, group)? {
                    found.add(&values);
                }
            }
        }
        Ok(())
    }
}

fn holds(case: &Case<'_, '_>, group: GroupId, when: When) -> Result<bool, Unread> {
    let at = case.near(group, when.field);
    Ok(match when.is {
        Is::Present => case.text(at).is_some(),
        Is::Missing => case.text(at).is_none(),
        Is::Yes => case.yes(at.group, at.name)? == Some(true),
        Is::No => case.yes(at.group, at.name)? == Some(false),
    })
}

/// The values that are not as a row of the table asks; nothing where they are.
fn table(check: &Check, case: &Case<'_, '_>, group: GroupId) -> Result<Option<Vec<At>>, Unread> {
    let year = &case.shared.year;
    let both = |pair: &[Name; 2]| {
        let [first, second] = pair.map(|name| case.near(group, name));
        Ok(match (case.day(first)?, case.day(second)?) {
            (Some(one), Some(other)) => Some((one, other, vec![first, second])),
            _ => None,
        })
    };
    Ok(match check {
        Check::Present(name) => {
            let at = case.near(group, *name);
            case.text(at).is_none().then(|| vec![at])
        }
        Check::InSet { field, set, missing } => {
            let at = case.near(group, *field);
            let wrong = match case.text(at) {
                None => *missing == Missing::Fails,
                Some(code) => !case.in_set(set, code),
            };
            wrong.then(|| vec![at])
        }
        Check::NotBefore(pair) => both(pair)?.filter(|(one, other, _)| one < other).map(|found| found.2),
        Check::NotAfter(pair) => both(pair)?.filter(|(one, other, _)| one > other).map(|found| found.2),
        Check::NotSameDay(pair) => both(pair)?.filter(|(one, other, _)| one == other).map(|found| found.2),
        Check::InYear(name) => {
            let at = case.near(group, *name);
            case.day(at)?.filter(|day| !year.holds(*day)).map(|_| vec![at])
        }
        Check::NotAfterReference { field, missing } => {
            let at = case.near(group, *field);
            let wrong = match case.day(at)? {
                None => *missing == Missing::Fails,
                Some(day) => day > year.reference,
            };
            wrong.then(|| vec![at])
        }
        Check::NotWeekend(name) => {
            let at = case.near(group, *name);
            case.day(at)?.filter(|day| is_weekend(*day)).map(|_| vec![at])
        }
        Check::Needs([first, second]) => {
            let [first, second] = [first, second].map(|name| case.near(group, *name));
            (case.text(first).is_some() && case.text(second).is_none()).then(|| vec![first, second])
        }
        Check::NotHere(name) => Some(vec![case.near(group, *name)]),
        Check::Function(_) => None,
    })
}

impl CinRule {
    /// As findings refer to it.
    pub(super) fn facts(&self) -> Arc<RuleFacts> {
        Arc::new(RuleFacts {
            rule: self.code.clone(),
            severity: self.severity,
            message: self.message.clone(),
            why: self.why.clone(),
            draft: self.draft,
        })
    }

    /// Whether it is asked of the whole return and not of a child.
    pub fn is_of_return(&self) -> bool {
        self.each == Name::Message
    }
}
