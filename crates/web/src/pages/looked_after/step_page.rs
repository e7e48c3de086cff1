//! One step of the record of a child who lives away from home, on one page.

use access::{FieldKind, RecordKind};
use application::{Failure, Opened, PersonToTell, ReadReason};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use forms::Answer;
use govuk::{Html, WarningText, Writer};
use kernel::{StreamId, StreamKind};
use records::looked_after::{CareTold, FORM, LookedAfter, Role};
use uuid::Uuid;

use super::step::{Step, Taken};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::pages::before::write_before_you_go;
use crate::pages::one_form::{self, OneForm, moment, practitioners};
use crate::pages::safety::parts::{form_of, numbers};
use crate::site::Site;
use crate::submitted::Submitted;

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((child, step)): Path<(Uuid, String)>,
) -> Result<Response, PageFailure> {
    let page = Page::open(&site, &signed_in, child, &step).await?;
    Ok(page.form.view(None, &Problems::default()))
}

/// The page on which the record of a child begins whom the partnership does not know.
pub async fn show_new(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(begins): Path<String>,
) -> Result<Response, PageFailure> {
    let page = Page::fresh(&site, &signed_in, &begins)?;
    Ok(page.form.view(None, &Problems::default()))
}

/// It begins.
pub async fn submit_new(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(begins): Path<String>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = Page::fresh(&site, &signed_in, &begins)?;
    page.take(&submitted).await
}

/// The step is taken.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((child, step)): Path<(Uuid, String)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = Page::open(&site, &signed_in, child, &step).await?;
    page.take(&submitted).await
}

async fn tell(
    site: &Site,
    signed_in: &SignedIn,
    child: Uuid,
    person: PersonToTell,
    taken: &one_form::Taken,
    submitted: &Submitted,
) -> Result<(), Failure> {
    let words = taken.answers.text("tell-words").unwrap_or_default().trim().to_owned();
    let PersonToTell { person, name, capacity } = person;
    let told = CareTold { person, capacity, name, words };
    site.application().tell_of_care(&signed_in.actor, child, told, submitted.once).await
}

struct Page<'a> {
    child: Uuid,
    /// Whether the reader could open the record before.
    begun: bool,
    step: Step,
    form: OneForm<'a>,
}

impl<'a> Page<'a> {
    async fn open(
        site: &'a Site,
        signed_in: &'a SignedIn,
        child: Uuid,
        step: &str,
    ) -> Result<Self, PageFailure> {
        let step = Step::of(step).ok_or(PageFailure::NotThere)?;
        let application = site.application();
        let reason = ReadReason::work("looked-after");
        let opened = match application.open_looked_after(&signed_in.actor, child, reason).await {
            Ok(opened) => Some(opened),
            Err(Failure::NotThere) if step.begins() => None,
            Err(failure) => return Err(failure.into()),
        };
        let called = match &opened {
            Some(opened) => {
                let (kind, field) = (RecordKind::LookedAfter, FieldKind::Ordinary);
                if !application.may(&signed_in.actor, opened, step.action(), kind, field) {
                    return Err(PageFailure::NotThere);
                }
                opened.state.called.clone()
            }
            // It begins with this step, about a child whom the partnership knows.
            None if application.may_here(&signed_in.actor, step.action(), RecordKind::LookedAfter) => {
                application.known_as(&signed_in.actor, StreamId::new(StreamKind::Child, child)).await?
            }
            None => return Err(PageFailure::NotThere),
        };
        let people = match (step, &opened) {
            (Step::Tell, Some(opened)) => {
                Some(application.family_of_looked_after(&signed_in.actor, child, opened).await?)
            }
            (Step::Name(role), _) => {
                let capacity = Role::ALL.iter().find(|(known, ..)| *known == role);
                Some(practitioners(site, capacity.map_or("", |(.., capacity)| capacity)).await?)
            }
            _ => None,
        };
        Self::of(site, signed_in, child, step, opened.as_ref(), called, people)
    }

