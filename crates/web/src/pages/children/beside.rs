//! Assessments beside the child's own: offered, asked for, taken up or turned down, done, refused. And duties for which no
//! day is set.

use std::collections::BTreeMap;

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Choice, Html, Writer};
use guidance::Duty;
use kernel::Moment;
use records::child::{AnswerDuty, DutyAnswered, LinkedRecorded, LinkedStep, RecordLinked};
use uuid::Uuid;

use super::child_page::{ChildPage, carry_out};
use super::fields::Typed;
use super::record_parts::is_family;
use super::step::{Step, day_or_none};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::site::Site;
use crate::submitted::Submitted;

/// The steps that a form may record, as choices.
fn steps(page: &ChildPage, steps: &[LinkedStep]) -> Vec<Choice> {
    let words = page.words();
    steps
        .iter()
        .map(|step| Choice::new(step.name(), words.say(&format!("children-linked-step-{}", step.name()))))
        .collect()
}

fn step_typed(page: &ChildPage, submitted: &Submitted) -> Result<LinkedStep, Problems> {
    let chosen = submitted.value("step");
    let found = LinkedStep::ALL.iter().find(|(name, _)| *name == chosen).map(|(_, step)| *step);
    found.ok_or_else(|| Problems::one("step", page.words().say("children-linked-step-missing")))
}

/// The day on which it happened, where one was given.
fn happened(page: &ChildPage, submitted: &Submitted) -> Result<Option<Moment>, Problems> {
    Ok(day_or_none(page, submitted, "on")?.map(Moment::On))
}

/// A new one: offered, or asked for.
pub struct New;

impl Step for New {
    const NAME: &'static str = "linked-new";
    const READ: &'static str = "needs";
    const MAY: (Action, RecordKind) = (Action::ProposeDecision, RecordKind::NeedDecision);
    const BACK: &'static str = "#beside";

    fn address(_: Uuid) -> String {
        "/beside/new".to_owned()
    }

    fn fields(page: &ChildPage, _: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        let guidance = page.site.application().rules().guidance();
        let kinds = guidance
            .linked_kinds()
            .iter()
            .map(|linked| Choice::new(linked.id.as_str(), linked.name.as_str()).hint(linked.says.as_str()));
        typed.radios(writer, "kind", "children-linked-kind", kinds.collect(), "");
        let family = page.child().involved.iter().filter(|part| part.until.is_none() && is_family(part));
        let mut people: Vec<Choice> =
            family.map(|part| Choice::new(part.person.to_string(), part.name.as_str())).collect();
        people.push(Choice::new("other", page.words().say("children-linked-somebody-else")));
        typed.radios(writer, "person", "children-linked-person", people, "");
        typed.line(writer, "name", "children-linked-name", "");
        let first = [LinkedStep::Offered, LinkedStep::Asked];
        typed.radios(writer, "step", "children-linked-step", steps(page, &first), "");
        typed.date(writer, "on", "children-linked-on", None);
        typed.area(writer, "words", "children-linked-words", "");
    }

    fn act(page: &ChildPage, _: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let chosen = submitted.value("person");
        let part = page
            .child()
            .involved
            .iter()
            .find(|part| part.until.is_none() && is_family(part) && part.person.to_string() == chosen);
        let name = part.map_or_else(|| submitted.value("name").to_owned(), |part| part.name.clone());
        let recorded = LinkedRecorded {
            linked: page.site.application().new_identifier(),
            kind: submitted.value("kind").to_owned(),
            person: part.map(|part| part.person),
            name,
            step: step_typed(page, submitted)?,
            words: submitted.value("words").to_owned(),
            parts: BTreeMap::new(),
        };
        Ok(Act::on(page.id, RecordLinked { recorded, happened: happened(page, submitted)? }))
    }

    fn field_of(code: &str) -> &'static str {
        match code {
            "about-whom-missing" => "name",
            "in-future" => "on.day",
            _ => "kind",
        }
    }
}

/// The next step of one that was begun.
pub struct Next;

impl Step for Next {
    const NAME: &'static str = "linked";
    const READ: &'static str = "needs";
    const MAY: (Action, RecordKind) = (Action::ProposeDecision, RecordKind::NeedDecision);
    const BACK: &'static str = "#beside";

    fn address(about: Uuid) -> String {
        format!("/beside/{about}")
    }

