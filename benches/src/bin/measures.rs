//! Measures how long the equality measures take over many children's rows: counted anew, and again while nothing changed.
//!
//! `cargo run --release -p benches --bin measures -- --children 100000` keeps the rows that so many requests and children's
//! records would contribute, in a database of its own, each locked with a key of its own, and then asks for the measures as
//! the page does: first with nothing in memory, then again. At the end it counts once more with diversion records among the
//! facts, which is when the adjusted ratios are fitted.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use access::{Action, Actor};
use anyhow::Result;
use application::Application;
use benches::{NOW, open};
use clap::Parser;
use jiff::civil::{Date, date};
use jiff::{Span, Timestamp};
use kernel::{Capacity, PersonId, StreamId, StreamKind};
use measures::{
    Allocation, AssessmentFacts, Definitions, Diagnosis, Disabled, Diversion, Facts, Kept, Outcome, Period,
    RequestFacts, Source,
};
use store::{Projection, Rows};
use uuid::Uuid;

/// How many children.
#[derive(Debug, Parser)]
struct Arguments {
    /// Children, each with a request and a record.
    #[arg(long, default_value_t = 100_000)]
    children: u64,
    /// A folder for the database; kept, and used again when it holds one.
    #[arg(long, default_value = "target/benches")]
    folder: PathBuf,
}

/// Rows that are written together.
const BATCH: usize = 2_000;
/// How often what is kept is asked for again; the slowest counts.
const AGAIN: usize = 50;

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn instant() -> Instant {
    Instant::now()
}

#[tokio::main]
#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    std::fs::create_dir_all(&arguments.folder)?;
    let path = arguments.folder.join(format!("measured-{}.db", arguments.children));
    let is_new = !path.exists();
    let application = open(&path, false)?;
    if is_new {
        let begun = instant();
        fill(&application, arguments.children).await?;
        println!("rows of {} children kept in {}", arguments.children, seconds(begun.elapsed()));
    }
    let owner = Actor::Practitioner {
        partnership: application.partnership().clone(),
        person: PersonId(Uuid::from_u128(1)),
        agency: "council".to_owned(),
        capacities: vec![Capacity::new("data-owner")?],
    };
    let ask = || application.equality_measures(&owner, Action::See, Some(Period::All));
    let begun = instant();
    ask().await?;
    println!("cold: {}", seconds(begun.elapsed()));
    let mut slowest = Duration::ZERO;
    for _ in 0..AGAIN {
        let begun = instant();
        ask().await?;
        slowest = slowest.max(begun.elapsed());
    }
    println!("warm, the slowest of {AGAIN}: {}", seconds(slowest));
    let definitions = Definitions::from_guidance(application.rules().guidance())?;
    let facts: Vec<Facts> = (0..arguments.children).flat_map(facts_of).collect();
    let kept = [records::measured::KEPT, &[Kept::Diversions]].concat();
    let begun = instant();
    let today = application.today();
    let figures = measures::count(&definitions, application.rules(), facts, &kept, Period::All, today);
    let fitted = figures.adjusted.iter().filter(|each| each.result.is_ok()).count();
    println!("counted with {fitted} adjusted ratios, from memory: {}", seconds(begun.elapsed()));
    Ok(())
}

fn seconds(took: Duration) -> String {
    format!("{:.3} s", took.as_secs_f64())
}

async fn fill(application: &Application, children: u64) -> Result<()> {
    let now: Timestamp = NOW.parse()?;
    let mut waiting = Vec::with_capacity(BATCH);
    for number in 0..children {
        for facts in facts_of(number) {
            let (kind, id) = match facts.requested {
                Some(_) => (StreamKind::Request, facts.request),
                None => (StreamKind::Child, facts.child),
            };
            let subject = id.unwrap_or_default();
            let measured = Some(serde_json::to_vec(&facts)?);
            let rows = Rows { measured, ..Rows::default() };
            // A stream of these has no entry.
            waiting.push((0, Projection { stream: StreamId::new(kind, subject), subject, rows }));
        }
        if waiting.len() >= BATCH || number + 1 == children {
            let batch = std::mem::take(&mut waiting);
            application.store().replace_projections(application.partnership(), batch, now).await?;
        }
    }
    Ok(())
}

