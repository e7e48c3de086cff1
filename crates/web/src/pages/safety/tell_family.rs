//! A named person tells the family: whom, when, how, in which words. From then on, and not before, whoever was told reads it
//! on their own page. What one person is told is not shown to another.

use access::Action;
use application::{Failure, Opened, PersonToTell};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Answer, Answers, Form, parse_question};
use govuk::{Button, Checkboxes, Choice, Fieldset, Html, Input, Label, WarningText};
use kernel::Moment;
use records::concern::{Concern, FamilyTelling, ToldPerson};
use uuid::Uuid;

use super::answer::open_for;
use super::parts::{form_of, refusal_words, title_of};
use super::step_page::FORM;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::questions::{Asked, Standing};
use crate::site::Site;
use crate::submitted::Submitted;

/// The section of the form that this page asks.
const SECTION: &str = "telling";
/// Who was told: people of the record, and anybody else by name.
const TO: &str = "told-to";
const OTHER: &str = "told-other";
/// The most characters of a name.
const NAME_CHARACTERS_MAX: usize = 200;

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(concern): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let opened = open_for(&site, &signed_in, concern, "concern-tell", Action::DecideTelling).await?;
    view(&site, &signed_in, concern, &opened, None, &Problems::default()).await
}

/// They were told.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(concern): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let opened = open_for(&site, &signed_in, concern, "concern-tell", Action::DecideTelling).await?;
    let asked = form_of(&site, FORM)?;
    let (answers, mut problems) = read(&site, asked, &submitted);
    let people = site.application().people_to_tell(&signed_in.actor, &opened).await?;
    let to = told(&people, &submitted);
    if to.is_empty() {
        problems.0.insert(0, (TO.to_owned(), refusal_words(&site, "nobody-told")));
    }
    if submitted.value(OTHER).chars().count() > NAME_CHARACTERS_MAX {
        problems.0.push((OTHER.to_owned(), site.words().say("tell-family-name-too-long")));
    }
    let Some(Answer::Date(day)) = answers.get("told-when").filter(|_| problems.is_empty()) else {
        return view(&site, &signed_in, concern, &opened, Some(&submitted), &problems).await;
    };
    let application = site.application();
    let telling = FamilyTelling {
        telling: application.new_identifier(),
        to,
        how: answers
            .get("told-how")
            .and_then(|how| how.chosen().first().copied())
            .unwrap_or_default()
            .to_owned(),
        words: answers.text("told-words").unwrap_or_default().to_owned(),
    };
    let happened = Moment::On(*day);
    let done =
        application.tell_family(&signed_in.actor, concern, &opened, telling, happened, submitted.once).await;
    match done {
        // What is told of an ending leaves the lists with it, so the way on is the list.
        Ok(()) if opened.state.diversion.is_set_aside() => Ok(Redirect::to("/concerns").into_response()),
        Ok(()) => Ok(Redirect::to(&format!("/concerns/{concern}/diversion")).into_response()),
        Err(Failure::Refused(refusal)) => {
            let problems = Problems::one(TO, refusal_words(&site, refusal.code()));
            view(&site, &signed_in, concern, &opened, Some(&submitted), &problems).await
        }
        Err(failure) => Err(failure.into()),
    }
}

fn read(site: &Site, asked: &Form, submitted: &Submitted) -> (Answers, Problems) {
    let today = site.application().today();
    let (mut answers, mut problems) = (asked.no_answers(), Problems::default());
    for question in asked.section(SECTION).map(|section| section.questions.as_slice()).unwrap_or_default() {
        match parse_question(asked, question.id.as_str(), &submitted.fields, &answers, today) {
            Ok(answer) => answers.set(&question.id, answer),
            Err(errors) => problems.0.extend(errors.into_iter().map(|error| (error.field, error.message))),
        }
    }
    (answers, problems)
}

/// The people who were ticked, and whoever was named beside them.
fn told(people: &[PersonToTell], submitted: &Submitted) -> Vec<ToldPerson> {
    let ticked = people.iter().filter(|known| submitted.is(TO, &known.person.to_string()));
    let mut told: Vec<ToldPerson> =
        ticked.map(|known| ToldPerson { person: Some(known.person), name: known.name.clone() }).collect();
    let other = submitted.value(OTHER);
    if !other.is_empty() {
        told.push(ToldPerson { person: None, name: other.to_owned() });
    }
    told
}

async fn view(
    site: &Site,
    signed_in: &SignedIn,
    concern: Uuid,
    opened: &Opened<Concern>,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let words = site.words();
    let asked = form_of(site, FORM)?;
    let people = site.application().people_to_tell(&signed_in.actor, opened).await?;
    let raised = opened.state.raised.as_ref().ok_or(PageFailure::NotThere)?;
    let title = words.say("tell-family-title");
    let typed = submitted.map(|submitted| submitted.fields.as_slice());
    let answers = asked.no_answers();
    let items = people.iter().map(|known| {
        let name = words.with(
            "tell-family-person",
            &[("name", &known.name), ("capacity", &title_of(site, &known.capacity))],
        );
        Choice::new(known.person.to_string(), name).into()
    });
    let ticked = people.iter().map(|known| known.person.to_string());
    let ticked = ticked.filter(|person| submitted.is_some_and(|submitted| submitted.is(TO, person)));
    let send = form(site, &signed_in.held, &format!("/concerns/{concern}/tell"), |writer| {
        if !people.is_empty() {
            writer.add(&Checkboxes {
                name: TO.into(),
                id_prefix: TO.into(),
                fieldset: Some(Fieldset::question(words.say("tell-family-to"))),
                hint: Some(words.say("tell-family-to-hint").into()),
                error: problems.of(TO).map(Into::into),
                values: ticked.collect(),
                items: items.collect(),
                ..Checkboxes::default()
            });
        }
        writer.add(&Input {
            name: OTHER.into(),
            id: if people.is_empty() { TO.into() } else { OTHER.into() },
            label: Label::bold(words.say("tell-family-other")),
            hint: Some(words.say("tell-family-other-hint").into()),
            error: problems
                .of(OTHER)
                .or_else(|| problems.of(TO).filter(|_| people.is_empty()))
                .map(Into::into),
            value: submitted.map_or_else(String::new, |submitted| submitted.value(OTHER).to_owned()),
            ..Input::default()
        });
        for question in asked.section(SECTION).map(|section| section.questions.as_slice()).unwrap_or_default()
        {
            let (standing, form) = (Standing::Among, asked);
            let answers = &answers;
            writer.html(&Asked { site, form, question, answers, typed, problems, standing }.render());
        }
        writer.add(&Button::submit(words.say("tell-family-send")));
    });
    let main = Html::build(|writer| {
        writer.element("div").class("govuk-grid-row").within(|writer| {
            writer.element("div").class("govuk-grid-column-two-thirds").within(|writer| {
                writer.element("span").class("govuk-caption-l").text(&raised.fact.about.described);
                writer.element("h1").class("govuk-heading-l").text(&title);
                writer.add(&WarningText::from(words.say("tell-family-warning").as_str()));
                writer.paragraph(words.say("tell-family-lead"));
                writer.element("p").class("govuk-body").within(|writer| {
                    writer
                        .element("a")
                        .class("govuk-link")
                        .attribute("href", &format!("/concerns/{concern}/telling"))
                        .text(&words.say("tell-family-not-yet"));
                });
                writer.html(&send);
            });
        });
    });
    let frame = Frame::practitioner(&signed_in.actor, "front-door");
    let back = format!("/concerns/{concern}/diversion");
    Ok(full_page(site, &frame, &title, Some(&back), problems, main))
}
