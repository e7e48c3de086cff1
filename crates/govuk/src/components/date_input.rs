use super::form_group::{described_by, write_hint_and_error};
use crate::component::conversions;
use crate::writer::{joined, when};
use crate::{Attributes, Component, ErrorMessage, Fieldset, FormGroup, Hint, Input, Label, Writer};

/// One field of a date.
#[derive(Clone, Debug, Default)]
pub struct DatePart {
    /// The name, after the component's prefix: "day".
    pub name: String,
    /// What the person reads; the name with a capital letter by default.
    pub label: String,
    /// What was written.
    pub value: String,
    /// Whether this part is wrong; `None` follows the others: with an error message and no part marked, all
    /// are.
    pub error: Option<bool>,
    /// The field's identifier; made from the component's by default.
    pub id: String,
    /// Which keyboard a phone shows; "numeric" by default.
    pub input_mode: String,
    /// What the browser may fill in.
    pub autocomplete: String,
    /// A pattern for the browser. Never the only check.
    pub pattern: String,
    /// How many digits the field has room for; by default 4 for a part named "year" and otherwise 2.
    pub width: Option<u8>,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl DatePart {
    /// A part with its name and what was written.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into(), ..Self::default() }
    }

    /// Day, month and year with what was written.
    pub fn all(day: impl Into<String>, month: impl Into<String>, year: impl Into<String>) -> Vec<Self> {
        vec![Self::new("day", day), Self::new("month", month), Self::new("year", year)]
    }
}

/// A date that the person knows by heart, as day, month and year.
#[derive(Clone, Debug)]
pub struct DateInput {
    /// The element's identifier; the parts' identifiers start with it.
    pub id: String,
    /// Put before the parts' names, with a hyphen: "birth" sends "birth-day".
    pub name_prefix: String,
    /// The question.
    pub fieldset: Option<Fieldset>,
    /// Help with it, such as "For example, 27 3 2016".
    pub hint: Option<Hint>,
    /// What is wrong with the date.
    pub error: Option<ErrorMessage>,
    /// The fields; empty day, month and year by default.
    pub items: Vec<DatePart>,
    /// The box around the question.
    pub form_group: FormGroup,
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for DateInput {
    fn default() -> Self {
        Self {
            id: String::new(),
            name_prefix: String::new(),
            fieldset: None,
            hint: None,
            error: None,
            items: DatePart::all("", "", ""),
            form_group: FormGroup::default(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl DateInput {
    fn write_inside(&self, writer: &mut Writer) {
        write_hint_and_error(writer, &self.id, self.hint.as_ref(), self.error.as_ref());
        writer
            .element("div")
            .classes(["govuk-date-input", &self.classes])
            .attributes(&self.attributes)
            .optional("id", &self.id)
            .within(|writer| {
                writer.content(&self.form_group.before);
                for part in &self.items {
                    writer
                        .element("div")
                        .class("govuk-date-input__item")
                        .within(|writer| self.field(part).write(writer));
                }
                writer.content(&self.form_group.after);
            });
    }

    fn field(&self, part: &DatePart) -> Input {
        let any_marked = self.items.iter().any(DatePart::is_marked);
        let follows_others = part.error != Some(false) && self.error.is_some() && !any_marked;
        let is_wrong = part.is_marked() || follows_others;
        let width = part.width.unwrap_or(if part.name == "year" { 4 } else { 2 });
        let width = format!("govuk-input--width-{width}");
        let classes = [
            "govuk-date-input__input",
            when(is_wrong && !part.classes.contains("govuk-input--error"), "govuk-input--error"),
            when(!part.classes.contains("govuk-input--width-"), &width),
            &part.classes,
        ];
        Input {
            label: Label { classes: "govuk-date-input__label".into(), ..Label::from(part.label()) },
            id: if part.id.is_empty() { format!("{}-{}", self.id, part.name) } else { part.id.clone() },
            classes: classes.iter().fold(String::new(), |all, class| joined(&all, class)),
            name: if self.name_prefix.is_empty() {
                part.name.clone()
            } else {
                format!("{}-{}", self.name_prefix, part.name)
            },
            value: part.value.clone(),
            input_mode: if part.input_mode.is_empty() {
                "numeric".to_owned()
            } else {
                part.input_mode.clone()
            },
            autocomplete: part.autocomplete.clone(),
            pattern: part.pattern.clone(),
            attributes: part.attributes.clone(),
            ..Input::default()
        }
    }
}

impl DatePart {
    fn is_marked(&self) -> bool {
        self.error == Some(true) || self.classes.contains("govuk-input--error")
    }

    fn label(&self) -> String {
        if !self.label.is_empty() {
            return self.label.clone();
        }
        let mut letters = self.name.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }
}

impl Component for DateInput {
    fn write(&self, writer: &mut Writer) {
        self.form_group.write_around(writer, self.error.as_ref(), |writer| match &self.fieldset {
            Some(fieldset) => {
                let describing =
                    described_by(&fieldset.described_by, &self.id, self.hint.as_ref(), self.error.as_ref());
                // JAWS says the description of a fieldset of text fields only when its role is "group".
                fieldset.write_around(writer, &describing, "group", |writer| self.write_inside(writer));
            }
            None => self.write_inside(writer),
        });
    }
}

conversions!(DateInput);
