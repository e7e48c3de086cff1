//! The lists that inspectors ask for, as a workbook.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail};
use application::Application;
use census::Child;
use jiff::civil::Date;
use kernel::london_date;
use records::returned::Period;
use returns::cin::period_on;
use returns::elsewhere::annex_a::{self, Care, Episode, Lists, lists, reaches_back_to};
use tables::workbook::{Cell, Name, Sheet, workbook};

use super::{moment, read};
use crate::Outcome;
use crate::arguments::returns::BuildAnnexA;
use crate::print::tell;

/// How the return on children looked after says that a child was missing; the other is being away without agreement.
const MISSING: &str = "m";

/// Writes the workbook.
pub async fn annex_a(asked: &BuildAnnexA, application: &Application) -> Result<Outcome> {
    let today = london_date(application.now());
    let until = asked.until.unwrap_or(today);
    if until > today {
        bail!("{until} is not here yet; the lists go up to a day until now");
    }
    if asked.from.is_some_and(|from| from > until) {
        bail!("the first day of the lists lies after their last");
    }
    let children = everybody(reaches_back_to(asked.from, until)?, until, application).await?;
    let mut cares = Vec::new();
    let nameless = application.each_away(|child, known| cares.push(care(child, &known))).await?;
    let lists = lists(&children, &cares, asked.from, until)?;
    if lists.made.iter().all(|list| list.rows.is_empty()) {
        bail!("no child is in any of the lists; nothing was written");
    }
    let made_at = asked.made_at.unwrap_or_else(|| moment(application));
    let bytes = workbook("Annex A", &sheets(&lists), made_at)?;
    std::fs::write(&asked.to, bytes).with_context(|| format!("{} cannot be written", asked.to.display()))?;
    for list in &lists.made {
        tell(format_args!("{}, {}: {} rows", list.sheet, list.title, list.rows.len()));
    }
    tell("What is not in them, and how well the form was checked, stands on the first sheet.");
    let left_out = lists.without_identifier as u64 + nameless;
    if left_out > 0 {
        tell(format_args!("{left_out} children without an identifier are in no list."));
    }
    Ok(Outcome::Done)
}

/// What the censuses of every year between two days say together, up to the last of them.
async fn everybody(from: Date, until: Date, application: &Application) -> Result<Vec<Child>> {
    let mut children: BTreeMap<String, Child> = BTreeMap::new();
    let mut nameless = Vec::new();
    let mut day = from;
    while day <= until {
        let year = period_on(day)?.with_context(|| format!("nothing is known here of the year of {day}"))?;
        let period = Period {
            year: year.year.ends(),
            start: year.start,
            reference: year.reference.min(until),
            before_proceedings: false,
        };
        day = year.reference.tomorrow()?;
        nameless.clear();
        for child in read(&period, application).await? {
            let Some(id) = child.identifiers.la_child_id.clone() else {
                nameless.push(child);
                continue;
            };
            let joined = match children.remove(&id) {
                Some(earlier) => earlier.joined(child),
                None => child,
            };
            children.insert(id, joined);
        }
    }
    Ok(children.into_values().chain(nameless).collect())
}

fn care(child: String, known: &records::looked_after::Census) -> Care {
    let of_kind = |missing: bool| {
        let of_kind = known.missing.iter().filter(move |one| (one.kind == MISSING) == missing);
        of_kind.map(|one| one.from.date()).collect()
    };
    let episode = |episode: &records::looked_after::CensusEpisode| Episode {
        from: episode.from,
        until: episode.until,
        began: episode.because.began,
        moved: episode.because.home,
        legal: episode.legal.to_uppercase(),
        need: episode.need.to_uppercase(),
        place: episode.place.to_uppercase(),
        provider: episode.provider.to_uppercase(),
        ended: episode.ended.as_ref().map(|why| why.to_uppercase()),
    };
    Care {
        child,
        episodes: known.episodes.iter().map(episode).collect(),
        reviews: known.reviews.iter().map(|review| review.on).collect(),
        missing: of_kind(true),
        away: of_kind(false),
        health: known.health.iter().map(|health| health.on).collect(),
    }
}

fn sheets(lists: &Lists) -> Vec<Sheet<'_>> {
    let about = lists.about.iter().map(|line| line.iter().map(|text| Cell::Text(text)).collect());
    let about = Sheet { name: "About", columns: Vec::new(), rows: about.collect() };
    let made = lists.made.iter().map(|list| Sheet {
        name: &list.sheet,
        columns: list
            .columns
            .iter()
            .map(|column| Name { text: &column.name, filled: column.filled })
            .collect(),
        rows: list.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
    });
    std::iter::once(about).chain(made).collect()
}

fn cell(cell: &annex_a::Cell) -> Cell<'_> {
    match cell {
        annex_a::Cell::Empty => Cell::Empty,
        annex_a::Cell::Text(text) => Cell::Text(text),
        annex_a::Cell::Day(day) => Cell::Day(*day),
        annex_a::Cell::Number(number) => Cell::Number(*number),
    }
}
