//! One step of a child's protection, on one page. What is missing never sends anybody back where a child could wait for it.

use application::{Act, Application, Failure, Opened, ReadReason};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Answers, Form, Kind, Question};
use govuk::{Button, Checkboxes, Choice, Fieldset, Html, InsetText, Radios, WarningText, Writer};
use kernel::{EntryId, Moment, StreamId, StreamKind};
use records::protection::{Disagreement, FORM, HeldBack, Protection, TellingMade, disagreement_stages};
use uuid::Uuid;

use super::picks::{Choices, PERSON, person_of};
use super::step::{Step, TIMES, Taken};
use crate::actor::SignedIn;
use crate::answers::read;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::before::write_before_you_go;
use crate::pages::children::breaks::times;
use crate::pages::safety::parts::{form_of, name_of, numbers, refusal_words};
use crate::questions::{Asked, Standing};
use crate::site::Site;
use crate::submitted::Submitted;

/// The button that asks for another row and sends nothing.
const MORE: &str = "more";
/// The other children of the same meeting.
const ALSO: &str = "also";
/// Who of those not told yet it is about.
const EARLIER: &str = "earlier";

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((child, step)): Path<(Uuid, String)>,
) -> Result<Response, PageFailure> {
    let page = Page::open(&site, &signed_in, child, &step).await?;
    Ok(page.view(None, &Problems::default()))
}

/// The step is taken.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((child, step)): Path<(Uuid, String)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = Page::open(&site, &signed_in, child, &step).await?;
    page.take(&submitted).await
}

/// One step with what it stands on.
pub(super) struct Page<'a> {
    pub(super) site: &'a Site,
    pub(super) signed_in: &'a SignedIn,
    pub(super) step: Step,
    pub(super) child: Uuid,
    /// The record, unless it only begins with this step.
    pub(super) opened: Option<Opened<Protection>>,
    /// The raised concern that it begins with.
    pub(super) concern: Option<Uuid>,
    /// What the child is called, as far as is known.
    pub(super) called: String,
    /// Where the form is sent.
    pub(super) address: String,
    /// The way back.
    pub(super) back: String,
    pub(super) form: &'a Form,
    pub(super) choices: Option<Choices>,
    /// Who disagrees, where the step is about that.
    pub(super) said_by: String,
    /// Other children of the same meeting, for whom a conference can be called too.
    pub(super) others: Vec<(Uuid, String)>,
}

impl<'a> Page<'a> {
    async fn open(
        site: &'a Site,
        signed_in: &'a SignedIn,
        child: Uuid,
        step: &str,
    ) -> Result<Self, PageFailure> {
        let step = Step::of(step).ok_or(PageFailure::NotThere)?;
        let application = site.application();
        let reason = ReadReason::work("protection");
        let opened = match application.open_protection(&signed_in.actor, child, reason).await {
            Ok(opened) => Some(opened),
            Err(Failure::NotThere) if step.begins() => None,
            Err(failure) => return Err(failure.into()),
        };
        let called = match &opened {
            Some(opened) => {
                let kind = access::RecordKind::Protection;
                let field = access::FieldKind::Ordinary;
                if !application.may(&signed_in.actor, opened, step.action(), kind, field) {
                    return Err(PageFailure::NotThere);
                }
                opened.state.called.clone()
            }
            // It begins with this step: about a child whom the partnership knows.
            None if application.may_begin_protection(&signed_in.actor) => {
                application.known_as(&signed_in.actor, StreamId::new(StreamKind::Child, child)).await?
            }
            None => return Err(PageFailure::NotThere),
        };
        let choices = Choices::of(site, signed_in, child, opened.as_ref(), step).await?;
        let mut others = Vec::new();
        if let (Step::Call, Some(opened)) = (step, &opened) {
            for (other, state) in application.same_meeting(&signed_in.actor, child, opened).await? {
                if state.next_conference().is_some() {
                    others.push((other, state.called));
                }
            }
        }
        let said_by = match &opened {
            Some(opened) => said_by(site, signed_in, opened, step).await?,
            None => String::new(),
        };
        let address = format!("/protection/{child}/{}", step.name());
        let back = if opened.is_some() { format!("/protection/{child}") } else { "/protection".to_owned() };
        let (form, concern) = (form_of(site, FORM)?, None);
        Ok(Self {
            site,
            signed_in,
            step,
            child,
            opened,
            concern,
            called,
            address,
            back,
            form,
            choices,
            said_by,
            others,
        })
    }

