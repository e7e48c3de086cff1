//! A record of protection begins: from a raised concern, or about a child whom the partnership does not know yet.

use access::{Action, FieldKind, RecordKind};
use application::ReadReason;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use records::protection::FORM;
use uuid::Uuid;

use super::step::Step;
use super::step_page::Page;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::pages::safety::parts::form_of;
use crate::site::Site;
use crate::submitted::Submitted;

/// The page on which the strategy discussion of a raised concern is called together; or the record, where it has begun.
pub async fn show_of_concern(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(concern): Path<Uuid>,
) -> Result<Response, PageFailure> {
    match of_concern(&site, &signed_in, concern).await? {
        Begun::Already(child) => Ok(Redirect::to(&format!("/protection/{child}")).into_response()),
        Begun::Now(page) => Ok(page.view(None, &Problems::default())),
    }
}

/// It is called together.
pub async fn submit_of_concern(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(concern): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    match of_concern(&site, &signed_in, concern).await? {
        Begun::Already(child) => Ok(Redirect::to(&format!("/protection/{child}")).into_response()),
        Begun::Now(page) => page.take(&submitted).await,
    }
}

/// The page on which the record of a child begins whom the partnership does not know.
pub async fn show_new(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(begins): Path<String>,
) -> Result<Response, PageFailure> {
    Ok(new(&site, &signed_in, &begins)?.view(None, &Problems::default()))
}

/// It begins.
pub async fn submit_new(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(begins): Path<String>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    new(&site, &signed_in, &begins)?.take(&submitted).await
}

enum Begun<'a> {
    Already(Uuid),
    Now(Box<Page<'a>>),
}

async fn of_concern<'a>(
    site: &'a Site,
    signed_in: &'a SignedIn,
    concern: Uuid,
) -> Result<Begun<'a>, PageFailure> {
    let application = site.application();
    let reason = ReadReason::work("concern-diversion");
    let opened = application.open_concern(&signed_in.actor, concern, reason).await?;
    let may = application.may(
        &signed_in.actor,
        &opened,
        Action::CompleteCrossing,
        RecordKind::Concern,
        FieldKind::Ordinary,
    );
    // It follows the decision to cross, which opened the discussion; it never takes its place.
    if !may || opened.state.diversion.opened.is_none() {
        return Err(PageFailure::NotThere);
    }
    let (child, begun) = application.protected_by(&signed_in.actor, concern, &opened).await?;
    if let (Some(child), true) = (child, begun) {
        return Ok(Begun::Already(child));
    }
    let raised = opened.state.raised.as_ref().ok_or(PageFailure::NotThere)?;
    let child = child.unwrap_or_else(|| application.new_identifier());
    let mut page = page(site, signed_in, child, Step::Convene, format!("/concerns/{concern}/protection"))?;
    page.concern = Some(concern);
    page.called.clone_from(&raised.fact.about.described);
    page.back = format!("/concerns/{concern}/diversion");
    Ok(Begun::Now(Box::new(page)))
}

fn new<'a>(site: &'a Site, signed_in: &'a SignedIn, begins: &str) -> Result<Page<'a>, PageFailure> {
    let step = Step::of(begins).filter(|step| step.begins()).ok_or(PageFailure::NotThere)?;
    let application = site.application();
    if !application.may_begin_protection(&signed_in.actor) {
        return Err(PageFailure::NotThere);
    }
    let child = application.new_identifier();
    page(site, signed_in, child, step, format!("/protection/new/{}", step.name()))
}

fn page<'a>(
    site: &'a Site,
    signed_in: &'a SignedIn,
    child: Uuid,
    step: Step,
    address: String,
) -> Result<Page<'a>, PageFailure> {
    Ok(Page {
        site,
        signed_in,
        step,
        child,
        opened: None,
        concern: None,
        called: String::new(),
        address,
        back: "/protection".to_owned(),
        form: form_of(site, FORM)?,
        choices: None,
        said_by: String::new(),
        others: Vec::new(),
    })
}
