//! Why the assessment takes longer than the most it may take; the family reads it.

use access::{Action, RecordKind};
use application::Act;
use govuk::Writer;
use records::child::{CeilingReason, RecordCeilingReason};
use uuid::Uuid;

use super::child_page::ChildPage;
use super::fields::Typed;
use super::step::Step;
use crate::layout::Problems;
use crate::submitted::Submitted;

/// Why it takes longer is recorded.
pub struct Ceiling;

impl Step for Ceiling {
    const NAME: &'static str = "ceiling";
    const MAY: (Action, RecordKind) = (Action::RecordLateness, RecordKind::ChildRecord);

    fn address(_: Uuid) -> String {
        "/ceiling".to_owned()
    }

    fn fields(_: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        typed.area(writer, "why", "children-ceiling-why", "");
    }

    fn act(page: &ChildPage, _: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        Ok(Act::on(page.id, RecordCeilingReason(CeilingReason { why: submitted.value("why").to_owned() })))
    }

    fn field_of(_: &str) -> &'static str {
        "why"
    }
}
