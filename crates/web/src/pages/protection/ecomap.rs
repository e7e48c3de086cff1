//! The people and places around a child as an image: the child in the middle, and a line to each that says in words how it is
//! between them. It holds nothing that the list below it does not.

use govuk::Writer;

use super::image::{BOX, EDGE, HIGH, LINE, TEXT, draw, image};

/// Somebody or something around the child.
pub(super) struct Around {
    /// The lines of their box: name, what they are.
    pub(super) lines: [String; 2],
    /// How it is between them and the child, as the form lists it.
    pub(super) tie: String,
    /// The same in words.
    pub(super) said: String,
}

/// Between the child and a column: room for the words on the line.
const REACH: u32 = 210;
/// Between two boxes of a column.
const BETWEEN: u32 = 24;

/// Draws it, described in words.
pub(super) fn write(
    writer: &mut Writer,
    title: &str,
    description: &str,
    child: &[String],
    around: &[Around],
) {
    let rows = u32::try_from(around.len().div_ceil(2)).unwrap_or(1).max(1);
    let height = 2 * EDGE + rows * HIGH + (rows - 1) * BETWEEN;
    let middle = (EDGE + BOX + REACH, (height - HIGH) / 2);
    let width = middle.0 + BOX + REACH + BOX + EDGE;
    image(writer, title, description, (width, height), |writer| {
        for (number, one) in (0_u32..).zip(around) {
            let left = number % 2 == 0;
            let top = EDGE + (number / 2) * (HIGH + BETWEEN);
            let at = if left { (EDGE, top) } else { (middle.0 + BOX + REACH, top) };
            let (from, to) = if left { (at.0 + BOX, middle.0) } else { (at.0, middle.0 + BOX) };
            tie(writer, (from, top + HIGH / 2), (to, middle.1 + HIGH / 2), one);
            draw(writer, at, &one.lines, false, false);
        }
        draw(writer, middle, child, false, true);
    });
}

/// How a line is drawn: its width, and its dashes.
fn stroke(tie: &str) -> (&'static str, &'static str) {
    match tie {
        "close" => ("5", ""),
        "strained" => ("2", "2 5"),
        "none" => ("1", "12 8"),
        "not-safe" => ("4", "14 4 3 4"),
        _ => ("2", ""),
    }
}

fn tie(writer: &mut Writer, from: (u32, u32), to: (u32, u32), one: &Around) {
    let (width, dashes) = stroke(&one.tie);
    writer
        .element("path")
        .attribute("d", &format!("M{} {}L{} {}", from.0, from.1, to.0, to.1))
        .attribute("stroke", LINE)
        .attribute("stroke-width", width)
        .optional("stroke-dasharray", dashes)
        .empty();
    // The words stand nearer to the box than to the child, where lines meet.
    let (x, y) = ((2 * from.0 + to.0) / 3, (2 * from.1 + to.1) / 3);
    writer
        .element("text")
        .attribute("x", &x.to_string())
        .attribute("y", &y.saturating_sub(6).to_string())
        .attribute("text-anchor", "middle")
        .attribute("fill", TEXT)
        .text(&one.said);
}
