//! Somebody gets in touch: written down by the front door, or by a practitioner of any agency for themselves. Danger now
//! skips all of it: one answer is enough, and it is a raised concern.

use access::{Action, RecordKind};
use application::{Act, Failure, Worry};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Answer, Answers, Form, Kind, Question};
use govuk::{Button, Html};
use jiff::Timestamp;
use kernel::london_datetime;
use records::concern::{About, Way as Raising};
use records::contact::{Caller, FORM, ReceiveContact, Way};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::answers::read;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::asking::enter::{instant_in_england, read_time};
use crate::pages::safety::parts::{form_of, numbers, refusal_words};
use crate::questions::{Asked, Standing};
use crate::site::Site;
use crate::submitted::Submitted;

/// The button that asks for another row and sends nothing.
const MORE: &str = "more";
const DANGER: &str = "contact-danger";
const WHAT: &str = "contact-what";
const CHILDREN: &str = "contact-children";
const AT: &str = "contact-at";
/// The most children of one contact; the form has no more rows.
const CHILDREN_MAX: usize = 10;

struct Page<'a> {
    site: &'a Site,
    signed_in: &'a SignedIn,
    form: &'a Form,
    /// Whether the reader writes down what others say.
    writes_down: bool,
}

impl<'a> Page<'a> {
    fn open(site: &'a Site, signed_in: &'a SignedIn) -> Result<Self, PageFailure> {
        let may = |action| site.application().may_here(&signed_in.actor, action, RecordKind::Contact);
        if !may(Action::Ask) {
            return Err(PageFailure::NotThere);
        }
        Ok(Self { site, signed_in, form: form_of(site, FORM)?, writes_down: may(Action::Enter) })
    }

    /// What is asked: whoever gets in touch by themselves is known, and it came now.
    fn questions(&self) -> impl Iterator<Item = &'a Question> + '_ {
        let sections: &[&str] = if self.writes_down {
            &["danger", "said", "caller", "came"]
        } else {
            &["danger", "said", "caller"]
        };
        let form = self.form;
        sections
            .iter()
            .filter_map(|section| form.section(section))
            .flat_map(|section| section.questions.iter())
            .filter(|question| {
                let whose = ["contact-name", "contact-at-work", "contact-organisation", "contact-reach"];
                self.writes_down || !whose.contains(&question.id.as_str())
            })
    }

    fn view(&self, submitted: Option<&Submitted>, problems: &Problems) -> Response {
        let (site, words) = (self.site, self.site.words());
        let title = words.say(if self.writes_down { "contact-new-title" } else { "contact-new-title-own" });
        let typed = submitted.map(|submitted| submitted.fields.as_slice());
        let answers = self.form.no_answers();
        let send = form(site, &self.signed_in.held, "/contacts/new", |writer| {
            let mut section = "";
            for question in self.questions() {
                let now = self.form.section_of(question.id.as_str()).map_or("", |found| found.id.as_str());
                if now != section {
                    section = now;
                    writer.heading(2, words.say(&format!("contact-section-{section}")));
                }
                let (standing, form, answers) = (Standing::Among, self.form, &answers);
                writer.html(&Asked { site, form, question, answers, typed, problems, standing }.render());
                if matches!(question.kind, Kind::Group { .. }) {
                    writer.add(&Button {
                        name: MORE.into(),
                        value: "yes".into(),
                        ..Button::secondary(words.say("contact-another-child"))
                    });
                }
            }
            writer.add(&Button::submit(words.say("contact-new-send")));
        });
        let main = Html::build(|writer| {
            writer.element("div").class("govuk-grid-row").within(|writer| {
                writer.element("div").class("govuk-grid-column-two-thirds").within(|writer| {
                    writer.element("h1").class("govuk-heading-l").text(&title);
                    writer.html(&numbers(site));
                    writer.paragraph(words.say("contact-new-lead"));
                    writer.html(&send);
                });
            });
        });
        let frame = Frame::practitioner(&self.signed_in.actor, "contacts");
        full_page(site, &frame, &title, None, problems, main)
    }

