//! The draft goes to the family, with a letter to each of them.

use access::{Action, RecordKind};
use application::Act;
use govuk::Writer;
use guidance::full_date;
use records::child::{DraftShared, ShareDraft};
use uuid::Uuid;

use super::child_page::{ChildPage, day_of};
use super::fields::Typed;
use super::step::{Step, write_lead};
use super::{letters, record_parts};
use crate::layout::Problems;
use crate::submitted::Submitted;

/// The draft is shared.
pub struct Draft;

impl Step for Draft {
    const NAME: &'static str = "draft";
    const READ: &'static str = "needs";
    const MAY: (Action, RecordKind) = (Action::Share, RecordKind::ChildRecord);
    const THEN: &'static str = "#letters";

    fn address(_: Uuid) -> String {
        "/draft".to_owned()
    }

    fn lead(page: &ChildPage, _: Uuid, writer: &mut Writer) {
        if let Some(shared) = &page.child().assessment.draft {
            writer.paragraph(page.words().with("children-draft-before", &[("date", &day_of(shared.at))]));
        }
        write_lead::<Self>(page, writer);
    }

    fn before(page: &ChildPage, _: Uuid, writer: &mut Writer) {
        let words = page.words();
        if let Some(until) = letters::of(page).comments_until() {
            writer.paragraph(words.with("children-draft-until", &[("date", &full_date(until))]));
        }
        write_recipients(page, writer, page.site.application().today());
        if page.may(Action::See, RecordKind::NeedDecision) {
            writer.heading(2, words.say("children-record-needs"));
            record_parts::write_needs(page, writer);
        }
    }

    fn fields(_: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        typed.area(writer, "words", "children-draft-words", "");
    }

    fn act(page: &ChildPage, _: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let said = submitted.value("words");
        let issued = letters::issue(page, "draft", |to| letters::of(page).draft(to, said));
        let act = Act::on(page.id, ShareDraft(DraftShared { words: said.to_owned() }));
        Ok(letters::with_letters(act, page.id, issued))
    }

    fn field_of(_: &str) -> &'static str {
        "words"
    }
}

/// To whom letters go; or that they go to nobody, which somebody must then put right.
pub fn write_recipients(page: &ChildPage, writer: &mut Writer, today: jiff::civil::Date) {
    let words = page.words();
    let names: Vec<String> =
        letters::recipients(page.child(), today).into_iter().map(|part| part.name.clone()).collect();
    if names.is_empty() {
        writer.paragraph(words.say("children-letters-to-nobody"));
    } else {
        writer.paragraph(words.with("children-letters-to", &[("names", &names.join(", "))]));
    }
}
