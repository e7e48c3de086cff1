use crate::component::{conversions, from_content};
use crate::{Attributes, Component, Content, Writer};

/// Words that stand out from the text around them.
#[derive(Clone, Debug, Default)]
pub struct InsetText {
    /// The words.
    pub content: Content,
    /// The element's identifier.
    pub id: String,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Component for InsetText {
    fn write(&self, writer: &mut Writer) {
        writer
            .element("div")
            .optional("id", &self.id)
            .classes(["govuk-inset-text", &self.classes])
            .attributes(&self.attributes)
            .content(&self.content);
    }
}

conversions!(InsetText);
from_content!(InsetText);
