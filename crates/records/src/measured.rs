//! What each stream contributes to the equality measures: as little as they need, and no word of anybody.
//!
//! One file per stream. A stream that a later release brings adds its own file here and its kinds of record to [`KEPT`].

mod challenge;
mod child;
mod concern;
mod feedback;
mod history;
mod protection;
mod request;

use measures::Kept;

pub use challenge::of_challenge;
pub(crate) use child::codes as disability_codes;
pub use child::of_child;
pub use concern::of_concern;
pub use feedback::of_feedback;
pub use history::of_history;
pub use protection::of_protection;
pub use request::of_request;

/// The kinds of record that this release keeps. A measure that needs another one says that there are no such records yet.
pub const KEPT: &[Kept] = &[
    Kept::Requests,
    Kept::Assessments,
    Kept::Disputes,
    Kept::SafeguardingContacts,
    Kept::Diversions,
    Kept::Challenges,
    Kept::Feedback,
    Kept::Deliveries,
    Kept::CarerAssessments,
    Kept::Enquiries,
    Kept::EnquiryOutcomes,
    Kept::HarmFindings,
];
