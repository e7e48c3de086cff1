//! A page with one section of a form on it, by which a practitioner records one thing: the skeleton that the records of
//! children who live away from home, and of places, share. Its title and first lines are the section's own words.

use application::{Act, Failure, PersonToTell};
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Answers, Form, Kind, Language, Question, Section};
use govuk::{Button, Choice, Fieldset, Html, Radios};
use kernel::{Moment, london_instant};

use crate::actor::SignedIn;
use crate::answers::read;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::children::breaks::times;
use crate::pages::safety::parts::{refusal_words, title_of};
use crate::questions::{Asked, Standing};
use crate::site::Site;
use crate::submitted::Submitted;

/// The field of whoever is chosen.
const PERSON: &str = "person";
/// The button that asks for another row and sends nothing.
const MORE: &str = "more";

/// One page with one form.
pub(super) struct OneForm<'a> {
    pub(super) site: &'a Site,
    pub(super) signed_in: &'a SignedIn,
    /// The form that the section is of.
    pub(super) form: &'a Form,
    /// The section that is asked, where one is.
    pub(super) section: &'a str,
    /// The title, where the section has none.
    pub(super) title: String,
    /// Whom or what it is about.
    pub(super) caption: String,
    /// The place in the navigation.
    pub(super) place: &'static str,
    /// Where the form is sent.
    pub(super) address: String,
    /// The way back.
    pub(super) back: String,
    /// Who can be chosen, where somebody is, and whether the choice may be left out.
    pub(super) people: Option<Vec<PersonToTell>>,
    /// What stands in the fields before anybody has typed.
    pub(super) known: Answers,
    /// What stands between the first lines and the form.
    pub(super) context: Html,
}

/// What was sent, and can be read.
pub(super) struct Taken {
    pub(super) answers: Answers,
    pub(super) person: Option<PersonToTell>,
}

