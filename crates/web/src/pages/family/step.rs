//! A page with one form on it, by which somebody of the family does one thing: the skeleton that such pages share.
//!
//! The words are the messages `family-NAME-title`, `family-NAME-lead` and `family-NAME-button`.

use application::{Act, Failure};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, Writer};
use uuid::Uuid;

use super::comment::refused;
use super::reading::Reading;
use super::talk;
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::children::fields::Typed;
use crate::site::Site;
use crate::submitted::Submitted;

/// The most that somebody writes into one field here, in characters; as much as any long answer takes.
const WORDS_MAX: usize = 10_000;

/// One thing that somebody of the family does, as a page with one form.
pub(super) struct FamilyStep<'a> {
    /// The middle of its messages' names.
    pub(super) name: &'static str,
    /// Its address.
    pub(super) address: String,
    /// Where the way back leads, and where one goes afterwards.
    pub(super) back: &'static str,
    /// What the page is about, for its words.
    pub(super) about: &'a str,
    /// What stands before the form.
    pub(super) before: Html,
}

impl FamilyStep<'_> {
    /// The page.
    pub(super) fn view(
        &self,
        reading: &Reading,
        holder: &CodeHolder,
        submitted: Option<&Submitted>,
        problems: &Problems,
        write: impl FnOnce(&mut Writer, &Typed<'_>),
    ) -> Response {
        let site = &reading.site;
        let words = site.words();
        let about = [("about", self.about)];
        let title = words.with(&format!("family-{}-title", self.name), &about);
        let typed = Typed::new(site, submitted, problems);
        let fields = form(site, &holder.held, &self.address, |writer| {
            write(writer, &typed);
            writer.add(&Button::submit(words.say(&format!("family-{}-button", self.name))));
        });
        let main = Html::build(|writer| {
            writer.heading(1, title.as_str());
            writer.paragraph(words.with(&format!("family-{}-lead", self.name), &about));
            writer.html(&self.before);
            writer.html(&fields);
            writer.html(&talk::view(reading, 2));
        });
        full_page(site, &Frame::Family, &title, Some(self.back), problems, main)
    }

    /// Does it. The page's response when it was done, what must be put right when it was not.
    pub(super) async fn carry_out(
        &self,
        site: &Site,
        holder: &CodeHolder,
        act: Act,
        submitted: &Submitted,
        field_of: impl Fn(&str) -> &'static str,
    ) -> Result<Result<Response, Problems>, PageFailure> {
        let once = submitted.once.ok_or(PageFailure::NotAForm)?;
        if let Some((field, _)) = submitted.fields.iter().find(|(_, value)| value.chars().count() > WORDS_MAX)
        {
            return Ok(Err(Problems::one(field, site.words().say("family-withdraw-too-long"))));
        }
        match site.application().execute(&holder.actor, act.once(once)).await {
            Ok(_) => Ok(Ok(Redirect::to(self.back).into_response())),
            Err(Failure::Refused(refusal)) => {
                Ok(Err(Problems::one(field_of(refusal.code()), refused(site, refusal.code()))))
            }
            Err(other) => Err(other.into()),
        }
    }
}

/// The record that the reader is confirmed for; without one there is nothing to do here.
pub(super) fn record_of(reading: &Reading) -> Result<Uuid, PageFailure> {
    reading.child.as_ref().map(|open| open.id).ok_or(PageFailure::NotThere)
}
