//! Harm outside the home: places, groups and spaces online where children may be harmed. The place is looked at, not the child; a
//! child who is linked may be harmed there, and nothing else is said of the child. No family reads these pages.

pub mod link_page;
pub mod list;
pub mod record;
pub mod step_page;

mod shown;

pub(super) use shown::write_places_of;
