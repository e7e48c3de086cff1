use crate::component::conversions;
use crate::writer::when;
use crate::{Attributes, Component, Content, Writer};

/// One thing to put right, with a link to its field.
#[derive(Clone, Debug, Default)]
pub struct ErrorLink {
    /// The same words as the field's own message.
    pub content: Content,
    /// Where the field is, as in `#birth-day`; empty when there is none.
    pub href: String,
    /// Further attributes of the link.
    pub attributes: Attributes,
}

impl ErrorLink {
    /// A message that links to the field with this identifier.
    pub fn to_field(id: &str, content: impl Into<Content>) -> Self {
        Self { content: content.into(), href: format!("#{id}"), ..Self::default() }
    }
}

/// Everything to put right on this page, at its top. The script moves the focus here.
#[derive(Clone, Debug)]
pub struct ErrorSummary {
    /// "There is a problem" by default.
    pub title: Content,
    /// A sentence before the list.
    pub description: Content,
    /// What to put right, in the order of the fields.
    pub errors: Vec<ErrorLink>,
    /// Whether the script leaves the focus where it is.
    pub disable_auto_focus: bool,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for ErrorSummary {
    fn default() -> Self {
        Self {
            title: "There is a problem".into(),
            description: Content::default(),
            errors: Vec::new(),
            disable_auto_focus: false,
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl Component for ErrorSummary {
    fn write(&self, writer: &mut Writer) {
        writer
            .element("div")
            .classes(["govuk-error-summary", &self.classes])
            .optional("data-disable-auto-focus", when(self.disable_auto_focus, "true"))
            .attributes(&self.attributes)
            .attribute("data-module", "govuk-error-summary")
            .within(|writer| {
                // The alert is a child of the element that takes the focus: on the same element, screen
                // readers would say one of the two and drop the other.
                writer.element("div").attribute("role", "alert").within(|writer| {
                    writer.element("h2").class("govuk-error-summary__title").content(&self.title);
                    writer.element("div").class("govuk-error-summary__body").within(|writer| {
                        if !self.description.is_empty() {
                            writer.element("p").content(&self.description);
                        }
                        self.write_list(writer);
                    });
                });
            });
    }
}

impl ErrorSummary {
    fn write_list(&self, writer: &mut Writer) {
        if self.errors.is_empty() {
            return;
        }
        writer.element("ul").class("govuk-list govuk-error-summary__list").within(|writer| {
            for error in &self.errors {
                writer.element("li").within(|writer| {
                    if error.href.is_empty() {
                        return writer.content(&error.content);
                    }
                    writer
                        .element("a")
                        .attribute("href", &error.href)
                        .attributes(&error.attributes)
                        .content(&error.content);
                });
            }
        });
    }
}

conversions!(ErrorSummary);