    fn stands(page: &ChildPage, about: Uuid) -> bool {
        page.child().journey.linked(about).is_some()
    }

    fn before(page: &ChildPage, about: Uuid, writer: &mut Writer) {
        let Some(linked) = page.child().journey.linked(about) else { return };
        super::journey_parts::write_linked(page, linked, 2, writer);
    }

    fn fields(page: &ChildPage, about: Uuid, typed: &Typed<'_>, writer: &mut Writer) {
        let later = [
            LinkedStep::Asked,
            LinkedStep::Accepted,
            LinkedStep::Declined,
            LinkedStep::Done,
            LinkedStep::Refused,
            LinkedStep::Returned,
        ];
        typed.radios(writer, "step", "children-linked-step", steps(page, &later), "");
        typed.area(writer, "words", "children-linked-words", "");
        let guidance = page.site.application().rules().guidance();
        let kind =
            page.child().journey.linked(about).and_then(|known| guidance.linked(&known.first().fact.kind));
        for part in kind.map(|kind| kind.parts.as_slice()).unwrap_or_default() {
            typed.area(writer, &format!("part.{part}"), &format!("children-linked-part-{part}"), "");
        }
        typed.date(writer, "on", "children-linked-on", None);
    }

    fn act(page: &ChildPage, about: Uuid, submitted: &Submitted) -> Result<Act, Problems> {
        let Some(known) = page.child().journey.linked(about) else { return Ok(Act::new()) };
        let first = &known.first().fact;
        let guidance = page.site.application().rules().guidance();
        let parts = guidance.linked(&first.kind).map(|kind| kind.parts.as_slice()).unwrap_or_default();
        let said = parts
            .iter()
            .map(|part| (part.clone(), submitted.value(&format!("part.{part}")).to_owned()))
            .filter(|(_, said)| !said.is_empty());
        let recorded = LinkedRecorded {
            linked: about,
            kind: first.kind.clone(),
            person: first.person,
            name: first.name.clone(),
            step: step_typed(page, submitted)?,
            words: submitted.value("words").to_owned(),
            parts: said.collect(),
        };
        Ok(Act::on(page.id, RecordLinked { recorded, happened: happened(page, submitted)? }))
    }

    fn field_of(code: &str) -> &'static str {
        match code {
            "part-missing" | "not-an-answer" => "part.needs",
            "in-future" => "on.day",
            "not-offered" | "declined-already" => "step",
            _ => "words",
        }
    }
}

/// The duty that an address names, if it is one that is answered in words.
fn duty_named<'a>(page: &'a ChildPage, duty: &str) -> Result<&'a Duty, PageFailure> {
    page.must(Action::AnswerDuty, RecordKind::ChildRecord)?;
    let found = page.site.application().rules().guidance().duty(duty);
    let found = found.filter(|duty| duty.answered_in_words && duty.clock.is_none());
    found.filter(|_| page.child().assessment.opened.is_some()).ok_or(PageFailure::NotThere)
}

/// The form in which a duty is answered.
pub async fn show_duty(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, duty)): Path<(Uuid, String)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "record").await?;
    view_duty(&page, &duty, None, &Problems::default())
}

/// It is answered.
pub async fn submit_duty(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, duty)): Path<(Uuid, String)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "record").await?;
    duty_named(&page, &duty)?;
    let answered = DutyAnswered { duty: duty.clone(), words: submitted.value("words").to_owned() };
    let act = Act::on(id, AnswerDuty(answered));
    match carry_out(&site, &page.actor, act, &submitted, |_| "words").await? {
        None => Ok(Redirect::to(&page.path("#duties")).into_response()),
        Some(problems) => view_duty(&page, &duty, Some(&submitted), &problems),
    }
}

fn view_duty(
    page: &ChildPage,
    duty: &str,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let found = duty_named(page, duty)?;
    let words = page.words();
    let title = words.say("children-duty-answer-title");
    let typed = Typed::new(&page.site, submitted, problems);
    let fields = form(&page.site, &page.held, &page.path(&format!("/duties/{duty}/answer")), |writer| {
        typed.area(writer, "words", "children-duty-answer-words", "");
        writer.add(&Button::submit(words.say("children-duty-answer-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.heading(2, super::record_parts::duty_words(page, &found.id));
        writer.paragraph(found.must.as_str());
        writer.paragraph(words.say("children-duty-answer-lead"));
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path("#duties"), problems, main))
}
