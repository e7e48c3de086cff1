//! Two servers, one record, edits that contradict each other: a checker of histories finds an order in which each could have
//! happened at one moment between its question and its answer, or there was a lost update.

use std::sync::{Arc, Mutex};

use kernel::SeededRandomness;
use store::{AppendError, Store};
use todc_utils::linearizability::WGLChecker;
use todc_utils::linearizability::history::Action::{self, Call, Response};
use todc_utils::linearizability::history::History;
use todc_utils::specifications::Specification;

use crate::setting::{Setting, batch, bodies, child, entry, wendale};

on_both_engines!(no_update_is_lost_between_two_servers);

/// What each client does, and how many there are at each server.
const EDITS: u64 = 25;
const CLIENTS: usize = 3;
/// Histories in an ordinary run; `STORE_HISTORIES` asks for more.
const HISTORIES: u64 = 4;

/// What is asked of a record, with its answer once it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asked {
    /// Adds a word if the record is at a version. The answer: the version at which it is then, or is instead.
    Edit { word: u64, expected: u64, answer: Option<Result<u64, u64>> },
    /// Adds a word wherever the record ends. The answer: its version.
    Add { word: u64, answer: Option<u64> },
    /// Reads the whole record.
    Read { answer: Option<Vec<u64>> },
}

/// What a record does when nothing happens beside it.
struct Record;

impl Specification for Record {
    type State = Vec<u64>;
    type Operation = Asked;

    fn init() -> Self::State {
        Vec::new()
    }

    fn apply(asked: &Asked, state: &Self::State) -> (bool, Self::State) {
        let version = state.len() as u64;
        let with = |word: u64| [&state[..], &[word]].concat();
        match asked {
            Asked::Edit { word, expected, answer: Some(Ok(at)) } => {
                (*expected == version && *at == version + 1, with(*word))
            }
            Asked::Edit { expected, answer: Some(Err(actual)), .. } => {
                (*expected != version && *actual == version, state.clone())
            }
            Asked::Add { word, answer: Some(at) } => (*at == version + 1, with(*word)),
            Asked::Read { answer: Some(words) } => (words == state, state.clone()),
            _ => (false, state.clone()),
        }
    }
}

type Actions = Vec<(usize, Action<Asked>)>;

/// Who writes down what was asked and answered, in the order in which it happened.
#[derive(Clone, Default)]
struct Clerk(Arc<Mutex<Actions>>);

impl Clerk {
    fn note(&self, client: usize, action: Action<Asked>) {
        self.0.lock().unwrap().push((client, action));
    }

    fn history(&self) -> Actions {
        self.0.lock().unwrap().clone()
    }
}

fn is_possible(actions: &Actions) -> bool {
    WGLChecker::<Record>::is_linearizable(History::from_actions(actions.clone()))
}

async fn words(store: &Store, record: u64) -> Vec<u64> {
    let bodies = bodies(store, child(record.into())).await;
    bodies.into_iter().map(|body| body.unwrap().parse().unwrap()).collect()
}

/// One client at one server: reads, edits what it read, or adds to it.
async fn edit(store: Store, clerk: Clerk, client: usize, record: u64) {
    let chance = SeededRandomness::new(record * 100 + client as u64);
    let mut known = 0;
    for number in 0..EDITS {
        let word = client as u64 * EDITS + number;
        let new = |expected| batch(expected, vec![entry(child(record.into()), &word.to_string())]);
        match chance.next_number() % 4 {
            0 => {
                clerk.note(client, Call(Asked::Read { answer: None }));
                let answer = words(&store, record).await;
                known = answer.len() as u64;
                clerk.note(client, Response(Asked::Read { answer: Some(answer) }));
            }
            1 => {
                clerk.note(client, Call(Asked::Add { word, answer: None }));
                let at = store.append(new(vec![])).await.unwrap().versions[0].1;
                clerk.note(client, Response(Asked::Add { word, answer: Some(at) }));
            }
            _ => {
                let expected = known;
                clerk.note(client, Call(Asked::Edit { word, expected, answer: None }));
                let answer = match store.append(new(vec![(child(record.into()), expected)])).await {
                    Ok(done) => Ok(done.versions[0].1),
                    Err(AppendError::Conflict { actual, .. }) => Err(actual),
                    Err(other) => panic!("{other:?}"),
                };
                known = answer.unwrap_or_else(|actual| actual);
                clerk.note(client, Response(Asked::Edit { word, expected, answer: Some(answer) }));
            }
        }
    }
}

async fn no_update_is_lost_between_two_servers(setting: Setting) {
    let histories = std::env::var("STORE_HISTORIES").map_or(HISTORIES, |number| number.parse().unwrap());
    let servers = [setting.store.clone(), setting.second_server(2)];
    let mut conflicts = 0;
    for record in 1..=histories {
        let clerk = Clerk::default();
        let clients: Vec<_> = (0..CLIENTS * 2)
            .map(|client| {
                let store = servers[client % 2].clone();
                tokio::spawn(edit(store, clerk.clone(), client, record))
            })
            .collect();
        for client in clients {
            client.await.unwrap();
        }
        let history = clerk.history();
        assert!(is_possible(&history), "an update was lost: {history:?}");
        let is_conflict = |(_, action): &&(usize, Action<Asked>)| {
            matches!(action, Response(Asked::Edit { answer: Some(Err(_)), .. }))
        };
        conflicts += history.iter().filter(is_conflict).count();
    }
    assert!(conflicts > 0, "nobody contradicted anybody, which shows nothing");
    assert!(setting.store.verify(&wendale(), None).await.unwrap().is_ok());
}

/// The checker finds what it is there for: an update that was acknowledged and overwritten, and a reader who sees the past.
#[test]
fn the_checker_finds_a_lost_update_and_a_stale_read() {
    let edit = |word, expected, answer| Asked::Edit { word, expected, answer };
    let asked = |client, asked: Asked, answered: Asked| [(client, Call(asked)), (client, Response(answered))];
    let first = asked(0, edit(7, 0, None), edit(7, 0, Some(Ok(1))));
    let overwritten = asked(1, edit(8, 0, None), edit(8, 0, Some(Ok(1))));
    let told = asked(1, edit(8, 0, None), edit(8, 0, Some(Err(1))));
    let read = |answer: &[u64]| {
        asked(2, Asked::Read { answer: None }, Asked::Read { answer: Some(answer.to_vec()) })
    };
    assert!(is_possible(&[first.clone(), told, read(&[7])].concat()));
    assert!(!is_possible(&[first.clone(), overwritten].concat()));
    assert!(!is_possible(&[first.clone(), read(&[])].concat()));
    assert!(!is_possible(&[first, read(&[7]), read(&[])].concat()));
}
