//! One concern, whole, for the front door: what was said, by whom, what became of it, and what is due.

use access::{Action, FieldKind, RecordKind};
use application::{Act, DutyShown, Failure, Opened, ReadReason};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{
    Attributes, Button, ButtonType, Cell, Html, SummaryList, SummaryRow, Table, Tag, WarningText, Writer,
};
use guidance::{Due, full_date, full_time};
use kernel::{StreamId, StreamKind};
use records::concern::{AnswerConcern, Concern, ConcernAnswered, MarkSeen, Raised, Way};
use records::request::Noted;
use uuid::Uuid;

use super::diversion::open_in_view;
use super::diversion_history::happened;
use super::over_time;
use super::parts::{how_long, mark, name_of, passed_on_to, record_of, refusal_words, way_to};
use super::step::SAID;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::questions::in_words;
use crate::site::Site;
use crate::submitted::Submitted;

/// Where the button stands, for a summary that links to it.
const SEEN_BUTTON: &str = "seen";

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(concern): Path<Uuid>,
) -> Result<Response, PageFailure> {
    view(&site, &signed_in, concern, &Problems::default()).await
}

/// Somebody has seen it.
pub async fn submit(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(concern): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let mut act = Act::on(concern, MarkSeen);
    if let Some(once) = submitted.once {
        act = act.once(once);
    }
    match site.application().execute(&signed_in.actor, act).await {
        Ok(_) => Ok(Redirect::to(&format!("/concerns/{concern}")).into_response()),
        // There is no such concern; a list of the front door says so of nothing else.
        Err(Failure::Refused(refusal)) if refusal.code() == "no-such-concern" => Err(PageFailure::NotThere),
        Err(Failure::Refused(refusal)) => {
            let problems = Problems::one(SEEN_BUTTON, refusal_words(&site, refusal.code()));
            view(&site, &signed_in, concern, &problems).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// What the front door may do with a concern.
pub(super) fn may(site: &Site, signed_in: &SignedIn, opened: &Opened<Concern>, action: Action) -> bool {
    site.application().may(&signed_in.actor, opened, action, RecordKind::Concern, FieldKind::Ordinary)
}

/// Whether the reader is one who answers concerns in writing.
pub(super) async fn answers(
    site: &Site,
    signed_in: &SignedIn,
    opened: &Opened<Concern>,
) -> Result<bool, PageFailure> {
    let answer = AnswerConcern(ConcernAnswered { words: SAID.to_owned() });
    Ok(site.application().would_take(&signed_in.actor, opened, &answer).await?)
}

async fn view(
    site: &Site,
    signed_in: &SignedIn,
    concern: Uuid,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let application = site.application();
    let opened = open_in_view(site, signed_in, concern, ReadReason::work("concern")).await?;
    let raised = opened.state.raised.as_ref().ok_or(PageFailure::NotThere)?;
    let words = site.words();
    let described = &raised.fact.about.described;
    let title = if described.is_empty() {
        words.say("concern-title-nobody")
    } else {
        words.with("concern-title", &[("about", described)])
    };
    let facts = facts(site, raised, &opened).await?;
    let history = history(site, &opened.state).await?;
    let duties = application.duties_of(StreamId::new(StreamKind::Concern, concern)).await?;
    let record = match record_of(&raised.fact.about) {
        Some(record) => way_to(site, &signed_in.actor, record).await?,
        None => None,
    };
    let actions = actions(site, signed_in, &opened, concern).await?;
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        write_marks(writer, site, &opened.state);
        writer.html(&actions);
        writer.add(&SummaryList::of(facts));
        if let Some((name, href)) = &record {
            writer.element("p").class("govuk-body").within(|writer| {
                writer.element("a").class("govuk-link").attribute("href", href).text(&words.say(name));
            });
        }
        if let Some(child) = raised.fact.about.child {
            over_time::write_link(writer, site, signed_in, child);
        }
        writer.element("h2").class("govuk-heading-m").text(&words.say("concern-said"));
        writer.add(&SummaryList::of(said(site, &raised.fact)));
        writer.element("h2").class("govuk-heading-m").text(&words.say("concern-handover"));
        writer.element("ol").class("alongside-timeline").within(|writer| {
            for line in &history {
                writer
                    .element("li")
                    .class("alongside-timeline__item")
                    .within(|writer| writer.element("p").class("govuk-body alongside-as-written").text(line));
            }
        });
        write_duties(writer, site, &duties);
        writer.element("div").class("alongside-no-print").within(|writer| {
            writer.add(&Button {
                button_type: ButtonType::Button,
                attributes: Attributes::new().flag("data-print").flag("hidden"),
                ..Button::secondary(words.say("concern-print"))
            });
        });
    });
    let frame = Frame::practitioner(&signed_in.actor, "front-door");
    Ok(full_page(site, &frame, &title, Some("/concerns"), problems, main))
}

fn write_marks(writer: &mut Writer, site: &Site, state: &Concern) {
    let listing = records::concern::list(state, site.application().rules());
    writer.element("p").class("govuk-body").within(|writer| {
        for tag in listing.line.marks.iter().filter_map(|name| mark(site, name)) {
            writer.add(&tag);
            writer.text(" ");
        }
        if state.seen.is_none() {
            writer.add(&Tag::coloured("red", site.words().say("concern-mark-unseen")));
        }
    });
    if listing.line.marks.iter().any(|name| name == "unsure") && state.answered.is_empty() {
        writer.add(&WarningText::from(site.words().say("concern-unsure").as_str()));
    }
}

/// The button and the links, as far as they would not be refused.
async fn actions(
    site: &Site,
    signed_in: &SignedIn,
    opened: &Opened<Concern>,
    concern: Uuid,
) -> Result<Html, PageFailure> {
    let answers = answers(site, signed_in, opened).await?;
    let words = site.words();
    let seen = opened.state.seen.is_none() && may(site, signed_in, opened, Action::MarkSeen);
    let mark_seen = form(site, &signed_in.held, &format!("/concerns/{concern}/seen"), |writer| {
        writer.add(&Button { id: SEEN_BUTTON.into(), ..Button::submit(words.say("concern-mark-seen")) });
    });
    Ok(Html::build(|writer| {
        writer.element("div").class("govuk-button-group alongside-no-print").within(|writer| {
            if seen {
                writer.html(&mark_seen);
            }
            if may(site, signed_in, opened, Action::CompleteCrossing) {
                let href = format!("/concerns/{concern}/diversion");
                writer.add(&Button {
                    classes: "govuk-button--secondary".into(),
                    ..Button::link(words.say("concern-diversion"), href)
                });
            }
            if answers {
                let href = format!("/concerns/{concern}/answer");
                writer.add(&Button {
                    classes: "govuk-button--secondary".into(),
                    ..Button::link(words.say("concern-answer"), href)
                });
            }
            if may(site, signed_in, opened, Action::DecideTelling) {
                let href = format!("/concerns/{concern}/telling");
                writer.add(&Button {
                    classes: "govuk-button--secondary".into(),
                    ..Button::link(words.say("concern-telling"), href)
                });
            }
        });
    }))
}

/// Who raised it, how, when, and how to reach them.
async fn facts(
    site: &Site,
    raised: &Noted<Raised>,
    opened: &Opened<Concern>,
) -> Result<Vec<SummaryRow>, PageFailure> {
    let words = site.words();
    let fact = &raised.fact;
    let came = words
        .with("concern-came-in", &[("time", &full_time(raised.at)), ("ago", &how_long(site, raised.at))]);
    let way = match fact.way {
        Way::Practitioner => "concern-way-practitioner",
        Way::SafetyLine if record_of(&fact.about).is_some() => "concern-way-code",
        Way::SafetyLine => "concern-way-anybody",
        Way::Triage => "concern-way-triage",
    };
    let state = site.application().partnership_state().await?;
    let practitioner = raised.author.person.and_then(|person| state.state.practitioner(person));
    let name = practitioner.map_or_else(|| fact.raiser.name.clone(), |known| known.name.clone());
    let mut reach: Vec<String> = fact.raiser.contact.iter().map(|contact| contact.value.clone()).collect();
    reach.extend(practitioner.map(|known| known.telephone.clone()).filter(|number| !number.is_empty()));
    reach.dedup();
    let or_not_given = |text: String| if text.is_empty() { words.say("concern-not-given") } else { text };
    let mut rows = vec![
        SummaryRow::new(words.say("concern-came"), came),
        SummaryRow::new(words.say("concern-way"), words.say(way)),
        SummaryRow::new(words.say("concern-raised-by"), or_not_given(name)),
        SummaryRow::new(words.say("concern-reach"), or_not_given(reach.join("; "))),
        SummaryRow::new(words.say("concern-about"), or_not_given(fact.about.described.clone())),
    ];
    if opened.state.escalated.is_some() {
        rows.push(SummaryRow::new(words.say("concern-passed-on"), passed_on_to(site)));
    }
    Ok(rows)
}

/// The answers, as they were written, in the form's order.
fn said(site: &Site, fact: &Raised) -> Vec<SummaryRow> {
    let language = forms::Language::english();
    let Some(form) = site.application().forms().form_of(&fact.answers) else {
        return vec![SummaryRow::new(site.words().say("concern-noticed"), fact.noticed.clone())];
    };
    let answered = form.questions().filter_map(|question| {
        let answer = fact.answers.get(question.id.as_str())?;
        let value = Html::build(|writer| {
            writer.element("div").class("alongside-as-written").text(&in_words(form, question, answer));
        });
        Some(SummaryRow::new(question.words(&language, None).label.clone(), value))
    });
    let mut rows: Vec<SummaryRow> = answered.collect();
    if rows.is_empty() {
        rows.push(SummaryRow::new(site.words().say("concern-noticed"), fact.noticed.clone()));
    }
    rows
}

/// What happened, in lines that whoever takes over can read out, the oldest first.
async fn history(site: &Site, state: &Concern) -> Result<Vec<String>, PageFailure> {
    let words = site.words();
    let mut lines = Vec::new();
    if let Some(raised) = &state.raised {
        lines.push((raised.at, words.with("handover-raised", &[("time", &full_time(raised.at))])));
    }
    if let Some(passed_on) = &state.escalated {
        let named = [("time", full_time(passed_on.at)), ("others", passed_on_to(site))];
        let named = named.each_ref().map(|(name, value)| (*name, value.as_str()));
        lines.push((passed_on.at, words.with("handover-passed-on", &named)));
    }
    if let Some(seen) = &state.seen {
        let name = name_of(site, seen.author.person).await?;
        let named = [("time", full_time(seen.at)), ("name", name)];
        let named = named.each_ref().map(|(name, value)| (*name, value.as_str()));
        lines.push((seen.at, words.with("handover-seen", &named)));
    }
    for answered in &state.answered {
        let name = name_of(site, answered.author.person).await?;
        let time = full_time(answered.at);
        let named = [("time", time.as_str()), ("name", &name), ("words", &answered.fact.words)];
        lines.push((answered.at, words.with("handover-answered", &named)));
    }
    for not_telling in &state.not_telling {
        let until = full_date(kernel::london_date(not_telling.fact.review_at));
        let time = full_time(not_telling.at);
        lines.push(match not_telling.fact.owner {
            None => {
                let named = [("time", time.as_str()), ("until", &until)];
                (not_telling.at, words.with("handover-not-telling-nobody", &named))
            }
            Some(owner) => {
                let name = name_of(site, Some(owner)).await?;
                let why = &not_telling.fact.why;
                let named = [("time", time.as_str()), ("until", &until), ("name", &name), ("why", why)];
                (not_telling.at, words.with("handover-not-telling", &named))
            }
        });
    }
    lines.extend(happened(site, state).await?);
    lines.sort_by_key(|(at, _)| *at);
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

pub(in crate::pages) fn write_duties(writer: &mut Writer, site: &Site, duties: &[DutyShown]) {
    if duties.is_empty() {
        return;
    }
    let words = site.words();
    let rows = duties
        .iter()
        .map(|duty| {
            let due = match duty.scheduled.due {
                Due::At(instant) => full_time(instant),
                Due::On(date) => full_date(date),
                Due::NoLimit | Due::BeyondKnownHolidays => words.say("concern-no-date"),
            };
            let because = Html::build(|writer| {
                writer.element("div").text(&due);
                let explanation = &duty.scheduled.explanation;
                let source = duty.scheduled.clause.clone().or_else(|| duty.scheduled.clock.clone());
                let source = source.unwrap_or_else(|| duty.scheduled.duty.clone());
                writer
                    .element("div")
                    .class("alongside-because")
                    .text(&words.with("concern-because", &[("source", &source), ("how", explanation)]));
                if duty.scheduled.verified.is_some_and(guidance::Verified::needs_badge) {
                    writer.element("span").class("alongside-verified").text(&words.say("concern-unverified"));
                }
            });
            let status = if duty.status == guidance::Status::Overdue {
                Tag::coloured("red", words.say("concern-overdue"))
            } else {
                Tag::coloured("blue", words.say("concern-to-do"))
            };
            vec![
                Cell::from(duty.scheduled.must.as_str()),
                Cell::from(because),
                Cell::from(govuk::Component::render(&status)),
            ]
        })
        .collect();
    let head = ["concern-must", "concern-due", "concern-status"];
    let table = Table {
        caption: words.say("concern-duties"),
        caption_classes: "govuk-table__caption--m".to_owned(),
        head: Some(head.map(|name| Cell::from(words.say(name).as_str())).into()),
        rows,
        ..Table::default()
    };
    writer.element("div").class("alongside-scroll").within(|writer| writer.add(&table));
}
