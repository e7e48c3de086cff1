//! Reading a request on the day it arrives. Danger is looked for first; what is noticed goes to the front door.

use access::Action;
use application::Act;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Choice, Fieldset, Radios};
use records::request::{Read, ReadRequest};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::work::desk::Desk;
use crate::pages::work::passing_on::{Noticed, pass_on, write_numbers, write_passed_on};
use crate::pages::work::{told, triage};
use crate::site::Site;
use crate::submitted::Submitted;

const DANGER: &str = "t1-immediate-danger";
const NOTICED: &str = "t1-what-was-noticed";
const CARE: &str = "care-may-fail";

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, request, "read", Action::ReadForDanger).await?;
    if desk.request().read.is_some() {
        return Ok(desk.back());
    }
    view(&desk, None, None, &Problems::default())
}

/// What was noticed goes on its way first; then the request is marked as read.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, request, "read", Action::ReadForDanger).await?;
    let words = site.words();
    let danger = submitted.value(DANGER);
    let mut concern = None;
    let mut rest = submitted.clone();
    if danger == "yes" {
        let noticed = Noticed {
            words: submitted.value(NOTICED),
            immediate: true,
            unsure: false,
            unless_said: "passed-on-danger-unsaid",
        };
        concern = Some(pass_on(&desk, &submitted, &noticed).await?);
        // The token is spent on what was noticed; a request is marked as read once in any event.
        rest.once = None;
    }
    let mut problems = Problems::default();
    if !matches!(danger, "yes" | "no") {
        problems.0.push((DANGER.to_owned(), words.say("read-danger-missing")));
    }
    let care = submitted.value(CARE);
    if !matches!(care, "yes" | "no") {
        problems.0.push((CARE.to_owned(), words.say("read-care-missing")));
    }
    if !problems.is_empty() {
        return view(&desk, Some(&submitted), concern, &problems);
    }
    let act = Act::on(request, ReadRequest(Read { care_may_fail: care == "yes" }));
    let refused = desk.attempt(act, &rest, |_| DANGER).await?;
    match (refused, concern) {
        (_, Some(concern)) => Ok(Redirect::to(&desk.href(&format!("sent/{concern}"))).into_response()),
        (None, None) => Ok(desk.back()),
        (Some(problems), None) => view(&desk, Some(&submitted), None, &problems),
    }
}

fn view(
    desk: &Desk<'_>,
    submitted: Option<&Submitted>,
    concern: Option<Uuid>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let (site, words) = (desk.site, desk.site.words());
    let questions = triage::form_of(site)?;
    let asks = desk.request().received.as_ref().is_some_and(|received| received.fact.care_may_fail);
    let care = submitted.map_or(if asks { "yes" } else { "" }, |submitted| submitted.value(CARE));
    let page = form(site, &desk.reader.held, &desk.href("read"), |writer| {
        if let Some(concern) = concern {
            write_passed_on(site, writer, concern);
        }
        for id in [DANGER, NOTICED] {
            triage::write_question(
                site,
                questions,
                &questions.no_answers(),
                submitted,
                problems,
                (id, writer),
            );
        }
        writer.add(&Radios {
            name: CARE.into(),
            id_prefix: CARE.into(),
            fieldset: Some(Fieldset::question(words.say("read-care"))),
            hint: Some(words.say(if asks { "read-care-hint-asked" } else { "read-care-hint" }).into()),
            error: problems.of(CARE).map(Into::into),
            value: care.to_owned(),
            items: vec![
                Choice::new("yes", words.say("work-yes")).into(),
                Choice::new("no", words.say("work-no")).into(),
            ],
            ..Radios::default()
        });
        writer.add(&Button::submit(words.say("read-submit")));
    });
    Ok(desk.page(&words.say("read-title"), problems, |writer| {
        write_numbers(site, writer);
        writer.paragraph(words.say("read-lead"));
        writer.element("h2").class("govuk-heading-m").text(&words.say("request-written-heading"));
        told::write_answers(desk, writer);
        writer.html(&page);
    }))
}
