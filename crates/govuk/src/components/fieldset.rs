use crate::component::{conversions, from_content};
use crate::writer::joined;
use crate::{Attributes, Component, Content, Html, Writer};

/// The name of a group of fields.
#[derive(Clone, Debug, Default)]
pub struct Legend {
    /// What the group is called. Nothing is written when it is empty.
    pub content: Content,
    /// Whether this is also the page's first heading.
    pub is_page_heading: bool,
    /// Further classes.
    pub classes: String,
}

/// A group of fields that answer one question.
#[derive(Clone, Debug, Default)]
pub struct Fieldset {
    /// The question.
    pub legend: Legend,
    /// Identifiers of elements that describe the group, separated by spaces.
    pub described_by: String,
    /// The element's role, where it differs from that of a fieldset.
    pub role: String,
    /// The fields, when the fieldset is used by itself; a form component puts its own inside.
    pub html: Html,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Fieldset {
    /// A question that is the page's first heading; for a page that asks one question.
    pub fn page_heading(question: impl Into<Content>) -> Self {
        Self {
            legend: Legend {
                content: question.into(),
                is_page_heading: true,
                classes: "govuk-fieldset__legend--l".into(),
            },
            ..Self::default()
        }
    }

    /// One of several questions on a page.
    pub fn question(question: impl Into<Content>) -> Self {
        Self {
            legend: Legend { classes: "govuk-fieldset__legend--m".into(), ..Legend::from(question.into()) },
            ..Self::default()
        }
    }

    /// Writes the fieldset around the fields of a form component.
    pub(crate) fn write_around(
        &self,
        writer: &mut Writer,
        described_by: &str,
        role: &str,
        inside: impl FnOnce(&mut Writer),
    ) {
        writer
            .element("fieldset")
            .classes(["govuk-fieldset", &self.classes])
            .optional("role", role)
            .optional("aria-describedby", described_by)
            .attributes(&self.attributes)
            .within(|writer| {
                self.legend.write(writer);
                inside(writer);
            });
    }

    /// The group's own describing elements followed by those of the form component.
    pub(crate) fn described_by(&self, others: &str) -> String {
        joined(&self.described_by, others)
    }
}

impl Legend {
    fn write(&self, writer: &mut Writer) {
        if self.content.is_empty() {
            return;
        }
        let legend = writer.element("legend").classes(["govuk-fieldset__legend", &self.classes]);
        if self.is_page_heading {
            legend.within(|writer| {
                writer.element("h1").class("govuk-fieldset__heading").content(&self.content);
            });
        } else {
            legend.content(&self.content);
        }
    }
}

impl Component for Fieldset {
    fn write(&self, writer: &mut Writer) {
        self.write_around(writer, &self.described_by, &self.role, |writer| writer.html(&self.html));
    }
}

conversions!(Fieldset);
from_content!(Legend);
