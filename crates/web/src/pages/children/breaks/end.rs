//! An arrangement ends: when, and why.

use access::{Action, RecordKind};
use application::Act;
use govuk::Writer;
use records::child::{BreaksEnded, EndBreaks};
use uuid::Uuid;

use super::super::child_page::ChildPage;
use super::super::fields::Typed;
use super::super::step::{Step, day, write_lead};
use super::{arrangement, write_place};
use crate::layout::Problems;
use crate::submitted::Submitted;

/// The arrangement ends.
pub struct End;

impl Step for End {
    const NAME: &'static str = "breaks-end";
    const READ: &'static str = "breaks";
    const MAY: (Action, RecordKind) = (Action::Plan, RecordKind::Plan);
    const BACK: &'static str = "/breaks";

    fn address(about: Uuid) -> String {
        format!("/breaks/{about}/end")
    }

    fn stands(page: &ChildPage, about: Uuid) -> bool {
        arrangement(page, about).is_ok()
    }

    fn lead(page: &ChildPage, about: Uuid, writer: &mut Writer) {
        write_place(page, about, writer);
        write_lead::<Self>(page, writer);
    }

    fn fields(page: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        typed.date(writer, "on", "children-breaks-end-on", Some(page.site.application().today()));
        typed.area(writer, "why", "children-breaks-end-why", "");
    }

    fn act(page: &ChildPage, about: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let on = day(page, submitted, "on")?;
        let ended = BreaksEnded { arrangement: about, on, why: submitted.value("why").to_owned() };
        Ok(Act::on(page.id, EndBreaks(ended)))
    }

    fn field_of(code: &str) -> &'static str {
        if code == "why-missing" { "why" } else { "on.day" }
    }
}
