//! The decision: signed off by a social-work-qualified manager who is not the assessor, with a letter to each of the family.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Html, Writer};
use guidance::Level;
use records::child::{Child, SignOff, SignedOff};
use uuid::Uuid;

use super::child_page::{ChildPage, carry_out, to_record, what_to_do};
use super::draft::write_recipients;
use super::fields::{Typed, link};
use super::{letters, record_parts};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::site::Site;
use crate::submitted::Submitted;

/// What is decided, and what is still missing.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "sign-off").await?;
    view(&page, None, &Problems::default())
}

/// It is signed.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "sign-off").await?;
    let said = submitted.value("words");
    let issued = letters::issue(&page, "decision", |to| letters::of(&page).decision(to, said));
    let act = Act::on(id, SignOff(SignedOff { words: said.to_owned() }));
    let act = letters::with_letters(act, id, issued);
    match carry_out(&site, &page.actor, act, &submitted, |_| "words").await? {
        None => Ok(to_record(id, "#letters")),
        Some(problems) => view(&page, Some(&submitted), &problems),
    }
}

fn view(
    page: &ChildPage,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::SignOff, RecordKind::NeedDecision)?;
    let words = page.words();
    let title = words.say("children-sign-title");
    let typed = Typed::new(&page.site, submitted, problems);
    let missing = missing(page.child());
    let own = page.child().assessor() == Some(page.person);
    let fields = form(&page.site, &page.held, &page.path("/sign-off"), |writer| {
        typed.area(writer, "words", "children-sign-words", "");
        writer.add(&Button::submit(words.say("children-sign-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        if page.child().assessment.signed_off.is_some() {
            writer.paragraph(what_to_do(words, "signed-off"));
        }
        if own {
            writer.paragraph(what_to_do(words, "assessor-signs"));
        }
        write_missing(page, writer, &missing);
        writer.heading(2, words.say("children-record-needs"));
        record_parts::write_needs(page, writer);
        writer.element("div").class("govuk-inset-text").within(|writer| {
            writer.paragraph(words.say("children-sign-noticed"));
            writer.element("p").class("govuk-body").within(|writer| {
                link(
                    writer,
                    &format!("/concerns/new?child={}", page.id),
                    &words.say("children-sign-noticed-link"),
                    "",
                );
            });
        });
        write_recipients(page, writer, page.site.application().today());
        if !own && page.child().assessment.signed_off.is_none() {
            writer.html(&fields);
        }
    });
    Ok(page.page(&title, &page.path(""), problems, main))
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
