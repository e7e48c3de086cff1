use crate::component::conversions;
use crate::writer::{heading_name, joined};
use crate::{Attributes, Button, ButtonStyle, ButtonType, Component, Content, Writer};

/// A link or button of an interruption panel.
#[derive(Clone, Debug, Default)]
pub struct PanelAction {
    /// What it says.
    pub text: String,
    /// Where it leads; without it, it is a button.
    pub href: String,
    /// Whether it looks like a button although it leads somewhere.
    pub as_button: bool,
    /// What a button does when pressed.
    pub button_type: ButtonType,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

/// Says that something is complete, or (as an interruption) that something needs attention first.
#[derive(Clone, Debug)]
pub struct Panel {
    /// What happened.
    pub title: Content,
    /// The reference or one further sentence.
    pub content: Content,
    /// The level of the title's heading; 1 by default.
    pub heading_level: u8,
    /// Whether it interrupts rather than confirms.
    pub interruption: bool,
    /// What can be done, in an interruption; `None` leaves out the box for it.
    pub actions: Option<Vec<PanelAction>>,
    /// Further classes of the box of actions.
    pub actions_classes: String,
    /// Further attributes of the box of actions.
    pub actions_attributes: Attributes,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for Panel {
    fn default() -> Self {
        Self {
            title: Content::default(),
            content: Content::default(),
            heading_level: 1,
            interruption: false,
            actions: None,
            actions_classes: String::new(),
            actions_attributes: Attributes::default(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl Component for Panel {
    fn write(&self, writer: &mut Writer) {
        let variant =
            if self.interruption { "govuk-panel--interruption" } else { "govuk-panel--confirmation" };
        writer
            .element("div")
            .classes(["govuk-panel", variant, &self.classes])
            .attributes(&self.attributes)
            .within(|writer| {
                writer
                    .element(heading_name(self.heading_level))
                    .class("govuk-panel__title")
                    .content(&self.title);
                if !self.content.is_empty() {
                    writer.element("div").class("govuk-panel__body").content(&self.content);
                }
                if let Some(actions) = self.actions.as_ref().filter(|_| self.interruption) {
                    self.write_actions(writer, actions);
                }
            });
    }
}

impl Panel {
    fn write_actions(&self, writer: &mut Writer, actions: &[PanelAction]) {
        writer
            .element("div")
            .classes(["govuk-panel__actions", &self.actions_classes])
            .attributes(&self.actions_attributes)
            .within(|writer| {
                if !actions.is_empty() {
                    writer.element("div").class("govuk-button-group").within(|writer| {
                        for action in actions {
                            action.write(writer);
                        }
                    });
                }
            });
    }
}

impl PanelAction {
    fn write(&self, writer: &mut Writer) {
        if self.href.is_empty() || self.as_button {
            return Button {
                content: self.text.clone().into(),
                style: ButtonStyle::Inverse,
                button_type: self.button_type,
                href: self.href.clone(),
                classes: self.classes.clone(),
                attributes: self.attributes.clone(),
                ..Button::default()
            }
            .write(writer);
        }
        writer
            .element("a")
            .class(&joined("govuk-link govuk-link--inverse", &self.classes))
            .attribute("href", &self.href)
            .attributes(&self.attributes)
            .text(&self.text);
    }
}

conversions!(Panel);
