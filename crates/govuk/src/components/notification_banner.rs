use crate::component::conversions;
use crate::writer::{heading_name, when};
use crate::{Attributes, Component, Content, Writer};

/// News that is not about the page's own question.
#[derive(Clone, Debug)]
pub struct NotificationBanner {
    /// The news. Text is set in the banner's own heading style; markup stands as it is.
    pub content: Content,
    /// Whether it says that something the person did has worked: green, and read out at once.
    pub success: bool,
    /// "Success" or "Important" by default.
    pub title: Content,
    /// The level of the title's heading; 2 by default.
    pub title_heading_level: u8,
    /// The identifier of the title.
    pub title_id: String,
    /// The element's role; by default "alert" for success and otherwise "region".
    pub role: String,
    /// Whether the script leaves the focus where it is.
    pub disable_auto_focus: bool,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for NotificationBanner {
    fn default() -> Self {
        Self {
            content: Content::default(),
            success: false,
            title: Content::default(),
            title_heading_level: 2,
            title_id: "govuk-notification-banner-title".into(),
            role: String::new(),
            disable_auto_focus: false,
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl NotificationBanner {
    /// A banner that says what has worked.
    pub fn success(content: impl Into<Content>) -> Self {
        Self { content: content.into(), success: true, ..Self::default() }
    }

    fn role(&self) -> &str {
        match (self.role.is_empty(), self.success) {
            (false, _) => &self.role,
            (true, true) => "alert",
            (true, false) => "region",
        }
    }
}

impl Component for NotificationBanner {
    fn write(&self, writer: &mut Writer) {
        let success = when(self.success, "govuk-notification-banner--success");
        writer
            .element("div")
            .classes(["govuk-notification-banner", success, &self.classes])
            .attribute("role", self.role())
            .attribute("aria-labelledby", &self.title_id)
            .attribute("data-module", "govuk-notification-banner")
            .optional("data-disable-auto-focus", when(self.disable_auto_focus, "true"))
            .attributes(&self.attributes)
            .within(|writer| {
                writer.element("div").class("govuk-notification-banner__header").within(|writer| {
                    let title = writer
                        .element(heading_name(self.title_heading_level))
                        .class("govuk-notification-banner__title")
                        .attribute("id", &self.title_id);
                    match (self.title.is_empty(), self.success) {
                        (false, _) => title.content(&self.title),
                        (true, true) => title.text("Success"),
                        (true, false) => title.text("Important"),
                    }
                });
                writer.element("div").class("govuk-notification-banner__content").within(
                    |writer| match &self.content {
                        Content::Html(html) => writer.html(html),
                        Content::Text(text) if text.is_empty() => {}
                        Content::Text(text) => {
                            writer.element("p").class("govuk-notification-banner__heading").text(text);
                        }
                    },
                );
            });
    }
}

conversions!(NotificationBanner);
