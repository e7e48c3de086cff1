//! A request that came by telephone, on paper, in person or by signed video: first how it came, and when it truly did.

use access::{Action, Actor, RecordKind};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Button, Choice, DateInput, DatePart, Fieldset, Html, Input, InsetText, Label, Radios};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use kernel::london_datetime;
use records::request::Channel;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Frame, Problems, form, full_page};
use crate::session;
use crate::site::Site;
use crate::submitted::Submitted;

use super::draft::{self, Entry, Writing};

/// Refuses whoever may not enter a request, as if the page did not exist.
pub(super) fn may_enter(site: &Site, actor: &Actor) -> Result<(), PageFailure> {
    let allowed = site.application().may_here(actor, Action::Enter, RecordKind::Request);
    if allowed { Ok(()) } else { Err(PageFailure::NotThere) }
}

/// What is being entered in this session, once it is known how it came.
pub(super) async fn entering<'a>(
    site: &'a Site,
    reader: &SignedIn,
) -> Result<Option<(Writing<'a>, Entry)>, PageFailure> {
    may_enter(site, &reader.actor)?;
    let writing = draft::current(site, reader.held.entering).await?;
    Ok(writing.and_then(|writing| writing.draft.entry.map(|entry| (writing, entry))))
}

/// How it came and when.
pub async fn show(State(site): State<Site>, reader: SignedIn) -> Result<Response, PageFailure> {
    let begun = entering(&site, &reader).await?.map(|(_, entry)| entry);
    Ok(view(&site, &reader, &Typed::of(begun), begun.is_some(), &Problems::default()))
}

/// Begins to write it down, or throws away what was begun.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let begun = entering(&site, &reader).await?;
    if submitted.is("then", "again") {
        if let Some((writing, _)) = begun {
            let application = site.application();
            application.store().discard_draft(application.partnership(), writing.id).await?;
        }
        session::change(&site, &reader.session, |held| held.entering = None).await?;
        return Ok(Redirect::to("/requests/new").into_response());
    }
    let entry = match read_entry(&site, &submitted) {
        Ok(entry) => entry,
        Err(problems) => {
            return Ok(view(&site, &reader, &Typed::sent(&submitted), begun.is_some(), &problems));
        }
    };
    let id = begun.map_or_else(|| site.application().new_identifier(), |(writing, _)| writing.id);
    let writing = draft::change(&site, id, |draft| draft.entry = Some(entry)).await?;
    session::change(&site, &reader.session, |held| held.entering = Some(id)).await?;
    let first = writing.form.sections().first().ok_or(PageFailure::NotThere)?;
    Ok(Redirect::to(&format!("/requests/new/{}", first.id)).into_response())
}

fn read_entry(site: &Site, submitted: &Submitted) -> Result<Entry, Problems> {
    let words = site.words();
    let mut problems = Problems::default();
    let mut problem = |field: &str, name: &str| problems.0.push((field.to_owned(), words.say(name)));
    let channel = Channel::ALL
        .into_iter()
        .find(|(name, channel)| *name == submitted.value("channel") && *channel != Channel::Web)
        .map(|(_, channel)| channel);
    if channel.is_none() {
        problem("channel", "enter-channel-missing");
    }
    let date = read_date(submitted);
    if date.is_none() {
        problem("received-day", "enter-date-wrong");
    }
    let time = read_time(submitted.value("time"));
    if time.is_none() {
        problem("time", "enter-time-wrong");
    }
    let instant = date.zip(time).and_then(|(date, time)| instant_in_england(date, time));
    if instant.is_some_and(|instant| instant > site.application().now()) {
        problem("received-day", "enter-date-future");
    }
    match (channel, instant) {
        (Some(channel), Some(received_at)) if problems.is_empty() => Ok(Entry { channel, received_at }),
        _ => Err(problems),
    }
}

fn read_date(submitted: &Submitted) -> Option<Date> {
    let year = submitted.value("received-year").parse().ok()?;
    let month = submitted.value("received-month").parse().ok()?;
    let day = submitted.value("received-day").parse().ok()?;
    Date::new(year, month, day).ok()
}

