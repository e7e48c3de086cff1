//! The components of the GOV.UK Design System as Rust types, for a service that is not on GOV.UK.
//!
//! Each component is a struct with public fields and a `Default`; a page fills in what it needs and leaves
//! the rest. The markup is that of the `govuk-frontend` package, and a test compares every component with
//! the fixtures which that package ships. What we leave out on purpose (the crown, the crest and the
//! licence's logo) is listed with its reason in `tests/unsupported.toml`.
//!
//! Four conventions hold everywhere:
//!
//! - Text is escaped. The only way to give markup is [`Html`], which says so in its type.
//! - An empty `String` means "not given", as it does upstream.
//! - A field called `classes` is added after the component's own classes; `attributes` come last.
//! - Words that a component says by itself ("Error", "Back", "Menu") are fields with the upstream English
//!   as default, so that a message catalogue can replace them.
//!
//! ```
//! use govuk::{Choice, Component, Fieldset, Radios};
//!
//! let question = Radios {
//!     name: "who".into(),
//!     fieldset: Some(Fieldset::page_heading("Who are you asking for?")),
//!     items: vec![Choice::new("child", "My child").into(), Choice::new("self", "Myself").into()],
//!     error: Some("Select who you are asking for".into()),
//!     ..Radios::default()
//! };
//! assert!(question.render().as_str().contains("aria-describedby=\"who-error\""));
//! ```

mod attributes;
mod component;
mod components;
mod html;
mod page;
mod writer;

pub use attributes::Attributes;
pub use component::Component;
pub use components::*;
pub use html::{Content, Html};
pub use page::{Assets, Page};
pub use writer::{Element, Writer};
