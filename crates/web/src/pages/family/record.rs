//! The record as it is written, section by section.

use std::collections::BTreeSet;

use access::{Action, RecordKind};
use application::DutyShown;
use axum::extract::State;
use axum::response::Response;
use forms::{Form, Language, Section};
use govuk::{Button, Html, InsetText, Writer};
use guidance::full_date;
use kernel::london_date;
use records::child::{Child, Entry};

use super::home::write_as_written;
use super::ownership::{HeldBack, held_back};
use super::reading::Reading;
use super::{entry, not_open, talk, views};
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::site::Site;

/// The page.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-record").await?;
    let title = site.words().say("family-record-title");
    if reading.child.is_none() {
        return Ok(not_open::view(&reading, &title));
    }
    let duties = reading.duties().await?;
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.element("p").class("govuk-body-l").text(&site.words().say("family-record-lead"));
        write_contents(&reading, writer);
        writer.html(&body(&reading, &duties, 2, true));
        writer.html(&talk::view(&reading, 2));
    });
    Ok(page(&site, &Frame::Family, &title, main))
}

/// Everything of the record that the reader is shown, below headings of this level.
pub(super) fn body(reading: &Reading, duties: &[DutyShown], level: u8, links: bool) -> Html {
    let Some(child) = reading.record() else { return Html::default() };
    Html::build(|writer| {
        write_lead(reading, writer, child, level);
        write_meetings(reading, writer, child, level);
        for (section, why) in sections(reading, child) {
            write_section(reading, writer, (section, &why), duties, level, links);
        }
        write_whole(reading, writer, child, duties, level, links);
    })
}

fn form(reading: &Reading) -> Option<&Form> {
    reading.site.application().forms().latest("assessment")
}

/// The open sections in the form's order, each with why it is open.
fn sections<'a>(reading: &'a Reading, child: &'a Child) -> Vec<(&'a Section, Why<'a>)> {
    let requested =
        child.assessment.opened.as_ref().map(|support| support.fact.sections.as_slice()).unwrap_or_default();
    let sections = form(reading).map(Form::sections).unwrap_or_default();
    let why = |section: &Section| {
        let id = section.id.as_str();
        if requested.iter().any(|open| open == id) {
            return Some(Why::Asked);
        }
        child.assessment.sections.iter().find(|opened| opened.fact.section == id).map(Why::Reason)
    };
    sections.iter().filter_map(|section| why(section).map(|why| (section, why))).collect()
}

/// Why a section is open.
enum Why<'a> {
    /// What was asked for needs it.
    Asked,
    /// Somebody gave a reason.
    Reason(&'a records::request::Noted<records::child::SectionOpened>),
}

fn title(section: &Section) -> &str {
    &section.worded.words(&Language::english(), None).label
}

fn write_contents(reading: &Reading, writer: &mut Writer) {
    let Some(child) = reading.record() else { return };
    let words = reading.words();
    let label = words.say("family-record-contents");
    writer.element("nav").class("alongside-contents").attribute("aria-label", &label).within(|writer| {
        writer.element("ul").class("govuk-list").within(|writer| {
            for (section, _) in sections(reading, child) {
                let href = format!("#section-{}", section.id);
                writer.element("li").within(|writer| {
                    writer.element("a").class("govuk-link").attribute("href", &href).text(title(section));
                });
            }
        });
    });
}

/// Who leads the assessment; and where their training has a gap, that it has, and who stands beside them.
fn write_lead(reading: &Reading, writer: &mut Writer, child: &Child, level: u8) {
    let words = reading.words();
    writer.heading(level, words.say("family-record-lead-title"));
    let Some(allocated) = child.assessment.allocated.last() else {
        writer.paragraph(words.say("family-record-lead-nobody"));
        return;
    };
    let name = reading.name_of(Some(allocated.fact.assessor));
    let since = full_date(london_date(allocated.at));
    writer.paragraph(words.with("family-record-lead-who", &[("name", &name), ("date", &since)]));
    match (&allocated.fact.condition, allocated.fact.trained_until) {
        (Some(condition), _) => {
            let adviser = reading.name_of(Some(condition.adviser));
            let gap = words.with("family-record-lead-gap", &[("name", &name), ("adviser", &adviser)]);
            writer.paragraph(gap);
            write_as_written(writer, &words.say("family-record-why"), &condition.why);
        }
        (None, Some(until)) => {
            writer.paragraph(words.with("family-record-lead-trained", &[("date", &full_date(until))]));
        }
        (None, None) => {}
    }
}

