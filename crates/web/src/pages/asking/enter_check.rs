//! Check what was written down, and enter it. The clocks run from true receipt.

use application::{Act, Application, Failure};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Language, validate};
use govuk::{Button, Html, SummaryAction, SummaryList, SummaryRow};
use guidance::full_time;
use records::request::{Channel, Enter};

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::session::{self, Sent};
use crate::site::Site;
use crate::submitted::Submitted;

use super::draft::{Entry, Writing};
use super::enter::entering;
use super::enter_section::stands_in_the_way;
use super::{describe, summary};

/// What was written down.
pub async fn show(State(site): State<Site>, reader: SignedIn) -> Result<Response, PageFailure> {
    let Some((writing, entry)) = entering(&site, &reader).await? else {
        return Ok(Redirect::to("/requests/new").into_response());
    };
    Ok(view(&site, &reader, &writing, entry, &Problems::default()))
}

/// Enters it, once.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let Some((writing, entry)) = entering(&site, &reader).await? else {
        return match reader.held.sent {
            Some(_) => Err(PageFailure::AlreadyDone),
            None => Ok(Redirect::to("/requests/new").into_response()),
        };
    };
    let application = site.application();
    let errors = validate(writing.form, &writing.draft.answers, application.today());
    let problems: Vec<_> = errors
        .into_iter()
        .filter(stands_in_the_way)
        .map(|error| (error.question.to_string(), error.message))
        .collect();
    if !problems.is_empty() {
        return Ok(view(&site, &reader, &writing, entry, &Problems(problems)));
    }
    let receipt = describe::Receipt {
        channel: entry.channel,
        received_at: entry.received_at,
        entered_by: Some(reader.person),
    };
    let received = describe::received(&site, writing.form, &writing.draft, &receipt);
    let sent = Sent {
        request: writing.id,
        person: received.asker.person,
        reference: received.reference.clone(),
        received_at: received.received_at,
        entered: true,
    };
    let (kept, given) = application.make_code(sent.person, Application::stream_of_draft(writing.id));
    let mut act = Act::on(writing.id, Enter(received)).discard_draft(writing.id).code(kept);
    if let Some(token) = submitted.once {
        act = act.once(token);
    }
    match application.execute(&reader.actor, act).await {
        Ok(_) => {}
        Err(Failure::Refused(refusal)) => {
            let why = site.words().say(&format!("refusal-{}", refusal.code()));
            return Ok(view(&site, &reader, &writing, entry, &Problems::one("received", why)));
        }
        Err(failure) => return Err(failure.into()),
    }
    session::change(&site, &reader.session, |held| {
        held.entering = None;
        held.sent = Some(sent);
        held.code_to_show = Some(given.text);
    })
    .await?;
    Ok(Redirect::to("/requests/new/sent").into_response())
}

fn view(
    site: &Site,
    reader: &SignedIn,
    writing: &Writing<'_>,
    entry: Entry,
    problems: &Problems,
) -> Response {
    let words = site.words();
    let title = words.say("enter-check-title");
    let change = |question: &forms::Question| {
        let section = writing.form.section_of(question.id.as_str());
        let section = section.map_or("", |section| section.id.as_str());
        format!("/requests/new/{section}#{}", question.id)
    };
    let channel = Channel::ALL.into_iter().find(|(_, channel)| *channel == entry.channel);
    let channel = channel.map_or("", |(name, _)| name);
    let received = Html::build(|writer| {
        writer.element("span").attribute("id", "received").text(&full_time(entry.received_at));
    });
    let how = |label: &str, value: govuk::Content| {
        let change = SummaryAction::new(
            words.say("ask-check-change"),
            "/requests/new",
            words.with("ask-check-about", &[("question", &words.say(label))]),
        );
        SummaryRow::new(words.say(label), value).action(change)
    };
    let send = form(site, &reader.held, "/requests/new/check", |writer| {
        writer.add(&Button::submit(words.say("enter-check-send")));
    });
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.heading(2, words.say("enter-check-how"));
        writer.add(&SummaryList::of(vec![
            how("enter-channel", words.say(&format!("enter-channel-{channel}")).into()),
            how("enter-check-received", received.into()),
        ]));
        writer.html(&summary::view(site, writing, &words.say("enter-check-not-said"), change));
        writer.paragraph(words.say("enter-check-clocks"));
        writer.html(&send);
        if let Some(notice) = writing.form.notice(&Language::english()) {
            writer.element("p").class("govuk-body-s").text(notice);
        }
    });
    let back = writing
        .form
        .sections()
        .last()
        .map_or_else(|| "/requests/new".to_owned(), |section| format!("/requests/new/{}", section.id));
    let frame = Frame::practitioner(&reader.actor, "requests");
    full_page(site, &frame, &title, Some(&back), problems, main)
}
