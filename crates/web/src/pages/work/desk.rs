//! What the pages of one request share: opening it, trying a command, saying why not beside the field.

use access::{Action, Actor, FieldKind, RecordKind};
use application::{Act, Failure, Opened, ReadReason};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Html, Writer};
use records::request::Request;
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page};
use crate::site::Site;
use crate::submitted::Submitted;

/// One request, opened for one practitioner.
pub(crate) struct Desk<'a> {
    /// The site.
    pub site: &'a Site,
    /// Who is at it.
    pub reader: &'a SignedIn,
    /// The request.
    pub id: Uuid,
    /// Its state, and what ties people to it.
    pub opened: Opened<Request>,
}

impl<'a> Desk<'a> {
    /// Opens a request; the reading is on disk before anything of it is shown.
    pub async fn open(
        site: &'a Site,
        reader: &'a SignedIn,
        id: Uuid,
        page: &'static str,
    ) -> Result<Self, PageFailure> {
        let opened = site.application().open_request(&reader.actor, id, ReadReason::work(page)).await?;
        Ok(Self { site, reader, id, opened })
    }

    /// Opens a request for one thing to be done with it. Whoever may not do it is told that there is nothing there.
    pub async fn open_to(
        site: &'a Site,
        reader: &'a SignedIn,
        id: Uuid,
        page: &'static str,
        action: Action,
    ) -> Result<Self, PageFailure> {
        let desk = Self::open(site, reader, id, page).await?;
        if desk.may(action, RecordKind::Request) { Ok(desk) } else { Err(PageFailure::NotThere) }
    }

    /// The request.
    pub fn request(&self) -> &Request {
        &self.opened.state
    }

    /// Who is at it.
    pub fn actor(&self) -> &Actor {
        &self.reader.actor
    }

    /// Whether the reader may do this with the request or with something that belongs to it.
    pub fn may(&self, action: Action, kind: RecordKind) -> bool {
        self.may_field(action, kind, FieldKind::Ordinary)
    }

    /// The same, for a kind of field.
    pub fn may_field(&self, action: Action, kind: RecordKind, field: FieldKind) -> bool {
        self.site.application().may(self.actor(), &self.opened, action, kind, field)
    }

    /// The address of the request, or of a page below it.
    pub fn href(&self, below: &str) -> String {
        address(self.id, below)
    }

    /// How the child is called.
    pub fn called(&self) -> &str {
        self.request().received.as_ref().map_or("", |received| received.fact.child.called.as_str())
    }

    /// Back to the request.
    pub fn back(&self) -> Response {
        Redirect::to(&self.href("")).into_response()
    }

    /// A page about this request.
    pub fn page(&self, title: &str, problems: &Problems, write: impl FnOnce(&mut Writer)) -> Response {
        let main = Html::build(|writer| {
            writer.element("span").class("govuk-caption-l").text(&self.site.words().with(
                "work-about-request",
                &[("reference", self.request().reference()), ("called", self.called())],
            ));
            writer.element("h1").class("govuk-heading-l").text(title);
            write(writer);
        });
        let frame = Frame::request(self.actor(), self.id);
        full_page(self.site, &frame, title, Some(&self.href("")), problems, main)
    }

    /// Does it. `Some` is what stands in the way, as one problem at the field that a refusal belongs to.
    pub async fn attempt(
        &self,
        act: Act,
        submitted: &Submitted,
        field_of: impl Fn(&str) -> &'static str,
    ) -> Result<Option<Problems>, PageFailure> {
        let act = match submitted.once {
            Some(token) => act.once(token),
            None => act,
        };
        match self.site.application().execute(self.actor(), act).await {
            Ok(_) => Ok(None),
            Err(Failure::Refused(refusal)) => {
                let code = refusal.code();
                Ok(Some(Problems::one(field_of(code), refusal_words(self.site, code))))
            }
            Err(other) => Err(other.into()),
        }
    }
}

/// The address of a request, or of a page below it.
pub(super) fn address(request: Uuid, below: &str) -> String {
    if below.is_empty() { format!("/requests/{request}") } else { format!("/requests/{request}/{below}") }
}

/// What to do about a refusal.
pub(super) fn refusal_words(site: &Site, code: &str) -> String {
    let name = format!("refusal-{code}");
    if site.words().has(&name) { site.words().say(&name) } else { site.words().say("failure-refused-title") }
}
