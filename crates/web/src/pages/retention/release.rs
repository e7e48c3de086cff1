//! A legal hold is released.

use std::collections::BTreeMap;

use application::{Act, PARTNERSHIP_STREAM};
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, SummaryList, SummaryRow};
use records::partnership::{Hold, HoldReleased, ReleaseHold};
use uuid::Uuid;

use super::open;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::children::child_page::carry_out;
use crate::pages::children::fields::{Typed, hidden};
use crate::site::Site;
use crate::submitted::Submitted;

/// The form.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, PageFailure> {
    open(&site, &reader)?;
    let hold = standing(&site, query.get("hold").and_then(|hold| hold.parse().ok())).await?;
    Ok(view(&site, &reader, &hold, None, &Problems::default()))
}

/// It is released.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    open(&site, &reader)?;
    let hold = standing(&site, submitted.identifier("hold")).await?;
    let released = HoldReleased {
        hold: hold.placed.fact.hold,
        reason: submitted.value("reason").to_owned(),
        by: submitted.value("by").to_owned(),
    };
    let act = Act::on(PARTNERSHIP_STREAM.id, ReleaseHold(released));
    let field = |code: &str| if code == "hold-name-missing" { "by" } else { "reason" };
    Ok(match carry_out(&site, &reader.actor, act, &submitted, field).await? {
        None => Redirect::to("/retention").into_response(),
        Some(problems) => view(&site, &reader, &hold, Some(&submitted), &problems),
    })
}

async fn standing(site: &Site, hold: Option<Uuid>) -> Result<Hold, PageFailure> {
    let holds = site.application().holds().await?;
    holds.into_iter().find(|known| Some(known.placed.fact.hold) == hold).ok_or(PageFailure::NotThere)
}

fn view(
    site: &Site,
    reader: &SignedIn,
    hold: &Hold,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Response {
    let words = site.words();
    let placed = &hold.placed.fact;
    let typed = Typed::new(site, submitted, problems);
    let fields = form(site, &reader.held, "/retention/release", |writer| {
        hidden(writer, "hold", &placed.hold.to_string());
        typed.area(writer, "reason", "retention-release-reason", "");
        typed.line(writer, "by", "retention-release-by", "");
        writer.add(&Button::submit(words.say("retention-release-submit")));
    });
    let rows = vec![
        SummaryRow::new(words.say("retention-record"), placed.record.to_string()),
        SummaryRow::new(words.say("retention-reason"), placed.reason.clone()),
        SummaryRow::new(words.say("retention-by"), placed.by.clone()),
    ];
    let title = words.say("retention-release-title");
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.add(&SummaryList::of(rows));
        writer.html(&fields);
    });
    let frame = Frame::practitioner(&reader.actor, "retention");
    full_page(site, &frame, &title, Some("/retention"), problems, main)
}
