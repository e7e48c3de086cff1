use super::choice::ChoiceKind;
use super::form_group::{described_by, id_or_name, write_hint_and_error};
use crate::component::conversions;
use crate::writer::when;
use crate::{Attributes, ChoiceItem, Component, ErrorMessage, Fieldset, FormGroup, Hint, Writer};

/// A question with exactly one answer.
#[derive(Clone, Debug, Default)]
pub struct Radios {
    /// The name under which the answer is sent.
    pub name: String,
    /// The start of the fields' identifiers; the name by default.
    pub id_prefix: String,
    /// The question.
    pub fieldset: Option<Fieldset>,
    /// Help with the question.
    pub hint: Option<Hint>,
    /// What is wrong with the answer.
    pub error: Option<ErrorMessage>,
    /// The answers to choose from.
    pub items: Vec<ChoiceItem>,
    /// The value of the chosen answer.
    pub value: String,
    /// Whether the answers stand side by side; only for two short ones.
    pub inline: bool,
    /// Whether the circles are small; for dense pages of practitioners.
    pub small: bool,
    /// The box around the question.
    pub form_group: FormGroup,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

const KIND: ChoiceKind = ChoiceKind { input_type: "radio", block: "govuk-radios" };

impl Radios {
    fn write_inside(&self, writer: &mut Writer, id: &str) {
        write_hint_and_error(writer, id, self.hint.as_ref(), self.error.as_ref());
        let inline = when(self.inline, "govuk-radios--inline");
        let small = when(self.small, "govuk-radios--small");
        writer
            .element("div")
            .classes([KIND.block, inline, small, &self.classes])
            .attributes(&self.attributes)
            .attribute("data-module", "govuk-radios")
            .within(|writer| {
                writer.content(&self.form_group.before);
                for (position, item) in self.items.iter().enumerate() {
                    KIND.write_item(writer, item, position, (id, &self.name, ""), |choice| {
                        choice.checked.unwrap_or(!self.value.is_empty() && choice.value == self.value)
                    });
                }
                writer.content(&self.form_group.after);
            });
    }
}

impl Component for Radios {
    fn write(&self, writer: &mut Writer) {
        let id = id_or_name(&self.id_prefix, &self.name);
        self.form_group.write_around(writer, self.error.as_ref(), |writer| match &self.fieldset {
            Some(fieldset) => {
                let describing = described_by("", id, self.hint.as_ref(), self.error.as_ref());
                let describing = fieldset.described_by(&describing);
                fieldset.write_around(writer, &describing, &fieldset.role, |writer| {
                    self.write_inside(writer, id);
                });
            }
            None => self.write_inside(writer, id),
        });
    }
}

conversions!(Radios);
