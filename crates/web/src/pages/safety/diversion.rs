//! The diversion record of one concern: how it stands, what can be done now, and what is still to complete, each with its
//! due time. Nothing here changes anything that a family reads; the support goes on.

use access::Action;
use application::{DutyShown, Opened, ReadReason};
use axum::extract::{Path, State};
use axum::response::Response;
use forms::{Answers, Language};
use govuk::{
    Button, Html, InsetText, SummaryList, SummaryRow, Tag, Task, TaskList, TaskStatus, WarningText, Writer,
};
use guidance::{Due, Status, full_date, full_time};
use kernel::{StreamId, StreamKind};
use records::concern::{Concern, Part, RefusedBecause};
use uuid::Uuid;

use super::concern::{answers, may, write_duties};
use super::diversion_history::happened;
use super::parts::name_of;
use super::step::Step;
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page};
use crate::questions::in_words;
use crate::site::Site;

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(concern): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let reason = ReadReason::work("concern-diversion");
    let opened = open_in_view(&site, &signed_in, concern, reason).await?;
    if !may(&site, &signed_in, &opened, Action::CompleteCrossing) {
        return Err(PageFailure::NotThere);
    }
    let raised = opened.state.raised.as_ref().ok_or(PageFailure::NotThere)?;
    let words = site.words();
    let title = words.say("diversion-title");
    let stands = stands(&site, &opened.state).await?;
    let duties = site.application().duties_of(StreamId::new(StreamKind::Concern, concern)).await?;
    let earlier = site.application().earlier_concerns(&signed_in.actor, concern, &opened).await?;
    let mut history = happened(&site, &opened.state).await?;
    history.sort_by_key(|(at, _)| *at);
    let links = links(&site, &signed_in, &opened, concern).await?;
    let main = Html::build(|writer| {
        writer.element("span").class("govuk-caption-l").text(&raised.fact.about.described);
        writer.element("h1").class("govuk-heading-l").text(&title);
        write_refused(writer, &site, &opened.state);
        writer.add(&InsetText { classes: "alongside-as-written".into(), ..InsetText::from(stands.as_str()) });
        writer.html(&links);
        writer.paragraph(words.say("diversion-support-goes-on"));
        if opened.state.comes_from_outside_alone() {
            writer.paragraph(words.say("diversion-outside"));
        }
        for row in &earlier {
            let date = full_date(kernel::london_date(row.at));
            writer.element("p").class("govuk-body").within(|writer| {
                writer
                    .element("a")
                    .class("govuk-link")
                    .attribute("href", &format!("/concerns/{concern}/earlier/{}", row.stream.id))
                    .text(&words.with("diversion-earlier", &[("date", &date)]));
            });
        }
        write_tasks(writer, &site, &opened.state, concern, &duties);
        if let Some(proposal) = opened.state.diversion.proposals.last() {
            writer.element("h2").class("govuk-heading-m").text(&words.say("crossing-proposed"));
            write_said(writer, &site, &proposal.made.fact.answers);
        }
        writer.element("h2").class("govuk-heading-m").text(&words.say("diversion-happened"));
        if history.is_empty() {
            writer.paragraph(words.say("diversion-nothing-yet"));
        }
        writer.element("ol").class("alongside-timeline").within(|writer| {
            for (_, line) in &history {
                writer
                    .element("li")
                    .class("alongside-timeline__item")
                    .within(|writer| writer.element("p").class("govuk-body alongside-as-written").text(line));
            }
        });
        write_duties(writer, &site, &duties);
    });
    let frame = Frame::practitioner(&signed_in.actor, "front-door");
    let back = format!("/concerns/{concern}");
    Ok(full_page(&site, &frame, &title, Some(&back), &Problems::default(), main))
}

/// Opens a concern that is in view: not set aside, or opened again by this reader with a reason.
pub(super) async fn open_in_view(
    site: &Site,
    signed_in: &SignedIn,
    concern: Uuid,
    reason: ReadReason,
) -> Result<Opened<Concern>, PageFailure> {
    let opened = site.application().open_concern(&signed_in.actor, concern, reason).await?;
    let diversion = &opened.state.diversion;
    let in_view = !diversion.is_out_of_view() || diversion.is_open_again_to(signed_in.person);
    if in_view { Ok(opened) } else { Err(PageFailure::NotThere) }
}

