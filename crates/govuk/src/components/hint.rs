use crate::component::{conversions, from_content};
use crate::{Attributes, Component, Content, Writer};

/// Help with a question, read out together with it.
#[derive(Clone, Debug, Default)]
pub struct Hint {
    /// The help.
    pub content: Content,
    /// The element's identifier; a form component sets it.
    pub id: String,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Hint {
    /// Writes the hint under an identifier that its form component chose, with that component's class.
    pub(crate) fn write_as(&self, writer: &mut Writer, id: &str, class: &str) {
        writer
            .element("div")
            .optional("id", id)
            .classes(["govuk-hint", class, &self.classes])
            .attributes(&self.attributes)
            .content(&self.content);
    }
}

impl Component for Hint {
    fn write(&self, writer: &mut Writer) {
        self.write_as(writer, &self.id, "");
    }
}

conversions!(Hint);
from_content!(Hint);
