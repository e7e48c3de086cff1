//! Short breaks, for practitioners: arrangements, the ledger of stays, what changes when other rules apply.

pub mod arrange;
pub mod book;
pub mod end;
pub mod ledger;
pub mod oversee;
pub mod regime;
pub mod settle;
pub mod times;

use access::{Action, RecordKind};
use govuk::{Html, Writer};
use records::child::{Arrangement, Crossing};
use uuid::Uuid;

use super::child_page::ChildPage;
use super::fields::Typed;
use crate::failure::PageFailure;

/// An arrangement of this record; any other is not there.
fn arrangement(page: &ChildPage, id: Uuid) -> Result<&Arrangement, PageFailure> {
    page.child().breaks.arrangement(id).ok_or(PageFailure::NotThere)
}

/// Whether the reader reads the ledger: whoever answers for what is due, or reads what was decided. A school or a health
/// service that is involved knows of the plan and its help; on which footing a child is away, and when, is not theirs.
pub fn may_read(page: &ChildPage) -> bool {
    let may = |kind| page.may(Action::See, kind);
    may(RecordKind::Plan) && (may(RecordKind::DutyList) || may(RecordKind::NeedDecision))
}

/// Where an arrangement is, and who provides it.
fn place(arrangement: &Arrangement) -> String {
    let fact = &arrangement.arranged.fact;
    format!("{} ({})", fact.place, fact.provider)
}

/// Where an arrangement is, and who provides it, as the first line of a page about it.
fn write_place(page: &ChildPage, about: Uuid, writer: &mut Writer) {
    if let Ok(found) = arrangement(page, about) {
        writer.paragraph(place(found));
    }
}

/// What a booking changes, before it is made, with the field for how that was explained.
fn write_crossing(page: &ChildPage, writer: &mut Writer, typed: &Typed<'_>, crossing: &Crossing) {
    writer.element("section").class("alongside-part").attribute("id", "what-changes").within(|writer| {
        writer.heading(2, page.words().say("children-breaks-change-title"));
        writer.html(&crate::ledger::crossing(&page.site, crossing, 3));
    });
    typed.area(writer, "change_explained", "children-breaks-change-explained", "");
}

/// Text as somebody wrote it.
fn as_written(text: &str) -> Html {
    Html::build(|writer| writer.element("span").class("alongside-as-written").text(text))
}
