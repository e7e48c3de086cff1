//! One challenge: what was said, what is due, who looks at it, what was answered and what is still owed.

use access::Action;
use application::{Act, DutyShown};
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Html, InsetText, SummaryList, SummaryRow, Tag, Writer};
use guidance::full_date;
use kernel::{StreamId, StreamKind, london_date};
use records::challenge::{Acknowledge, Acknowledged, Answered, Challenge, Made, Stage, Way};
use records::request::Noted;
use uuid::Uuid;

use super::desk::Desk;
use super::letters::outcome_name;
use super::stage::next_stage;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::pages::work::shown::{as_written, duty_table, scroll, short_date, short_time};
use crate::questions::in_words;
use crate::site::Site;
use crate::submitted::Submitted;

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(challenge): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let desk = Desk::open(&site, &reader, challenge, "challenge").await?;
    view(&desk, &Problems::default()).await
}

/// They are told that it arrived.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(challenge): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let desk = Desk::open_to(&site, &reader, challenge, Action::RunChallenge).await?;
    let act = Act::on(challenge, Acknowledge(Acknowledged::default()));
    match desk.attempt(act, &submitted, |_| "acknowledge").await? {
        None => Ok(desk.back()),
        Some(problems) => view(&desk, &problems).await,
    }
}

async fn view(desk: &Desk<'_>, problems: &Problems) -> Result<Response, PageFailure> {
    let (site, words) = (desk.site, desk.site.words());
    let made = desk.made()?;
    let stream = StreamId::new(StreamKind::Challenge, desk.id);
    let duties = site.application().duties_of(stream).await?;
    Ok(desk.page(&words.say("challenge-title"), problems, |writer| {
        write_stand(desk, writer);
        writer.element("h2").class("govuk-heading-m").text(&words.say("challenge-said"));
        writer.add(&SummaryList::of(said(desk, made)));
        write_duties(site, writer, &duties);
        write_todo(desk, writer);
        write_answers(desk, writer);
        write_actions(desk, writer);
        write_steps(desk, writer);
    }))
}

fn write_stand(desk: &Desk<'_>, writer: &mut Writer) {
    let (words, challenge) = (desk.site.words(), desk.challenge());
    let stand = if let Some(withdrawn) = &challenge.withdrawn {
        words.with("challenge-withdrawn", &[("date", &full_date(london_date(withdrawn.at)))])
    } else if let Some(closed) = &challenge.closed {
        words.with("challenge-closed", &[("date", &full_date(london_date(closed.at)))])
    } else if let Some(allocated) = challenge.allocated_now() {
        words.with("challenge-looked-at-by", &[("name", &desk.name_of(Some(allocated.fact.to)))])
    } else {
        words.say("challenge-nobody-yet")
    };
    writer.add(&InsetText::from(stand.as_str()));
    writer.paragraph(words.say("challenge-changes-nothing"));
}

/// What was said, by whom, when and how.
fn said(desk: &Desk<'_>, made: &Made) -> Vec<SummaryRow> {
    let (site, words) = (desk.site, desk.site.words());
    let forms = site.application().forms();
    let answer = |question: &str| {
        let form = forms.form_of(&made.answers)?;
        let (question, given) = (form.question(question)?, made.answers.get(question)?);
        Some(in_words(form, question, given))
    };
    let mut rows = vec![
        SummaryRow::new(words.say("challenge-way"), words.say(&format!("challenge-way-{}", made.way.name()))),
        SummaryRow::new(words.say("challenge-by"), made.by.name.as_str()),
        SummaryRow::new(words.say("challenge-received"), short_time(made.received_at)),
    ];
    if let Some(stage) = desk.challenge().current_stage() {
        rows.push(SummaryRow::new(words.say("challenge-stage"), words.say(stage_name(stage))));
    }
    if let Some(contact) = &made.by.contact {
        rows.push(SummaryRow::new(words.say("challenge-reach"), contact.value.as_str()));
    }
    if let Some(by) = made.entered_by {
        rows.push(SummaryRow::new(words.say("challenge-entered-by"), desk.name_of(Some(by))));
    }
    if !made.about.called.is_empty() {
        rows.push(SummaryRow::new(words.say("challenge-child"), made.about.called.as_str()));
    }
    if let Some(what) = answer("what-about") {
        rows.push(SummaryRow::new(words.say("challenge-what"), what));
    }
    if !made.about.quoted.is_empty() {
        rows.push(SummaryRow::new(words.say("challenge-quoted"), as_written(&made.about.quoted)));
    }
    rows.push(SummaryRow::new(words.say("challenge-words"), as_written(&made.words)));
    if !made.wanted.is_empty() {
        rows.push(SummaryRow::new(words.say("challenge-wanted"), as_written(&made.wanted)));
    }
    for asked in &desk.challenge().stages {
        let label =
            words.with("challenge-asked-stage", &[("stage", &words.say(stage_name(asked.fact.stage)))]);
        let when = full_date(asked.happened.date());
        let said = Html::build(|writer| {
            writer.paragraph(when);
            writer.html(&as_written(&asked.fact.words));
        });
        rows.push(SummaryRow::new(label, said));
    }
    rows
}

