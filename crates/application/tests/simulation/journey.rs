//! One journey: clients who write in the same two records by any server, send again what was not answered, and remember what
//! was.

use std::collections::BTreeSet;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use access::Policy;
use application::{Act, Application, Failure, Parts, ReadReason};
use forms::Answer as Words;
use futures_util::future::{Either, select};
use guidance::Rules;
use jiff::{SignedDuration, Timestamp};
use kernel::{Clock as _, EntryId, SeededRandomness};
use records::child::{Correct, Source, Write, Written};
use store::{DatabaseUrl, FilesUrl, Memory, Mistake, NewOutboxItem, OpenOptions, Store};
use tempfile::TempDir;
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::faults::go_wrong;
use crate::looking;
use crate::network::{Around, ServersClock};
use crate::scheduling::{Stage, run};
use crate::world::{ASSESSOR, PARENT, World};

pub const SERVERS: u64 = 3;
const CLIENTS: u64 = 4;
/// What each client wants done.
const ACTS: u64 = 5;
/// How often a client sends something again before giving it up.
const SENT_MAX: u32 = 15;
/// How long a client waits for an answer, in microseconds.
const PATIENCE: u64 = 2_000_000;
/// How long a message between a client and a server takes at most.
const WAY: u64 = 20_000;
/// Of a thousand messages between a client and a server: those lost on the way, on the way back, and sent twice.
const LOST: u64 = 30;
const DOUBLED: u64 = 50;
/// The entry that everybody corrects.
pub const SHARED: u128 = 77;

/// How a journey went.
pub struct Went {
    pub seed: u64,
    pub found: Result<(), String>,
    pub acknowledged: u64,
    pub faults: u64,
    pub turns: u64,
    pub traced: u64,
    pub last: Vec<String>,
}

/// What every journey begins with.
pub struct Beginning {
    pub world: World,
    memory: Memory,
    pub children: [Uuid; 2],
    question: String,
    rules: Arc<Rules>,
    forms: Arc<forms::Library>,
    policy: Arc<Policy>,
}

/// A server's surroundings, as they are put wrong and right.
pub struct Knobs {
    pub lost: Arc<AtomicU64>,
    pub cut_until: Arc<AtomicU64>,
    pub wrong_by: Arc<AtomicI64>,
}

/// Everything of one journey.
pub struct Town {
    pub stage: Arc<Stage>,
    pub beginning: &'static Beginning,
    pub memory: Memory,
    pub around: Vec<Knobs>,
    pub faults: Arc<AtomicU64>,
    /// How many clients are not done yet.
    pub clients: AtomicU64,
    servers: Mutex<Vec<Option<Application>>>,
    starts: AtomicU64,
    over: AtomicBool,
    pub remembered: Mutex<Remembered>,
}

/// What was acknowledged, and what was told outside.
#[derive(Default)]
pub struct Remembered {
    /// Words of the shared entry.
    pub corrected: BTreeSet<String>,
    /// Words written in both records at once.
    pub written: BTreeSet<String>,
    pub tried: BTreeSet<String>,
    pub requested: BTreeSet<Uuid>,
    pub read: u64,
    pub delivered: BTreeSet<String>,
    pub checkpoints: Vec<String>,
    pub found: Option<Result<(), String>>,
}

/// What a server answers.
#[derive(Debug, Clone)]
pub enum Answer {
    Done,
    Refused,
    /// Nobody knows.
    Unknown,
    /// The shared entry: its revision, and its words.
    Read(u32, String),
}

type Job = Arc<dyn Fn(Application) -> Pin<Box<dyn Future<Output = Answer> + Send>> + Send + Sync>;

fn beginning() -> &'static Beginning {
    static BEGINNING: OnceLock<Beginning> = OnceLock::new();
    BEGINNING.get_or_init(|| {
        let make = async {
            let memory = Memory::new();
            let world = World::at(&DatabaseUrl::Memory(memory.clone()), TempDir::new().unwrap()).await;
            let children = [world.child().await, world.child().await];
            let question = world.question_of("i-leisure");
            let first = write(&question, Uuid::from_u128(SHARED), "begun");
            let act = Act::on(children[0], first);
            world.application.execute(&world.practitioner(ASSESSOR), act).await.unwrap();
            let (rules, forms) =
                (Arc::clone(world.application.rules()), Arc::clone(world.application.forms()));
            let policy = Arc::new(Policy::embedded().unwrap());
            Beginning { world, memory, children, question, rules, forms, policy }
        };
        // It may be needed first within a loop of events.
        std::thread::scope(|scope| {
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            scope.spawn(move || runtime.block_on(make)).join().unwrap()
        })
    })
}

