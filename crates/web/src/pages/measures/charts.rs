//! A measure month by month, and team by team, each as a table with its chart beside it.

use govuk::{Cell, Html, Table, Writer};
use guidance::full_date;
use jiff::civil::Date;
use measures::{
    Comparison, Number, Place, ShownMonth, ShownOverTime, ShownPairs, ShownTeam, ShownTeams, Side, Stretch,
};

use super::Reading;
use super::chart::Words;
use super::plot::{self, Limits, Point};
use super::shown::{number, percent, points, ratio};
use crate::pages::work::scroll;
use crate::site::Site;

/// `September 2026`; and what stands below a chart.
pub(super) fn month_words((year, month): (i16, i8)) -> (String, String) {
    Date::new(year, month, 1).map_or_else(
        |_| (String::new(), String::new()),
        |first| (first.strftime("%B %Y").to_string(), first.strftime("%b").to_string()),
    )
}

fn share(whole: u8) -> f64 {
    f64::from(whole) / 100.0
}

/// What a month says beside its numbers.
pub(super) fn month_says(site: &Site, month: &ShownMonth) -> String {
    let words = site.words();
    match (month.outside, month.limits) {
        (Some(Side::Above), _) => words.say("measures-month-above"),
        (Some(Side::Below), _) => words.say("measures-month-below"),
        (None, Some(_)) => words.say("measures-month-inside"),
        (None, None) if month.percent.is_some() => words.say("measures-month-no-limits"),
        (None, None) => words.say("measures-too-few"),
    }
}

/// Month by month.
pub(super) fn over_time(
    site: &Site,
    writer: &mut Writer,
    reading: &Reading,
    about: &str,
    found: &ShownOverTime,
) {
    let words = site.words();
    writer.heading(3, words.say("measures-over-time"));
    let errors = format!("{:.0}", reading.definitions.method.chart_errors);
    let how = words.with("measures-over-time-how", &[("errors", &errors)]);
    let shown = Table {
        caption: words.say("measures-over-time-table"),
        caption_classes: "govuk-table__caption--s".to_owned(),
        first_cell_is_header: true,
        head: Some(super::shown::heads(
            site,
            &[
                "measures-column-month",
                "measures-column-count",
                "measures-column-of",
                "measures-column-percent",
                "measures-column-limits",
                "measures-column-says",
            ],
        )),
        rows: found
            .months
            .iter()
            .map(|month| {
                let limits = month.limits.map_or_else(
                    || words.say("measures-no-limits"),
                    |limits| {
                        let values = [("low", &*limits.low.to_string()), ("high", &*limits.high.to_string())];
                        words.with("measures-limits", &values)
                    },
                );
                vec![
                    Cell::from(month_words(month.month).0.as_str()),
                    Cell::numeric(number(month.count)),
                    Cell::numeric(number(month.of)),
                    Cell::numeric(percent(site, month.percent)),
                    Cell::numeric(limits),
                    Cell::numeric(month_says(site, month)),
                ]
            })
            .collect(),
        classes: "alongside-dense".to_owned(),
        ..Table::default()
    };
    scroll(writer, &format!("{about}. {}", shown.caption), &shown);
    let placed: Vec<Point> = found.months.iter().map(month_point).collect();
    let described: Vec<String> = found
        .months
        .iter()
        .filter_map(|month| {
            let percent = month.percent?;
            let (name, _) = month_words(month.month);
            Some(format!("{name}: {} %, {}", percent.value, month_says(site, month)))
        })
        .collect();
    let title = words.say("measures-over-time-chart");
    let chart = Words { about, title: &title, how: &how, description: &described.join("; ") };
    plot::over_time(writer, &chart, &placed);
    sides(site, writer, reading, found);
}

fn month_point(month: &ShownMonth) -> Point {
    Point {
        at: 0,
        label: month_words(month.month).1,
        value: month.percent.map(|percent| share(percent.value)),
        limits: month.limits.map(|limits| [share(limits.low), share(limits.value), share(limits.high)]),
        outside: month.outside.is_some(),
    }
}

