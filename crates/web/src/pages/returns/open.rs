//! A return that was opened, and what every page about it shares.

use access::{Action, FieldKind, RecordKind};
use application::{Act, Failure, Opened, ReadReason};
use axum::response::Response;
use govuk::Html;
use guidance::full_date;
use kernel::{PersonId, london_date};
use records::partnership::Partnership;
use records::request::Noted;
use records::statutory::{ASSIGNED_AS, Check, Return, Which};
use returns::Year;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page};
use crate::site::Site;

/// A return that was opened.
pub(super) struct ReturnPage<'a> {
    pub(super) site: &'a Site,
    pub(super) signed_in: &'a SignedIn,
    pub(super) which: Which,
    pub(super) opened: Opened<Return>,
    /// The partnership, with whoever works on returns.
    partnership: std::sync::Arc<application::Folded<Partnership>>,
}

impl<'a> ReturnPage<'a> {
    /// Opens the return that an address names; whoever may not learns nothing from a name that is none.
    pub(super) async fn open(
        site: &'a Site,
        signed_in: &'a SignedIn,
        named: &str,
        page: &'static str,
    ) -> Result<Self, PageFailure> {
        let which: Which = named.parse().map_err(|_| PageFailure::NotThere)?;
        let application = site.application();
        let opened = application.open_return(&signed_in.actor, which, ReadReason::work(page)).await?;
        let partnership = application.partnership_state().await?;
        Ok(Self { site, signed_in, which, opened, partnership })
    }

    pub(super) fn state(&self) -> &Return {
        &self.opened.state
    }

    /// How it was checked last. A return that can be opened was checked.
    pub(super) fn latest(&self) -> Result<&Noted<Check>, PageFailure> {
        self.state().latest().ok_or(PageFailure::NotThere)
    }

    /// An address below the return's.
    pub(super) fn path(&self, below: &str) -> String {
        format!("/returns/{}{below}", self.which)
    }

    /// What it is called.
    pub(super) fn called(&self) -> String {
        called(self.site, self.which)
    }

    pub(super) fn may(&self, action: Action) -> bool {
        let (kind, field) = (RecordKind::Return, FieldKind::Ordinary);
        self.site.application().may(&self.signed_in.actor, &self.opened, action, kind, field)
    }

    /// Somebody's name, or a stand-in.
    pub(super) fn name_of(&self, person: Option<PersonId>) -> String {
        let name = self.partnership.state.name_of(person).map(str::to_owned);
        name.unwrap_or_else(|| self.site.words().say("somebody"))
    }

    /// Whoever may see to a finding, the reader first.
    pub(super) fn analysts(&self) -> Vec<(PersonId, String)> {
        let known = self.partnership.state.who_may_act_as(ASSIGNED_AS);
        let mut people: Vec<_> = known.map(|known| (known.person, known.name.clone())).collect();
        people.sort_by_key(|(person, name)| (*person != self.signed_in.person, name.clone()));
        people
    }

    /// Does it; a refusal comes back as its code.
    pub(super) async fn done(&self, act: Act) -> Result<Result<(), &'static str>, PageFailure> {
        match self.site.application().execute(&self.signed_in.actor, act).await {
            Ok(_) | Err(Failure::AlreadyDone) => Ok(Ok(())),
            Err(Failure::Refused(refusal)) => Ok(Err(refusal.code())),
            Err(failure) => Err(failure.into()),
        }
    }

    pub(super) fn page(&self, title: &str, back: &str, problems: &Problems, main: Html) -> Response {
        let frame = Frame::practitioner(&self.signed_in.actor, "returns");
        full_page(self.site, &frame, title, Some(back), problems, main)
    }

    /// A day in full, as it was in England.
    pub(super) fn day(at: jiff::Timestamp) -> String {
        full_date(london_date(at))
    }
}

/// A return's kind and year in words.
pub(super) fn called(site: &Site, which: Which) -> String {
    let kind = format!("returns-kind-{}", which.kind.name());
    site.words().with(&kind, &[("year", &Year::ending(which.year).to_string())])
}