fn write(question: &str, entry: Uuid, words: &str) -> Write {
    Write {
        written: Written {
            entry: EntryId(entry),
            form: "assessment@1".into(),
            section: "i-leisure".into(),
            question: question.to_owned(),
            answer: Words::Text(words.into()),
            source: Source::Practitioner,
            source_note: String::new(),
        },
        happened: None,
    }
}

/// Goes the whole journey of a seed, on an engine that may make a mistake.
pub fn go(seed: u64, mistake: Option<Mistake>) -> Went {
    let stage = Stage::new(seed);
    let beginning = beginning();
    let memory = beginning.memory.copied();
    if let Some(mistake) = mistake {
        memory.mistake(mistake);
    }
    let knobs = || Knobs { lost: Arc::default(), cut_until: Arc::default(), wrong_by: Arc::default() };
    let town = Arc::new(Town {
        stage: Arc::clone(&stage),
        beginning,
        memory,
        around: (0..SERVERS).map(|_| knobs()).collect(),
        faults: Arc::default(),
        clients: AtomicU64::new(CLIENTS),
        servers: Mutex::new((0..SERVERS).map(|_| None).collect()),
        starts: AtomicU64::new(seed << 20),
        over: AtomicBool::new(false),
        remembered: Mutex::default(),
    });
    let (going, on_stage) = (Arc::clone(&town), Arc::clone(&stage));
    let ran = run(&stage, async move {
        for server in 0..going.around.len() {
            going.start(server);
        }
        for client in 0..CLIENTS {
            on_stage.start(None, want(Arc::clone(&going), client));
        }
        go_wrong(Arc::clone(&going)).await;
        // What is still on its way arrives.
        on_stage.wait(4 * PATIENCE).await;
        going.over.store(true, Ordering::SeqCst);
        let server = going.server(0).unwrap();
        let found = looking::look(&going, &server).await;
        going.remembered.lock().unwrap().found = Some(found);
    });
    town.servers.lock().unwrap().clear();
    let remembered = town.remembered.lock().unwrap();
    let found = ran.and_then(|()| remembered.found.clone().unwrap());
    let acts = remembered.corrected.len() + remembered.written.len() + remembered.requested.len();
    Went {
        seed,
        found,
        acknowledged: acts as u64 + remembered.read,
        faults: town.faults.load(Ordering::SeqCst),
        turns: town.stage.turns(),
        traced: town.stage.traced(),
        last: town.stage.last(),
    }
}

impl Town {
    pub fn server(&self, server: usize) -> Option<Application> {
        self.servers.lock().unwrap()[server].clone()
    }

    /// A server falls over.
    pub fn fall(&self, server: usize) {
        let gone = self.servers.lock().unwrap()[server].take();
        self.stage.fall(server);
        drop(gone);
    }

    /// A server starts.
    pub fn start(self: &Arc<Self>, server: usize) {
        let knobs = &self.around[server];
        let around = Around {
            stage: Arc::clone(&self.stage),
            server,
            lost: Arc::clone(&knobs.lost),
            cut_until: Arc::clone(&knobs.cut_until),
            faults: Arc::clone(&self.faults),
        };
        let randomness = Arc::new(SeededRandomness::new(self.starts.fetch_add(1, Ordering::SeqCst) ^ 0x5EED));
        let clock = ServersClock {
            stage: Arc::clone(&self.stage),
            begun: self.begun(),
            wrong_by: Arc::clone(&knobs.wrong_by),
        };
        let url = DatabaseUrl::Memory(self.memory.within(Arc::new(around)));
        let options =
            OpenOptions { readers: 2, files: Some(FilesUrl::Memory), ..OpenOptions::new(randomness.clone()) };
        let application = Application::new(Parts {
            store: Store::open(&url, options).unwrap(),
            partnership: self.beginning.world.application.partnership().clone(),
            rules: Arc::clone(&self.beginning.rules),
            forms: Arc::clone(&self.beginning.forms),
            policy: Arc::clone(&self.beginning.policy),
            clock: Arc::new(clock),
            randomness,
        });
        self.servers.lock().unwrap()[server] = Some(application.clone());
        self.stage.start(Some(server), work(Arc::clone(self), application));
    }