/// A stage in words.
pub(super) fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::One => "challenge-stage-1",
        Stage::Two => "challenge-stage-2",
        Stage::Three => "challenge-stage-3",
    }
}

fn write_duties(site: &Site, writer: &mut Writer, duties: &[DutyShown]) {
    let caption = site.words().say("challenge-due");
    if duties.is_empty() {
        writer.paragraph(site.words().say("challenge-nothing-due"));
        return;
    }
    let shown: Vec<&DutyShown> = duties.iter().collect();
    scroll(writer, &caption, &duty_table(site, &caption, &shown, None));
}

/// What the reader can do now.
fn write_todo(desk: &Desk<'_>, writer: &mut Writer) {
    let (words, challenge) = (desk.site.words(), desk.challenge());
    let open = challenge.is_open();
    let unanswered = open && challenge.current_answer().is_none();
    let (runs, allocates) = (desk.may(Action::RunChallenge), desk.may(Action::Allocate));
    let complaint = challenge.way() == Some(Way::Complaint);
    let stage = challenge.current_stage();
    let extendable = stage.is_some_and(|stage| stage != Stage::Three && !challenge.is_extended(stage));
    let named = challenge.named().iter().any(|(person, _)| *person == desk.reader.person);
    let settled = challenge.current_answer().is_some() && challenge.open_actions().next().is_none();
    if runs && open && challenge.acknowledged.is_none() {
        let acknowledge = form(desk.site, &desk.reader.held, &desk.href("/acknowledge"), |writer| {
            writer.add(&Button {
                id: "acknowledge".to_owned(),
                ..Button::submit(words.say("challenge-acknowledge"))
            });
        });
        writer.html(&acknowledge);
    }
    let links = [
        ("/answer", "challenge-link-answer", unanswered && named && desk.may(Action::AnswerChallenge)),
        ("/allocate", "challenge-link-allocate", unanswered && allocates),
        ("/extend", "challenge-link-extend", unanswered && runs && extendable),
        ("/stage", "challenge-link-stage", runs && next_stage(challenge).is_some()),
        ("/step", "challenge-link-step", open && runs && complaint && stage != Some(Stage::One)),
        ("/close", "challenge-link-close", open && runs && settled),
        ("/pass-on", "challenge-link-pass-on", true),
    ];
    writer.element("h2").class("govuk-heading-m").text(&words.say("challenge-todo"));
    writer.element("ul").class("govuk-list alongside-links").within(|writer| {
        for (below, name, _) in links.iter().filter(|(.., open)| *open) {
            writer.element("li").within(|writer| {
                let href = desk.href(below);
                writer.element("a").class("govuk-link").attribute("href", &href).text(&words.say(name));
            });
        }
    });
}

