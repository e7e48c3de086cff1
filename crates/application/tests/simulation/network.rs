//! What lies between a server and the database, and a server's own clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use kernel::Clock;
use store::{Between, Lost, Part, Surroundings};

use crate::scheduling::{Stage, Stop};

/// Turns for which somebody waits for what another one holds: about half a second.
const TURNS_WAITED: u32 = 60;

/// A server's surroundings.
pub struct Around {
    pub stage: Arc<Stage>,
    pub server: usize,
    /// How many messages of a thousand are lost.
    pub lost: Arc<AtomicU64>,
    /// Until when nothing passes.
    pub cut_until: Arc<AtomicU64>,
    pub faults: Arc<AtomicU64>,
}

#[expect(deprecated, reason = "its successor must be handed down through everything that stands between")]
fn stop(why: Stop) {
    generator::yield_with(why);
}

impl Surroundings for Around {
    fn beside(&self, work: Box<dyn FnOnce() + Send>) {
        self.stage.beside(self.server, work);
    }

    fn rest(&self) {
        stop(Stop::Resting);
    }

    fn pause(&self, long: Duration) {
        stop(Stop::Until(self.stage.now() + u64::try_from(long.as_micros()).unwrap()));
    }

    fn pass(&self, at: Between, part: Part, statement: &'static str) -> Option<Lost> {
        // A store is opened beside the stage, and at once.
        if !generator::is_generator() {
            return None;
        }
        // Keys are asked for while they are locked for others of the same server, so that asking is one turn.
        if part == Part::Record && self.stage.happens(300) {
            let later = self.stage.happens(30).then(|| self.stage.now() + self.stage.below(50_000));
            stop(later.map_or(Stop::Turn, Stop::Until));
        }
        let is_cut = self.stage.now() < self.cut_until.load(Ordering::SeqCst);
        let is_lost = is_cut || self.stage.below(10_000) < self.lost.load(Ordering::SeqCst);
        self.stage.note(|| {
            format!(
                "server {} {part:?} {at:?} {statement}{}",
                self.server,
                if is_lost { ", lost" } else { "" }
            )
        });
        self.faults.fetch_add(is_lost.into(), Ordering::SeqCst);
        is_lost.then_some(Lost)
    }

    fn wait(&self, part: Part, turns: u32) -> bool {
        if generator::is_generator() && part == Part::Record {
            stop(Stop::Turn);
        }
        turns < TURNS_WAITED
    }
}

/// A server's clock: it goes as everybody's does, and is wrong by as much as it was told to be.
pub struct ServersClock {
    pub stage: Arc<Stage>,
    pub begun: Timestamp,
    /// In seconds.
    pub wrong_by: Arc<AtomicI64>,
}

impl Clock for ServersClock {
    fn now(&self) -> Timestamp {
        let gone = SignedDuration::from_micros(i64::try_from(self.stage.now()).unwrap());
        self.begun + gone + SignedDuration::from_secs(self.wrong_by.load(Ordering::SeqCst))
    }
}
