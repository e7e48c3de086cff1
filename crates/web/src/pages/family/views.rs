//! What the child said, as the family reads it: what the child agreed to share, what was done about it and when the child
//! was told. The child or young person reads all of it.
//!
//! What a child keeps leaves no trace here: no place, no count, no date.

use access::{Action, FieldKind, RecordKind, Resource};
use axum::extract::State;
use axum::response::Response;
use govuk::{Button, Html, Writer};
use guidance::full_date;
use kernel::london_date;
use records::child::{Child, View, Wish, WishStep};

use super::home::write_as_written;
use super::reading::Reading;
use super::{not_open, talk};
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::pages::children::views::write_answers;
use crate::site::Site;

/// The page.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-views").await?;
    let title = site.words().say("family-views-title");
    if reading.child.is_none() {
        return Ok(not_open::view(&reading, &title));
    }
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        let lead = if is_the_child(&reading) { "family-views-lead-own" } else { "family-views-lead" };
        writer.element("p").class("govuk-body-l").text(&site.words().say(lead));
        if is_the_child(&reading) && reading.may(Action::Comment, RecordKind::AssessmentEntry) {
            writer.add(&Button::link(site.words().say("family-views-new"), "/family/views/new"));
        }
        writer.html(&body(&reading, 2));
        writer.html(&talk::view(&reading, 2));
    });
    Ok(page(&site, &Frame::Family, &title, main))
}

/// Whether the reader is the child or young person.
pub(super) fn is_the_child(reading: &Reading) -> bool {
    let today = reading.site.application().today();
    let is_young = |child: &Child| {
        child.parts_of(reading.me, today).any(|part| part.capacity.as_str() == "young-person")
    };
    reading.record().is_some_and(is_young)
}

/// Whether the table lets the reader see what a child said: the child's own, shared with the family where the child agreed.
pub(super) fn sees(reading: &Reading, child: &Child, for_family: bool) -> bool {
    let Some(open) = &reading.child else { return false };
    let today = reading.site.application().today();
    let parts = child.involved.iter().filter(|part| part.holds_on(today));
    let (young, others): (Vec<_>, Vec<_>) = parts.partition(|part| part.capacity.as_str() == "young-person");
    let mut facts = open.opened.facts.clone();
    facts.own_of = young.into_iter().map(|part| part.person).collect();
    let family = others.into_iter().filter(|part| part.capacity.as_str() == "parent-carer");
    facts.shared_with = family.filter(|_| for_family).map(|part| part.person).collect();
    let resource = Resource::of(&reading.actor, RecordKind::AssessmentEntry, FieldKind::OwnWords, &facts);
    reading.site.application().policy().decide(&reading.actor, Action::See, &resource).allowed
}

/// What was said and what became of it, below headings of this level.
pub(super) fn body(reading: &Reading, level: u8) -> Html {
    let Some(child) = reading.record() else { return Html::default() };
    let words = reading.words();
    let seen: Vec<&View> =
        child.views.said.iter().filter(|view| sees(reading, child, view.is_for_family())).collect();
    Html::build(|writer| {
        if seen.is_empty() {
            writer.paragraph(words.say("family-views-none"));
        }
        for view in seen.iter().rev() {
            write_view(reading, writer, view, level);
        }
        write_tried(reading, writer, child, level);
        let wishes: Vec<&Wish> =
            child.views.wishes.iter().filter(|wish| sees_wish(reading, child, wish)).collect();
        if !wishes.is_empty() {
            writer.heading(level, words.say("family-wishes-title"));
        }
        for wish in wishes {
            write_wish(reading, writer, wish);
        }
        if sees(reading, child, true) {
            for copy in &child.views.copies {
                let values = [("how", copy.fact.how.as_str()), ("date", &full_date(copy.happened.date()))];
                writer.paragraph(words.with("family-views-copy", &values));
            }
        }
    })
}

fn write_view(reading: &Reading, writer: &mut Writer, view: &View, level: u8) {
    let words = reading.words();
    let id = format!("view-{}", view.id());
    writer.element("article").class("alongside-entry").attribute("id", &id).within(|writer| {
        let date = full_date(view.recorded.happened.date());
        writer.heading(level, words.with("family-view-heading", &[("date", &date)]));
        writer.element("p").class("alongside-entry__words").text(view.recorded.fact.said());
        let name = reading.name_of(view.recorded.author.person);
        let byline = words.with("family-view-byline", &[("name", &name)]);
        writer.element("p").class("alongside-entry__byline").text(&byline);
        write_answers(&reading.site, writer, &view.recorded.fact.answers);
        match view.answered.last() {
            Some(answered) => {
                let outcome =
                    words.say(&format!("view-outcome-{}", answered.fact.outcome.name().replace('_', "-")));
                let values = [("outcome", outcome.as_str()), ("date", &full_date(london_date(answered.at)))];
                writer.paragraph(words.with("family-view-answered", &values));
                write_as_written(writer, &words.say("family-view-done"), &answered.fact.done);
                write_as_written(writer, &words.say("family-view-why"), &answered.fact.why);
            }
            None => writer.paragraph(words.say("family-view-not-answered")),
        }
        for told in &view.told {
            let date = full_date(told.happened.date());
            let lead = words.with("family-view-told", &[("date", &date)]);
            write_as_written(writer, &lead, &told.fact.how);
        }
    });
}

/// What was tried where the child's views could not be found out.
fn write_tried(reading: &Reading, writer: &mut Writer, child: &Child, level: u8) {
    let words = reading.words();
    for tried in &child.views.not_obtained {
        let date = full_date(london_date(tried.at));
        writer.heading(level, words.with("family-views-tried-title", &[("date", &date)]));
        write_as_written(writer, &words.say("family-views-tried"), &tried.fact.tried);
        write_as_written(writer, &words.say("family-views-why"), &tried.fact.why);
        write_as_written(writer, &words.say("family-views-next"), &tried.fact.next);
    }
}

/// A parent reads of a wish once they have been asked about it; the child reads of their own.
fn sees_wish(reading: &Reading, child: &Child, wish: &Wish) -> bool {
    sees(reading, child, wish.has(WishStep::NotAgreed))
}

fn write_wish(reading: &Reading, writer: &mut Writer, wish: &Wish) {
    let words = reading.words();
    let own = is_the_child(reading);
    let whom = wish.recorded.fact.with.as_str();
    let said = if own { "family-wish-own" } else { "family-wish" };
    writer.paragraph(words.with(said, &[("with", whom)]));
    if wish.has(WishStep::NotAgreed) && !own {
        writer.paragraph(words.say("family-wish-no-blame"));
    }
    for (step, name) in [
        (WishStep::SupervisorTold, "family-wish-supervisor-told"),
        (WishStep::AdvocateTold, "family-wish-advocate-told"),
        (WishStep::Honoured, "family-wish-honoured"),
    ] {
        let taken = wish.steps.iter().find(|taken| taken.fact.step == step);
        // Whether a child has spoken to somebody is the child's to say.
        if let Some(taken) = taken.filter(|_| own || step != WishStep::Honoured) {
            writer.paragraph(words.with(name, &[("date", &full_date(london_date(taken.at)))]));
        }
    }
}
