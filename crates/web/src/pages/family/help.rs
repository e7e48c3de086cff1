//! How the family is helped, for one person who takes part: what help, who leads, the dates, and what was shared with this very
//! person. What is about another adult, what a child said, and what was not shared is not there.

use access::{Action, FieldKind, RecordKind};
use application::{Act, DutyShown, Failure};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Html, Label, Textarea, Writer};
use guidance::full_date;
use kernel::{StreamId, StreamKind, london_date};
use records::help::{Assessment, CommentMade, Episode, Help, MakeComment, SharedWhat};
use uuid::Uuid;

use super::home::write_as_written;
use super::reading::{Open, Reading};
use super::{dates, talk};
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page, page};
use crate::pages::help::letters::lines;
use crate::pages::help::record::code_words;
use crate::pages::protection::happened::write_answers;
use crate::pages::safety::parts::refusal_words;
use crate::site::Site;
use crate::submitted::Submitted;

/// The field of what somebody says.
const WORDS: &str = "said-words";
/// The capacity of a child who reads their own page: a child's own words are shown there and nowhere else.
const YOUNG_PERSON: &str = "young-person";

/// The page.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-help").await?;
    if reading.help.is_empty() {
        return Err(PageFailure::NotThere);
    }
    let mut due = Vec::new();
    for open in &reading.help {
        let stream = StreamId::new(StreamKind::Help, open.id);
        let mut duties = site.application().duties_of(stream).await?;
        duties.retain(|duty| duty.scheduled.shown_to_family && duty.status.is_open());
        due.push(duties);
    }
    let title = site.words().say("family-help-title");
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(site.words().say("family-help-lead"));
        for (open, duties) in reading.help.iter().zip(&due) {
            write_child(writer, &reading, open, duties);
        }
        writer.html(&talk::view(&reading, 2));
    });
    Ok(page(&site, &Frame::Family, &title, main))
}

/// The way to the page, where there is something on it.
pub(super) fn view(reading: &Reading, level: u8) -> Html {
    let words = reading.words();
    if reading.help.is_empty() {
        return Html::default();
    }
    Html::build(|writer| {
        writer.heading(level, words.say("family-help-title"));
        for open in &reading.help {
            write_now(writer, reading, &open.opened.state);
        }
        writer.element("p").class("govuk-body").within(|writer| {
            let link = writer.element("a").class("govuk-link").attribute("href", "/family/help");
            link.text(&words.say("family-help-link"));
        });
    })
}

fn write_child(writer: &mut Writer, reading: &Reading, open: &Open<Help>, duties: &[DutyShown]) {
    let (words, state) = (reading.words(), &open.opened.state);
    let Some(latest) = state.latest() else { return };
    writer.heading(2, state.called.as_str());
    write_now(writer, reading, state);
    if let Some(lead) = latest.lead().and_then(|lead| reading.practitioner(lead)) {
        let values = [("name", lead.name.as_str()), ("telephone", &lead.telephone)];
        writer.paragraph(words.with("family-help-lead-is", &values));
    }
    if latest.ended.is_none() {
        writer.html(&dates::view(reading, duties, 3));
    }
    write_plan(writer, reading, state, latest);
    for assessment in latest.assessments.iter().rev() {
        write_assessment(writer, reading, state, assessment);
    }
    write_said(writer, reading, open);
}

/// What stands, in one or two sentences.
fn write_now(writer: &mut Writer, reading: &Reading, state: &Help) {
    let words = reading.words();
    let Some(latest) = state.latest() else { return };
    let (name, on) = match &latest.ended {
        Some(ended) => ("family-help-ended".to_owned(), ended.happened.date()),
        None => match latest.spans.last() {
            Some(span) => (format!("family-help-{}", span.level.name()), span.from),
            None => return,
        },
    };
    let date = full_date(on);
    writer.paragraph(words.with(&name, &[("called", &state.called), ("date", &date)]));
}

/// When something was shared with this reader last.
fn shared_at(reading: &Reading, state: &Help, what: SharedWhat) -> Option<jiff::Timestamp> {
    let mine = state.shared.iter().filter(|shared| shared.fact.to == reading.me && shared.fact.what == what);
    mine.map(|shared| shared.at).max()
}

/// The plan as it was when it was shared with this reader.
fn write_plan(writer: &mut Writer, reading: &Reading, state: &Help, latest: &Episode) {
    let Some(shared) = shared_at(reading, state, SharedWhat::Plan) else { return };
    let Some(written) = latest.written.iter().rev().find(|written| written.at <= shared) else { return };
    let words = reading.words();
    let answers = &written.fact.answers;
    writer.heading(3, words.say("family-help-plan"));
    writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
        for line in lines(&reading.site, answers) {
            writer.element("li").text(&line);
        }
    });
    for (question, lead) in [
        ("plan-expected", "help-letter-expected"),
        ("plan-contact", "help-letter-contact"),
        ("plan-if", "help-letter-if"),
    ] {
        write_as_written(writer, &words.say(lead), answers.text(question).unwrap_or_default());
    }
}

