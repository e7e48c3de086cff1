//! The record of a child who lives away from home: what stands, what can be done now, what is due and why, what happened.

use access::{Action, FieldKind, RecordKind};
use application::{DutyShown, Failure, Opened, ReadReason};
use axum::extract::{Path, State};
use axum::response::Response;
use forms::Language;
use govuk::{Button, Cell, Html, InsetText, Table, Writer};
use guidance::full_date;
use kernel::{Moment, StreamId, StreamKind};
use records::looked_after::{FORM, LookedAfter, Placement, Role, days_from_birthday};
use uuid::Uuid;

use super::happened::{self, role_name};
use super::list::write_marks;
use super::step::{Step, done_by};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, full_page};
use crate::pages::identity_for_returns::write_link;
use crate::pages::places::write_places_of;
use crate::pages::safety::concern::write_duties;
use crate::pages::safety::parts::name_of;
use crate::pages::work::scroll;
use crate::site::Site;

/// The page: of the record or, where nothing has begun yet, of what may begin.
pub async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(child): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let application = site.application();
    let reason = ReadReason::work("looked-after");
    let opened = match application.open_looked_after(&signed_in.actor, child, reason).await {
        Ok(opened) => opened,
        Err(Failure::NotThere)
            if application.may_here(&signed_in.actor, Action::Write, RecordKind::LookedAfter) =>
        {
            return not_begun(&site, &signed_in, child).await;
        }
        Err(failure) => return Err(failure.into()),
    };
    let duties = application.duties_of(StreamId::new(StreamKind::LookedAfter, child)).await?;
    let stands = stands(&site, &opened.state).await?;
    let places = write_places_of(&site, &signed_in, child).await?;
    let history = Html::join([happened::html(&site, &opened.state).await?, places]);
    Ok(view(&site, &signed_in, child, &opened, &duties, &stands, &history))
}

/// Nothing that this reader works on: what they may begin. Whether there is a record that others work on is not said.
async fn not_begun(site: &Site, signed_in: &SignedIn, child: Uuid) -> Result<Response, PageFailure> {
    let about = StreamId::new(StreamKind::Child, child);
    let called = site.application().known_as(&signed_in.actor, about).await?;
    let words = site.words();
    let main = Html::build(|writer| {
        writer.element("span").class("govuk-caption-l").text(&words.say("looked-after-title"));
        writer.element("h1").class("govuk-heading-l").text(&called);
        writer.paragraph(words.say("looked-after-not-begun"));
        writer.element("div").class("govuk-button-group").within(|writer| {
            for step in [Step::Begin, Step::Missing, Step::Fostering] {
                write_button(writer, site, child, step);
            }
        });
    });
    let frame = Frame::practitioner(&signed_in.actor, "looked-after");
    Ok(full_page(site, &frame, &called, Some("/looked-after"), &Problems::default(), main))
}

fn view(
    site: &Site,
    signed_in: &SignedIn,
    child: Uuid,
    opened: &Opened<LookedAfter>,
    duties: &[DutyShown],
    stands: &[String],
    history: &Html,
) -> Response {
    let words = site.words();
    let state = &opened.state;
    let title = if state.called.is_empty() { words.say("protection-unnamed") } else { state.called.clone() };
    let main = Html::build(|writer| {
        writer.element("span").class("govuk-caption-l").text(&words.say("looked-after-title"));
        writer.element("h1").class("govuk-heading-l").text(&title);
        let listed = records::looked_after::list(state, site.application().rules());
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
        write_steps(writer, site, signed_in, child, opened, duties);
        write_link(writer, site, signed_in, (opened, child, "looked-after"));
        write_duties(writer, site, duties);
        write_homes(writer, site, state);
        writer.heading(2, words.say("protection-happened"));
        writer.html(history);
    });
    let frame = Frame::practitioner(&signed_in.actor, "looked-after");
    full_page(site, &frame, &title, Some("/looked-after"), &Problems::default(), main)
}

/// Everything that stands, each in a sentence: more than one thing may at once.
async fn stands(site: &Site, state: &LookedAfter) -> Result<Vec<String>, PageFailure> {
    let words = site.words();
    let mut lines = Vec::new();
    if let Some(missing) = state.missing_now() {
        let from = when(missing.noted.happened);
        lines.push(words.with("looked-after-stands-missing", &[("from", &from)]));
    }
    if let Some(care) = state.care() {
        let date = full_date(care.began.happened.date());
        let legal = care.episodes.last().map_or("", |episode| episode.legal.as_str());
        let legal = choice(site, "begin-legal", legal);
        lines.push(words.with("looked-after-stands-care", &[("date", &date), ("legal", &legal)]));
    }
    if let Some(fostering) = state.fostering_now() {
        let date = full_date(fostering.notified.happened.date());
        lines.push(words.with("looked-after-stands-fostering", &[("date", &date)]));
    }
    for (role, ..) in Role::ALL {
        let named = state.who(role);
        let needed = match role {
            Role::Worker => state.is_begun(),
            Role::Reviewer => state.care().is_some(),
            Role::Adviser => false,
        };
        if named.is_some() {
            let name = name_of(site, named).await?;
            let message = format!("looked-after-stands-{}", role_name(role));
            lines.push(words.with(&message, &[("name", &name)]));
        } else if needed {
            lines.push(words.say(&format!("looked-after-no-{}", role_name(role))));
        }
    }
    if let Some((days, counter)) =
        days_from_birthday(state, site.application().rules(), site.application().today())
    {
        let limit = counter.limit().count.to_string();
        let values =
            [("days", days.to_string()), ("limit", limit), ("clause", counter.clock().clauses.join(", "))];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        lines.push(words.with("looked-after-days-from-birthday", &values));
    }
    if state.told.is_empty() {
        lines.push(words.say("protection-stands-nobody-told"));
    } else {
        let names: Vec<&str> = state.told.iter().map(|told| told.fact.name.as_str()).collect();
        lines.push(words.with("protection-stands-told", &[("names", &names.join(", "))]));
    }
    Ok(lines)
}

