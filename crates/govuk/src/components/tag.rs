use crate::component::{conversions, from_content};
use crate::{Attributes, Component, Content, Writer};

/// The status of something, in a coloured box.
#[derive(Clone, Debug, Default)]
pub struct Tag {
    /// The status. The colour alone never says it.
    pub content: Content,
    /// Further classes, such as `govuk-tag--green`.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Tag {
    /// A tag in one of the design system's colours: "grey", "green", "turquoise", "blue", "purple", "pink",
    /// "red", "orange", "yellow".
    pub fn coloured(colour: &str, content: impl Into<Content>) -> Self {
        Self { classes: format!("govuk-tag--{colour}"), ..Self::from(content.into()) }
    }

    /// Writes the tag with a class of the component around it.
    pub(crate) fn write_as(&self, writer: &mut Writer, class: &str) {
        writer
            .element("strong")
            .classes(["govuk-tag", class, &self.classes])
            .attributes(&self.attributes)
            .content(&self.content);
    }
}

impl Component for Tag {
    fn write(&self, writer: &mut Writer) {
        self.write_as(writer, "");
    }
}

conversions!(Tag);
from_content!(Tag);
