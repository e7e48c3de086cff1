//! The assessment is decided without meeting the child: why, with a supervisor's agreement.

use access::{Action, RecordKind};
use application::Act;
use govuk::Writer;
use records::child::{AgreeNotMet, NotMet};
use uuid::Uuid;

use super::child_page::ChildPage;
use super::fields::Typed;
use super::step::Step;
use crate::layout::Problems;
use crate::submitted::Submitted;

/// A supervisor agrees to go without meeting the child.
pub struct WithoutMeeting;

impl Step for WithoutMeeting {
    const NAME: &'static str = "not-met";
    const MAY: (Action, RecordKind) = (Action::RecordMeeting, RecordKind::ChildRecord);

    fn address(_: Uuid) -> String {
        "/not-met".to_owned()
    }

    fn stands(page: &ChildPage, _: Uuid) -> bool {
        page.partnership.state.is_social_work_manager(Some(page.person))
    }

    fn fields(_: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        typed.area(writer, "why", "children-not-met-why", "");
    }

    fn act(page: &ChildPage, _: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        Ok(Act::on(page.id, AgreeNotMet(NotMet { why: submitted.value("why").to_owned() })))
    }

    fn field_of(_: &str) -> &'static str {
        "why"
    }
}
