//! Somebody is asked whether another agency may be asked or told something for support; their answer and its scope.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Choice, Html};
use kernel::PersonId;
use records::child::{AgreementRecorded, RecordAgreement};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::children::child_page::{ChildPage, carry_out, to_record};
use crate::pages::children::fields::{Typed, date_typed};
use crate::site::Site;
use crate::submitted::Submitted;

/// Who can be asked: those whose life the record is about.
const ASKED: [&str; 2] = ["parent-carer", "young-person"];

/// Asks.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "sharing").await?;
    view(&page, None, &Problems::default())
}

/// It is recorded.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let problems = match read(&site, &submitted) {
        Err(problems) => Some(problems),
        Ok(fact) => {
            let act = Act::on(id, RecordAgreement(fact));
            carry_out(&site, &reader.actor, act, &submitted, field_of).await?
        }
    };
    let Some(problems) = problems else { return Ok(to_record(id, "/sharing")) };
    let page = ChildPage::open(&site, reader, id, "sharing").await?;
    view(&page, Some(&submitted), &problems)
}

fn field_of(code: &str) -> &'static str {
    match code {
        "agreement-by-missing" => "by",
        "scope-missing" => "scope",
        "until-in-past" => "until.day",
        _ => "with",
    }
}

fn read(site: &Site, submitted: &Submitted) -> Result<AgreementRecorded, Problems> {
    let words = site.words();
    let mut problems = Problems::default();
    let by = submitted.value("by").parse().map(PersonId).ok();
    if by.is_none() {
        problems.0.push(("by".to_owned(), words.say("refusal-agreement-by-missing")));
    }
    let given = ["yes", "no"].iter().find(|answer| submitted.is("given", answer));
    if given.is_none() {
        problems.0.push(("given".to_owned(), words.say("sharing-given-missing")));
    }
    let until = date_typed(submitted, "until");
    if until.is_err() {
        problems.0.push(("until.day".to_owned(), words.say("sharing-until-wrong")));
    }
    let (Some(by), Some(given), Ok(until)) = (by, given, until) else { return Err(problems) };
    Ok(AgreementRecorded {
        by,
        with: submitted.value("with").trim().to_owned(),
        scope: submitted.value("scope").trim().to_owned(),
        given: *given == "yes",
        until,
    })
}

fn view(
    page: &ChildPage,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::Share, RecordKind::ChildRecord)?;
    let words = page.words();
    let title = words.say("sharing-agreement-title");
    let typed = Typed::new(&page.site, submitted, problems);
    let today = page.site.application().today();
    let involved = page.child().involved.iter();
    let people = involved
        .filter(|part| part.holds_on(today) && ASKED.contains(&part.capacity.as_str()))
        .map(|part| Choice::new(part.person.to_string(), part.name.clone()))
        .collect();
    let fields = form(&page.site, &page.held, &page.path("/agreements/new"), |writer| {
        typed.radios(writer, "by", "sharing-by-ask", people, "");
        typed.line(writer, "with", "sharing-with-ask", "");
        typed.area(writer, "scope", "sharing-scope-ask", "");
        let answers = [("yes", "sharing-given-yes"), ("no", "sharing-given-no")];
        let answers = answers.map(|(value, message)| Choice::new(value, words.say(message))).into();
        typed.radios(writer, "given", "sharing-given-ask", answers, "");
        typed.date(writer, "until", "sharing-until-ask", None);
        writer.add(&Button::submit(words.say("sharing-agreement-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("sharing-agreement-lead"));
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path("/sharing"), problems, main))
}
