//! The measures as a file of values separated by commas: every number of the pages, and no other.

use access::Action;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use measures::{
    Between, Compared, Comparison, Measure, Part, Published, ShownDays, ShownMeasure, ShownPart, ShownRow,
    ShownTable, Tested,
};

use super::charts::{month_says, month_words, team_name, team_says};
use super::shown::{not_kept, number, points, ratio};
use super::{Reading, Wanted};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::site::Site;

/// The columns.
const COLUMNS: [&str; 27] = [
    "measure",
    "name",
    "counted",
    "over",
    "grouping",
    "group",
    "count",
    "of",
    "percent",
    "percent_low",
    "percent_high",
    "median_days",
    "ninetieth_days",
    "compared_with",
    "ratio",
    "ratio_low",
    "ratio_high",
    "difference_points",
    "difference_low",
    "difference_high",
    "exact_probability",
    "limit_low",
    "limit_high",
    "place",
    "adjusted_probability",
    "stands",
    "note",
];

/// All measures.
pub async fn all(
    State(site): State<Site>,
    reader: SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &reader.actor, Action::Download, &wanted).await?;
    let measures = reading.definitions.measures.iter().zip(&reading.published.measures);
    file(&site, &reading.published, measures)
}

/// One measure.
pub async fn one(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &reader.actor, Action::Download, &wanted).await?;
    let measure = reading.definitions.measure(&id).ok_or(PageFailure::NotThere)?;
    let found = reading.published.measure(&id).ok_or(PageFailure::NotThere)?;
    file(&site, &reading.published, std::iter::once((measure, found)))
}

fn file<'a>(
    site: &Site,
    published: &Published,
    measures: impl Iterator<Item = (&'a Measure, &'a ShownMeasure)>,
) -> Result<Response, PageFailure> {
    let mut lines = vec![COLUMNS.map(str::to_owned)];
    for (measure, found) in measures {
        for (place, (part, found)) in measure.parts.iter().zip(&found.parts).enumerate() {
            let line = Line::of(measure, part);
            let first = lines.len();
            write_part(site, &mut lines, &line, found);
            for tested in published.tested(&measure.id, place) {
                standing(site, &mut lines[first..], tested);
            }
            write_charts(site, &mut lines, &line, published, (&measure.id, place));
        }
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = lines.iter().try_for_each(|line| writer.write_record(line));
    let bytes = written.and_then(|()| writer.into_inner().map_err(|error| error.into_error().into()));
    let bytes =
        bytes.map_err(|source| PageFailure::Broken(application::Failure::Unwritten(source.to_string())))?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"equality-measures.csv\""),
    ];
    Ok((headers, bytes).into_response())
}

/// A line being filled in.
#[derive(Clone)]
struct Line([String; COLUMNS.len()]);

impl Line {
    fn of(measure: &Measure, part: &Part) -> Self {
        let mut line = Self(Default::default());
        line.set("measure", &measure.id);
        line.set("name", &measure.name);
        line.set("counted", &part.numerator);
        line.set("over", &part.denominator);
        line
    }

    fn set(&mut self, column: &str, value: impl Into<String>) {
        if let Some(place) = COLUMNS.iter().position(|name| *name == column) {
            self.0[place] = value.into();
        }
    }

    fn with(&self, values: &[(&str, &str)]) -> Self {
        let mut line = self.clone();
        for (column, value) in values {
            line.set(column, *value);
        }
        line
    }
}

fn write_part(site: &Site, lines: &mut Vec<[String; COLUMNS.len()]>, line: &Line, found: &ShownPart) {
    let words = site.words();
    let all = words.say("measures-all");
    match found {
        ShownPart::NotKept(records) => lines.push(line.with(&[("note", &not_kept(site, records))]).0),
        ShownPart::Proportion { total, tables } => {
            lines.push(proportion(&line.with(&[("group", &all)]), total).0);
            for table in tables {
                write_table(site, lines, line, table, proportion, |row| &row.name);
            }
        }
        ShownPart::Days { total, tables } => {
            lines.push(days(&line.with(&[("group", &all)]), total).0);
            for table in tables {
                write_table(site, lines, line, table, days, |row| &row.name);
            }
        }
    }
}

fn proportion(line: &Line, row: &ShownRow) -> Line {
    let mut line = line.with(&[("count", &number(row.count)), ("of", &number(row.of))]);
    if let Some(percent) = row.percent {
        line.set("percent", percent.value.to_string());
        line.set("percent_low", percent.low.to_string());
        line.set("percent_high", percent.high.to_string());
    }
    line
}

fn days(line: &Line, row: &ShownDays) -> Line {
    let mut line = line.with(&[("of", &number(row.of))]);
    if let Some((median, ninetieth)) = row.median_and_ninetieth {
        line.set("median_days", median.to_string());
        line.set("ninetieth_days", ninetieth.to_string());
    }
    line
}

