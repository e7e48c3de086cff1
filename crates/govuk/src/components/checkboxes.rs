use super::choice::ChoiceKind;
use super::form_group::{described_by, id_or_name, write_hint_and_error};
use crate::component::conversions;
use crate::writer::when;
use crate::{Attributes, ChoiceItem, Component, ErrorMessage, Fieldset, FormGroup, Hint, Writer};

/// A question with any number of answers.
#[derive(Clone, Debug, Default)]
pub struct Checkboxes {
    /// The name under which the answers are sent.
    pub name: String,
    /// The start of the fields' identifiers; the name by default.
    pub id_prefix: String,
    /// The question.
    pub fieldset: Option<Fieldset>,
    /// Help with the question.
    pub hint: Option<Hint>,
    /// What is wrong with the answers.
    pub error: Option<ErrorMessage>,
    /// The answers to choose from.
    pub items: Vec<ChoiceItem>,
    /// The values of the chosen answers.
    pub values: Vec<String>,
    /// Whether the boxes are small; for dense pages of practitioners.
    pub small: bool,
    /// Identifiers of elements that describe the fields, when there is no fieldset.
    pub described_by: String,
    /// The box around the question.
    pub form_group: FormGroup,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

const KIND: ChoiceKind = ChoiceKind { input_type: "checkbox", block: "govuk-checkboxes" };

impl Checkboxes {
    fn write_inside(&self, writer: &mut Writer, id: &str, described_by: &str) {
        write_hint_and_error(writer, id, self.hint.as_ref(), self.error.as_ref());
        writer
            .element("div")
            .classes([KIND.block, when(self.small, "govuk-checkboxes--small"), &self.classes])
            .attributes(&self.attributes)
            .attribute("data-module", "govuk-checkboxes")
            .within(|writer| {
                writer.content(&self.form_group.before);
                for (position, item) in self.items.iter().enumerate() {
                    KIND.write_item(writer, item, position, (id, &self.name, described_by), |choice| {
                        choice.checked.unwrap_or_else(|| self.values.contains(&choice.value))
                    });
                }
                writer.content(&self.form_group.after);
            });
    }
}

impl Component for Checkboxes {
    fn write(&self, writer: &mut Writer) {
        let id = id_or_name(&self.id_prefix, &self.name);
        let (hint, error) = (self.hint.as_ref(), self.error.as_ref());
        self.form_group.write_around(writer, error, |writer| match &self.fieldset {
            Some(fieldset) => {
                let given = id_or_name(&fieldset.described_by, &self.described_by);
                let describing = described_by(given, id, hint, error);
                fieldset.write_around(writer, &describing, &fieldset.role, |writer| {
                    self.write_inside(writer, id, "");
                });
            }
            None => self.write_inside(writer, id, &described_by(&self.described_by, id, hint, error)),
        });
    }
}

conversions!(Checkboxes);
