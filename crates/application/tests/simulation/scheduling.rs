//! Who goes on: at each turn one of those who can, chosen by the seed. Time passes by turns, and where nobody can go on, to the
//! moment for which somebody waits.

use std::collections::{BTreeMap, VecDeque};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, Wake, Waker};

use generator::{Generator, Gn};
use kernel::SeededRandomness;

/// Words of the stack of one that writes or reads: half a mebibyte, of which only what is used is ever there.
const STACK_WORDS: usize = 64 * 1024;
/// What the longest turn takes, in microseconds.
const TURN_MICROSECONDS: u64 = 200;
/// A journey that takes more turns than this never ends.
const TURNS_MAX: u64 = 400_000;
/// How much of what happened last is told.
const LAST: usize = 80;

/// What is done without waiting for it.
pub type Task = Pin<Box<dyn Future<Output = ()> + Send>>;
type Work = Box<dyn FnOnce() + Send>;

/// Why one that writes or reads stops for a while.
#[derive(Debug, Clone, Copy)]
pub enum Stop {
    /// Others may go on.
    Turn,
    /// It has nothing to do until somebody asks.
    Resting,
    /// It waits until this moment.
    Until(u64),
}

/// What everybody shares.
pub struct Stage {
    chance: SeededRandomness,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    /// Microseconds since the beginning.
    now: u64,
    works: Vec<(usize, Work)>,
    tasks: Vec<(Option<usize>, Task)>,
    fallen: Vec<usize>,
    timers: BTreeMap<(u64, u64), Waker>,
    timers_made: u64,
    turns: u64,
    traced: u64,
    last: VecDeque<String>,
}

impl Stage {
    pub fn new(seed: u64) -> Arc<Self> {
        Arc::new(Self { chance: SeededRandomness::new(seed), inner: Mutex::default() })
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap()
    }

    /// Chance: less than `most`.
    pub fn below(&self, most: u64) -> u64 {
        self.chance.next_number() % most.max(1)
    }

    /// Whether it happens, so many times in a thousand.
    pub fn happens(&self, in_a_thousand: u64) -> bool {
        self.below(1_000) < in_a_thousand
    }

    pub fn now(&self) -> u64 {
        self.inner().now
    }

    pub fn turns(&self) -> u64 {
        self.inner().turns
    }

    /// Notes what happens, so that two runs of one seed can be compared.
    pub fn note(&self, what: impl FnOnce() -> String) {
        let what = what();
        let mut inner = self.inner();
        for byte in what.bytes() {
            inner.traced = (inner.traced ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        let line = format!("{:>9} µs  {what}", inner.now);
        inner.last.push_back(line);
        if inner.last.len() > LAST {
            inner.last.pop_front();
        }
    }

    pub fn traced(&self) -> u64 {
        self.inner().traced
    }

    pub fn last(&self) -> Vec<String> {
        self.inner().last.iter().cloned().collect()
    }

    /// Starts something, at a server or at nobody's.
    pub fn start(&self, server: Option<usize>, task: impl Future<Output = ()> + Send + 'static) {
        self.inner().tasks.push((server, Box::pin(task)));
    }

    /// Starts what writes or reads for a server.
    pub fn beside(&self, server: usize, work: Work) {
        self.inner().works.push((server, work));
    }

    /// A server falls over: whatever it was doing ends here.
    pub fn fall(&self, server: usize) {
        self.inner().fallen.push(server);
    }

    /// Waits, in microseconds.
    pub async fn wait(&self, long: u64) {
        let until = self.now() + long;
        let mut asked = false;
        std::future::poll_fn(|context| {
            if asked {
                return Poll::Ready(());
            }
            asked = true;
            let mut inner = self.inner();
            inner.timers_made += 1;
            let number = inner.timers_made;
            inner.timers.insert((until, number), context.waker().clone());
            Poll::Pending
        })
        .await;
        // Somebody else may have woken it; then it waits on.
        if self.now() < until {
            Box::pin(self.wait(until - self.now())).await;
        }
    }
}

/// Whether somebody can go on.
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::SeqCst);
    }
}

struct Going {
    server: Option<usize>,
    task: Task,
    woken: Arc<Woken>,
}

