//! A chart of values with their intervals, as an image that can be read without seeing it. It holds nothing that the table
//! beside it does not; shape and text say everything, and no colour does.

use govuk::Writer;

/// One line of a chart.
pub struct Bar {
    /// What it is about.
    pub name: String,
    /// Where the interval begins.
    pub from: u32,
    /// The value.
    pub at: u32,
    /// Where the interval ends.
    pub to: u32,
    /// The value in words, beside the line.
    pub says: String,
}

/// The image's measures, in its own units.
const WIDTH: u32 = 640;
const LABEL: u32 = 260;
const PLOT: u32 = 280;
const LINE: u32 = 34;
const TOP: u32 = 8;
const AXIS: u32 = 28;
/// How many steps the axis has.
const STEPS: u32 = 4;
/// The longest name that fits beside the plot, in letters; the table has it whole.
const NAME_LETTERS: usize = 34;

/// Writes the chart; nothing for no bars. `about` tells charts of one page apart; `most` is the value at the end of the axis.
pub fn write(writer: &mut Writer, about: &str, title: &str, how: &str, bars: &[Bar], most: u32) {
    if bars.is_empty() {
        return;
    }
    let place = |value: u32| LABEL + value.min(most) * PLOT / most.max(1);
    let rows = u32::try_from(bars.len()).unwrap_or(1);
    let bottom = TOP + rows * LINE;
    let described: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.name, bar.says)).collect();
    let words = Words { about, title, how, description: &described.join("; ") };
    figure(writer, &words, WIDTH, bottom + AXIS, |writer| {
        axis(writer, bottom, most, &place);
        for (number, bar) in (0_u32..).zip(bars) {
            line(writer, TOP + number * LINE + LINE / 2, bar, &place);
        }
    });
}

/// What is said of an image.
pub(super) struct Words<'a> {
    /// Tells images of one page apart.
    pub about: &'a str,
    pub title: &'a str,
    /// How it is read.
    pub how: &'a str,
    /// What it shows, value by value.
    pub description: &'a str,
}

/// An image with its words, in a part of the page that can be moved sideways.
pub(super) fn figure(
    writer: &mut Writer,
    words: &Words<'_>,
    width: u32,
    height: u32,
    draw: impl FnOnce(&mut Writer),
) {
    let Words { about, title, how, description } = *words;
    let description = format!("{how} {description}.");
    let (width, height) = (width.to_string(), height.to_string());
    writer.element("figure").class("govuk-!-margin-0").within(|writer| {
        writer.element("figcaption").class("govuk-body-s").text(&format!("{title}. {how}"));
        writer
            .element("div")
            .class("alongside-scroll")
            .attribute("role", "region")
            .attribute("aria-label", &format!("{about}. {title}"))
            .attribute("tabindex", "0")
            .within(|writer| {
                writer
                    .element("svg")
                    .attribute("xmlns", "http://www.w3.org/2000/svg")
                    .attribute("role", "img")
                    .attribute("aria-label", &format!("{title}. {description}"))
                    .attribute("width", &width)
                    .attribute("height", &height)
                    .attribute("viewBox", &format!("0 0 {width} {height}"))
                    .attribute("font-size", "15")
                    .attribute("font-family", "arial, sans-serif")
                    .within(|writer| {
                        writer.element("title").text(title);
                        writer.element("desc").text(&description);
                        draw(writer);
                    });
            });
    });
}

fn axis(writer: &mut Writer, bottom: u32, most: u32, place: &dyn Fn(u32) -> u32) {
    for step in 0..=STEPS {
        let value = most * step / STEPS;
        let at = place(value).to_string();
        writer
            .element("line")
            .attribute("x1", &at)
            .attribute("x2", &at)
            .attribute("y1", &TOP.to_string())
            .attribute("y2", &bottom.to_string())
            .attribute("stroke", "#b1b4b6")
            .empty();
        text(writer, &at, bottom + 20, "middle", &value.to_string());
    }
}

fn line(writer: &mut Writer, middle: u32, bar: &Bar, place: &dyn Fn(u32) -> u32) {
    let name: String = if bar.name.chars().count() > NAME_LETTERS {
        bar.name.chars().take(NAME_LETTERS - 1).chain(std::iter::once('…')).collect()
    } else {
        bar.name.clone()
    };
    text(writer, "0", middle + 5, "start", &name);
    let y = middle.to_string();
    writer
        .element("line")
        .attribute("x1", &place(bar.from).to_string())
        .attribute("x2", &place(bar.to).to_string())
        .attribute("y1", &y)
        .attribute("y2", &y)
        .attribute("stroke", "#0b0c0c")
        .attribute("stroke-width", "3")
        .empty();
    for end in [bar.from, bar.to] {
        let x = place(end).to_string();
        writer
            .element("line")
            .attribute("x1", &x)
            .attribute("x2", &x)
            .attribute("y1", &(middle - 6).to_string())
            .attribute("y2", &(middle + 6).to_string())
            .attribute("stroke", "#0b0c0c")
            .attribute("stroke-width", "3")
            .empty();
    }
    writer
        .element("circle")
        .attribute("cx", &place(bar.at).to_string())
        .attribute("cy", &y)
        .attribute("r", "6")
        .attribute("fill", "#0f4c5c")
        .empty();
    text(writer, &(LABEL + PLOT + 12).to_string(), middle + 5, "start", &bar.says);
}

pub(super) fn text(writer: &mut Writer, x: &str, y: u32, anchor: &str, words: &str) {
    writer
        .element("text")
        .attribute("x", x)
        .attribute("y", &y.to_string())
        .attribute("text-anchor", anchor)
        .attribute("fill", "#0b0c0c")
        .text(words);
}
