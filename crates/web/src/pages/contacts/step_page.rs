//! One step of a contact, on one page.

use application::{Act, DecidedTogether, Failure, Opened, ReadReason};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Answer, Answers, Form, Question};
use govuk::{Button, Checkboxes, Choice, Fieldset, Html, InsetText, Radios, Writer};
use kernel::PersonId;
use records::contact::{
    AGENCIES, Acknowledge, Acknowledged, AgencyAnswered, AnswerForAgency, AskAgency, Contact, ContactChild,
    FORM, FamilyTold, HelpBegun, HoldBackFromFamily, LookFirst, Looked, Outcome, Recommend, Recommended,
    RecordHelpBegun, ReferrerTold, Settle, Settled, Shared, TellAboutContact, TellReferrer,
};
use records::partnership::Partnership;
use uuid::Uuid;

use super::letters;
use super::record::{write_agencies, write_recommended};
use super::shown::{may, named, write_levels_of_need};
use super::step::{CHILDREN, Step};
use crate::actor::SignedIn;
use crate::answers::read;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::safety::parts::{form_of, numbers, refusal_words, title_of};
use crate::questions::{Asked, Standing};
use crate::site::Site;
use crate::submitted::Submitted;

/// The field in which somebody of an agency is chosen.
const PERSON: &str = "person";
/// The choice that asks nobody by name.
const NOBODY: &str = "nobody";

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((contact, step)): Path<(Uuid, String)>,
) -> Result<Response, PageFailure> {
    let page = Page::open(&site, &signed_in, contact, &step).await?;
    page.view(None, &Problems::default()).await
}

/// The step is taken.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path((contact, step)): Path<(Uuid, String)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = Page::open(&site, &signed_in, contact, &step).await?;
    page.take(&submitted).await
}

struct Page<'a> {
    site: &'a Site,
    signed_in: &'a SignedIn,
    contact: Uuid,
    step: Step,
    opened: Opened<Contact>,
    form: &'a Form,
    children: Vec<ContactChild>,
}

impl<'a> Page<'a> {
    async fn open(
        site: &'a Site,
        signed_in: &'a SignedIn,
        contact: Uuid,
        step: &str,
    ) -> Result<Self, PageFailure> {
        let step = Step::of(step).ok_or(PageFailure::NotThere)?;
        let reason = ReadReason::work("contact");
        let opened = site.application().open_contact(&signed_in.actor, contact, reason).await?;
        if !may(site, signed_in, &opened, step.action()) {
            return Err(PageFailure::NotThere);
        }
        let children = step.children(&opened.state);
        Ok(Self { site, signed_in, contact, step, opened, form: form_of(site, FORM)?, children })
    }

    fn questions(&self) -> impl Iterator<Item = &'a Question> + '_ {
        let sections = self.step.sections().iter().filter_map(|section| self.form.section(section));
        sections.flat_map(|section| section.questions.iter())
    }

    /// The children that were chosen; the only one needs no choosing.
    fn chosen(&self, submitted: &Submitted) -> Vec<Uuid> {
        let chosen = |child: &&ContactChild| {
            self.children.len() == 1 || submitted.is(CHILDREN, &child.child.to_string())
        };
        self.children.iter().filter(chosen).map(|child| child.child).collect()
    }

    async fn take(&self, submitted: &Submitted) -> Result<Response, PageFailure> {
        let waits = self.step.waits_for_answers();
        let (answers, mut problems) = read(self.site, self.form, self.questions(), submitted, waits);
        let chosen = self.chosen(submitted);
        if !self.children.is_empty() && chosen.is_empty() {
            problems.0.insert(0, (CHILDREN.to_owned(), self.site.words().say("contact-children-missing")));
        }
        let urgent = is_urgent(&answers) && !chosen.is_empty();
        // What protects a child is not sent back for an answer that cannot be read.
        if !problems.is_empty() && !urgent {
            return self.view(Some(submitted), &problems).await;
        }
        match self.done(submitted, &answers, chosen).await {
            Ok(then) => Ok(Redirect::to(&then).into_response()),
            Err(Failure::Refused(refusal)) => {
                let field = self.step.field_of(refusal.code(), &answers);
                let problems = Problems::one(&field, refusal_words(self.site, refusal.code()));
                self.view(Some(submitted), &problems).await
            }
            Err(failure) => Err(failure.into()),
        }
    }

