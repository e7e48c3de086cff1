//! The plan goes to the family, with a letter to each of them.

use access::{Action, RecordKind};
use application::Act;
use govuk::Writer;
use records::child::{Child, PlanShared, SharePlan};
use uuid::Uuid;

use super::child_page::ChildPage;
use super::draft::write_recipients;
use super::fields::{Typed, link};
use super::step::Step;
use super::{letters, record_parts};
use crate::layout::Problems;
use crate::submitted::Submitted;

/// Whether a plan stands that the family has not been sent.
pub fn waits(child: &Child) -> bool {
    child.plan().is_some_and(|plan| child.plan_shared.as_ref().is_none_or(|shared| shared.at < plan.at))
}

/// The plan as it would be sent, and the sending.
pub struct Sharing;

impl Step for Sharing {
    const NAME: &'static str = "plan-share";
    const READ: &'static str = "plan";
    const MAY: (Action, RecordKind) = (Action::Plan, RecordKind::Plan);
    const BACK: &'static str = "#plan";
    const THEN: &'static str = "#letters";

    fn address(_: Uuid) -> String {
        "/plan/share".to_owned()
    }

    fn lead(page: &ChildPage, _: Uuid, writer: &mut Writer) {
        record_parts::write_plan(page, writer);
        writer.element("p").class("govuk-body").within(|writer| {
            link(writer, &page.path("/plan"), &page.words().say("children-plan-share-change"), "");
        });
    }

    fn before(page: &ChildPage, _: Uuid, writer: &mut Writer) {
        write_recipients(page, writer, page.site.application().today());
    }

    fn asks(page: &ChildPage, _: Uuid) -> bool {
        page.child().plan().is_some()
    }

    fn fields(_: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        typed.area(writer, "words", "children-plan-share-words", "");
    }

    fn act(page: &ChildPage, _: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let said = submitted.value("words");
        let issued = match page.child().plan() {
            Some(plan) => letters::issue(page, "plan", |to| letters::of(page).plan(to, &plan.fact, said)),
            None => Vec::new(),
        };
        let act = Act::on(page.id, SharePlan(PlanShared { words: said.to_owned() }));
        Ok(letters::with_letters(act, page.id, issued))
    }

    fn field_of(_: &str) -> &'static str {
        "words"
    }
}
