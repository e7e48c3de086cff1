use crate::component::conversions;
use crate::writer::when;
use crate::{Attributes, Component, Content, Writer};

/// One step on the way to this page; without `href` it is this page.
#[derive(Clone, Debug, Default)]
pub struct Breadcrumb {
    /// What the step is called.
    pub content: Content,
    /// Where it leads; empty for the current page.
    pub href: String,
    /// Further attributes of the link.
    pub attributes: Attributes,
}

/// The way from the start page to this page.
#[derive(Clone, Debug)]
pub struct Breadcrumbs {
    /// The steps, outermost first.
    pub items: Vec<Breadcrumb>,
    /// What the landmark is called; "Breadcrumb" by default.
    pub label: String,
    /// Whether small screens show only the first and the last step.
    pub collapse_on_mobile: bool,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for Breadcrumbs {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            label: "Breadcrumb".into(),
            collapse_on_mobile: false,
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl Component for Breadcrumbs {
    fn write(&self, writer: &mut Writer) {
        let collapse = when(self.collapse_on_mobile, "govuk-breadcrumbs--collapse-on-mobile");
        writer
            .element("nav")
            .classes(["govuk-breadcrumbs", &self.classes, collapse])
            .attributes(&self.attributes)
            .attribute("aria-label", &self.label)
            .within(|writer| {
                writer.element("ol").class("govuk-breadcrumbs__list").within(|writer| {
                    self.items.iter().for_each(|item| item.write(writer));
                });
            });
    }
}

impl Breadcrumb {
    fn write(&self, writer: &mut Writer) {
        let step = writer.element("li").class("govuk-breadcrumbs__list-item");
        if self.href.is_empty() {
            step.attribute("aria-current", "page").content(&self.content);
        } else {
            step.within(|writer| {
                writer
                    .element("a")
                    .class("govuk-breadcrumbs__link")
                    .attribute("href", &self.href)
                    .attributes(&self.attributes)
                    .content(&self.content);
            });
        }
    }
}

conversions!(Breadcrumbs);
