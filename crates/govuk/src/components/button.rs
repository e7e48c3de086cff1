use crate::component::conversions;
use crate::writer::when;
use crate::{Attributes, Component, Content, Writer};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonStyle {
    /// The one thing to do on this page.
    #[default]
    Primary,
    /// Anything else.
    Secondary,
    /// An action that is hard to undo.
    Warning,
    /// On a dark background.
    Inverse,
}

/// What the browser does when the button is pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonType {
    /// Sends the form.
    #[default]
    Submit,
    /// Nothing by itself; a script reacts.
    Button,
    /// Empties the form.
    Reset,
}

/// A button, or with `href` a link that looks like one.
#[derive(Clone, Debug, Default)]
pub struct Button {
    /// What the button says.
    pub content: Content,
    /// How much it asks for attention.
    pub style: ButtonStyle,
    /// Makes it a link.
    pub href: String,
    /// What it does when pressed; of no meaning for a link.
    pub button_type: ButtonType,
    /// The name under which its value is sent.
    pub name: String,
    /// The value that is sent.
    pub value: String,
    /// The element's identifier.
    pub id: String,
    /// Whether it cannot be pressed. Hard to perceive for many people; avoid it.
    pub disabled: bool,
    /// Whether the script ignores a second press within a second.
    pub prevent_double_click: bool,
    /// Whether this starts the service: larger, with an arrow.
    pub start: bool,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Button {
    /// The page's main button, which sends its form once.
    pub fn submit(content: impl Into<Content>) -> Self {
        Self { content: content.into(), prevent_double_click: true, ..Self::default() }
    }

    /// A secondary button.
    pub fn secondary(content: impl Into<Content>) -> Self {
        Self { style: ButtonStyle::Secondary, ..Self::submit(content) }
    }

    /// A button for an action that is hard to undo.
    pub fn warning(content: impl Into<Content>) -> Self {
        Self { style: ButtonStyle::Warning, ..Self::submit(content) }
    }

    /// A link that looks like the main button.
    pub fn link(content: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { content: content.into(), href: href.into(), ..Self::default() }
    }

    fn write_inside(&self, writer: &mut Writer) {
        if !self.start {
            return writer.content(&self.content);
        }
        match &self.content {
            // The start button lays out its children with flexbox, which would swallow the spaces between
            // the elements of the markup.
            Content::Html(_) => writer.element("span").content(&self.content),
            Content::Text(text) => writer.text(text),
        }
        writer.raw(START_ICON);
    }
}

const START_ICON: &str = concat!(
    r#"<svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19" "#,
    r#"viewBox="0 0 33 40" aria-hidden="true" focusable="false">"#,
    r#"<path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/></svg>"#
);

impl Component for Button {
    fn write(&self, writer: &mut Writer) {
        let style = match self.style {
            ButtonStyle::Primary => "",
            ButtonStyle::Secondary => "govuk-button--secondary",
            ButtonStyle::Warning => "govuk-button--warning",
            ButtonStyle::Inverse => "govuk-button--inverse",
        };
        let classes = ["govuk-button", style, &self.classes, when(self.start, "govuk-button--start")];
        let element = if self.href.is_empty() {
            writer
                .element("button")
                .attribute(
                    "type",
                    match self.button_type {
                        ButtonType::Submit => "submit",
                        ButtonType::Button => "button",
                        ButtonType::Reset => "reset",
                    },
                )
                .optional("value", &self.value)
                .optional("name", &self.name)
                .flag("disabled", self.disabled)
                .optional("aria-disabled", when(self.disabled, "true"))
                .optional("data-prevent-double-click", when(self.prevent_double_click, "true"))
        } else {
            writer
                .element("a")
                .attribute("href", &self.href)
                .attribute("role", "button")
                .attribute("draggable", "false")
        };
        element
            .classes(classes)
            .attribute("data-module", "govuk-button")
            .attributes(&self.attributes)
            .optional("id", &self.id)
            .within(|writer| self.write_inside(writer));
    }
}

conversions!(Button);