    fn questions(&self) -> impl Iterator<Item = &'a Question> + '_ {
        let section = self.form.section(self.step.section());
        section.into_iter().flat_map(|section| section.questions.iter())
    }

    /// Takes the step, or shows the page again with what must be put right.
    pub(super) async fn take(&self, submitted: &Submitted) -> Result<Response, PageFailure> {
        if submitted.is(MORE, "yes") {
            return Ok(self.view(Some(submitted), &Problems::default()));
        }
        let (answers, mut problems) = self.read(submitted);
        let chosen = self.choices.as_ref().and_then(|choices| choices.chosen(submitted));
        if self.choices.as_ref().is_some_and(|choices| !choices.optional) && chosen.is_none() {
            problems.0.insert(0, (PERSON.to_owned(), self.site.words().say("protection-who-missing")));
        }
        if !problems.is_empty() {
            return Ok(self.view(Some(submitted), &problems));
        }
        let application = self.site.application();
        let done = if self.step == Step::Tell {
            self.tell(application, submitted, &answers).await
        } else {
            let fresh = Protection::default();
            let taken = Taken {
                child: self.child,
                state: self.opened.as_ref().map_or(&fresh, |opened| &opened.state),
                concern: self.concern,
                called: &self.called,
                person: person_of(chosen),
                also: self.also(submitted),
                earlier: self.earlier(submitted),
                answers_to: self.to_answer().map(|found| found.raised.fact.disagreement),
                answers,
            };
            let act = once(self.step.act(application, taken), submitted);
            application.execute(&self.signed_in.actor, act).await.map(drop)
        };
        match done {
            Ok(()) => Ok(Redirect::to(&format!("/protection/{}", self.child)).into_response()),
            Err(Failure::Refused(refusal)) => {
                let problems = Problems::one(&self.first_field(), refusal_words(self.site, refusal.code()));
                Ok(self.view(Some(submitted), &problems))
            }
            Err(failure) => Err(failure.into()),
        }
    }

    async fn tell(
        &self,
        application: &Application,
        submitted: &Submitted,
        answers: &Answers,
    ) -> Result<(), Failure> {
        let chosen = self.choices.as_ref().and_then(|choices| choices.chosen(submitted));
        let other = answers.text("tell-other").unwrap_or_default().trim().to_owned();
        let how = answers.get("tell-how").and_then(|how| how.chosen().first().map(|&how| how.to_owned()));
        let telling = TellingMade {
            telling: application.new_identifier(),
            person: person_of(chosen),
            capacity: chosen.map(|known| known.capacity.clone()),
            name: chosen.map_or(other, |known| known.name.clone()),
            how: how.unwrap_or_default(),
            words: answers.text("tell-words").unwrap_or_default().trim().to_owned(),
            settles: self.earlier(submitted),
        };
        let day = match answers.get("tell-when") {
            Some(forms::Answer::Date(day)) => *day,
            _ => application.today(),
        };
        let (actor, once) = (&self.signed_in.actor, submitted.once);
        application.tell_of_protection(actor, self.child, telling, Moment::On(day), once).await
    }

    fn also(&self, submitted: &Submitted) -> Vec<Uuid> {
        let ticked = self.others.iter().filter(|(other, _)| submitted.is(ALSO, &other.to_string()));
        ticked.map(|(other, _)| *other).collect()
    }

    /// Who is not told yet, where the step settles that for one of them.
    fn not_told(&self) -> Vec<&HeldBack> {
        let state = self.opened.as_ref().map(|opened| &opened.state);
        let state = state.filter(|_| matches!(self.step, Step::Tell | Step::NotYet));
        state.map(|state| state.still_not_told().collect()).unwrap_or_default()
    }

    /// The one of them whom this is about.
    fn earlier(&self, submitted: &Submitted) -> Option<EntryId> {
        let chosen = |held: &&HeldBack| submitted.is(EARLIER, &held.entry.to_string());
        self.not_told().into_iter().find(chosen).map(|held| held.entry)
    }

