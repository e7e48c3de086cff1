//! Measures how long a search takes among many children, with a typing mistake in each.
//!
//! `cargo run --release -p benches --bin search -- --children 1000000` keeps the rows by which so many children are found,
//! in a database of its own, each locked with a key of its own, and then searches as the page does: two names, one of them
//! with a mistake. Names are made of syllables, some far more often than others, so that there are common names and rare
//! ones, as among people. Small by default; a million children take some gigabytes.

use std::path::PathBuf;
use std::time::Instant;

use access::Actor;
use anyhow::Result;
use application::{Application, search_tokens};
use benches::{NOW, open};
use clap::Parser;
use hdrhistogram::Histogram;
use jiff::Timestamp;
use jiff::civil::date;
use kernel::{Capacity, PersonId, Randomness, SeededRandomness, StreamId, StreamKind};
use records::{FoundBy, Line};
use store::{Batch, Projection, Rows, SummaryRow};
use uuid::Uuid;

#[derive(Debug, Parser)]
struct Arguments {
    /// Children, each with a record.
    #[arg(long, default_value_t = 20_000)]
    children: usize,
    /// Searches that are measured.
    #[arg(long, default_value_t = 2_000)]
    searches: usize,
    /// A folder for the database; kept, and used again when it holds one.
    #[arg(long, default_value = "target/benches")]
    folder: PathBuf,
}

/// Rows that are written together.
const BATCH: usize = 1_000;
/// Syllables of names; the first ones come most often.
const SYLLABLES: [&str; 40] = [
    "an", "ma", "ri", "el", "so", "jo", "na", "li", "da", "ka", "be", "mo", "sa", "to", "wil", "har", "tho",
    "ber", "kin", "ley", "ton", "mas", "chu", "gwe", "fa", "ti", "yu", "suf", "zo", "dim", "pat", "grif",
    "son", "vas", "kow", "ski", "oko", "nk", "ad", "bar",
];

struct Chance(SeededRandomness);

impl Chance {
    fn below(&self, limit: usize) -> usize {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        usize::try_from(u64::from_le_bytes(bytes) % limit as u64).unwrap_or_default()
    }

    /// A name; small numbers come more often than large ones.
    fn name(&self) -> String {
        let syllable = || SYLLABLES[self.below(SYLLABLES.len()).min(self.below(SYLLABLES.len()))];
        (0..2 + self.below(2)).map(|_| syllable()).collect()
    }

    /// The same with one letter other than it was.
    fn mistyped(&self, name: &str) -> String {
        let place = 1 + self.below(name.len().saturating_sub(1).max(1));
        let letter = char::from(b'a' + u8::try_from(self.below(26)).unwrap_or_default());
        name.chars().enumerate().map(|(at, kept)| if at == place { letter } else { kept }).collect()
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn instant() -> Instant {
    Instant::now()
}

#[tokio::main]
#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    std::fs::create_dir_all(&arguments.folder)?;
    let path = arguments.folder.join(format!("searched-{}.db", arguments.children));
    let is_new = !path.exists();
    let application = open(&path, false)?;
    if is_new {
        let begun = instant();
        fill(&application, arguments.children).await?;
        println!("{} children kept in {:.1} s", arguments.children, begun.elapsed().as_secs_f64());
    }
    let navigator = Actor::Practitioner {
        partnership: application.partnership().clone(),
        person: PersonId(Uuid::from_u128(1)),
        agency: "council".to_owned(),
        capacities: vec![Capacity::new("navigator")?],
    };
    let (names, mistakes) = (Chance(SeededRandomness::new(1)), Chance(SeededRandomness::new(2)));
    let mut taken = Histogram::<u64>::new(3)?;
    let (mut found, mut asked) = (0_usize, 0_usize);
    for number in 0..arguments.children {
        let (given, family) = (names.name(), names.name());
        if number % (arguments.children / arguments.searches).max(1) != 0 || asked == arguments.searches {
            continue;
        }
        asked += 1;
        let typed = format!("{} {given}", mistakes.mistyped(&family));
        let begun = instant();
        let shown = application.search(&navigator, StreamKind::Child, &typed).await?;
        taken.record(u64::try_from(begun.elapsed().as_micros())?)?;
        found += usize::from(
            shown.iter().any(|shown| shown.line.stream.id == Uuid::from_u128(number as u128 + 1)),
        );
    }
    let at = |part: f64| taken.value_at_quantile(part);
    println!(
        "{asked} searches: median {} µs, 90th {} µs, 99th {} µs, slowest {} µs; {found} showed who was looked for",
        at(0.5),
        at(0.9),
        at(0.99),
        taken.max()
    );
    application.store().clone().close().await;
    Ok(())
}

async fn fill(application: &Application, children: usize) -> Result<()> {
    let names = Chance(SeededRandomness::new(1));
    let now: Timestamp = NOW.parse()?;
    let mut projections = Vec::with_capacity(BATCH);
    for number in 0..children {
        let name = format!("{} {}", names.name(), names.name());
        let found_by =
            FoundBy { names: vec![name.clone()], born: Some(date(2014, 3, 2)), ..FoundBy::default() };
        let line = Line { title: name, ..Line::default() };
        let mut display = serde_json::to_value(&line)?;
        display["found_by"] = serde_json::to_value(&found_by)?;
        let stream = StreamId::new(StreamKind::Child, Uuid::from_u128(number as u128 + 1));
        let tokens = search_tokens(&FoundBy { born: None, ..found_by });
        let summary = SummaryRow {
            state: "assessing".to_owned(),
            owner: None,
            sort_at: now,
            display: serde_json::to_vec(&display)?,
        };
        let rows = Rows { summary: Some(summary), search: tokens, ..Rows::default() };
        projections.push(Projection { stream, subject: stream.id, rows });
        if projections.len() == BATCH || number + 1 == children {
            let projections = std::mem::take(&mut projections);
            let batch = Batch { projections, ..Batch::new(application.partnership().clone(), now) };
            application.store().append(batch).await?;
        }
    }
    Ok(())
}
