//! Systems of other agencies: the administrator lets one in, with a key that is shown once, and withdraws it.

use application::Failure;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Cell, Html, Panel, Table, Tag, Writer};
use kernel::PersonId;
use records::partnership::{PartnerSystem, Partnership};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::children::fields::Typed;
use crate::pages::safety::refusal_words;
use crate::pages::work::shown::scroll;
use crate::site::Site;
use crate::submitted::Submitted;

/// Where they stand.
const PATH: &str = "/systems";

/// The page.
pub async fn show(State(site): State<Site>, reader: SignedIn) -> Result<Response, PageFailure> {
    open(&site, &reader)?;
    view(&site, &reader, None, &Problems::default()).await
}

/// A system is let in, and its key is shown.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    open(&site, &reader)?;
    let (agency, name) = (submitted.value("agency"), submitted.value("name"));
    match site.application().let_system_in(&reader.actor, agency, name, submitted.once).await {
        Ok(key) => Ok(shown_once(&site, &reader, name, &key.text)),
        Err(Failure::Refused(refusal)) => {
            let field = if refusal.code() == "unknown-agency" { "agency" } else { "name" };
            let problems = Problems::one(field, refusal_words(&site, refusal.code()));
            view(&site, &reader, Some(&submitted), &problems).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// A key is withdrawn.
pub async fn withdraw(
    State(site): State<Site>,
    reader: SignedIn,
    Path(system): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    match site.application().shut_system_out(&reader.actor, PersonId(system), submitted.once).await {
        Ok(()) => Ok(Redirect::to(PATH).into_response()),
        // There is no such system any more, whoever withdrew its key.
        Err(Failure::Refused(_)) => Err(PageFailure::NotThere),
        Err(failure) => Err(failure.into()),
    }
}

fn open(site: &Site, reader: &SignedIn) -> Result<(), PageFailure> {
    if site.application().may_manage_systems(&reader.actor) { Ok(()) } else { Err(PageFailure::NotThere) }
}

fn shown_once(site: &Site, reader: &SignedIn, name: &str, key: &str) -> Response {
    let words = site.words();
    let title = words.with("systems-key-title", &[("name", name)]);
    let main = Html::build(|writer| {
        let content = Html::build(|writer| {
            writer.element("span").class("alongside-code").text(key);
        });
        let panel = Panel { title: title.as_str().into(), content: content.into(), ..Panel::default() };
        writer.add(&panel);
        writer.paragraph(words.say("systems-key-once"));
        writer.add(&Button::link(words.say("systems-back"), PATH));
    });
    let frame = Frame::practitioner(&reader.actor, "systems");
    full_page(site, &frame, &title, Some(PATH), &Problems::default(), main)
}

async fn view(
    site: &Site,
    reader: &SignedIn,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let partnership = site.application().partnership_state().await?;
    let partnership = &partnership.state;
    let words = site.words();
    let title = words.say("systems-title");
    let typed = Typed::new(site, submitted, problems);
    let fields = form(site, &reader.held, PATH, |writer| {
        let agencies = partnership.agencies.values();
        let agencies = agencies.map(|agency| (agency.agency.as_str(), agency.name.clone())).collect();
        typed.select(writer, "agency", "systems-new-agency", agencies, "");
        typed.line(writer, "name", "systems-new-name", "");
        writer.add(&Button::submit(words.say("systems-new-button")));
    });
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("systems-lead"));
        if partnership.systems.is_empty() {
            writer.paragraph(words.say("systems-none"));
        } else {
            write_systems(writer, site, reader, partnership);
        }
        writer.heading(2, words.say("systems-new"));
        writer.html(&fields);
    });
    let frame = Frame::practitioner(&reader.actor, "systems");
    Ok(full_page(site, &frame, &title, None, problems, main))
}

fn write_systems(writer: &mut Writer, site: &Site, reader: &SignedIn, partnership: &Partnership) {
    let words = site.words();
    let row = |system: &PartnerSystem| {
        let fact = &system.let_in;
        let agency = partnership.agencies.get(&fact.agency);
        let agency = agency.map_or(fact.agency.as_str(), |agency| agency.name.as_str());
        let (colour, stands) =
            if system.shut_out { ("grey", "systems-out") } else { ("green", "systems-in") };
        let stands = Html::build(|writer| writer.add(&Tag::coloured(colour, words.say(stands))));
        let withdraw = form(site, &reader.held, &format!("{PATH}/{}/withdraw", fact.system), |writer| {
            writer.add(&Button::warning(words.with("systems-withdraw", &[("name", &fact.name)])));
        });
        vec![
            Cell::from(fact.name.as_str()),
            Cell::from(agency),
            Cell::from(stands),
            Cell::from(if system.shut_out { Html::default() } else { withdraw }),
        ]
    };
    let head = ["systems-name", "systems-agency", "systems-stands", "systems-act"];
    let caption = words.say("systems-caption");
    let table = Table {
        caption: caption.clone(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: Some(head.map(|name| Cell::from(words.say(name).as_str())).into()),
        first_cell_is_header: true,
        rows: partnership.systems.values().map(row).collect(),
        ..Table::default()
    };
    scroll(writer, &caption, &table);
}
