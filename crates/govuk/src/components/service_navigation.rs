use crate::component::conversions;
use crate::writer::when;
use crate::{Attributes, Component, Content, Html, Writer};

/// One place in the service.
#[derive(Clone, Debug, Default)]
pub struct NavigationItem {
    /// What it is called.
    pub content: Content,
    /// Where it is; without it, it is only text.
    pub href: String,
    /// Whether it is this very page.
    pub current: bool,
    /// Whether this page is somewhere below it.
    pub active: bool,
    /// Further attributes of the link.
    pub attributes: Attributes,
}

impl NavigationItem {
    /// A place with nothing but its name and address.
    pub fn new(content: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { content: content.into(), href: href.into(), ..Self::default() }
    }
}

/// The service's name and its main places.
#[derive(Clone, Debug)]
pub struct ServiceNavigation {
    /// The service's name.
    pub service_name: String,
    /// Where the name leads.
    pub service_url: String,
    /// The places.
    pub navigation: Vec<NavigationItem>,
    /// Whether small screens hide the places behind a button; by default when there are at least two.
    pub collapse_on_mobile: Option<bool>,
    /// What the navigation is called for screen readers; the button's words by default.
    pub navigation_label: String,
    /// The identifier of the list; "navigation" by default.
    pub navigation_id: String,
    /// Further classes of the navigation.
    pub navigation_classes: String,
    /// What the button says; "Menu" by default.
    pub menu_button_text: String,
    /// What screen readers say for the button, if something else.
    pub menu_button_label: String,
    /// What the whole section is called; "Service information" by default.
    pub label: String,
    /// Put before the name.
    pub start: Html,
    /// Put at the end, such as the signed-in person's name.
    pub end: Html,
    /// Whether what is at the end stands on the same line.
    pub end_inline: bool,
    /// Put before the first place, as list items.
    pub navigation_start: Html,
    /// Put after the last place, as list items.
    pub navigation_end: Html,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for ServiceNavigation {
    fn default() -> Self {
        Self {
            service_name: String::new(),
            service_url: String::new(),
            navigation: Vec::new(),
            collapse_on_mobile: None,
            navigation_label: String::new(),
            navigation_id: "navigation".into(),
            navigation_classes: String::new(),
            menu_button_text: "Menu".into(),
            menu_button_label: String::new(),
            label: "Service information".into(),
            start: Html::default(),
            end: Html::default(),
            end_inline: false,
            navigation_start: Html::default(),
            navigation_end: Html::default(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl Component for ServiceNavigation {
    fn write(&self, writer: &mut Writer) {
        // With a name or something beside it this is more than navigation, and so a landmark of its own.
        let is_section = !(self.service_name.is_empty() && self.start.is_empty() && self.end.is_empty());
        let element = if is_section {
            writer.element("section").attribute("aria-label", &self.label)
        } else {
            writer.element("div")
        };
        element
            .classes(["govuk-service-navigation", &self.classes])
            .attribute("data-module", "govuk-service-navigation")
            .attributes(&self.attributes)
            .within(|writer| {
                let inlining = when(self.end_inline, "govuk-service-navigation__inlining-container");
                writer.element("div").classes(["govuk-width-container", inlining]).within(|writer| {
                    writer.html(&self.start);
                    writer.element("div").class("govuk-service-navigation__container").within(|writer| {
                        self.write_name(writer);
                        self.write_navigation(writer);
                    });
                    writer.html(&self.end);
                });
            });
    }
}

impl ServiceNavigation {
    fn write_name(&self, writer: &mut Writer) {
        if self.service_name.is_empty() {
            return;
        }
        writer.element("span").class("govuk-service-navigation__service-name").within(|writer| {
            if self.service_url.is_empty() {
                writer.element("span").class("govuk-service-navigation__text").text(&self.service_name);
            } else {
                writer
                    .element("a")
                    .attribute("href", &self.service_url)
                    .class("govuk-service-navigation__link")
                    .text(&self.service_name);
            }
        });
    }

    fn write_navigation(&self, writer: &mut Writer) {
        if self.navigation.is_empty() && self.navigation_start.is_empty() && self.navigation_end.is_empty() {
            return;
        }
        let label =
            if self.navigation_label.is_empty() { &self.menu_button_text } else { &self.navigation_label };
        writer
            .element("nav")
            .attribute("aria-label", label)
            .classes(["govuk-service-navigation__wrapper", &self.navigation_classes])
            .within(|writer| {
                if self.collapse_on_mobile.unwrap_or(self.navigation.len() > 1) {
                    self.write_button(writer);
                }
                writer
                    .element("ul")
                    .class("govuk-service-navigation__list")
                    .attribute("id", &self.navigation_id)
                    .within(|writer| {
                        writer.html(&self.navigation_start);
                        self.navigation.iter().for_each(|item| item.write(writer));
                        writer.html(&self.navigation_end);
                    });
            });
    }

    fn write_button(&self, writer: &mut Writer) {
        let label =
            if self.menu_button_label == self.menu_button_text { "" } else { &self.menu_button_label };
        writer
            .element("button")
            .attribute("type", "button")
            .class("govuk-service-navigation__toggle govuk-js-service-navigation-toggle")
            .attribute("aria-controls", &self.navigation_id)
            .optional("aria-label", label)
            .flag("hidden", true)
            .attribute("aria-hidden", "true")
            .text(&self.menu_button_text);
    }
}

impl NavigationItem {
    fn write(&self, writer: &mut Writer) {
        let here = self.active || self.current;
        let current = match (self.current, self.active) {
            (true, _) => "page",
            (false, true) => "true",
            (false, false) => "",
        };
        let inside = |writer: &mut Writer| {
            if here {
                // `strong`, so that people with their own colours still see where they are.
                writer
                    .element("strong")
                    .class("govuk-service-navigation__active-fallback")
                    .content(&self.content);
            } else {
                writer.content(&self.content);
            }
        };
        writer
            .element("li")
            .classes(["govuk-service-navigation__item", when(here, "govuk-service-navigation__item--active")])
            .within(|writer| {
                if !self.href.is_empty() {
                    writer
                        .element("a")
                        .class("govuk-service-navigation__link")
                        .attribute("href", &self.href)
                        .optional("aria-current", current)
                        .attributes(&self.attributes)
                        .within(inside);
                } else if !self.content.is_empty() {
                    writer
                        .element("span")
                        .class("govuk-service-navigation__text")
                        .optional("aria-current", current)
                        .within(inside);
                }
            });
    }
}

conversions!(ServiceNavigation);
