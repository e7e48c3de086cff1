//! The record of a child's protection: what stands, what can be done now, what is due and why, what happened.

use access::{FieldKind, RecordKind};
use application::{DutyShown, Opened, ReadReason};
use axum::extract::{Path, State};
use axum::response::Response;
use forms::Language;
use govuk::{Button, Html, InsetText, WarningText, Writer};
use guidance::full_date;
use kernel::{StreamId, StreamKind};
use records::protection::Protection;
use uuid::Uuid;

use super::happened;
use super::list::write_marks;
use super::step::Step;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page};
use crate::pages::places::write_places_of;
use crate::pages::safety::concern::write_duties;
use crate::pages::safety::parts::name_of;
use crate::site::Site;

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(child): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let application = site.application();
    let reason = ReadReason::work("protection");
    let opened = application.open_protection(&signed_in.actor, child, reason).await?;
    let stream = StreamId::new(StreamKind::Protection, child);
    let duties = application.duties_of(stream).await?;
    let stands = stands(&site, &opened.state).await?;
    let places = write_places_of(&site, &signed_in, child).await?;
    let history = happened::html(&site, &opened.state).await?;
    let history = Html::join([history, places]);
    Ok(view(&site, &signed_in, child, &opened, &duties, &stands, &history))
}

fn view(
    site: &Site,
    signed_in: &SignedIn,
    child: Uuid,
    opened: &Opened<Protection>,
    duties: &[DutyShown],
    stands: &[String],
    history: &Html,
) -> Response {
    let words = site.words();
    let state = &opened.state;
    let title = if state.called.is_empty() { words.say("protection-unnamed") } else { state.called.clone() };
    let main = Html::build(|writer| {
        writer.element("span").class("govuk-caption-l").text(&words.say("protection-title"));
        writer.element("h1").class("govuk-heading-l").text(&title);
        let listed = records::protection::list(state, site.application().rules());
        if !listed.line.marks.is_empty() {
            writer
                .element("p")
                .class("govuk-body")
                .within(|writer| write_marks(writer, site, &listed.line.marks));
        }
        writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
            for line in stands {
                writer.element("li").text(line);
            }
        });
        if let Some(missing) = missing(site, state) {
            writer.add(&WarningText::from(missing.as_str()));
        }
        write_steps(writer, site, signed_in, child, opened);
        writer.paragraph(words.say("protection-support-goes-on"));
        let concern = state.discussions.iter().rev().find_map(|discussion| discussion.convened.fact.concern);
        if let Some(concern) = concern.filter(|_| may_read_concerns(site, signed_in)) {
            writer.element("p").class("govuk-body").within(|writer| {
                writer
                    .element("a")
                    .class("govuk-link")
                    .attribute("href", &format!("/concerns/{concern}/diversion"))
                    .text(&words.say("protection-concern"));
            });
        }
        write_duties(writer, site, duties);
        if let Some(written) = state.plan().and_then(|plan| plan.written.last()) {
            writer.heading(2, words.say("protection-plan-now"));
            happened::write_answers(writer, site, &written.fact.answers);
        }
        writer.heading(2, words.say("protection-happened"));
        write_pages(writer, site, child, state);
        writer.html(history);
    });
    let frame = Frame::practitioner(&signed_in.actor, "protection");
    full_page(site, &frame, &title, Some("/protection"), &Problems::default(), main)
}

/// The pages that show what was recorded in other ways.
fn write_pages(writer: &mut Writer, site: &Site, child: Uuid, state: &Protection) {
    let family = (!state.networks.is_empty()).then_some(("family", "protection-network-link"));
    let called = state.waiting_conference().map(|_| ("calendar", "protection-calendar-link"));
    let pages = [("chronology", "protection-chronology-link")].into_iter().chain(family).chain(called);
    let pages = pages.map(|(page, label)| (format!("/protection/{child}/{page}"), label));
    let pages = pages.chain([(format!("/looked-after/{child}"), "looked-after-link")]);
    writer.element("ul").class("govuk-list alongside-no-print").within(|writer| {
        for (address, label) in pages {
            writer.element("li").within(|writer| {
                let link = writer.element("a").class("govuk-link");
                link.attribute("href", &address).text(&site.words().say(label));
            });
        }
    });
}

