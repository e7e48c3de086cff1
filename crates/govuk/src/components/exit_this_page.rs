use crate::component::conversions;
use crate::{Attributes, Button, ButtonStyle, Component, Content, Html, Writer};

/// Where people are taken who leave in a hurry: a page that anyone might be reading (upstream's default).
const DEFAULT_REDIRECT: &str = "https://www.bbc.co.uk/weather";

/// A button that leaves this service at once; pressing Shift three times does the same.
#[derive(Clone, Debug)]
pub struct ExitThisPage {
    /// "Exit this page" by default, preceded by a hidden "Emergency".
    pub content: Content,
    /// Where it leads.
    pub redirect_url: String,
    /// Said once it works ("Loading."); an empty one leaves the script's English, here and below.
    pub activated_text: String,
    /// Said when the time for pressing Shift is over.
    pub timed_out_text: String,
    /// Said after the first press.
    pub press_two_more_times_text: String,
    /// Said after the second press.
    pub press_one_more_time_text: String,
    /// The element's identifier.
    pub id: String,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for ExitThisPage {
    fn default() -> Self {
        Self {
            content: Content::Html(Html::build(|writer| {
                writer.element("span").class("govuk-visually-hidden").text("Emergency");
                writer.text(" Exit this page");
            })),
            redirect_url: DEFAULT_REDIRECT.into(),
            activated_text: String::new(),
            timed_out_text: String::new(),
            press_two_more_times_text: String::new(),
            press_one_more_time_text: String::new(),
            id: String::new(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl Component for ExitThisPage {
    fn write(&self, writer: &mut Writer) {
        writer
            .element("div")
            .optional("id", &self.id)
            .classes(["govuk-exit-this-page", &self.classes])
            .attribute("data-module", "govuk-exit-this-page")
            .attributes(&self.attributes)
            .optional("data-i18n.activated", &self.activated_text)
            .optional("data-i18n.timed-out", &self.timed_out_text)
            .optional("data-i18n.press-two-more-times", &self.press_two_more_times_text)
            .optional("data-i18n.press-one-more-time", &self.press_one_more_time_text)
            .within(|writer| {
                writer.add(&Button {
                    content: self.content.clone(),
                    style: ButtonStyle::Warning,
                    classes: "govuk-exit-this-page__button govuk-js-exit-this-page-button".into(),
                    href: self.redirect_url.clone(),
                    attributes: Attributes::new().with("rel", "nofollow noreferrer"),
                    ..Button::default()
                });
            });
    }
}

conversions!(ExitThisPage);
