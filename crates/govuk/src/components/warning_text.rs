use crate::component::{conversions, from_content};
use crate::{Attributes, Component, Content, Writer};

/// Something important, such as what happens if nothing is done.
#[derive(Clone, Debug)]
pub struct WarningText {
    /// The warning.
    pub content: Content,
    /// Said in place of the exclamation mark; "Warning" by default.
    pub icon_fallback_text: String,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for WarningText {
    fn default() -> Self {
        Self {
            content: Content::default(),
            icon_fallback_text: "Warning".into(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl Component for WarningText {
    fn write(&self, writer: &mut Writer) {
        writer
            .element("div")
            .classes(["govuk-warning-text", &self.classes])
            .attributes(&self.attributes)
            .within(|writer| {
                writer
                    .element("span")
                    .class("govuk-warning-text__icon")
                    .attribute("aria-hidden", "true")
                    .text("!");
                writer.text(" ");
                writer.element("strong").class("govuk-warning-text__text").within(|writer| {
                    writer.element("span").class("govuk-visually-hidden").text(&self.icon_fallback_text);
                    writer.text(" ");
                    writer.content(&self.content);
                });
            });
    }
}

conversions!(WarningText);
from_content!(WarningText);
