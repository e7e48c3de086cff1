//! What may be asked of a local protocol: the checks, the difference to another, its public page.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use guidance::{Guidance, Protocol, Rules};
use jiff::civil::Date;
use kernel::{Clock as _, london_date};
use rulebook::protocol::check::Report;
use rulebook::protocol::diff::Difference;
use rulebook::protocol::public::{PageWords, PublicProtocol};
use rulebook::protocol::render;

use super::guidance::mistakes;
use crate::arguments::protocol::{
    CheckFormat, CheckProtocol, DiffFormat, DiffProtocols, PageFormat, ProtocolRole, PublishProtocol,
};
use crate::outside::SystemClock;
use crate::print::say;
use crate::{Outcome, assembly};

/// Where a page goes that goes to standard output.
const STANDARD_OUTPUT: &str = "-";

/// Answers what is asked.
pub fn run(role: &ProtocolRole) -> Result<Outcome> {
    let answered = match role {
        ProtocolRole::Check(check) => checked(check),
        ProtocolRole::Diff(diff) => compared(diff),
        ProtocolRole::Publish(publish) => published(publish),
    };
    // What cannot be read has shown every mistake in its place, and that is the answer.
    answered.map(|answer| answer.unwrap_or_else(|not_read| not_read))
}

/// What was answered; or that something could not be read, which is said already.
type Answered = Result<Result<Outcome, Outcome>>;

fn checked(asked: &CheckProtocol) -> Answered {
    let guidance = match guidance(asked.guidance.as_deref())? {
        Ok(guidance) => guidance,
        Err(not_read) => return Ok(Err(not_read)),
    };
    let protocol = match protocol(&asked.protocol, &guidance)? {
        Ok(protocol) => protocol,
        Err(not_read) => return Ok(Err(not_read)),
    };
    let file = assembly::protocol_path(&asked.protocol);
    let report = Report::of(&protocol, &file, &guidance, asked.edition.as_deref(), today(asked.today))?;
    say(match asked.format {
        CheckFormat::Text => report.text(),
        CheckFormat::Json => report.json(),
        CheckFormat::Sarif => report.sarif(),
    });
    Ok(Ok(if report.fails() { Outcome::Wrong } else { Outcome::Done }))
}

fn compared(asked: &DiffProtocols) -> Answered {
    let guidance = match guidance(asked.guidance.as_deref())? {
        Ok(guidance) => guidance,
        Err(not_read) => return Ok(Err(not_read)),
    };
    let (first, second) = match (protocol(&asked.first, &guidance)?, protocol(&asked.second, &guidance)?) {
        (Ok(first), Ok(second)) => (first, second),
        (Err(not_read), _) | (_, Err(not_read)) => return Ok(Err(not_read)),
    };
    let difference = Difference::between(&first, &second, &guidance, today(asked.today));
    say(match asked.format {
        DiffFormat::Text => difference.text(),
        DiffFormat::Json => difference.json(),
    });
    Ok(Ok(Outcome::Done))
}

fn published(asked: &PublishProtocol) -> Answered {
    let guidance = match guidance(asked.guidance.as_deref())? {
        Ok(guidance) => guidance,
        Err(not_read) => return Ok(Err(not_read)),
    };
    let protocol = match protocol(&asked.protocol, &guidance)? {
        Ok(protocol) => protocol,
        Err(not_read) => return Ok(Err(not_read)),
    };
    let rules = Rules::new(Arc::new(guidance), Arc::new(protocol));
    let page = PublicProtocol::of(&rules, &PageWords::embedded()?, today(asked.today));
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
        return Ok(Ok(Outcome::Done));
    }
    std::fs::write(&asked.to, written)
        .with_context(|| format!("the page {} cannot be written", asked.to.display()))?;
    say(format_args!("{} is written.", asked.to.display()));
    Ok(Ok(Outcome::Done))
}

fn guidance(folder: Option<&Path>) -> Result<Result<Guidance, Outcome>> {
    let sources = assembly::guidance_sources(folder)?;
    let read = Guidance::from_sources(&sources);
    Ok(read.map_err(|errors| mistakes(&errors.0, &sources, Outcome::NotDone)))
}

fn protocol(named: &str, guidance: &Guidance) -> Result<Result<Protocol, Outcome>> {
    let source = assembly::protocol_source(named)?;
    let read = Protocol::parse(&source, guidance);
    Ok(read.map_err(|refusals| mistakes(&refusals.0, &source.files(), Outcome::NotDone)))
}

fn today(given: Option<Date>) -> Date {
    given.unwrap_or_else(|| london_date(SystemClock.now()))
}
