//! What is happening to keep the child safe, for one person whom a named person has told, and for nobody else: what they were
//! told, the dates, what was shared with them, how to disagree, whom to ring. It shows nothing that was not told to or shared
//! with this very person, and no name, number or address of anybody else of the family.

use axum::extract::State;
use axum::response::Response;
use forms::Language;
use govuk::{Html, SummaryList, SummaryRow, Writer};
use guidance::full_date;
use records::protection::Protection;

use super::home::write_as_written;
use super::reading::Reading;
use super::talk;
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::questions::in_words;
use crate::site::Site;

/// The page.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-protection").await?;
    let protection = reading.protection.as_ref().ok_or(PageFailure::NotThere)?;
    let state = &protection.opened.state;
    let words = reading.words();
    let title = words.say("family-protection-title");
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("family-protection-lead"));
        write_now(writer, &reading, state);
        write_told(writer, &reading, state);
        write_shared(writer, &reading, state);
        write_plan_of(writer, &reading, state);
        writer.heading(2, words.say("family-protection-disagree-title"));
        writer.paragraph(words.say("family-protection-disagree"));
        let complaints = &site.application().rules().protocol().settings().complaints;
        writer.paragraph(words.with(
            "family-told-disagree",
            &[("name", &complaints.name), ("telephone", &complaints.telephone)],
        ));
        write_lead(writer, &reading, state);
        writer.html(&talk::view(&reading, 2));
    });
    Ok(page(&site, &Frame::Family, &title, main))
}

/// What stood when this person was told last. What came after needs a telling of its own.
fn write_now(writer: &mut Writer, reading: &Reading, state: &Protection) {
    let words = reading.words();
    let told = state.told.iter().filter(|told| told.fact.person == Some(reading.me));
    let Some(told_at) = told.map(|told| told.at).max() else { return };
    writer.heading(2, words.say("family-protection-now"));
    let date = full_date(kernel::london_date(told_at));
    writer.paragraph(words.with("family-protection-as-of", &[("date", &date)]));
    let mut said = false;
    for conference in state.conferences.iter().filter(|conference| conference.called.at <= told_at) {
        let held = conference.held.as_ref().filter(|held| held.at <= told_at);
        let line = if let Some(held) = held {
            let date = full_date(held.happened.date());
            let name = if held.fact.plan { "family-protection-plan" } else { "family-protection-no-plan" };
            words.with(name, &[("date", &date)])
        } else {
            let date = full_date(conference.called.fact.on);
            words.with("family-protection-called", &[("date", &date)])
        };
        writer.paragraph(line);
        said = true;
    }
    let ended = state.plans.iter().filter_map(|plan| plan.ended.as_ref()).filter(|ended| ended.at <= told_at);
    for ended in ended {
        let date = full_date(ended.happened.date());
        writer.paragraph(words.with("family-protection-ended", &[("date", &date)]));
        said = true;
    }
    if !said {
        writer.paragraph(words.say("family-protection-no-dates"));
    }
}

/// What this person was told, in which words, the latest first.
fn write_told(writer: &mut Writer, reading: &Reading, state: &Protection) {
    let words = reading.words();
    writer.heading(2, words.say("family-protection-told"));
    let told = state.told.iter().rev().filter(|told| told.fact.person == Some(reading.me));
    for told in told {
        let (name, date) = (reading.name_of(told.author.person), full_date(told.happened.date()));
        let how = match told.fact.how.as_str() {
            "phone" => "family-told-phone",
            "letter" => "family-told-letter",
            _ => "family-told-in-person",
        };
        writer.element("div").class("alongside-entry").within(|writer| {
            let byline = words.with(how, &[("name", &name), ("date", &date)]);
            writer.element("p").class("alongside-entry__byline").text(&byline);
            write_as_written(writer, &words.say("family-told-words"), &told.fact.words);
        });
    }
}

/// What was handed to this person before a meeting, and when.
fn write_shared(writer: &mut Writer, reading: &Reading, state: &Protection) {
    let words = reading.words();
    let shared: Vec<String> = state
        .conferences
        .iter()
        .flat_map(|conference| &conference.reports)
        .filter(|report| report.fact.person == Some(reading.me))
        .filter_map(|report| {
            let form = reading.site.application().forms().form_of(&report.fact.answers)?;
            let question = form.question("report-of")?;
            let of = report.fact.answers.get("report-of").map(|answer| in_words(form, question, answer));
            let date = full_date(report.fact.on?);
            let what = match report.fact.what.as_str() {
                "plan" => "family-protection-shared-plan",
                "record" => "family-protection-shared-record",
                _ => "family-protection-shared-report",
            };
            Some(words.with(what, &[("of", &of.unwrap_or_default()), ("date", &date)]))
        })
        .collect();
    writer.heading(2, words.say("family-protection-shared"));
    if shared.is_empty() {
        writer.paragraph(words.say("family-protection-shared-none"));
        return;
    }
    writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
        for line in &shared {
            writer.element("li").text(line);
        }
    });
}

/// The plan as it stood when it was shared with this person.
fn write_plan_of(writer: &mut Writer, reading: &Reading, state: &Protection) {
    let reports = state.conferences.iter().flat_map(|conference| &conference.reports);
    let shared = reports.filter(|report| {
        let fact = &report.fact;
        fact.person == Some(reading.me) && fact.what == "plan" && fact.on.is_some()
    });
    let Some(shared_at) = shared.map(|report| report.at).max() else { return };
    let Some(plan) = state.plan() else { return };
    let Some(written) = plan.written.iter().rev().find(|written| written.at <= shared_at) else { return };
    let application = reading.site.application();
    let Some(form) = application.forms().form_of(&written.fact.answers) else { return };
    let Some(question) = form.question("plan-lines") else { return };
    let Some(forms::Answer::Rows(rows)) = written.fact.answers.get("plan-lines") else { return };
    let language = Language::english();
    let words = reading.words();
    writer.heading(2, words.say("family-protection-the-plan"));
    for row in rows {
        let lines = question.fields().iter().filter_map(|field| {
            let text = row.get(field.id.as_str())?.text()?.to_owned();
            Some(SummaryRow::new(field.words(&language, None).label.clone(), text))
        });
        writer.add(&SummaryList::of(lines.collect()));
    }
}

/// Who leads, with a telephone number.
fn write_lead(writer: &mut Writer, reading: &Reading, state: &Protection) {
    let words = reading.words();
    let known = state.lead().and_then(|lead| reading.practitioner(lead));
    if let Some(known) = known.filter(|known| !known.telephone.is_empty()) {
        writer.paragraph(
            words
                .with("family-protection-lead-is", &[("name", &known.name), ("telephone", &known.telephone)]),
        );
    }
}
