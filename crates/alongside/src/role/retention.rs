//! Keeps and destroys records by the schedule. No name is shown: only identifiers and references.

use anyhow::{Result, bail};
use application::{Application, Failure, KeptRecord};
use guidance::full_date;
use records::partnership::{Destroyed, Hold};

use crate::arguments::retention::{EraseRecord, HoldRecord, Listed, ReleaseHeld, Retention};
use crate::assembly;
use crate::print::say;

/// Does what was asked.
pub async fn run(asked: Retention) -> Result<()> {
    match asked {
        Retention::List(asked) => list(&asked).await,
        Retention::Hold(asked) => hold(asked).await,
        Retention::Release(asked) => release(asked).await,
        Retention::Erase(asked) => erase(asked).await,
    }
}

async fn list(asked: &Listed) -> Result<()> {
    let application = assembly::begun(&asked.record).await?;
    let over = application.records_over().await?;
    say(format_args!("Nothing keeps {} any longer:", counted(over.len(), "record", "records")));
    for record in &over {
        say(line(&application, record));
    }
    let holds = application.holds().await?;
    say(format_args!("\n{} stand:", counted(holds.len(), "hold", "holds")));
    for hold in &holds {
        say(hold_line(hold));
    }
    let state = application.partnership_state().await?;
    say(format_args!("\n{} destroyed:", counted(state.state.destroyed.len(), "record was", "records were")));
    for destroyed in &state.state.destroyed {
        say(proof(&destroyed.fact));
    }
    application.store().clone().close().await;
    Ok(())
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn line(application: &Application, record: &KeptRecord) -> String {
    let since = record.until.map_or_else(String::new, full_date);
    let clause = application.rules().guidance().clause(&record.clause);
    let cited = clause.map_or("", |clause| clause.citation.as_str());
    let doubt = match clause {
        Some(clause) if application.is_unverified(clause) => ", not checked against its source",
        _ => "",
    };
    format!("  {}  {}  since {since}, {} ({cited}{doubt})", record.record, record.reference, record.rule)
}

fn hold_line(hold: &Hold) -> String {
    let placed = &hold.placed.fact;
    format!(
        "  {}  on {}, asked for by {}; to be looked at on {}: {}",
        placed.hold,
        placed.record,
        placed.by,
        full_date(placed.review_on),
        placed.reason
    )
}

fn proof(destroyed: &Destroyed) -> String {
    let entries: u64 = destroyed.streams.iter().map(|stream| stream.entries).sum();
    format!(
        "  {}  {entries} entries, under {}, decided by {}; complete on {}",
        destroyed.record,
        destroyed.rule,
        destroyed.by,
        full_date(destroyed.complete_on)
    )
}

async fn hold(asked: HoldRecord) -> Result<()> {
    let application = assembly::begun(&asked.record).await?;
    let placed = application.place_hold(None, asked.of, asked.reason, asked.by, asked.review).await;
    let hold = placed.map_err(|failure| told(failure, &asked.of.to_string()))?;
    say(format_args!("The hold {hold} stands on {} until it is released.", asked.of));
    application.store().clone().close().await;
    Ok(())
}

async fn release(asked: ReleaseHeld) -> Result<()> {
    let application = assembly::begun(&asked.record).await?;
    let released = application.release_hold(None, asked.hold, asked.reason, asked.by).await;
    released.map_err(|failure| told(failure, &asked.hold.to_string()))?;
    say(format_args!("The hold {} is released.", asked.hold));
    application.store().clone().close().await;
    Ok(())
}

async fn erase(asked: EraseRecord) -> Result<()> {
    if !asked.for_ever {
        bail!(
            "this destroys {} for ever; stop the service first, because it holds keys in memory, and give --for-ever",
            asked.of
        );
    }
    let application = assembly::begun(&asked.record).await?;
    let destroyed = application.destroy_record(asked.of, asked.by, asked.key_backups_kept).await;
    let destroyed = destroyed.map_err(|failure| told(failure, &asked.of.to_string()))?;
    say("Destroyed. The proof stands in the log:");
    say(proof(&destroyed));
    say(format_args!(
        "Destroy every backup of the keys that is older than today, by {} at the latest.",
        full_date(destroyed.complete_on)
    ));
    application.store().clone().close().await;
    Ok(())
}

/// A refusal with its rule; what is not there by the name under which it was asked for.
fn told(failure: Failure, what: &str) -> anyhow::Error {
    match failure {
        Failure::Refused(refusal) => anyhow::anyhow!("{refusal} (rule: {})", refusal.rule()),
        Failure::NotThere => anyhow::anyhow!("there is no such record: {what}"),
        other => other.into(),
    }
}
