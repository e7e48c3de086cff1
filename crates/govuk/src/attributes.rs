//! Further attributes that a page gives to a component.

/// Attributes in the order given. A value of `None` writes the name alone, as in `hidden`.
///
/// Values are escaped. Names are written as they stand and are therefore `&'static str` in the builder:
/// they come from the program, never from a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes(Vec<(String, Option<String>)>);

impl Attributes {
    /// No attributes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `name="value"`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.push((name.to_owned(), Some(value.into())));
        self
    }

    /// Adds `name` alone.
    #[must_use]
    pub fn flag(mut self, name: &'static str) -> Self {
        self.0.push((name.to_owned(), None));
        self
    }

    /// Adds `name="value"` unless the value is empty.
    #[must_use]
    pub fn with_optional(self, name: &'static str, value: &str) -> Self {
        if value.is_empty() { self } else { self.with(name, value) }
    }

    /// These attributes followed by others.
    #[must_use]
    pub fn followed_by(mut self, others: &Self) -> Self {
        self.0.extend(others.0.iter().cloned());
        self
    }

    /// Each name with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_deref()))
    }
}

impl Attributes {
    /// Adds one attribute per plural form: `name.other="…"`.
    #[must_use]
    pub(crate) fn with_plurals(mut self, name: &'static str, forms: &[(String, String)]) -> Self {
        self.0.extend(forms.iter().map(|(form, text)| (format!("{name}.{form}"), Some(text.clone()))));
        self
    }
}
