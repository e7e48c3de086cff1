use crate::writer::{joined, when};
use crate::{Attributes, Content, ErrorMessage, Hint, Writer};

/// The box around a question, its hint, its error and its fields.
#[derive(Clone, Debug, Default)]
pub struct FormGroup {
    /// Further classes.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
    /// Put before the field or fields.
    pub before: Content,
    /// Put after the field or fields.
    pub after: Content,
}

impl FormGroup {
    /// Writes the box around what `inside` writes.
    pub(crate) fn write_around(
        &self,
        writer: &mut Writer,
        error: Option<&ErrorMessage>,
        inside: impl FnOnce(&mut Writer),
    ) {
        writer
            .element("div")
            .classes(["govuk-form-group", when(error.is_some(), "govuk-form-group--error"), &self.classes])
            .attributes(&self.attributes)
            .within(inside);
    }
}

/// The identifiers for `aria-describedby`: those given, then the hint's, then the error's.
pub(crate) fn described_by(
    given: &str,
    id: &str,
    hint: Option<&Hint>,
    error: Option<&ErrorMessage>,
) -> String {
    let mut identifiers = given.to_owned();
    if hint.is_some() {
        identifiers = joined(&identifiers, &format!("{id}-hint"));
    }
    if error.is_some() {
        identifiers = joined(&identifiers, &format!("{id}-error"));
    }
    identifiers
}

/// Writes the hint and the error under the identifiers that [`described_by`] names.
pub(crate) fn write_hint_and_error(
    writer: &mut Writer,
    id: &str,
    hint: Option<&Hint>,
    error: Option<&ErrorMessage>,
) {
    if let Some(hint) = hint {
        hint.write_as(writer, &format!("{id}-hint"), "");
    }
    if let Some(error) = error {
        error.write_as(writer, &format!("{id}-error"));
    }
}

/// The identifier if there is one, otherwise the name, as upstream falls back.
pub(crate) fn id_or_name<'a>(id: &'a str, name: &'a str) -> &'a str {
    if id.is_empty() { name } else { id }
}
