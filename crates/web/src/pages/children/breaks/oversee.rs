//! A plan agreed, a visit, a review, a reviewing officer named.

use access::{Action, RecordKind};
use application::Act;
use govuk::{Choice, Writer};
use kernel::Moment;
use records::child::{BreaksOverseen, Oversight, RecordOversight};
use uuid::Uuid;

use super::super::child_page::ChildPage;
use super::super::fields::Typed;
use super::super::step::{Step, both, chosen, day};
use super::{arrangement, write_place};
use crate::layout::Problems;
use crate::submitted::Submitted;

/// What keeps an arrangement in good hands is recorded.
pub struct Oversee;

impl Step for Oversee {
    const NAME: &'static str = "breaks-oversee";
    const READ: &'static str = "breaks";
    const MAY: (Action, RecordKind) = (Action::Plan, RecordKind::Plan);
    const BACK: &'static str = "/breaks";

    fn address(about: Uuid) -> String {
        format!("/breaks/{about}/oversee")
    }

    fn stands(page: &ChildPage, about: Uuid) -> bool {
        arrangement(page, about).is_ok()
    }

    fn lead(page: &ChildPage, about: Uuid, writer: &mut Writer) {
        write_place(page, about, writer);
    }

    fn fields(page: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        let choices = Oversight::ALL.map(|(name, _)| {
            Choice::new(name, page.words().say(&format!("breaks-overseen-{}", name.replace('_', "-"))))
        });
        typed.radios(writer, "what", "children-breaks-what", choices.into(), "");
        typed.date(writer, "on", "children-breaks-on", None);
        typed.area(writer, "words", "children-breaks-words", "");
    }

    fn act(page: &ChildPage, about: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let what = chosen(page, submitted, "what", &Oversight::ALL, "children-breaks-what-missing");
        let (what, on) = both(what, day(page, submitted, "on"))?;
        let words = submitted.value("words").to_owned();
        let overseen = BreaksOverseen { arrangement: about, what, words };
        Ok(Act::on(page.id, RecordOversight { overseen, happened: Moment::On(on) }))
    }

    fn field_of(code: &str) -> &'static str {
        match code {
            "in-future" => "on.day",
            "no-words" => "words",
            _ => "what",
        }
    }
}
