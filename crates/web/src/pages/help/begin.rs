//! Help begins: for a child whom the partnership knows, or a new one; from a contact, or by a practitioner of any agency.

use application::{Act, Failure, KnownChild, ReadReason};
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Answer, Answers, Form, Question};
use govuk::{Button, Html, InsetText};
use jiff::civil::Date;
use records::help::{BeginHelp, FORM};
use serde::Deserialize;
use uuid::Uuid;

use super::step_page::MORE;
use crate::actor::SignedIn;
use crate::answers::read;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::safety::parts::{form_of, refusal_words};
use crate::questions::{Asked, Standing};
use crate::site::Site;
use crate::submitted::Submitted;

/// The section of the form.
const SECTION: &str = "begin";

/// What a link to the page carries.
#[derive(Debug, Default, Deserialize)]
pub struct Came {
    /// The contact that it comes of.
    contact: Option<Uuid>,
    /// The child, where the partnership knows them.
    child: Option<Uuid>,
    /// The day on which help was asked for, from which the clocks run.
    on: Option<Date>,
}

impl Came {
    /// Where a contact leads on.
    pub(in crate::pages) fn of_contact(contact: Uuid, child: Option<Uuid>, on: Date) -> Self {
        Self { contact: Some(contact), child, on: Some(on) }
    }

    pub(in crate::pages) fn address(&self) -> String {
        let parts = [("contact", self.contact), ("child", self.child)];
        let parts = parts.into_iter().filter_map(|(name, id)| Some(format!("{name}={}", id?)));
        let query = parts.chain(self.on.map(|on| format!("on={on}"))).collect::<Vec<_>>().join("&");
        if query.is_empty() { "/help/new".to_owned() } else { format!("/help/new?{query}") }
    }
}

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(from): Query<Came>,
) -> Result<Response, PageFailure> {
    let page = Page::open(&site, &signed_in, from).await?;
    Ok(page.view(None, &Problems::default()))
}

/// It begins.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Query(from): Query<Came>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = Page::open(&site, &signed_in, from).await?;
    page.take(&submitted).await
}

struct Page<'a> {
    site: &'a Site,
    signed_in: &'a SignedIn,
    from: Came,
    known: KnownChild,
    form: &'a Form,
}

impl<'a> Page<'a> {
    async fn open(site: &'a Site, signed_in: &'a SignedIn, from: Came) -> Result<Self, PageFailure> {
        let application = site.application();
        if !application.may_begin_help(&signed_in.actor) {
            return Err(PageFailure::NotThere);
        }
        let known = match from.child {
            Some(child) => {
                application.known_for_help(&signed_in.actor, child, ReadReason::work("help")).await?
            }
            None => KnownChild::default(),
        };
        Ok(Self { site, signed_in, from, known, form: form_of(site, FORM)? })
    }

    fn questions(&self) -> impl Iterator<Item = &'a Question> + '_ {
        let section = self.form.section(SECTION);
        section.into_iter().flat_map(|section| section.questions.iter())
    }

    async fn take(&self, submitted: &Submitted) -> Result<Response, PageFailure> {
        if submitted.is(MORE, "yes") {
            return Ok(self.view(Some(submitted), &Problems::default()));
        }
        let (answers, problems) = read(self.site, self.form, self.questions(), submitted, true);
        if !problems.is_empty() {
            return Ok(self.view(Some(submitted), &problems));
        }
        let application = self.site.application();
        let child = self.from.child.unwrap_or_else(|| application.new_identifier());
        let family = application.new_identifier();
        let on_support_route = application.is_on_support_route(child).await?;
        let begin = |called: String, born: Option<Date>, on_support_route: bool| BeginHelp {
            episode: application.new_identifier(),
            family,
            contact: self.from.contact,
            called,
            born,
            on_support_route,
            answers: answers.clone(),
        };
        let called = answers.text("begin-called").unwrap_or_default().trim().to_owned();
        let called = if called.is_empty() { self.known.called.clone() } else { called };
        let born = date_of(answers.get("begin-born")).or(self.known.born);
        let mut act = Act::on(child, begin(called, born, on_support_route));
        for (called, born) in siblings(&answers) {
            act = act.and(application.new_identifier(), begin(called, born, false));
        }
        let act = submitted.once.into_iter().fold(act, Act::once);
        match application.execute(&self.signed_in.actor, act).await {
            Ok(_) => Ok(Redirect::to(&self.after(child)).into_response()),
            Err(Failure::Refused(refusal)) => {
                let problems = Problems::one("begin-called", refusal_words(self.site, refusal.code()));
                Ok(self.view(Some(submitted), &problems))
            }
            Err(failure) => Err(failure.into()),
        }
    }

