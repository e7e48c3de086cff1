//! Pages, sessions and middleware.
//!
//! One file per page: the request, the handler, the view, the tests. Every page is in [`all_routes`], from which
//! both the router and the test of who may see what are made. A handler never writes SQL and never decides a rule: it
//! asks `application`, which answers with a state to show or a refusal to explain. All words come from `messages/`
//! and `forms/`.

mod actor;
mod answers;
mod api;
mod assets;
mod calendar;
mod decisions;
mod failure;
mod files;
pub mod late;
mod layout;
mod ledger;
mod letters;
mod peer;
mod questions;
mod routes;
mod session;
mod site;
mod submitted;
mod trials;
mod uploaded;
mod ways;
mod wording;

pub mod pages;

pub use api::{SentContact, SentContactError, parse_contact};
pub use routes::{Reader, RouteInfo, all_routes, router};
pub use session::{ABSOLUTE_HOURS, IDLE_MINUTES};
pub use site::{Demonstration, DemonstrationFamily, DemonstrationPractitioner, Settings, Site};
pub use submitted::{FIELDS_MAX, FORM_BYTES_MAX, Submitted, parse as parse_form};
pub use uploaded::{RETURN_BYTES_MAX, UPLOAD_BYTES_MAX, UPLOADS_AT_ONCE_MAX};
pub use wording::{MESSAGES, Wording, WordingError};
