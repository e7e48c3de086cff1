//! The schema of a year: which element may stand where, how often, and what it holds.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Deserialize;

use super::name::Name;
use crate::codes::CodeSets;
use crate::data::{Flaw, read};
use crate::{Year, Years};

const FILE: &str = "cin/schema.toml";
/// The most children that one element of the schema has.
pub(super) const CHILDREN_MAX: usize = 16;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SchemaFile {
    group: Vec<GroupData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupData {
    name: Name,
    holds: Vec<ChildData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChildData {
    name: Name,
    #[serde(rename = "type")]
    kind: Option<Type>,
    /// How often at least, and at most; without a most, any number.
    times: String,
    #[serde(flatten)]
    years: Years,
}

/// What an item holds.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Type {
    Date,
    YesNo,
    Text,
    Count,
    Year,
    DateTime,
    Upn,
    /// Three digits.
    Authority,
    /// Three digits or more.
    Serial,
    /// A code of a set.
    Code(CodeSet),
    /// This text alone.
    Only(String),
}

/// A set by its name, with the codes that it has in the year of the schema.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "String")]
pub(super) struct CodeSet {
    name: String,
    codes: BTreeSet<String>,
}

impl From<String> for CodeSet {
    fn from(name: String) -> Self {
        Self { name, codes: BTreeSet::new() }
    }
}

/// A child that an element may have.
#[derive(Debug)]
pub(super) struct Particle {
    pub(super) name: Name,
    pub(super) least: u32,
    pub(super) most: Option<u32>,
    /// Nothing for a group.
    pub(super) kind: Option<Type>,
}

/// What may stand in each group, in order.
#[derive(Debug)]
pub(super) struct Schema {
    groups: Vec<Option<Vec<Particle>>>,
}

impl Schema {
    pub(super) fn of(year: Year, codes: &CodeSets) -> Result<Self, Flaw> {
        let file: SchemaFile = read(FILE)?;
        let mut groups: Vec<Option<Vec<Particle>>> = Name::ALL.iter().map(|_| None).collect();
        for group in file.group {
            let held = group.holds.into_iter().filter(|child| child.years.holds(year));
            let particles: Vec<Particle> =
                held.map(|child| particle(&child, codes)).collect::<Result<_, Flaw>>()?;
            if particles.len() > CHILDREN_MAX {
                return Err(Flaw::new(
                    FILE,
                    format!("{} holds more than {CHILDREN_MAX}", group.name.as_str()),
                ));
            }
            groups[group.name as usize] = Some(particles);
        }
        Ok(Self { groups })
    }

    /// Whether a group may hold an element.
    pub(super) fn holds(&self, group: Name, name: Name) -> bool {
        self.particles(group).into_iter().flatten().any(|child| child.name == name)
    }

    /// What may stand in a group; nothing for an item.
    pub(super) fn particles(&self, name: Name) -> Option<&[Particle]> {
        self.groups[name as usize].as_deref()
    }
}

/// The one text that an element may hold, where there is but one.
pub(super) fn only(name: Name) -> Option<String> {
    let file: SchemaFile = read(FILE).ok()?;
    let held = file.group.into_iter().flat_map(|group| group.holds);
    held.into_iter().find(|child| child.name == name).and_then(|child| match child.kind {
        Some(Type::Only(text)) => Some(text),
        _ => None,
    })
}

fn particle(child: &ChildData, codes: &CodeSets) -> Result<Particle, Flaw> {
    let wrong = || Flaw::new("cin/schema.toml", format!("{}: times {:?}", child.name.as_str(), child.times));
    let (least, most) = child.times.split_once("..").unwrap_or((&child.times, &child.times));
    let most = if most.is_empty() { None } else { Some(most.parse().map_err(|_| wrong())?) };
    let mut kind = child.kind.clone();
    if let Some(Type::Code(set)) = &mut kind {
        let known = codes.get(&set.name).cloned();
        set.codes = known.ok_or_else(|| Flaw::new("cin/codes.toml", format!("no set {}", set.name)))?;
    }
    Ok(Particle { name: child.name, least: least.parse().map_err(|_| wrong())?, most, kind })
}

/// A day as the schema writes it; a zone after it, as XML allows, does not change the day.
pub(super) fn day(text: &str) -> Option<Date> {
    const LENGTH: usize = "2026-03-31".len();
    let (plain, zone) = text.split_at_checked(LENGTH)?;
    let bytes = plain.as_bytes();
    let shaped = bytes.iter().enumerate().all(|(at, byte)| match at {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let zoned = zone.is_empty()
        || zone == "Z"
        || (zone.len() == "+00:00".len() && zone.starts_with(['+', '-']) && zone.as_bytes()[3] == b':');
    if !shaped || !zoned {
        return None;
    }
    // Digits are there, so that numbers come of them.
    let number = |from: usize, to: usize| {
        bytes[from..to].iter().fold(0_i16, |sum, digit| sum * 10 + i16::from(digit - b'0'))
    };
    let (month, day) = (i8::try_from(number(5, 7)).ok()?, i8::try_from(number(8, 10)).ok()?);
    Date::new(number(0, 4), month, day).ok()
}

/// What is wrong with a value, if anything; and the day that it is.
pub(super) fn look(kind: &Type, text: &str) -> (Option<Date>, Option<String>) {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let otherwise =
        |right: bool, should: &str| if right { None } else { Some(format!("{text:?} is not {should}")) };
    let wrong = match kind {
        Type::Date => {
            let day = day(text.trim_matches([' ', '\n', '\t', '\r']));
            return (day, if day.is_some() { None } else { Some(not_a_day(text)) });
        }
        Type::Text => None,
        Type::YesNo => otherwise(matches!(text, "0" | "1"), "0 (no) or 1 (yes)"),
        Type::Count => otherwise(digits(text), "a whole number, 0 or more"),
        Type::Year => otherwise(text.len() == 4 && digits(text), "a year of four digits"),
        Type::DateTime => {
            let right =
                text.split_once('T').is_some_and(|(date, time)| day(date).is_some() && time_of_day(time));
            otherwise(right, "a date and time such as 2026-05-01T09:00:00")
        }
        Type::Upn => otherwise(upn_shape(text), "a UPN: a letter, 11 digits, and a digit or a letter"),
        Type::Authority => otherwise(text.len() == 3 && digits(text), "an authority's three digits"),
        Type::Serial => otherwise(text.len() >= 3 && digits(text), "three digits or more"),
        Type::Code(set) => otherwise(
            set.codes.contains(text),
            &format!("in the code set {} ({})", set.name, some(&set.codes)),
        ),
        Type::Only(only) => otherwise(text == only, &format!("{only:?}")),
    };
    (None, wrong)
}

/// A few codes of a set, to recognise it by.
fn some(codes: &BTreeSet<String>) -> String {
    const SHOWN: usize = 8;
    let shown: Vec<&str> = codes.iter().take(SHOWN).map(String::as_str).collect();
    let more = if codes.len() > SHOWN { format!(" and {} more", codes.len() - SHOWN) } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

/// The shape of a UPN as the schema has it.
pub(super) fn upn_shape(text: &str) -> bool {
    use crate::upn::LENGTH;
    let bytes = text.as_bytes();
    bytes.len() == LENGTH
        && bytes[0].is_ascii_alphabetic()
        && bytes[1..LENGTH - 1].iter().all(u8::is_ascii_digit)
        && bytes[LENGTH - 1].is_ascii_alphanumeric()
}

fn time_of_day(text: &str) -> bool {
    let plain = text.trim_end_matches('Z');
    let plain = plain.split(['+', '-', '.']).next().unwrap_or_default();
    plain.parse::<jiff::civil::Time>().is_ok() && plain.len() == "09:00:00".len()
}

/// What to write in place of a text that is no date; never a guess which of two days was meant.
fn not_a_day(text: &str) -> String {
    let parts: Vec<&str> = text.trim().split(['/', '.', '-', ' ']).collect();
    if let [first, second, year] = parts.as_slice()
        && year.len() == 4
    {
        let ways: Vec<Date> = [(first, second), (second, first)]
            .into_iter()
            .filter_map(|(day, month)| {
                Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
            })
            .collect();
        let said = match ways.as_slice() {
            [] => String::new(),
            [one] => format!(": write {one}"),
            [one, two, ..] if one == two => format!(": write {one}"),
            [one, two, ..] => format!(": write {one} or {two}; which was meant is not guessed"),
        };
        return format!("{text:?} is not a date as YYYY-MM-DD{said}");
    }
    if text.is_empty() {
        return "is empty; leave the element out, or give a date as YYYY-MM-DD".to_owned();
    }
    format!("{text:?} is not a date as YYYY-MM-DD")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_never_guessed() {
        assert_eq!(day("2025-06-02"), Some(jiff::civil::date(2025, 6, 2)));
        assert_eq!(day("2025-06-02Z"), day("2025-06-02"));
        assert_eq!(day("2025-06-02+01:00"), day("2025-06-02"));
        for wrong in
            ["02/06/2025", "2025-02-30", "2025-6-2", "", "20250602", "2025-06-02T00:00:00", "２０２５-06-02"]
        {
            assert_eq!(day(wrong), None, "{wrong}");
        }
        assert!(not_a_day("02/06/2025").contains("2025-06-02 or 2025-02-06"));
        assert!(not_a_day("31/01/2025").ends_with("write 2025-01-31"));
    }
}
