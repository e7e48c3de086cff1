//! Measures how long the duties of many children take: all of them from scratch, and one event folded into what is known.
//!
//! `cargo run --release -p benches --bin duties` makes children with 40 milestones each from a seed, in memory and one after
//! another, works out everything that is owed to each and how it stands, and forgets it again. Then it folds single events
//! into the standing of children, one of them at a time. `--most` says with how many children it ends.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use clap::Parser;
use guidance::{Facts, Guidance, Level, Milestone, Protocol, Rules, Status};
use hdrhistogram::Histogram;
use jiff::{SignedDuration, Timestamp};
use kernel::{Moment, london_date};
use std::sync::Arc;

/// How many children.
#[derive(Debug, Parser)]
struct Arguments {
    /// The most children; a tenth and a hundredth of them come first.
    #[arg(long, default_value_t = 1_000_000)]
    most: u64,
    /// Where chance begins.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Threads.
    #[arg(long, default_value_t = 2)]
    threads: u64,
    /// Children into whose standing single events are folded.
    #[arg(long, default_value_t = 20_000)]
    folded: u64,
}

/// The moment at which everything stands still.
const NOW: &str = "2026-11-23T10:30:00Z";
/// The first day on which somebody asks.
const FIRST: &str = "2021-01-04T08:00:00Z";
/// Days within which they ask.
const DAYS: u64 = 2_100;

/// What happens to a child: what, how many days after the request at the soonest, within how many more, and its key.
const JOURNEY: [(&str, u64, u64, Option<&str>); 40] = [
    ("support.requested", 0, 0, None),
    ("request.acknowledged", 0, 2, None),
    ("request.read", 0, 1, None),
    ("interim.asked", 0, 1, None),
    ("interim.decided", 0, 3, None),
    ("route.decided", 0, 4, None),
    ("route.letter_sent", 1, 5, None),
    ("assessor.allocated", 2, 10, None),
    ("visit.notified", 3, 10, None),
    ("child.met", 9, 20, None),
    ("ehc.requested", 5, 60, None),
    ("ehc.assess_decided", 45, 60, None),
    ("ehc.advice_requested", 50, 60, None),
    ("ehc.advice_given", 80, 60, None),
    ("assessment.draft_shared", 30, 20, None),
    ("comment.made", 32, 20, Some("a")),
    ("comment.made", 32, 20, Some("b")),
    ("comment.made", 33, 20, Some("c")),
    ("comment.answered", 40, 20, Some("a")),
    ("comment.answered", 40, 30, Some("b")),
    ("comments.closed", 45, 20, None),
    ("assessment.authorised", 50, 40, None),
    ("decision.letter_sent", 52, 40, None),
    ("plan.made", 55, 40, None),
    ("plan.shared", 56, 40, None),
    ("carer.assessment_asked", 10, 40, None),
    ("carer.assessment_answered", 30, 80, None),
    ("parent_carer.answered", 30, 80, None),
    ("duty.answered", 20, 60, Some("DC-01")),
    ("duty.answered", 20, 60, Some("FD-04")),
    ("service.promised", 60, 40, Some("s")),
    ("service.started", 61, 60, Some("s")),
    ("short_break.first_stay", 70, 90, None),
    ("short_break.visited", 75, 90, None),
    ("short_break.visited", 200, 90, None),
    ("short_break.reviewed", 150, 90, None),
    ("review.held", 140, 60, None),
    ("review.held", 300, 90, None),
    ("review.held", 480, 90, None),
    ("review.held", 660, 90, None),
];

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn instant() -> Instant {
    Instant::now()
}

/// Chance that is the same for the same child each time.
struct Chance(u64);

impl Chance {
    fn of_child(seed: u64, child: u64) -> Self {
        Self(seed ^ child.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// A number below this one (`SplitMix64`).
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }
}

/// What happened to one child, in the order of the journey and not of time.
fn happened(first: Timestamp, chance: &mut Chance, milestones: &mut Vec<Milestone>) {
    milestones.clear();
    let asked = first + minutes(chance.below(DAYS) * 1_440);
    milestones.extend(JOURNEY.iter().map(|(name, soonest, more, key)| {
        let at = asked + minutes(soonest * 1_440 + chance.below(more * 1_440 + 1));
        let at = if chance.below(3) == 0 { Moment::On(london_date(at)) } else { Moment::At(at) };
        Milestone { name: (*name).to_owned(), key: key.map(str::to_owned), at }
    }));
}

fn minutes(count: u64) -> SignedDuration {
    SignedDuration::from_mins(i64::try_from(count).unwrap_or_default())
}

fn known(chance: &mut Chance) -> Facts {
    let yes = |chance: &mut Chance| Some(chance.below(2) == 0);
    Facts {
        assessment_level: Some(Level::ALL[usize::try_from(chance.below(3)).unwrap_or_default()]),
        ehc: yes(chance),
        disabled: yes(chance),
        care_may_fail: yes(chance),
        ..Facts::default()
    }
}

/// What was found: how much is owed, and how it stands.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Found {
    owed: u64,
    open: u64,
    overdue: u64,
}

impl Found {
    fn with(self, other: Self) -> Self {
        Self {
            owed: self.owed + other.owed,
            open: self.open + other.open,
            overdue: self.overdue + other.overdue,
        }
    }
}

