//! What a request tells: the asker's answers in words, what was decided, and what happened when.

use access::{Action, FieldKind, RecordKind};
use forms::{Answers, Language};
use govuk::{SummaryList, SummaryRow, Writer};
use jiff::Timestamp;
use records::partnership::Partnership;
use records::request::{Channel, Route, WhoAsks};

use crate::pages::work::desk::Desk;
use crate::pages::work::letter_words::level_name;
use crate::pages::work::shown::{as_written, name_of, short_time};
use crate::questions::in_words;
use crate::site::Site;

/// The section of the form in which an asker says how they are reached safely.
const CONTACT_SECTION: &str = "you";

/// The message that names who asks.
pub(super) fn who_name(who: WhoAsks) -> &'static str {
    match who {
        WhoAsks::ParentCarer => "request-who-parent-carer",
        WhoAsks::YoungPerson => "request-who-young-person",
        WhoAsks::FamilyOrFriend => "request-who-family-or-friend",
        WhoAsks::Professional => "request-who-professional",
    }
}

/// The message that names a channel.
pub(super) fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Web => "request-channel-web",
        Channel::Phone => "request-channel-phone",
        Channel::Paper => "request-channel-paper",
        Channel::InPerson => "request-channel-in-person",
        Channel::SignedVideo => "request-channel-signed-video",
    }
}

/// The message that names a method of contact.
pub(super) fn method_name(method: &str) -> &'static str {
    match method {
        "phone" => "request-method-phone",
        "text" => "request-method-text",
        "email" => "request-method-email",
        "letter" => "request-method-letter",
        _ => "request-method-someone",
    }
}

/// The message that names a route.
pub(super) fn route_name(route: Route) -> &'static str {
    match route {
        Route::Support => "route-support",
        Route::Information => "route-information",
        Route::NotTakenUp => "route-not-taken-up",
    }
}

/// What the asker wrote, section by section, as far as the policy lets the reader see it.
pub(super) fn write_answers(desk: &Desk<'_>, writer: &mut Writer) {
    let Some(received) = &desk.request().received else { return };
    let words = desk.site.words();
    let see = |field| desk.may_field(Action::See, RecordKind::Request, field);
    let (own, intimate, contact) =
        (see(FieldKind::OwnWords), see(FieldKind::Intimate), see(FieldKind::ContactDetails));
    let answers = &received.fact.answers;
    let Some(form) = desk.site.application().forms().form_of(answers) else {
        return writer.paragraph(words.say("request-form-unknown"));
    };
    let mut kept_back = false;
    let mut rows = Vec::new();
    for section in form.sections() {
        let may_section = if section.id.as_str() == CONTACT_SECTION { contact } else { own };
        for question in &section.questions {
            let Some(answer) = answers.get(question.id.as_str()) else { continue };
            if !may_section || (question.intimate && !intimate) {
                kept_back = true;
                continue;
            }
            let asked = question.words(&Language::english(), form.voice(answers)).label.clone();
            rows.push(SummaryRow::new(asked, as_written(&in_words(form, question, answer))));
        }
    }
    writer.add(&SummaryList::of(rows));
    if kept_back {
        writer.paragraph(words.say("request-kept-back"));
    }
}

/// The rows of the triage answers, each question with its answer in words.
pub(super) fn answer_rows(site: &Site, answers: &Answers) -> Vec<SummaryRow> {
    let Some(form) = site.application().forms().form_of(answers) else { return Vec::new() };
    form.questions()
        .filter_map(|question| {
            let answer = answers.get(question.id.as_str())?;
            let asked = question.words(&Language::english(), form.voice(answers)).label.clone();
            Some(SummaryRow::new(asked, as_written(&in_words(form, question, answer))))
        })
        .collect()
}