/// `9:30`, `09.30` or `0930`, by the clock of 24 hours.
pub(in crate::pages) fn read_time(typed: &str) -> Option<Time> {
    let digits: String = typed.chars().filter(|letter| !matches!(letter, ':' | '.' | ' ')).collect();
    if !(3..=4).contains(&digits.len()) || !digits.bytes().all(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let (hour, minute) = digits.split_at(digits.len() - 2);
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// The instant of a time of day in England. An hour that comes twice in autumn is taken as its first coming, so that
/// clocks run from the earlier one.
pub(in crate::pages) fn instant_in_england(date: Date, time: Time) -> Option<Timestamp> {
    let zone = TimeZone::get("Europe/London").ok()?;
    date.to_datetime(time).to_zoned(zone).ok().map(|zoned| zoned.timestamp())
}

/// What stands in the fields.
#[derive(Default)]
struct Typed {
    channel: String,
    day: String,
    month: String,
    year: String,
    time: String,
}

impl Typed {
    fn of(entry: Option<Entry>) -> Self {
        let Some(entry) = entry else { return Self::default() };
        let received = london_datetime(entry.received_at);
        let channel = Channel::ALL.into_iter().find(|(_, channel)| *channel == entry.channel);
        Self {
            channel: channel.map_or_else(String::new, |(name, _)| name.to_owned()),
            day: received.day().to_string(),
            month: received.month().to_string(),
            year: received.year().to_string(),
            time: received.strftime("%H:%M").to_string(),
        }
    }

    fn sent(submitted: &Submitted) -> Self {
        let value = |field: &str| submitted.value(field).to_owned();
        Self {
            channel: value("channel"),
            day: value("received-day"),
            month: value("received-month"),
            year: value("received-year"),
            time: value("time"),
        }
    }
}

fn view(site: &Site, reader: &SignedIn, typed: &Typed, begun: bool, problems: &Problems) -> Response {
    let words = site.words();
    let title = words.say("enter-title");
    let fields = form(site, &reader.held, "/requests/new", |writer| {
        writer.add(&Radios {
            name: "channel".into(),
            id_prefix: "channel".into(),
            fieldset: Some(Fieldset::question(words.say("enter-channel"))),
            error: problems.of("channel").map(Into::into),
            value: typed.channel.clone(),
            items: ["phone", "paper", "in_person", "signed_video"]
                .map(|name| Choice::new(name, words.say(&format!("enter-channel-{name}"))).into())
                .into(),
            ..Radios::default()
        });
        let part = |name: &str, label: &str, value: &str, width: u8| DatePart {
            label: words.say(label),
            id: format!("received-{name}"),
            width: Some(width),
            ..DatePart::new(format!("received-{name}"), value)
        };
        writer.add(&DateInput {
            id: "received".into(),
            fieldset: Some(Fieldset::question(words.say("enter-date"))),
            hint: Some(words.say("enter-date-hint").into()),
            error: problems.of("received-day").map(Into::into),
            items: vec![
                part("day", "date-day", &typed.day, 2),
                part("month", "date-month", &typed.month, 2),
                part("year", "date-year", &typed.year, 4),
            ],
            ..DateInput::default()
        });
        writer.add(&Input {
            name: "time".into(),
            id: "time".into(),
            label: Label::bold(words.say("enter-time")),
            hint: Some(words.say("enter-time-hint").into()),
            error: problems.of("time").map(Into::into),
            value: typed.time.clone(),
            classes: "govuk-input--width-5".into(),
            ..Input::default()
        });
        writer.add(&Button::submit(words.say("ask-continue")));
    });
    let again = form(site, &reader.held, "/requests/new", |writer| {
        super::question::hidden(writer, "then", "again");
        writer.add(&Button::secondary(words.say("enter-again")));
    });
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.paragraph(words.say("enter-lead"));
        if begun {
            writer.add(&InsetText::from(words.say("enter-begun").as_str()));
        }
        writer.html(&fields);
        if begun {
            writer.html(&again);
        }
    });
    let frame = Frame::practitioner(&reader.actor, "requests");
    full_page(site, &frame, &title, Some("/requests"), problems, main)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    #[test]
    fn a_time_of_day_is_read_as_people_write_it() {
        for (typed, expected) in [
            ("9:30", Some(time(9, 30, 0, 0))),
            ("09.30", Some(time(9, 30, 0, 0))),
            ("0930", Some(time(9, 30, 0, 0))),
            ("23:59", Some(time(23, 59, 0, 0))),
            ("24:00", None),
            ("9:3", None),
            ("", None),
            ("half past nine", None),
        ] {
            assert_eq!(read_time(typed), expected, "{typed}");
        }
    }

    #[test]
    fn receipt_is_in_the_time_of_england() {
        let summer = instant_in_england(date(2026, 7, 1), time(0, 30, 0, 0)).unwrap();
        assert_eq!(summer.to_string(), "2026-06-30T23:30:00Z");
        let twice = instant_in_england(date(2026, 10, 25), time(1, 30, 0, 0)).unwrap();
        assert_eq!(twice.to_string(), "2026-10-25T00:30:00Z");
    }
}
