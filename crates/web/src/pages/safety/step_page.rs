//! One step of a diversion record, on one page. What is missing is asked for afterwards; where a child could wait for
//! it, nothing here sends anybody back for a field that is empty.

use std::collections::BTreeMap;

use application::{Failure, Opened, ReadReason};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Answer, Answers, Form, Kind, Question, QuestionId};
use govuk::{Button, Html, InsetText, Writer};
use records::concern::{Concern, Part};
use uuid::Uuid;

use super::concern::may;
use super::diversion::{open_in_view, write_said};
use super::parts::{form_of, numbers, refusal_words};
use super::step::Step;
use crate::actor::SignedIn;
use crate::answers::read;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::questions::{Asked, Standing};
use crate::site::Site;
use crate::submitted::Submitted;

/// The form of all steps.
pub(super) const FORM: &str = "diversion";
/// The button that asks for another row and sends nothing.
const MORE: &str = "more";
/// The facts of a proposal, what each says, and from whom the harm may come.
const FACTS: &str = "facts";
const WHAT: &str = "what";
const HARM_FROM: &str = "harm-from";

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((concern, step)): Path<(Uuid, String)>,
) -> Result<Response, PageFailure> {
    let page = Page::open(&site, &signed_in, concern, &step).await?;
    page.view(None, &Problems::default())
}

/// The step is taken.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((concern, step)): Path<(Uuid, String)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = Page::open(&site, &signed_in, concern, &step).await?;
    if submitted.is(MORE, "yes") {
        return page.view(Some(&submitted), &Problems::default());
    }
    let (answers, problems) = page.read(&submitted);
    if !problems.is_empty() {
        return page.view(Some(&submitted), &problems);
    }
    let application = site.application();
    let mut act = page.step.act(application, concern, &page.opened.state, answers);
    if let Some(once) = submitted.once {
        act = act.once(once);
    }
    match application.execute(&signed_in.actor, act).await {
        Ok(_) => Ok(Redirect::to(&format!("/concerns/{concern}/diversion")).into_response()),
        Err(Failure::Refused(refusal)) => {
            let problems = Problems::one(&page.first_field(), refusal_words(&site, refusal.code()));
            page.view(Some(&submitted), &problems)
        }
        Err(failure) => Err(failure.into()),
    }
}

struct Page<'a> {
    site: &'a Site,
    signed_in: &'a SignedIn,
    concern: Uuid,
    step: Step,
    opened: Opened<Concern>,
    form: &'a Form,
}

impl<'a> Page<'a> {
    async fn open(
        site: &'a Site,
        signed_in: &'a SignedIn,
        concern: Uuid,
        step: &str,
    ) -> Result<Self, PageFailure> {
        let step = Step::of(step).ok_or(PageFailure::NotThere)?;
        let reason = ReadReason::work("concern-diversion");
        let opened = open_in_view(site, signed_in, concern, reason).await?;
        if !may(site, signed_in, &opened, step.action()) {
            return Err(PageFailure::NotThere);
        }
        Ok(Self { site, signed_in, concern, step, opened, form: form_of(site, FORM)? })
    }

    fn questions(&self) -> impl Iterator<Item = &'a Question> + '_ {
        let sections = self.step.sections().iter().filter_map(|section| self.form.section(section));
        sections.flat_map(|section| section.questions.iter())
    }

    fn first_field(&self) -> String {
        self.questions().next().map_or_else(String::new, |question| question.id.to_string())
    }

    /// What was sent, as far as it can be read.
    fn read(&self, submitted: &Submitted) -> (Answers, Problems) {
        read(self.site, self.form, self.questions(), submitted, self.step.waits_for_answers())
    }

    /// What stands in the fields before anybody has typed: what was said last, or when the concern was raised.
    fn known(&self) -> Answers {
        let concern = &self.opened.state;
        match self.step {
            Step::Propose => match concern.diversion.proposals.last() {
                Some(proposal) => proposal.made.fact.answers.clone(),
                None => self.known_when_raised(),
            },
            Step::Part(part) => {
                let added = concern.diversion.part(part).map(|added| added.fact.answers.clone());
                let proposed = || match part {
                    Part::Significance | Part::Source => {
                        concern.diversion.proposals.last().map(|proposal| proposal.made.fact.answers.clone())
                    }
                    _ => None,
                };
                added.or_else(proposed).unwrap_or_else(|| match part {
                    Part::Source => self.known_when_raised(),
                    Part::Children => self.this_child(),
                    _ => self.form.no_answers(),
                })
            }
            _ => self.form.no_answers(),
        }
    }

