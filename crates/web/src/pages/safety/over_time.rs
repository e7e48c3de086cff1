//! What was said about one child over time, by whichever agency, oldest first: for whoever decides whether a child needs protecting.
//! Things that are small one by one may be a picture. It is no score: nothing is added up, and the page says so.

use application::{CameOf, SaidOfChild};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use govuk::{Button, Html, InsetText, Tag, Writer};
use guidance::full_date;
use kernel::{StreamKind, london_date};
use serde::Deserialize;
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::pages::contacts::{agency_words, outcome_words};
use crate::pages::protection::choose;
use crate::site::Site;

/// Of whom what was said is shown.
#[derive(Debug, Default, Deserialize)]
pub struct Shown {
    /// One agency, as it is named on the page; empty for all.
    #[serde(default)]
    agency: String,
}

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(child): Path<Uuid>,
    Query(shown): Query<Shown>,
) -> Result<Response, PageFailure> {
    let said = site.application().over_time(&signed_in.actor, child).await?;
    let words = site.words();
    let title = words.say("over-time-title");
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("over-time-lead"));
        writer.add(&InsetText::from(words.say("over-time-no-score").as_str()));
        write_choice(writer, &site, &said, &shown.agency);
        writer.element("ol").class("alongside-timeline").within(|writer| {
            let kept = said.iter().filter(|line| shown.agency.is_empty() || by(&site, line) == shown.agency);
            for line in kept {
                let item = writer.element("li").class("alongside-timeline__item");
                item.within(|writer| write_line(writer, &site, line));
            }
        });
    });
    Ok(page(&site, &Frame::practitioner(&signed_in.actor, "front-door"), &title, main))
}

/// Who said it: an agency by its name, or nobody of an agency.
fn by(site: &Site, line: &SaidOfChild) -> String {
    if line.agency.is_empty() {
        return site.words().say("over-time-nobody-of-an-agency");
    }
    match line.came {
        CameOf::Nothing => agency_words(site, &line.agency),
        _ => line.agency.clone(),
    }
}

fn write_choice(writer: &mut Writer, site: &Site, said: &[SaidOfChild], chosen: &str) {
    let mut agencies: Vec<String> = said.iter().map(|line| by(site, line)).collect();
    agencies.sort();
    agencies.dedup();
    if agencies.len() < 2 {
        return;
    }
    let all = ("", site.words().say("over-time-all"));
    let choices = agencies.iter().map(|agency| (agency.as_str(), agency.clone()));
    let choices = std::iter::once(all).chain(choices).collect();
    // It goes to the page that it stands on.
    let form = writer.element("form").class("alongside-no-print").attribute("method", "get");
    form.within(|writer| {
        choose(writer, site, ("agency", "over-time-agency"), choices, chosen);
        writer.add(&Button::secondary(site.words().say("over-time-choose")));
    });
}

fn write_line(writer: &mut Writer, site: &Site, line: &SaidOfChild) {
    let words = site.words();
    let place = if line.record.kind == StreamKind::Concern { "concerns" } else { "contacts" };
    let href = format!("/{place}/{}", line.record.id);
    let kind = match (line.record.kind, &line.came) {
        (StreamKind::Concern, _) => "over-time-concern",
        (_, CameOf::Nothing) => "over-time-answer",
        _ => "over-time-contact",
    };
    writer.element("p").class("govuk-body govuk-!-margin-bottom-1").within(|writer| {
        let to_record = writer.element("a").class("govuk-link").attribute("href", &href);
        to_record.text(&full_date(london_date(line.at)));
        writer.text(". ");
        let values = [("what", words.say(kind)), ("agency", by(site, line))];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        writer.text(&words.with("over-time-line", &values));
    });
    if !line.words.is_empty() {
        writer.element("p").class("govuk-body alongside-as-written").text(&line.words);
    }
    match &line.came {
        CameOf::Nothing => {}
        CameOf::Waits => write_tag(writer, "yellow", words.say("over-time-waits")),
        CameOf::Discussion => write_tag(writer, "red", words.say("over-time-discussion")),
        CameOf::SetAside => writer.paragraph(words.say("over-time-set-aside")),
        CameOf::Decided(outcome) => write_tag(writer, "grey", outcome_words(site, *outcome)),
        CameOf::Answered(answer) => {
            write_tag(writer, "grey", words.say("over-time-answered"));
            writer.element("p").class("govuk-body alongside-as-written").text(answer);
        }
    }
}

fn write_tag(writer: &mut Writer, colour: &str, text: String) {
    writer.element("p").class("govuk-body govuk-!-margin-bottom-1").within(|writer| {
        writer.add(&Tag::coloured(colour, text));
    });
}

/// The way to it, for whoever may look.
pub(in crate::pages) fn write_link(writer: &mut Writer, site: &Site, signed_in: &SignedIn, child: Uuid) {
    if !site.application().may_look_over_time(&signed_in.actor) {
        return;
    }
    writer.element("p").class("govuk-body alongside-no-print").within(|writer| {
        let link = writer.element("a").class("govuk-link").attribute("href", &format!("/over-time/{child}"));
        link.text(&site.words().say("over-time-link"));
    });
}
