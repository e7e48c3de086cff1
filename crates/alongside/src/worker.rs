//! What the service does by itself: it signs what was written, passes on concerns that nobody has seen, tells families that
//! a date was missed, and forgets what has ended.

use std::time::Duration;

use anyhow::Result;
use application::{Application, DRAFT_KEPT_DAYS, Failure};
use guidance::Status;
use jiff::{SignedDuration, Timestamp};
use kernel::{Capacity, StreamId, StreamKind};
use records::Line;
use records::concern::{Escalate, Escalated};
use store::{Page, SummaryFilter};
use tokio::sync::watch;
use tokio::time::MissedTickBehavior;

use crate::late::LateLetters;

/// How often new entries are signed and concerns are looked at. A concern is passed on within a second of its time.
const EVERY: Duration = Duration::from_secs(1);
/// Rounds between two clearings: every ten minutes, because what has ended opens nothing in the meantime.
const ROUNDS_BETWEEN_CLEARINGS: u64 = 600;
/// Rounds between two looks at what is late: a minute after a date was missed, the family hears so.
const ROUNDS_BETWEEN_LATE_LETTERS: u64 = 60;
/// Rounds between two reports of a failure that stays the same: every five minutes.
const ROUNDS_BETWEEN_REPORTS: u64 = 300;
/// The milestone that a concern has been seen, as the guidance names it.
const SEEN: &str = "concern.seen";

/// The work that one server does for all, as it is called where it is shared out.
const SHARED_WORK: &str = "worker";
/// How long a server that says no more is waited for before another one takes the work over.
const LEASE: SignedDuration = SignedDuration::from_secs(10);
/// How long before its end the work is asked for again.
const RENEWED_BEFORE: SignedDuration = SignedDuration::from_secs(5);

/// Works until told to stop. Where several servers share a database, one of them does the work; each looks around.
pub async fn work(application: Application, mut stop: watch::Receiver<bool>) {
    let mut share = Share { owner: application.new_identifier(), until: None };
    let mut looking = Report::default();
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // The first round is the one in which everything is looked at.
    let mut round: u64 = u64::MAX;
    let [mut signing, mut passing, mut clearing, mut telling] = [(); 4].map(|()| Report::default());
    let mut late = match LateLetters::new() {
        Ok(late) => Some(late),
        Err(error) => {
            telling.tell("sending late letters", Err(error));
            None
        }
    };
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = stop.changed() => break,
        }
        round = round.wrapping_add(1);
        let mine = share.is_mine(&application).await;
        let is_mine = mine.as_ref().is_ok_and(|mine| *mine);
        looking.tell("sharing out the work", mine.map(|_| ()));
        if !is_mine {
            continue;
        }
        signing.tell("signing new entries", sign(&application).await);
        passing.tell("passing on unseen concerns", pass_on(&application).await.map(|_| ()));
        if let Some(late) = late.as_mut().filter(|_| round.is_multiple_of(ROUNDS_BETWEEN_LATE_LETTERS)) {
            telling.tell("sending late letters", send_late(late, &application).await);
        }
        if round.is_multiple_of(ROUNDS_BETWEEN_CLEARINGS) {
            clearing.tell("forgetting what has ended", clear(&application).await);
        }
    }
    // What was written last is signed too, and another server need not wait for this one.
    signing.tell("signing new entries", sign(&application).await);
    let released =
        application.store().release_lease(application.partnership(), SHARED_WORK, share.owner).await;
    looking.tell("handing the work over", released.map_err(Into::into));
}

/// This server's part in the work that one does for all.
struct Share {
    owner: uuid::Uuid,
    /// Until when the work is this server's, if it is.
    until: Option<Timestamp>,
}

impl Share {
    /// Forgets what others have changed, and says whether the work is this server's.
    async fn is_mine(&mut self, application: &Application) -> Result<bool> {
        application.look_around().await?;
        let now = application.now();
        // Asked for again in good time, and not each second: asking is a write.
        if self.until.is_some_and(|until| now + RENEWED_BEFORE < until && until <= now + LEASE) {
            return Ok(true);
        }
        let (store, partnership) = (application.store(), application.partnership());
        let until = now + LEASE;
        let mine = store.claim_lease(partnership, SHARED_WORK, self.owner, now, until).await?;
        self.until = mine.then_some(until);
        Ok(mine)
    }
}

/// Tells of failures, but of one that stays the same only now and then: a full disk must not fill the logs too.
#[derive(Default)]
struct Report {
    last: String,
    repeated: u64,
}

