//! One of the reader's own challenges: where it stands, by when it is answered and why, what was answered, what was
//! promised and whether it is done.

use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Html, InsetText, SummaryList, SummaryRow, Tag, Writer};
use guidance::full_date;
use kernel::london_date;
use records::challenge::{Answered, Challenge, Outcome, Stage, Step};
use records::request::Noted;
use uuid::Uuid;

use super::reading::Reading;
use super::{challenge, dates, talk};
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page};
use crate::pages::challenges::stage::next_stage;
use crate::questions::in_words;
use crate::site::Site;

/// The page.
pub async fn show(
    State(site): State<Site>,
    holder: CodeHolder,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-challenge").await?;
    let state = &reading.challenge(id)?.opened.state;
    let duties = reading.duties_of_challenge(id).await?;
    let words = site.words();
    let title = title(&reading, state);
    let what = state.made.as_ref().map(|made| made.fact.about.what.clone()).unwrap_or_default();
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.add(&InsetText::from(stand(&reading, state).as_str()));
        writer.html(&dates::view(&reading, &duties, 2));
        writer.html(&body(&reading, state, 2));
        write_next(&reading, writer, id, state);
        writer.paragraph(words.say("family-challenges-private"));
        writer.html(&challenge::about(&reading, 2, &what));
        writer.html(&talk::view(&reading, 2));
    });
    Ok(full_page(&site, &Frame::Family, &title, Some("/family/challenge"), &Problems::default(), main))
}

/// What the reader asked for: their complaint, their second look.
pub(super) fn title(reading: &Reading, challenge: &Challenge) -> String {
    let way = challenge.way().map_or("complaint", records::challenge::Way::name);
    reading.words().say(&format!("family-challenge-way-{way}"))
}

/// Where it stands, in a sentence.
pub(super) fn stand(reading: &Reading, challenge: &Challenge) -> String {
    let words = reading.words();
    if let Some(withdrawn) = &challenge.withdrawn {
        let date = full_date(london_date(withdrawn.at));
        return words.with("family-challenge-stand-withdrawn", &[("date", &date)]);
    }
    if let Some(closed) = &challenge.closed {
        let date = full_date(london_date(closed.at));
        return words.with("family-challenge-stand-closed", &[("date", &date)]);
    }
    if let Some(answer) = challenge.current_answer() {
        let date = full_date(london_date(answer.at));
        let name = if challenge.open_actions().next().is_some() {
            "family-challenge-stand-actions"
        } else {
            "family-challenge-stand-answered"
        };
        return words.with(name, &[("date", &date)]);
    }
    let named = challenge.named().first().map(|(person, _)| *person);
    match named.and_then(|person| reading.practitioner(person)) {
        Some(known) => words.with("family-challenge-stand-looking", &[("name", &known.name)]),
        None => words.say("family-challenge-stand-new"),
    }
}

/// All of it, below headings of this level.
pub(super) fn body(reading: &Reading, challenge: &Challenge, level: u8) -> Html {
    let words = reading.words();
    Html::build(|writer| {
        for answer in challenge.answers.iter().rev() {
            write_answer(reading, writer, answer, level);
        }
        write_actions(reading, writer, challenge, level);
        for extended in &challenge.extended {
            let date = full_date(london_date(extended.at));
            writer.heading(level, words.say("family-challenge-more-time"));
            writer.paragraph(words.with("family-challenge-more-time-told", &[("date", &date)]));
            write_words(writer, &extended.fact.why);
        }
        for taken in &challenge.steps {
            let name = match taken.fact.step {
                Step::StageTwoAgreed => "family-challenge-step-stage-two-agreed",
                Step::PanelMet => "family-challenge-step-panel-met",
                Step::PanelReported => "family-challenge-step-panel-reported",
                Step::ReportReceived => "family-challenge-step-report-received",
            };
            writer.paragraph(words.with(name, &[("date", &full_date(taken.happened.date()))]));
            write_words(writer, &taken.fact.words);
        }
        writer.heading(level, words.say("family-challenge-you-said"));
        write_said(reading, writer, challenge);
    })
}