fn may_read_concerns(site: &Site, signed_in: &SignedIn) -> bool {
    let application = site.application();
    let facts = access::RecordFacts::new(application.partnership().clone());
    let resource = access::Resource::of(&signed_in.actor, RecordKind::Concern, FieldKind::Ordinary, &facts);
    application.policy().decide(&signed_in.actor, access::Action::CompleteCrossing, &resource).allowed
}

/// Everything that stands, each in a sentence: more than one thing may be open at once.
async fn stands(site: &Site, state: &Protection) -> Result<Vec<String>, PageFailure> {
    let words = site.words();
    let mut lines = Vec::new();
    let on = |moment: kernel::Moment| full_date(moment.date());
    if state.waiting_discussion().is_some() {
        lines.push(words.say("protection-stands-discussion"));
    }
    if state.unclosed_discussion().is_some() {
        lines.push(words.say("protection-stands-household"));
    }
    if let Some(enquiry) = state.open_enquiry() {
        let date = on(enquiry.begun.happened);
        lines.push(words.with("protection-stands-enquiry", &[("date", &date)]));
        if enquiry.waits().is_some() {
            lines.push(words.say("protection-stands-conclusion"));
        }
    }
    let work = state.open_enquiry().is_some() || state.plan().is_some();
    match state.lead() {
        Some(lead) => {
            let name = name_of(site, Some(lead)).await?;
            lines.push(words.with("protection-stands-lead", &[("name", &name)]));
        }
        None if work => lines.push(words.say("protection-stands-nobody-leads")),
        None => {}
    }
    if let Some(conference) = state.waiting_conference() {
        let date = full_date(conference.called.fact.on);
        lines.push(words.with("protection-stands-called", &[("date", &date)]));
    } else if state.plan().is_none() && state.next_conference().is_some() {
        lines.push(words.say("protection-stands-needed"));
    }
    if let Some(chair) = state.chair() {
        let name = name_of(site, Some(chair)).await?;
        lines.push(words.with("protection-stands-chair", &[("name", &name)]));
    }
    if let Some(plan) = state.plan() {
        let (date, categories) = (on(plan.made.happened), categories(site, state));
        lines.push(words.with("protection-stands-plan", &[("date", &date), ("categories", &categories)]));
        if plan.not_needed().is_some() {
            lines.push(words.say("protection-stands-ends"));
        }
    }
    for order in state.running_orders() {
        let name = format!("protection-stands-{}", happened::kind_of(order.made.fact.kind));
        let from = match order.made.happened {
            kernel::Moment::At(at) => guidance::full_time(at),
            kernel::Moment::On(day) => full_date(day),
        };
        lines.push(words.with(&name, &[("from", &from)]));
    }
    if let Some(meeting) = state.open_family_meeting() {
        let said = if meeting.answered.is_some() { "family-accepted" } else { "family-offered" };
        lines.push(
            words.with(&format!("protection-stands-{said}"), &[("date", &on(meeting.offered.happened))]),
        );
    }
    if let Some(open) = state.open_proceedings() {
        let (said, since) = match &open.decided {
            Some(decided) => ("court", decided.happened),
            None => ("proceedings", open.considered.happened),
        };
        lines.push(words.with(&format!("protection-stands-{said}"), &[("date", &on(since))]));
    }
    for incident in state.open_incidents() {
        let since = on(incident.recorded.happened);
        if incident.waits_for_area() {
            lines.push(words.with("protection-stands-incident-elsewhere", &[("date", &since)]));
        }
        if incident.is_ours() || incident.waits_for_notice() {
            lines.push(words.with("protection-stands-incident", &[("date", &since)]));
        }
    }
    for open in state.open_disagreements() {
        let name = name_of(site, open.raised.author.person).await?;
        let number = open.stage().to_string();
        let said = if open.waits_for_answer() { "disagreement-waits" } else { "disagreement-answered" };
        let values = [("name", name.as_str()), ("stage", &number)];
        lines.push(words.with(&format!("protection-stands-{said}"), &values));
    }
    if state.told.is_empty() {
        lines.push(words.say("protection-stands-nobody-told"));
    } else {
        let names: Vec<&str> = state.told.iter().map(|told| told.fact.name.as_str()).collect();
        lines.push(words.with("protection-stands-told", &[("names", &names.join(", "))]));
    }
    Ok(lines)
}

