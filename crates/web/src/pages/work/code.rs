//! Giving the asker a code of their own. It is shown once, to be passed on by the safe method they chose.

use access::{Action, FieldKind, RecordKind};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::InsetText;
use kernel::{StreamId, StreamKind};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::pages::work::desk::Desk;
use crate::pages::work::told::method_name;
use crate::session;
use crate::site::Site;
use crate::submitted::Submitted;

/// Shows the code that was just given, and never again.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open(&site, &reader, request, "code").await?;
    if !desk.may(Action::IssueCode, RecordKind::Code) {
        return Err(PageFailure::NotThere);
    }
    let Some(code) = reader.held.code_to_show.clone() else { return Ok(desk.back()) };
    session::change(&site, &reader.session, |held| held.code_to_show = None).await?;
    let words = site.words();
    Ok(desk.page(&words.say("code-title"), &Problems::default(), |writer| {
        writer.element("p").class("alongside-code").text(&code);
        writer.paragraph(words.say("code-once"));
        if let Some(contact) = desk.request().contact()
            && desk.may_field(Action::See, RecordKind::Request, FieldKind::ContactDetails)
        {
            let method = words.say(method_name(&contact.method));
            let pass_on = words.with("code-pass-on", &[("method", &method), ("value", &contact.value)]);
            writer.add(&InsetText::from(pass_on.as_str()));
        }
        writer.paragraph(words.say("code-earlier-ended"));
        writer.element("p").class("govuk-body").within(|writer| {
            writer
                .element("a")
                .class("govuk-link")
                .attribute("href", &desk.href(""))
                .text(&words.say("work-back-to-request"));
        });
    }))
}

/// Gives a code, and ends those that the asker had for the same record.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
    _: Submitted,
) -> Result<Response, PageFailure> {
    let desk = Desk::open(&site, &reader, request, "code").await?;
    let asker = desk.request().described_asker().ok_or(PageFailure::NotThere)?;
    // Until somebody has confirmed who the asker is, a code opens what they sent and nothing else.
    let reach = match desk.request().child().filter(|_| desk.request().asker.is_some()) {
        Some(child) => StreamId::new(StreamKind::Child, child),
        None => StreamId::new(StreamKind::Request, request),
    };
    let given = site.application().give_code(&reader.actor, asker.person, reach).await?;
    session::change(&site, &reader.session, |held| held.code_to_show = Some(given.text.clone())).await?;
    Ok(Redirect::to(&desk.href("code")).into_response())
}
