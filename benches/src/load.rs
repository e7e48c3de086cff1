//! An open loop: each request is sent when it is due, whatever became of the ones before.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Result;
use hdrhistogram::Histogram;
use uuid::Uuid;

use crate::people::{People, Session, encoded};
use crate::server::instant;

/// How much in how long.
#[derive(Debug, Clone, Copy)]
pub struct Rates {
    /// Pages in a second.
    pub pages: u64,
    /// Commands in a second.
    pub commands: u64,
    /// Not counted, first.
    pub warm_up: Duration,
    /// Counted.
    pub counted: Duration,
}

/// What was measured of one kind of request, in microseconds.
pub struct Measured {
    /// Times from due to answered.
    pub times: Histogram<u64>,
    /// Answers that were not what a browser would have wanted.
    pub errors: u64,
}

type Results = Arc<Mutex<BTreeMap<&'static str, Measured>>>;

/// One request of the mix.
struct Due {
    kind: &'static str,
    request: reqwest::RequestBuilder,
    good: fn(reqwest::StatusCode) -> bool,
}

/// Runs the mix and gives what was measured by kind.
pub async fn run(
    address: &str,
    people: &People,
    assessor: &Session,
    supervisor: &Session,
    rates: Rates,
) -> Result<BTreeMap<&'static str, Measured>> {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    let results: Results = Arc::default();
    let per_second = rates.pages + rates.commands;
    let total = per_second * (rates.warm_up + rates.counted).as_secs();
    let begun = instant();
    let mut running = Vec::new();
    for number in 0..total {
        let due_at = Duration::from_nanos(1_000_000_000 * number / per_second);
        tokio::time::sleep_until((begun + due_at).into()).await;
        // Pages and commands take turns in the proportion of their rates.
        let is_page = number * rates.pages / per_second != (number + 1) * rates.pages / per_second;
        let due = if is_page {
            a_page(&client, address, people, assessor, supervisor, number)
        } else {
            a_command(&client, address, people, supervisor, number)
        };
        let counted = due_at >= rates.warm_up;
        let results = Arc::clone(&results);
        running.push(tokio::spawn(async move {
            let answer = due.request.send().await;
            let good = match answer {
                Ok(answer) => {
                    let status = answer.status();
                    answer.bytes().await.is_ok() && (due.good)(status)
                }
                Err(_) => false,
            };
            let took = begun.elapsed().saturating_sub(due_at);
            if counted {
                note(&results, due.kind, took, good);
            }
        }));
    }
    for task in running {
        task.await?;
    }
    let mut results = results.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(std::mem::take(&mut *results))
}

fn note(results: &Results, kind: &'static str, took: Duration, good: bool) {
    let mut results = results.lock().unwrap_or_else(PoisonError::into_inner);
    let measured = results.entry(kind).or_insert_with(|| Measured {
        // Three figures of precision; grows by itself.
        times: Histogram::new(3).unwrap_or_else(|_| unreachable!("three figures are allowed")),
        errors: 0,
    });
    let microseconds = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    // The histogram grows to whatever is given; a time that it cannot hold would be counted as an error.
    let recorded = measured.times.record(microseconds.max(1)).is_ok();
    measured.errors += u64::from(!(good && recorded));
}

fn pick(children: &[Uuid], number: u64) -> Uuid {
    // A stride that is prime to any small count visits all of them in a mixed order.
    children[usize::try_from(number.wrapping_mul(7919)).unwrap_or(0) % children.len()]
}

fn a_page(
    client: &reqwest::Client,
    address: &str,
    people: &People,
    assessor: &Session,
    supervisor: &Session,
    number: u64,
) -> Due {
    // Pages and commands take turns, so the number of the page is half of that of the request.
    let number = number / 2;
    let (kind, path, session) = match number % 4 {
        0 => ("Today, 16 children", "/today".to_owned(), assessor),
        1 => (
            "a child's record, assessor",
            format!("/children/{}", pick(&people.assessor.children, number)),
            assessor,
        ),
        2 => ("Today, 400 children", "/today".to_owned(), supervisor),
        _ => (
            "a child's record, supervisor",
            format!("/children/{}", pick(&people.supervisor.children, number)),
            supervisor,
        ),
    };
    let request = client.get(format!("{address}{path}")).header("cookie", &session.cookie);
    Due { kind, request, good: |status| status.is_success() }
}

fn a_command(
    client: &reqwest::Client,
    address: &str,
    people: &People,
    supervisor: &Session,
    number: u64,
) -> Due {
    let child = pick(&people.supervisor.children, number);
    let once =
        Uuid::from_u128((0xBE_u128 << 120) | u128::from(number) | (u128::from(std::process::id()) << 64));
    let once = once.to_string();
    let body = encoded(
        &supervisor.token,
        &[
            ("once", &once),
            ("on.day", "2"),
            ("on.month", "11"),
            ("on.year", "2026"),
            ("place", "The pool that the child chose"),
            ("how", "By being together with Mum there"),
            ("views", "More water please"),
        ],
    );
    let request = client
        .post(format!("{address}/children/{child}/met"))
        .header("cookie", &supervisor.cookie)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body);
    Due { kind: "a command, supervisor", request, good: |status| status.is_redirection() }
}