/// An assessment as it was when it was shared with this reader: the child's and the family's parts, what is about this very
/// reader, and the codes that were returned of the child and of this reader.
fn write_assessment(writer: &mut Writer, reading: &Reading, state: &Help, assessment: &Assessment) {
    let words = reading.words();
    let Some(shared) = shared_at(reading, state, SharedWhat::Assessment) else { return };
    let Some(completed) = assessment.completed.as_ref().filter(|completed| completed.at <= shared) else {
        return;
    };
    writer.heading(3, words.say("family-help-assessment"));
    write_answers(writer, &reading.site, &completed.fact.answers);
    for part in ["child-needs", "parenting", "surroundings"] {
        let written = assessment.parts.iter().rev();
        let mut written = written.filter(|written| written.fact.part == part && written.at <= shared);
        if let Some(written) = written.next() {
            writer.heading(4, words.say(&format!("help-{part}-title")));
            write_answers(writer, &reading.site, &written.fact.answers);
        }
    }
    for own in
        assessment.adults.iter().filter(|adult| adult.fact.person == Some(reading.me) && adult.at <= shared)
    {
        let text = own.fact.answers.text("adult-words").unwrap_or_default();
        write_as_written(writer, &words.say("family-help-about-you"), text);
    }
    let is_child = state.relative(reading.me).is_some_and(|known| known.capacity.as_str() == YOUNG_PERSON);
    for seen in assessment.seen.iter().filter(|seen| is_child && seen.at <= shared) {
        let said = seen.fact.answers.text("seen-said").unwrap_or_default();
        write_as_written(writer, &words.say("family-help-you-said"), said);
    }
    write_codes(writer, reading, assessment);
}

fn write_codes(writer: &mut Writer, reading: &Reading, assessment: &Assessment) {
    let words = reading.words();
    // Nothing is returned, and so nothing is shown, before a manager has authorised it.
    if assessment.authorised().is_none() {
        return;
    }
    let child = assessment.factors.iter().flat_map(|recorded| &recorded.fact.factors);
    let own = assessment.adult_factors.iter().filter(|recorded| recorded.fact.person == Some(reading.me));
    let factors: Vec<_> = child.chain(own.map(|recorded| &recorded.fact.factor)).collect();
    if factors.is_empty() {
        return;
    }
    writer.heading(4, words.say("family-help-codes"));
    writer.paragraph(words.say("family-help-codes-lead"));
    writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
        for factor in factors {
            let code = code_words(&reading.site, &factor.code);
            writer.element("li").within(|writer| {
                writer.text(&code);
                if !factor.fact.is_empty() {
                    writer.text(": ");
                    writer.element("span").class("alongside-as-written").text(&factor.fact);
                }
            });
        }
    });
}

/// What this reader said to it, and the way to say more.
fn write_said(writer: &mut Writer, reading: &Reading, open: &Open<Help>) {
    let (words, state) = (reading.words(), &open.opened.state);
    let mine: Vec<_> = state.comments.iter().filter(|comment| comment.fact.by == reading.me).collect();
    for comment in mine {
        let date = full_date(london_date(comment.at));
        write_as_written(writer, &words.with("family-help-said", &[("date", &date)]), &comment.fact.words);
    }
    let application = reading.site.application();
    let field = FieldKind::Ordinary;
    if application.may(&reading.actor, &open.opened, Action::Comment, RecordKind::Help, field) {
        writer.heading(3, words.say("family-help-disagree-title"));
        writer.paragraph(words.say("family-help-disagree"));
        writer.element("p").class("govuk-body").within(|writer| {
            let href = format!("/family/help/{}/say", open.id);
            let link = writer.element("a").class("govuk-link").attribute("href", &href);
            link.text(&words.with("family-help-say-link", &[("called", &state.called)]));
        });
    }
}

/// The page on which somebody says what they think of it.
pub async fn show_say(
    State(site): State<Site>,
    holder: CodeHolder,
    Path(child): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-help").await?;
    say(&reading, &holder, child, None, &Problems::default())
}

/// It is kept.
pub async fn submit_say(
    State(site): State<Site>,
    holder: CodeHolder,
    Path(child): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-help").await?;
    if !reading.help.iter().any(|open| open.id == child) {
        return Err(PageFailure::NotThere);
    }
    let comment = CommentMade {
        comment: site.application().new_identifier(),
        by: holder.person,
        words: submitted.value(WORDS).chars().take(WORDS_CHARACTERS_MAX).collect(),
    };
    let act = submitted.once.into_iter().fold(Act::on(child, MakeComment(comment)), Act::once);
    match site.application().execute(&holder.actor, act).await {
        Ok(_) => Ok(Redirect::to("/family/help").into_response()),
        Err(Failure::Refused(refusal)) => {
            let problems = Problems::one(WORDS, refusal_words(&site, refusal.code()));
            say(&reading, &holder, child, Some(&submitted), &problems)
        }
        Err(other) => Err(other.into()),
    }
}

/// The longest text that somebody can send, in characters: as long as what any form takes.
const WORDS_CHARACTERS_MAX: usize = 50_000;

fn say(
    reading: &Reading,
    holder: &CodeHolder,
    child: Uuid,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let words = reading.words();
    let open = reading.help.iter().find(|open| open.id == child).ok_or(PageFailure::NotThere)?;
    let title = words.with("family-help-say-title", &[("called", &open.opened.state.called)]);
    let send = form(&reading.site, &holder.held, &format!("/family/help/{child}/say"), |writer| {
        writer.add(&Textarea {
            name: WORDS.into(),
            id: WORDS.into(),
            label: Label::bold(words.say("family-help-say-words")),
            error: problems.of(WORDS).map(Into::into),
            value: submitted.map(|sent| sent.value(WORDS).to_owned()).unwrap_or_default(),
            rows: 6,
            ..Textarea::default()
        });
        writer.add(&Button::submit(words.say("family-help-say-send")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("family-help-say-lead"));
        writer.html(&send);
    });
    Ok(full_page(&reading.site, &Frame::Family, &title, Some("/family/help"), problems, main))
}
