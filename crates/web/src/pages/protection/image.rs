//! What the images of a family have in common: a frame that may be scrolled, and boxes with a few lines. Text, frames and lines
//! say everything, and no colour does.

use govuk::Writer;

/// The measures, in the image's own units.
pub(super) const BOX: u32 = 190;
pub(super) const HIGH: u32 = 72;
pub(super) const EDGE: u32 = 10;
/// The colour of lines, and of text.
pub(super) const LINE: &str = "#505a5f";
pub(super) const TEXT: &str = "#0b0c0c";
/// The longest text that fits into a box, in letters; the list has it whole.
const LETTERS: usize = 24;

/// An image, described in words.
pub(super) fn image(
    writer: &mut Writer,
    title: &str,
    description: &str,
    (width, height): (u32, u32),
    inner: impl FnOnce(&mut Writer),
) {
    let (width, height) = (width.to_string(), height.to_string());
    let part = writer.element("div").class("alongside-scroll").attribute("role", "region");
    part.attribute("aria-label", title).attribute("tabindex", "0").within(|writer| {
        let image = writer.element("svg").attribute("xmlns", "http://www.w3.org/2000/svg");
        image
            .attribute("role", "img")
            .attribute("aria-label", &format!("{title}. {description}"))
            .attribute("width", &width)
            .attribute("height", &height)
            .attribute("viewBox", &format!("0 0 {width} {height}"))
            .attribute("font-size", "14")
            .attribute("font-family", "arial, sans-serif")
            .within(|writer| {
                writer.element("title").text(title);
                inner(writer);
            });
    });
}

fn frame(writer: &mut Writer, (left, top): (u32, u32), inset: u32, dashes: &str) {
    writer
        .element("rect")
        .attribute("x", &(left + inset).to_string())
        .attribute("y", &(top + inset).to_string())
        .attribute("width", &(BOX - 2 * inset).to_string())
        .attribute("height", &(HIGH - 2 * inset).to_string())
        .attribute("rx", "6")
        .attribute("fill", "#ffffff")
        .attribute("stroke", TEXT)
        .attribute("stroke-width", "2")
        .optional("stroke-dasharray", dashes)
        .empty();
}

/// A box at its left upper corner: a double frame is this child, a broken one is somebody in another home.
pub(super) fn draw(writer: &mut Writer, at: (u32, u32), lines: &[String], broken: bool, double: bool) {
    frame(writer, at, 0, if broken { "6 4" } else { "" });
    if double {
        frame(writer, at, 4, "");
    }
    for (number, line) in (1_u32..).zip(lines) {
        let shown: String = if line.chars().count() > LETTERS {
            line.chars().take(LETTERS - 1).chain(std::iter::once('…')).collect()
        } else {
            line.clone()
        };
        writer
            .element("text")
            .attribute("x", &(at.0 + BOX / 2).to_string())
            .attribute("y", &(at.1 + 5 + number * 19).to_string())
            .attribute("text-anchor", "middle")
            .attribute("fill", TEXT)
            .optional("font-weight", if number == 1 { "bold" } else { "" })
            .text(&shown);
    }
}
