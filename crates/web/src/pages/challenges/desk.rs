//! What the pages of one challenge share: opening it, trying a command, saying why not beside the field.

use std::sync::Arc;

use access::{Action, RecordKind};
use application::{Act, Failure, Folded, Opened, ReadReason};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Html, Writer};
use kernel::PersonId;
use records::challenge::{Challenge, Made};
use records::partnership::Partnership;
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page};
use crate::site::Site;
use crate::submitted::Submitted;

/// One challenge, opened for one practitioner.
pub(super) struct Desk<'a> {
    /// The site.
    pub site: &'a Site,
    /// Who is at it.
    pub reader: &'a SignedIn,
    /// The challenge.
    pub id: Uuid,
    /// Its state, and what ties people to it.
    pub opened: Opened<Challenge>,
    /// Who works in the partnership.
    pub partnership: Arc<Folded<Partnership>>,
}

impl<'a> Desk<'a> {
    /// Opens a challenge; the reading is on disk before anything of it is shown.
    pub async fn open(
        site: &'a Site,
        reader: &'a SignedIn,
        id: Uuid,
        page: &'static str,
    ) -> Result<Self, PageFailure> {
        let application = site.application();
        let opened = application.open_challenge(&reader.actor, id, ReadReason::work(page)).await?;
        let partnership = application.partnership_state().await?;
        Ok(Self { site, reader, id, opened, partnership })
    }

    /// Opens a challenge for one thing to be done with it. Whoever may not do it is told that there is nothing there.
    pub async fn open_to(
        site: &'a Site,
        reader: &'a SignedIn,
        id: Uuid,
        action: Action,
    ) -> Result<Self, PageFailure> {
        let desk = Self::open(site, reader, id, "challenge").await?;
        if desk.may(action) { Ok(desk) } else { Err(PageFailure::NotThere) }
    }

    /// The challenge.
    pub fn challenge(&self) -> &Challenge {
        &self.opened.state
    }

    /// What was said. A challenge that was opened was made.
    pub fn made(&self) -> Result<&Made, PageFailure> {
        self.challenge().made.as_ref().map(|made| &made.fact).ok_or(PageFailure::NotThere)
    }

    /// Whether the reader may do this with it.
    pub fn may(&self, action: Action) -> bool {
        let field = access::FieldKind::Ordinary;
        self.site.application().may(&self.reader.actor, &self.opened, action, RecordKind::Challenge, field)
    }

    /// A practitioner's name.
    pub fn name_of(&self, person: Option<PersonId>) -> String {
        let known = self.partnership.state.name_of(person);
        known.map_or_else(|| self.site.words().say("work-nobody-known"), str::to_owned)
    }

    /// The address of the challenge, or of a page below it.
    pub fn href(&self, below: &str) -> String {
        format!("/challenges/{}{below}", self.id)
    }

    /// Back to the challenge.
    pub fn back(&self) -> Response {
        Redirect::to(&self.href("")).into_response()
    }

    /// A page about this challenge.
    pub fn page(&self, title: &str, problems: &Problems, write: impl FnOnce(&mut Writer)) -> Response {
        let (reference, name) =
            self.made().map(|made| (made.reference.as_str(), made.by.name.as_str())).unwrap_or_default();
        let main = Html::build(|writer| {
            let about = [("reference", reference), ("name", name)];
            let caption = self.site.words().with("challenge-about", &about);
            writer.element("span").class("govuk-caption-l").text(&caption);
            writer.element("h1").class("govuk-heading-l").text(title);
            write(writer);
        });
        let back = if problems.is_empty() && title == self.site.words().say("challenge-title") {
            "/challenges".to_owned()
        } else {
            self.href("")
        };
        full_page(self.site, &self.frame(), title, Some(&back), problems, main)
    }

    /// The frame. Whoever sees to challenges need not be able to open the record that one is about, so the header does not
    /// lead there; what a challenge says of harm has a page of its own to be passed on.
    pub fn frame(&self) -> Frame {
        Frame::Practitioner { actor: self.reader.actor.clone(), place: "challenges", about: String::new() }
    }

    /// Does it. `Some` is what stands in the way, as one problem at the field that a refusal belongs to.
    pub async fn attempt(
        &self,
        act: Act,
        submitted: &Submitted,
        field_of: impl Fn(&str) -> &'static str,
    ) -> Result<Option<Problems>, PageFailure> {
        let act = submitted.once.into_iter().fold(act, Act::once);
        match self.site.application().execute(&self.reader.actor, act).await {
            Ok(_) => Ok(None),
            Err(Failure::Refused(refusal)) => {
                let code = refusal.code();
                let words = self.site.words().say(&format!("refusal-{code}"));
                Ok(Some(Problems::one(field_of(code), words)))
            }
            Err(other) => Err(other.into()),
        }
    }
}
