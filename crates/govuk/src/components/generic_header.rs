use crate::component::conversions;
use crate::{Attributes, Component, Content, Writer};

/// The top of every page: the organisation's or service's own name, for services that are not on GOV.UK.
#[derive(Clone, Debug)]
pub struct GenericHeader {
    /// The name, or a logo as markup.
    pub logo: Content,
    /// Where it leads; `/` by default.
    pub url: String,
    /// Classes of the box that centres the content, instead of `govuk-width-container`.
    pub container_classes: String,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for GenericHeader {
    fn default() -> Self {
        Self {
            logo: Content::default(),
            url: "/".into(),
            container_classes: "govuk-width-container".into(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl Component for GenericHeader {
    fn write(&self, writer: &mut Writer) {
        writer
            .element("div")
            .classes(["govuk-generic-header", &self.classes])
            .attributes(&self.attributes)
            .within(|writer| {
                let container = ["govuk-generic-header__container", &self.container_classes];
                writer.element("div").classes(container).within(|writer| {
                    writer.element("div").class("govuk-generic-header__logo").within(|writer| {
                        writer
                            .element("a")
                            .attribute("href", &self.url)
                            .class("govuk-generic-header__homepage-link")
                            .content(&self.logo);
                    });
                });
            });
    }
}

conversions!(GenericHeader);
