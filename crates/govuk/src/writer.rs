//! The one place where markup is put together, and therefore the one place that escapes.

use crate::attributes::Attributes;
use crate::component::Component;
use crate::html::{Content, Html};

/// Elements that have no content and no end tag (HTML standard, section 13.1.2, "void elements").
const VOID_ELEMENTS: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Writes markup into one string, escaping every text and every attribute value.
///
/// ```
/// let markup = govuk::Html::build(|writer| {
///     writer.element("p").class("govuk-body").within(|writer| {
///         writer.text("Read by ");
///         writer.element("strong").text("Ama & Bo");
///     });
/// });
/// assert_eq!(markup.as_str(), r#"<p class="govuk-body">Read by <strong>Ama &amp; Bo</strong></p>"#);
/// ```
#[derive(Debug, Default)]
pub struct Writer {
    markup: String,
}

impl Writer {
    /// Begins an element. End it with [`Element::text`], [`Element::content`], [`Element::within`] or
    /// [`Element::empty`].
    ///
    /// Names of elements and attributes are `&'static str`: they come from the program, never from a person.
    #[must_use = "an element is finished by giving its content"]
    pub fn element(&mut self, name: &'static str) -> Element<'_> {
        self.markup.push('<');
        self.markup.push_str(name);
        Element { writer: self, name }
    }

    /// Writes text, escaped.
    pub fn text(&mut self, text: &str) {
        escape_into(&mut self.markup, text);
    }

    /// Writes text or markup.
    pub fn content(&mut self, content: &Content) {
        match content {
            Content::Text(text) => self.text(text),
            Content::Html(html) => self.html(html),
        }
    }

    /// Writes markup as it stands.
    pub fn html(&mut self, html: &Html) {
        self.markup.push_str(html.as_str());
    }

    /// Writes another component.
    pub fn add(&mut self, component: &impl Component) {
        component.write(self);
    }

    /// Writes a paragraph of body text.
    pub fn paragraph(&mut self, content: impl Into<Content>) {
        self.element("p").class("govuk-body").content(&content.into());
    }

    /// Writes a heading of the given level (1 to 6) in the style that the design system pairs with it.
    pub fn heading(&mut self, level: u8, content: impl Into<Content>) {
        let class = match level {
            1 => "govuk-heading-l",
            2 => "govuk-heading-m",
            _ => "govuk-heading-s",
        };
        self.element(heading_name(level)).class(class).content(&content.into());
    }

    /// The markup written so far.
    pub fn finish(self) -> Html {
        Html::from_writer(self.markup)
    }

    pub(crate) fn raw(&mut self, markup: &'static str) {
        self.markup.push_str(markup);
    }
}

/// The element's name for a heading level; a level outside 1 to 6 becomes the nearest there is.
pub(crate) fn heading_name(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

/// `class` when `condition` holds, otherwise nothing; for [`Element::classes`].
pub(crate) fn when(condition: bool, class: &str) -> &str {
    if condition { class } else { "" }
}

/// Two space-separated lists as one; for `class` and `aria-describedby`.
pub(crate) fn joined(first: &str, second: &str) -> String {
    match (first.is_empty(), second.is_empty()) {
        (_, true) => first.to_owned(),
        (true, false) => second.to_owned(),
        (false, false) => format!("{first} {second}"),
    }
}

/// An element whose start tag is still open.
#[derive(Debug)]
#[must_use = "an element is finished by giving its content"]
pub struct Element<'writer> {
    writer: &'writer mut Writer,
    name: &'static str,
}

impl Element<'_> {
    /// Writes the `class` attribute. Use it, or [`Element::classes`], once.
    pub fn class(self, class: &str) -> Self {
        self.attribute("class", class)
    }

    /// Writes the `class` attribute from several parts, of which some may be empty.
    pub fn classes<const COUNT: usize>(self, classes: [&str; COUNT]) -> Self {
        self.writer.markup.push_str(" class=\"");
        for (position, class) in classes.into_iter().filter(|class| !class.is_empty()).enumerate() {
            if position > 0 {
                self.writer.markup.push(' ');
            }
            escape_into(&mut self.writer.markup, class);
        }
        self.writer.markup.push('"');
        self
    }

    /// Writes `name="value"`.
    pub fn attribute(self, name: &'static str, value: &str) -> Self {
        self.named(name, Some(value))
    }

    /// Writes `name="value"` unless the value is empty.
    pub fn optional(self, name: &'static str, value: &str) -> Self {
        if value.is_empty() { self } else { self.attribute(name, value) }
    }

    /// Writes `name` alone, if `condition` holds.
    pub fn flag(self, name: &'static str, condition: bool) -> Self {
        if condition { self.named(name, None) } else { self }
    }

    /// Writes further attributes.
    pub fn attributes(self, attributes: &Attributes) -> Self {
        attributes.iter().fold(self, |element, (name, value)| element.named(name, value))
    }

    /// Ends the element with text inside, escaped.
    pub fn text(self, text: &str) {
        self.within(|writer| writer.text(text));
    }

    /// Ends the element with text or markup inside.
    pub fn content(self, content: &Content) {
        self.within(|writer| writer.content(content));
    }

    /// Ends the element with whatever `write` puts inside.
    pub fn within(self, write: impl FnOnce(&mut Writer)) {
        self.writer.markup.push('>');
        write(self.writer);
        self.writer.markup.push_str("</");
        self.writer.markup.push_str(self.name);
        self.writer.markup.push('>');
    }

    /// Ends the element with nothing inside; elements that cannot have content get no end tag.
    pub fn empty(self) {
        if VOID_ELEMENTS.contains(&self.name) {
            self.writer.markup.push('>');
        } else {
            self.within(|_| ());
        }
    }

    fn named(self, name: &str, value: Option<&str>) -> Self {
        self.writer.markup.push(' ');
        self.writer.markup.push_str(name);
        if let Some(value) = value {
            self.writer.markup.push_str("=\"");
            escape_into(&mut self.writer.markup, value);
            self.writer.markup.push('"');
        }
        self
    }
}

/// Escapes the five characters that can end a text or an attribute value, quoted either way.
fn escape_into(markup: &mut String, text: &str) {
    let mut rest = text;
    while let Some(position) = rest.find(['&', '<', '>', '"', '\'']) {
        let (before, from) = rest.split_at(position);
        markup.push_str(before);
        markup.push_str(match from.as_bytes()[0] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &from[1..];
    }
    markup.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attribute_values_cannot_end_their_quotes() {
        let markup = Html::build(|writer| {
            writer.element("input").attribute("value", "\" onfocus='x'").flag("disabled", true).empty();
        });
        assert_eq!(markup.as_str(), r#"<input value="&quot; onfocus=&#39;x&#39;" disabled>"#);
    }

    #[test]
    fn empty_classes_leave_no_gap() {
        let markup = Html::build(|writer| writer.element("p").classes(["a", "", "b"]).text(""));
        assert_eq!(markup.as_str(), r#"<p class="a b"></p>"#);
    }

    #[test]
    fn lists_are_joined_without_stray_spaces() {
        let table = [("", "", ""), ("a", "", "a"), ("", "b", "b"), ("a", "b", "a b")];
        for (first, second, expected) in table {
            assert_eq!(joined(first, second), expected);
        }
    }
}
