//! Whole journeys under one seed: several servers, their writing and reading, clients that send again, workers, the clock, the
//! network and whatever falls over, in one thread and without any real time. What a seed does once it does each time.
//!
//! An ordinary run takes some hundred seeds. `SIMULATION_MINUTES` asks for all that fit into so many minutes, from
//! `SIMULATION_SEED` on; alone, `SIMULATION_SEED` asks for that one seed, with what happened last.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it is")]

mod faults;
mod journey;
mod looking;
mod network;
mod scheduling;
#[expect(dead_code, reason = "the tests of the shell use more of it")]
#[path = "../shell/world.rs"]
mod world;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use store::Mistake;

use crate::journey::{Went, go};

/// Seeds in an ordinary run.
const SEEDS: u64 = 40;
/// Among so many seeds a mistake of the engine is found.
const SEEDS_TO_FIND_IT: u64 = 150;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|number| number.parse().unwrap())
}

/// Takes seeds one after the other on every processor, until enough.
#[expect(clippy::disallowed_methods, reason = "how long it may take is real time, which no journey sees")]
fn take_all(enough: impl Fn(u64, Duration) -> bool + Sync, first: u64) -> (u64, Duration, Vec<Went>) {
    let (next, begun) = (AtomicU64::new(first), Instant::now());
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let take = || {
        let mut went = Vec::new();
        loop {
            let seed = next.fetch_add(1, Ordering::SeqCst);
            if enough(seed - first, begun.elapsed()) {
                return went;
            }
            went.push(go(seed, None));
        }
    };
    let all: Vec<Went> = std::thread::scope(|scope| {
        let started: Vec<_> = (0..threads).map(|_| scope.spawn(take)).collect();
        started.into_iter().flat_map(|taken| taken.join().unwrap()).collect()
    });
    (all.len() as u64, begun.elapsed(), all)
}

#[test]
fn whatever_happens_what_was_acknowledged_is_there() {
    let (minutes, seed) = (number("SIMULATION_MINUTES"), number("SIMULATION_SEED"));
    let (count, took, all) = match (minutes, seed) {
        (Some(minutes), seed) => {
            let long = Duration::from_secs(minutes * 60);
            take_all(|_, took| took >= long, seed.unwrap_or(1))
        }
        (None, Some(seed)) => take_all(|done, _| done > 0, seed),
        (None, None) => take_all(|done, _| done >= SEEDS, 1),
    };
    let told: u64 = all.iter().map(|went| went.acknowledged).sum();
    let faults: u64 = all.iter().map(|went| went.faults).sum();
    println!(
        "{count} journeys in {} s: {told} acts acknowledged, {faults} faults, {} turns",
        took.as_secs(),
        all.iter().map(|went| went.turns).sum::<u64>()
    );
    for went in &all {
        if let Err(why) = &went.found {
            panic!("seed {}: {why}\nwhat happened last:\n{}", went.seed, went.last.join("\n"));
        }
    }
    assert!(told > count * 5 && faults > count, "hardly anything happened");
}

#[test]
fn a_seed_does_the_same_each_time() {
    for seed in [1, 2, 3] {
        let [one, other] = [go(seed, None), go(seed, None)];
        assert_eq!(
            (one.traced, one.turns, one.acknowledged),
            (other.traced, other.turns, other.acknowledged)
        );
    }
    assert_ne!(go(4, None).traced, go(5, None).traced);
}

/// A mistake of the engine is found, and found again by its seed.
#[test]
fn a_mistake_is_found_by_its_seed_twice_alike() {
    for mistake in [Mistake::HoldsNothing, Mistake::AnswersTooEarly] {
        let found =
            (1..=SEEDS_TO_FIND_IT).map(|seed| go(seed, Some(mistake))).find(|went| went.found.is_err());
        let found = found.unwrap_or_else(|| panic!("{mistake:?} was not found"));
        let again = go(found.seed, Some(mistake));
        println!("{mistake:?} was found by seed {}: {}", found.seed, found.found.as_ref().unwrap_err());
        assert_eq!((found.found, found.traced, found.last), (again.found, again.traced, again.last));
    }
}
