use crate::{Attributes, Content, Hint, Html, Label, Writer};

/// One answer among several.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// What is sent when it is chosen.
    pub value: String,
    /// What the person reads.
    pub content: Content,
    /// Help with this answer.
    pub hint: Option<Hint>,
    /// Whether it is chosen; `None` lets the component compare its values.
    pub checked: Option<bool>,
    /// Whether it cannot be chosen.
    pub disabled: bool,
    /// Shown only while it is chosen (and always without a script).
    pub conditional: Html,
    /// For checkboxes: choosing it takes away all other choices ("None of these").
    pub exclusive: bool,
    /// The name under which it is sent, for checkboxes that are named one by one.
    pub name: String,
    /// The field's identifier; made from the component's by default.
    pub id: String,
    /// Further classes of the label.
    pub label_classes: String,
    /// Further attributes of the label.
    pub label_attributes: Attributes,
    /// Further attributes of the field.
    pub attributes: Attributes,
}

impl Choice {
    /// A choice with nothing but its value and words.
    pub fn new(value: impl Into<String>, content: impl Into<Content>) -> Self {
        Self { value: value.into(), content: content.into(), ..Self::default() }
    }

    /// The same choice with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Hint>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same choice, revealing something while it is chosen.
    #[must_use]
    pub fn reveal(mut self, conditional: impl Into<Html>) -> Self {
        self.conditional = conditional.into();
        self
    }
}

/// A choice, or the word that stands between two choices.
#[derive(Clone, Debug)]
pub enum ChoiceItem {
    /// A choice.
    Choice(Box<Choice>),
    /// A word such as "or".
    Divider(String),
}

impl From<Choice> for ChoiceItem {
    fn from(choice: Choice) -> Self {
        Self::Choice(Box::new(choice))
    }
}

/// What differs between radios and checkboxes.
pub(crate) struct ChoiceKind {
    /// The `type` of the field.
    pub input_type: &'static str,
    /// The component's block class.
    pub block: &'static str,
}

impl ChoiceKind {
    fn class(&self, element: &str) -> String {
        format!("{}__{element}", self.block)
    }

    /// Writes the item at `position` (from 0). `described_by` names what describes the field when there is
    /// no fieldset to carry it.
    pub fn write_item(
        &self,
        writer: &mut Writer,
        item: &ChoiceItem,
        position: usize,
        (id_prefix, name, described_by): (&str, &str, &str),
        is_chosen: impl Fn(&Choice) -> bool,
    ) {
        let choice = match item {
            ChoiceItem::Divider(word) => {
                return writer.element("div").class(&self.class("divider")).text(word);
            }
            ChoiceItem::Choice(choice) => choice,
        };
        // The first field has the bare identifier, so that an error summary can link to it.
        let id = match (choice.id.is_empty(), position) {
            (false, _) => choice.id.clone(),
            (true, 0) => id_prefix.to_owned(),
            (true, _) => format!("{id_prefix}-{}", position + 1),
        };
        let checked = is_chosen(choice);
        let conditional_id = format!("conditional-{id}");
        let hint = choice.hint.as_ref().filter(|hint| !hint.content.is_empty());
        let hint_id = hint.map(|_| format!("{id}-item-hint")).unwrap_or_default();
        writer.element("div").class(&self.class("item")).within(|writer| {
            writer
                .element("input")
                .class(&self.class("input"))
                .attribute("id", &id)
                .attribute("name", if choice.name.is_empty() { name } else { &choice.name })
                .attribute("type", self.input_type)
                .attribute("value", &choice.value)
                .flag("checked", checked)
                .flag("disabled", choice.disabled)
                .optional(
                    "data-aria-controls",
                    if choice.conditional.is_empty() { "" } else { &conditional_id },
                )
                .optional("data-behaviour", if choice.exclusive { "exclusive" } else { "" })
                .optional("aria-describedby", &crate::writer::joined(described_by, &hint_id))
                .attributes(&choice.attributes)
                .empty();
            Label {
                content: choice.content.clone(),
                classes: crate::writer::joined(&self.class("label"), &choice.label_classes),
                attributes: choice.label_attributes.clone(),
                ..Label::default()
            }
            .write_for(writer, &id);
            if let Some(hint) = hint {
                hint.write_as(writer, &hint_id, &self.class("hint"));
            }
        });
        if !choice.conditional.is_empty() {
            let hidden = if checked { String::new() } else { self.class("conditional--hidden") };
            writer
                .element("div")
                .classes([&self.class("conditional"), &hidden])
                .attribute("id", &conditional_id)
                .within(|writer| writer.html(&choice.conditional));
        }
    }
}
