//! A day for somebody's own calendar, as a file of RFC 5545. A calendar is often shared, and copied to machines that nobody
//! here knows: it says that there is an appointment, when and where, and never about whom or what.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use ics::properties::{Class, Description, DtStart, Location, Summary, Transp};
use ics::{Event, ICalendar, escape_text, parameters};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::site::Site;

/// What the file is called. It names nobody, because the machine it is kept on may be shared.
const DISPOSITION: &str = "attachment; filename=\"appointment.ics\"";
/// Who made the file, as the standard asks.
const MADE_BY: &str = "-//Alongside//EN";

/// A day on which people meet.
pub struct Appointment<'a> {
    /// Its identifier: the same day sent again replaces the one that stands in a calendar.
    pub id: Uuid,
    /// When it was said.
    pub said_at: Timestamp,
    /// The day.
    pub on: Date,
    /// At what time, as it was written; empty where it stands with the place. Times are kept in people's words, so the
    /// calendar shows a whole day.
    pub time: &'a str,
    /// Where.
    pub place: &'a str,
}

/// The answer that carries it.
pub fn send(site: &Site, appointment: &Appointment<'_>) -> Response {
    let headers = [(CONTENT_TYPE, "text/calendar; charset=utf-8"), (CONTENT_DISPOSITION, DISPOSITION)];
    (headers, file(site, appointment)).into_response()
}

fn file(site: &Site, appointment: &Appointment<'_>) -> String {
    let words = site.words();
    let stamp = appointment.said_at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut event = Event::new(appointment.id.to_string(), stamp);
    let mut day = DtStart::new(appointment.on.strftime("%Y%m%d").to_string());
    day.append(parameters!("VALUE" => "DATE"));
    event.push(day);
    event.push(Summary::new(escape_text(words.say("calendar-appointment"))));
    let described = match appointment.time {
        "" => words.say("calendar-nothing-else"),
        time => words.with("calendar-described", &[("time", time)]),
    };
    event.push(Description::new(escape_text(described)));
    if !appointment.place.trim().is_empty() {
        event.push(Location::new(escape_text(appointment.place)));
    }
    event.push(Class::private());
    // A day on which one meets for an hour is not a day on which one is away.
    event.push(Transp::transparent());
    let mut calendar = ICalendar::new("2.0", MADE_BY);
    calendar.add_event(event);
    calendar.to_string()
}