    fn begun(&self) -> Timestamp {
        self.beginning.world.clock.now() + SignedDuration::from_hours(1)
    }

    /// Brings something to a server, and its answer back.
    fn deliver(self: &Arc<Self>, server: usize, job: &Job, tell: Option<oneshot::Sender<Answer>>) {
        let (town, job) = (Arc::clone(self), Arc::clone(job));
        self.stage.start(Some(server), async move {
            town.stage.wait(town.stage.below(WAY)).await;
            let Some(application) = town.server(server) else { return };
            let answer = job(application).await;
            if let Some(tell) = tell
                && !town.stage.happens(LOST)
            {
                // Whoever asked may have gone.
                let _ = tell.send(answer);
            }
        });
    }

    /// Asks any server once.
    async fn ask(self: &Arc<Self>, job: &Job) -> Answer {
        let server = usize::try_from(self.stage.below(SERVERS)).unwrap();
        let (tell, told) = oneshot::channel();
        if self.stage.happens(LOST) {
            self.stage.wait(PATIENCE).await;
            return Answer::Unknown;
        }
        self.deliver(server, job, Some(tell));
        if self.stage.happens(DOUBLED) {
            self.deliver(server, job, None);
        }
        match select(told, pin!(self.stage.wait(PATIENCE))).await {
            Either::Left((Ok(answer), _)) => answer,
            _ => Answer::Unknown,
        }
    }
}

/// What came of an act.
fn answered(done: &Result<application::Done, Failure>) -> Answer {
    match done {
        Ok(_) | Err(Failure::AlreadyDone) => Answer::Done,
        Err(Failure::Refused(_)) => Answer::Refused,
        Err(_) => Answer::Unknown,
    }
}

/// What one client wants, one thing after the other.
async fn want(town: Arc<Town>, client: u64) {
    for number in 0..ACTS {
        town.stage.wait(town.stage.below(400_000)).await;
        let name = format!("c{client}n{number}.");
        match town.stage.below(10) {
            0..=4 => correct(&town, &name).await,
            5..=7 => write_in_both(&town, &name).await,
            _ => request(&town, client, number).await,
        }
    }
    town.clients.fetch_sub(1, Ordering::SeqCst);
}

fn shared_entry(town: &Arc<Town>) -> Job {
    let town = Arc::clone(town);
    Arc::new(move |application: Application| {
        let assessor = town.beginning.world.practitioner(ASSESSOR);
        let child = town.beginning.children[0];
        Box::pin(async move {
            let opened = application.open_child(&assessor, child, ReadReason::work("child")).await;
            let entry = EntryId(Uuid::from_u128(SHARED));
            match opened.as_ref().ok().and_then(|opened| opened.state.entry(entry)) {
                Some(entry) => match &entry.current().answer {
                    Words::Text(words) => Answer::Read(entry.revision(), words.clone()),
                    _ => Answer::Refused,
                },
                None => Answer::Unknown,
            }
        })
    })
}

/// Reads the shared entry, and adds a word to what was read.
async fn correct(town: &Arc<Town>, word: &str) {
    for _ in 0..SENT_MAX {
        let Answer::Read(based_on, words) = town.ask(&shared_entry(town)).await else { continue };
        town.remembered.lock().unwrap().read += 1;
        if words.contains(word) {
            town.remembered.lock().unwrap().corrected.insert(word.to_owned());
            return;
        }
        let (held, words) = (Arc::clone(town), format!("{words} {word}"));
        let once = Uuid::from_u128(u128::from(town.stage.below(u64::MAX)));
        let job: Job = Arc::new(move |application: Application| {
            let assessor = held.beginning.world.practitioner(ASSESSOR);
            let act = Act::on(
                held.beginning.children[0],
                Correct {
                    entry: EntryId(Uuid::from_u128(SHARED)),
                    based_on,
                    answer: Words::Text(words.clone()),
                    why: String::new(),
                },
            );
            Box::pin(async move { answered(&application.execute(&assessor, act.once(once)).await) })
        });
        if let Answer::Done = town.ask(&job).await {
            town.stage.note(|| format!("{word} is acknowledged"));
            town.remembered.lock().unwrap().corrected.insert(word.to_owned());
            return;
        }
    }
}

