//! Markup that is known to be safe, and text that is not yet markup.

use std::borrow::Cow;
use std::fmt;

use crate::writer::Writer;

/// A piece of finished markup. Nothing in it is escaped again.
///
/// There is no conversion from text: whoever makes one says, by calling [`Html::trusted`], that every part
/// that came from a person has been escaped. Pages rarely need that; [`Html::build`] escapes by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Takes markup as it stands. The caller answers for every part of it.
    pub fn trusted(markup: impl Into<String>) -> Self {
        Self(markup.into())
    }

    /// Escapes text into markup.
    pub fn escape(text: &str) -> Self {
        Self::build(|writer| writer.text(text))
    }

    /// Builds markup with a [`Writer`], which escapes what it is given.
    pub fn build(write: impl FnOnce(&mut Writer)) -> Self {
        let mut writer = Writer::default();
        write(&mut writer);
        writer.finish()
    }

    /// Several pieces, one after the other.
    pub fn join(pieces: impl IntoIterator<Item = Self>) -> Self {
        Self(pieces.into_iter().map(|piece| piece.0).collect())
    }

    /// The markup as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is no markup at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The markup as an owned string, for a response body.
    pub fn into_string(self) -> String {
        self.0
    }

    pub(crate) fn from_writer(markup: String) -> Self {
        Self(markup)
    }
}

impl fmt::Display for Html {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What stands inside a component: text to be escaped, or markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text, escaped when written.
    Text(Cow<'static, str>),
    /// Markup, written as it stands.
    Html(Html),
}

impl Content {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Html(html) => html.is_empty(),
        }
    }
}

impl Default for Content {
    fn default() -> Self {
        Self::Text(Cow::Borrowed(""))
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::Text(Cow::Owned(text.to_owned()))
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<&String> for Content {
    fn from(text: &String) -> Self {
        Self::Text(Cow::Owned(text.clone()))
    }
}

impl From<Cow<'static, str>> for Content {
    fn from(text: Cow<'static, str>) -> Self {
        Self::Text(text)
    }
}

impl From<Html> for Content {
    fn from(html: Html) -> Self {
        Self::Html(html)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_markup_is_not() {
        let hostile = r#"<script src="x">'&"#;
        assert_eq!(Html::escape(hostile).as_str(), "&lt;script src=&quot;x&quot;&gt;&#39;&amp;");
        assert_eq!(Html::trusted(hostile).as_str(), hostile);
    }
}
