//! A challenge that came by telephone, on paper or in person: written down with its true time, in the words that were said.

use application::Failure;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Answers, Form, parse_question};
use govuk::{Button, Choice, Html};
use jiff::Timestamp;
use kernel::PersonId;
use records::challenge::{About, Challenger, Made, Way};
use records::people::SafeContact;
use records::request::Channel;

use super::list::may_enter;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page, page};
use crate::pages::asking::enter::{instant_in_england, read_time};
use crate::pages::children::fields::{Typed, date_typed};
use crate::questions::{Asked, Standing};
use crate::site::Site;
use crate::submitted::Submitted;

/// The page.
pub async fn show(State(site): State<Site>, reader: SignedIn) -> Result<Response, PageFailure> {
    if !may_enter(&site, &reader) {
        return Err(PageFailure::NotThere);
    }
    view(&site, &reader, None, &Problems::default())
}

/// What is said after it was entered by somebody who does not see to challenges.
pub async fn entered(State(site): State<Site>, reader: SignedIn) -> Result<Response, PageFailure> {
    if !may_enter(&site, &reader) {
        return Err(PageFailure::NotThere);
    }
    let words = site.words();
    let title = words.say("challenge-entered-title");
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("challenge-entered-lead"));
    });
    Ok(page(&site, &Frame::practitioner(&reader.actor, "challenges"), &title, main))
}

/// It is entered.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    if !may_enter(&site, &reader) {
        return Err(PageFailure::NotThere);
    }
    let application = site.application();
    let form = application.forms().latest("challenge").ok_or(PageFailure::NotThere)?;
    let read = match read(&site, form, &submitted) {
        Ok(read) => read,
        Err(problems) => return view(&site, &reader, Some(&submitted), &problems),
    };
    let linked = application.linked(submitted.value("reference"), submitted.value("name")).await?;
    let said = |question: &str| read.answers.text(question).unwrap_or_default().to_owned();
    let reach = submitted.value("reach");
    let contact =
        (!reach.is_empty()).then(|| SafeContact { value: reach.to_owned(), ..SafeContact::default() });
    let (person, known) = match linked.by {
        Some(by) => (by.person, by.contact),
        None => (PersonId(application.new_identifier()), None),
    };
    let called = if linked.called.is_empty() { submitted.value("called").to_owned() } else { linked.called };
    let made = Made {
        reference: application::reference(application.randomness()),
        way: read.way,
        about: About {
            child: linked.child,
            request: linked.request,
            called,
            what: chosen(&read.answers, "what-about"),
            ..About::default()
        },
        by: Challenger { person, name: submitted.value("name").to_owned(), contact: contact.or(known) },
        words: said("your-words"),
        wanted: said("put-right"),
        answers: read.answers,
        channel: read.channel,
        received_at: read.received_at,
        entered_by: Some(reader.person),
        asked_for: None,
    };
    match application.enter_challenge(&reader.actor, made, submitted.once).await {
        Ok(id) => {
            let listed =
                application.list(&reader.actor, kernel::StreamKind::Challenge, None, store::Page::whole());
            let sees = listed.await.is_ok_and(|found| found.rows.iter().any(|row| row.stream.id == id));
            let place = if sees { format!("/challenges/{id}") } else { "/challenges/entered".to_owned() };
            Ok(Redirect::to(&place).into_response())
        }
        Err(Failure::Refused(refusal)) => {
            let words = site.words().say(&format!("refusal-{}", refusal.code()));
            view(&site, &reader, Some(&submitted), &Problems::one("your-words", words))
        }
        Err(other) => Err(other.into()),
    }
}

fn chosen(answers: &Answers, question: &str) -> String {
    answers.get(question).map(|answer| answer.chosen().join(",")).unwrap_or_default()
}

/// What was read from the form.
struct Read {
    way: Way,
    answers: Answers,
    channel: Channel,
    received_at: Timestamp,
}

fn read(site: &Site, form: &Form, submitted: &Submitted) -> Result<Read, Problems> {
    let words = site.words();
    let now = site.application().now();
    let mut problems = Problems::default();
    let mut problem = |field: &str, name: &str| problems.0.push((field.to_owned(), words.say(name)));
    if submitted.value("name").is_empty() {
        problem("name", "challenge-enter-name-missing");
    }
    let channel = Channel::ALL
        .into_iter()
        .find(|(name, channel)| *name == submitted.value("channel") && *channel != Channel::Web)
        .map(|(_, channel)| channel);
    if channel.is_none() {
        problem("channel", "enter-channel-missing");
    }
    let day = date_typed(submitted, "received").ok().flatten();
    if day.is_none() {
        problem("received.day", "enter-date-wrong");
    }
    let time = read_time(submitted.value("time"));
    if time.is_none() {
        problem("time", "enter-time-wrong");
    }
    let received_at = day.zip(time).and_then(|(day, time)| instant_in_england(day, time));
    if received_at.is_some_and(|instant| instant > now) {
        problem("received.day", "enter-date-future");
    }
    let mut answers = form.no_answers();
    for question in form.questions() {
        let today = site.application().today();
        match parse_question(form, question.id.as_str(), &submitted.fields, &answers, today) {
            Ok(answer) => answers.set(&question.id, answer),
            Err(errors) => problems.0.extend(errors.into_iter().map(|error| (error.field, error.message))),
        }
    }
    let way = Way::ALL.iter().find(|(name, _)| answers.is("way", name)).map(|(_, way)| *way);
    match (way, channel, received_at) {
        (Some(way), Some(channel), Some(received_at)) if problems.is_empty() => {
            Ok(Read { way, answers, channel, received_at })
        }
        _ => Err(problems),
    }
}

fn view(
    site: &Site,
    reader: &SignedIn,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let words = site.words();
    let title = words.say("challenge-enter-title");
    let asked = site.application().forms().latest("challenge").ok_or(PageFailure::NotThere)?;
    let typed = Typed::new(site, submitted, problems);
    let channels = Channel::ALL
        .iter()
        .filter(|(_, channel)| *channel != Channel::Web)
        .map(|(name, _)| Choice::new(*name, words.say(&format!("enter-channel-{name}"))))
        .collect();
    let answers = asked.no_answers();
    let fields = form(site, &reader.held, "/challenges/new", |writer| {
        typed.line(writer, "name", "challenge-enter-name", "");
        typed.line(writer, "reach", "challenge-enter-reach", "");
        typed.line(writer, "reference", "challenge-enter-reference", "");
        typed.line(writer, "called", "challenge-enter-called", "");
        typed.radios(writer, "channel", "challenge-enter-channel", channels, "");
        typed.date(writer, "received", "challenge-enter-received", None);
        typed.short(writer, "time", "challenge-enter-time", "");
        for question in asked.questions() {
            // Whoever does not say which way they want has complained: the statutory procedure is the one with rights.
            let start = [("way".to_owned(), "complaint".to_owned())];
            let typed = submitted.map_or(&start[..], |submitted| submitted.fields.as_slice());
            let standing = Standing::Among;
            let typed = Some(typed);
            let asked = Asked { site, form: asked, question, answers: &answers, typed, problems, standing };
            writer.html(&asked.render());
        }
        writer.add(&Button::submit(words.say("challenge-enter-button")));
    });
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("challenge-enter-lead"));
        writer.html(&fields);
    });
    let frame = Frame::practitioner(&reader.actor, "challenges");
    Ok(full_page(site, &frame, &title, Some("/today"), problems, main))
}