    /// What was sent, as far as it can be read, with its true receipt.
    fn read(&self, submitted: &Submitted) -> (Answers, Way, Timestamp, Problems) {
        let (answers, mut problems) = read(self.site, self.form, self.questions(), submitted, true);
        let now = self.site.application().now();
        if !self.writes_down {
            return (answers, Way::Page, now, problems);
        }
        let chosen = answers.get("contact-way").map(Answer::chosen).unwrap_or_default();
        let way = Way::WRITTEN_DOWN.iter().find(|(name, _)| chosen.first() == Some(name));
        let way = way.map_or(Way::Phone, |(_, way)| *way);
        let time = answers.text(AT).unwrap_or_default().trim().to_owned();
        let (at, day) = (read_time(&time), answers.get("contact-on"));
        if !time.is_empty() && at.is_none() {
            problems.0.push((AT.to_owned(), self.site.words().say("enter-time-wrong")));
        }
        let here = london_datetime(now);
        let received_at = match (day, at) {
            (None, None) => Some(now),
            (Some(Answer::Date(day)), at) => instant_in_england(*day, at.unwrap_or_else(|| here.time())),
            (_, at) => instant_in_england(here.date(), at.unwrap_or_else(|| here.time())),
        };
        (answers, way, received_at.unwrap_or(now), problems)
    }

    /// Somebody is in danger now: what was written goes to the front door as a raised concern. Nothing is asked for.
    async fn raise(&self, submitted: &Submitted, answers: &Answers) -> Result<Response, PageFailure> {
        let mut concern = form_of(self.site, "concern")?.no_answers();
        let said = submitted.value(WHAT).to_owned();
        for (question, answer) in [
            ("what-was-noticed", Answer::Text(said.clone())),
            ("immediate-danger", Answer::Choice("yes".to_owned())),
        ] {
            if let Ok(question) = forms::QuestionId::new(question) {
                concern.set(&question, Some(answer).filter(|answer| answer.text() != Some("")));
            }
        }
        let names: Vec<&str> = submitted
            .fields
            .iter()
            .filter(|(name, value)| {
                name.starts_with(CHILDREN) && name.ends_with("child-name") && !value.trim().is_empty()
            })
            .map(|(_, value)| value.trim())
            .collect();
        let reach = [answers.text("contact-name"), answers.text("contact-reach")];
        let worry = Worry {
            way: Raising::Practitioner,
            about: About { described: names.join(", "), ..About::default() },
            answers: concern,
            noticed: said,
            immediate: true,
            unsure: false,
            reach: reach.into_iter().flatten().collect::<Vec<_>>().join(", "),
        };
        let application = self.site.application();
        let concern = application.raise_concern(&self.signed_in.actor, worry, submitted.once).await?;
        Ok(Redirect::to(&format!("/concerns/{concern}/followed")).into_response())
    }

    /// Whoever gets in touch by themselves, as the partnership knows them.
    async fn myself(&self) -> Result<Option<Caller>, PageFailure> {
        if self.writes_down {
            return Ok(None);
        }
        let state = self.site.application().partnership_state().await?;
        let known = state.state.practitioner(self.signed_in.person);
        Ok(known.map(|known| Caller {
            name: known.name.clone(),
            organisation: state
                .state
                .agencies
                .get(&known.agency)
                .map_or_else(String::new, |agency| agency.name.clone()),
            reach: known.telephone.clone(),
            at_work: true,
            source: None,
        }))
    }
}

/// The page.
pub async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response, PageFailure> {
    Ok(Page::open(&site, &signed_in)?.view(None, &Problems::default()))
}

/// It is sent.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = Page::open(&site, &signed_in)?;
    if submitted.is(MORE, "yes") {
        return Ok(page.view(Some(&submitted), &Problems::default()));
    }
    let (answers, way, received_at, problems) = page.read(&submitted);
    if submitted.is(DANGER, "yes") {
        return page.raise(&submitted, &answers).await;
    }
    if !problems.is_empty() {
        return Ok(page.view(Some(&submitted), &problems));
    }
    let application = site.application();
    let contact = application.new_identifier();
    let children: Vec<Uuid> = (0..CHILDREN_MAX).map(|_| application.new_identifier()).collect();
    let receive = ReceiveContact { way, received_at, by: page.myself().await?, children, answers };
    let act = submitted.once.into_iter().fold(Act::on(contact, receive), Act::once);
    match application.execute(&signed_in.actor, act).await {
        Ok(_) => {
            let then = if page.writes_down { "" } else { "/followed" };
            Ok(Redirect::to(&format!("/contacts/{contact}{then}")).into_response())
        }
        Err(Failure::Refused(refusal)) => {
            let field = if refusal.code() == "received-in-future" { "contact-on-day" } else { WHAT };
            Ok(page.view(Some(&submitted), &Problems::one(field, refusal_words(&site, refusal.code()))))
        }
        Err(failure) => Err(failure.into()),
    }
}