fn write_answers(desk: &Desk<'_>, writer: &mut Writer) {
    let (words, challenge) = (desk.site.words(), desk.challenge());
    if challenge.answers.is_empty() && challenge.extended.is_empty() {
        return;
    }
    writer.element("h2").class("govuk-heading-m").text(&words.say("challenge-answers"));
    for extended in &challenge.extended {
        let date = full_date(london_date(extended.at));
        let told = [("date", date.as_str()), ("stage", &words.say(stage_name(extended.fact.stage)))];
        writer.paragraph(words.with("challenge-extended", &told));
        writer.html(&as_written(&extended.fact.why));
        write_letter(desk, writer, extended.fact.letter);
    }
    for answer in &challenge.answers {
        write_answer(desk, writer, answer);
    }
}

fn write_answer(desk: &Desk<'_>, writer: &mut Writer, answer: &Noted<Answered>) {
    let words = desk.site.words();
    let (name, date) = (desk.name_of(answer.author.person), full_date(london_date(answer.at)));
    writer.element("p").class("govuk-body").within(|writer| {
        writer.element("strong").text(&words.say(outcome_name(answer.fact.outcome)));
        writer.text(" ");
        writer.text(&words.with("challenge-answered-by", &[("name", &name), ("date", &date)]));
    });
    writer.html(&as_written(&answer.fact.why));
    write_letter(desk, writer, answer.fact.letter);
}

fn write_letter(desk: &Desk<'_>, writer: &mut Writer, letter: Uuid) {
    writer.element("p").class("govuk-body").within(|writer| {
        let href = desk.href(&format!("/letters/{letter}"));
        let text = desk.site.words().say("challenge-letter");
        writer.element("a").class("govuk-link").attribute("href", &href).text(&text);
    });
}

/// What was agreed, each with its day, and whether it is done.
fn write_actions(desk: &Desk<'_>, writer: &mut Writer) {
    let (words, challenge) = (desk.site.words(), desk.challenge());
    if challenge.actions().next().is_none() {
        return;
    }
    writer.element("h2").class("govuk-heading-m").text(&words.say("challenge-actions"));
    let today = desk.site.application().today();
    for action in challenge.actions() {
        writer.element("article").class("alongside-entry").within(|writer| {
            writer.html(&as_written(&action.what));
            writer.element("p").class("govuk-body").within(|writer| {
                writer.text(&words.with("challenge-action-by", &[("date", &short_date(action.by))]));
                writer.text(" ");
                let (colour, name) = match challenge.done(action.action) {
                    Some(_) => ("green", "work-status-done"),
                    None if action.by < today => ("red", "work-status-late"),
                    None => ("blue", "work-status-upcoming"),
                };
                writer.add(&Tag::coloured(colour, words.say(name)));
            });
            if let Some(done) = challenge.done(action.action) {
                let date = full_date(london_date(done.at));
                writer.paragraph(words.with("challenge-action-done", &[("date", &date)]));
                writer.html(&as_written(&done.fact.words));
            } else if desk.may(Action::RunChallenge) {
                writer.element("p").class("govuk-body").within(|writer| {
                    let href = desk.href(&format!("/actions/{}", action.action));
                    writer.element("a").class("govuk-link").attribute("href", &href).within(|writer| {
                        writer.text(&words.say("challenge-action-finish"));
                        writer
                            .element("span")
                            .class("govuk-visually-hidden")
                            .text(&format!(": {}", action.what));
                    });
                });
            }
        });
    }
}

fn write_steps(desk: &Desk<'_>, writer: &mut Writer) {
    let (words, challenge): (_, &Challenge) = (desk.site.words(), desk.challenge());
    if challenge.steps.is_empty() {
        return;
    }
    writer.element("h2").class("govuk-heading-m").text(&words.say("challenge-steps"));
    let rows = challenge.steps.iter().map(|taken| {
        let name = super::step::step_name(taken.fact.step);
        let said = Html::build(|writer| {
            writer.paragraph(full_date(taken.happened.date()));
            writer.html(&as_written(&taken.fact.words));
        });
        SummaryRow::new(words.say(name), said)
    });
    writer.add(&SummaryList::of(rows.collect()));
}
