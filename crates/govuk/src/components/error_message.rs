use crate::component::{conversions, from_content};
use crate::{Attributes, Component, Content, Writer};

/// What is wrong with an answer and what to do.
#[derive(Clone, Debug)]
pub struct ErrorMessage {
    /// The message.
    pub content: Content,
    /// Said before the message to people who cannot see its colour; "Error" by default, empty for nothing.
    pub visually_hidden_text: String,
    /// The element's identifier; a form component sets it.
    pub id: String,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for ErrorMessage {
    fn default() -> Self {
        Self {
            content: Content::default(),
            visually_hidden_text: "Error".into(),
            id: String::new(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl ErrorMessage {
    /// Writes the message under an identifier that its form component chose.
    pub(crate) fn write_as(&self, writer: &mut Writer, id: &str) {
        writer
            .element("p")
            .optional("id", id)
            .classes(["govuk-error-message", &self.classes])
            .attributes(&self.attributes)
            .within(|writer| {
                if !self.visually_hidden_text.is_empty() {
                    writer.element("span").class("govuk-visually-hidden").within(|writer| {
                        writer.text(&self.visually_hidden_text);
                        writer.text(":");
                    });
                    writer.text(" ");
                }
                writer.content(&self.content);
            });
    }
}

impl Component for ErrorMessage {
    fn write(&self, writer: &mut Writer) {
        self.write_as(writer, &self.id);
    }
}

conversions!(ErrorMessage);
from_content!(ErrorMessage);