    /// The page on which a record begins about a child of whom nothing is known here.
    fn fresh(site: &'a Site, signed_in: &'a SignedIn, begins: &str) -> Result<Self, PageFailure> {
        let step = Step::of(begins).filter(|step| step.begins()).ok_or(PageFailure::NotThere)?;
        let application = site.application();
        if !application.may_here(&signed_in.actor, step.action(), RecordKind::LookedAfter) {
            return Err(PageFailure::NotThere);
        }
        let child = application.new_identifier();
        let mut page = Self::of(site, signed_in, child, step, None, String::new(), None)?;
        page.form.address = format!("/looked-after/new/{begins}");
        "/looked-after".clone_into(&mut page.form.back);
        Ok(page)
    }

    async fn take(&self, submitted: &Submitted) -> Result<Response, PageFailure> {
        let taken = match self.form.take(submitted) {
            Ok(taken) => taken,
            Err(response) => return Ok(*response),
        };
        let (site, child) = (self.form.site, self.child);
        let then = format!("/looked-after/{child}");
        if self.step == Step::Tell {
            let done = match taken.person.clone() {
                Some(person) => tell(site, self.form.signed_in, child, person, &taken, submitted).await,
                None => Err(Failure::NotThere),
            };
            return self.form.answer(done, submitted, &then);
        }
        let when = moment(site, &taken.answers, self.step.name());
        let person = taken.person.map(|chosen| chosen.person);
        let called = self.form.caption.as_str();
        let taken = Taken { child, called, person, when, answers: taken.answers };
        let response =
            self.form.carry_out(self.step.act(site.application(), taken), submitted, &then).await?;
        if self.begun || !response.status().is_redirection() {
            return Ok(response);
        }
        // Who records that a child is missing need not be one of those who answer for the child.
        let (actor, reason) = (&self.form.signed_in.actor, ReadReason::work("looked-after"));
        match site.application().open_looked_after(actor, child, reason).await {
            Err(Failure::NotThere) => Ok(Redirect::to("/looked-after").into_response()),
            _ => Ok(response),
        }
    }

    fn of(
        site: &'a Site,
        signed_in: &'a SignedIn,
        child: Uuid,
        step: Step,
        opened: Option<&Opened<LookedAfter>>,
        called: String,
        people: Option<Vec<PersonToTell>>,
    ) -> Result<Self, PageFailure> {
        let application = site.application();
        let form = form_of(site, FORM)?;
        let mut known = form.no_answers();
        let mut know = |question: String, answer: Option<Answer>| {
            if let Some(question) = form.question(&question) {
                known.set(&question.id, answer);
            }
        };
        // Most things are written down on their own day.
        know(format!("{}-on", step.name()), Some(Answer::Date(application.today())));
        if step.begins() && !called.is_empty() {
            know(format!("{}-called", step.name()), Some(Answer::Text(called.clone())));
        }
        let title = match step {
            Step::Name(role) => {
                let name = super::happened::role_name(role);
                site.words().say(&format!("looked-after-name-{name}"))
            }
            _ => String::new(),
        };
        let context = Html::build(|writer| write_context(writer, site, step, opened));
        let form = OneForm {
            site,
            signed_in,
            form,
            section: step.name(),
            title,
            caption: called,
            place: "looked-after",
            address: format!("/looked-after/{child}/{}", step.name()),
            back: format!("/looked-after/{child}"),
            people,
            known,
            context,
        };
        Ok(Self { child, begun: opened.is_some(), step, form })
    }
}

/// What whoever takes the step must have before their eyes.
fn write_context(writer: &mut Writer, site: &Site, step: Step, opened: Option<&Opened<LookedAfter>>) {
    let words = site.words();
    if let Some(occasion) = step.occasion() {
        write_before_you_go(writer, site, occasion);
    }
    match step {
        Step::Missing => writer.html(&numbers(site)),
        Step::Tell => writer.add(&WarningText::from(words.say("looked-after-tell-warning").as_str())),
        Step::Do(records::looked_after::Doing::Answered) => {
            let state = opened.map(|opened| &opened.state);
            let proposed = state.and_then(|state| {
                let open = state.open_proposal()?;
                state.steps_of(records::looked_after::Doing::Proposed, open).next()
            });
            if let Some(proposed) = proposed {
                crate::pages::timeline::write_answers(writer, site, &proposed.fact.answers);
            }
        }
        _ => {}
    }
}