fn write_table<R>(
    site: &Site,
    lines: &mut Vec<[String; COLUMNS.len()]>,
    line: &Line,
    table: &ShownTable<R>,
    write: impl Fn(&Line, &R) -> Line,
    name: impl Fn(&R) -> &str,
) {
    let words = site.words();
    let without = |grouping: &str, note: String| line.with(&[("grouping", grouping), ("note", &note)]).0;
    match table {
        ShownTable::NotRecorded { grouping } => {
            let note = words.with("measures-group-not-recorded", &[("grouping", grouping)]);
            lines.push(without(grouping, note));
        }
        ShownTable::Withheld { grouping } => {
            let note = words.with("measures-group-withheld", &[("grouping", grouping)]);
            lines.push(without(grouping, note));
        }
        ShownTable::Rows { grouping, rows, compared, .. } => {
            for row in rows {
                let line = line.with(&[("grouping", grouping), ("group", name(row))]);
                let mut line = write(&line, row);
                if let Some(compared) = compared.as_ref().filter(|compared| compared.group == name(row)) {
                    compare(&mut line, compared);
                }
                lines.push(line.0);
            }
        }
    }
}

fn compare(line: &mut Line, compared: &Compared) {
    line.set("compared_with", &compared.reference);
    found_numbers(line, &compared.found);
}

fn found_numbers(line: &mut Line, found: &Comparison) {
    if let Some(value) = found.ratio {
        line.set("ratio", ratio(value));
        line.set("ratio_low", ratio(found.ratio_interval.low));
        line.set("ratio_high", ratio(found.ratio_interval.high));
    }
    line.set("difference_points", points(found.difference));
    line.set("difference_low", points(found.difference_interval.low));
    line.set("difference_high", points(found.difference_interval.high));
    if let Some(chance) = found.fisher {
        line.set("exact_probability", format!("{chance:.3}"));
    }
}

/// Beside a comparison: whether its difference stands among all of them.
fn standing(site: &Site, lines: &mut [[String; COLUMNS.len()]], tested: &Tested) {
    let Between::Groups { grouping, group, .. } = &tested.between else { return };
    let place = |column: &str| COLUMNS.iter().position(|name| *name == column).unwrap_or_default();
    let is_it = |line: &&mut [String; COLUMNS.len()]| {
        line[place("grouping")] == *grouping && line[place("group")] == *group
    };
    if let Some(line) = lines.iter_mut().find(is_it) {
        line[place("adjusted_probability")] = format!("{:.3}", tested.adjusted);
        line[place("stands")] = site.words().say(stands_name(tested));
    }
}

const fn stands_name(tested: &Tested) -> &'static str {
    if tested.stands { "measures-stands" } else { "measures-stands-not" }
}

/// The months and the teams of a part.
fn write_charts(
    site: &Site,
    lines: &mut Vec<[String; COLUMNS.len()]>,
    line: &Line,
    published: &Published,
    (measure, part): (&str, usize),
) {
    let words = site.words();
    if let Some(found) = published.over_time(measure, part) {
        let grouping = words.say("measures-over-time-table");
        for month in &found.months {
            let (name, _) = month_words(month.month);
            let line = line.with(&[("grouping", &grouping), ("group", &name)]);
            let row = ShownRow { name, count: month.count, of: month.of, percent: month.percent };
            let mut line = proportion(&line, &row);
            if let Some(limits) = month.limits {
                line.set("limit_low", limits.low.to_string());
                line.set("limit_high", limits.high.to_string());
            }
            line.set("place", month_says(site, month));
            lines.push(line.0);
        }
        if let Some(tested) =
            published.tested(measure, part).find(|each| each.between == Between::AfterAndBefore)
        {
            let name = words.say("measures-tested-sides");
            let chance = format!("{:.3}", tested.adjusted);
            let stands = words.say(stands_name(tested));
            let values = [
                ("grouping", &*grouping),
                ("note", &*name),
                ("adjusted_probability", &*chance),
                ("stands", &*stands),
            ];
            let mut line = line.with(&values);
            found_numbers(&mut line, &tested.found);
            lines.push(line.0);
        }
    }
    if let Some(found) = published.teams(measure, part) {
        let grouping = words.say("measures-by-team-table");
        if found.teams.is_empty() {
            let note = words.say("measures-teams-withheld");
            lines.push(line.with(&[("grouping", &grouping), ("note", &note)]).0);
        }
        for team in &found.teams {
            let name = team_name(site, team);
            let line = line.with(&[("grouping", &grouping), ("group", &name)]);
            let row = ShownRow { name, count: team.count, of: team.of, percent: team.percent };
            let mut line = proportion(&line, &row);
            line.set("place", team_says(site, team));
            lines.push(line.0);
        }
    }
}
