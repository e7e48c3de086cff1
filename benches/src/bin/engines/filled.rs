//! The record that is measured, what is written to it, and how long looking takes.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use access::Actor;
use anyhow::{Context as _, Result, bail};
use application::Application;
use benches::{NOW, engine_options, open_with};
use hdrhistogram::Histogram;
use indicatif::ProgressBar;
use jiff::Timestamp;
use jiff::civil::date;
use kernel::{Capacity, EntryId, PersonId, StreamId, StreamKind};
use records::Line;
use store::{
    Batch, DutyRow, InvolvementRow, NewEntry, Page, Projection, Rows, RulesInForce, Store, SummaryFilter,
    SummaryRow,
};
use uuid::Uuid;

use crate::place::{At, Place};
use crate::raw::{Cell, Written, rows_of};
use crate::{Arguments, instant, print_times};

/// Streams that `rebuild` writes together.
pub const STREAMS_TOGETHER: usize = 200;
/// Entries of one command.
const ENTRIES: usize = 2;
/// Bytes of a body: a short answer with what goes with it.
const BODY: usize = 400;
/// Events of the record that is loaded, and how often.
const EVENTS: u32 = 400;
const TIMES: u32 = 500;
/// People and names that are looked at and looked for.
const LOOKED_AT: u32 = 200;

