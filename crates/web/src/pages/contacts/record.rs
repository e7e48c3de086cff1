//! One contact: what was said, who it may be about, what came before, what partners know, what was decided, who was told.

use application::{DutyShown, EarlierContact, Opened, ReadReason};
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Html, InsetText, SummaryCard, SummaryList, SummaryRow, Writer};
use guidance::{full_date, full_time};
use kernel::{StreamId, StreamKind, london_date};
use records::contact::{AGENCIES, Contact, Received, Shared, Who};
use records::partnership::Partnership;
use uuid::Uuid;

use super::shown::{
    caller, choice_words, clocks, may, may_know_caller, named, outcome_words, title, write_levels_of_need,
    write_marks,
};
use super::step::Step;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page};
use crate::pages::help::begin::Came;
use crate::pages::safety::concern::write_duties;
use crate::pages::safety::over_time;
use crate::pages::work::shown::{name_of, stage_words};
use crate::site::Site;

/// What the page is made of.
struct Page<'a> {
    site: &'a Site,
    signed_in: &'a SignedIn,
    contact: Uuid,
    opened: &'a Opened<Contact>,
    others: &'a [EarlierContact],
    duties: &'a [DutyShown],
    partnership: &'a Partnership,
    /// Whether the reader sees to contacts; others were asked what their agency knows.
    works: bool,
}

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(contact): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let application = site.application();
    let reason = ReadReason::work("contact");
    let opened = application.open_contact(&signed_in.actor, contact, reason).await?;
    let others = application.other_contacts(&signed_in.actor, contact, &opened).await?;
    let duties = application.duties_of(StreamId::new(StreamKind::Contact, contact)).await?;
    let partnership = application.partnership_state().await?;
    let works = may(&site, &signed_in, &opened, access::Action::WorkContact);
    let page = Page {
        site: &site,
        signed_in: &signed_in,
        contact,
        opened: &opened,
        others: &others,
        duties: &duties,
        partnership: &partnership.state,
        works,
    };
    page.view()
}