    /// Takes the step; answers where to go then.
    async fn done(
        &self,
        submitted: &Submitted,
        answers: &Answers,
        chosen: Vec<Uuid>,
    ) -> Result<String, Failure> {
        let (application, actor) = (self.site.application(), &self.signed_in.actor);
        let then = format!("/contacts/{}", self.contact);
        if self.step == Step::Decide {
            let decided = DecidedTogether {
                children: chosen,
                answers: answers.clone(),
                help: text(answers, "decide-help"),
                immediate: answers.is("settle-protection", "yes"),
            };
            let (id, once) = (self.contact, submitted.once);
            let concern = application.decide_contact(actor, id, &self.opened, decided, once).await?;
            return Ok(concern.map_or(then, |concern| format!("/concerns/{concern}")));
        }
        let act = self.act(submitted, answers, chosen);
        application.execute(actor, submitted.once.into_iter().fold(act, Act::once)).await?;
        Ok(then)
    }

    fn act(&self, submitted: &Submitted, answers: &Answers, chosen: Vec<Uuid>) -> Act {
        let (id, application) = (self.contact, self.site.application());
        let one = |question: &str| chosen_in(answers, question);
        let words = |question: &str| text(answers, question);
        let each = |act: Act, child: Uuid| match self.step {
            Step::Settle => act.and(id, Settle(Settled { child, answers: answers.clone() })),
            Step::HelpBegun => {
                act.and(id, RecordHelpBegun(HelpBegun { child, note: words("help-begun-note") }))
            }
            _ => act.and(
                id,
                Recommend(Recommended {
                    child,
                    outcome: Outcome::named(&one("recommend-outcome")).unwrap_or(Outcome::Section17),
                    why: words("recommend-why"),
                }),
            ),
        };
        match self.step {
            Step::Acknowledge => Act::on(
                id,
                Acknowledge(Acknowledged { how: one("acknowledge-how"), words: words("acknowledge-words") }),
            ),
            Step::Look => Act::on(id, LookFirst(Looked { words: words("look-words") })),
            Step::AskAgency => {
                let person = submitted.identifier(PERSON).map(PersonId);
                Act::on(id, AskAgency { agency: one("ask-which"), person, words: words("ask-words") })
            }
            Step::Agency => {
                let shared = one("agency-shared");
                let shared = Shared::ALL.iter().find(|(name, _)| *name == shared).map(|(_, shared)| *shared);
                Act::on(
                    id,
                    AnswerForAgency(AgencyAnswered {
                        agency: one("agency-which"),
                        shared: shared.unwrap_or(Shared::Keeps),
                        knows: words("agency-knows"),
                        why: words("agency-why"),
                        said_by: words("agency-said-by"),
                    }),
                )
            }
            Step::Tell => {
                let (how, reasons) = (one("tell-how"), words("tell-words"));
                let received = self.opened.state.received.as_ref();
                let text = received
                    .map(|received| letters::told(self.site, &self.opened.state, &received.fact, &reasons));
                let letter = application.new_identifier();
                Act::on(id, TellReferrer(ReferrerTold { how, words: reasons, letter, text }))
            }
            Step::Family => Act::on(
                id,
                TellAboutContact(FamilyTold {
                    to: words("family-to"),
                    how: one("family-how"),
                    words: words("family-words"),
                }),
            ),
            Step::NotYet => {
                let until = match answers.get("not-yet-until") {
                    Some(Answer::Date(day)) => application.end_of_day(*day),
                    _ => None,
                };
                let review_at = until.unwrap_or_else(|| application.now());
                Act::on(id, HoldBackFromFamily { why: words("not-yet-why"), review_at })
            }
            Step::Recommend | Step::Settle | Step::HelpBegun | Step::Decide => {
                chosen.into_iter().fold(Act::new(), each)
            }
        }
    }