/// The rows of one child, from its number alone.
fn facts_of(number: u64) -> [Facts; 2] {
    let (request, child) =
        (Uuid::from_u128(u128::from(number) * 2 + 1), Uuid::from_u128(u128::from(number) * 2 + 2));
    let days = i32::try_from(number % 600).unwrap_or(0);
    let received_on = date(2025, 4, 2).saturating_add(Span::new().days(days));
    // Drawn apart from one another: what always goes together cannot be told apart by a regression.
    let drawn = |which: u64, of: u64| drawn(number, which) % of;
    let disabled = match drawn(1, 10) {
        0..6 => Disabled::Yes,
        6 => Disabled::MightBe,
        _ => Disabled::No,
    };
    let sent = drawn(2, 18) == 0;
    let codes_of_ethnicity = ["wbri", "wbri", "apkn", "bafr", "mwbc", "ooth"];
    let requested = RequestFacts {
        received_on,
        source: [Source::ParentCarer, Source::YoungPerson, Source::Professional][place(drawn(3, 3), 3)],
        disabled: Some(disabled),
        disabled_ever: disabled == Disabled::Yes || number.is_multiple_of(50),
        diagnosis: Some(
            [Diagnosis::Diagnosed, Diagnosis::Awaiting, Diagnosis::Neither][place(number / 3, 3)],
        ),
        age: u8::try_from(drawn(4, 18)).ok(),
        outcome: Some(if number.is_multiple_of(40) { Outcome::NotTakenUp } else { Outcome::Support }),
        withdrawn: number.is_multiple_of(90).then(|| "fear-of-process".to_owned()),
        sex: Some(["f", "m"][place(drawn(5, 2), 2)].to_owned()),
        ethnicity: (!number.is_multiple_of(6)).then(|| codes_of_ethnicity[place(drawn(6, 6), 6)].to_owned()),
        carer_disabled: Some(number.is_multiple_of(9)),
        deprivation: u8::try_from(drawn(7, 10) + 1).ok().filter(|_| drawn(8, 8) > 0),
        team: Some(format!("Team {}", drawn(9, 8))),
        taken_up: None,
    };
    let diversion =
        Diversion { on: after(received_on, 9), complete: true, alternatives: true, from_outside: false };
    let codes = ["aut", "beh", "comm", "con", "ld", "mob", "pc", "vis"];
    let assessed = AssessmentFacts {
        received_on,
        disabled_ever: disabled == Disabled::Yes,
        codes: (0..number % 4).map(|step| codes[place(number + step * 3, 8)].to_owned()).collect(),
        allocations: vec![Allocation {
            assessor: Uuid::from_u128(u128::from(number / 16)),
            trained: !number.is_multiple_of(23),
            adviser: true,
        }],
        sections_opened: u16::from(number.is_multiple_of(11)),
        ehc: number.is_multiple_of(8),
        decided_on: (!number.is_multiple_of(9)).then(|| after(received_on, 20 + days % 60)),
        needs_unmet: u16::from(number.is_multiple_of(6)),
        views: !number.is_multiple_of(7),
    };
    let disputes = if number.is_multiple_of(5) { vec![after(received_on, 30)] } else { Vec::new() };
    [
        Facts {
            request: Some(request),
            child: Some(child),
            requested: Some(requested),
            diversions: if sent { vec![diversion] } else { Vec::new() },
            ..Facts::default()
        },
        Facts {
            request: Some(request),
            child: Some(child),
            assessed: Some(assessed),
            disputes,
            ..Facts::default()
        },
    ]
}

fn after(day: Date, days: i32) -> Date {
    day.saturating_add(Span::new().days(days))
}

/// A number that looks like chance, from a child's and from which fact of it: the finishing step of `SplitMix64`.
fn drawn(number: u64, which: u64) -> u64 {
    let mut mixed = (number * 16 + which + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

fn place(number: u64, of: u64) -> usize {
    usize::try_from(number % of).unwrap_or(0)
}
