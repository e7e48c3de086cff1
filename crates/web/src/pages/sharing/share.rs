//! Something was passed on to another agency, or was not: what, why, and on which footing. The family reads it at once.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Choice, Html, InsetText};
use records::child::{RecordShare, Shared, UnderAgreement};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::children::child_page::{ChildPage, carry_out, to_record};
use crate::pages::children::fields::Typed;
use crate::site::Site;
use crate::submitted::Submitted;

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
    let text = |name: &str| submitted.value(name).trim().to_owned();
    let today = site.application().today();
    let partnership = site.application().partnership_state().await?;
    let in_force = partnership.state.sharing_agreements(today);
    let chosen = in_force.into_iter().find(|known| submitted.is("under", &known.document.to_string()));
    let fact = Shared {
        with: text("with"),
        what: text("what"),
        why: text("why"),
        purpose: text("purpose"),
        under: chosen.map(|known| UnderAgreement { document: known.document, named: known.named() }),
        basis: text("basis"),
        passed_on: !submitted.is("passed_on", "no"),
        without_agreement: text("without_agreement"),
    };
    let act = Act::on(id, RecordShare(fact));
    match carry_out(&site, &reader.actor, act, &submitted, field_of).await? {
        None => Ok(to_record(id, "/sharing")),
        Some(problems) => {
            let page = ChildPage::open(&site, reader, id, "sharing").await?;
            view(&page, Some(&submitted), &problems)
        }
    }
}

fn field_of(code: &str) -> &'static str {
    match code {
        "what-missing" => "what",
        "why-missing" => "why",
        "purpose-missing" => "purpose",
        "sharing-agreement-unknown" => "under",
        "basis-missing" => "basis",
        "not-agreed" => "without_agreement",
        _ => "with",
    }
}

fn view(
    page: &ChildPage,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::Share, RecordKind::ChildRecord)?;
    let words = page.words();
    let title = words.say("sharing-share-title");
    let typed = Typed::new(&page.site, submitted, problems);
    let application = page.site.application();
    let bases = application
        .rules()
        .guidance()
        .bases_for_sharing(application.today())
        .map(|clause| Choice {
            hint: Some(clause.requires.as_str().into()),
            ..Choice::new(clause.id.clone(), clause.citation.clone())
        })
        .collect();
    let mut agreements: Vec<Choice> = page
        .partnership
        .state
        .sharing_agreements(application.today())
        .into_iter()
        .map(|known| Choice::new(known.document.to_string(), known.named()))
        .collect();
    if !agreements.is_empty() {
        agreements.push(Choice::new("none", words.say("sharing-under-none")));
    }
    let fields = form(&page.site, &page.held, &page.path("/shares/new"), |writer| {
        typed.line(writer, "with", "sharing-share-with-ask", "");
        let answers = [("yes", "sharing-passed-on-yes"), ("no", "sharing-passed-on-no")];
        let answers = answers.map(|(value, message)| Choice::new(value, words.say(message))).into();
        typed.radios(writer, "passed_on", "sharing-passed-on-ask", answers, "yes");
        typed.area(writer, "what", "sharing-what-ask", "");
        typed.area(writer, "why", "sharing-why-ask", "");
        typed.area(writer, "purpose", "sharing-purpose-ask", "");
        if !agreements.is_empty() {
            typed.radios(writer, "under", "sharing-under-ask", agreements, "");
        }
        typed.radios(writer, "basis", "sharing-basis-ask", bases, "");
        typed.area(writer, "without_agreement", "sharing-without-ask", "");
        writer.add(&Button::submit(words.say("sharing-share-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.add(&InsetText::from(words.say("sharing-share-lead").as_str()));
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path("/sharing"), problems, main))
}