fn count(rules: &Rules, children: impl Iterator<Item = u64>, seed: u64) -> Result<Found> {
    let (first, now) = (FIRST.parse()?, NOW.parse()?);
    let mut milestones = Vec::with_capacity(JOURNEY.len());
    let mut found = Found::default();
    for child in children {
        let mut chance = Chance::of_child(seed, child);
        happened(first, &mut chance, &mut milestones);
        let standing = rules.standing(&milestones, &known(&mut chance));
        for owed in standing.owed() {
            let status = owed.status(now);
            found.owed += 1;
            found.open += u64::from(status.is_open());
            found.overdue += u64::from(status == Status::Overdue);
        }
    }
    Ok(found)
}

/// How long it took: by the clock on the wall, and of the processors.
#[derive(Debug, Clone, Copy)]
struct Took {
    wall: Duration,
    processors: Duration,
}

/// Every child's duties, on so many threads.
fn measure(rules: &Rules, children: u64, arguments: &Arguments) -> Result<(Took, Found)> {
    let (begun, worked) = (instant(), processors()?);
    let threads = arguments.threads.max(1);
    let found = std::thread::scope(|scope| {
        let parts: Vec<_> = (0..threads)
            .map(|thread| {
                let part = (0..children).skip(usize::try_from(thread).unwrap_or_default());
                let part = part.step_by(usize::try_from(threads).unwrap_or(1));
                scope.spawn(move || count(rules, part, arguments.seed))
            })
            .collect();
        parts.into_iter().try_fold(Found::default(), |found, part| {
            let part = part.join().map_err(|_| anyhow::anyhow!("a thread stopped"))??;
            Ok::<Found, anyhow::Error>(found.with(part))
        })
    })?;
    Ok((Took { wall: begun.elapsed(), processors: processors()? - worked }, found))
}

/// What the processors have worked for this process: less than two whole ones give on a machine that has other work.
fn processors() -> Result<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // After the name in brackets; the two times are in hundredths of a second.
    let (_, fields) = stat.rsplit_once(')').context("no name in stat")?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let times = fields.get(11..13).context("no times in stat")?;
    let hundredths: u64 = times.iter().filter_map(|time| time.parse::<u64>().ok()).sum();
    Ok(Duration::from_millis(hundredths * 10))
}

/// Single events, each folded into the standing of a child who has all the others.
fn fold(rules: &Rules, arguments: &Arguments) -> Result<(Histogram<u64>, Histogram<u64>)> {
    let first = FIRST.parse()?;
    let (mut folding, mut anew) = (Histogram::<u64>::new(3)?, Histogram::<u64>::new(3)?);
    let mut milestones = Vec::new();
    for child in 0..arguments.folded {
        let mut chance = Chance::of_child(arguments.seed, child);
        happened(first, &mut chance, &mut milestones);
        let facts = known(&mut chance);
        let last = milestones.swap_remove(usize::try_from(child).unwrap_or_default() % milestones.len());
        let begun = instant();
        let mut standing = rules.standing(&milestones, &facts);
        anew.record(u64::try_from(begun.elapsed().as_nanos())?)?;
        let begun = instant();
        standing.happened(&last);
        folding.record(u64::try_from(begun.elapsed().as_nanos())?)?;
    }
    Ok((folding, anew))
}

/// The most memory that was ever resident, in MiB.
fn most_memory() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM")?;
    let kibibytes: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kibibytes / 1_024)
}

fn microseconds(nanoseconds: u64) -> String {
    format!("{}.{:02} µs", nanoseconds / 1_000, nanoseconds % 1_000 / 10)
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let guidance = Arc::new(Guidance::embedded()?);
    let protocol = Arc::new(Protocol::embedded("wendale", &guidance)?);
    for (name, ..) in JOURNEY {
        ensure!(guidance.milestone(name).is_some(), "the data knows no milestone {name}");
    }
    let rules = Rules::new(guidance, protocol);
    println!("{} milestones a child, {} threads, seed {}", JOURNEY.len(), arguments.threads, arguments.seed);
    println!(
        "children | wall | processors | processors a child | as many times more | owed | open | overdue"
    );
    let mut before: Option<Duration> = None;
    for children in [arguments.most / 100, arguments.most / 10, arguments.most] {
        let (took, found) = measure(&rules, children, &arguments)?;
        let each = u64::try_from(took.processors.as_nanos())? / children.max(1);
        let ratio = before.filter(|before| !before.is_zero()).map_or_else(
            || "-".to_owned(),
            |before| format!("{:.2}", took.processors.as_secs_f64() / before.as_secs_f64()),
        );
        println!(
            "{children} | {:.2} s | {:.2} s | {} | {ratio} | {} | {} | {}",
            took.wall.as_secs_f64(),
            took.processors.as_secs_f64(),
            microseconds(each),
            found.owed,
            found.open,
            found.overdue
        );
        before = Some(took.processors);
    }
    let (folding, anew) = fold(&rules, &arguments)?;
    for (what, times) in [("one event folded in", folding), ("one child from scratch", anew)] {
        println!(
            "{what}: median {}, 99th centile {}, {} times",
            microseconds(times.value_at_quantile(0.5)),
            microseconds(times.value_at_quantile(0.99)),
            times.len()
        );
    }
    println!("most memory resident: {} MiB", most_memory()?);
    Ok(())
}