fn write_meetings(reading: &Reading, writer: &mut Writer, child: &Child, level: u8) {
    let words = reading.words();
    writer.heading(level, words.say("family-record-met-title"));
    for met in &child.assessment.met {
        let (name, date) = (reading.name_of(met.author.person), full_date(met.happened.date()));
        writer.element("div").class("alongside-entry").within(|writer| {
            let byline = words.with("family-record-met", &[("name", &name), ("date", &date)]);
            writer.element("p").class("alongside-entry__byline").text(&byline);
            write_as_written(writer, &words.say("family-record-met-place"), &met.fact.place);
            write_as_written(writer, &words.say("family-record-met-how"), &met.fact.how);
            if views::sees(reading, child, met.fact.views_for_family) {
                write_as_written(writer, &words.say("family-record-met-views"), &met.fact.views);
            }
        });
    }
    if let Some(not_met) = &child.assessment.not_met {
        let name = reading.name_of(not_met.author.person);
        writer.paragraph(words.with("family-record-not-met", &[("name", &name)]));
        write_as_written(writer, &words.say("family-record-why"), &not_met.fact.why);
    } else if child.assessment.met.is_empty() {
        writer.paragraph(words.say("family-record-met-not-yet"));
    }
}

fn write_section(
    reading: &Reading,
    writer: &mut Writer,
    (section, why): (&Section, &Why<'_>),
    duties: &[DutyShown],
    level: u8,
    links: bool,
) {
    let words = reading.words();
    let entries: Vec<&Entry> = reading
        .record()
        .map(|child| child.section_entries(section.id.as_str()).collect())
        .unwrap_or_default();
    writer.element("section").attribute("id", &format!("section-{}", section.id)).within(|writer| {
        writer.heading(level, title(section));
        match why {
            Why::Asked => writer.paragraph(words.say("family-record-open-asked")),
            Why::Reason(opened) => {
                let (name, date) = (reading.name_of(opened.author.person), full_date(london_date(opened.at)));
                let open = words.with("family-record-open-reason", &[("name", &name), ("date", &date)]);
                write_as_written(writer, &open, &opened.fact.why);
            }
        }
        let mut held = BTreeSet::new();
        for written in &entries {
            let question = entry::asked_of(reading, written).map(|(_, question)| question);
            match held_back(reading, written, question) {
                None => writer.html(&entry::view(reading, written, duties, level + 1, links)),
                Some(why) => {
                    held.insert(why);
                }
            }
        }
        for why in held {
            write_held_back(reading, writer, why);
        }
        if entries.is_empty() {
            writer.paragraph(words.say("family-record-nothing-yet"));
        }
    });
}

/// That something is held back, why, and whom to ask: once for each reason, whatever there is of it.
fn write_held_back(reading: &Reading, writer: &mut Writer, why: HeldBack) {
    let name = match why {
        HeldBack::OwnWords => "family-record-held-own-words",
        HeldBack::Intimate => "family-record-held-intimate",
    };
    let said = reading.words().with(name, &[("ask", &talk::who_to_ask(reading))]);
    writer.add(&InsetText::from(said.as_str()));
}

/// What the reader said about the whole.
fn write_whole(
    reading: &Reading,
    writer: &mut Writer,
    child: &Child,
    duties: &[DutyShown],
    level: u8,
    links: bool,
) {
    let words = reading.words();
    writer.element("section").attribute("id", "comments").within(|writer| {
        writer.heading(level, words.say("family-record-whole-title"));
        writer.paragraph(words.say("family-record-whole-lead"));
        for comment in child.comments.iter().filter(|comment| comment.made.fact.entry.is_none()) {
            let need = comment.made.fact.need.and_then(|need| child.need(need));
            if let Some(need) = need.filter(|_| reading.sees_comment(comment)) {
                write_as_written(writer, &words.say("family-comment-need"), &need.current().fact.statement);
            }
            entry::write_comment(reading, writer, comment, duties);
        }
        if links && reading.may(Action::Comment, RecordKind::AssessmentEntry) {
            writer.add(&Button {
                classes: "govuk-button--secondary".into(),
                ..Button::link(words.say("family-record-whole-link"), "/family/record/comment")
            });
        }
    });
}
