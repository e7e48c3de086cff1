//! A page with one form on it, about one step of the journey: the skeleton that all of them share.
//!
//! The words of a step are the messages `children-NAME-title`, `children-NAME-lead` and `children-NAME-button`; a step whose
//! first lines are others has no lead.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, Writer};
use uuid::Uuid;

use super::child_page::{ChildPage, carry_out};
use super::fields::Typed;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::site::Site;
use crate::submitted::Submitted;

/// A step of the journey, as a page with one form.
pub trait Step: Sized + 'static {
    /// The middle of its messages' names.
    const NAME: &'static str;
    /// The short name under which the read log keeps it.
    const READ: &'static str = "record";
    /// What the policy table is asked before the form is shown.
    const MAY: (Action, RecordKind);
    /// Where the way back leads: a part of the record.
    const BACK: &'static str = "";
    /// Where one goes afterwards.
    const THEN: &'static str = Self::BACK;

    /// Its address under the record.
    fn address(about: Uuid) -> String;

    /// Whether there is anything to do here; what is not there answers like what may not be seen.
    fn stands(page: &ChildPage, about: Uuid) -> bool {
        let _ = (page, about);
        true
    }

    /// What stands under the heading: what this step is, and who reads it.
    fn lead(page: &ChildPage, about: Uuid, writer: &mut Writer) {
        let _ = about;
        write_lead::<Self>(page, writer);
    }

    /// What stands before the form.
    fn before(page: &ChildPage, about: Uuid, writer: &mut Writer) {
        let _ = (page, about, writer);
    }

    /// Whether the form is shown, or only what stands before it.
    fn asks(page: &ChildPage, about: Uuid) -> bool {
        let _ = (page, about);
        true
    }

    /// The fields.
    fn fields(page: &ChildPage, about: Uuid, typed: &Typed<'_>, writer: &mut Writer);

    /// What is to be done, from what was typed.
    fn act(page: &ChildPage, about: Uuid, submitted: &Submitted) -> Result<Act, Problems>;

    /// The field to which the reader of a refusal is led.
    fn field_of(code: &str) -> &'static str;
}

/// The form of a step.
pub async fn show<S: Step>(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    show_about::<S>(State(site), reader, Path((id, Uuid::nil()))).await
}

/// The step is taken.
pub async fn submit<S: Step>(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    submit_about::<S>(State(site), reader, Path((id, Uuid::nil())), submitted).await
}

/// The form of a step that is about one thing in the record.
pub async fn show_about<S: Step>(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, about)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, S::READ).await?;
    view::<S>(&page, about, None, &Problems::default())
}

/// The step about one thing is taken.
pub async fn submit_about<S: Step>(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, about)): Path<(Uuid, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, S::READ).await?;
    there::<S>(&page, about)?;
    let problems = match S::act(&page, about, &submitted) {
        Err(problems) => Some(problems),
        Ok(act) => carry_out(&site, &page.actor, act, &submitted, S::field_of).await?,
    };
    match problems {
        None => Ok(Redirect::to(&page.path(S::THEN)).into_response()),
        Some(problems) => view::<S>(&page, about, Some(&submitted), &problems),
    }
}

fn there<S: Step>(page: &ChildPage, about: Uuid) -> Result<(), PageFailure> {
    let (action, kind) = S::MAY;
    page.must(action, kind)?;
    if S::stands(page, about) { Ok(()) } else { Err(PageFailure::NotThere) }
}

fn view<S: Step>(
    page: &ChildPage,
    about: Uuid,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    there::<S>(page, about)?;
    let words = page.words();
    let title = words.with(&format!("children-{}-title", S::NAME), &[("called", page.called())]);
    let typed = Typed::new(&page.site, submitted, problems);
    let fields = form(&page.site, &page.held, &page.path(&S::address(about)), |writer| {
        S::fields(page, about, &typed, writer);
        writer.add(&Button::submit(words.say(&format!("children-{}-button", S::NAME))));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        S::lead(page, about, writer);
        S::before(page, about, writer);
        if S::asks(page, about) {
            writer.html(&fields);
        }
    });
    Ok(page.page(&title, &page.path(S::BACK), problems, main))
}

/// The lead of a step.
pub fn write_lead<S: Step>(page: &ChildPage, writer: &mut Writer) {
    let lead = format!("children-{}-lead", S::NAME);
    writer.paragraph(page.words().with(&lead, &[("called", page.called())]));
}

/// One of several that must be chosen; `missing` is the message that asks for it.
pub fn chosen<T: Copy>(
    page: &ChildPage,
    submitted: &Submitted,
    name: &str,
    all: &[(&str, T)],
    missing: &str,
) -> Result<T, Problems> {
    let found = all.iter().find(|(value, _)| *value == submitted.value(name));
    found.map(|(_, one)| *one).ok_or_else(|| Problems::one(name, page.words().say(missing)))
}

/// Two fields that must both be there: what is wrong with either is said at once.
pub fn both<A, B>(first: Result<A, Problems>, second: Result<B, Problems>) -> Result<(A, B), Problems> {
    match (first, second) {
        (Ok(first), Ok(second)) => Ok((first, second)),
        (first, second) => {
            let wrong = first.err().into_iter().chain(second.err());
            Err(Problems(wrong.flat_map(|problems| problems.0).collect()))
        }
    }
}

/// A day that must be there.
pub fn day(page: &ChildPage, submitted: &Submitted, name: &str) -> Result<jiff::civil::Date, Problems> {
    match super::fields::date_typed(submitted, name) {
        Ok(Some(date)) => Ok(date),
        _ => Err(Problems::one(&format!("{name}.day"), page.words().say("children-not-a-date"))),
    }
}

/// A day that may be left out.
pub fn day_or_none(
    page: &ChildPage,
    submitted: &Submitted,
    name: &str,
) -> Result<Option<jiff::civil::Date>, Problems> {
    super::fields::date_typed(submitted, name)
        .map_err(|_| Problems::one(&format!("{name}.day"), page.words().say("children-not-a-date")))
}
