//! Two texts that were written at the same time, side by side, so that no word of either is lost.

use govuk::{Html, Writer};

/// One of two texts.
pub struct Text<'a> {
    /// Whose it is, and when it was written.
    pub title: &'a str,
    /// What it says.
    pub words: &'a str,
}

/// Both texts.
pub fn view(theirs: &Text<'_>, yours: &Text<'_>) -> Html {
    Html::build(|writer| {
        writer.element("div").class("alongside-two-texts").within(|writer| {
            write(writer, theirs);
            write(writer, yours);
        });
    })
}

fn write(writer: &mut Writer, text: &Text<'_>) {
    writer.element("section").within(|writer| {
        writer.heading(2, text.title);
        writer.element("p").class("govuk-body alongside-as-written").text(text.words);
    });
}
