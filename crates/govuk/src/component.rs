//! What every component can do.

use crate::html::Html;
use crate::writer::Writer;

/// Something that can be written as markup.
///
/// Every component also has `Display`, and turns
/// into [`Html`] and [`Content`](crate::Content) with `into()`.
pub trait Component {
    /// Writes the markup.
    fn write(&self, writer: &mut Writer);

    /// The markup by itself.
    fn render(&self) -> Html {
        Html::build(|writer| self.write(writer))
    }
}

/// The conversions that all components share.
macro_rules! conversions {
    ($($component:ty),+ $(,)?) => {$(
        impl std::fmt::Display for $component {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str($crate::Component::render(self).as_str())
            }
        }


        impl From<$component> for $crate::Html {
            fn from(component: $component) -> Self {
                $crate::Component::render(&component)
            }
        }

        impl From<$component> for $crate::Content {
            fn from(component: $component) -> Self {
                $crate::Content::Html($crate::Component::render(&component))
            }
        }
    )+};
}

/// Lets a component that is little more than its content be made from text or markup with `into()`.
///
/// A macro rather than `impl<T: Into<Content>>`, which would overlap with `From<T> for T`.
macro_rules! from_content {
    ($($component:ident),+ $(,)?) => {
        $crate::component::from_content!(@each [$($component)+] &str);
        $crate::component::from_content!(@each [$($component)+] &String);
        $crate::component::from_content!(@each [$($component)+] String);
        $crate::component::from_content!(@each [$($component)+] $crate::Html);
        $crate::component::from_content!(@each [$($component)+] $crate::Content);
    };
    (@each [$($component:ident)+] $source:ty) => {$(
        impl From<$source> for $component {
            fn from(content: $source) -> Self {
                Self { content: content.into(), ..Self::default() }
            }
        }
    )+};
}

pub(crate) use {conversions, from_content};
