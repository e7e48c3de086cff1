use super::form_group::{described_by, id_or_name, write_hint_and_error};
use crate::component::{conversions, from_content};
use crate::writer::when;
use crate::{Attributes, Component, Content, Element, ErrorMessage, FormGroup, Hint, Label, Writer};

/// What stands before or after a field: a currency, a unit.
#[derive(Clone, Debug, Default)]
pub struct Affix {
    /// The sign or word. Screen readers do not say it, so the label must.
    pub content: Content,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

/// A field for one line of text.
#[derive(Clone, Debug)]
pub struct Input {
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
    /// The kind of field; "text" by default.
    pub input_type: String,
    /// Which keyboard a phone shows: "numeric", "tel", "email".
    pub input_mode: String,
    /// What the browser may fill in, from the HTML standard's list: "name", "email", "one-time-code".
    pub autocomplete: String,
    /// What a phone writes large by itself: "none", "words".
    pub autocapitalize: String,
    /// Whether the browser checks the spelling; `None` leaves it to the browser.
    pub spellcheck: Option<bool>,
    /// A pattern for the browser. Never the only check.
    pub pattern: String,
    /// Whether nothing can be written. Hard to perceive for many people; avoid it.
    pub disabled: bool,
    /// Stands before the field.
    pub prefix: Option<Affix>,
    /// Stands after the field.
    pub suffix: Option<Affix>,
    /// Identifiers of further elements that describe the field.
    pub described_by: String,
    /// The box around the question.
    pub form_group: FormGroup,
    /// Further classes of the box around field, prefix and suffix.
    pub wrapper_classes: String,
    /// Further attributes of that box.
    pub wrapper_attributes: Attributes,
    /// Further classes, such as `govuk-input--width-10`.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for Input {
    fn default() -> Self {
        Self {
            name: String::new(),
            id: String::new(),
            label: Label::default(),
            hint: None,
            error: None,
            value: String::new(),
            input_type: "text".into(),
            input_mode: String::new(),
            autocomplete: String::new(),
            autocapitalize: String::new(),
            spellcheck: None,
            pattern: String::new(),
            disabled: false,
            prefix: None,
            suffix: None,
            described_by: String::new(),
            form_group: FormGroup::default(),
            wrapper_classes: String::new(),
            wrapper_attributes: Attributes::default(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl Input {
    fn write_field(&self, writer: &mut Writer, id: &str) {
        let describing = described_by(&self.described_by, id, self.hint.as_ref(), self.error.as_ref());
        writer
            .element("input")
            .classes(["govuk-input", &self.classes, when(self.error.is_some(), "govuk-input--error")])
            .attribute("id", id)
            .attribute("name", &self.name)
            .attribute("type", &self.input_type)
            .optional("spellcheck", spellcheck(self.spellcheck))
            .optional("value", &self.value)
            .flag("disabled", self.disabled)
            .optional("aria-describedby", &describing)
            .optional("autocomplete", &self.autocomplete)
            .optional("autocapitalize", &self.autocapitalize)
            .optional("pattern", &self.pattern)
            .optional("inputmode", &self.input_mode)
            .attributes(&self.attributes)
            .empty();
    }
}

impl Component for Input {
    fn write(&self, writer: &mut Writer) {
        let id = id_or_name(&self.id, &self.name);
        let (before, after) = (&self.form_group.before, &self.form_group.after);
        let prefix = self.prefix.as_ref().filter(|affix| !affix.content.is_empty());
        let suffix = self.suffix.as_ref().filter(|affix| !affix.content.is_empty());
        let alone = prefix.is_none() && suffix.is_none() && before.is_empty() && after.is_empty();
        self.form_group.write_around(writer, self.error.as_ref(), |writer| {
            self.label.write_for(writer, id);
            write_hint_and_error(writer, id, self.hint.as_ref(), self.error.as_ref());
            if alone {
                return self.write_field(writer, id);
            }
            writer
                .element("div")
                .classes(["govuk-input__wrapper", &self.wrapper_classes])
                .attributes(&self.wrapper_attributes)
                .within(|writer| {
                    writer.content(before);
                    if let Some(prefix) = prefix {
                        prefix.write(writer.element("div"), "govuk-input__prefix");
                    }
                    self.write_field(writer, id);
                    if let Some(suffix) = suffix {
                        suffix.write(writer.element("div"), "govuk-input__suffix");
                    }
                    writer.content(after);
                });
        });
    }
}

impl Affix {
    fn write(&self, element: Element<'_>, class: &str) {
        element
            .classes([class, &self.classes])
            .attribute("aria-hidden", "true")
            .attributes(&self.attributes)
            .content(&self.content);
    }
}

/// The attribute's value; empty when the browser may choose.
pub(crate) fn spellcheck(wanted: Option<bool>) -> &'static str {
    match wanted {
        Some(true) => "true",
        Some(false) => "false",
        None => "",
    }
}

conversions!(Input);
from_content!(Affix);