/// Before and after the local protocol was published.
fn sides(site: &Site, writer: &mut Writer, reading: &Reading, found: &ShownOverTime) {
    let words = site.words();
    let Some(day) = reading.changed_on.map(full_date) else { return };
    if !found.months.iter().any(|month| month.stretch != Stretch::Before) {
        writer.paragraph(words.with("measures-sides-not-yet", &[("day", &day)]));
        return;
    }
    let Some(sides) = &found.sides else {
        writer.paragraph(words.with("measures-sides-few", &[("day", &day)]));
        return;
    };
    let values = [
        ("day", &*day),
        ("before", &percent(site, Some(sides.before))),
        ("after", &percent(site, Some(sides.after))),
    ];
    writer.paragraph(words.with("measures-sides", &values));
    differs(site, writer, &sides.found);
    if sides.too_few_to_see {
        writer.paragraph(words.say("measures-power"));
    }
}

fn differs(site: &Site, writer: &mut Writer, found: &Comparison) {
    let words = site.words();
    let difference = found.difference_interval;
    let values = [
        ("points", &*points(found.difference)),
        ("low", &*points(difference.low)),
        ("high", &*points(difference.high)),
    ];
    writer.paragraph(words.with("measures-difference", &values));
    if let Some(value) = found.ratio {
        let interval = found.ratio_interval;
        let values =
            [("ratio", &*ratio(value)), ("low", &*ratio(interval.low)), ("high", &*ratio(interval.high))];
        writer.paragraph(words.with("measures-sides-ratio", &values));
    }
}

/// The name of a team, or what stands for none.
pub(super) fn team_name(site: &Site, team: &ShownTeam) -> String {
    team.name.clone().unwrap_or_else(|| site.words().say("measures-team-none"))
}

/// What a team says beside its numbers.
pub(super) fn team_says(site: &Site, team: &ShownTeam) -> String {
    let name = match team.place {
        None if team.percent.is_some() => "measures-team-no-place",
        None => "measures-too-few",
        Some(Place::Inside) => "measures-team-inside",
        Some(Place::AboveInner) => "measures-team-above-inner",
        Some(Place::BelowInner) => "measures-team-below-inner",
        Some(Place::AboveOuter) => "measures-team-above-outer",
        Some(Place::BelowOuter) => "measures-team-below-outer",
    };
    site.words().say(name)
}

/// Team by team, in the order of their names.
pub(super) fn by_team(site: &Site, writer: &mut Writer, reading: &Reading, about: &str, found: &ShownTeams) {
    let words = site.words();
    writer.heading(3, words.say("measures-by-team"));
    if found.teams.is_empty() {
        writer.paragraph(words.say("measures-teams-withheld"));
        return;
    }
    let shown = Table {
        caption: words.say("measures-by-team-table"),
        caption_classes: "govuk-table__caption--s".to_owned(),
        first_cell_is_header: true,
        head: Some(super::shown::heads(
            site,
            &[
                "measures-column-team",
                "measures-column-count",
                "measures-column-of",
                "measures-column-percent",
                "measures-column-says",
            ],
        )),
        rows: found
            .teams
            .iter()
            .map(|team| {
                vec![
                    Cell::from(team_name(site, team).as_str()),
                    Cell::numeric(number(team.count)),
                    Cell::numeric(number(team.of)),
                    Cell::numeric(percent(site, team.percent)),
                    Cell::numeric(team_says(site, team)),
                ]
            })
            .collect(),
        classes: "alongside-dense".to_owned(),
        ..Table::default()
    };
    scroll(writer, &format!("{about}. {}", shown.caption), &shown);
    let (inner, outer) = reading.definitions.method.funnel;
    let as_percent = |part: f64| format!("{:.1}", part * 100.0).trim_end_matches(".0").to_owned();
    let how =
        words.with("measures-by-team-how", &[("inner", &as_percent(inner)), ("outer", &as_percent(outer))]);
    let described: Vec<String> = found
        .teams
        .iter()
        .filter(|team| team.place.is_some())
        .filter_map(|team| {
            let percent = team.percent?;
            Some(format!("{}: {} %, {}", team_name(site, team), percent.value, team_says(site, team)))
        })
        .collect();
    let title = words.say("measures-by-team-chart");
    let chart = Words { about, title: &title, how: &how, description: &described.join("; ") };
    if let Some(middle) = found.middle {
        let sizes = words.say("measures-by-team-sizes");
        plot::funnel(writer, &chart, &team_points(found), &edges(found), middle, &sizes);
    }
    writer.paragraph(words.say("measures-by-team-no-ranking"));
}

