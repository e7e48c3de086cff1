//! Every rule that is here, of every return and year; and how far the published lists are covered.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub use crate::cin::CinRule;
use crate::cin::example::{census, year_of};
use crate::data::{Flaw, read};
use crate::kind::Kind;
use crate::output::table;
pub use crate::ssda903::{Missing903, Rule903};
use crate::{Severity, Year, Years};

/// Every rule of the children in need census.
pub fn cin() -> Result<Vec<CinRule>, Flaw> {
    crate::cin::catalogue().map(<[CinRule]>::to_vec)
}

/// Every rule of the SSDA903 that is here.
pub fn ssda903() -> Result<Vec<Rule903>, Flaw> {
    crate::ssda903::catalogue().map(<[Rule903]>::to_vec)
}

/// The rules of the SSDA903 that are published and not here, by reason.
pub fn ssda903_missing() -> Result<Vec<Missing903>, Flaw> {
    crate::ssda903::missing()
}

/// What is listed.
#[derive(Debug, Clone)]
pub struct Listing {
    /// Of which return.
    pub kind: Kind,
    /// Of which year alone.
    pub year: Option<Year>,
    /// Which rules, shown whole; none is all, in one line each.
    pub codes: Vec<String>,
}

/// A rule in one line.
#[derive(Debug, Serialize)]
struct Line {
    code: String,
    severity: Severity,
    years: Years,
    draft: bool,
    message: String,
    /// The whole rule, as it stands in the data.
    rule: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PublishedFile {
    codes: BTreeSet<String>,
}

/// The codes of the published lists, as others have copied them out.
fn published(kind: Kind) -> Result<BTreeSet<String>, Flaw> {
    let folder = match kind {
        Kind::Cin => "cin",
        Kind::Ssda903 => "ssda903",
    };
    Ok(read::<PublishedFile>(&format!("{folder}/published.toml"))?.codes)
}

fn lines(kind: Kind) -> Result<Vec<Line>, Flaw> {
    let whole = |rule: Result<Value, serde_json::Error>| rule.unwrap_or_default();
    let mut lines: Vec<Line> = match kind {
        Kind::Cin => cin()?
            .iter()
            .map(|rule| Line {
                code: rule.code.clone(),
                severity: rule.severity,
                years: rule.years,
                draft: rule.draft,
                message: rule.message.clone(),
                rule: whole(serde_json::to_value(rule)),
            })
            .collect(),
        Kind::Ssda903 => ssda903()?
            .iter()
            .map(|rule| Line {
                code: rule.code.clone(),
                severity: rule.severity,
                years: rule.years,
                draft: false,
                message: rule.message.clone(),
                rule: whole(serde_json::to_value(rule)),
            })
            .collect(),
    };
    lines.sort_by(|one, other| (&one.code, one.years.from).cmp(&(&other.code, other.years.from)));
    Ok(lines)
}

/// `2022-23 to 2023-24`.
fn years(years: Years) -> String {
    match (years.from, years.until) {
        (None, None) => "every year".to_owned(),
        (Some(from), None) => format!("from {from}"),
        (None, Some(until)) => format!("until {until}"),
        (Some(from), Some(until)) => format!("{from} to {until}"),
    }
}

impl Listing {
    fn chosen(&self) -> Result<Vec<Line>, Flaw> {
        let mut lines = lines(self.kind)?;
        for code in &self.codes {
            if !lines.iter().any(|line| line.code.eq_ignore_ascii_case(code)) {
                return Err(Flaw::new(
                    "returns",
                    format!("no rule {code} is here; without a code, all are listed"),
                ));
            }
        }
        lines.retain(|line| {
            let asked = self.codes.iter().any(|code| code.eq_ignore_ascii_case(&line.code));
            (asked || self.codes.is_empty()) && self.year.is_none_or(|year| line.years.holds(year))
        });
        Ok(lines)
    }

    /// For a person.
    pub fn text(&self) -> Result<String, Flaw> {
        let chosen = self.chosen()?;
        if !self.codes.is_empty() {
            let shown: Result<Vec<String>, Flaw> = chosen.iter().map(|line| self.whole(line)).collect();
            return Ok(shown?.join("\n\n"));
        }
        let rows = chosen.iter().map(|line| {
            let severity =
                if line.draft { format!("{} (draft)", line.severity) } else { line.severity.to_string() };
            vec![line.code.clone(), severity, years(line.years), line.message.clone()]
        });
        let mut text = table(&["Rule", "Severity", "Years", "Message"], rows);
        text.push_str("\n\n");
        text.push_str(&coverage(self.kind)?);
        Ok(text)
    }

    /// For programs: an array of rules, each as it stands in the data.
    pub fn json(&self) -> Result<String, Flaw> {
        serde_json::to_string_pretty(&self.chosen()?).map_err(|error| Flaw::new("returns", error.to_string()))
    }