    /// One row with these words in one of its cells, where they fit into it.
    fn one_row(&self, question: &str, cell: &str, words: &str) -> Option<(QuestionId, Answer)> {
        let question = self.form.question(question)?;
        let field = question.fields().iter().find(|field| field.id.as_str() == cell)?;
        let (Kind::Text { characters_max, .. } | Kind::LongText { characters_max }) = field.kind else {
            return None;
        };
        let fits = !words.trim().is_empty() && words.chars().count() <= characters_max;
        let row = BTreeMap::from([(field.id.clone(), Answer::Text(words.to_owned()))]);
        fits.then(|| (question.id.clone(), Answer::Rows(vec![row])))
    }

    fn known_when_raised(&self) -> Answers {
        let mut answers = self.form.no_answers();
        let noticed = self.opened.state.raised.as_ref().map_or("", |raised| raised.fact.noticed.as_str());
        if let Some((question, row)) = self.one_row(FACTS, WHAT, noticed) {
            answers.set(&question, Some(row));
        }
        let from: Vec<String> = self.opened.state.harm_from().into_iter().map(str::to_owned).collect();
        if let (false, Some(question)) = (from.is_empty(), self.form.question(HARM_FROM)) {
            answers.set(&question.id, Some(Answer::Choices(from)));
        }
        answers
    }

    /// The child whom the concern is about stands first among the children of the household.
    fn this_child(&self) -> Answers {
        let mut answers = self.form.no_answers();
        let called =
            self.opened.state.raised.as_ref().map_or("", |raised| raised.fact.about.described.as_str());
        if let Some((question, row)) = self.one_row("children", "called", called) {
            answers.set(&question, Some(row));
        }
        answers
    }

    fn view(&self, submitted: Option<&Submitted>, problems: &Problems) -> Result<Response, PageFailure> {
        let (site, words) = (self.site, self.site.words());
        let concern = &self.opened.state;
        let raised = concern.raised.as_ref().ok_or(PageFailure::NotThere)?;
        let name = self.step.name();
        let title = words.say(&format!("crossing-{name}-title"));
        let lead = words.say(&format!("crossing-{name}-lead"));
        let typed = submitted.map(|submitted| submitted.fields.as_slice());
        let known = self.known();
        let address = format!("/concerns/{}/diversion/{name}", self.concern);
        let send = form(site, &self.signed_in.held, &address, |writer| {
            for question in self.questions() {
                let standing = Standing::Among;
                let form = self.form;
                writer.html(
                    &Asked { site, form, question, answers: &known, typed, problems, standing }.render(),
                );
            }
            writer.element("div").class("govuk-button-group").within(|writer| {
                writer.add(&Button::submit(words.say(&format!("crossing-{name}-send"))));
                if self.questions().any(|question| matches!(question.kind, Kind::Group { .. })) {
                    writer.add(&Button {
                        name: MORE.into(),
                        value: "yes".into(),
                        ..Button::secondary(words.say("crossing-more-rows"))
                    });
                }
            });
        });
        let main = Html::build(|writer| {
            writer.element("div").class("govuk-grid-row").within(|writer| {
                writer.element("div").class("govuk-grid-column-two-thirds").within(|writer| {
                    let about = &raised.fact.about.described;
                    writer.element("span").class("govuk-caption-l").text(about);
                    writer.element("h1").class("govuk-heading-l").text(&title);
                    if self.step == Step::Emergency {
                        writer.html(&numbers(site));
                    }
                    writer.paragraph(lead.as_str());
                    self.write_context(writer, &raised.fact.noticed);
                    writer.html(&send);
                });
            });
        });
        let frame = Frame::practitioner(&self.signed_in.actor, "front-door");
        let back = format!("/concerns/{}/diversion", self.concern);
        Ok(full_page(site, &frame, &title, Some(&back), problems, main))
    }

    /// What whoever takes the step must have before their eyes.
    fn write_context(&self, writer: &mut Writer, noticed: &str) {
        let words = self.site.words();
        if !noticed.is_empty() {
            writer.element("h2").class("govuk-heading-s").text(&words.say("concern-noticed"));
            writer.add(&InsetText { classes: "alongside-as-written".into(), ..InsetText::from(noticed) });
        }
        if matches!(self.step, Step::Decide | Step::Confirm)
            && let Some(proposal) = self.opened.state.diversion.proposals.last()
        {
            writer.element("h2").class("govuk-heading-m").text(&words.say("crossing-proposed"));
            write_said(writer, self.site, &proposal.made.fact.answers);
        }
    }
}
