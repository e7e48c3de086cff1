//! Two charts of percentages: month by month, and team by team beside the limits of its size. Like the other charts they
//! hold nothing that the table beside them does not, and no colour says anything: what lies outside is a square.

use govuk::Writer;

use super::chart::{Words, figure, text};

/// A point and the limits beside it, in parts of 1.
pub struct Point {
    /// Where it stands from left to right, in the units of that axis.
    pub at: u32,
    /// What stands below it; nothing where it is not named there.
    pub label: String,
    /// The value; none where it is hidden.
    pub value: Option<f64>,
    /// The lower limit, the middle and the upper limit; none where there are none.
    pub limits: Option<[f64; 3]>,
    /// Whether it lies outside.
    pub outside: bool,
}

/// A line of limits, as parts of 1 by size.
pub struct Limits {
    /// From left to right: the size and the limit.
    pub points: Vec<(u32, f64)>,
    /// Whether it is one of the outer ones.
    pub outer: bool,
}

/// The images' measures, in their own units.
const LEFT: u32 = 56;
const RIGHT: u32 = 24;
const TOP: u32 = 12;
const PLOT: u32 = 220;
const AXIS: u32 = 44;
const MONTH: u32 = 44;
const FUNNEL: u32 = 540;
/// How many steps an axis has.
const STEPS: u32 = 4;
/// What an axis of percentages may end with, in hundredths.
const ENDS: [u32; 6] = [4, 8, 20, 40, 60, 100];

/// The end of the axis: the first that holds every value.
fn end(values: impl Iterator<Item = f64>) -> u32 {
    let most = values.fold(0.0_f64, f64::max) * 100.0;
    ENDS.into_iter().find(|end| f64::from(*end) >= most).unwrap_or(100)
}

/// How far down a part of 1 stands.
fn down(part: f64, end: u32) -> String {
    let share = (part * 100.0 / f64::from(end)).clamp(0.0, 1.0);
    format!("{:.0}", f64::from(TOP + PLOT) - share * f64::from(PLOT))
}

fn percentages(writer: &mut Writer, width: u32, end: u32) {
    for step in 0..=STEPS {
        let value = end * step / STEPS;
        let y = down(f64::from(value) / 100.0, end);
        stroke(writer, [&LEFT.to_string(), &y, &(width - RIGHT).to_string(), &y], "#b1b4b6", "1", "");
        let below = TOP + PLOT - PLOT * step / STEPS + 5;
        text(writer, &(LEFT - 8).to_string(), below, "end", &format!("{value} %"));
    }
}

fn stroke(writer: &mut Writer, [x1, y1, x2, y2]: [&str; 4], colour: &str, width: &str, dashes: &str) {
    writer
        .element("line")
        .attribute("x1", x1)
        .attribute("y1", y1)
        .attribute("x2", x2)
        .attribute("y2", y2)
        .attribute("stroke", colour)
        .attribute("stroke-width", width)
        .optional("stroke-dasharray", dashes)
        .empty();
}

fn mark(writer: &mut Writer, x: u32, y: &str, outside: bool) {
    if outside {
        let half = 7;
        let above = y.parse::<u32>().unwrap_or(half).saturating_sub(half);
        writer
            .element("rect")
            .attribute("x", &(x - half).to_string())
            .attribute("y", &above.to_string())
            .attribute("width", &(half * 2).to_string())
            .attribute("height", &(half * 2).to_string())
            .attribute("fill", "#0b0c0c")
            .empty();
    } else {
        writer
            .element("circle")
            .attribute("cx", &x.to_string())
            .attribute("cy", y)
            .attribute("r", "5")
            .attribute("fill", "#0f4c5c")
            .empty();
    }
}

/// Month by month, from left to right.
pub fn over_time(writer: &mut Writer, words: &Words<'_>, points: &[Point]) {
    if points.iter().all(|point| point.value.is_none()) {
        return;
    }
    let months = u32::try_from(points.len()).unwrap_or(1);
    let width = (LEFT + months * MONTH + RIGHT).max(LEFT + MONTH * STEPS);
    let highest = points.iter().filter_map(|point| point.limits.map(|limits| limits[2]));
    let end = end(points.iter().filter_map(|point| point.value).chain(highest));
    figure(writer, words, width, TOP + PLOT + AXIS, |writer| {
        percentages(writer, width, end);
        let mut before: Option<(u32, String)> = None;
        for (place, point) in (0_u32..).zip(points) {
            let x = LEFT + place * MONTH + MONTH / 2;
            let (left, right) = ((x - MONTH / 2).to_string(), (x + MONTH / 2).to_string());
            if let Some([low, middle, high]) = point.limits {
                for (limit, dashes) in [(low, "6 3"), (middle, ""), (high, "6 3")] {
                    let y = down(limit, end);
                    stroke(writer, [&left, &y, &right, &y], "#505a5f", "2", dashes);
                }
            }
            // A month that is hidden breaks the line.
            let here = point.value.map(|value| (x, down(value, end)));
            if let (Some((from, above)), Some((to, below))) = (&before, &here) {
                stroke(writer, [&from.to_string(), above, &to.to_string(), below], "#0f4c5c", "2", "");
            }
            before = here;
            text(writer, &x.to_string(), TOP + PLOT + 22, "middle", &point.label);
        }
        for (place, point) in (0_u32..).zip(points) {
            if let Some(value) = point.value {
                mark(writer, LEFT + place * MONTH + MONTH / 2, &down(value, end), point.outside);
            }
        }
    });
}

/// Team by team, each at its size.
pub fn funnel(
    writer: &mut Writer,
    words: &Words<'_>,
    points: &[Point],
    limits: &[Limits],
    middle: f64,
    sizes: &str,
) {
    let most = points.iter().map(|point| point.at).max().unwrap_or(0);
    if most == 0 {
        return;
    }
    let highest = limits.iter().flat_map(|line| &line.points).map(|(_, limit)| *limit);
    let end = end(points.iter().filter_map(|point| point.value).chain(highest));
    let across = |size: u32| {
        LEFT + u32::try_from(u64::from(size) * u64::from(FUNNEL) / u64::from(most)).unwrap_or(FUNNEL)
    };
    let width = LEFT + FUNNEL + RIGHT;
    figure(writer, words, width, TOP + PLOT + AXIS, |writer| {
        percentages(writer, width, end);
        let y = down(middle, end);
        stroke(writer, [&LEFT.to_string(), &y, &across(most).to_string(), &y], "#505a5f", "2", "");
        for line in limits {
            let placed: Vec<String> = line
                .points
                .iter()
                .map(|(size, limit)| format!("{},{}", across(*size), down(*limit, end)))
                .collect();
            writer
                .element("polyline")
                .attribute("points", &placed.join(" "))
                .attribute("fill", "none")
                .attribute("stroke", "#505a5f")
                .attribute("stroke-width", "2")
                .optional("stroke-dasharray", if line.outer { "" } else { "6 3" })
                .empty();
        }
        for point in points {
            if let Some(value) = point.value {
                let (x, y) = (across(point.at), down(value, end));
                mark(writer, x, &y, point.outside);
                let above = y.parse::<u32>().unwrap_or(0).saturating_sub(10).max(TOP);
                text(
                    writer,
                    &x.to_string(),
                    above,
                    if x > width / 2 { "end" } else { "start" },
                    &point.label,
                );
            }
        }
        for step in 1..=STEPS {
            let size = most * step / STEPS;
            text(writer, &across(size).to_string(), TOP + PLOT + 20, "middle", &size.to_string());
        }
        text(writer, &LEFT.to_string(), TOP + PLOT + 40, "start", sizes);
    });
}
