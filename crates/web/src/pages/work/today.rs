//! Today: what is due, late and unanswered, and why. Nothing here opens a record; each list is one question to the store.

use application::{DutyShown, LineShown, Today};
use axum::extract::State;
use axum::response::Response;
use govuk::{Html, InsetText, Writer};
use guidance::Status;
use kernel::StreamKind;
use store::Page;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::pages::work::exercise::{self, Exercise};
use crate::pages::work::shown::{duty_table, line_table, name_of, scroll};
use crate::site::Site;

/// The most duties shown; the most urgent come first, and how many there are in all is said.
const DUTIES_MAX: u32 = 50;
/// The most records shown of each list below them; each list has a page of its own.
const WAITING_MAX: u32 = 10;

/// A list that waits for somebody in a capacity.
struct Waits {
    capacity: &'static str,
    kind: StreamKind,
    stage: &'static str,
    title: &'static str,
    count: &'static str,
}

const WAITS: [Waits; 5] = [
    Waits {
        capacity: "complaints-manager",
        kind: StreamKind::Challenge,
        stage: "to-allocate",
        title: "today-challenges-to-allocate",
        count: "today-count-challenges-to-allocate",
    },
    Waits {
        capacity: "navigator",
        kind: StreamKind::Request,
        stage: "to-read",
        title: "today-to-read",
        count: "today-count-to-read",
    },
    Waits {
        capacity: "navigator",
        kind: StreamKind::Request,
        stage: "to-triage",
        title: "today-to-triage",
        count: "today-count-to-triage",
    },
    Waits {
        capacity: "practice-supervisor",
        kind: StreamKind::Request,
        stage: "to-confirm",
        title: "today-to-confirm",
        count: "today-count-to-confirm",
    },
    Waits {
        capacity: "practice-supervisor",
        kind: StreamKind::Child,
        stage: "to-allocate",
        title: "today-to-allocate",
        count: "today-count-to-allocate",
    },
];

/// A list with what is in it.
struct Waiting {
    waits: &'static Waits,
    total: u64,
    rows: Vec<LineShown>,
}

/// The page.
pub async fn show(State(site): State<Site>, reader: SignedIn) -> Result<Response, PageFailure> {
    let application = site.application();
    let actor = &reader.actor;
    let holds = |name: &str| actor.capacities().iter().any(|capacity| capacity.as_str() == name);
    let today = application.today_of(actor, DUTIES_MAX).await?;
    let mut waiting = Vec::new();
    for waits in WAITS.iter().filter(|waits| holds(waits.capacity)) {
        let found = application.list(actor, waits.kind, Some(waits.stage), Page::first(WAITING_MAX)).await?;
        waiting.push(Waiting { waits, total: found.total, rows: found.rows });
    }
    let exercise = exercise::of(&site, &reader).await?;
    let cover = cover_html(&site, &reader).await?;
    Ok(view(&site, &reader, &today, &waiting, (&cover, exercise.as_ref())))
}

fn view(
    site: &Site,
    reader: &SignedIn,
    today: &Today,
    waiting: &[Waiting],
    (cover, exercise): (&Html, Option<&Exercise>),
) -> Response {
    let words = site.words();
    let title = words.say("today-title");
    let groups = [
        (Status::Overdue, "today-late", "today-count-late"),
        (Status::Due, "today-due", "today-count-due"),
        (Status::Upcoming, "today-upcoming", "today-count-upcoming"),
        (Status::Unanswered, "today-open", "today-count-open"),
    ]
    .map(|(status, heading, count)| {
        let duties: Vec<&DutyShown> = today.duties.iter().filter(|duty| duty.status == status).collect();
        (status, heading, count, duties)
    });
    let cut = today.total > today.duties.len() as u64;
    let main =
        Html::build(|writer| {
            writer.element("h1").class("govuk-heading-l").text(&title);
            writer.element("ul").class("alongside-counts").within(|writer| {
                for (status, _, count, duties) in &groups {
                    let number = duties.len() as u64;
                    // The most urgent come first, so what was left out is among these two.
                    let more = cut && matches!(status, Status::Upcoming | Status::Unanswered);
                    if number > 0 || !more {
                        write_count(site, writer, (count, number, more), *status == Status::Overdue);
                    }
                }
                for list in waiting {
                    write_count(site, writer, (list.waits.count, list.total, false), false);
                }
            });
            if today.duties.is_empty() {
                writer.paragraph(words.say("today-nothing"));
            }
            if cut {
                let shown = groups.iter().map(|(.., duties)| duties.len()).sum::<usize>();
                writer.paragraph(words.with(
                    "today-more",
                    &[("shown", &shown.to_string()), ("total", &today.total.to_string())],
                ));
            }
            for (_, heading, _, duties) in groups.iter().filter(|(.., duties)| !duties.is_empty()) {
                let caption = words.say(heading);
                scroll(writer, &caption, &duty_table(site, &caption, duties, Some(&reader.actor)));
            }
            writer.html(cover);
            for list in waiting.iter().filter(|list| list.total > 0) {
                write_waiting(site, reader, writer, list);
            }
            exercise::link(site, exercise, writer);
        });
    page(site, &Frame::practitioner(&reader.actor, "today"), &title, main)
}

