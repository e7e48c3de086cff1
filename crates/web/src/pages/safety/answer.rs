//! A social-work-qualified manager answers a concern in writing. The raiser reads the answer.

use access::Action;
use application::{Act, Failure, Opened, ReadReason};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, CharacterCount, CountLimit, Html, InsetText, Label, Textarea};
use records::concern::{AnswerConcern, Concern, ConcernAnswered};
use uuid::Uuid;

use super::concern::may;
use super::diversion::open_in_view;
use super::parts::{TEXT_CHARACTERS_MAX, refusal_words, text_problems};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::site::Site;
use crate::submitted::Submitted;

const FIELD: &str = "words";

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(concern): Path<Uuid>,
) -> Result<Response, PageFailure> {
    view(&site, &signed_in, concern, "", &Problems::default()).await
}

/// The answer is given.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(concern): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let typed = submitted.value(FIELD);
    let problems = text_problems(&site, &submitted, FIELD, "answer-missing", TEXT_CHARACTERS_MAX);
    if !problems.is_empty() {
        return view(&site, &signed_in, concern, typed, &problems).await;
    }
    let mut act = Act::on(concern, AnswerConcern(ConcernAnswered { words: typed.to_owned() }));
    if let Some(once) = submitted.once {
        act = act.once(once);
    }
    match site.application().execute(&signed_in.actor, act).await {
        Ok(_) => Ok(Redirect::to(&format!("/concerns/{concern}")).into_response()),
        Err(Failure::Refused(refusal)) if refusal.code() == "no-such-concern" => Err(PageFailure::NotThere),
        Err(Failure::Refused(refusal)) => {
            let problems = Problems::one(FIELD, refusal_words(&site, refusal.code()));
            view(&site, &signed_in, concern, typed, &problems).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Opens the concern for somebody who may do this with it.
pub(super) async fn open_for(
    site: &Site,
    signed_in: &SignedIn,
    concern: Uuid,
    page: &'static str,
    action: Action,
) -> Result<Opened<Concern>, PageFailure> {
    let reason = ReadReason::work(page);
    let opened = open_in_view(site, signed_in, concern, reason).await?;
    if may(site, signed_in, &opened, action) { Ok(opened) } else { Err(PageFailure::NotThere) }
}

async fn view(
    site: &Site,
    signed_in: &SignedIn,
    concern: Uuid,
    typed: &str,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let opened = open_for(site, signed_in, concern, "concern-answer", Action::AnswerConcern).await?;
    let raised = opened.state.raised.as_ref().ok_or(PageFailure::NotThere)?;
    let words = site.words();
    let title = words.say("answer-title");
    let action = format!("/concerns/{concern}/answer");
    let send = form(site, &signed_in.held, &action, |writer| {
        writer.add(&CharacterCount {
            textarea: Textarea {
                name: FIELD.into(),
                id: FIELD.into(),
                label: Label::bold(words.say("answer-label")),
                hint: Some(words.say("answer-hint").into()),
                error: problems.of(FIELD).map(Into::into),
                value: typed.to_owned(),
                rows: 8,
                ..Textarea::default()
            },
            limit: CountLimit::Characters(TEXT_CHARACTERS_MAX),
            threshold: Some(75),
            ..CharacterCount::default()
        });
        writer.add(&Button::submit(words.say("answer-send")));
    });
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.element("h2").class("govuk-heading-s").text(&words.say("concern-noticed"));
        writer.add(&InsetText {
            classes: "alongside-as-written".into(),
            ..InsetText::from(raised.fact.noticed.as_str())
        });
        writer.html(&send);
    });
    let frame = Frame::practitioner(&signed_in.actor, "front-door");
    let back = format!("/concerns/{concern}");
    Ok(full_page(site, &frame, &title, Some(&back), problems, main))
}
