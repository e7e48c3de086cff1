use crate::component::conversions;
use crate::writer::joined;
use crate::{Attributes, Component, Content, Writer};

/// A link in the footer.
#[derive(Clone, Debug, Default)]
pub struct FooterLink {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl FooterLink {
    /// A link with nothing but its words and target.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into(), ..Self::default() }
    }
}

/// A titled list of links in the footer.
#[derive(Clone, Debug, Default)]
pub struct FooterSection {
    /// What the links are about.
    pub title: String,
    /// How many columns the list has, if more than one.
    pub columns: Option<u8>,
    /// The section's share of the width, as in "two-thirds"; "full" by default.
    pub width: String,
    /// The links.
    pub items: Vec<FooterLink>,
}

/// The links and words at the very bottom.
#[derive(Clone, Debug)]
pub struct FooterMeta {
    /// The heading, which only screen readers say; "Support links" by default.
    pub visually_hidden_title: String,
    /// The links.
    pub items: Vec<FooterLink>,
    /// Words under the links.
    pub content: Content,
}

impl Default for FooterMeta {
    fn default() -> Self {
        Self { visually_hidden_title: "Support links".into(), items: Vec::new(), content: Content::default() }
    }
}

/// The end of every page: links, licence, copyright. Without crown, crest and the licence's logo, which are
/// not ours to show.
#[derive(Clone, Debug, Default)]
pub struct Footer {
    /// Lists of links.
    pub navigation: Vec<FooterSection>,
    /// Links and words at the very bottom.
    pub meta: Option<FooterMeta>,
    /// Under which licence the words on the pages may be used.
    pub licence: Content,
    /// Whose the words on the pages are.
    pub copyright: Content,
    /// Further classes of the box that centres the content.
    pub container_classes: String,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Component for Footer {
    fn write(&self, writer: &mut Writer) {
        writer.element("div").classes(["govuk-footer", &self.classes]).attributes(&self.attributes).within(
            |writer| {
                writer.element("div").classes(["govuk-width-container", &self.container_classes]).within(
                    |writer| {
                        if !self.navigation.is_empty() {
                            writer.element("div").class("govuk-footer__navigation").within(|writer| {
                                self.navigation.iter().for_each(|section| section.write(writer));
                            });
                            writer.element("hr").class("govuk-footer__section-break").empty();
                        }
                        self.write_meta(writer);
                    },
                );
            },
        );
    }
}

impl Footer {
    fn write_meta(&self, writer: &mut Writer) {
        writer.element("div").class("govuk-footer__meta").within(|writer| {
            writer.element("div").class("govuk-footer__meta-item govuk-footer__meta-item--grow").within(
                |writer| {
                    if let Some(meta) = &self.meta {
                        meta.write(writer);
                    }
                    if !self.licence.is_empty() {
                        writer
                            .element("span")
                            .class("govuk-footer__licence-description")
                            .content(&self.licence);
                    }
                },
            );
            if !self.copyright.is_empty() {
                writer.element("div").class("govuk-footer__meta-item").content(&self.copyright);
            }
        });
    }
}

impl FooterMeta {
    fn write(&self, writer: &mut Writer) {
        writer.element("h2").class("govuk-visually-hidden").text(&self.visually_hidden_title);
        if !self.items.is_empty() {
            writer.element("ul").class("govuk-footer__inline-list").within(|writer| {
                for link in &self.items {
                    writer
                        .element("li")
                        .class("govuk-footer__inline-list-item")
                        .within(|writer| link.write(writer));
                }
            });
        }
        if !self.content.is_empty() {
            writer.element("div").class("govuk-footer__meta-custom").content(&self.content);
        }
    }
}

impl FooterSection {
    fn write(&self, writer: &mut Writer) {
        let width = if self.width.is_empty() { "full" } else { &self.width };
        let columns = self.columns.map(|columns| format!("govuk-footer__list--columns-{columns}"));
        let section = joined("govuk-footer__section", &format!("govuk-grid-column-{width}"));
        writer.element("div").class(&section).within(|writer| {
            writer.element("h2").class("govuk-footer__heading govuk-heading-m").text(&self.title);
            if self.items.is_empty() {
                return;
            }
            let list = ["govuk-footer__list", columns.as_deref().unwrap_or_default()];
            writer.element("ul").classes(list).within(|writer| {
                for link in &self.items {
                    writer.element("li").class("govuk-footer__list-item").within(|writer| link.write(writer));
                }
            });
        });
    }
}

impl FooterLink {
    fn write(&self, writer: &mut Writer) {
        writer
            .element("a")
            .class("govuk-footer__link")
            .attribute("href", &self.href)
            .attributes(&self.attributes)
            .text(&self.text);
    }
}

conversions!(Footer);