fn size(of: Number) -> Option<u32> {
    match of {
        Number::Rounded(of) => u32::try_from(of).ok(),
        Number::Hidden => None,
    }
}

fn team_points(found: &ShownTeams) -> Vec<Point> {
    let placed = found.teams.iter().filter_map(|team| {
        let outside = matches!(team.place?, Place::AboveOuter | Place::BelowOuter);
        Some(Point {
            at: size(team.of)?,
            label: team.name.clone()?,
            value: Some(share(team.percent?.value)),
            limits: None,
            outside,
        })
    });
    placed.collect()
}

fn edges(found: &ShownTeams) -> Vec<Limits> {
    let line = |outer: bool, limit: &dyn Fn(&measures::Edge) -> f64| Limits {
        points: found
            .funnel
            .iter()
            .filter_map(|edge| Some((u32::try_from(edge.of).ok()?, limit(edge))))
            .collect(),
        outer,
    };
    vec![
        line(false, &|edge| edge.inner.low),
        line(false, &|edge| edge.inner.high),
        line(true, &|edge| edge.outer.low),
        line(true, &|edge| edge.outer.high),
    ]
}

/// Which differences stand among so many, for the page of all measures.
pub(super) fn standing(site: &Site, reading: &Reading) -> Html {
    let words = site.words();
    let tested = &reading.published.tested;
    Html::build(|writer| {
        let level = points(reading.definitions.method.false_discovery);
        if tested.is_empty() {
            writer.paragraph(words.say("measures-standing-none-tested"));
            return;
        }
        let count = tested.len().to_string();
        writer.paragraph(words.with("measures-standing-lead", &[("count", &count), ("level", &level)]));
        let rows = tested.iter().filter(|each| each.main || each.stands).map(|each| {
            vec![
                Cell::from(super::shown::tested_name(site, reading, each)),
                Cell::numeric(each.found.ratio.map_or_else(|| "–".to_owned(), ratio)),
                Cell::numeric(super::shown::chance(each.adjusted)),
                Cell::numeric(words.say(if each.stands { "measures-stands" } else { "measures-stands-not" })),
            ]
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        if rows.is_empty() {
            writer.paragraph(words.say("measures-standing-none"));
            return;
        }
        let table = Table {
            caption: words.say("measures-standing-table"),
            caption_classes: "govuk-table__caption--s".to_owned(),
            first_cell_is_header: true,
            head: Some(super::shown::heads(
                site,
                &[
                    "measures-column-comparison",
                    "measures-column-ratio",
                    "measures-column-adjusted-probability",
                    "measures-column-stands",
                ],
            )),
            rows,
            classes: "alongside-dense".to_owned(),
            ..Table::default()
        };
        scroll(writer, &words.say("measures-standing-table"), &table);
        writer.paragraph(words.say("measures-standing-others"));
    })
}

/// What came of invented requests with and without words about disability.
pub(super) fn vignettes(site: &Site, reading: &Reading, pairs: &ShownPairs) -> Html {
    let words = site.words();
    let asked = &reading.definitions.vignettes;
    Html::build(|writer| {
        writer.element("p").class("govuk-body").within(|writer| {
            writer.text(&words.say("measures-vignettes-lead"));
            writer.text(" ");
            writer.text(&words.with("measures-source", &[("source", &asked.source)]));
            super::shown::badge(site, writer, asked.verified);
        });
        let all = number(pairs.all);
        writer.paragraph(pairs.found.map_or_else(
            || words.with("measures-vignettes-few", &[("pairs", &all)]),
            |found| {
                let values = [
                    ("pairs", &*all),
                    ("with", &percent(site, Some(found.with))),
                    ("without", &percent(site, Some(found.without))),
                    ("chance", &super::shown::chance(found.probability)),
                ];
                words.with("measures-vignettes-found", &values)
            },
        ));
    })
}