impl<'a> OneForm<'a> {
    fn section(&self) -> Option<&'a Section> {
        self.form.section(self.section)
    }

    fn questions(&self) -> impl Iterator<Item = &'a Question> + use<'a> {
        self.section().into_iter().flat_map(|section| section.questions.iter())
    }

    fn chosen(&self, submitted: &Submitted) -> Option<PersonToTell> {
        let people = self.people.iter().flatten();
        people.into_iter().find(|known| submitted.is(PERSON, &known.person.to_string())).cloned()
    }

    /// Reads what was sent, or answers with the page and what must be put right.
    pub(super) fn take(&self, submitted: &Submitted) -> Result<Taken, Box<Response>> {
        if submitted.is(MORE, "yes") {
            return Err(Box::new(self.view(Some(submitted), &Problems::default())));
        }
        let (answers, mut problems) = read(self.site, self.form, self.questions(), submitted, true);
        for question in self.questions().filter(|question| question.id.as_str().ends_with("-time")) {
            let typed = answers.text(question.id.as_str()).unwrap_or_default();
            if !typed.is_empty() && times::time(typed).is_none() {
                problems.0.push((question.id.to_string(), self.site.words().say("children-not-a-time")));
            }
        }
        let person = self.chosen(submitted);
        if self.people.is_some() && person.is_none() {
            problems.0.insert(0, (PERSON.to_owned(), self.site.words().say("protection-who-missing")));
        }
        if problems.is_empty() {
            Ok(Taken { answers, person })
        } else {
            Err(Box::new(self.view(Some(submitted), &problems)))
        }
    }

    /// Does it, and goes on; or shows the page again with why not.
    pub(super) async fn carry_out(
        &self,
        act: Act,
        submitted: &Submitted,
        then: &str,
    ) -> Result<Response, PageFailure> {
        let act = submitted.once.into_iter().fold(act, Act::once);
        let done = self.site.application().execute(&self.signed_in.actor, act).await.map(drop);
        self.answer(done, submitted, then)
    }

    /// What follows from what was tried.
    pub(super) fn answer(
        &self,
        done: Result<(), Failure>,
        submitted: &Submitted,
        then: &str,
    ) -> Result<Response, PageFailure> {
        match done {
            Ok(()) => Ok(Redirect::to(then).into_response()),
            Err(Failure::Refused(refusal)) => {
                let words = refusal_words(self.site, refusal.code());
                Ok(self.view(Some(submitted), &Problems::one(&self.first_field(), words)))
            }
            Err(failure) => Err(failure.into()),
        }
    }

    fn first_field(&self) -> String {
        if self.people.is_some() {
            return PERSON.to_owned();
        }
        let first = self.questions().next();
        first.map_or_else(String::new, |question| match question.kind {
            Kind::Date { .. } => format!("{}.day", question.id),
            _ => question.id.to_string(),
        })
    }

    /// The page.
    pub(super) fn view(&self, submitted: Option<&Submitted>, problems: &Problems) -> Response {
        let (site, words) = (self.site, self.site.words());
        let language = Language::english();
        let worded = self.section().map(|section| section.words(&language));
        let title = worded.map_or_else(|| self.title.clone(), |worded| worded.label.clone());
        let typed = submitted.map(|submitted| submitted.fields.as_slice());
        let send = form(site, &self.signed_in.held, &self.address, |writer| {
            if let Some(people) = &self.people {
                let chosen = submitted.and_then(|submitted| self.chosen(submitted));
                let items = people.iter().map(|known| {
                    let capacity = title_of(site, &known.capacity);
                    let named = [("name", known.name.as_str()), ("capacity", &capacity)];
                    Choice::new(known.person.to_string(), words.with("protection-person", &named)).into()
                });
                writer.add(&Radios {
                    name: PERSON.into(),
                    id_prefix: PERSON.into(),
                    fieldset: Some(Fieldset::question(words.say("one-form-who"))),
                    error: problems.of(PERSON).map(Into::into),
                    value: chosen.map(|known| known.person.to_string()).unwrap_or_default(),
                    items: items.collect(),
                    ..Radios::default()
                });
            }
            for question in self.questions() {
                let (standing, form, answers) = (Standing::Among, self.form, &self.known);
                writer.html(&Asked { site, form, question, answers, typed, problems, standing }.render());
            }
            writer.element("div").class("govuk-button-group").within(|writer| {
                writer.add(&Button::submit(words.say("one-form-save")));
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
                    if !self.caption.is_empty() {
                        writer.element("span").class("govuk-caption-l").text(&self.caption);
                    }
                    writer.element("h1").class("govuk-heading-l").text(&title);
                    if let Some(hint) = worded.and_then(|worded| worded.hint.as_deref()) {
                        writer.paragraph(hint);
                    }
                    writer.html(&self.context);
                    if self.people.as_ref().is_some_and(Vec::is_empty) {
                        writer.paragraph(words.say("one-form-nobody"));
                    } else {
                        writer.html(&send);
                    }
                });
            });
        });
        let frame = Frame::practitioner(&self.signed_in.actor, self.place);
        full_page(site, &frame, &title, Some(&self.back), problems, main)
    }
}

/// Everybody who may act in a capacity, by name.
pub(super) async fn practitioners(site: &Site, name: &str) -> Result<Vec<PersonToTell>, PageFailure> {
    let partnership = site.application().partnership_state().await?;
    let mut people: Vec<PersonToTell> = partnership
        .state
        .who_may_act_as(name)
        .filter_map(|known| {
            let capacity = known.capacities.iter().find(|held| held.as_str() == name)?;
            Some(PersonToTell { person: known.person, name: known.name.clone(), capacity: capacity.clone() })
        })
        .collect();
    people.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(people)
}

/// The day that a section asks for, with its time of day where one was given; today where none was.
pub(super) fn moment(site: &Site, answers: &Answers, section: &str) -> Moment {
    let day = match answers.get(&format!("{section}-on")) {
        Some(forms::Answer::Date(day)) => *day,
        _ => site.application().today(),
    };
    let time = answers.text(&format!("{section}-time")).and_then(times::time);
    let instant = time.and_then(|time| london_instant(day.to_datetime(time)));
    instant.map_or(Moment::On(day), Moment::At)
}
