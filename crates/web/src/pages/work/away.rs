//! A manager records that somebody is away, from when to when, and who covers; and ends it early.

use application::{Act, PARTNERSHIP_STREAM};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Cell, Html, Table, Writer};
use kernel::PersonId;
use records::partnership::{
    Absence, AbsenceEnded, AbsenceRecorded, EndAbsence, Partnership, Practitioner, RecordAbsence,
};
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::pages::children::child_page::carry_out;
use crate::pages::children::fields::{Typed, date_typed};
use crate::pages::work::shown::{name_of, scroll, short_date};
use crate::site::Site;
use crate::submitted::Submitted;

/// The form.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(worker): Path<Uuid>,
) -> Result<Response, PageFailure> {
    view(&site, &reader, PersonId(worker), None, &Problems::default()).await
}

/// It is recorded.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(worker): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let person = PersonId(worker);
    known(&site, &reader, person).await?;
    let words = site.words();
    let mut problems = Problems::default();
    let cover = submitted.identifier("cover").map(PersonId);
    if cover.is_none() {
        problems.0.push(("cover".to_owned(), words.say("team-away-cover-missing")));
    }
    let (from, until) = (date_typed(&submitted, "from"), date_typed(&submitted, "until"));
    for (name, day) in [("from.day", &from), ("until.day", &until)] {
        if !matches!(day, Ok(Some(_))) {
            problems.0.push((name.to_owned(), words.say("children-not-a-date")));
        }
    }
    let (Some(cover), Ok(Some(from)), Ok(Some(until))) = (cover, from, until) else {
        return view(&site, &reader, person, Some(&submitted), &problems).await;
    };
    let absence = site.application().new_identifier();
    let recorded = AbsenceRecorded { absence, person, cover, from, until };
    let act = Act::on(PARTNERSHIP_STREAM.id, RecordAbsence(recorded));
    match carry_out(&site, &reader.actor, act, &submitted, field_of).await? {
        None => Ok(Redirect::to("/team").into_response()),
        Some(problems) => view(&site, &reader, person, Some(&submitted), &problems).await,
    }
}

/// It ends early.
pub async fn end(
    State(site): State<Site>,
    reader: SignedIn,
    Path(absence): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let act = Act::on(PARTNERSHIP_STREAM.id, EndAbsence(AbsenceEnded { absence }));
    match carry_out(&site, &reader.actor, act, &submitted, field_of).await? {
        None => Ok(Redirect::to("/team").into_response()),
        // There is no such absence any more, whoever ended it.
        Some(_) => Err(PageFailure::NotThere),
    }
}

fn field_of(code: &str) -> &'static str {
    match code {
        "absence-days" | "absence-already" => "from.day",
        _ => "cover",
    }
}

/// Who is away, as far as the reader oversees the work of others.
async fn known(site: &Site, reader: &SignedIn, person: PersonId) -> Result<Practitioner, PageFailure> {
    if !site.application().may_oversee(&reader.actor) {
        return Err(PageFailure::NotThere);
    }
    let partnership = site.application().partnership_state().await?;
    partnership.state.practitioner(person).cloned().ok_or(PageFailure::NotThere)
}

async fn view(
    site: &Site,
    reader: &SignedIn,
    person: PersonId,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    let away = known(site, reader, person).await?;
    let partnership = site.application().partnership_state().await?;
    let same_work = |other: &&Practitioner| {
        other.person != person && away.capacities.iter().any(|capacity| other.may_act_as(capacity.as_str()))
    };
    let mut others: Vec<(String, String)> = partnership
        .state
        .practitioners
        .values()
        .filter(same_work)
        .map(|other| (other.person.to_string(), other.name.clone()))
        .collect();
    others.sort_by(|left, right| left.1.cmp(&right.1));
    let words = site.words();
    let title = words.with("team-away-title", &[("name", &away.name)]);
    let typed = Typed::new(site, submitted, problems);
    let fields = form(site, &reader.held, &format!("/team/{person}/away"), |writer| {
        let choices = others.iter().map(|(id, name)| (id.as_str(), name.clone())).collect();
        typed.select(writer, "cover", "team-away-cover", choices, "");
        typed.date(writer, "from", "team-away-from", None);
        typed.date(writer, "until", "team-away-until", None);
        writer.add(&Button::submit(words.say("team-away-save")));
    });
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("team-away-lead"));
        writer.html(&fields);
    });
    let frame = Frame::practitioner(&reader.actor, "team");
    Ok(full_page(site, &frame, &title, Some(&format!("/team/{person}")), problems, main))
}

/// Who is away or will be, with who covers and until when.
pub(super) fn write_absences(writer: &mut Writer, site: &Site, reader: &SignedIn, partnership: &Partnership) {
    let words = site.words();
    let absences = partnership.away_from(site.application().today());
    let caption = words.count("team-away", absences.len() as u64);
    if absences.is_empty() {
        return writer.heading(2, caption);
    }
    let row = |absence: &&Absence| {
        let fact = &absence.recorded;
        let name = name_of(site, partnership, Some(fact.person));
        let address = format!("/team/absences/{}/end", fact.absence);
        let end = form(site, &reader.held, &address, |writer| {
            writer.add(&Button::secondary(words.with("team-away-end", &[("name", &name)])));
        });
        vec![
            Cell::from(name.as_str()),
            Cell::from(name_of(site, partnership, Some(fact.cover)).as_str()),
            Cell::from(short_date(fact.from).as_str()),
            Cell::from(short_date(fact.until).as_str()),
            Cell::from(end),
        ]
    };
    let head = [
        "team-away-who",
        "team-away-covers",
        "team-away-column-from",
        "team-away-column-until",
        "team-away-column-end",
    ];
    let table = Table {
        caption: caption.clone(),
        caption_classes: "govuk-table__caption--m".to_owned(),
        classes: "alongside-dense".to_owned(),
        head: Some(head.map(|name| Cell::from(words.say(name).as_str())).into()),
        first_cell_is_header: true,
        rows: absences.iter().map(row).collect(),
        ..Table::default()
    };
    scroll(writer, &caption, &table);
}