    fn write_not_told(&self, writer: &mut Writer, submitted: Option<&Submitted>) {
        let (words, not_told) = (self.site.words(), self.not_told());
        if not_told.is_empty() {
            return;
        }
        let choices =
            not_told.iter().map(|held| Choice::new(held.entry.to_string(), held.decided.fact.who.clone()));
        let other = Choice::new(String::new(), words.say("protection-earlier-nobody"));
        writer.add(&Radios {
            name: EARLIER.into(),
            id_prefix: EARLIER.into(),
            fieldset: Some(Fieldset::question(words.say("protection-earlier"))),
            value: submitted
                .and_then(|submitted| self.earlier(submitted))
                .map(|entry| entry.to_string())
                .unwrap_or_default(),
            items: choices.chain([other]).map(Into::into).collect(),
            ..Radios::default()
        });
    }

    /// The disagreement that this reader may answer.
    fn to_answer(&self) -> Option<&Disagreement> {
        to_answer(self.site, self.signed_in, self.opened.as_ref()?)
    }

    fn first_field(&self) -> String {
        if self.choices.as_ref().is_some_and(|choices| !choices.optional) {
            return PERSON.to_owned();
        }
        self.questions().next().map_or_else(String::new, |question| question.id.to_string())
    }

    /// What was sent, as far as it can be read.
    fn read(&self, submitted: &Submitted) -> (Answers, Problems) {
        let waits = self.step.waits_for_answers();
        let (answers, mut problems) = read(self.site, self.form, self.questions(), submitted, waits);
        for field in TIMES {
            let typed = answers.text(field).unwrap_or_default();
            if !typed.is_empty() && times::time(typed).is_none() {
                problems.0.push((field.to_owned(), self.site.words().say("children-not-a-time")));
            }
        }
        (answers, problems)
    }

    /// What stands in the fields before anybody has typed: what the plan says now, and the household as it was named.
    fn known(&self) -> Answers {
        let nothing = || self.form.no_answers();
        let Some(opened) = &self.opened else { return nothing() };
        let plan = opened.state.plan();
        match self.step {
            Step::Plan => plan
                .and_then(|plan| plan.written.last())
                .map_or_else(nothing, |written| written.fact.answers.clone()),
            Step::Network => {
                let written = opened.state.networks.last();
                written.map_or_else(nothing, |written| written.fact.answers.clone())
            }
            // A visit is mostly written down on its own day.
            Step::Visit => {
                let mut answers = nothing();
                if let Some(question) = self.form.question("visit-on") {
                    let today = self.site.application().today();
                    answers.set(&question.id, Some(forms::Answer::Date(today)));
                }
                answers
            }
            _ => nothing(),
        }
    }

    /// The page with the step's form.
    pub(super) fn view(&self, submitted: Option<&Submitted>, problems: &Problems) -> Response {
        let (site, words) = (self.site, self.site.words());
        let name = self.step.name();
        let title = words.say(&format!("protection-{name}-title"));
        let lead = words.say(&format!("protection-{name}-lead"));
        let send = self.form_html(submitted, problems);
        let main = Html::build(|writer| {
            writer.element("div").class("govuk-grid-row").within(|writer| {
                writer.element("div").class("govuk-grid-column-two-thirds").within(|writer| {
                    if !self.called.is_empty() {
                        writer.element("span").class("govuk-caption-l").text(&self.called);
                    }
                    writer.element("h1").class("govuk-heading-l").text(&title);
                    if matches!(self.step, Step::Convene | Step::Order) {
                        writer.html(&numbers(site));
                    }
                    writer.paragraph(lead.as_str());
                    self.write_context(writer);
                    writer.html(&send);
                });
            });
        });
        let frame = Frame::practitioner(&self.signed_in.actor, "protection");
        full_page(site, &frame, &title, Some(&self.back), problems, main)
    }

