use crate::component::conversions;
use crate::writer::{heading_name, when};
use crate::{Attributes, Component, Content, Writer};

/// One section of an accordion.
#[derive(Clone, Debug, Default)]
pub struct AccordionSection {
    /// What the section is about.
    pub heading: Content,
    /// A line under the heading.
    pub summary: Content,
    /// The section itself. Text becomes a paragraph; markup stands as it is.
    pub content: Content,
    /// Whether it is open from the start.
    pub expanded: bool,
}

/// What the script's buttons say; an empty one leaves the script's English.
#[derive(Clone, Debug, Default)]
pub struct AccordionWords {
    /// "Hide all sections".
    pub hide_all_sections: String,
    /// "Hide".
    pub hide_section: String,
    /// "Hide this section".
    pub hide_section_label: String,
    /// "Show all sections".
    pub show_all_sections: String,
    /// "Show".
    pub show_section: String,
    /// "Show this section".
    pub show_section_label: String,
}

/// Sections that open one by one. Without a script all are open.
///
/// Upstream's script gives the buttons a name that differs from what is seen ("Health, Show this section" for
/// "Health Show"), which axe reports. Prefer headings or [`Details`](crate::Details).
#[derive(Clone, Debug)]
pub struct Accordion {
    /// The element's identifier, which must be the only one of its kind on all pages: the browser remembers
    /// under it what was open.
    pub id: String,
    /// The sections.
    pub items: Vec<AccordionSection>,
    /// The level of the headings; 2 by default.
    pub heading_level: u8,
    /// Whether the browser remembers what was open. Switch it off where that would tell who was looking.
    pub remember_expanded: bool,
    /// What the buttons say.
    pub words: AccordionWords,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for Accordion {
    fn default() -> Self {
        Self {
            id: String::new(),
            items: Vec::new(),
            heading_level: 2,
            remember_expanded: true,
            words: AccordionWords::default(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl Component for Accordion {
    fn write(&self, writer: &mut Writer) {
        writer
            .element("div")
            .classes(["govuk-accordion", &self.classes])
            .attribute("data-module", "govuk-accordion")
            .attribute("id", &self.id)
            .optional("data-i18n.hide-all-sections", &self.words.hide_all_sections)
            .optional("data-i18n.hide-section", &self.words.hide_section)
            .optional("data-i18n.hide-section-aria-label", &self.words.hide_section_label)
            .optional("data-i18n.show-all-sections", &self.words.show_all_sections)
            .optional("data-i18n.show-section", &self.words.show_section)
            .optional("data-i18n.show-section-aria-label", &self.words.show_section_label)
            .optional("data-remember-expanded", when(!self.remember_expanded, "false"))
            .attributes(&self.attributes)
            .within(|writer| {
                for (position, section) in self.items.iter().enumerate() {
                    self.write_section(writer, section, position + 1);
                }
            });
    }
}

impl Accordion {
    fn write_section(&self, writer: &mut Writer, section: &AccordionSection, number: usize) {
        let id = |part: &str| format!("{}-{part}-{number}", self.id);
        let expanded = when(section.expanded, "govuk-accordion__section--expanded");
        writer.element("div").classes(["govuk-accordion__section", expanded]).within(|writer| {
            writer.element("div").class("govuk-accordion__section-header").within(|writer| {
                writer
                    .element(heading_name(self.heading_level))
                    .class("govuk-accordion__section-heading")
                    .within(|writer| {
                        writer
                            .element("span")
                            .class("govuk-accordion__section-button")
                            .attribute("id", &id("heading"))
                            .content(&section.heading);
                    });
                if !section.summary.is_empty() {
                    writer
                        .element("div")
                        .class("govuk-accordion__section-summary govuk-body")
                        .attribute("id", &id("summary"))
                        .content(&section.summary);
                }
            });
            writer
                .element("div")
                .attribute("id", &id("content"))
                .class("govuk-accordion__section-content")
                .within(|writer| match &section.content {
                    Content::Html(html) => writer.html(html),
                    Content::Text(text) if text.is_empty() => {}
                    Content::Text(text) => writer.element("p").class("govuk-body").text(text),
                });
        });
    }
}

conversions!(Accordion);
