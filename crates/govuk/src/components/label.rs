use crate::component::{conversions, from_content};
use crate::{Attributes, Component, Content, Writer};

/// The name of a field.
#[derive(Clone, Debug, Default)]
pub struct Label {
    /// What the field is called. Nothing is written when it is empty.
    pub content: Content,
    /// The identifier of the field; a form component sets it.
    pub for_id: String,
    /// Whether this is also the page's first heading.
    pub is_page_heading: bool,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Label {
    /// A label that is the page's first heading; for a page that asks one question.
    pub fn page_heading(content: impl Into<Content>) -> Self {
        Self {
            is_page_heading: true,
            classes: "govuk-label--l".into(),
            content: content.into(),
            ..Self::default()
        }
    }

    /// A label in bold, one of several questions on a page.
    pub fn bold(content: impl Into<Content>) -> Self {
        Self { classes: "govuk-label--s".into(), ..Self::from(content.into()) }
    }

    /// A label that only screen readers say; for a field whose purpose is plain to see.
    pub fn visually_hidden(content: impl Into<Content>) -> Self {
        Self { classes: "govuk-visually-hidden".into(), ..Self::from(content.into()) }
    }

    /// Writes the label of the field with this identifier.
    pub(crate) fn write_for(&self, writer: &mut Writer, id: &str) {
        if self.content.is_empty() {
            return;
        }
        if self.is_page_heading {
            writer.element("h1").class("govuk-label-wrapper").within(|writer| self.write_element(writer, id));
        } else {
            self.write_element(writer, id);
        }
    }

    fn write_element(&self, writer: &mut Writer, id: &str) {
        writer
            .element("label")
            .classes(["govuk-label", &self.classes])
            .attributes(&self.attributes)
            .optional("for", id)
            .content(&self.content);
    }
}

impl Component for Label {
    fn write(&self, writer: &mut Writer) {
        self.write_for(writer, &self.for_id);
    }
}

conversions!(Label);
from_content!(Label);
