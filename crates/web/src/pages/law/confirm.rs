//! Somebody of the partnership read a clause where it was first written; the badge goes from whatever rests on it.

use application::{Act, PARTNERSHIP_STREAM};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, SummaryList, SummaryRow};
use guidance::Clause;
use records::partnership::ConfirmSource;

use super::shown;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::children::child_page::carry_out;
use crate::pages::children::fields::{Typed, date_typed};
use crate::site::Site;
use crate::submitted::Submitted;

/// The form.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, PageFailure> {
    let clause = open(&site, &reader, &id)?;
    Ok(view(&site, &reader, clause, None, &Problems::default()))
}

/// It was checked.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<String>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let clause = open(&site, &reader, &id)?;
    let problems = match date_typed(&submitted, "on") {
        Ok(Some(on)) => {
            let confirm = ConfirmSource {
                clause: id.clone(),
                by: submitted.value("by").to_owned(),
                on,
                source: submitted.value("source").to_owned(),
            };
            let act = Act::on(PARTNERSHIP_STREAM.id, confirm);
            carry_out(&site, &reader.actor, act, &submitted, field_of).await?
        }
        _ => Some(Problems::one("on.day", site.words().say("children-not-a-date"))),
    };
    Ok(match problems {
        None => Redirect::to(&format!("/clauses/{id}")).into_response(),
        Some(problems) => view(&site, &reader, clause, Some(&submitted), &problems),
    })
}

fn open<'a>(site: &'a Site, reader: &SignedIn, id: &str) -> Result<&'a Clause, PageFailure> {
    let found = site.application().rules().guidance().clause(id);
    found.filter(|_| shown::may_confirm(site, &reader.actor)).ok_or(PageFailure::NotThere)
}

fn field_of(code: &str) -> &'static str {
    match code {
        "reader-missing" => "by",
        "confirmed-in-future" => "on.day",
        _ => "source",
    }
}

fn view(
    site: &Site,
    reader: &SignedIn,
    clause: &Clause,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Response {
    let words = site.words();
    let typed = Typed::new(site, submitted, problems);
    let address = format!("/clauses/{}/confirm", clause.id);
    let fields = form(site, &reader.held, &address, |writer| {
        typed.line(writer, "by", "clause-confirm-by", "");
        typed.date(writer, "on", "clause-confirm-on", None);
        typed.area(writer, "source", "clause-confirm-source", "");
        writer.add(&Button::submit(words.say("clause-confirm-button")));
    });
    let guidance = site.application().rules().guidance();
    let limits: Vec<String> = guidance
        .clocks()
        .filter(|clock| clock.clauses.contains(&clause.id))
        .map(|clock| clock.limit.to_string())
        .collect();
    let mut rows = vec![
        SummaryRow::new(words.say("clause-place"), clause.place.clone()),
        SummaryRow::new(words.say("clause-must"), clause.requires.clone()),
    ];
    if !limits.is_empty() {
        rows.push(SummaryRow::new(words.say("clause-limit"), limits.join("; ")));
    }
    let title = words.with("clause-confirm-title", &[("citation", &clause.citation)]);
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("clause-confirm-lead"));
        writer.add(&SummaryList::of(rows));
        writer.html(&fields);
    });
    full_page(
        site,
        &Frame::practitioner(&reader.actor, ""),
        &title,
        Some(&format!("/clauses/{}", clause.id)),
        problems,
        main,
    )
}