fn write_said(reading: &Reading, writer: &mut Writer, challenge: &Challenge) {
    let words = reading.words();
    let Some(made) = &challenge.made else { return };
    let fact = &made.fact;
    let received = full_date(london_date(fact.received_at));
    let sent = [("date", received.as_str()), ("reference", fact.reference.as_str())];
    writer.paragraph(words.with("family-challenge-received", &sent));
    if let Some(by) = fact.entered_by {
        writer.paragraph(words.with("family-request-entered", &[("name", &reading.name_of(Some(by)))]));
    }
    if let Some(acknowledged) = &challenge.acknowledged {
        let date = full_date(london_date(acknowledged.at));
        writer.paragraph(words.with("family-challenge-acknowledged", &[("date", &date)]));
    }
    let forms = reading.site.application().forms();
    let language = forms::Language::english();
    let mut rows = Vec::new();
    if let Some(form) = forms.form_of(&fact.answers) {
        for question in form.questions() {
            if let Some(answer) = fact.answers.get(question.id.as_str()) {
                let said = Html::build(|writer| {
                    let said = in_words(form, question, answer);
                    writer.element("span").class("alongside-as-written").text(&said);
                });
                rows.push(SummaryRow::new(question.words(&language, None).label.as_str(), said));
            }
        }
    }
    if !fact.about.quoted.is_empty() {
        let quoted = Html::build(|writer| {
            writer.element("span").class("alongside-as-written").text(&fact.about.quoted);
        });
        rows.insert(0, SummaryRow::new(words.say("family-challenge-quoted"), quoted));
    }
    writer.add(&SummaryList::of(rows));
    for asked in &challenge.stages {
        let (name, date) = (stage_name(asked.fact.stage), full_date(asked.happened.date()));
        writer.paragraph(
            words.with("family-challenge-asked-stage", &[("stage", &words.say(name)), ("date", &date)]),
        );
        write_words(writer, &asked.fact.words);
    }
}

/// A stage of a complaint in words.
fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::One => "family-challenge-stage-1",
        Stage::Two => "family-challenge-stage-2",
        Stage::Three => "family-challenge-stage-3",
    }
}

/// The decision first, then why.
fn write_answer(reading: &Reading, writer: &mut Writer, answer: &Noted<Answered>, level: u8) {
    let words = reading.words();
    let outcome = words.say(match answer.fact.outcome {
        Outcome::Upheld => "family-challenge-upheld",
        Outcome::PartlyUpheld => "family-challenge-partly-upheld",
        Outcome::NotUpheld => "family-challenge-not-upheld",
        Outcome::Talked => "family-challenge-talked",
    });
    writer.heading(level, outcome);
    let (name, date) = (reading.name_of(answer.author.person), full_date(london_date(answer.at)));
    let stage = answer.fact.stage.map(|stage| words.say(stage_name(stage)));
    let by =
        [("name", name.as_str()), ("date", date.as_str()), ("stage", stage.as_deref().unwrap_or_default())];
    let message =
        if stage.is_some() { "family-challenge-answered-stage" } else { "family-challenge-answered" };
    writer.paragraph(words.with(message, &by));
    write_words(writer, &answer.fact.why);
    writer.element("p").class("govuk-body").within(|writer| {
        let href = format!("/family/letters/{}", answer.fact.letter);
        let text = words.say("family-challenge-letter");
        writer.element("a").class("govuk-link").attribute("href", &href).text(&text);
    });
}

fn write_actions(reading: &Reading, writer: &mut Writer, challenge: &Challenge, level: u8) {
    if challenge.actions().next().is_none() {
        return;
    }
    let words = reading.words();
    let today = reading.site.application().today();
    writer.heading(level, words.say("family-challenge-actions"));
    for action in challenge.actions() {
        let done = challenge.done(action.action);
        writer.element("article").class("alongside-entry").within(|writer| {
            write_words(writer, &action.what);
            writer.element("p").class("govuk-body").within(|writer| {
                let (name, date) = match done {
                    Some(done) => ("family-challenge-action-done", full_date(london_date(done.at))),
                    None => ("family-challenge-action-by", full_date(action.by)),
                };
                writer.text(&words.with(name, &[("date", &date)]));
                if done.is_none() && action.by < today {
                    writer.text(" ");
                    writer.add(&Tag::coloured("red", words.say("family-dates-late")));
                }
            });
            if let Some(done) = done {
                write_words(writer, &done.fact.words);
            }
        });
    }
}

/// Words of a person as they wrote them.
fn write_words(writer: &mut Writer, text: &str) {
    if !text.is_empty() {
        writer.element("div").class("alongside-as-written govuk-body").text(text);
    }
}

/// What the reader can do next. Nothing here has to be done.
fn write_next(reading: &Reading, writer: &mut Writer, id: Uuid, challenge: &Challenge) {
    let words = reading.words();
    if !challenge.is_open() {
        return;
    }
    if next_stage(challenge).is_some() {
        let href = format!("/family/challenge/{id}/stage");
        writer.add(&Button::link(words.say("family-challenge-link-stage"), href));
    }
    writer.element("p").class("govuk-body").within(|writer| {
        let href = format!("/family/challenge/{id}/withdraw");
        let text = words.say("family-challenge-link-withdraw");
        writer.element("a").class("govuk-link").attribute("href", &href).text(&text);
    });
}