    /// Where it goes on: the record, or the list for whoever begins it and has no part in it.
    fn after(&self, child: Uuid) -> String {
        let reads = super::record::may_open(self.site, self.signed_in);
        if reads { format!("/help/{child}") } else { "/today".to_owned() }
    }

    fn known(&self) -> Answers {
        let mut answers = self.form.no_answers();
        let mut set = |question: &str, answer: Option<Answer>| {
            if let Some(question) = self.form.question(question) {
                answers.set(&question.id, answer);
            }
        };
        if !self.known.called.is_empty() {
            set("begin-called", Some(Answer::Text(self.known.called.clone())));
        }
        set("begin-born", self.known.born.map(Answer::Date));
        // A day that is still to come is nobody's asking.
        let today = self.site.application().today();
        let on = self.from.on.filter(|on| *on <= today).unwrap_or(today);
        set("begin-on", Some(Answer::Date(on)));
        answers
    }

    fn view(&self, submitted: Option<&Submitted>, problems: &Problems) -> Response {
        let (site, words) = (self.site, self.site.words());
        let title = words.say("help-begin-title");
        let typed = submitted.map(|submitted| submitted.fields.as_slice());
        let known = self.known();
        let send = form(site, &self.signed_in.held, &self.from.address(), |writer| {
            for question in self.questions() {
                let (standing, form, answers) = (Standing::Among, self.form, &known);
                writer.html(&Asked { site, form, question, answers, typed, problems, standing }.render());
            }
            writer.element("div").class("govuk-button-group").within(|writer| {
                writer.add(&Button::submit(words.say("help-begin-send")));
                writer.add(&Button {
                    name: MORE.into(),
                    value: "yes".into(),
                    ..Button::secondary(words.say("crossing-more-rows"))
                });
            });
        });
        let main = Html::build(|writer| {
            writer.element("div").class("govuk-grid-row").within(|writer| {
                writer.element("div").class("govuk-grid-column-two-thirds").within(|writer| {
                    writer.element("h1").class("govuk-heading-l").text(&title);
                    if let (true, Some(child)) = (self.known.on_support_route, self.from.child) {
                        let called = [("called", self.known.called.as_str())];
                        writer.add(&InsetText::from(words.with("help-begin-on-route", &called).as_str()));
                        writer.element("p").class("govuk-body").within(|writer| {
                            let link = writer.element("a").class("govuk-link");
                            link.attribute("href", &format!("/children/{child}"))
                                .text(&words.say("help-begin-to-route"));
                        });
                        return;
                    }
                    writer.paragraph(words.say("help-begin-lead"));
                    writer.paragraph(words.say("help-begin-disabled"));
                    writer.html(&send);
                });
            });
        });
        let frame = Frame::practitioner(&self.signed_in.actor, "help");
        full_page(site, &frame, &title, Some("/help"), problems, main)
    }
}

fn date_of(answer: Option<&Answer>) -> Option<Date> {
    match answer {
        Some(Answer::Date(date)) => Some(*date),
        _ => None,
    }
}

/// The brothers and sisters that were named, each with the day they were born or are expected.
fn siblings(answers: &Answers) -> Vec<(String, Option<Date>)> {
    let Some(Answer::Rows(rows)) = answers.get("begin-siblings") else { return Vec::new() };
    let field = |row: &std::collections::BTreeMap<forms::QuestionId, Answer>, name: &str| {
        row.iter().find(|(id, _)| id.as_str() == name).map(|(_, answer)| answer.clone())
    };
    rows.iter()
        .filter_map(|row| {
            let called = field(row, "sibling-called")?.text()?.trim().to_owned();
            Some((called, date_of(field(row, "sibling-born").as_ref())))
        })
        .collect()
}
