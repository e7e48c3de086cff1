//! What the service does by itself: it signs what was written, passes on concerns that nobody has seen, and forgets
//! what has ended.

use std::time::Duration;

use anyhow::Result;
use application::{Application, Failure};
use guidance::Status;
use jiff::SignedDuration;
use kernel::{Capacity, StreamId, StreamKind};
use records::Line;
use records::concern::{Escalate, Escalated};
use store::{Page, SummaryFilter};
use tokio::sync::watch;
use tokio::time::MissedTickBehavior;

/// How often new entries are signed and concerns are looked at. A concern is passed on within a second of its time.
const EVERY: Duration = Duration::from_secs(1);
/// Rounds between two clearings: every ten minutes, because what has ended opens nothing in the meantime.
const ROUNDS_BETWEEN_CLEARINGS: u64 = 600;
/// Days for which something that was typed and not sent is kept. Long enough to come back after a hospital stay.
const DRAFT_DAYS: i64 = 60;
/// The milestone that a concern has been seen, as the guidance names it.
const SEEN: &str = "concern.seen";

/// Works until told to stop.
pub async fn work(application: Application, mut stop: watch::Receiver<bool>) {
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut round: u64 = 0;
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = stop.changed() => break,
        }
        report("signing new entries", sign(&application).await);
        report("passing on unseen concerns", pass_on(&application).await.map(|_| ()));
        if round.is_multiple_of(ROUNDS_BETWEEN_CLEARINGS) {
            report("forgetting what has ended", clear(&application).await);
        }
        round = round.wrapping_add(1);
    }
    // What was written last is signed too.
    report("signing new entries", sign(&application).await);
}

fn report(what: &'static str, outcome: Result<()>) {
    if let Err(error) = outcome {
        tracing::error!(error = format!("{error:#}"), "{what} failed; it is tried again");
    }
}

async fn sign(application: &Application) -> Result<()> {
    let signed = application.store().sequence(application.partnership(), application.now()).await?;
    if signed.added > 0 {
        tracing::debug!(added = signed.added, size = signed.size, "signed a checkpoint");
    }
    Ok(())
}

/// Passes on every concern whose time to be seen has run out, and says how many there were.
pub async fn pass_on(application: &Application) -> Result<usize> {
    let filter = SummaryFilter { state: Some("unseen".to_owned()), owner: None };
    let found = application
        .store()
        .summaries(application.partnership(), StreamKind::Concern, &filter, Page::whole())
        .await?;
    let mut passed_on = 0;
    for row in found.rows {
        let line: Option<Line> = row.display.plain().and_then(|bytes| serde_json::from_slice(bytes).ok());
        let before = line.is_some_and(|line| line.marks.iter().any(|mark| mark == "escalated"));
        if before || !unseen_too_long(application, row.stream).await? {
            continue;
        }
        match application.execute_by_itself(row.stream.id, &Escalate(recipients(application))).await {
            Ok(_) => {
                tracing::warn!(stream = %row.stream, "nobody has seen a concern in time; it was passed on");
                passed_on += 1;
            }
            // Somebody saw it, or passed it on, in this very moment.
            Err(Failure::Refused(_) | Failure::Busy) => {}
            Err(failure) => return Err(failure.into()),
        }
    }
    Ok(passed_on)
}

/// Whether a duty to see it, as the protocol sets it, is overdue.
async fn unseen_too_long(application: &Application, concern: StreamId) -> Result<bool> {
    let standards = application.rules().protocol().standards();
    let to_see = |duty: &str| {
        standards.iter().any(|standard| {
            standard.id == duty && standard.course.stop.iter().any(|milestone| milestone == SEEN)
        })
    };
    let duties = application.duties_of(concern).await?;
    Ok(duties.iter().any(|duty| to_see(&duty.scheduled.duty) && duty.status == Status::Overdue))
}

/// Whom the protocol names: services and capacities alike.
fn recipients(application: &Application) -> Escalated {
    let settings = &application.rules().protocol().settings().concern;
    let services = settings.unseen_goes_to.iter().filter_map(|service| Capacity::new(service.as_str()).ok());
    Escalated { to: services.chain(settings.unseen_tells.iter().cloned()).collect() }
}

async fn clear(application: &Application) -> Result<()> {
    let (store, partnership, now) = (application.store(), application.partnership(), application.now());
    let sessions = store.purge_sessions(partnership, now).await?;
    let attempts = store.purge_attempts(partnership, now).await?;
    let drafts = store.purge_drafts(partnership, now - SignedDuration::from_hours(24 * DRAFT_DAYS)).await?;
    tracing::debug!(sessions, attempts, drafts, "forgot what has ended");
    Ok(())
}
