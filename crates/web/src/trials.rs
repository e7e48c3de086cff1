//! Drafts that are being tried, and what came out of the last few. They are kept in memory alone: nothing of a trial is part of
//! the record, and a report can be taken away as a file.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use access::Actor;
use application::Application;
use simulation::{Report, Simulation};
use tokio::runtime::Handle;
use tokio::sync::watch;
use uuid::Uuid;

/// The trials that are kept: the last few that somebody compares. A report is a few hundred kilobytes.
const TRIALS_KEPT_MAX: usize = 10;
/// How long a page waits for a trial that runs. A small partnership's is done by then; a larger one's page says how far it is.
const WAIT: Duration = Duration::from_secs(5);

/// How a trial stands.
#[derive(Debug, Clone)]
pub(crate) enum Standing {
    /// It runs.
    Running,
    /// It could not be finished.
    Failed,
    /// What came out.
    Done(Arc<Report>),
}

/// One draft that is tried, or was.
pub(crate) struct Trial {
    /// Which.
    pub(crate) id: Uuid,
    /// The draft's protocol: its name and version.
    pub(crate) named: [String; 2],
    /// How many records were read so far.
    read: AtomicU64,
    standing: watch::Sender<Standing>,
}

impl Trial {
    /// How many records were read so far.
    pub(crate) fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// How it stands now.
    pub(crate) fn standing(&self) -> Standing {
        self.standing.borrow().clone()
    }

    /// How it stands, once it is done or a page has waited long enough.
    pub(crate) async fn wait(&self) -> Standing {
        let mut changes = self.standing.subscribe();
        let ended = changes.wait_for(|standing| !matches!(standing, Standing::Running));
        // Not done in time is an answer too.
        drop(tokio::time::timeout(WAIT, ended).await);
        self.standing()
    }
}

/// The trials of the partnership, the latest first.
#[derive(Default)]
pub(crate) struct Trials {
    kept: Mutex<VecDeque<Arc<Trial>>>,
}

impl Trials {
    /// Those that are kept, the latest first.
    pub(crate) fn all(&self) -> Vec<Arc<Trial>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// One of them.
    pub(crate) fn find(&self, id: Uuid) -> Option<Arc<Trial>> {
        self.all().into_iter().find(|trial| trial.id == id)
    }

    /// Begins to try a draft; nothing where another one runs: each reads the whole record.
    pub(crate) fn begin(
        &self,
        application: &Application,
        actor: &Actor,
        simulation: Simulation,
    ) -> Option<Arc<Trial>> {
        let protocol = simulation.draft().protocol();
        let trial = Arc::new(Trial {
            id: application.new_identifier(),
            named: [protocol.name().to_owned(), protocol.version().to_owned()],
            read: AtomicU64::new(0),
            standing: watch::Sender::new(Standing::Running),
        });
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.iter().any(|other| matches!(other.standing(), Standing::Running)) {
            return None;
        }
        kept.push_front(Arc::clone(&trial));
        kept.truncate(TRIALS_KEPT_MAX);
        drop(kept);
        tokio::spawn(run(application.clone(), actor.clone(), Arc::new(simulation), Arc::clone(&trial)));
        Some(trial)
    }
}

/// Tries it on a thread of its own, so that no page waits for it; whatever happens there, the trial ends.
async fn run(application: Application, actor: Actor, simulation: Arc<Simulation>, trial: Arc<Trial>) {
    let told = Arc::clone(&trial);
    let tried = tokio::task::spawn_blocking(move || {
        let progress = |done| told.read.store(done, Ordering::Relaxed);
        Handle::current().block_on(application.try_reform(&actor, &simulation, progress))
    });
    let standing = match tried.await {
        Ok(Ok(report)) => Standing::Done(Arc::new(report)),
        Ok(Err(failure)) => {
            tracing::error!(error = %failure, "a draft could not be tried");
            Standing::Failed
        }
        Err(stopped) => {
            tracing::error!(error = %stopped, "a draft could not be tried");
            Standing::Failed
        }
    };
    trial.standing.send_replace(standing);
}
