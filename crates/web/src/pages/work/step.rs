//! A page with one form on it, about one step of a request: the skeleton that such pages share.
//!
//! The words of a step are the messages `NAME-title`, `NAME-lead` and `NAME-submit`; its address is its name below the
//! request's.

use access::Action;
use application::{Act, LineShown};
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Writer};
use kernel::StreamKind;
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::children::fields::Typed;
use crate::pages::work::desk::Desk;
use crate::site::Site;
use crate::submitted::Submitted;

/// A step of an open request, as a page with one form.
pub(crate) trait DeskStep: Sized + 'static {
    /// Its name: in the address, in the read log, and at the beginning of its messages.
    const NAME: &'static str;
    /// What the policy table is asked before the form is shown.
    const MAY: Action;

    /// The name under which records of children are looked for, to choose from.
    fn looked_for(desk: &Desk<'_>, typed: &Typed<'_>) -> String {
        let _ = (desk, typed);
        String::new()
    }

    /// What stands before the form.
    fn before(desk: &Desk<'_>, writer: &mut Writer);

    /// The fields; `found` are the records that were looked for.
    fn fields(desk: &Desk<'_>, typed: &Typed<'_>, found: &[LineShown], writer: &mut Writer);

    /// What is to be done, from what was typed. Without a problem and without an act, the form comes back as it was typed.
    fn act(desk: &Desk<'_>, submitted: &Submitted) -> Result<Act, Problems>;

    /// The field to which the reader of a refusal is led.
    fn field_of(code: &str) -> &'static str;
}

/// The form of a step; a request that is no longer open has none.
pub(crate) async fn show<S: DeskStep>(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, request, S::NAME, S::MAY).await?;
    if !desk.request().is_open() {
        return Ok(desk.back());
    }
    view::<S>(&desk, None, &Problems::default()).await
}

/// The step is taken.
pub(crate) async fn submit<S: DeskStep>(
    State(site): State<Site>,
    reader: SignedIn,
    Path(request): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, request, S::NAME, S::MAY).await?;
    let problems = match S::act(&desk, &submitted) {
        Err(problems) => Some(problems),
        Ok(act) => desk.attempt(act, &submitted, S::field_of).await?,
    };
    match problems {
        None => Ok(desk.back()),
        Some(problems) => view::<S>(&desk, Some(&submitted), &problems).await,
    }
}

async fn view<S: DeskStep>(
    desk: &Desk<'_>,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let words = desk.site.words();
    let typed = Typed::new(desk.site, submitted, problems);
    let name = S::looked_for(desk, &typed);
    let found = if name.is_empty() {
        Vec::new()
    } else {
        let found = desk.site.application().search(desk.actor(), StreamKind::Child, &name).await?;
        found.into_iter().map(|found| found.line).collect()
    };
    let page = form(desk.site, &desk.reader.held, &desk.href(S::NAME), |writer| {
        S::fields(desk, &typed, &found, writer);
        writer.add(&Button::submit(words.say(&format!("{}-submit", S::NAME))));
    });
    Ok(desk.page(&words.say(&format!("{}-title", S::NAME)), problems, |writer| {
        writer.paragraph(words.say(&format!("{}-lead", S::NAME)));
        S::before(desk, writer);
        writer.html(&page);
    }))
}