/// The kinds of harm of the plan in force, in the form's words.
fn categories(site: &Site, state: &Protection) -> String {
    let form = site.application().forms().latest(records::protection::FORM);
    let question = form.and_then(|form| form.question("hold-category"));
    let chosen = state.plan().map(|plan| &plan.reviews.last().unwrap_or(&plan.made).fact.categories);
    let (Some(question), Some(chosen)) = (question, chosen) else { return String::new() };
    let language = Language::english();
    let named = question.choices().iter().filter(|choice| chosen.contains(&choice.value));
    named.map(|choice| choice.words(&language, None).label.clone()).collect::<Vec<_>>().join(", ")
}

/// Which of the core agencies was missing from the latest discussion; it stays visible.
fn missing(site: &Site, state: &Protection) -> Option<String> {
    let held = state.discussions.iter().rev().find_map(|discussion| discussion.held.as_ref())?;
    if held.fact.missing.is_empty() {
        return None;
    }
    let form = site.application().forms().form_of(&held.fact.answers)?;
    let question = form.question("discussion-core")?;
    let language = Language::english();
    let named = question.choices().iter().filter(|choice| held.fact.missing.contains(&choice.value));
    let named: Vec<String> = named.map(|choice| choice.words(&language, None).label.clone()).collect();
    let why = held.fact.answers.text("discussion-missing").unwrap_or_default().trim();
    let words = site.words();
    let who = named.join(", ");
    Some(if why.is_empty() {
        words.with("protection-missing-no-reason", &[("who", &who)])
    } else {
        words.with("protection-missing", &[("who", &who), ("why", why)])
    })
}

/// What this reader may do as things stand.
fn write_steps(
    writer: &mut Writer,
    site: &Site,
    signed_in: &SignedIn,
    child: Uuid,
    opened: &Opened<Protection>,
) {
    let application = site.application();
    let may = |step: &Step| {
        let kind = RecordKind::Protection;
        application.may(&signed_in.actor, opened, step.action(), kind, FieldKind::Ordinary)
    };
    let open = |step: &Step| step.is_open(&opened.state, application.rules(), signed_in);
    let steps: Vec<Step> = Step::ALL.into_iter().filter(|step| open(step) && may(step)).collect();
    if steps.is_empty() {
        writer.add(&InsetText::from(site.words().say("protection-nothing-to-do").as_str()));
        return;
    }
    let (any_time, next): (Vec<Step>, Vec<Step>) = steps.into_iter().partition(|step| step.is_for_any_time());
    let label = |step: Step| site.words().say(&format!("protection-{}-title", step.name()));
    let address = |step: Step| format!("/protection/{child}/{}", step.name());
    writer.element("div").class("alongside-no-print").within(|writer| {
        if !next.is_empty() {
            writer.heading(2, site.words().say("protection-next"));
            writer.element("div").class("govuk-button-group").within(|writer| {
                for step in next {
                    let classes = "govuk-button--secondary".into();
                    writer.add(&Button { classes, ..Button::link(label(step), address(step)) });
                }
            });
        }
        if !any_time.is_empty() {
            writer.heading(2, site.words().say("protection-any-time"));
            writer.element("ul").class("govuk-list govuk-list--spaced").within(|writer| {
                for step in any_time {
                    writer.element("li").within(|writer| {
                        let link = writer.element("a").class("govuk-link");
                        link.attribute("href", &address(step)).text(&label(step));
                    });
                }
            });
        }
    });
}
