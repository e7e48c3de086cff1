//! The record that is measured, and the rows that were written to it.

use std::collections::BTreeMap;

use anyhow::Result;
use application::Application;
use benches::place::{At, Place};
use benches::writing::{ENTRIES, Writing};
use benches::{NOW, engine_options, instant, open_with};
use indicatif::ProgressBar;
use store::Store;

use crate::Arguments;
use crate::raw::{Cell, Written, rows_of};

/// Streams that `rebuild` writes together.
pub const STREAMS_TOGETHER: usize = 200;

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
        let in_order = |name: &'static str| {
            let mut rows = rows(name);
            rows.sort_by(|one, other| one[3].cmp(&other[3]));
            // The first entry made the record.
            rows.split_off(1.min(rows.len()))
        };
        let (all, unsequenced) = (in_order("entries"), in_order("unsequenced"));
        for (entries, waiting) in all.chunks(ENTRIES).zip(unsequenced.chunks(ENTRIES)) {
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
