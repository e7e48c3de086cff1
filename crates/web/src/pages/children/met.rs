//! The child was met or observed: where and who chose it, how the child took part, what the child showed or said.

use access::{Action, RecordKind};
use application::Act;
use govuk::{Choice, Writer};
use kernel::Moment;
use records::child::{Met, RecordMeeting};
use uuid::Uuid;

use super::child_page::ChildPage;
use super::fields::Typed;
use super::step::{Step, day};
use crate::layout::Problems;
use crate::submitted::Submitted;

/// A meeting with the child is recorded.
pub struct Meeting;

impl Step for Meeting {
    const NAME: &'static str = "met";
    const READ: &'static str = "met";
    const MAY: (Action, RecordKind) = (Action::RecordMeeting, RecordKind::ChildRecord);
    const THEN: &'static str = "#met";

    fn address(_: Uuid) -> String {
        "/met".to_owned()
    }

    fn fields(page: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        typed.date(writer, "on", "children-met-on", None);
        typed.area(writer, "place", "children-met-form-place", "");
        typed.area(writer, "how", "children-met-form-how", "");
        typed.area(writer, "views", "children-met-form-views", "");
        let readers = [("helpers", "children-met-helpers"), ("family-too", "children-met-family-too")];
        let readers = readers.map(|(value, name)| Choice::new(value, page.words().say(name)));
        typed.radios(writer, "who-may-read", "children-met-who-may-read", readers.into(), "helpers");
    }

    fn act(page: &ChildPage, _: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let text = |name: &str| submitted.value(name).to_owned();
        let happened = Moment::On(day(page, submitted, "on")?);
        let views_for_family = submitted.value("who-may-read") == "family-too";
        let met = Met { place: text("place"), how: text("how"), views: text("views"), views_for_family };
        Ok(Act::on(page.id, RecordMeeting { met, happened }))
    }

    fn field_of(code: &str) -> &'static str {
        match code {
            "how-the-child-missing" => "how",
            "in-future" => "on.day",
            _ => "place",
        }
    }
}
