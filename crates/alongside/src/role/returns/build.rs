//! Writes a statutory return from a partnership's record, and says what its rules find.

mod annex_a;
mod dataset;

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use application::Application;
use census::{Child, Header};
use jiff::civil::DateTime;
use records::returned::Period;
use returns::Year;
use returns::cin::{Options, Writer, period};
use returns::elsewhere::payload::{SCHEMA, payload};

use super::{care, streamed, working_days};
use crate::Outcome;
use crate::arguments::returns::{BuildApi, BuildCin, BuildRole};
use crate::assembly;
use crate::bar::count;
use crate::print::{say, tell};

/// What stands in the header for the software.
const SOFTWARE: &str = "Alongside";
/// The digits of an authority.
const DIGITS: usize = 3;

/// Writes what is asked.
pub async fn run(role: &BuildRole) -> Result<Outcome> {
    let record = match role {
        BuildRole::Cin(asked) => &asked.record,
        BuildRole::Api(asked) => &asked.record,
        BuildRole::Ssd(asked) => &asked.record,
        BuildRole::Ssda903(asked) => &asked.record,
        BuildRole::AnnexA(asked) => &asked.record,
    };
    let application = assembly::begun(record).await?;
    let outcome = match role {
        BuildRole::Cin(asked) => cin(asked, &application).await,
        BuildRole::Api(asked) => api(asked, &application).await,
        BuildRole::Ssd(asked) => dataset::ssd(asked, &application).await,
        BuildRole::Ssda903(asked) => care::build(asked, &application).await,
        BuildRole::AnnexA(asked) => annex_a::annex_a(asked, &application).await,
    };
    application.store().clone().close().await;
    outcome
}

/// What the census of a year says of every child, with its days.
async fn counted(year: Year, application: &Application) -> Result<(Period, Vec<Child>)> {
    let known = period(year)?.with_context(|| format!("nothing is known here of the year {year}"))?;
    let period = Period {
        year: year.ends(),
        start: known.start,
        reference: known.reference,
        before_proceedings: known.before_proceedings,
    };
    let children = read(&period, application).await?;
    if children.is_empty() {
        bail!("no child is in the census of {year}; nothing was written");
    }
    Ok((period, children))
}

/// What the census says of every child between two days of a year.
async fn read(period: &Period, application: &Application) -> Result<Vec<Child>> {
    let reading = count("Reading records");
    let children = application.census_children(period, |read| reading.set_position(read)).await?;
    reading.finish_and_clear();
    Ok(children)
}

pub(super) fn write(to: Option<&Path>, text: &str) -> Result<()> {
    match to {
        Some(to) => {
            std::fs::write(to, text).with_context(|| format!("{} cannot be written", to.display()))?;
        }
        None => say(text.trim_end()),
    }
    Ok(())
}

async fn api(asked: &BuildApi, application: &Application) -> Result<Outcome> {
    let before = asked.before.as_ref().map(|path| {
        std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
    });
    let before = before.transpose()?;
    let (_, children) = counted(asked.year, application).await?;
    let made = payload(&children, before.as_deref())?;
    write(asked.to.as_deref(), &made.text)?;
    tell(format_args!(
        "Schema {SCHEMA}: {} children sent, {} taken back, {} without an identifier left out.",
        made.sent, made.purged, made.without_identifier
    ));
    Ok(Outcome::Done)
}

/// Refuses a folder that is there: nothing that somebody has is written over.
pub(super) fn absent(folder: &Path) -> Result<()> {
    if folder.exists() {
        bail!("{} exists; choose another name", folder.display());
    }
    Ok(())
}

pub(super) fn folder(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))
}

async fn cin(asked: &BuildCin, application: &Application) -> Result<Outcome> {
    let authority = authority(asked.authority.as_deref(), application).await?;
    let (period, children) = counted(asked.year, application).await?;
    let header = Header {
        year: Some(period.year),
        reference: Some(period.reference),
        authority: Some(authority),
        software: Some(SOFTWARE.to_owned()),
        serial: Some(asked.serial.clone()),
        made_at: Some(asked.made_at.unwrap_or_else(|| moment(application))),
    };
    let text = written(&header, &children);
    write(asked.to.as_deref(), &text)?;
    let options = Options { year: Some(asked.year), working_days: working_days()? };
    let report = streamed(&mut text.as_bytes(), &options)
        .map_err(|_| anyhow::anyhow!("what was written cannot be read again; this is a fault of ours"))?;
    tell(format_args!("Census of {}: {} children.", asked.year, children.len()));
    if !report.schema_errors.is_empty() {
        let errors = report.schema_errors.len();
        tell(format_args!(
            "{errors} places are not as the schema has it: something is missing in the record."
        ));
    }
    for (code, (rule, times)) in report.by_rule() {
        tell(format_args!("{code} ({}, {times}): {}", rule.severity, rule.message));
    }
    let clean = report.findings.is_empty() && report.schema_errors.is_empty();
    if !clean {
        tell("`alongside return validate` names each child.");
    }
    Ok(if clean { Outcome::Done } else { Outcome::Wrong })
}

fn written(header: &Header, children: &[Child]) -> String {
    let mut writer = Writer::begin(header);
    for child in children {
        writer.child(child);
    }
    writer.end()
}

/// Now, to the second, in England.
fn moment(application: &Application) -> DateTime {
    let now = kernel::london_datetime(application.now());
    now.with().subsec_nanosecond(0).build().unwrap_or(now)
}

/// The authority: as it is named, or that of the returns which were taken over.
pub(super) async fn authority(named: Option<&str>, application: &Application) -> Result<String> {
    if let Some(named) = named {
        if named.len() != DIGITS || !named.bytes().all(|digit| digit.is_ascii_digit()) {
            bail!("{named} is not the three digits of an authority");
        }
        return Ok(named.to_owned());
    }
    let mut known = std::collections::BTreeSet::new();
    application
        .each_history(|_, history| {
            if !history.authority.is_empty() {
                known.insert(history.authority);
            }
        })
        .await?;
    match known.pop_first() {
        Some(one) if known.is_empty() => Ok(one),
        Some(_) => {
            bail!("returns of several authorities were taken over; say with --authority whose this is")
        }
        None => bail!("say with --authority whose return this is"),
    }
}
