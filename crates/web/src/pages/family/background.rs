//! What a family chooses to tell of the child's background, so that it can be counted whether families are treated alike. No
//! page that decides anything shows it.

use access::{Action, FieldKind, RecordKind};
use application::{Act, Failure};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Answers, Form, Language, parse_question};
use govuk::{Button, Html, InsetText, SummaryList, SummaryRow, Writer};
use records::request::{BackgroundTold, Neighbourhood, TellBackground};

use super::reading::Reading;
use super::talk;
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::questions::{Asked, Standing, in_words};
use crate::site::Site;
use crate::submitted::Submitted;

/// The form.
pub(crate) const FORM: &str = "background";

/// Whether the reader may tell of the child's background: whoever made the request, and nobody else of the family.
pub(super) fn may(reading: &Reading, action: Action) -> bool {
    reading.request.as_ref().is_some_and(|open| {
        let application = reading.site.application();
        application.may(&reading.actor, &open.opened, action, RecordKind::Background, FieldKind::Ordinary)
    })
}

/// The page.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-background").await?;
    view(&reading, &holder, None, &Problems::default())
}

/// It is taken.
pub async fn submit(
    State(site): State<Site>,
    holder: CodeHolder,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-background").await?;
    if !may(&reading, Action::Write) {
        return Err(PageFailure::NotThere);
    }
    let request = reading.request.as_ref().map(|open| open.id).ok_or(PageFailure::NotThere)?;
    let once = submitted.once.ok_or(PageFailure::NotAForm)?;
    let (answers, problems) = read(&site, form_of(&site)?, &submitted);
    if !problems.is_empty() {
        return view(&reading, &holder, Some(&submitted), &problems);
    }
    let tell = TellBackground { answers, neighbourhood: Neighbourhood::AsItStands };
    match site.application().execute(&holder.actor, Act::on(request, tell).once(once)).await {
        Ok(_) => Ok(Redirect::to("/family/background").into_response()),
        Err(Failure::Refused(refusal)) => {
            let problems = Problems::one("sex", super::comment::refused(&site, refusal.code()));
            view(&reading, &holder, Some(&submitted), &problems)
        }
        Err(other) => Err(other.into()),
    }
}

/// The form in force.
pub(crate) fn form_of(site: &Site) -> Result<&Form, PageFailure> {
    site.application().forms().latest(FORM).ok_or(PageFailure::NotThere)
}

/// What was typed, as answers; every question may be left out.
pub(crate) fn read(site: &Site, form: &Form, submitted: &Submitted) -> (Answers, Problems) {
    let today = site.application().today();
    let mut answers = form.no_answers();
    let mut problems = Problems::default();
    for question in form.questions() {
        match parse_question(form, question.id.as_str(), &submitted.fields, &answers, today) {
            Ok(answer) => answers.set(&question.id, answer),
            Err(errors) => problems.0.extend(errors.into_iter().map(|error| (error.field, error.message))),
        }
    }
    (answers, problems)
}

/// The questions with what was told, or with what was typed.
pub(crate) fn questions(
    site: &Site,
    form: &Form,
    told: Option<&BackgroundTold>,
    submitted: Option<&Submitted>,
    problems: &Problems,
    writer: &mut Writer,
) {
    let nothing = form.no_answers();
    let answers = told.map_or(&nothing, |told| &told.answers);
    let typed = submitted.map(|submitted| submitted.fields.as_slice());
    for question in form.questions() {
        let standing = Standing::Among;
        writer.html(&Asked { site, form, question, answers, typed, problems, standing }.render());
    }
}

fn view(
    reading: &Reading,
    holder: &CodeHolder,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    if !may(reading, Action::Write) {
        return Err(PageFailure::NotThere);
    }
    let site = &reading.site;
    let words = site.words();
    let asked = form_of(site)?;
    let worded = asked.words(&Language::english());
    let title = worded.label.clone();
    let noted = reading.asked().and_then(|request| request.background.as_ref());
    let told = noted.map(|noted| &noted.fact);
    let fields = form(site, &holder.held, "/family/background", |writer| {
        questions(site, asked, told, submitted, problems, writer);
        writer.add(&Button::submit(words.say("family-background-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        if noted.is_some_and(|noted| noted.author.person == Some(reading.me)) {
            writer.add(&InsetText::from(words.say("family-background-kept").as_str()));
        }
        if let Some(hint) = &worded.hint {
            writer.paragraph(hint.as_str());
        }
        if let Some(tenth) = told.and_then(|told| told.deprivation) {
            writer.paragraph(words.with("family-background-tenth", &[("tenth", &tenth.to_string())]));
        }
        writer.html(&fields);
        if let Some(notice) = asked.notice(&Language::english()) {
            writer.element("p").class("govuk-body-s").text(notice);
        }
        writer.html(&talk::view(reading, 2));
    });
    Ok(full_page(site, &Frame::Family, &title, Some("/family/request"), problems, main))
}

/// What was told, for the file with everything; nothing where nothing was.
pub(super) fn body(reading: &Reading, level: u8) -> Html {
    let words = reading.words();
    let told = reading.asked().and_then(|request| request.background.as_ref()).map(|noted| &noted.fact);
    let Some(told) = told.filter(|_| may(reading, Action::See)) else { return Html::default() };
    let Some(form) = reading.site.application().forms().form_of(&told.answers) else {
        return Html::default();
    };
    let said = form.questions().filter_map(|question| {
        let answer = told.answers.get(question.id.as_str())?;
        let label = question.words(&Language::english(), None).label.as_str();
        Some(SummaryRow::new(label, in_words(form, question, answer)))
    });
    Html::build(|writer| {
        writer.heading(level, words.say("family-background-title"));
        writer.paragraph(words.say("family-background-why"));
        if let Some(tenth) = told.deprivation {
            writer.paragraph(words.with("family-background-tenth", &[("tenth", &tenth.to_string())]));
        }
        writer.add(&SummaryList::of(said.collect()));
    })
}
