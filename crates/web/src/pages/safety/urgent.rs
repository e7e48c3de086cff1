//! Urgent access: whoever acts on danger opens any record at once by giving a reason.

use application::{URGENT_HOURS, URGENT_REASON_CHARACTERS_MAX};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, CharacterCount, CountLimit, Html, Label, Textarea, WarningText};
use kernel::{StreamId, StreamKind};
use uuid::Uuid;

use super::parts::{page_of, text_problems, urgent_page_of};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::site::Site;
use crate::submitted::Submitted;

const REASON: &str = "reason";

/// The page for a child's record.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(child): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let record = StreamId::new(StreamKind::Child, child);
    view(&site, &signed_in, record, "", &Problems::default()).await
}

/// The page for a request.
pub async fn show_request(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(request): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let record = StreamId::new(StreamKind::Request, request);
    view(&site, &signed_in, record, "", &Problems::default()).await
}

/// A child's record is opened.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(child): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    open(&site, &signed_in, StreamId::new(StreamKind::Child, child), &submitted).await
}

/// A request is opened.
pub async fn submit_request(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(request): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    open(&site, &signed_in, StreamId::new(StreamKind::Request, request), &submitted).await
}

async fn open(
    site: &Site,
    signed_in: &SignedIn,
    record: StreamId,
    submitted: &Submitted,
) -> Result<Response, PageFailure> {
    let reason = submitted.value(REASON);
    let limit = URGENT_REASON_CHARACTERS_MAX;
    let problems = text_problems(site, submitted, REASON, "urgent-reason-missing", limit);
    if !problems.is_empty() {
        return view(site, signed_in, record, reason, &problems).await;
    }
    site.application().open_urgently(&signed_in.actor, record, reason, submitted.once).await?;
    Ok(Redirect::to(&page_of(record)).into_response())
}

async fn view(
    site: &Site,
    signed_in: &SignedIn,
    record: StreamId,
    typed: &str,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let name = site.application().known_as(&signed_in.actor, record).await?;
    let words = site.words();
    let title = words.with("urgent-title", &[("name", &name)]);
    let open = form(site, &signed_in.held, &urgent_page_of(record), |writer| {
        writer.add(&CharacterCount {
            textarea: Textarea {
                name: REASON.into(),
                id: REASON.into(),
                label: Label::bold(words.say("urgent-reason")),
                hint: Some(words.say("urgent-reason-hint").into()),
                error: problems.of(REASON).map(Into::into),
                value: typed.to_owned(),
                ..Textarea::default()
            },
            limit: CountLimit::Characters(URGENT_REASON_CHARACTERS_MAX),
            threshold: Some(75),
            ..CharacterCount::default()
        });
        writer.add(&Button::submit(words.say("urgent-open")));
    });
    let hours = URGENT_HOURS.to_string();
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.add(&WarningText::from(words.say("urgent-warning").as_str()));
        writer.element("p").class("govuk-body").text(&words.with("urgent-lead", &[("hours", &hours)]));
        writer.html(&open);
        if record.kind == StreamKind::Child && site.application().may_begin_protection(&signed_in.actor) {
            writer.element("p").class("govuk-body").within(|writer| {
                writer
                    .element("a")
                    .class("govuk-link")
                    .attribute("href", &format!("/protection/{}/convene", record.id))
                    .text(&words.say("protection-convene-title"));
            });
        }
    });
    let frame = Frame::practitioner(&signed_in.actor, "front-door");
    Ok(full_page(site, &frame, &title, Some("/concerns"), problems, main))
}