/// What the reader covers, for whom and until when; and who covers for the reader.
async fn cover_html(site: &Site, reader: &SignedIn) -> Result<Html, PageFailure> {
    let (application, words) = (site.application(), site.words());
    let covered = application.covered(&reader.actor).await?;
    let partnership = application.partnership_state().await?;
    let day = application.today();
    let mut own = partnership.state.away_from(day).into_iter();
    let own = own.find(|absence| absence.recorded.person == reader.person && absence.holds_on(day));
    Ok(Html::build(|writer| {
        if let Some(absence) = own {
            let name = name_of(site, &partnership.state, Some(absence.recorded.cover));
            let date = guidance::full_date(absence.recorded.until);
            let said = words.with("today-away", &[("name", &name), ("date", &date)]);
            writer.add(&InsetText::from(said.as_str()));
        }
        for covers in &covered {
            let name = name_of(site, &partnership.state, Some(covers.person));
            let date = guidance::full_date(covers.until);
            writer.heading(2, words.with("today-cover", &[("name", &name), ("date", &date)]));
            if covers.records.is_empty() {
                writer.paragraph(words.say("today-cover-nothing"));
                continue;
            }
            writer.paragraph(words.say("today-cover-lead"));
            let named = [("name", name.as_str())];
            if !covers.duties.is_empty() {
                let caption = words.with("today-cover-due", &named);
                let duties: Vec<&DutyShown> = covers.duties.iter().collect();
                scroll(writer, &caption, &duty_table(site, &caption, &duties, Some(&reader.actor)));
            }
            let caption = words.with("today-cover-records", &named);
            scroll(writer, &caption, &line_table(site, &reader.actor, &caption, &covers.records));
        }
    }))
}

/// A number with what it counts; one that counts only a part of the list says so.
fn write_count(site: &Site, writer: &mut Writer, (name, number, more): (&str, u64, bool), late: bool) {
    let class =
        if late { "alongside-counts__item alongside-counts__item--late" } else { "alongside-counts__item" };
    writer.element("li").class(class).within(|writer| {
        writer
            .element("span")
            .class("alongside-counts__number")
            .text(&format!("{number}{}", if more { "+" } else { "" }));
        writer.text(&site.words().count(name, number));
    });
}

fn write_waiting(site: &Site, reader: &SignedIn, writer: &mut Writer, list: &Waiting) {
    let words = site.words();
    let caption = words.say(list.waits.title);
    scroll(writer, &caption, &line_table(site, &reader.actor, &caption, &list.rows));
    if list.total > list.rows.len() as u64 {
        let href = match list.waits.kind {
            StreamKind::Child => format!("/children?stage={}", list.waits.stage),
            StreamKind::Challenge => format!("/challenges?stage={}", list.waits.stage),
            _ => format!("/requests?stage={}", list.waits.stage),
        };
        writer.element("p").class("govuk-body").within(|writer| {
            writer
                .element("a")
                .class("govuk-link")
                .attribute("href", &href)
                .text(&words.with("today-all", &[("number", &list.total.to_string()), ("list", &caption)]));
        });
    }
}