impl Page<'_> {
    fn view(&self) -> Result<Response, PageFailure> {
        let (site, words, state) = (self.site, self.site.words(), &self.opened.state);
        let received = state.received.as_ref().ok_or(PageFailure::NotThere)?;
        let title = title(site, state.children());
        let main = Html::build(|writer| {
            writer.element("span").class("govuk-caption-l").text(&words.say("contact-caption"));
            writer.element("h1").class("govuk-heading-l").text(&title);
            self.write_stands(writer);
            self.write_steps(writer);
            writer.heading(2, words.say("contact-said"));
            writer.add(&InsetText {
                classes: "alongside-as-written".into(),
                ..InsetText::from(received.fact.words.as_str())
            });
            writer.add(&SummaryList::of(self.facts(&received.fact)));
            if self.works {
                self.write_children(writer);
                self.write_others(writer);
            }
            write_agencies(writer, site, state, self.partnership);
            if self.works {
                write_recommended(writer, site, state, self.partnership);
                self.write_decided(writer);
                self.write_told(writer);
                write_duties(writer, site, self.duties);
            }
        });
        let frame = Frame::practitioner(&self.signed_in.actor, "contacts");
        Ok(full_page(site, &frame, &title, Some("/contacts"), &Problems::default(), main))
    }

    /// Where it stands, in words, with its clocks.
    fn write_stands(&self, writer: &mut Writer) {
        let (site, words, state) = (self.site, self.site.words(), &self.opened.state);
        let marks = records::contact::list(state, site.application().rules()).line.marks;
        writer.element("p").class("govuk-body").within(|writer| {
            writer.element("strong").text(&stage_words(site, state.stage()));
            write_marks(writer, site, &marks);
        });
        let owner = match state.owner() {
            Some(owner) => {
                let name = name_of(site, self.partnership, Some(owner));
                words.with("contact-owner", &[("name", &name)])
            }
            None => words.say("contact-owner-nobody"),
        };
        writer.paragraph(owner);
        if self.works && state.stage() != "contact-closed" {
            writer.html(&clocks(site, self.duties));
        }
    }

    /// What the reader can do now: first what comes next, then what may be done at any time.
    fn write_steps(&self, writer: &mut Writer) {
        let (site, words, state) = (self.site, self.site.words(), &self.opened.state);
        let open: Vec<Step> = Step::ALL
            .into_iter()
            .filter(|step| step.is_open(state, self.signed_in))
            .filter(|step| may(site, self.signed_in, self.opened, step.action()))
            .collect();
        let (next, later): (Vec<Step>, Vec<Step>) = open.into_iter().partition(|step| step.is_next(state));
        writer.element("div").class("govuk-button-group alongside-no-print").within(|writer| {
            let steps = next.iter().map(|step| (step, "")).chain(later.iter().map(|step| (step, "quiet")));
            for (step, quiet) in steps {
                let label = words.say(&format!("contact-{}-title", step.name()));
                let href = format!("/contacts/{}/{}", self.contact, step.name());
                let classes = if quiet.is_empty() { "" } else { "govuk-button--secondary" };
                writer.add(&Button { classes: classes.into(), ..Button::link(label, href) });
            }
        });
    }

    fn facts(&self, received: &Received) -> Vec<SummaryRow> {
        let (site, words) = (self.site, self.site.words());
        let row = |name: &str, value: String| SummaryRow::new(words.say(name), value);
        let known = |value: Option<bool>| {
            words.say(match value {
                Some(true) => "contact-yes",
                Some(false) => "contact-no",
                None => "contact-not-known",
            })
        };
        let mut rows = vec![row("contact-received", full_time(received.received_at))];
        rows.push(row("contact-way", words.say(&format!("contact-way-{}", received.way.name()))));
        if may_know_caller(site, self.signed_in, self.opened) {
            rows.push(row("contact-caller", caller(site, received)));
            let source = received.caller.source.as_deref();
            let source = source.map(|source| choice_words(site, "contact-source", source));
            rows.push(row("contact-source", source.unwrap_or_else(|| words.say("contact-not-known"))));
            let reach = received.caller.reach.clone();
            let reach = if reach.is_empty() { words.say("contact-no-reach") } else { reach };
            rows.push(row("contact-reach", reach));
        }
        let harm = match received.harm {
            None if received.answers.is("contact-harm", "unsure") => words.say("contact-unsure"),
            harm => known(harm),
        };
        rows.push(row("contact-harm", harm));
        rows.push(row("contact-help", known(Some(received.asks_for_help))));
        rows.push(row("contact-disabled", known(received.disabled)));
        rows.push(row("contact-family-knows", known(received.family_knows)));
        let why = received.answers.text("contact-family-why").unwrap_or_default().trim();
        let agreed = known(received.family_agreed);
        let agreed = if why.is_empty() { agreed } else { format!("{agreed}. {why}") };
        rows.push(row("contact-family-agreed", agreed));
        rows
    }

    /// Each child, and who they may be.
    fn write_children(&self, writer: &mut Writer) {
        let (site, words, state) = (self.site, self.site.words(), &self.opened.state);
        writer.heading(2, words.say("contact-children"));
        writer.element("ul").class("govuk-list govuk-list--spaced").within(|writer| {
            for child in state.children() {
                let linked = state.linked.get(&child.child).map(|linked| linked.fact.who);
                let stands = match linked {
                    None => "contact-not-looked-up",
                    Some(Who::Known(_)) => "contact-is-known",
                    Some(Who::SameAs(_)) => "contact-is-same-as",
                    Some(Who::Nobody) => "contact-is-nobody",
                };
                writer.element("li").within(|writer| {
                    writer.element("strong").text(&named(site, child));
                    if !child.address.is_empty() {
                        writer.text(", ");
                        writer.text(&child.address);
                    }
                    writer.element("div").text(&words.say(stands));
                    let open = linked.is_none() || state.decision(child.child).is_none();
                    if open {
                        let href = format!("/contacts/{}/children/{}", self.contact, child.child);
                        let label = words.with("contact-look-up", &[("name", &named(site, child))]);
                        let link = writer.element("a").class("govuk-link").attribute("href", &href);
                        link.text(&label);
                    }
                    if let Some(Who::Known(record)) = linked {
                        writer.text(" ");
                        let link = writer.element("a").class("govuk-link");
                        link.attribute("href", &format!("/urgent/{record}"))
                            .text(&words.say("concern-open-urgently"));
                    }
                    over_time::write_link(writer, site, self.signed_in, state.identity(child.child));
                });
            }
        });
    }

    /// Contacts about the same children: how many, when, and what was decided.
    fn write_others(&self, writer: &mut Writer) {
        let (site, words, state) = (self.site, self.site.words(), &self.opened.state);
        writer.heading(2, words.count("contact-others", self.others.len() as u64));
        if state.children().iter().any(|child| !state.is_linked(child.child)) {
            writer.paragraph(words.say("contact-others-not-looked-up"));
        }
        if self.others.is_empty() {
            return;
        }
        writer.paragraph(words.say("contact-others-lead"));
        writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
            for other in self.others {
                let child = state.child(other.child).map(|child| named(site, child)).unwrap_or_default();
                let date = full_date(london_date(other.received_at));
                let outcome = other
                    .outcome
                    .map_or_else(|| words.say("contact-undecided"), |outcome| outcome_words(site, outcome));
                let source = other.source.as_deref();
                let source = source.map(|source| choice_words(site, "contact-source", source));
                let source = source.unwrap_or_else(|| words.say("contact-not-known"));
                writer.element("li").within(|writer| {
                    let link = writer.element("a").class("govuk-link");
                    link.attribute("href", &format!("/contacts/{}", other.contact)).text(&date);
                    let values = [("name", child.as_str()), ("outcome", &outcome), ("source", &source)];
                    writer.text(&words.with("contact-other", &values));
                });
            }
        });
    }

    fn write_decided(&self, writer: &mut Writer) {
        let (site, words, state) = (self.site, self.site.words(), &self.opened.state);
        if state.decided.is_empty() {
            return;
        }
        writer.heading(2, words.say("contact-decided"));
        for child in state.children() {
            let Some(decided) = state.decision(child.child) else { continue };
            let fact = &decided.fact;
            let name = name_of(site, self.partnership, decided.author.person);
            let mut rows = vec![
                SummaryRow::new(words.say("contact-decided-outcome"), outcome_words(site, fact.outcome)),
                SummaryRow::new(
                    words.say("contact-decided-by"),
                    words.with("contact-by-at", &[("name", &name), ("time", &full_time(decided.at))]),
                ),
            ];
            for (label, text) in [("contact-why", &fact.why), ("contact-not-support", &fact.not_support)] {
                if !text.is_empty() {
                    rows.push(SummaryRow::new(words.say(label), text.clone()));
                }
            }
            let answers = state.settled.get(&child.child).map(|settled| &settled.fact.answers);
            rows.extend(self.settled(answers.or(fact.settled.as_ref())));
            let begun = state.help.get(&child.child);
            if let Some(begun) = begun {
                let on = full_date(london_date(begun.at));
                let said = words.with("contact-help-begun", &[("date", &on), ("note", &begun.fact.note)]);
                rows.push(SummaryRow::new(words.say("contact-help-begun-label"), said));
            }
            writer.add(&SummaryList {
                card: Some(SummaryCard {
                    title: named(site, child).into(),
                    heading_level: Some(3),
                    ..SummaryCard::default()
                }),
                ..SummaryList::of(rows)
            });
            let goes_on = [
                fact.concern.map(|concern| ("contact-to-concern", format!("/concerns/{concern}"))),
                fact.request.map(|request| ("contact-to-request", format!("/requests/{request}"))),
                self.begins(child.child).map(|address| ("contact-to-help", address)),
            ];
            for (label, href) in goes_on.into_iter().flatten() {
                writer.element("p").class("govuk-body").within(|writer| {
                    let link = writer.element("a").class("govuk-link").attribute("href", &href);
                    link.text(&words.say(label));
                });
            }
        }
        write_levels_of_need(writer, site);
    }

    /// Where the help begins that was decided on for a child and has not begun.
    fn begins(&self, child: Uuid) -> Option<String> {
        let (application, state) = (self.site.application(), &self.opened.state);
        state.help_to_begin().find(|(waits, _)| waits.child == child)?;
        let received =
            state.received.as_ref().filter(|_| application.may_begin_help(&self.signed_in.actor))?;
        // Whom nobody here knows begins anew.
        let known = Some(state.identity(child)).filter(|identity| *identity != child);
        Some(Came::of_contact(self.contact, known, london_date(received.fact.received_at)).address())
    }

    /// The five questions with their answers; that one is open is said.
    fn settled(&self, answers: Option<&forms::Answers>) -> Vec<SummaryRow> {
        let (site, words) = (self.site, self.site.words());
        let Some(form) = site.application().forms().latest(records::contact::FORM) else { return Vec::new() };
        let language = forms::Language::english();
        let questions = records::contact::QUESTIONS.iter().filter_map(|question| form.question(question));
        questions
            .map(|question| {
                let answer = answers.and_then(|answers| answers.get(question.id.as_str()));
                let said = answer.map_or_else(
                    || words.say("contact-question-open"),
                    |answer| crate::questions::in_words(form, question, answer),
                );
                SummaryRow::new(question.words(&language, None).label.clone(), said)
            })
            .collect()
    }

    /// Who was told what, and who is not told yet and why.
    fn write_told(&self, writer: &mut Writer) {
        let (site, words, state) = (self.site, self.site.words(), &self.opened.state);
        if state.told.is_empty() && state.family_told.is_empty() && state.family_not_told.is_empty() {
            return;
        }
        writer.heading(2, words.say("contact-told"));
        writer.element("ul").class("govuk-list govuk-list--spaced").within(|writer| {
            for told in &state.told {
                let how = choice_words(site, "tell-how", &told.fact.how);
                let name = name_of(site, self.partnership, told.author.person);
                let time = full_time(told.at);
                let values = [("time", time.as_str()), ("how", &how), ("name", &name)];
                writer.element("li").within(|writer| {
                    writer.text(&words.with("contact-told-referrer", &values));
                    if told.fact.text.is_none() {
                        writer.text(" ");
                        writer.text(&told.fact.words);
                    } else {
                        writer.text(" ");
                        let href =
                            format!("/contacts/{}/letters/{}/standard-print", self.contact, told.fact.letter);
                        let link = writer.element("a").class("govuk-link").attribute("href", &href);
                        link.text(&words.say("contact-letter-link"));
                    }
                });
            }
            for told in &state.family_told {
                let time = full_time(told.at);
                let values = [("time", time.as_str()), ("to", &told.fact.to), ("words", &told.fact.words)];
                writer.element("li").text(&words.with("contact-told-family", &values));
            }
            for not_told in &state.family_not_told {
                let until = full_date(london_date(not_told.fact.review_at));
                let name = name_of(site, self.partnership, Some(not_told.fact.owner));
                let values = [("name", name.as_str()), ("until", &until), ("why", &not_told.fact.why)];
                writer.element("li").text(&words.with("contact-not-told-family", &values));
            }
        });
    }
}