    /// A rule with all that is known of it, and an example that it fires on.
    fn whole(&self, line: &Line) -> Result<String, Flaw> {
        let mut text =
            format!("{} ({}, {})\n{}\n", line.code, line.severity, years(line.years), line.message);
        let said = |name: &str| line.rule.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        for (name, heading) in
            [("wording", "Asks"), ("why", "Says"), ("differs", "Others differ"), ("doubt", "Not certain")]
        {
            if let Some(said) = said(name) {
                let _ = writeln!(text, "{heading}: {said}");
            }
        }
        for (name, heading) in
            [("fields", "Looks at"), ("given", "Given"), ("fail", "Fires after"), ("pass", "Not after")]
        {
            match line.rule.get(name) {
                Some(Value::Array(list)) if !list.is_empty() => {
                    let list: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
                    let _ = writeln!(text, "{heading}: {}", list.join("; "));
                }
                Some(given @ Value::Object(_)) => {
                    let _ = writeln!(text, "{heading}: {given}");
                }
                _ => {}
            }
        }
        if self.kind == Kind::Cin
            && let Some(rule) = cin()?.iter().find(|rule| rule.code == line.code && rule.years == line.years)
        {
            let _ = write!(text, "\nA return on which it fires:\n\n{}", census(year_of(rule)?, &rule.fail)?);
        }
        Ok(text.trim_end().to_owned())
    }
}

/// How many of the published rules are here, and which are not, with the reason.
pub fn coverage(kind: Kind) -> Result<String, Flaw> {
    let published = published(kind)?;
    let here: BTreeSet<String> = lines(kind)?.into_iter().map(|line| line.code).collect();
    let covered = published.intersection(&here).count();
    let mut text = format!("{covered} of {} published rules are here.", published.len());
    if kind == Kind::Ssda903 {
        for group in ssda903_missing()? {
            let _ = write!(text, "\nNot here, because {}: {}.", group.reason, group.codes.join(", "));
        }
    }
    let more: Vec<&str> = here.difference(&published).map(String::as_str).collect();
    if !more.is_empty() {
        let _ = write!(text, "\nHere as drafts, in no published list that was seen: {}.", more.join(", "));
    }
    Ok(text)
}

/// The published rules that are neither here nor named as missing; a test holds that there are none.
pub fn unnamed(kind: Kind) -> Result<Vec<String>, Flaw> {
    let mut left = published(kind)?;
    for line in lines(kind)? {
        left.remove(&line.code);
    }
    if kind == Kind::Ssda903 {
        for code in ssda903_missing()?.iter().flat_map(|group| &group.codes) {
            left.remove(code);
        }
    }
    Ok(left.into_iter().collect())
}

/// What changed from one year to another: rules that are new, gone, or say something else.
pub fn difference(kind: Kind, first: Year, second: Year) -> Result<String, Flaw> {
    let of = |year: Year| -> Result<BTreeMap<String, Line>, Flaw> {
        let held = lines(kind)?.into_iter().filter(|line| line.years.holds(year));
        Ok(held.map(|line| (line.code.clone(), line)).collect())
    };
    let (before, after) = (of(first)?, of(second)?);
    let mut text = format!("From {first} ({} rules) to {second} ({} rules)\n", before.len(), after.len());
    let mut changed = 0;
    for (code, line) in &after {
        match before.get(code) {
            None => {
                let _ = writeln!(text, "+ {code}: {}", line.message);
                changed += 1;
            }
            Some(old) if without_years(&old.rule) != without_years(&line.rule) => {
                let _ = writeln!(text, "~ {code}: {} -> {}", old.message, line.message);
                changed += 1;
            }
            Some(_) => {}
        }
    }
    for (code, line) in before.iter().filter(|(code, _)| !after.contains_key(*code)) {
        let _ = writeln!(text, "- {code}: {}", line.message);
        changed += 1;
    }
    let said = match kind {
        Kind::Cin => crate::cin::years()?,
        Kind::Ssda903 => crate::ssda903::years()?,
    };
    for (year, notes) in said.iter().filter(|(year, _)| first < *year && *year <= second) {
        for note in notes {
            let _ = writeln!(text, "{year}: {note}");
        }
    }
    if changed == 0 {
        text.push_str("No rule is new, gone or different.\n");
    }
    Ok(text.trim_end().to_owned())
}

fn without_years(rule: &Value) -> Value {
    let mut rule = rule.clone();
    if let Some(fields) = rule.as_object_mut() {
        for name in ["from", "until", "pass", "fail", "doubt", "differs", "example_year"] {
            fields.remove(name);
        }
    }
    json!(rule)
}