impl Report {
    fn tell(&mut self, what: &'static str, outcome: Result<()>) {
        let Err(error) = outcome else {
            if !self.last.is_empty() {
                tracing::info!("{what} works again");
            }
            *self = Self::default();
            return;
        };
        let error = format!("{error:#}");
        if error != self.last || self.repeated.is_multiple_of(ROUNDS_BETWEEN_REPORTS) {
            tracing::error!(error, "{what} failed; it is tried again");
        }
        self.repeated = if error == self.last { self.repeated + 1 } else { 1 };
        self.last = error;
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

async fn send_late(late: &mut LateLetters, application: &Application) -> Result<()> {
    let told = late.send(application).await?;
    if told > 0 {
        tracing::info!(records = told, "dates were missed; the families were told");
    }
    Ok(())
}

async fn clear(application: &Application) -> Result<()> {
    let (store, partnership, now) = (application.store(), application.partnership(), application.now());
    let sessions = store.purge_sessions(partnership, now).await?;
    let attempts = store.purge_attempts(partnership, now).await?;
    let drafts =
        store.purge_drafts(partnership, now - SignedDuration::from_hours(24 * DRAFT_KEPT_DAYS)).await?;
    tracing::debug!(sessions, attempts, drafts, "forgot what has ended");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use application::Parts;
    use guidance::{Guidance, Protocol, Rules};
    use kernel::{FixedClock, Partnership, SeededRandomness};
    use store::{DatabaseUrl, OpenOptions, Store};

    /// Wendale with a clock that can be moved.
    async fn wendale(folder: &std::path::Path, now: Timestamp) -> (Application, Arc<FixedClock>) {
        let randomness = Arc::new(SeededRandomness::new(3));
        let clock = Arc::new(FixedClock::new(now));
        let url = DatabaseUrl::sqlite(folder.join("a.db"));
        let guidance = Arc::new(Guidance::embedded().unwrap());
        let protocol = Arc::new(Protocol::embedded("wendale", &guidance).unwrap());
        let application = Application::new(Parts {
            store: Store::open(&url, OpenOptions::new(randomness.clone())).unwrap(),
            partnership: Partnership::new("wendale").unwrap(),
            rules: Arc::new(Rules::new(guidance, protocol)),
            forms: Arc::new(forms::Library::embedded().unwrap()),
            policy: Arc::new(access::Policy::embedded().unwrap()),
            clock: clock.clone(),
            randomness,
        });
        synth::wendale(&application, now, |_, _| ()).await.unwrap();
        (application, clock)
    }

    async fn marks(application: &Application) -> Vec<(String, Vec<String>)> {
        let filter = SummaryFilter::default();
        let partnership = application.partnership();
        let store = application.store();
        let found = store.summaries(partnership, StreamKind::Concern, &filter, Page::whole()).await.unwrap();
        let line = |row: &store::SummaryFound| {
            serde_json::from_slice::<Line>(row.display.plain().unwrap()).unwrap().marks
        };
        found.rows.iter().map(|row| (row.state.clone(), line(row))).collect()
    }

    /// In Wendale one concern has been waiting for twelve minutes; its protocol gives half an hour.
    #[tokio::test]
    async fn an_unseen_concern_is_passed_on_once_when_its_time_is_over() {
        let folder = tempfile::tempdir().unwrap();
        let now: Timestamp = "2026-11-23T10:30:00Z".parse().unwrap();
        let (application, clock) = wendale(folder.path(), now).await;
        assert_eq!(pass_on(&application).await.unwrap(), 0);
        clock.set(now + SignedDuration::from_mins(18));
        assert_eq!(pass_on(&application).await.unwrap(), 0, "the last minute is still in time");
        clock.set(now + SignedDuration::from_mins(19));
        assert_eq!(pass_on(&application).await.unwrap(), 1);
        let escalated: Vec<_> = marks(&application)
            .await
            .into_iter()
            .filter(|(_, marks)| marks.iter().any(|mark| mark == "escalated"))
            .collect();
        assert_eq!(escalated.len(), 1, "{escalated:?}");
        assert_eq!(escalated[0].0, "unseen");
        assert_eq!(pass_on(&application).await.unwrap(), 0, "it is passed on once");
        let to = recipients(&application).to;
        assert_eq!(
            to.iter().map(Capacity::as_str).collect::<Vec<_>>(),
            ["out-of-hours-team", "front-door-manager"]
        );
    }

    #[tokio::test]
    async fn it_stops_when_told_and_signs_what_was_written_last() {
        let folder = tempfile::tempdir().unwrap();
        let now: Timestamp = "2026-11-23T10:30:00Z".parse().unwrap();
        let (application, _) = wendale(folder.path(), now).await;
        assert!(application.store().health().await.unwrap().unsequenced > 0);
        let (stop, stopped) = watch::channel(false);
        let working = tokio::spawn(work(application.clone(), stopped));
        stop.send(true).unwrap();
        working.await.unwrap();
        assert_eq!(application.store().health().await.unwrap().unsequenced, 0);
    }
}