/// The answers to some of the form, as they were written, in the form's order.
pub(super) fn write_said(writer: &mut Writer, site: &Site, answers: &Answers) {
    let language = Language::english();
    let Some(form) = site.application().forms().form_of(answers) else { return };
    let answered = form.questions().filter_map(|question| {
        let answer = answers.get(question.id.as_str())?;
        let value = Html::build(|writer| {
            writer.element("div").class("alongside-as-written").text(&in_words(form, question, answer));
        });
        Some(SummaryRow::new(question.words(&language, None).label.clone(), value))
    });
    let rows: Vec<SummaryRow> = answered.collect();
    if rows.is_empty() {
        writer.paragraph(site.words().say("crossing-said-nothing-more"));
    } else {
        writer.add(&SummaryList::of(rows));
    }
}

/// How it stands, in a sentence.
async fn stands(site: &Site, state: &Concern) -> Result<String, PageFailure> {
    let words = site.words();
    let diversion = &state.diversion;
    if let Some(outcome) = &diversion.outcome {
        let name = name_of(site, outcome.author.person).await?;
        let said = if outcome.fact.substantiated {
            "diversion-substantiated"
        } else {
            "diversion-not-substantiated"
        };
        return Ok(words.with(said, &[("name", &name), ("time", &full_time(outcome.at))]));
    }
    if let Some(closed) = &diversion.closed {
        return Ok(words.with("diversion-closed", &[("time", &full_time(closed.at))]));
    }
    if let Some(opened) = &diversion.opened {
        let name = name_of(site, opened.author.person).await?;
        let said = if diversion.enquiry.is_some() { "diversion-enquiring" } else { "diversion-open" };
        return Ok(words.with(said, &[("name", &name), ("time", &full_time(opened.at))]));
    }
    if let Some(waiting) = diversion.waiting() {
        let name = name_of(site, waiting.made.author.person).await?;
        return Ok(words.with("diversion-waiting", &[("name", &name), ("time", &full_time(waiting.made.at))]));
    }
    let refused = diversion.refused().map(|refused| refused.fact.because);
    Ok(words.say(match refused {
        Some(RefusedBecause::DecidedOtherwise) => "diversion-stays",
        Some(RefusedBecause::NeverSufficientAlone) => "diversion-refused-stands",
        None => "diversion-none",
    }))
}

/// A refusal by the rule, with the rule and with what follows.
fn write_refused(writer: &mut Writer, site: &Site, state: &Concern) {
    let Some(refused) = state.diversion.refused() else { return };
    if refused.fact.because != RefusedBecause::NeverSufficientAlone {
        return;
    }
    let words = site.words();
    writer.add(&WarningText::from(words.say("diversion-refused").as_str()));
    writer.paragraph(words.say("diversion-refused-rule"));
    writer.paragraph(words.say(if state.is_answered() {
        "diversion-refused-answered"
    } else {
        "diversion-refused-answer-due"
    }));
}