/// What was decided so far: triage, help in the meantime, the route as proposed, returned and confirmed.
pub(super) fn write_decided(desk: &Desk<'_>, writer: &mut Writer, partnership: &Partnership) {
    let (site, words, request) = (desk.site, desk.site.words(), desk.request());
    if let Some(triage) = request.latest_triage() {
        writer.element("h2").class("govuk-heading-m").text(&words.say("request-triage-heading"));
        writer.element("p").class("alongside-entry__byline").text(&words.with(
            "work-by-at",
            &[("name", &name_of(site, partnership, triage.author.person)), ("time", &short_time(triage.at))],
        ));
        writer.add(&SummaryList::of(answer_rows(site, &triage.fact.answers)));
    }
    let mut rows = Vec::new();
    if let Some(interim) = &request.interim {
        let name = if interim.fact.starts { "request-interim-starts" } else { "request-interim-none" };
        rows.push(SummaryRow::new(words.say(name), as_written(&interim.fact.words)));
    }
    for returned in &request.returned {
        rows.push(SummaryRow::new(words.say("request-returned"), as_written(&returned.fact.why)));
    }
    let level = |level| words.say(level_name(level));
    if let Some(proposed) = request.proposed.as_ref().filter(|_| request.route.is_none()) {
        let (route, depth) = (words.say(route_name(proposed.fact.route)), level(proposed.fact.level));
        rows.push(SummaryRow::new(words.say("request-proposed"), format!("{route}, {depth}")));
        rows.push(SummaryRow::new(words.say("request-proposed-why"), as_written(&proposed.fact.why)));
    }
    if let Some(route) = &request.route {
        let (name, depth) = (words.say(route_name(route.fact.route)), level(route.fact.level));
        rows.push(SummaryRow::new(words.say("request-route"), format!("{name}, {depth}")));
        rows.push(SummaryRow::new(words.say("request-proposed-why"), as_written(&route.fact.why)));
    }
    if !rows.is_empty() {
        writer.element("h2").class("govuk-heading-m").text(&words.say("request-decided-heading"));
        writer.add(&SummaryList::of(rows));
    }
}

struct Happened {
    at: Timestamp,
    what: String,
    by: String,
    words: String,
}

/// What happened, newest first.
pub(super) fn write_timeline(desk: &Desk<'_>, writer: &mut Writer, partnership: &Partnership) {
    let (site, request) = (desk.site, desk.request());
    let mut all: Vec<Happened> = Vec::new();
    macro_rules! happened {
        ($facts:expr, $name:literal, $words:expr) => {
            all.extend($facts.iter().map(|noted| Happened {
                at: noted.at,
                what: site.words().say($name),
                by: partnership.name_of(noted.author.person).map_or_else(String::new, str::to_owned),
                words: $words(&noted.fact),
            }))
        };
    }
    all.extend(request.received.iter().map(|received| {
        Happened {
            at: received.fact.received_at,
            what: site.words().say("timeline-received"),
            by: partnership
                .name_of(received.fact.entered_by)
                .map_or_else(|| received.fact.asker.name.clone(), str::to_owned),
            words: String::new(),
        }
    }));
    happened!(request.read, "timeline-read", |_| String::new());
    happened!(request.answers, "timeline-answered", |fact: &records::request::Answered| fact.words.clone());
    happened!(request.triage, "timeline-triaged", |_| String::new());
    happened!(request.asker, "timeline-asker", |_| String::new());
    happened!(request.interim, "timeline-interim", |_| String::new());
    happened!(request.proposed, "timeline-proposed", |_| String::new());
    happened!(request.returned, "timeline-returned", |fact: &records::request::RouteReturned| fact
        .why
        .clone());
    happened!(request.route, "timeline-route", |_| String::new());
    happened!(request.letters, "timeline-letter", |fact: &records::request::LetterIssued| fact
        .text
        .subject
        .clone());
    happened!(request.withdrawn, "timeline-withdrawn", |fact: &records::request::Withdrawn| fact
        .words
        .clone());
    all.sort_by_key(|happened| std::cmp::Reverse(happened.at));
    writer.element("ol").class("alongside-timeline").within(|writer| {
        for happened in &all {
            writer.element("li").class("alongside-timeline__item").within(|writer| {
                writer.element("h3").class("alongside-timeline__title").text(&happened.what);
                if !happened.by.is_empty() {
                    writer.text(" ");
                    let by = site.words().with("work-by", &[("name", &happened.by)]);
                    writer.element("p").class("alongside-timeline__by").text(&by);
                }
                writer.element("p").class("alongside-timeline__when").text(&short_time(happened.at));
                if !happened.words.is_empty() {
                    writer.element("p").class("alongside-as-written govuk-body").text(&happened.words);
                }
            });
        }
    });
}
