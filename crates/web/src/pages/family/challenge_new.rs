//! Saying that one does not agree: one question a page, what was answered carried along, a page to check, and sent.

use application::Failure;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Answer, Answers, Form, Language, Question, parse_question};
use govuk::{Button, Html, SummaryList, SummaryRow, Writer};
use kernel::EntryId;
use records::challenge::{About, Challenger, Made, Way};
use records::request::Channel;
use serde::Deserialize;
use uuid::Uuid;

use super::reading::Reading;
use super::talk;
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::children::fields::hidden;
use crate::questions::{Asked, Standing, in_words};
use crate::site::Site;
use crate::submitted::Submitted;

/// The field that says which page was sent.
const AT: &str = "at";
/// The field of a button that goes to another page.
const GO: &str = "go";
/// The page on which everything is checked before it is sent.
const CHECK: &str = "check";
/// What it is about, where a link said it already.
const THINGS: [&str; 2] = ["entry", "need"];

/// What a link has said already.
#[derive(Debug, Default, Deserialize)]
pub struct Begun {
    way: Option<String>,
    what: Option<String>,
    entry: Option<Uuid>,
    need: Option<Uuid>,
}

/// The first page.
pub async fn show(
    State(site): State<Site>,
    holder: CodeHolder,
    Query(begun): Query<Begun>,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-challenge").await?;
    let asked = form_of(&site)?;
    let first = asked.questions().next().ok_or(PageFailure::NotThere)?;
    let mut fields = Vec::new();
    let mut start = |name: &str, value: Option<String>| {
        fields.extend(value.map(|value| (name.to_owned(), value)));
    };
    start("way", begun.way);
    start("what-about", begun.what);
    start("entry", begun.entry.map(|entry| entry.to_string()));
    start("need", begun.need.map(|need| need.to_string()));
    let submitted = Submitted { fields, once: None };
    Ok(view(&reading, &holder, first, &submitted, &Problems::default()))
}

/// The next page; or, from the page to check, it is sent.
pub async fn submit(
    State(site): State<Site>,
    holder: CodeHolder,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-challenge").await?;
    let asked = form_of(&site)?;
    if let Some(question) = asked.question(submitted.value(GO)) {
        return Ok(view(&reading, &holder, question, &submitted, &Problems::default()));
    }
    let today = site.application().today();
    let mut answers = asked.no_answers();
    let mut next_is_check = submitted.value(AT) == CHECK;
    let mut after = false;
    for question in asked.questions() {
        let id = question.id.as_str();
        if after {
            // Whoever came back to change one answer goes on to what is still to be asked, and then to the check.
            let given = submitted.fields.iter().any(|(name, _)| name == id);
            if !given {
                return Ok(view(&reading, &holder, question, &submitted, &Problems::default()));
            }
        }
        match parse_question(asked, id, &submitted.fields, &answers, today) {
            Ok(answer) => answers.set(&question.id, answer),
            Err(errors) => {
                let problems =
                    Problems(errors.into_iter().map(|error| (error.field, error.message)).collect());
                return Ok(view(&reading, &holder, question, &submitted, &problems));
            }
        }
        if submitted.value(AT) == id {
            after = true;
            next_is_check = false;
        }
    }
    if !next_is_check {
        return Ok(check(&reading, &holder, asked, &answers, &submitted, &Problems::default()));
    }
    send(&reading, &holder, asked, answers, &submitted).await
}

async fn send(
    reading: &Reading,
    holder: &CodeHolder,
    asked: &Form,
    answers: Answers,
    submitted: &Submitted,
) -> Result<Response, PageFailure> {
    let site = &reading.site;
    let once = submitted.once.ok_or(PageFailure::NotAForm)?;
    let made = made(reading, submitted, &answers)?;
    match site.application().make_challenge(&holder.actor, made, Some(once)).await {
        Ok(id) => Ok(Redirect::to(&format!("/family/challenge/{id}")).into_response()),
        Err(Failure::Refused(refusal)) => {
            let problems = Problems::one(CHECK, super::comment::refused(site, refusal.code()));
            Ok(check(reading, holder, asked, &answers, submitted, &problems))
        }
        Err(other) => Err(other.into()),
    }
}

/// What is sent: in the reader's own words, about what their code opens.
fn made(reading: &Reading, submitted: &Submitted, answers: &Answers) -> Result<Made, PageFailure> {
    let application = reading.site.application();
    let way = Way::ALL.iter().find(|(name, _)| answers.is("way", name)).map(|(_, way)| *way);
    let way = way.ok_or(PageFailure::NotAForm)?;
    let said = |question: &str| answers.text(question).unwrap_or_default().to_owned();
    let what = answers.get("what-about").map(|answer| answer.chosen().join(",")).unwrap_or_default();
    let record = reading.record();
    let entry = submitted.identifier("entry").map(EntryId).and_then(|entry| record?.entry(entry));
    let entry = entry.filter(|written| super::entry::is_shown(reading, written));
    let needs = record.map(|record| record.assessment.needs.as_slice()).unwrap_or_default();
    let need = submitted.identifier("need");
    let need = needs.iter().map(|known| &known.current().fact).find(|known| need == Some(known.need));
    let quoted = need.map(|need| need.statement.clone());
    let quoted = quoted.or_else(|| entry?.current().answer.text().map(str::to_owned));
    let called = record.map(|record| record.called().to_owned()).or_else(|| {
        let received = reading.asked()?.received.as_ref()?;
        Some(received.fact.child.called.clone())
    });
    Ok(Made {
        reference: application::reference(application.randomness()),
        way,
        about: About {
            child: reading.child.as_ref().map(|open| open.id),
            request: reading.request.as_ref().map(|open| open.id),
            entry: entry.map(|written| written.entry),
            need: need.map(|need| need.need),
            quoted: quoted.unwrap_or_default(),
            called: called.unwrap_or_default(),
            what,
        },
        by: challenger(reading),
        words: said("your-words"),
        wanted: said("put-right"),
        answers: answers.clone(),
        channel: Channel::Web,
        received_at: application.now(),
        entered_by: None,
        asked_for: (way == Way::Talk).then(|| talk::person(reading).map(|known| known.who)).flatten(),
    })
}

