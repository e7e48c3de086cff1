//! Writes a statutory return from a partnership's record, and says what its rules find.

use anyhow::{Context as _, Result, bail};
use application::Application;
use census::{Child, Header};
use jiff::civil::DateTime;
use records::returned::Period;
use returns::cin::{Options, Writer, period};

use super::{streamed, working_days};
use crate::Outcome;
use crate::arguments::returns::{BuildCin, BuildRole};
use crate::assembly;
use crate::bar::count;
use crate::print::{say, tell};

/// What stands in the header for the software.
const SOFTWARE: &str = "Alongside";
/// The digits of an authority.
const DIGITS: usize = 3;

/// Writes what is asked.
pub async fn run(role: &BuildRole) -> Result<Outcome> {
    let BuildRole::Cin(asked) = role;
    let application = assembly::begun(&asked.record).await?;
    let outcome = cin(asked, &application).await;
    application.store().clone().close().await;
    outcome
}

async fn cin(asked: &BuildCin, application: &Application) -> Result<Outcome> {
    let known =
        period(asked.year)?.with_context(|| format!("nothing is known here of the year {}", asked.year))?;
    let period = Period {
        year: asked.year.ends(),
        start: known.start,
        reference: known.reference,
        before_proceedings: known.before_proceedings,
    };
    let authority = authority(asked, application).await?;
    let reading = count("Reading records");
    let children = application.census_children(&period, |read| reading.set_position(read)).await?;
    reading.finish_and_clear();
    if children.is_empty() {
        bail!("no child is in the census of {}; nothing was written", asked.year);
    }
    let header = Header {
        year: Some(period.year),
        reference: Some(known.reference),
        authority: Some(authority),
        software: Some(SOFTWARE.to_owned()),
        serial: Some(asked.serial.clone()),
        made_at: Some(asked.made_at.unwrap_or_else(|| moment(application))),
    };
    let text = written(&header, &children);
    match &asked.to {
        Some(to) => {
            std::fs::write(to, &text).with_context(|| format!("{} cannot be written", to.display()))?
        }
        None => say(text.trim_end()),
    }
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
    children.iter().for_each(|child| writer.child(child));
    writer.end()
}

/// Now, to the second, in England.
fn moment(application: &Application) -> DateTime {
    let now = kernel::london_datetime(application.now());
    now.with().subsec_nanosecond(0).build().unwrap_or(now)
}

async fn authority(asked: &BuildCin, application: &Application) -> Result<String> {
    if let Some(named) = &asked.authority {
        if named.len() != DIGITS || !named.bytes().all(|digit| digit.is_ascii_digit()) {
            bail!("{named} is not the three digits of an authority");
        }
        return Ok(named.clone());
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