fn when(moment: Moment) -> String {
    match moment {
        Moment::At(at) => guidance::full_time(at),
        Moment::On(day) => full_date(day),
    }
}

/// The form's words for a value that was chosen.
fn choice(site: &Site, question: &str, value: &str) -> String {
    let form = site.application().forms().latest(FORM);
    let question = form.and_then(|form| form.question(question));
    let choices = question.map(forms::Question::choices).unwrap_or_default();
    let chosen = choices.iter().find(|choice| choice.value == value);
    chosen.map_or_else(String::new, |choice| choice.words(&Language::english(), None).label.clone())
}

fn write_button(writer: &mut Writer, site: &Site, child: Uuid, step: Step) {
    let classes = "govuk-button--secondary".into();
    let address = format!("/looked-after/{child}/{}", step.name());
    writer.add(&Button { classes, ..Button::link(label(site, step), address) });
}

/// What a step is called: by its section of the form, or as a message where it asks none.
fn label(site: &Site, step: Step) -> String {
    if let Step::Name(role) = step {
        return site.words().say(&format!("looked-after-name-{}", role_name(role)));
    }
    let form = site.application().forms().latest(FORM);
    let section = form.and_then(|form| form.section(step.name()));
    section.map_or_else(String::new, |section| section.words(&Language::english()).label.clone())
}

/// What this reader may do as things stand: first that by which something is done that is due.
fn write_steps(
    writer: &mut Writer,
    site: &Site,
    signed_in: &SignedIn,
    child: Uuid,
    opened: &Opened<LookedAfter>,
    duties: &[DutyShown],
) {
    let application = site.application();
    let may = |step: &Step| {
        let kind = RecordKind::LookedAfter;
        application.may(&signed_in.actor, opened, step.action(), kind, FieldKind::Ordinary)
    };
    let open = |step: &Step| step.is_open(&opened.state, signed_in.person);
    let steps: Vec<Step> = Step::all().filter(|step| open(step) && may(step)).collect();
    if steps.is_empty() {
        writer.add(&InsetText::from(site.words().say("protection-nothing-to-do").as_str()));
        return;
    }
    let asked = |step: &Step| {
        let due = duties.iter().any(|duty| done_by(&duty.scheduled.duty) == Some(step.name()));
        let nobody = *step == Step::Name(Role::Worker) && opened.state.who(Role::Worker).is_none();
        due || nobody
    };
    let (next, any_time): (Vec<Step>, Vec<Step>) = steps.into_iter().partition(asked);
    writer.element("div").class("alongside-no-print").within(|writer| {
        if !next.is_empty() {
            writer.heading(2, site.words().say("protection-next"));
            writer.element("div").class("govuk-button-group").within(|writer| {
                for step in next {
                    write_button(writer, site, child, step);
                }
            });
        }
        if !any_time.is_empty() {
            writer.heading(2, site.words().say("protection-any-time"));
            writer.element("ul").class("govuk-list").within(|writer| {
                for step in any_time {
                    writer.element("li").within(|writer| {
                        let link = writer.element("a").class("govuk-link");
                        let address = format!("/looked-after/{child}/{}", step.name());
                        link.attribute("href", &address).text(&label(site, step));
                    });
                }
            });
        }
    });
}

/// Each home, the latest first. Where it is stands in what was written, and in no table.
fn write_homes(writer: &mut Writer, site: &Site, state: &LookedAfter) {
    let homes: Vec<&Placement> = state.cares.iter().flat_map(|care| &care.placements).collect();
    if homes.is_empty() {
        return;
    }
    let words = site.words();
    let head = ["from", "until", "kind", "provider", "visits", "miles"];
    let table = Table {
        caption: words.say("looked-after-homes"),
        caption_classes: "govuk-table__caption--m".to_owned(),
        head: Some(
            head.iter()
                .map(|name| Cell::from(words.say(&format!("looked-after-home-{name}")).as_str()))
                .collect(),
        ),
        rows: homes
            .into_iter()
            .rev()
            .map(|home| {
                let until = home.until.map_or_else(|| words.say("looked-after-home-now"), full_date);
                let miles = home
                    .miles
                    .map_or_else(|| words.say("looked-after-home-not-known"), |miles| miles.to_string());
                [
                    full_date(home.from),
                    until,
                    choice(site, "begin-place", &home.place),
                    choice(site, "begin-provider", &home.provider),
                    choice(site, "begin-rule", &home.rule),
                    miles,
                ]
                .iter()
                .map(|text| Cell::from(text.as_str()))
                .collect()
            })
            .collect(),
        ..Table::default()
    };
    scroll(writer, &words.say("looked-after-homes"), &table);
}
