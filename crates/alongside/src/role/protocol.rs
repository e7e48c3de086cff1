//! What may be asked of a local protocol: the checks, the difference to another, its public page.

use std::path::Path;

use anyhow::{Context as _, Result};
use guidance::Rules;
use jiff::civil::Date;
use kernel::{Clock as _, london_date};
use rulebook::protocol::check::Report;
use rulebook::protocol::diff::Difference;
use rulebook::protocol::public::{PageWords, PublicProtocol};
use rulebook::protocol::render;

use crate::Outcome;
use crate::arguments::RulesFrom;
use crate::arguments::protocol::{
    CheckFormat, CheckProtocol, DiffFormat, DiffProtocols, PageFormat, ProtocolRole, PublishProtocol,
};
use crate::assembly;
use crate::outside::SystemClock;
use crate::print::say;

/// Where a page goes that goes to standard output.
const STANDARD_OUTPUT: &str = "-";

/// Answers what is asked.
pub fn run(role: &ProtocolRole) -> Result<Outcome> {
    match role {
        ProtocolRole::Check(check) => checked(check),
        ProtocolRole::Diff(diff) => compared(diff),
        ProtocolRole::Publish(publish) => published(publish),
    }
}

fn checked(asked: &CheckProtocol) -> Result<Outcome> {
    let rules = rules(&asked.protocol, asked.guidance.as_deref())?;
    let (protocol, guidance) = (rules.protocol(), rules.guidance());
    let file = assembly::protocol_path(&asked.protocol);
    let report = Report::of(protocol, &file, guidance, asked.edition.as_deref(), today(asked.today))?;
    say(match asked.format {
        CheckFormat::Text => report.text(),
        CheckFormat::Json => report.json(),
        CheckFormat::Sarif => report.sarif(),
    });
    Ok(if report.fails() { Outcome::Altered } else { Outcome::Done })
}

fn compared(asked: &DiffProtocols) -> Result<Outcome> {
    let first = rules(&asked.first, asked.guidance.as_deref())?;
    let second = rules(&asked.second, asked.guidance.as_deref())?;
    let difference =
        Difference::between(first.protocol(), second.protocol(), first.guidance(), today(asked.today));
    say(match asked.format {
        DiffFormat::Text => difference.text(),
        DiffFormat::Json => difference.json(),
    });
    Ok(Outcome::Done)
}

fn published(asked: &PublishProtocol) -> Result<Outcome> {
    let rules = rules(&asked.protocol, asked.guidance.as_deref())?;
    let words = PageWords::embedded()?;
    let page = PublicProtocol::of(&rules, &words, today(asked.today));
    let by_name = if asked.to.extension().is_some_and(|end| end == "md") {
        PageFormat::Markdown
    } else {
        PageFormat::Html
    };
    let written = match asked.format.unwrap_or(by_name) {
        PageFormat::Html => render::html(&page),
        PageFormat::Markdown => render::markdown(&page),
    };
    if asked.to == Path::new(STANDARD_OUTPUT) {
        say(written.trim_end());
        return Ok(Outcome::Done);
    }
    std::fs::write(&asked.to, written)
        .with_context(|| format!("the page {} cannot be written", asked.to.display()))?;
    say(format_args!("{} is written.", asked.to.display()));
    Ok(Outcome::Done)
}

fn rules(protocol: &str, guidance: Option<&Path>) -> Result<Rules> {
    assembly::rules(&RulesFrom { protocol: protocol.to_owned(), guidance: guidance.map(Path::to_owned) })
}

fn today(given: Option<Date>) -> Date {
    given.unwrap_or_else(|| london_date(SystemClock.now()))
}