struct Working {
    server: usize,
    work: Generator<'static, (), Stop>,
    stop: Stop,
    /// How often anybody had asked anything when it had nothing to do.
    asked: u64,
}

/// Lets everybody go on until the journey is at its end, which it says by itself.
pub fn run(stage: &Arc<Stage>, journey: impl Future<Output = ()> + Send + 'static) -> Result<(), String> {
    let over = Arc::new(AtomicBool::new(false));
    let end = Arc::clone(&over);
    stage.start(None, async move {
        journey.await;
        end.store(true, Ordering::SeqCst);
    });
    let (mut going, mut working): (Vec<Going>, Vec<Working>) = (Vec::new(), Vec::new());
    let mut asked = 0;
    while !over.load(Ordering::SeqCst) {
        take_new(stage, &mut going, &mut working, asked);
        let now = stage.now();
        let works = working.iter().enumerate().filter(|(_, one)| match one.stop {
            Stop::Turn => true,
            Stop::Resting => one.asked != asked,
            Stop::Until(until) => until <= now,
        });
        let tasks = going.iter().enumerate().filter(|(_, one)| one.woken.0.load(Ordering::SeqCst));
        let ready: Vec<(bool, usize)> =
            works.map(|(at, _)| (true, at)).chain(tasks.map(|(at, _)| (false, at))).collect();
        if ready.is_empty() {
            wait_for_time(stage, &working)?;
            continue;
        }
        let (is_work, at) = ready[usize::try_from(stage.below(ready.len() as u64)).unwrap()];
        let long = 1 + stage.below(TURN_MICROSECONDS);
        let turns = {
            let mut inner = stage.inner();
            inner.now += long;
            inner.turns += 1;
            inner.turns
        };
        ring(stage);
        if turns > TURNS_MAX {
            return Err("it does not come to an end".to_owned());
        }
        if is_work {
            let one = &mut working[at];
            match one.work.resume() {
                Some(stop) if !one.work.is_done() => (one.stop, one.asked) = (stop, asked),
                _ => drop(working.remove(at)),
            }
        } else {
            asked += 1;
            let one = &mut going[at];
            one.woken.0.store(false, Ordering::SeqCst);
            let waker = Waker::from(Arc::clone(&one.woken));
            if one.task.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
                drop(going.remove(at));
            }
        }
    }
    // Works end before the stores that they belong to.
    working.clear();
    going.clear();
    take_new(stage, &mut going, &mut working, asked);
    Ok(())
}

fn take_new(stage: &Arc<Stage>, going: &mut Vec<Going>, working: &mut Vec<Working>, asked: u64) {
    let (works, tasks, fallen) = {
        let mut inner = stage.inner();
        (
            std::mem::take(&mut inner.works),
            std::mem::take(&mut inner.tasks),
            std::mem::take(&mut inner.fallen),
        )
    };
    for server in fallen {
        // What was being written is cut off in the middle of it.
        working.retain(|one| one.server != server);
        going.retain(|one| one.server != Some(server));
    }
    for (server, work) in works {
        let work = Gn::new_opt(STACK_WORDS, move || {
            work();
            Stop::Resting
        });
        working.push(Working { server, work, stop: Stop::Turn, asked });
    }
    for (server, task) in tasks {
        going.push(Going { server, task, woken: Arc::new(Woken(AtomicBool::new(true))) });
    }
}

/// Wakes those whose moment has come.
fn ring(stage: &Stage) {
    let due = {
        let mut inner = stage.inner();
        let now = inner.now;
        let later = inner.timers.split_off(&(now + 1, 0));
        std::mem::replace(&mut inner.timers, later)
    };
    for waker in due.into_values() {
        waker.wake();
    }
}

fn wait_for_time(stage: &Stage, working: &[Working]) -> Result<(), String> {
    let waiting = working.iter().filter_map(|one| match one.stop {
        Stop::Until(until) => Some(until),
        _ => None,
    });
    let timer = stage.inner().timers.keys().next().map(|(until, _)| *until);
    let next = waiting.chain(timer).min().ok_or("nobody can go on, and nobody waits for anything")?;
    let mut inner = stage.inner();
    inner.now = inner.now.max(next);
    drop(inner);
    ring(stage);
    Ok(())
}
