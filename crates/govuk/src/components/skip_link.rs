use crate::component::conversions;
use crate::{Attributes, Component, Content, Writer};

/// Takes people who use a keyboard past the header.
#[derive(Clone, Debug)]
pub struct SkipLink {
    /// "Skip to main content" by default.
    pub content: Content,
    /// Where it leads; `#main-content` by default.
    pub href: String,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for SkipLink {
    fn default() -> Self {
        Self {
            content: "Skip to main content".into(),
            href: "#main-content".into(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl Component for SkipLink {
    fn write(&self, writer: &mut Writer) {
        writer
            .element("a")
            .attribute("href", &self.href)
            .classes(["govuk-skip-link", &self.classes])
            .attributes(&self.attributes)
            .attribute("data-module", "govuk-skip-link")
            .content(&self.content);
    }
}

conversions!(SkipLink);