/// The reader, by the name and the safe way to be reached that they gave.
fn challenger(reading: &Reading) -> Challenger {
    let person = reading.me;
    let part = reading.record().and_then(|record| {
        record.involved.iter().rev().find(|part| part.person == person && !part.name.is_empty())
    });
    let asker = reading.asked().and_then(|request| request.described_asker());
    let asker = asker.filter(|asker| asker.person == person);
    let name = part.map(|part| part.name.clone()).or_else(|| asker.map(|asker| asker.name.clone()));
    let contact =
        part.and_then(|part| part.contact.clone()).or_else(|| asker.map(|asker| asker.contact.clone()));
    Challenger { person, name: name.unwrap_or_default(), contact }
}

fn form_of(site: &Site) -> Result<&Form, PageFailure> {
    site.application().forms().latest("challenge").ok_or(PageFailure::NotThere)
}

/// What was answered on the other pages goes along unseen, and never into an address.
fn carry(writer: &mut Writer, asked: &Form, submitted: &Submitted, but: &str) {
    let ours = |name: &str| name != but && (asked.question(name).is_some() || THINGS.contains(&name));
    for (name, value) in submitted.fields.iter().filter(|(name, _)| ours(name)) {
        hidden(writer, name, value);
    }
}

fn view(
    reading: &Reading,
    holder: &CodeHolder,
    question: &Question,
    submitted: &Submitted,
    problems: &Problems,
) -> Response {
    let site = &reading.site;
    let words = site.words();
    let Ok(asked) = form_of(site) else { return PageFailure::NotThere.into_response() };
    let answers = asked.no_answers();
    let worded = asked.words(&Language::english());
    let id = question.id.as_str();
    let first = asked.questions().next().is_some_and(|first| first.id == question.id);
    let fields = form(site, &holder.held, "/family/challenge/new", |writer| {
        hidden(writer, AT, id);
        carry(writer, asked, submitted, id);
        let (typed, standing) = (Some(submitted.fields.as_slice()), Standing::Alone);
        let asked = Asked { site, form: asked, question, answers: &answers, typed, problems, standing };
        writer.html(&asked.render());
        writer.add(&Button::submit(words.say("ask-continue")));
    });
    let main = Html::build(|writer| {
        if let Some(hint) = worded.hint.as_ref().filter(|_| first) {
            writer.paragraph(hint.as_str());
        }
        writer.html(&fields);
        if let Some(notice) = asked.notice(&Language::english()) {
            writer.element("p").class("govuk-body-s").text(notice);
        }
        writer.html(&talk::view(reading, 2));
    });
    let title = question.words(&Language::english(), None).label.clone();
    full_page(site, &Frame::Family, &title, Some("/family/challenge"), problems, main)
}

fn check(
    reading: &Reading,
    holder: &CodeHolder,
    asked: &Form,
    answers: &Answers,
    submitted: &Submitted,
    problems: &Problems,
) -> Response {
    let site = &reading.site;
    let words = site.words();
    let title = words.say("family-challenge-check-title");
    let label = |question: &Question| question.words(&Language::english(), None).label.clone();
    let rows = asked.questions().map(|question| {
        let answer: Option<&Answer> = answers.get(question.id.as_str());
        let said = answer.map(|answer| in_words(asked, question, answer));
        let said = said.unwrap_or_else(|| words.say("family-challenge-not-said"));
        let shown = Html::build(|writer| {
            writer.element("span").class("alongside-as-written").text(&said);
        });
        SummaryRow::new(label(question).as_str(), shown)
    });
    let send = form(site, &holder.held, "/family/challenge/new", |writer| {
        hidden(writer, AT, CHECK);
        carry(writer, asked, submitted, "");
        writer.add(&Button { id: CHECK.to_owned(), ..Button::submit(words.say("family-challenge-send")) });
    });
    let change = form(site, &holder.held, "/family/challenge/new", |writer| {
        carry(writer, asked, submitted, "");
        writer.element("div").class("govuk-button-group").within(|writer| {
            for question in asked.questions() {
                let about = [("question", label(question))];
                let about: Vec<(&str, &str)> =
                    about.iter().map(|(name, text)| (*name, text.as_str())).collect();
                writer.add(&Button {
                    name: GO.to_owned(),
                    value: question.id.to_string(),
                    ..Button::secondary(words.with("family-challenge-change", &about))
                });
            }
        });
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.add(&SummaryList::of(rows.collect()));
        writer.paragraph(words.say("family-challenge-check-lead"));
        writer.html(&send);
        writer.heading(2, words.say("family-challenge-change-title"));
        writer.html(&change);
        writer.html(&talk::view(reading, 2));
    });
    full_page(site, &Frame::Family, &title, Some("/family/challenge"), problems, main)
}
