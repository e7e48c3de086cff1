//! A draft of protocol or guidance, tried on every record of the partnership. What comes out is counts with small numbers
//! hidden; nothing is written.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use access::{Action, Actor, RecordKind, Resource};
use kernel::StreamKind;
use records::told::Told as StreamIsTold;
use simulation::{Fold, Kind, Record, Report, Simulation, Told};

use crate::application::Application;
use crate::failure::Failure;
use crate::told::StreamTold;

/// Threads that compare, beside the one that reads: a machine with two cores is the least that is asked for.
const THREADS: usize = 2;
/// Records that are handed over together: enough that handing over costs nothing.
const BATCH: usize = 256;
/// Batches that may wait for a thread, so that reading never fills the memory.
const WAITING: usize = 4;

impl Application {
    /// Whether the table lets this actor try drafts, or take away what came out.
    pub fn may_try_reforms(&self, actor: &Actor, action: Action) -> bool {
        let resource = Resource::new(RecordKind::Reform, self.partnership().clone());
        self.policy().decide(actor, action, &resource).allowed
    }

    /// Tries a draft, for an actor whom the table lets do so. This holds its thread until every record is read.
    pub async fn try_reform(
        &self,
        actor: &Actor,
        simulation: &Arc<Simulation>,
        progress: impl FnMut(u64),
    ) -> Result<Report, Failure> {
        if !self.may_try_reforms(actor, Action::See) {
            return Err(Failure::NotThere);
        }
        self.compare_rules(simulation, &self.records_named(), progress).await
    }

    /// Whose records a report is about, as it names them.
    pub fn records_named(&self) -> String {
        format!("the records of `{}`", self.partnership())
    }

    /// Takes every record through both sets of rules, on several threads. Which thread has which record changes nothing: folds
    /// are sums. Like [`Self::tell_each`] it asks no table: it is for whoever runs the record, and for [`Self::try_reform`].
    pub async fn compare_rules(
        &self,
        simulation: &Arc<Simulation>,
        about: &str,
        progress: impl FnMut(u64),
    ) -> Result<Report, Failure> {
        let (hand_over, waiting) = sync_channel::<Vec<Record>>(WAITING);
        let waiting = Arc::new(Mutex::new(waiting));
        let threads: Vec<_> = (0..THREADS)
            .map(|_| {
                let (simulation, waiting) = (Arc::clone(simulation), Arc::clone(&waiting));
                thread::spawn(move || compare(&simulation, &waiting))
            })
            .collect();
        let mut batch = Vec::with_capacity(BATCH);
        let each = |told: StreamTold| {
            batch.extend(record(told));
            if batch.len() == BATCH {
                hand(&hand_over, &mut batch);
            }
        };
        let told = self.tell_each(simulation.draft(), each, progress).await;
        hand(&hand_over, &mut batch);
        drop(hand_over);
        let mut fold = simulation.begin();
        for thread in threads {
            fold.merge(&thread.join().map_err(|_| Failure::Stopped)?);
        }
        told?;
        Ok(simulation.report(&fold, about))
    }
}

fn hand(to: &SyncSender<Vec<Record>>, batch: &mut Vec<Record>) {
    // Nobody to take it means that every thread stopped, which is told when they are joined.
    let _ = to.send(std::mem::take(batch));
}

fn compare(simulation: &Simulation, waiting: &Mutex<Receiver<Vec<Record>>>) -> Fold {
    let mut fold = simulation.begin();
    loop {
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(records) = next else { return fold };
        for record in &records {
            simulation.add(&mut fold, record);
        }
    }
}

fn record(told: StreamTold) -> Option<Record> {
    let kind = match told.stream.kind {
        StreamKind::Child => Kind::Child,
        StreamKind::Request => Kind::Request,
        StreamKind::Concern => Kind::Concern,
        StreamKind::Challenge => Kind::Challenge,
        StreamKind::Protection => Kind::Protection,
        StreamKind::Contact => Kind::Contact,
        _ => return None,
    };
    let is_told = |told: StreamIsTold| Told { milestones: told.milestones, facts: told.facts };
    Some(Record {
        id: told.stream.id,
        kind,
        awaits_route: told.told.awaits_route,
        told: is_told(told.told),
        told_by_draft: told.told_otherwise.map(is_told),
    })
}
