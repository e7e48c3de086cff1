use crate::component::conversions;
use crate::{Attributes, Component, Content, Tag, Writer};

/// Says that the service is still being worked on, or that this is a demonstration.
#[derive(Clone, Debug, Default)]
pub struct PhaseBanner {
    /// The phase: "Alpha", "Beta", "Demonstration".
    pub tag: Tag,
    /// What that means for the person.
    pub content: Content,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Component for PhaseBanner {
    fn write(&self, writer: &mut Writer) {
        writer
            .element("div")
            .classes(["govuk-phase-banner", "govuk-width-container", &self.classes])
            .attributes(&self.attributes)
            .within(|writer| {
                writer.element("p").class("govuk-phase-banner__content").within(|writer| {
                    self.tag.write_as(writer, "govuk-phase-banner__content__tag");
                    writer.text(" ");
                    writer.element("span").class("govuk-phase-banner__text").content(&self.content);
                });
            });
    }
}

conversions!(PhaseBanner);
