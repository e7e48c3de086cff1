use super::form_group::{described_by, id_or_name, write_hint_and_error};
use crate::component::conversions;
use crate::writer::when;
use crate::{Attributes, Component, ErrorMessage, FormGroup, Hint, Label, Writer};

/// One answer of a [`Select`].
#[derive(Clone, Debug, Default)]
pub struct SelectItem {
    /// What is sent; `None` sends the text.
    pub value: Option<String>,
    /// What the person reads.
    pub text: String,
    /// Whether it is chosen; `None` compares it with the component's value.
    pub selected: Option<bool>,
    /// Whether it cannot be chosen.
    pub disabled: bool,
    /// Further attributes.
    pub attributes: Attributes,
}

impl SelectItem {
    /// An answer with nothing but its value and words.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: Some(value.into()), text: text.into(), ..Self::default() }
    }
}

/// A list to choose one answer from. Radios are easier for most people; use this for long lists only.
#[derive(Clone, Debug, Default)]
pub struct Select {
    /// The name under which the answer is sent.
    pub name: String,
    /// The field's identifier; the name by default.
    pub id: String,
    /// What is asked for.
    pub label: Label,
    /// Help with it.
    pub hint: Option<Hint>,
    /// What is wrong with the answer.
    pub error: Option<ErrorMessage>,
    /// The answers to choose from.
    pub items: Vec<SelectItem>,
    /// The value of the chosen answer.
    pub value: String,
    /// Whether nothing can be chosen. Hard to perceive for many people; avoid it.
    pub disabled: bool,
    /// Identifiers of further elements that describe the field.
    pub described_by: String,
    /// The box around the question.
    pub form_group: FormGroup,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Select {
    fn write_item(&self, writer: &mut Writer, item: &SelectItem) {
        let value = item.value.as_ref().unwrap_or(&item.text);
        let option = writer.element("option");
        let option = match &item.value {
            Some(value) => option.attribute("value", value),
            None => option,
        };
        option
            .flag("selected", item.selected.unwrap_or(!self.value.is_empty() && *value == self.value))
            .flag("disabled", item.disabled)
            .attributes(&item.attributes)
            .text(&item.text);
    }
}

impl Component for Select {
    fn write(&self, writer: &mut Writer) {
        let id = id_or_name(&self.id, &self.name);
        let (hint, error) = (self.hint.as_ref(), self.error.as_ref());
        self.form_group.write_around(writer, error, |writer| {
            self.label.write_for(writer, id);
            write_hint_and_error(writer, id, hint, error);
            writer.content(&self.form_group.before);
            writer
                .element("select")
                .classes(["govuk-select", &self.classes, when(error.is_some(), "govuk-select--error")])
                .attribute("id", id)
                .attribute("name", &self.name)
                .flag("disabled", self.disabled)
                .optional("aria-describedby", &described_by(&self.described_by, id, hint, error))
                .attributes(&self.attributes)
                .within(|writer| self.items.iter().for_each(|item| self.write_item(writer, item)));
            writer.content(&self.form_group.after);
        });
    }
}

conversions!(Select);