/// Opens the record, and invents it if it is not there.
pub async fn record(place: &Place, arguments: &Arguments) -> Result<Application> {
    let at = place.made().await?;
    let application = open_with(Store::open(&at.record, engine_options(true))?)?;
    let store = application.store().clone();
    if store.partnerships().await?.is_empty() {
        let bar = ProgressBar::new(arguments.children as u64);
        let options = synth::Options { children: arguments.children, seed: 1, now: NOW.parse()? };
        let begun = instant();
        let made = synth::partnership(&application, options, |done| bar.set_position(done as u64)).await?;
        bar.finish_and_clear();
        store.sequence(application.partnership(), NOW.parse()?).await?;
        let took = begun.elapsed().as_secs_f64();
        say(&format!("{} children, {} events, made in {took:.1} s", made.children, made.events));
    }
    // What is measured is opened as a service opens it.
    store.close().await;
    drop(application);
    open_with(Store::open(&at.record, engine_options(false))?)
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn say(what: &str) {
    println!("{what}");
}

/// Clients that write, each to a record of its own.
pub struct Writing {
    streams: Vec<StreamId>,
    now: Timestamp,
}

impl Writing {
    /// Makes the records, so that what is measured is not the making of keys.
    pub async fn begin(application: &Application, clients: usize, now: Timestamp) -> Result<Self> {
        let streams: Vec<StreamId> =
            (0..clients).map(|_| StreamId::new(StreamKind::Child, application.new_identifier())).collect();
        for stream in &streams {
            let entries = vec![entry(*stream, now)];
            let batch = Batch { entries, ..Batch::new(application.partnership().clone(), now) };
            application.store().append(batch).await?;
        }
        Ok(Self { streams, now })
    }

    /// Writes, and gives how long all took and each.
    pub async fn write(&self, application: &Application, count: usize) -> Result<(Duration, Histogram<u64>)> {
        let left = Arc::new(AtomicUsize::new(0));
        let begun = instant();
        let clients: Vec<_> = self
            .streams
            .iter()
            .map(|stream| {
                let (application, stream) = (application.clone(), *stream);
                let (left, now) = (Arc::clone(&left), self.now);
                tokio::spawn(async move {
                    let mut histogram = Histogram::<u64>::new(3)?;
                    let mut version = 1;
                    while left.fetch_add(1, Ordering::Relaxed) < count {
                        let batch = command(&application, stream, version, now);
                        let sent = instant();
                        let done = application.store().append(batch).await?;
                        histogram.record(u64::try_from(sent.elapsed().as_micros())?)?;
                        version = done.versions.first().map_or(version, |(_, version)| *version);
                    }
                    Ok::<_, anyhow::Error>(histogram)
                })
            })
            .collect();
        let mut all = Histogram::<u64>::new(3)?;
        for client in clients {
            all.add(client.await??)?;
        }
        Ok((begun.elapsed(), all))
    }

    /// The rows that the commands wrote, as they stand in the database.
    pub async fn rows(&self, at: &At) -> Result<Written> {
        let all = rows_of(at).await?.record;
        let mut columns = BTreeMap::new();
        // Rows of each stream, by table.
        let mut of: BTreeMap<(Vec<u8>, &str), Vec<Vec<Cell>>> = BTreeMap::new();
        for (name, table) in &all {
            let Some(place) = table.columns.iter().position(|column| column == "stream") else { continue };
            columns.insert(name.clone(), table.columns.clone());
            for row in &table.rows {
                let Cell::Bytes(stream) = &row[place] else { continue };
                if self.streams.iter().any(|known| known.id.as_bytes()[..] == stream[..]) {
                    of.entry((stream.clone(), name.as_str())).or_default().push(row.clone());
                }
            }
        }
        let mut commands = Vec::new();
        for stream in &self.streams {
            let rows = |name: &'static str| {
                of.get(&(stream.id.as_bytes().to_vec(), name)).cloned().unwrap_or_default()
            };
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
        let each = commands.len().div_ceil(self.streams.len().max(1));
        let turns =
            (0..each).flat_map(|turn| (0..self.streams.len()).map(move |client| client * each + turn));
        let mut slots: Vec<_> = commands.into_iter().map(Some).collect();
        let commands = turns.filter_map(|at| slots.get_mut(at).and_then(Option::take)).collect();
        Ok(Written { commands, columns })
    }
}

fn entry(stream: StreamId, now: Timestamp) -> NewEntry {
    NewEntry {
        stream,
        entry: EntryId(stream.id),
        kind: "entry.written".to_owned(),
        body_format: 1,
        body: vec![b'x'; BODY],
        subject: stream.id,
        actor: Some(PersonId(Uuid::from_u128(9))),
        capacity: Capacity::new("lead-assessor").ok(),
        rules: Some(RulesInForce {
            digest: "0".repeat(64),
            edition: "wt-2026".to_owned(),
            protocol: "wendale@1".to_owned(),
        }),
        recorded_at: now,
    }
}

/// A command as the application gives one to the store: what happened, and what lists show of the record then.
fn command(application: &Application, stream: StreamId, version: u64, now: Timestamp) -> Batch {
    let duty = |name: &str, due: &str| DutyRow {
        duty: name.to_owned(),
        key: "1".to_owned(),
        due: Some(due.to_owned()),
        responsible: Capacity::new("lead-assessor").unwrap_or_else(|_| unreachable!("it is a name")),
        person: None,
        digest: "0".repeat(64),
        body: vec![b'd'; BODY],
        watchers: vec![PersonId(stream.id)],
    };
    let rows = Rows {
        summary: Some(SummaryRow {
            state: "assessing".to_owned(),
            owner: None,
            sort_at: now,
            display: vec![b's'; BODY],
        }),
        duties: vec![duty("K02", "2026-12-01T09:00"), duty("K07", "2026-12-20T09:00")],
        involvements: vec![InvolvementRow {
            person: PersonId(stream.id),
            capacity: Capacity::new("lead-assessor").unwrap_or_else(|_| unreachable!("it is a name")),
            from: date(2026, 1, 5),
            until: None,
        }],
        measured: Some(vec![b'm'; BODY]),
        ..Rows::default()
    };
    Batch {
        expected: vec![(stream, version)],
        entries: vec![entry(stream, now); ENTRIES],
        projections: vec![Projection { stream, subject: stream.id, rows }],
        ..Batch::new(application.partnership().clone(), now)
    }
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
