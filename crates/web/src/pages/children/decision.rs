//! The decision: signed off by a social-work-qualified manager who is not the assessor, with a letter to each of the family.

use access::{Action, RecordKind};
use application::Act;
use govuk::Writer;
use guidance::Level;
use records::child::{Child, SignOff, SignedOff};
use uuid::Uuid;

use super::child_page::{ChildPage, what_to_do};
use super::draft::write_recipients;
use super::fields::{Typed, link};
use super::step::Step;
use super::{letters, record_parts};
use crate::layout::Problems;
use crate::submitted::Submitted;

/// What is decided, what is still missing; and the signature.
pub struct Decision;

/// Whether the reader assessed, and so does not sign.
fn own(page: &ChildPage) -> bool {
    page.child().assessor() == Some(page.person)
}

impl Step for Decision {
    const NAME: &'static str = "sign";
    const READ: &'static str = "sign-off";
    const MAY: (Action, RecordKind) = (Action::SignOff, RecordKind::NeedDecision);
    const THEN: &'static str = "#letters";

    fn address(_: Uuid) -> String {
        "/sign-off".to_owned()
    }

    fn lead(page: &ChildPage, _: Uuid, writer: &mut Writer) {
        let words = page.words();
        if page.child().assessment.signed_off.is_some() {
            writer.paragraph(what_to_do(words, "signed-off"));
        }
        if own(page) {
            writer.paragraph(what_to_do(words, "assessor-signs"));
        }
    }

    fn before(page: &ChildPage, _: Uuid, writer: &mut Writer) {
        let words = page.words();
        write_missing(page, writer, &missing(page.child()));
        writer.heading(2, words.say("children-record-needs"));
        record_parts::write_needs(page, writer);
        writer.element("div").class("govuk-inset-text").within(|writer| {
            writer.paragraph(words.say("children-sign-noticed"));
            writer.element("p").class("govuk-body").within(|writer| {
                let raise = format!("/concerns/new?child={}", page.id);
                link(writer, &raise, &words.say("children-sign-noticed-link"), "");
            });
        });
        write_recipients(page, writer, page.site.application().today());
    }

    fn asks(page: &ChildPage, _: Uuid) -> bool {
        !own(page) && page.child().assessment.signed_off.is_none()
    }

    fn fields(_: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        typed.area(writer, "words", "children-sign-words", "");
    }

    fn act(page: &ChildPage, _: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let said = submitted.value("words");
        let issued = letters::issue(page, "decision", |to| letters::of(page).decision(to, said));
        let act = Act::on(page.id, SignOff(SignedOff { words: said.to_owned() }));
        Ok(letters::with_letters(act, page.id, issued))
    }

    fn field_of(_: &str) -> &'static str {
        "words"
    }
}

/// What a decision waits for: the refusal's code, and where it is put right.
fn missing(child: &Child) -> Vec<(&'static str, &'static str)> {
    let self_assessed =
        child.assessment.opened.as_ref().is_some_and(|support| support.fact.level == Level::SelfAssessed);
    let checks = [
        (child.assessor().is_none(), "not-allocated", "/allocate"),
        (child.assessment.needs.is_empty(), "no-needs", "#needs"),
        (child.assessment.draft.is_none(), "draft-not-shared", "/draft"),
        (child.unanswered().next().is_some(), "comments-unanswered", "#comments"),
        (
            !self_assessed && child.assessment.met.is_empty() && child.assessment.not_met.is_none(),
            "child-not-met",
            "/met",
        ),
        (!child.views_are_known(), "child-views-missing", "/views"),
        (!child.views_are_considered(), "child-views-not-considered", "/views"),
    ];
    checks.into_iter().filter(|(missing, ..)| *missing).map(|(_, code, place)| (code, place)).collect()
}

fn write_missing(page: &ChildPage, writer: &mut Writer, missing: &[(&str, &str)]) {
    let words = page.words();
    if missing.is_empty() {
        writer.paragraph(words.say("children-sign-ready"));
        return;
    }
    writer.heading(2, words.say("children-sign-missing"));
    writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
        for (code, place) in missing {
            writer.element("li").within(|writer| {
                link(writer, &page.path(place), &what_to_do(words, code), "");
            });
        }
    });
}
