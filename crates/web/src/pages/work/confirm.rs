//! A social-work-qualified manager, who is not the proposer, confirms the route or returns it with why.

use access::Action;
use application::{Act, ReadReason};
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Choice, SummaryList, SummaryRow};
use records::request::{ChildLink, ReturnRoute, Route, RouteReturned};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::children::fields::Typed;
use crate::pages::safety::open_concerns;
use crate::pages::work::desk::Desk;
use crate::pages::work::letter_words::level_name;
use crate::pages::work::opening::confirming;
use crate::pages::work::request::may_confirm;
use crate::pages::work::route::family_asked;
use crate::pages::work::shown::{as_written, name_of};
use crate::pages::work::told::{answer_rows, route_name};
use crate::site::Site;
use crate::submitted::Submitted;

/// Opens the request for the decision. Whoever proposed it finds nothing here.
async fn open<'a>(site: &'a Site, reader: &'a SignedIn, request: Uuid) -> Result<Desk<'a>, PageFailure> {
    let desk = Desk::open_to(site, reader, request, "confirm", Action::ConfirmRoute).await?;
    let partnership = site.application().partnership_state().await?;
    if may_confirm(&desk, &partnership.state) { Ok(desk) } else { Err(PageFailure::NotThere) }
}

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let desk = open(&site, &reader, request).await?;
    if !desk.request().is_open() || desk.request().proposed.is_none() {
        return Ok(desk.back());
    }
    view(&desk, None, &Problems::default()).await
}

/// The decision: the whole of it in one act, or nothing.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = open(&site, &reader, request).await?;
    let act = match submitted.value("decision") {
        "confirm" => {
            let existing = existing_child(&desk).await?;
            let partnership = site.application().partnership_state().await?;
            confirming(&desk, existing.as_ref(), &partnership.state)
        }
        "return" => Act::on(request, ReturnRoute(RouteReturned { why: submitted.value("why").to_owned() })),
        _ => {
            let problems = Problems::one("decision", site.words().say("confirm-missing"));
            return view(&desk, Some(&submitted), &problems).await;
        }
    };
    let field = |code: &str| if code == "why-missing" { "why" } else { "decision" };
    match desk.attempt(act, &submitted, field).await? {
        None => Ok(desk.back()),
        Some(problems) => view(&desk, Some(&submitted), &problems).await,
    }
}

/// The record that the request joins, where one was found.
async fn existing_child(desk: &Desk<'_>) -> Result<Option<records::child::Child>, PageFailure> {
    let link = desk.request().proposed.as_ref().and_then(|proposed| proposed.fact.link);
    let Some(ChildLink::Existing(child)) = link else { return Ok(None) };
    let reason = ReadReason::work("confirm");
    Ok(Some(desk.site.application().open_child(desk.actor(), child, reason).await?.state))
}

async fn view(
    desk: &Desk<'_>,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let (site, words) = (desk.site, desk.site.words());
    let partnership = site.application().partnership_state().await?;
    let found = site.application().open_concerns_of_request(desk.actor(), desk.id, &desk.opened).await?;
    let page = form(site, &desk.reader.held, &desk.href("confirm"), |writer| {
        let typed = Typed::new(site, submitted, problems);
        let choices = [("confirm", "confirm-yes"), ("return", "confirm-return")];
        let choices = choices.map(|(value, name)| Choice::new(value, words.say(name)));
        typed.radios(writer, "decision", "confirm-decision", choices.into(), "");
        typed.area(writer, "why", "confirm-why", "");
        writer.add(&Button::submit(words.say("confirm-submit")));
    });
    Ok(desk.page(&words.say("confirm-title"), problems, |writer| {
        writer.paragraph(words.say("confirm-lead"));
        if let Some(proposed) = &desk.request().proposed {
            let record = match proposed.fact.link {
                Some(ChildLink::New(_)) => "confirm-record-new",
                Some(ChildLink::Existing(_)) => "confirm-record-existing",
                None => "confirm-record-none",
            };
            let mut rows = vec![
                SummaryRow::new(words.say("confirm-route"), words.say(route_name(proposed.fact.route))),
                SummaryRow::new(
                    words.say("confirm-by"),
                    name_of(site, &partnership.state, proposed.author.person),
                ),
                SummaryRow::new(words.say("request-proposed-why"), as_written(&proposed.fact.why)),
            ];
            if proposed.fact.route == Route::Support {
                let level = words.say(level_name(proposed.fact.level));
                rows.insert(1, SummaryRow::new(words.say("route-level"), level));
                rows.push(SummaryRow::new(words.say("route-record"), words.say(record)));
            }
            writer.add(&SummaryList::of(rows));
        }
        writer.html(&family_asked(desk));
        if let Some(triage) = desk.request().latest_triage() {
            writer.element("h2").class("govuk-heading-m").text(&words.say("request-triage-heading"));
            writer.add(&SummaryList::of(answer_rows(site, &triage.fact.answers)));
        }
        writer.html(&open_concerns::shown(site, found.as_deref()));
        writer.html(&page);
    }))
}
