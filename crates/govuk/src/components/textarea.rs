use super::form_group::{described_by, id_or_name, write_hint_and_error};
use super::input::spellcheck;
use crate::component::conversions;
use crate::writer::when;
use crate::{Attributes, Component, ErrorMessage, FormGroup, Hint, Label, Writer};

/// A field for several lines of text.
#[derive(Clone, Debug)]
pub struct Textarea {
    /// The name under which the text is sent.
    pub name: String,
    /// The field's identifier; the name by default.
    pub id: String,
    /// What is asked for.
    pub label: Label,
    /// Help with it.
    pub hint: Option<Hint>,
    /// What is wrong with the text.
    pub error: Option<ErrorMessage>,
    /// The text.
    pub value: String,
    /// Height in lines; 5 by default.
    pub rows: u32,
    /// What the browser may fill in.
    pub autocomplete: String,
    /// Whether the browser checks the spelling; `None` leaves it to the browser.
    pub spellcheck: Option<bool>,
    /// Whether nothing can be written. Hard to perceive for many people; avoid it.
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

/// Enough to show that more than a line is welcome (upstream's default).
const DEFAULT_ROWS: u32 = 5;

impl Default for Textarea {
    fn default() -> Self {
        Self {
            name: String::new(),
            id: String::new(),
            label: Label::default(),
            hint: None,
            error: None,
            value: String::new(),
            rows: DEFAULT_ROWS,
            autocomplete: String::new(),
            spellcheck: None,
            disabled: false,
            described_by: String::new(),
            form_group: FormGroup::default(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl Component for Textarea {
    fn write(&self, writer: &mut Writer) {
        let id = id_or_name(&self.id, &self.name);
        let (hint, error) = (self.hint.as_ref(), self.error.as_ref());
        self.form_group.write_around(writer, error, |writer| {
            self.label.write_for(writer, id);
            write_hint_and_error(writer, id, hint, error);
            writer.content(&self.form_group.before);
            writer
                .element("textarea")
                .classes(["govuk-textarea", when(error.is_some(), "govuk-textarea--error"), &self.classes])
                .attribute("id", id)
                .attribute("name", &self.name)
                .attribute("rows", &self.rows.to_string())
                .optional("spellcheck", spellcheck(self.spellcheck))
                .flag("disabled", self.disabled)
                .optional("aria-describedby", &described_by(&self.described_by, id, hint, error))
                .optional("autocomplete", &self.autocomplete)
                .attributes(&self.attributes)
                .within(|writer| {
                    // Browsers drop one line break after the start tag; a person's own must survive that.
                    if self.value.starts_with(['\n', '\r']) {
                        writer.text("\n");
                    }
                    writer.text(&self.value);
                });
            writer.content(&self.form_group.after);
        });
    }
}

conversions!(Textarea);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leading_line_break_survives_the_browser() {
        let field = Textarea { value: "\nfirst".into(), ..Textarea::default() };
        assert!(field.render().as_str().contains(">\n\nfirst</textarea>"));
    }
}