/// What this reader may do as things stand.
async fn links(
    site: &Site,
    signed_in: &SignedIn,
    opened: &Opened<Concern>,
    concern: Uuid,
) -> Result<Html, PageFailure> {
    let words = site.words();
    let mut steps = Vec::new();
    for step in Step::DOING {
        let open = step.is_open(&opened.state) && may(site, signed_in, opened, step.action());
        if open && step.is_theirs(site.application(), &signed_in.actor, opened).await? {
            steps.push(step);
        }
    }
    let answers = answers(site, signed_in, opened).await?;
    Ok(Html::build(|writer| {
        writer.element("div").class("govuk-button-group alongside-no-print").within(|writer| {
            for step in steps {
                let href = format!("/concerns/{concern}/diversion/{}", step.name());
                let label = words.say(&format!("crossing-{}-link", step.name()));
                let classes =
                    if step == Step::Emergency { "govuk-button--warning" } else { "govuk-button--secondary" };
                writer.add(&Button { classes: classes.into(), ..Button::link(label, href) });
            }
            if opened.state.diversion.opened.is_some()
                && site.application().may_begin_protection(&signed_in.actor)
            {
                let href = format!("/concerns/{concern}/protection");
                writer.add(&Button::link(words.say("protection-link"), href));
            }
            let refused = opened.state.diversion.refused().is_some() && !opened.state.is_answered();
            if refused && answers {
                writer.add(&Button::link(words.say("concern-answer"), format!("/concerns/{concern}/answer")));
            }
            if !opened.state.diversion.is_empty() && may(site, signed_in, opened, Action::DecideTelling) {
                for (name, href) in [("tell-family-link", "tell"), ("concern-telling", "telling")] {
                    writer.add(&Button {
                        classes: "govuk-button--secondary".into(),
                        ..Button::link(words.say(name), format!("/concerns/{concern}/{href}"))
                    });
                }
            }
        });
    }))
}

/// The parts that complete the record, each with how far it is and by when.
fn write_tasks(writer: &mut Writer, site: &Site, state: &Concern, concern: Uuid, duties: &[DutyShown]) {
    let words = site.words();
    let items: Vec<Task> = state
        .parts_asked()
        .map(|part| Task {
            title: words.say(&format!("crossing-{}-title", part.section())).into(),
            hint: Html::build(|writer| {
                writer.element("div").text(&words.say(&format!("crossing-{}-task", part.section())));
                if let Some(due) = task_due(site, part, duties) {
                    writer.element("div").text(&due);
                }
            })
            .into(),
            href: format!("/concerns/{concern}/diversion/{}", part.section()),
            status: task_status(site, state, part, duties),
            ..Task::default()
        })
        .collect();
    if items.is_empty() {
        return;
    }
    writer.element("h2").class("govuk-heading-m").text(&words.say("diversion-complete"));
    writer.paragraph(words.say("diversion-complete-lead"));
    writer.add(&TaskList { items, ..TaskList::default() });
}

/// The duty, or the promise, that a part answers.
const fn duty_of(part: Part) -> &'static str {
    match part {
        Part::Significance => "LS-CROSSING-HARM",
        Part::Source => "LS-CROSSING-FROM-WHOM",
        Part::Agencies => "LS-CROSSING-AGENCIES",
        Part::Children => "LS-CROSSING-CHILDREN",
        Part::Alternatives => "LS-CROSSING-ALTERNATIVES",
        Part::Adviser => "LS-CROSSING-ADVISER",
        Part::Agreement => "LS-CROSSING-AGREEMENT",
        Part::Officer => "AL-01",
        Part::Setting => "LS-SETTING",
    }
}

/// By when a part is due, if it is still to do.
fn task_due(site: &Site, part: Part, duties: &[DutyShown]) -> Option<String> {
    let duty = duties.iter().find(|duty| duty.scheduled.duty == duty_of(part))?;
    let due = match duty.scheduled.due {
        Due::At(instant) => full_time(instant),
        Due::On(date) => full_date(date),
        Due::NoLimit | Due::BeyondKnownHolidays => site.words().say("concern-no-date"),
    };
    Some(site.words().with("diversion-by", &[("due", &due)]))
}

fn task_status(site: &Site, state: &Concern, part: Part, duties: &[DutyShown]) -> TaskStatus {
    let words = site.words();
    if let Some(at) = state.diversion.answered_at(part) {
        return TaskStatus::Words(words.with("diversion-done", &[("time", &full_time(at))]).into());
    }
    let duty = duties.iter().find(|duty| duty.scheduled.duty == duty_of(part));
    let overdue = duty.is_some_and(|duty| duty.status == Status::Overdue);
    let begun = state.diversion.part(part).is_some();
    let (colour, name) = match (overdue, begun) {
        (true, _) => ("red", "concern-overdue"),
        (false, true) => ("yellow", "diversion-begun"),
        (false, false) => ("blue", "concern-to-do"),
    };
    TaskStatus::Tag(Tag::coloured(colour, words.say(name)))
}
