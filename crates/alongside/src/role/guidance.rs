//! Answers what is asked of the law and the guidance.

use std::fmt::Display;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use guidance::{Guidance, Problem, Protocol, Source};
use kernel::Clock as _;
use rulebook::due::Asked;
use rulebook::list::Kind;
use rulebook::{count, coverage, diff, due, lint, list, replay, show};
use serde::Serialize;

use crate::Outcome;
use crate::arguments::guidance::{Ask, Format, Guidance as Arguments, Kind as KindAsked};
use crate::outside::SystemClock;
use crate::print::{complain, say};
use crate::{assembly, schemas};

/// What stands for standard input.
const STANDARD_INPUT: &str = "-";

/// Answers it.
pub fn run(asked: &Arguments) -> Result<Outcome> {
    if let Ask::Schema(schema) = &asked.ask {
        return schemas::run(schema.name.as_deref());
    }
    let sources = assembly::guidance_sources(asked.guidance.as_deref())?;
    let guidance = match Guidance::from_sources(&sources) {
        Ok(guidance) => guidance,
        Err(errors) => {
            let outcome = if matches!(asked.ask, Ask::Lint) { Outcome::Wrong } else { Outcome::NotDone };
            return Ok(mistakes(&errors.0, &sources, outcome));
        }
    };
    let today = kernel::london_date(SystemClock.now());
    let teller = Teller { format: asked.format };
    match &asked.ask {
        Ask::List(asked) => {
            teller.tell(&list::list(&guidance, kind(asked.kind), asked.edition.as_deref(), today)?);
        }
        Ask::Show(asked) => teller.tell(&show::show(&guidance, &asked.id, today)?),
        Ask::Due(asked) => {
            let protocol = match protocol(asked.protocol.as_deref(), &guidance)? {
                Ok(protocol) => protocol,
                Err(outcome) => return Ok(outcome),
            };
            let question = Asked { clock: &asked.clock, from: asked.from, edition: asked.edition.as_deref() };
            let answer = due::due(&guidance, protocol.as_ref(), question)?;
            if asked.explain && teller.is_text() { say(answer.explained()) } else { teller.tell(&answer) }
        }
        Ask::Count(asked) => {
            teller.tell(&count::count(&guidance, &asked.clock, &asked.stays, today)?);
        }
        Ask::Diff(asked) => teller.tell(&diff::diff(&guidance, &asked.from, &asked.to)?),
        Ask::Lint => return Ok(linted(&guidance, &sources, &teller)),
        Ask::Coverage => teller.tell(&coverage::coverage(&guidance)),
        Ask::Replay(asked) => {
            let protocol = match protocol(asked.protocol.as_deref(), &guidance)? {
                Ok(protocol) => protocol,
                Err(outcome) => return Ok(outcome),
            };
            let source = read(&asked.file)?;
            let happened = match replay::parse(&source, &guidance) {
                Ok(happened) => happened,
                Err(problems) => return Ok(mistakes(&problems, &[source], Outcome::NotDone)),
            };
            let replayed = replay::replay(&guidance, protocol.as_ref(), &happened)?;
            let teller = Teller { format: teller.format.or(Some(Format::Json)) };
            if replayed.later > 0 && !teller.is_text() {
                complain(format_args!(
                    "of the milestones, {} lie after {} and count as not happened yet",
                    replayed.later, happened.today
                ));
            }
            teller.tell(&replayed);
        }
        Ask::Schema(_) => {}
    }
    Ok(Outcome::Done)
}

fn linted(guidance: &Guidance, sources: &[Source], teller: &Teller) -> Outcome {
    let reported = records::reported_milestones().map(str::to_owned).collect();
    let found = lint::lint(guidance, sources, Some(&reported));
    teller.tell(&found);
    if found.has_errors() { Outcome::Wrong } else { Outcome::Done }
}

fn kind(asked: KindAsked) -> Kind {
    match asked {
        KindAsked::Clocks => Kind::Clocks,
        KindAsked::Duties => Kind::Duties,
        KindAsked::Clauses => Kind::Clauses,
        KindAsked::Editions => Kind::Editions,
        KindAsked::Milestones => Kind::Milestones,
        KindAsked::Checks => Kind::Checks,
    }
}

/// Writes answers as they were asked for.
struct Teller {
    format: Option<Format>,
}

impl Teller {
    fn is_text(&self) -> bool {
        self.format != Some(Format::Json)
    }

    fn tell(&self, answer: &(impl Display + Serialize)) {
        if self.is_text() { say(answer) } else { say(rulebook::json(answer)) }
    }
}

/// Shows every mistake in its place.
pub fn mistakes(problems: &[Problem], sources: &[Source], outcome: Outcome) -> Outcome {
    complain(rulebook::report(problems, sources));
    outcome
}

/// The protocol that is named, if one is. One that is refused is shown with each mistake in its place.
fn protocol(named: Option<&str>, guidance: &Guidance) -> Result<Result<Option<Protocol>, Outcome>> {
    let Some(named) = named else { return Ok(Ok(None)) };
    let source = assembly::protocol_source(named)?;
    Ok(match Protocol::parse(&source, guidance) {
        Ok(protocol) => Ok(Some(protocol)),
        Err(refusals) => Err(mistakes(&refusals.0, &source.files(), Outcome::NotDone)),
    })
}

/// What happened, from a file or from standard input.
fn read(file: &Path) -> Result<Source> {
    let name = file.display().to_string();
    let cannot = || format!("the file {name} cannot be read");
    let mut text = String::new();
    // One byte more than is allowed shows that it is too long.
    let most = u64::try_from(replay::FILE_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
    if name == STANDARD_INPUT {
        io::stdin().take(most).read_to_string(&mut text).with_context(cannot)?;
        return Ok(Source::new("standard input", text));
    }
    if file.is_dir() {
        bail!("{name} is a folder; name a JSON file in it");
    }
    File::open(file).with_context(cannot)?.take(most).read_to_string(&mut text).with_context(cannot)?;
    Ok(Source::new(name, text))
}