/// Writes in both records at once, with a letter.
async fn write_in_both(town: &Arc<Town>, word: &str) {
    let once = Uuid::from_u128(u128::from(town.stage.below(u64::MAX)));
    town.remembered.lock().unwrap().tried.insert(word.to_owned());
    for _ in 0..SENT_MAX {
        let (held, word_sent) = (Arc::clone(town), word.to_owned());
        let job: Job = Arc::new(move |application: Application| {
            let (assessor, question) =
                (held.beginning.world.practitioner(ASSESSOR), &held.beginning.question);
            let [here, there] = held.beginning.children;
            let letter = NewOutboxItem {
                id: application.new_identifier(),
                kind: "letter".to_owned(),
                idempotency_key: word_sent.clone(),
                subject: here,
                body: word_sent.clone().into_bytes(),
                not_before: held.begun(),
            };
            let act = Act::on(here, write(question, application.new_identifier(), &word_sent))
                .and(there, write(question, application.new_identifier(), &word_sent))
                .outbox(letter)
                .once(once);
            Box::pin(async move { answered(&application.execute(&assessor, act).await) })
        });
        if let Answer::Done = town.ask(&job).await {
            town.stage.note(|| format!("{word} is acknowledged in both"));
            town.remembered.lock().unwrap().written.insert(word.to_owned());
            return;
        }
    }
}

/// Asks for support.
async fn request(town: &Arc<Town>, client: u64, number: u64) {
    let id = Uuid::from_u128(u128::from(1_000 + client * 100 + number));
    for _ in 0..SENT_MAX {
        let held = Arc::clone(town);
        let job: Job = Arc::new(move |application: Application| {
            let anybody = held.beginning.world.anybody();
            let act = Act::on(id, held.beginning.world.receive(PARENT)).once(id);
            Box::pin(async move { answered(&application.execute(&anybody, act).await) })
        });
        match town.ask(&job).await {
            Answer::Done => {
                town.remembered.lock().unwrap().requested.insert(id);
                return;
            }
            // It was received, and the answer was lost.
            Answer::Refused => return,
            _ => {}
        }
    }
}

/// What a server does by itself: signs, and sends letters.
async fn work(town: Arc<Town>, application: Application) {
    let owner = application.new_identifier();
    while !town.over.load(Ordering::SeqCst) {
        town.stage.wait(1_000_000).await;
        // What fails is tried again with the next round.
        let _ = round(&town, &application, owner).await;
    }
}

async fn round(town: &Town, application: &Application, owner: Uuid) -> Result<(), Failure> {
    application.look_around().await?;
    let (store, partnership, now) = (application.store(), application.partnership(), application.now());
    let until = now + SignedDuration::from_secs(10);
    if !store.claim_lease(partnership, "worker", owner, now, until).await? {
        return Ok(());
    }
    if let Ok(signed) = store.sequence(partnership, now).await {
        town.remembered.lock().unwrap().checkpoints.extend(signed.checkpoint);
    }
    send(town, application, owner).await
}

/// Sends the letters that wait.
pub async fn send(town: &Town, application: &Application, owner: Uuid) -> Result<(), Failure> {
    let (store, partnership, now) = (application.store(), application.partnership(), application.now());
    let until = now + SignedDuration::from_secs(30);
    for item in store.claim_outbox(partnership, owner, now, until, 3).await? {
        town.remembered.lock().unwrap().delivered.insert(item.idempotency_key);
        store.outbox_done(partnership, item.id, owner, now).await?;
    }
    Ok(())
}
