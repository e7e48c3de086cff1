use crate::component::conversions;
use crate::{Attributes, Component, Content, Writer};

/// More about something, for those who want it.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// What can be read by opening it.
    pub summary: Content,
    /// What is read then.
    pub content: Content,
    /// Whether it is open from the start.
    pub open: bool,
    /// The element's identifier.
    pub id: String,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Component for Details {
    fn write(&self, writer: &mut Writer) {
        writer
            .element("details")
            .optional("id", &self.id)
            .classes(["govuk-details", &self.classes])
            .attributes(&self.attributes)
            .flag("open", self.open)
            .within(|writer| {
                writer.element("summary").class("govuk-details__summary").within(|writer| {
                    writer.element("span").class("govuk-details__summary-text").content(&self.summary);
                });
                writer.element("div").class("govuk-details__text").content(&self.content);
            });
    }
}

conversions!(Details);
