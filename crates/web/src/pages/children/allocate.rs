//! A lead assessor is named: somebody trained, or, where nobody is, somebody with a condition adviser beside them.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Choice, Html, InsetText, Writer};
use guidance::full_date;
use jiff::civil::Date;
use kernel::{Capacity, PersonId};
use records::child::{AdviserCondition, Allocate, IssueLetter};
use records::partnership::Practitioner;
use uuid::Uuid;

use super::child_page::{ChildPage, carry_out, to_record};
use super::fields::Typed;
use super::letters;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::safety::open_concerns;
use crate::site::Site;
use crate::submitted::Submitted;

/// The choice.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "allocate").await?;
    page.must(Action::Allocate, RecordKind::ChildRecord)?;
    view(&page, None, &Problems::default()).await
}

/// The choice is made.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "allocate").await?;
    page.must(Action::Allocate, RecordKind::ChildRecord)?;
    let problems = match submitted.identifier("assessor") {
        None => Some(Problems::one("assessor", site.words().say("children-allocate-choose"))),
        Some(assessor) => {
            let command = Allocate { assessor: PersonId(assessor), condition: condition(&submitted) };
            let told = told(&page, &command);
            let act = letters::with_letters(Act::on(id, command), id, told);
            carry_out(&site, &page.actor, act, &submitted, field_of).await?
        }
    };
    match problems {
        None => Ok(to_record(id, "")),
        Some(problems) => view(&page, Some(&submitted), &problems).await,
    }
}

/// Each of the family is told who leads, and, where there is a gap in training, who advises and why.
fn told(page: &ChildPage, command: &Allocate) -> Vec<IssueLetter> {
    let assessor = page.name_of(Some(command.assessor));
    let known = page.partnership.state.practitioner(command.assessor);
    let telephone = known.map_or("", |known| known.telephone.as_str());
    let current = known.is_some_and(|known| {
        known.trained_until(&required(page)).is_some_and(|until| page.site.application().today() <= until)
    });
    let condition = command.condition.as_ref().filter(|_| !current);
    let adviser = condition.map_or_else(String::new, |condition| page.name_of(Some(condition.adviser)));
    let condition = condition.map(|condition| (condition, adviser.as_str()));
    letters::issue(page, "allocated", |to| letters::of(page).allocated(to, &assessor, telephone, condition))
}

fn condition(submitted: &Submitted) -> Option<AdviserCondition> {
    let adviser = submitted.identifier("adviser").map(PersonId)?;
    Some(AdviserCondition { adviser, why: submitted.value("why").to_owned() })
}

fn field_of(code: &str) -> &'static str {
    match code {
        "why-missing" => "why",
        "not-an-adviser" | "adviser-is-assessor" => "adviser",
        _ => "assessor",
    }
}

async fn view(
    page: &ChildPage,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let application = page.site.application();
    let found = application.open_concerns_of_child(&page.actor, page.id, &page.opened).await?;
    let words = page.words();
    let site = &page.site;
    let title = words.say("children-allocate-title");
    let state = &page.partnership.state;
    let typed = Typed::new(site, submitted, problems);
    let today = site.application().today();
    let required = required(page);
    let mut assessors: Vec<&Practitioner> = state.who_may_act_as("lead-assessor").collect();
    // Whoever is trained comes first, the longest current before others.
    assessors.sort_by_key(|known| (std::cmp::Reverse(known.trained_until(&required)), known.name.clone()));
    let choices: Vec<Choice> =
        assessors.iter().map(|known| choice(page, known, known.trained_until(&required), today)).collect();
    let advisers: Vec<Choice> = state
        .who_may_act_as("condition-adviser")
        .map(|known| Choice::new(known.person.to_string(), known.name.as_str()))
        .collect();
    let chosen = page.child().assessor().map_or_else(String::new, |person| person.to_string());
    let fields = form(site, &page.held, &page.path("/allocate"), |writer| {
        typed.radios(writer, "assessor", "children-allocate-assessor", choices, &chosen);
        write_condition(page, writer, &typed, advisers);
        writer.add(&Button::submit(words.say("children-allocate-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("children-allocate-lead"));
        writer.html(&open_concerns::shown(site, found.as_deref()));
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path(""), problems, main))
}

/// The training that the protocol asks of whoever leads.
fn required(page: &ChildPage) -> Vec<String> {
    let settings = page.site.application().rules().protocol().settings();
    let Ok(lead) = Capacity::new("lead-assessor") else { return Vec::new() };
    settings.training_required_of(&lead).map(|kind| kind.id.clone()).collect()
}

fn choice(page: &ChildPage, known: &Practitioner, until: Option<Date>, today: Date) -> Choice {
    let words = page.words();
    let (name, date) = match until {
        Some(until) if today <= until => ("children-allocate-current", full_date(until)),
        Some(until) => ("children-allocate-expired", full_date(until)),
        None => ("children-allocate-never", String::new()),
    };
    Choice::new(known.person.to_string(), known.name.as_str()).hint(words.with(name, &[("date", &date)]))
}

/// The way through when nobody's training is current: a condition adviser, and a reason that the family reads.
fn write_condition(page: &ChildPage, writer: &mut Writer, typed: &Typed<'_>, advisers: Vec<Choice>) {
    let words = page.words();
    writer.heading(2, words.say("children-allocate-gap-title"));
    writer.add(&InsetText::from(words.say("children-allocate-gap-lead")));
    if advisers.is_empty() {
        writer.paragraph(words.say("children-allocate-no-advisers"));
        return;
    }
    typed.radios(writer, "adviser", "children-allocate-adviser", advisers, "");
    typed.area(writer, "why", "children-allocate-why", "");
}
