//! The record that is measured, the rows that were written to it, and how long looking takes.

use std::collections::BTreeMap;

use access::Actor;
use anyhow::{Context as _, Result, bail};
use application::Application;
use benches::place::{At, Place};
use benches::writing::{ENTRIES, Writing, entry};
use benches::{NOW, engine_options, instant, open_with, print_times};
use hdrhistogram::Histogram;
use indicatif::ProgressBar;
use kernel::{Capacity, PersonId, StreamId, StreamKind};
use records::Line;
use store::{Batch, Page, Store, SummaryFilter};
use uuid::Uuid;

use crate::Arguments;
use crate::raw::{Cell, Written, rows_of};

/// Streams that `rebuild` writes together.
pub const STREAMS_TOGETHER: usize = 200;
/// Events of the record that is loaded, and how often.
const EVENTS: u32 = 400;
const TIMES: u32 = 500;
/// People and names that are looked at and looked for.
const LOOKED_AT: u32 = 200;

/// Invents the record.
pub async fn record(place: &Place, arguments: &Arguments) -> Result<Application> {
    let at = place.empty("record").await?;
    let application = open_with(Store::open(&at.record, engine_options(true))?)?;
    let store = application.store().clone();
    let bar = ProgressBar::new(arguments.children as u64);
    let options = synth::Options { children: arguments.children, seed: 1, now: NOW.parse()? };
    let begun = instant();
    let made = synth::partnership(&application, options, |done| bar.set_position(done as u64)).await?;
    bar.finish_and_clear();
    store.sequence(application.partnership(), NOW.parse()?).await?;
    let took = begun.elapsed().as_secs_f64();
    say(&format!("{} children, {} events, made in {took:.1} s", made.children, made.events));
    // What is measured is opened as a service opens it.
    store.close().await;
    drop(application);
    open_with(Store::open(&at.record, engine_options(false))?)
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn say(what: &str) {
    println!("{what}");
}

/// The rows that the commands wrote, as they stand in the database.
pub async fn rows_written(writing: &Writing, at: &At) -> Result<Written> {
    let all = rows_of(at).await?.record;
    let mut columns = BTreeMap::new();
    // Rows of each stream, by table.
    let mut of: BTreeMap<(Vec<u8>, &str), Vec<Vec<Cell>>> = BTreeMap::new();
    for (name, table) in &all {
        let Some(place) = table.columns.iter().position(|column| column == "stream") else { continue };
        columns.insert(name.clone(), table.columns.clone());
        for row in &table.rows {
            let Cell::Bytes(stream) = &row[place] else { continue };
            if writing.streams.iter().any(|known| known.id.as_bytes()[..] == stream[..]) {
                of.entry((stream.clone(), name.as_str())).or_default().push(row.clone());
            }
        }
    }
    let mut commands = Vec::new();
    for stream in &writing.streams {
        let rows =
            |name: &'static str| of.get(&(stream.id.as_bytes().to_vec(), name)).cloned().unwrap_or_default();
        let (mut entries, mut waiting) = (rows("entries"), rows("unsequenced"));
        entries.sort_by(|one, other| one[3].cmp(&other[3]));
        waiting.sort_by(|one, other| one[3].cmp(&other[3]));
        // The first entry made the record.
        let (entries, waiting) =
            (entries.split_off(1.min(entries.len())), waiting.split_off(1.min(waiting.len())));
        for (entries, waiting) in entries.chunks(ENTRIES).zip(waiting.chunks(ENTRIES)) {
            let mut command = Vec::new();
            let put = |name: &str, rows: &[Vec<Cell>], command: &mut Vec<(String, Vec<Cell>)>| {
                command.extend(rows.iter().map(|row| (name.to_owned(), row.clone())));
            };
            put("entries", entries, &mut command);
            put("unsequenced", waiting, &mut command);
            for name in ["summaries", "duties", "duty_watchers", "involvements", "measured"] {
                put(name, &rows(name), &mut command);
            }
            commands.push(command);
        }
    }
    // Clients take turns, as they did.
    let each = commands.len().div_ceil(writing.streams.len().max(1));
    let turns = (0..each).flat_map(|turn| (0..writing.streams.len()).map(move |client| client * each + turn));
    let mut slots: Vec<_> = commands.into_iter().map(Some).collect();
    let commands = turns.filter_map(|at| slots.get_mut(at).and_then(Option::take)).collect();
    Ok(Written { commands, columns })
}

/// How long looking takes.
pub async fn times(application: &Application) -> Result<()> {
    let (store, partnership, now) = (application.store(), application.partnership(), NOW.parse()?);
    let stream = StreamId::new(StreamKind::Child, application.new_identifier());
    let entries = vec![entry(stream, now); EVENTS as usize];
    store.append(Batch { entries, ..Batch::new(partnership.clone(), now) }).await?;
    let mut record = Histogram::<u64>::new(3)?;
    for _ in 0..TIMES {
        let begun = instant();
        let loaded = store.load(partnership, stream).await?;
        record.record(u64::try_from(begun.elapsed().as_micros())?)?;
        if loaded.version != u64::from(EVENTS) {
            bail!("the record has {} events", loaded.version);
        }
    }
    print_times(&format!("a record of {EVENTS} events"), &record);
    let filter = SummaryFilter { state: None, owner: None };
    let children = store.summaries(partnership, StreamKind::Child, &filter, Page::first(LOOKED_AT)).await?;
    let (mut today, mut search) = (Histogram::<u64>::new(3)?, Histogram::<u64>::new(3)?);
    let navigator = Actor::Practitioner {
        partnership: partnership.clone(),
        person: PersonId(Uuid::from_u128(1)),
        agency: "council".to_owned(),
        capacities: vec![Capacity::new("navigator")?],
    };
    let (mut asked, mut found) = (0, 0);
    for row in &children.rows {
        for part in store.involvements_of_stream(partnership, row.stream).await? {
            let begun = instant();
            store.duties_watched(partnership, part.person, Page::first(100)).await?;
            today.record(u64::try_from(begun.elapsed().as_micros())?)?;
        }
        let line: Option<Line> = row.display.plain().and_then(|bytes| serde_json::from_slice(bytes).ok());
        let Some(typed) = line.as_ref().and_then(|line| mistyped(&line.title)) else { continue };
        let begun = instant();
        let shown = application.search(&navigator, StreamKind::Child, &typed).await?;
        search.record(u64::try_from(begun.elapsed().as_micros())?)?;
        asked += 1;
        found += usize::from(shown.iter().any(|shown| shown.line.stream == row.stream));
    }
    print_times("Today, in the store", &today);
    print_times("a search with a typing mistake", &search);
    say(&format!("{asked} were looked for, {found} were shown"));
    let health = store.health().await.context("the store's health")?;
    say(&format!("{}, {} children with a line", health.engine, children.total));
    Ok(())
}

/// A name with one letter other than it was.
fn mistyped(name: &str) -> Option<String> {
    let (given, family) = name.split_once(' ')?;
    let last = family.chars().last()?;
    let other = if last == 'e' { 'a' } else { 'e' };
    let mut family: String = family.chars().take(family.chars().count() - 1).collect();
    family.push(other);
    Some(format!("{given} {family}"))
}
