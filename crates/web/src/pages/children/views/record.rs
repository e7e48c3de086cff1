//! What the child said or showed is written down: one thing at a time, in the child's own terms.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use forms::{Answers, Condition, Form, Language, Question};
use govuk::{Button, Choice, Html, Writer};
use kernel::Moment;
use records::child::{RecordView, ViewRecorded};
use uuid::Uuid;

use super::super::child_page::{ChildPage, carry_out, to_record};
use super::super::fields::{Typed, date_typed};
use super::{FORM, back, read_form};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::questions::{Asked, Standing};
use crate::site::Site;
use crate::submitted::Submitted;

/// Who writes is known on this page, so it is not asked.
const WHO_WRITES: (&str, &str) = ("who-writes", "helper");

/// The empty form.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "views").await?;
    let answers = form_of(&site)?.no_answers();
    view(&page, &answers, None, &Problems::default())
}

/// It is recorded.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "views").await?;
    page.must(Action::RecordMeeting, RecordKind::ChildRecord)?;
    let (answers, mut problems) = read_form(&site, form_of(&site)?, &[WHO_WRITES], &submitted);
    let on = date_typed(&submitted, "on").ok().flatten();
    if on.is_none() {
        problems.0.push(("on.day".to_owned(), site.words().say("children-not-a-date")));
    }
    let (Some(on), true) = (on, problems.is_empty()) else {
        return view(&page, &answers, Some(&submitted), &problems);
    };
    let recorded = ViewRecorded {
        view: site.application().new_identifier(),
        answers: answers.clone(),
        need: submitted.identifier("need"),
        attachment: None,
    };
    let act = Act::on(id, RecordView { recorded, happened: Moment::On(on) });
    match carry_out(&site, &page.actor, act, &submitted, field_of).await? {
        None => Ok(to_record(id, back(&page))),
        Some(problems) => view(&page, &answers, Some(&submitted), &problems),
    }
}

fn form_of(site: &Site) -> Result<&Form, PageFailure> {
    site.application().forms().latest(FORM).ok_or(PageFailure::NotThere)
}

fn field_of(code: &str) -> &'static str {
    match code {
        "in-future" => "on.day",
        "view-one-place-only" => "places-seen",
        "view-no-such-need" => "need",
        _ => "said",
    }
}

fn view(
    page: &ChildPage,
    answers: &Answers,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::RecordMeeting, RecordKind::ChildRecord)?;
    let site = &page.site;
    let words = page.words();
    let asked_in = form_of(site)?;
    let worded = asked_in.words(&Language::english());
    let title = words.say("children-views-new");
    let typed = Typed::new(site, submitted, problems);
    let needs = needs(page);
    let fields = form(site, &page.held, &page.path("/views/new"), |writer| {
        typed.date(writer, "on", "children-view-on", Some(site.application().today()));
        for question in asked_in.questions().filter(|question| question.id.as_str() != WHO_WRITES.0) {
            write_condition(page, writer, asked_in, question);
            let standing = Standing::Among;
            let typed = submitted.map(|submitted| submitted.fields.as_slice());
            let asked = Asked { site, form: asked_in, question, answers, typed, problems, standing };
            writer.html(&asked.render());
        }
        if !needs.is_empty() {
            typed.radios(writer, "need", "children-view-need", needs, "");
        }
        writer.add(&Button::submit(words.say("children-view-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        if let Some(hint) = &worded.hint {
            writer.paragraph(hint.as_str());
        }
        writer.html(&fields);
        if let Some(notice) = asked_in.notice(&Language::english()) {
            writer.element("p").class("govuk-body-s").text(notice);
        }
    });
    Ok(page.page(&title, &page.path(back(page)), problems, main))
}

/// The needs with what is proposed for each, as what a view may be about.
fn needs(page: &ChildPage) -> Vec<Choice> {
    let needs = page.child().assessment.needs.iter().map(|need| &need.current().fact);
    let mut choices: Vec<Choice> = needs
        .map(|need| Choice::new(need.need.to_string(), need.statement.as_str()).hint(need.met_by.as_str()))
        .collect();
    if !choices.is_empty() {
        choices.push(Choice::new("none", page.words().say("children-view-no-need")));
    }
    choices
}

/// When a question is to be answered: on one page without scripts, every question stands, each with its condition.
fn write_condition(page: &ChildPage, writer: &mut Writer, asked_in: &Form, question: &Question) {
    let Some(when) = &question.show_when else { return };
    let Condition::Is(values) = &when.condition else { return };
    let Some(earlier) = asked_in.question(when.question.as_str()) else { return };
    let labels: Vec<String> = earlier
        .choices()
        .iter()
        .filter(|choice| values.contains(&choice.value))
        .map(|choice| choice.words(&Language::english(), None).label.clone())
        .collect();
    let only = page.words().with("children-view-only-if", &[("answer", &labels.join("; "))]);
    writer.element("p").class("govuk-hint").text(&only);
}
