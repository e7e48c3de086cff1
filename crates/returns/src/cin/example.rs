//! Small returns made of a child without a fault and what is done to it: the examples of rules, and returns for tests.
//!
//! What is done is written as paths: `CINdetails/CINclosureDate = 2026-01-20` sets an element where it is not yet, too;
//! `CINdetails[2]/…` is a second module, `Child[2]/…` a second child, `Header/…` the header, and `-CINdetails/Assessments`
//! takes away.

use std::fmt::Write as _;

use serde::Deserialize;

use super::census::CODES;
use super::check::CinRule;
use super::name::Name;
use super::schema::Schema;
use crate::Year;
use crate::codes::code_sets;
use crate::data::{Flaw, read};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleFile {
    year: Year,
    header: Vec<String>,
    child: Vec<String>,
}

/// An element that is being put together.
#[derive(Debug, Clone)]
struct Node {
    name: Name,
    text: Option<String>,
    holds: Vec<Node>,
}

impl Node {
    fn new(name: Name) -> Self {
        Self { name, text: None, holds: Vec::new() }
    }

    fn nth_mut(&mut self, name: Name, nth: usize) -> Option<&mut Self> {
        self.holds.iter_mut().filter(|child| child.name == name).nth(nth.saturating_sub(1))
    }

    fn at(&mut self, name: Name, nth: usize) -> &mut Self {
        while self.holds.iter().filter(|child| child.name == name).count() < nth {
            self.holds.push(Self::new(name));
        }
        let at =
            self.holds.iter().enumerate().filter(|(_, child)| child.name == name).nth(nth.saturating_sub(1));
        let at = at.map_or(0, |(at, _)| at);
        &mut self.holds[at]
    }

    fn write(&self, schema: &Schema, depth: usize, out: &mut String) {
        let (pad, name) = ("  ".repeat(depth), self.name.as_str());
        if let Some(text) = &self.text {
            let text = quick_xml::escape::escape(text.as_str());
            let _ = writeln!(out, "{pad}<{name}>{text}</{name}>");
            return;
        }
        let _ = writeln!(out, "{pad}<{name}>");
        let order = schema.particles(self.name).unwrap_or_default();
        let place = |child: &&Self| order.iter().position(|one| one.name == child.name).unwrap_or(usize::MAX);
        let mut holds: Vec<&Self> = self.holds.iter().collect();
        holds.sort_by_key(place);
        for child in holds {
            child.write(schema, depth + 1, out);
        }
        let _ = writeln!(out, "{pad}</{name}>");
    }
}

/// A path of names with their numbers.
fn path(text: &str) -> Result<Vec<(Name, usize)>, Flaw> {
    text.split('/')
        .map(|step| {
            let (name, nth) = match step.strip_suffix(']').and_then(|step| step.split_once('[')) {
                Some((name, nth)) => (name, nth.parse().unwrap_or(1)),
                None => (step, 1),
            };
            let name = Name::of(name.as_bytes());
            name.map(|name| (name, nth)).ok_or_else(|| Flaw::new("example", format!("no element {step}")))
        })
        .collect()
}

fn edit(message: &mut Node, base: &Node, edit: &str) -> Result<(), Flaw> {
    let (text, value) = match edit.split_once('=') {
        Some((path, value)) => (path.trim(), Some(value.trim())),
        None => (edit, None),
    };
    let (text, away) = text.strip_prefix('-').map_or((text, false), |text| (text, true));
    let mut steps = path(text)?;
    let mut at = if steps.first().is_some_and(|(name, _)| *name == Name::Header) {
        message
    } else {
        let child = match steps.first() {
            Some((Name::Child, nth)) => *nth,
            _ => 1,
        };
        steps.retain(|(name, _)| *name != Name::Child);
        let children = message.at(Name::Children, 1);
        while children.holds.len() < child {
            children.holds.push(base.clone());
        }
        &mut children.holds[child - 1]
    };
    let Some((last, before)) = steps.split_last() else {
        return Err(Flaw::new("example", format!("{edit}: no path")));
    };
    if away {
        for (name, nth) in before {
            let Some(next) = at.nth_mut(*name, *nth) else { return Ok(()) };
            at = next;
        }
        at.holds.retain(|child| child.name != last.0);
        return Ok(());
    }
    for (name, nth) in before {
        at = at.at(*name, *nth);
    }
    at.at(last.0, last.1).text = Some(value.unwrap_or_default().to_owned());
    Ok(())
}

/// A base line with its date, if it is one, moved by years.
fn moved(line: &str, years: i16) -> String {
    const DIGITS: usize = 4;
    let Some((path, value)) = line.split_once(" = ") else { return line.to_owned() };
    let is_year = path.ends_with("/Year") || value.as_bytes().get(DIGITS) == Some(&b'-');
    match value.split_at_checked(DIGITS) {
        Some((year, rest)) if is_year => match year.parse::<i16>() {
            Ok(year) => format!("{path} = {:04}{rest}", year + years),
            Err(_) => line.to_owned(),
        },
        _ => line.to_owned(),
    }
}

/// A census of a year, as a file: the child without a fault, and what is done to it.
pub fn census<S: AsRef<str>>(year: Year, edits: &[S]) -> Result<String, Flaw> {
    let file: ExampleFile = read("cin/example.toml")?;
    let schema = Schema::of(year, &code_sets(CODES, year)?)?;
    let years = year.ends() - file.year.ends();
    let mut message = Node::new(Name::Message);
    message.at(Name::Children, 1).holds.push(Node::new(Name::Child));
    let nothing = Node::new(Name::Child);
    let known = |line: &&String| {
        let sex = if line.starts_with("ChildIdentifiers/Sex ") { Some(Name::Sex) } else { None };
        let gender = line.starts_with("ChildIdentifiers/GenderCurrent ").then_some(Name::GenderCurrent);
        let own = schema.particles(Name::ChildIdentifiers).unwrap_or_default();
        sex.or(gender).is_none_or(|name| own.iter().any(|particle| particle.name == name))
    };
    for line in file.child.iter().filter(known).chain(&file.header) {
        edit(&mut message, &nothing, &moved(line, years))?;
    }
    let base = message.at(Name::Children, 1).holds[0].clone();
    for line in edits {
        edit(&mut message, &base, line.as_ref())?;
    }
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    message.write(&schema, 0, &mut out);
    Ok(out)
}

/// The year of a rule's examples: the last in which it holds, but not one of drafts alone.
pub fn year_of(rule: &CinRule) -> Result<Year, Flaw> {
    let file: ExampleFile = read("cin/example.toml")?;
    let last = rule.years.until.unwrap_or(file.year);
    Ok(rule.example_year.unwrap_or_else(|| rule.years.from.map_or(last, |from| last.max(from))))
}