/// What each agency was asked and said: a line of its own for each, also for one that nobody asked.
pub(super) fn write_agencies(writer: &mut Writer, site: &Site, state: &Contact, partnership: &Partnership) {
    let words = site.words();
    writer.heading(2, words.say("contact-agencies"));
    let rows = AGENCIES.iter().map(|(agency, _)| {
        let label = choice_words(site, "agency-which", agency);
        let said = Html::build(|writer| {
            let Some(line) = state.agencies.get(*agency) else {
                return writer.text(&words.say("contact-agency-not-asked"));
            };
            if let Some(asked) = &line.asked {
                let who = asked.fact.person.map(|person| name_of(site, partnership, Some(person)));
                let who = who.unwrap_or_else(|| words.say("contact-agency-nobody"));
                let time = full_time(asked.at);
                let values = [("time", time.as_str()), ("who", &who), ("words", &asked.fact.words)];
                writer.element("p").class("govuk-body").text(&words.with("contact-agency-asked", &values));
            }
            for answered in &line.answered {
                let fact = &answered.fact;
                let by = if fact.said_by.is_empty() {
                    name_of(site, partnership, answered.author.person)
                } else {
                    fact.said_by.clone()
                };
                let what = match fact.shared {
                    Shared::Shares => fact.knows.clone(),
                    Shared::KnowsNothing => words.say("contact-agency-knows-nothing"),
                    Shared::Keeps => words.say("contact-agency-keeps"),
                };
                let paragraph = writer.element("p").class("govuk-body alongside-as-written");
                paragraph.text(&what);
                let time = full_time(answered.at);
                let values = [("name", by.as_str()), ("time", &time), ("why", &fact.why)];
                let name =
                    if fact.why.is_empty() { "contact-agency-by" } else { "contact-agency-by-because" };
                writer.element("p").class("alongside-because").text(&words.with(name, &values));
            }
            if line.answered.is_empty() {
                writer.text(&words.say("contact-agency-waits"));
            }
        });
        SummaryRow::new(label, said)
    });
    writer.add(&SummaryList::of(rows.collect()));
}

/// What was recommended to the manager.
pub(super) fn write_recommended(
    writer: &mut Writer,
    site: &Site,
    state: &Contact,
    partnership: &Partnership,
) {
    let words = site.words();
    for looked in &state.looked {
        let name = name_of(site, partnership, looked.author.person);
        let time = full_time(looked.at);
        writer.heading(2, words.with("contact-looked", &[("name", &name), ("time", &time)]));
        writer.element("p").class("govuk-body alongside-as-written").text(&looked.fact.words);
    }
    if state.recommended.is_empty() {
        return;
    }
    writer.heading(2, words.say("contact-recommended"));
    writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
        for recommended in &state.recommended {
            let child = state.child(recommended.fact.child).map(|child| named(site, child));
            let name = name_of(site, partnership, recommended.author.person);
            let outcome = outcome_words(site, recommended.fact.outcome);
            let child = child.unwrap_or_default();
            let values = [
                ("child", child.as_str()),
                ("outcome", &outcome),
                ("name", &name),
                ("why", &recommended.fact.why),
            ];
            writer.element("li").text(&words.with("contact-recommendation", &values));
        }
    });
}
