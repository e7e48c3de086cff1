//! The record of a place, a group or a space online: what is known, the plan, who works on it, and the children who may be harmed
//! there, as far as the reader may see each.

use access::{FieldKind, RecordKind};
use application::{Opened, ReadReason};
use axum::extract::{Path, State};
use axum::response::Response;
use forms::{Answers, Language};
use govuk::{Button, Html, InsetText, SummaryList, SummaryRow, Writer};
use guidance::full_date;
use kernel::{StreamId, StreamKind};
use records::place::{FORM, Link, Place, PlaceWork};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page};
use crate::pages::safety::concern::write_duties;
use crate::pages::safety::parts::{name_of, title_of};
use crate::pages::timeline;
use crate::site::Site;

/// The page.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(place): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let application = site.application();
    let opened = application.open_place(&signed_in.actor, place, ReadReason::work("place")).await?;
    let duties = application.duties_of(StreamId::new(StreamKind::Place, place)).await?;
    let state = &opened.state;
    let mut people = Vec::new();
    for (person, capacity, _) in state.workers() {
        people.push((name_of(&site, Some(person)).await?, title_of(&site, &capacity)));
    }
    let history = history(&site, state).await?;
    let words = site.words();
    let title = state.name().to_owned();
    let main = Html::build(|writer| {
        writer.element("span").class("govuk-caption-l").text(&words.say("places-title"));
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("places-never-a-suspect"));
        if let Some(review) = state.review_on().filter(|_| state.is_open()) {
            writer.paragraph(words.with("places-review-on", &[("date", &full_date(review))]));
        }
        write_steps(writer, &site, &signed_in, place, &opened);
        write_duties(writer, &site, &duties);
        write_children(writer, &site, &signed_in, place, &opened);
        if let Some(plan) = state.latest(PlaceWork::Plan) {
            writer.heading(2, words.say("places-plan"));
            timeline::write_answers(writer, &site, &plan.fact.answers);
        }
        writer.heading(2, words.say("places-people"));
        writer.add(&SummaryList::of(
            people.iter().map(|(name, capacity)| SummaryRow::new(name.clone(), capacity.clone())).collect(),
        ));
        writer.heading(2, words.say("protection-happened"));
        timeline::write(writer, &site, &history);
    });
    let frame = Frame::practitioner(&signed_in.actor, "places");
    Ok(full_page(&site, &frame, &title, Some("/places"), &Problems::default(), main))
}

/// The title of a section of the form.
pub(super) fn section(site: &Site, name: &str) -> String {
    let form = site.application().forms().latest(FORM);
    let section = form.and_then(|form| form.section(name));
    section.map_or_else(String::new, |section| section.words(&Language::english()).label.clone())
}

/// What was done about it, the latest first. What is about one child stands with that child alone.
async fn history(site: &Site, state: &Place) -> Result<Vec<(String, Option<Answers>)>, PageFailure> {
    let mut found = Vec::new();
    let opened = state.opened.iter().map(|noted| {
        (noted.at, noted.happened, noted.author.person, "open", Some(noted.fact.answers.clone()))
    });
    let steps = state.steps.iter().map(|noted| {
        let name = noted.fact.what.name();
        (noted.at, noted.happened, noted.author.person, name, Some(noted.fact.answers.clone()))
    });
    let closed = state.closed.iter().map(|noted| {
        (noted.at, noted.happened, noted.author.person, "close", Some(noted.fact.answers.clone()))
    });
    for (at, happened, by, name, answers) in opened.chain(steps).chain(closed) {
        let (by, date) = (name_of(site, by).await?, full_date(happened.date()));
        let what = section(site, name);
        let values = [("what", what.as_str()), ("named", ""), ("date", &date), ("name", &by)];
        found.push((at, site.words().with("protection-line", &values), answers));
    }
    found.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
    Ok(found.into_iter().map(|(_, line, answers)| (line, answers)).collect())
}

fn write_steps(writer: &mut Writer, site: &Site, signed_in: &SignedIn, place: Uuid, opened: &Opened<Place>) {
    let application = site.application();
    let may =
        |action| application.may(&signed_in.actor, opened, action, RecordKind::Place, FieldKind::Ordinary);
    let steps: Vec<&str> = super::step_page::STEPS
        .iter()
        .filter(|(name, action)| may(*action) && super::step_page::is_open(name, &opened.state))
        .map(|(name, _)| *name)
        .collect();
    if steps.is_empty() {
        writer.add(&InsetText::from(site.words().say("protection-nothing-to-do").as_str()));
        return;
    }
    writer.element("div").class("govuk-button-group alongside-no-print").within(|writer| {
        for name in steps {
            let label =
                if name == "partner" { site.words().say("places-name-partner") } else { section(site, name) };
            let classes = "govuk-button--secondary".into();
            writer.add(&Button { classes, ..Button::link(label, format!("/places/{place}/{name}")) });
        }
    });
}

/// Children who may be harmed there: those whose link the reader may see.
fn write_children(
    writer: &mut Writer,
    site: &Site,
    signed_in: &SignedIn,
    place: Uuid,
    opened: &Opened<Place>,
) {
    let (application, words) = (site.application(), site.words());
    let seen = |link: &&Link| application.may_see_link(&signed_in.actor, &opened.facts, &link.linked.fact);
    let links: Vec<&Link> = opened.state.standing().filter(seen).collect();
    writer.heading(2, words.say("places-children"));
    if links.is_empty() {
        writer.paragraph(words.say("places-children-none"));
        return;
    }
    let may =
        |action| application.may(&signed_in.actor, opened, action, RecordKind::Place, FieldKind::Ordinary);
    for link in links {
        let fact = &link.linked.fact;
        writer.element("div").class("alongside-entry").within(|writer| {
            writer.heading(3, fact.called.as_str());
            if fact.core_alone {
                writer.paragraph(words.say("places-core-alone"));
            }
            timeline::write_answers(writer, site, &fact.answers);
            match link.decided.last() {
                Some(decided) => timeline::write_answers(writer, site, &decided.fact.answers),
                None => writer.paragraph(words.say("places-undecided")),
            }
            writer.element("ul").class("govuk-list alongside-no-print").within(|writer| {
                for (name, action) in super::link_page::OF_A_LINK {
                    if may(action) && (name != "unlink" || !link.decided.is_empty()) {
                        writer.element("li").within(|writer| {
                            let address = format!("/places/{place}/children/{}/{name}", fact.link);
                            let anchor = writer.element("a").class("govuk-link").attribute("href", &address);
                            let values = [("what", section(site, name)), ("name", fact.called.clone())];
                            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
                            anchor.text(&words.with("places-of", &values));
                        });
                    }
                }
            });
        });
    }
}