    fn form_html(&self, submitted: Option<&Submitted>, problems: &Problems) -> Html {
        let (site, words) = (self.site, self.site.words());
        let name = self.step.name();
        let typed = submitted.map(|submitted| submitted.fields.as_slice());
        let known = self.known();
        form(site, &self.signed_in.held, &self.address, |writer| {
            if let Some(choices) = &self.choices {
                choices.write(writer, site, self.step, submitted, problems);
            }
            self.write_not_told(writer, submitted);
            for question in self.questions() {
                let (standing, form, answers) = (Standing::Among, self.form, &known);
                writer.html(&Asked { site, form, question, answers, typed, problems, standing }.render());
            }
            if !self.others.is_empty() {
                let ticked = submitted.map(|submitted| self.also(submitted)).unwrap_or_default();
                let items = self
                    .others
                    .iter()
                    .map(|(other, called)| Choice::new(other.to_string(), called.clone()).into());
                writer.add(&Checkboxes {
                    name: ALSO.into(),
                    id_prefix: ALSO.into(),
                    fieldset: Some(Fieldset::question(words.say("protection-call-also"))),
                    values: ticked.iter().map(Uuid::to_string).collect(),
                    items: items.collect(),
                    ..Checkboxes::default()
                });
            }
            writer.element("div").class("govuk-button-group").within(|writer| {
                writer.add(&Button::submit(words.say(&format!("protection-{name}-send"))));
                if self.questions().any(|question| matches!(question.kind, Kind::Group { .. })) {
                    writer.add(&Button {
                        name: MORE.into(),
                        value: "yes".into(),
                        ..Button::secondary(words.say("crossing-more-rows"))
                    });
                }
            });
        })
    }

    /// What whoever takes the step must have before their eyes.
    fn write_context(&self, writer: &mut Writer) {
        let words = self.site.words();
        if let Some(occasion) = self.step.occasion() {
            write_before_you_go(writer, self.site, occasion);
        }
        if self.step == Step::Tell {
            writer.add(&WarningText::from(words.say("tell-family-warning").as_str()));
        }
        let Some(opened) = &self.opened else { return };
        let disagreement = match self.step {
            Step::DisagreeAnswer => self.to_answer(),
            Step::DisagreeNext => opened.state.disagreement_of(self.signed_in.person),
            _ => None,
        };
        if let Some(found) = disagreement {
            self.write_disagreement(writer, found);
        }
        let waits = opened.state.open_enquiry().and_then(records::protection::Enquiry::waits);
        if let (Step::Authorise, Some(waits)) = (self.step, waits) {
            writer.heading(2, words.say("protection-conclude-title"));
            super::happened::write_answers(writer, self.site, &waits.fact.answers);
        }
        if self.step == Step::Hold
            && let Some(conference) = opened.state.waiting_conference()
        {
            for view in &conference.views {
                writer.heading(2, words.say("protection-view-title"));
                super::happened::write_answers(writer, self.site, &view.fact.answers);
            }
            if conference.views.is_empty() {
                writer.add(&InsetText::from(words.say("protection-no-views").as_str()));
            }
        }
    }

    /// What was said so far, and the stage that it is at.
    fn write_disagreement(&self, writer: &mut Writer, found: &Disagreement) {
        let words = self.site.words();
        let stages = disagreement_stages(self.site.application().rules());
        if let Some(stage) = stages.get(found.stage().saturating_sub(1)) {
            let values = [("number", found.stage().to_string()), ("of", stages.len().to_string())];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            let values = [values[0], values[1], ("must", stage.must.as_str())];
            writer.add(&InsetText::from(words.with("protection-disagree-stage", &values).as_str()));
        }
        writer.heading(2, words.with("protection-disagree-said", &[("name", &self.said_by)]));
        super::happened::write_answers(writer, self.site, &found.raised.fact.answers);
        for answered in &found.answered {
            writer.heading(2, words.say("protection-did-disagree-answer"));
            super::happened::write_answers(writer, self.site, &answered.fact.answers);
        }
    }
}

fn to_answer<'o>(
    site: &Site,
    signed_in: &SignedIn,
    opened: &'o Opened<Protection>,
) -> Option<&'o Disagreement> {
    let (person, capacities) = (signed_in.person, signed_in.actor.capacities());
    opened.state.disagreement_to_answer(site.application().rules(), person, capacities)
}

/// The name of whoever disagrees, where the step is about that.
async fn said_by(
    site: &Site,
    signed_in: &SignedIn,
    opened: &Opened<Protection>,
    step: Step,
) -> Result<String, PageFailure> {
    let found = match step {
        Step::DisagreeAnswer => to_answer(site, signed_in, opened),
        Step::DisagreeNext => opened.state.disagreement_of(signed_in.person),
        _ => None,
    };
    match found {
        Some(found) => name_of(site, found.raised.author.person).await,
        None => Ok(String::new()),
    }
}

fn once(act: Act, submitted: &Submitted) -> Act {
    match submitted.once {
        Some(token) => act.once(token),
        None => act,
    }
}
