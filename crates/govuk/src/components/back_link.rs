use crate::component::conversions;
use crate::{Attributes, Component, Content, Writer};

/// A link to the page before, at the top of a page.
#[derive(Clone, Debug)]
pub struct BackLink {
    /// "Back" by default.
    pub content: Content,
    /// Where the link leads; `#` by default.
    pub href: String,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for BackLink {
    fn default() -> Self {
        Self {
            content: "Back".into(),
            href: "#".into(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl BackLink {
    /// A link that says "Back".
    pub fn to(href: impl Into<String>) -> Self {
        Self { href: href.into(), ..Self::default() }
    }
}

impl Component for BackLink {
    fn write(&self, writer: &mut Writer) {
        writer
            .element("a")
            .attribute("href", &self.href)
            .classes(["govuk-back-link", &self.classes])
            .attributes(&self.attributes)
            .content(&self.content);
    }
}

conversions!(BackLink);