    async fn view(
        &self,
        submitted: Option<&Submitted>,
        problems: &Problems,
    ) -> Result<Response, PageFailure> {
        let (site, words) = (self.site, self.site.words());
        let partnership = site.application().partnership_state().await?;
        let name = self.step.name();
        let title = words.say(&format!("contact-{name}-title"));
        let send = self.form_html(submitted, problems, &partnership.state);
        let main = Html::build(|writer| {
            writer.element("div").class("govuk-grid-row").within(|writer| {
                writer.element("div").class("govuk-grid-column-two-thirds").within(|writer| {
                    let about = super::shown::title(site, self.opened.state.children());
                    writer.element("span").class("govuk-caption-l").text(&about);
                    writer.element("h1").class("govuk-heading-l").text(&title);
                    writer.paragraph(words.say(&format!("contact-{name}-lead")));
                    self.write_context(writer, &partnership.state);
                    writer.html(&send);
                });
            });
        });
        let frame = Frame::practitioner(&self.signed_in.actor, "contacts");
        let back = format!("/contacts/{}", self.contact);
        Ok(full_page(site, &frame, &title, Some(&back), problems, main))
    }

    fn form_html(
        &self,
        submitted: Option<&Submitted>,
        problems: &Problems,
        partnership: &Partnership,
    ) -> Html {
        let (site, words) = (self.site, self.site.words());
        let name = self.step.name();
        let typed = submitted.map(|submitted| submitted.fields.as_slice());
        let known = self.known();
        let address = format!("/contacts/{}/{name}", self.contact);
        form(site, &self.signed_in.held, &address, |writer| {
            self.write_children(writer, submitted, problems);
            for question in self.questions() {
                if question.id.as_str() == "settle-protection" && self.step == Step::Decide {
                    writer.heading(2, words.say("contact-five"));
                    writer.paragraph(words.say("contact-five-lead"));
                }
                let (standing, form, answers) = (Standing::Among, self.form, &known);
                writer.html(&Asked { site, form, question, answers, typed, problems, standing }.render());
            }
            if self.step == Step::AskAgency {
                self.write_people(writer, submitted, problems, partnership);
            }
            writer.add(&Button::submit(words.say(&format!("contact-{name}-send"))));
        })
    }

    /// What stands in the fields before anybody has typed.
    fn known(&self) -> Answers {
        let mut answers = self.form.no_answers();
        let state = &self.opened.state;
        let mut choose = |question: &str, value: &str| {
            if let Some(question) = self.form.question(question) {
                answers.set(&question.id, Some(Answer::Choice(value.to_owned())));
            }
        };
        match self.step {
            Step::Agency => {
                let mine = state.agencies.iter().find(|(_, line)| {
                    let person = line.asked.as_ref().and_then(|asked| asked.fact.person);
                    person == Some(self.signed_in.person)
                });
                if let Some((agency, _)) = mine {
                    choose("agency-which", agency);
                }
            }
            // A disabled child for whom help is asked goes to the support route unless somebody says otherwise.
            Step::Decide | Step::Recommend
                if state.received.as_ref().is_some_and(|received| received.fact.is_for_support()) =>
            {
                let question = if self.step == Step::Decide { "decide-outcome" } else { "recommend-outcome" };
                choose(question, Outcome::SupportRoute.name());
            }
            _ => {}
        }
        answers
    }

