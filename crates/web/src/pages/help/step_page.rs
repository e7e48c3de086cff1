//! One step of help, on one page: what it stands on, its questions, and brothers and sisters whom it is about too.

use access::{FieldKind, RecordKind};
use application::{Act, Failure, Opened, ReadReason};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Answer, Answers, Form, Kind, Question};
use govuk::{Button, Checkboxes, Choice, Fieldset, Html, InsetText, Writer};
use kernel::PersonId;
use records::help::{FORM, Help, Protected, Share, Shared, SharedWhat};
use uuid::Uuid;

use super::choices::{Choices, PERSON};
use super::letters;
use super::step::{Step, Taken};
use crate::actor::SignedIn;
use crate::answers::read;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::safety::parts::{form_of, refusal_words};
use crate::pages::timeline::write_answers;
use crate::questions::{Asked, Standing};
use crate::site::Site;
use crate::submitted::Submitted;

/// The button that asks for another row and sends nothing.
pub(super) const MORE: &str = "more";
/// The brothers and sisters whom the step is about too.
const ALSO: &str = "also";

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
struct Page<'a> {
    site: &'a Site,
    signed_in: &'a SignedIn,
    step: Step,
    child: Uuid,
    opened: Opened<Help>,
    protected: Protected,
    form: &'a Form,
    choices: Option<Choices>,
    /// Brothers and sisters for whom the reader could take the same step now.
    others: Vec<(Uuid, Opened<Help>, Protected)>,
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
        let (actor, reason) = (&signed_in.actor, ReadReason::work("help"));
        let opened = application.open_help(actor, child, reason).await?;
        let may = |opened: &Opened<Help>| {
            application.may(actor, opened, step.action(), RecordKind::Help, FieldKind::Ordinary)
        };
        if !may(&opened) {
            return Err(PageFailure::NotThere);
        }
        let protected = application.protected(child).await?;
        let mut others = Vec::new();
        if step.is_for_family() {
            for (other, opened) in application.helped_with(actor, child, &opened, reason).await? {
                let protected = application.protected(other).await?;
                if may(&opened) && step.is_open(&opened.state, protected, signed_in) {
                    others.push((other, opened, protected));
                }
            }
        }
        let choices = Choices::of(site, &opened.state, step).await?;
        let form = form_of(site, FORM)?;
        Ok(Self { site, signed_in, step, child, opened, protected, form, choices, others })
    }

    fn questions(&self) -> impl Iterator<Item = &'a Question> + '_ {
        let section = self.form.section(self.step.name());
        section.into_iter().flat_map(|section| section.questions.iter())
    }

    async fn take(&self, submitted: &Submitted) -> Result<Response, PageFailure> {
        if submitted.is(MORE, "yes") {
            return Ok(self.view(Some(submitted), &Problems::default()));
        }
        let (answers, mut problems) = read(self.site, self.form, self.questions(), submitted, true);
        let person = self.choices.as_ref().and_then(|choices| choices.chosen(submitted));
        if self.choices.as_ref().is_some_and(|choices| !choices.optional) && person.is_none() {
            problems.0.insert(0, (PERSON.to_owned(), self.site.words().say("help-who-missing")));
        }
        if !problems.is_empty() {
            return Ok(self.view(Some(submitted), &problems));
        }
        let act = self.act(submitted, person, &answers).await?;
        let act = submitted.once.into_iter().fold(act, Act::once);
        match self.site.application().execute(&self.signed_in.actor, act).await {
            Ok(_) => Ok(Redirect::to(&format!("/help/{}", self.child)).into_response()),
            Err(Failure::Refused(refusal)) => {
                let problems = Problems::one(&self.first_field(), refusal_words(self.site, refusal.code()));
                Ok(self.view(Some(submitted), &problems))
            }
            Err(failure) => Err(failure.into()),
        }
    }

    /// What the step becomes: one command a child.
    async fn act(
        &self,
        submitted: &Submitted,
        person: Option<Uuid>,
        answers: &Answers,
    ) -> Result<Act, PageFailure> {
        let application = self.site.application();
        let also = self.others.iter().filter(|(other, ..)| submitted.is(ALSO, &other.to_string()));
        let also: Vec<_> = also.map(|(other, opened, protected)| (*other, opened, *protected)).collect();
        let together = (!also.is_empty()).then(|| application.new_identifier());
        let newcomer = application.new_identifier();
        let mut act = Act::new();
        let own = [(self.child, &self.opened, self.protected)];
        for (child, opened, protected) in own.into_iter().chain(also) {
            let taken = Taken { child, protected, person, shared: together, newcomer, answers };
            act = match (self.step, person) {
                (Step::Share, Some(person)) => {
                    act.and(child, self.share(&opened.state, PersonId(person), answers).await?)
                }
                _ => self.step.command(application, act, &taken),
            };
        }
        Ok(act)
    }

    async fn share(&self, help: &Help, to: PersonId, answers: &Answers) -> Result<Share, PageFailure> {
        let one = |question: &str| {
            let answer = answers.get(question);
            answer.and_then(|answer| answer.chosen().first().map(|&one| one.to_owned())).unwrap_or_default()
        };
        let what = SharedWhat::of(&one("share-what")).unwrap_or(SharedWhat::Plan);
        let name = help.relative(to).map(|relative| relative.name.clone()).unwrap_or_default();
        let said = answers.text("share-words").unwrap_or_default();
        let text = letters::of(self.site, help, what, &name, said).await?;
        let letter = self.site.application().new_identifier();
        Ok(Share(Shared { what, to, how: one("share-how"), letter, text }))
    }

    fn first_field(&self) -> String {
        if self.choices.as_ref().is_some_and(|choices| !choices.optional) {
            return PERSON.to_owned();
        }
        self.questions().next().map_or_else(String::new, |question| question.id.to_string())
    }

    /// What stands in the fields before anybody has typed: what was written already, at whatever level.
    fn known(&self) -> Answers {
        let mut nothing = self.form.no_answers();
        let Some(latest) = self.opened.state.latest() else { return nothing };
        let assessment = latest.assessment();
        let part = |name: &str| {
            let written = assessment.and_then(|assessment| assessment.part(name));
            written.map(|written| written.fact.answers.clone())
        };
        let known = match self.step {
            Step::ChildNeeds | Step::Parenting | Step::Surroundings => part(self.step.name()),
            Step::Plan => latest.written.last().map(|written| written.fact.answers.clone()),
            Step::Complete => {
                let completed = latest.open_assessment().and_then(|open| open.completed.as_ref());
                completed.map(|completed| completed.fact.answers.clone())
            }
            _ => None,
        };
        if let Some(known) = known {
            return known;
        }
        // These are mostly written down on their own day.
        for day in ["visit-on", "seen-on", "review-on", "end-on", "supervise-on"] {
            let asked = self.questions().find(|question| question.id.as_str() == day);
            if let Some(question) = asked {
                nothing.set(&question.id, Some(Answer::Date(self.site.application().today())));
            }
        }
        nothing
    }

    fn view(&self, submitted: Option<&Submitted>, problems: &Problems) -> Response {
        let (site, words) = (self.site, self.site.words());
        let name = self.step.name();
        let title = words.say(&format!("help-{name}-title"));
        let lead = words.say(&format!("help-{name}-lead"));
        let send = self.form_html(submitted, problems);
        let main = Html::build(|writer| {
            writer.element("div").class("govuk-grid-row").within(|writer| {
                writer.element("div").class("govuk-grid-column-two-thirds").within(|writer| {
                    writer.element("span").class("govuk-caption-l").text(&self.opened.state.called);
                    writer.element("h1").class("govuk-heading-l").text(&title);
                    writer.paragraph(lead.as_str());
                    self.write_context(writer);
                    writer.html(&send);
                });
            });
        });
        let frame = Frame::practitioner(&self.signed_in.actor, "help");
        full_page(site, &frame, &title, Some(&format!("/help/{}", self.child)), problems, main)
    }

    fn form_html(&self, submitted: Option<&Submitted>, problems: &Problems) -> Html {
        let (site, words) = (self.site, self.site.words());
        let name = self.step.name();
        let typed = submitted.map(|submitted| submitted.fields.as_slice());
        let known = self.known();
        form(site, &self.signed_in.held, &format!("/help/{}/{name}", self.child), |writer| {
            if let Some(choices) = &self.choices {
                choices.write(writer, site, self.step, submitted, problems);
            }
            for question in self.questions() {
                let (standing, form, answers) = (Standing::Among, self.form, &known);
                writer.html(&Asked { site, form, question, answers, typed, problems, standing }.render());
            }
            if !self.others.is_empty() {
                self.write_also(writer, submitted);
            }
            writer.element("div").class("govuk-button-group").within(|writer| {
                writer.add(&Button::submit(words.say(&format!("help-{name}-send"))));
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

    /// The brothers and sisters: what is the family's is ticked for all, so that it is written once.
    fn write_also(&self, writer: &mut Writer, submitted: Option<&Submitted>) {
        let ticked = |other: &Uuid| submitted.is_none_or(|sent| sent.is(ALSO, &other.to_string()));
        let all = self.others.iter().map(|(other, opened, _)| (*other, opened.state.called.clone()));
        let all: Vec<(Uuid, String)> = all.collect();
        writer.add(&Checkboxes {
            name: ALSO.into(),
            id_prefix: ALSO.into(),
            fieldset: Some(Fieldset::question(self.site.words().say("help-also"))),
            values: all
                .iter()
                .map(|(other, _)| *other)
                .filter(ticked)
                .map(|other| other.to_string())
                .collect(),
            items: all
                .iter()
                .map(|(other, called)| Choice::new(other.to_string(), called.clone()).into())
                .collect(),
            ..Checkboxes::default()
        });
    }

    /// What whoever takes the step must have before their eyes.
    fn write_context(&self, writer: &mut Writer) {
        let words = self.site.words();
        let Some(latest) = self.opened.state.latest() else { return };
        match self.step {
            Step::Authorise => {
                let Some(assessment) = latest.open_assessment() else { return };
                for name in ["child-needs", "parenting", "surroundings"] {
                    let Some(part) = assessment.part(name) else { continue };
                    writer.heading(2, words.say(&format!("help-{name}-title")));
                    write_answers(writer, self.site, &part.fact.answers);
                }
                if let Some(waits) = assessment.waits() {
                    writer.heading(2, words.say("help-complete-title"));
                    write_answers(writer, self.site, &waits.fact.answers);
                }
                super::record::write_codes(writer, self.site, assessment);
            }
            Step::Judge => {
                if let Some(refused) = &latest.refused {
                    write_answers(writer, self.site, &refused.fact.answers);
                }
            }
            Step::Level => {
                let way = match latest.level() {
                    records::help::Level::FamilyHelp => "help-level-up",
                    records::help::Level::ChildInNeed => "help-level-down",
                };
                writer.add(&InsetText::from(words.say(way).as_str()));
            }
            _ => {}
        }
    }
}
