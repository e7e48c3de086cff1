//! Living away from home, for one person whom a named person has told, and for nobody else: what they were told, and who answers
//! for the child. A young person reads the pathway plan too, which is theirs. No address of anybody stands here.

use axum::extract::State;
use axum::response::Response;
use govuk::{Html, Writer};
use guidance::full_date;
use records::looked_after::{Doing, LookedAfter, Role};

use super::home::write_as_written;
use super::reading::Reading;
use super::talk;
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::site::Site;

/// The capacity of the young person whom the record is about.
const YOUNG_PERSON: &str = "young-person";

/// The page.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-care").await?;
    let care = reading.care.as_ref().ok_or(PageFailure::NotThere)?;
    let state = &care.opened.state;
    let words = reading.words();
    let title = words.say("family-care-title");
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("family-care-lead"));
        writer.heading(2, words.say("family-care-told"));
        let told = state.told.iter().rev().filter(|told| told.fact.person == reading.me);
        for told in told {
            let name = reading.name_of(told.author.person);
            let date = full_date(told.happened.date());
            writer.element("div").class("alongside-entry").within(|writer| {
                let byline = words.with("family-told-in-person", &[("name", &name), ("date", &date)]);
                writer.element("p").class("alongside-entry__byline").text(&byline);
                write_as_written(writer, &words.say("family-told-words"), &told.fact.words);
            });
        }
        write_people(writer, &reading, state);
        let mine = state.told.iter().filter(|told| told.fact.person == reading.me);
        if mine.into_iter().any(|told| told.fact.capacity.as_str() == YOUNG_PERSON) {
            write_pathway(writer, &reading, state);
        }
        writer.heading(2, words.say("family-care-disagree-title"));
        writer.paragraph(words.say("family-care-disagree"));
        let complaints = &site.application().rules().protocol().settings().complaints;
        let values = [("name", complaints.name.as_str()), ("telephone", &complaints.telephone)];
        writer.paragraph(words.with("family-told-disagree", &values));
        writer.html(&talk::view(&reading, 2));
    });
    Ok(page(&site, &Frame::Family, &title, main))
}

/// Who answers for the child, each with a number to ring.
fn write_people(writer: &mut Writer, reading: &Reading, state: &LookedAfter) {
    let words = reading.words();
    let roles = [
        (Role::Worker, "family-care-worker"),
        (Role::Reviewer, "family-care-reviewer"),
        (Role::Adviser, "family-care-adviser"),
    ];
    let known = roles.into_iter().filter_map(|(role, message)| {
        let known = state.who(role).and_then(|person| reading.practitioner(person))?;
        let values = [("name", known.name.as_str()), ("telephone", &known.telephone)];
        Some(words.with(message, &values))
    });
    let known: Vec<String> = known.collect();
    writer.heading(2, words.say("family-care-people"));
    if known.is_empty() {
        writer.paragraph(words.say("family-care-nobody"));
    }
    for line in known {
        writer.paragraph(line);
    }
}

/// The pathway plan as it stands: it is the young person's own.
fn write_pathway(writer: &mut Writer, reading: &Reading, state: &LookedAfter) {
    let Some(pathway) = state.pathway() else { return };
    let Some(plan) = state.steps_of(Doing::PathwayPlan, pathway).next_back() else { return };
    let words = reading.words();
    writer.heading(2, words.say("family-care-pathway"));
    let date = full_date(plan.happened.date());
    writer.paragraph(words.with("family-care-pathway-since", &[("date", &date)]));
    for (question, label) in
        [("pathway-plan-words", "family-care-agreed"), ("pathway-plan-said", "family-care-think")]
    {
        let text = plan.fact.answers.text(question).unwrap_or_default();
        if !text.is_empty() {
            write_as_written(writer, &words.say(label), text);
        }
    }
}
