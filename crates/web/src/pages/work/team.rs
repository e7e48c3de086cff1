//! Who has what, for managers: each person's list and each pool with how much is late, and what was promised and nobody has
//! acted on. Numbers of work, never of people: nobody is ranked.

use application::{DutyShown, Holder, Holding, Silent};
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Cell, Html, Table, Writer};
use kernel::PersonId;
use records::partnership::Partnership;
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page, page};
use crate::pages::safety::parts::title_of;
use crate::pages::work::away;
use crate::pages::work::shown::{about, duty_table, name_of, scroll, short_due, short_time};
use crate::site::Site;

/// The page of everybody.
pub async fn show(State(site): State<Site>, signed_in: SignedIn) -> Result<Response, PageFailure> {
    let application = site.application();
    let overseen = application.overseen(&signed_in.actor).await?;
    let partnership = application.partnership_state().await?;
    let words = site.words();
    let title = words.say("team-title");
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("team-lead"));
        write_silent(writer, &site, &signed_in, &partnership.state, &overseen.silent);
        away::write_absences(writer, &site, &signed_in, &partnership.state);
        write_unsupervised(writer, &site, &signed_in, &overseen.unsupervised);
        write_holdings(writer, &site, &partnership.state, &overseen.holdings);
    });
    Ok(page(&site, &Frame::practitioner(&signed_in.actor, "team"), &title, main))
}

/// One person's list.
pub async fn show_one(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(worker): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let application = site.application();
    let person = PersonId(worker);
    let duties = application.list_of(&signed_in.actor, person).await?;
    let partnership = application.partnership_state().await?;
    let words = site.words();
    let name = name_of(&site, &partnership.state, Some(person));
    let title = words.with("team-one-title", &[("name", &name)]);
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.element("p").class("govuk-body alongside-no-print").within(|writer| {
            let link =
                writer.element("a").class("govuk-link").attribute("href", &format!("/team/{person}/away"));
            link.text(&words.with("team-away-link", &[("name", &name)]));
        });
        if duties.is_empty() {
            return writer.paragraph(words.say("team-one-nothing"));
        }
        let caption = words.count("team-one-count", duties.len() as u64);
        let shown: Vec<_> = duties.iter().collect();
        scroll(writer, &caption, &duty_table(&site, &caption, &shown, Some(&signed_in.actor)));
    });
    let frame = Frame::practitioner(&signed_in.actor, "team");
    Ok(full_page(&site, &frame, &title, Some("/team"), &Problems::default(), main))
}

/// What is late and about which nothing was written since.
fn write_silent(
    writer: &mut Writer,
    site: &Site,
    signed_in: &SignedIn,
    partnership: &Partnership,
    silent: &[Silent],
) {
    let words = site.words();
    let caption = words.count("team-silent", silent.len() as u64);
    if silent.is_empty() {
        writer.heading(2, caption);
        return;
    }
    let head = [
        "team-column-promised",
        "work-column-about",
        "work-column-due",
        "team-column-last",
        "team-column-who",
    ];
    let row = |silent: &Silent| {
        let duty = &silent.duty;
        let owner = duty.person.or(duty.about.owner);
        let who = match owner {
            Some(owner) => name_of(site, partnership, Some(owner)),
            None => words.say("team-nobody"),
        };
        vec![
            Cell::from(duty.scheduled.name.as_str()),
            Cell::from(about(site, &signed_in.actor, &duty.about)),
            Cell::from(short_due(site, duty.scheduled.due).as_str()),
            Cell::from(short_time(silent.last).as_str()),
            Cell::from(who.as_str()),
        ]
    };
    let table = Table {
        caption: caption.clone(),
        caption_classes: "govuk-table__caption--m".to_owned(),
        classes: "alongside-dense".to_owned(),
        head: Some(head.map(|name| Cell::from(words.say(name).as_str())).into()),
        first_cell_is_header: true,
        rows: silent.iter().map(row).collect(),
        ..Table::default()
    };
    writer.paragraph(words.say("team-silent-lead"));
    scroll(writer, &caption, &table);
}

/// Children about whom nobody has talked in supervision for longer than the protocol says.
fn write_unsupervised(writer: &mut Writer, site: &Site, signed_in: &SignedIn, late: &[DutyShown]) {
    let words = site.words();
    let caption = words.count("team-unsupervised", late.len() as u64);
    if late.is_empty() {
        return writer.heading(2, caption);
    }
    let shown: Vec<_> = late.iter().collect();
    writer.paragraph(words.say("team-unsupervised-lead"));
    scroll(writer, &caption, &duty_table(site, &caption, &shown, Some(&signed_in.actor)));
}

/// Who has what: by team, and in a team by name.
fn write_holdings(writer: &mut Writer, site: &Site, partnership: &Partnership, holdings: &[Holding]) {
    let (words, today) = (site.words(), site.application().today());
    let mut rows: Vec<(String, String, &Holding)> = holdings
        .iter()
        .map(|holding| match &holding.holder {
            Holder::Person(person) => {
                let team = partnership.team_on(*person, today).unwrap_or_default().to_owned();
                (team, name_of(site, partnership, Some(*person)), holding)
            }
            Holder::Pool(capacity) => (String::new(), title_of(site, capacity), holding),
        })
        .collect();
    rows.sort_by(|one, other| (&one.0, &one.1).cmp(&(&other.0, &other.1)));
    let head = [
        "team-column-who",
        "team-column-team",
        "team-column-records",
        "team-column-open",
        "team-column-late",
    ];
    let cells = rows.iter().map(|(team, name, holding)| {
        let who = Html::build(|writer| match &holding.holder {
            Holder::Person(person) => {
                let link = writer.element("a").class("govuk-link");
                link.attribute("href", &format!("/team/{person}")).text(name);
            }
            Holder::Pool(_) => writer.text(&words.with("team-pool", &[("capacity", name)])),
        });
        let team = if team.is_empty() { words.say("team-none") } else { team.clone() };
        let late = words.count("team-late", holding.late as u64);
        vec![
            Cell::from(who),
            Cell::from(team.as_str()),
            Cell::from(holding.records.to_string().as_str()),
            Cell::from(holding.due.to_string().as_str()),
            Cell::from(late.as_str()),
        ]
    });
    let caption = words.say("team-holdings");
    let table = Table {
        caption: caption.clone(),
        caption_classes: "govuk-table__caption--m".to_owned(),
        classes: "alongside-dense".to_owned(),
        head: Some(head.map(|name| Cell::from(words.say(name).as_str())).into()),
        first_cell_is_header: true,
        rows: cells.collect(),
        ..Table::default()
    };
    if rows.is_empty() {
        return writer.paragraph(words.say("team-nothing"));
    }
    scroll(writer, &caption, &table);
}