    fn write_children(&self, writer: &mut Writer, submitted: Option<&Submitted>, problems: &Problems) {
        if self.children.len() < 2 {
            // What is said about the only child still needs a place to be said at.
            return writer.element("div").attribute("id", CHILDREN).within(|writer| {
                if let Some(problem) = problems.of(CHILDREN) {
                    writer.element("p").class("govuk-error-message").text(&problem);
                }
            });
        }
        let ticked = submitted.map(|submitted| self.chosen(submitted)).unwrap_or_default();
        let items = self
            .children
            .iter()
            .map(|child| Choice::new(child.child.to_string(), named(self.site, child)).into());
        writer.add(&Checkboxes {
            name: CHILDREN.into(),
            id_prefix: CHILDREN.into(),
            fieldset: Some(Fieldset::question(self.site.words().say("contact-children-which"))),
            error: problems.of(CHILDREN).map(Into::into),
            values: ticked.iter().map(Uuid::to_string).collect(),
            items: items.collect(),
            ..Checkboxes::default()
        });
    }

    /// Who of the agencies can be asked by name.
    fn write_people(
        &self,
        writer: &mut Writer,
        submitted: Option<&Submitted>,
        problems: &Problems,
        partnership: &Partnership,
    ) {
        let words = self.site.words();
        let mut people = Vec::new();
        for (_, capacity) in AGENCIES {
            for known in partnership.who_may_act_as(capacity) {
                let held = known.capacities.iter().find(|held| held.as_str() == capacity);
                let title = held.map(|held| title_of(self.site, held)).unwrap_or_default();
                people.push((known.name.clone(), title, known.person));
            }
        }
        people.sort();
        let mut items = vec![Choice::new(NOBODY, words.say("contact-ask-nobody")).into()];
        items.extend(people.into_iter().map(|(name, title, person)| {
            let said = words.with("protection-person", &[("name", &name), ("capacity", &title)]);
            Choice::new(person.to_string(), said).into()
        }));
        let chosen = submitted.map_or(NOBODY, |submitted| submitted.value(PERSON));
        writer.add(&Radios {
            name: PERSON.into(),
            id_prefix: PERSON.into(),
            fieldset: Some(Fieldset::question(words.say("contact-ask-who"))),
            hint: Some(words.say("contact-ask-who-hint").into()),
            error: problems.of(PERSON).map(Into::into),
            value: chosen.to_owned(),
            items,
            ..Radios::default()
        });
    }

    /// What whoever takes the step must have before their eyes.
    fn write_context(&self, writer: &mut Writer, partnership: &Partnership) {
        let (site, words, state) = (self.site, self.site.words(), &self.opened.state);
        let Some(received) = &state.received else { return };
        if matches!(self.step, Step::Recommend | Step::Decide | Step::Agency | Step::Look) {
            writer.heading(2, words.say("contact-said"));
            writer.add(&InsetText {
                classes: "alongside-as-written".into(),
                ..InsetText::from(received.fact.words.as_str())
            });
        }
        if self.step == Step::Agency {
            write_agencies(writer, site, state, partnership);
        }
        if matches!(self.step, Step::Recommend | Step::Decide) {
            write_agencies(writer, site, state, partnership);
            write_recommended(writer, site, state, partnership);
            write_levels_of_need(writer, site);
        }
        if self.step == Step::Decide {
            if received.fact.is_for_support() {
                writer.add(&InsetText::from(words.say("contact-support-default").as_str()));
            }
            let not_linked = state.undecided().any(|child| !state.is_linked(child.child));
            if not_linked {
                writer.add(&InsetText::from(words.say("contact-look-up-first").as_str()));
            }
            writer.html(&numbers(site));
        }
        if self.step == Step::Tell {
            let caller = &received.fact.caller;
            let said = if caller.at_work { "contact-tell-professional" } else { "contact-tell-public" };
            writer.add(&InsetText::from(words.say(said).as_str()));
        }
    }
}

fn is_urgent(answers: &Answers) -> bool {
    answers.is("decide-outcome", Outcome::StrategyDiscussion.name())
}

fn text(answers: &Answers, question: &str) -> String {
    answers.text(question).unwrap_or_default().trim().to_owned()
}

fn chosen_in(answers: &Answers, question: &str) -> String {
    answers
        .get(question)
        .and_then(|answer| answer.chosen().first().map(|&one| one.to_owned()))
        .unwrap_or_default()
}
