//! What is happening now: where the journey stands, the next dates and why, whom to ring, how to challenge.

use application::DutyShown;
use axum::extract::State;
use axum::response::Response;
use govuk::{Html, InsetText, NotificationBanner, Writer};
use guidance::{Level, Status, full_date};
use kernel::london_date;
use records::request::{Request, Route};

use super::reading::Reading;
use super::{challenge, dates, help, journey, steps, talk, told};
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::site::Site;

/// The page.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family").await?;
    let duties = reading.duties().await?;
    Ok(view(&reading, &duties))
}

fn view(reading: &Reading, duties: &[DutyShown]) -> Response {
    let words = reading.words();
    let title = words.say("family-home-title");
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        write_late(reading, writer, duties);
        write_stand(reading, writer);
        writer.html(&help::view(reading, 2));
        writer.html(&told::view(reading, 2));
        writer.html(&journey::coming(reading, 2));
        writer.html(&steps::view(reading, duties, 2));
        writer.html(&journey::episodes(reading, 2));
        writer.html(&answers(reading, 2));
        writer.html(&dates::view(reading, duties, 2));
        write_links(reading, writer);
        writer.html(&talk::view(reading, 2));
        writer.html(&challenge::view(reading, 2));
    });
    page(&reading.site, &Frame::Family, &title, main)
}

/// Lateness is said at once, at the top.
fn write_late(reading: &Reading, writer: &mut Writer, duties: &[DutyShown]) {
    let late: Vec<&str> = duties
        .iter()
        .filter(|duty| duty.status == Status::Overdue)
        .map(|duty| duty.scheduled.name.as_str())
        .collect();
    if late.is_empty() {
        return;
    }
    let words = reading.words();
    let content = Html::build(|writer| {
        writer.element("p").class("govuk-notification-banner__heading").text(&words.say("family-home-late"));
        writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
            for name in late {
                writer.element("li").text(name);
            }
        });
        writer.paragraph(words.with("family-home-late-help", &[("ask", &talk::who_to_ask(reading))]));
    });
    writer.add(&NotificationBanner {
        content: content.into(),
        title: words.say("family-home-late-title").into(),
        ..NotificationBanner::default()
    });
}

/// In one or two sentences: how things stand.
fn write_stand(reading: &Reading, writer: &mut Writer) {
    let words = reading.words();
    if let Some(request) = reading.asked() {
        if let Some(received) = request.received_at() {
            let date = full_date(london_date(received));
            writer.element("p").class("govuk-body-l").text(
                &words.with("family-home-asked", &[("date", &date), ("reference", request.reference())]),
            );
        }
        if let Some(withdrawn) = &request.withdrawn {
            let date = full_date(london_date(withdrawn.at));
            writer.add(&InsetText::from(words.with("family-home-withdrawn", &[("date", &date)]).as_str()));
            return;
        }
        if request.asker.is_none() && reading.child.is_none() {
            writer.paragraph(words.say("family-home-not-confirmed"));
        }
        write_route(reading, writer, request);
        write_again(reading, writer);
    } else if let Some(support) = reading.record().and_then(|child| child.assessment.opened.as_ref()) {
        writer.element("p").class("govuk-body-l").text(&words.say("family-home-support"));
        writer.paragraph(level(reading, support.fact.level));
        write_as_written(writer, &words.say("family-home-why"), &support.fact.why);
    }
}

/// The decision first, then why.
fn write_route(reading: &Reading, writer: &mut Writer, request: &Request) {
    let words = reading.words();
    let Some(route) = &request.route else { return };
    let decision = match route.fact.route {
        Route::Support => "family-home-route-support",
        Route::Information => "family-home-route-information",
        Route::NotTakenUp => "family-home-route-not-taken-up",
    };
    let date = full_date(london_date(route.at));
    writer.paragraph(words.with(decision, &[("date", &date)]));
    if route.fact.route == Route::Support && !is_again(reading) {
        writer.paragraph(level(reading, route.fact.level));
    }
    write_as_written(writer, &words.say("family-home-why"), &route.fact.why);
}

/// Whether an assessment came before the one at hand.
fn is_again(reading: &Reading) -> bool {
    reading.record().is_some_and(|child| !child.earlier.is_empty())
}

/// What is looked at now, where an assessment came before.
fn write_again(reading: &Reading, writer: &mut Writer) {
    let words = reading.words();
    let opened = reading.record().and_then(|child| child.assessment.opened.as_ref());
    let Some(support) = opened.filter(|_| is_again(reading)) else { return };
    let date = full_date(london_date(support.at));
    writer.paragraph(words.with("family-home-again", &[("date", &date)]));
    writer.paragraph(level(reading, support.fact.level));
    write_as_written(writer, &words.say("family-home-why"), &support.fact.why);
}

fn level(reading: &Reading, level: Level) -> String {
    reading.words().say(match level {
        Level::SelfAssessed => "family-home-level-self-assessed",
        Level::Short => "family-home-level-short",
        Level::Full => "family-home-level-full",
    })
}

/// Words of a person with what they are, as they wrote them.
pub(super) fn write_as_written(writer: &mut Writer, lead: &str, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    writer.element("p").class("govuk-body").within(|writer| {
        writer.element("strong").text(lead);
        writer.text(" ");
        writer.element("span").class("alongside-as-written").text(text);
    });
}

/// What we wrote back, and the help that starts in the meantime.
pub(super) fn answers(reading: &Reading, level: u8) -> Html {
    let words = reading.words();
    let Some(request) = reading.asked() else { return Html::default() };
    Html::build(|writer| {
        if let Some(interim) = &request.interim {
            writer.heading(level, words.say("family-home-meantime-title"));
            let decision =
                if interim.fact.starts { "family-home-meantime-starts" } else { "family-home-meantime-not" };
            writer.paragraph(words.say(decision));
            write_said(reading, writer, &interim.fact.words, interim.author.person, interim.at);
        }
        if !request.answers.is_empty() {
            writer.heading(level, words.say("family-home-answers-title"));
            for answer in request.answers.iter().rev() {
                write_said(reading, writer, &answer.fact.words, answer.author.person, answer.at);
            }
        }
    })
}

fn write_said(
    reading: &Reading,
    writer: &mut Writer,
    text: &str,
    by: Option<kernel::PersonId>,
    at: jiff::Timestamp,
) {
    let (name, date) = (reading.name_of(by), full_date(london_date(at)));
    writer.element("div").class("alongside-entry").within(|writer| {
        let byline = reading.words().with("family-home-said", &[("name", &name), ("date", &date)]);
        writer.element("p").class("alongside-entry__byline").text(&byline);
        writer.element("p").class("alongside-entry__words").text(text);
    });
}

/// The other pages that are open to this reader.
fn write_links(reading: &Reading, writer: &mut Writer) {
    let words = reading.words();
    let (asked, confirmed) = (reading.request.is_some(), reading.child.is_some());
    let links = [
        ("/family/request", "family-home-link-request", asked),
        ("/family/request/withdraw", "family-home-link-withdraw", reading.may_withdraw()),
        ("/family/record", "family-home-link-record", confirmed),
        ("/family/plan", "family-home-link-plan", confirmed),
        ("/family/sharing", "family-home-link-sharing", confirmed),
        ("/family/views", "family-home-link-views", confirmed),
        ("/family/breaks", "family-home-link-breaks", confirmed),
        ("/family/letters", "family-home-link-letters", true),
        ("/family/attachments", "family-home-link-attachments", confirmed),
        ("/family/reads", "family-home-link-reads", confirmed),
        ("/family/challenge", "family-home-link-challenge", true),
        ("/family/feedback", "family-home-link-feedback", super::feedback::is_asked(reading)),
        ("/family/phrase", "family-home-link-phrase", true),
        ("/family/download", "family-home-link-download", true),
    ];
    let links = links.into_iter().chain(journey::links(reading)).collect::<Vec<_>>();
    writer.heading(2, words.say("family-home-links-title"));
    writer.element("ul").class("govuk-list alongside-links").within(|writer| {
        for (href, name, _) in links.iter().filter(|(_, _, open)| *open) {
            writer.element("li").within(|writer| {
                writer.element("a").class("govuk-link").attribute("href", href).text(&words.say(name));
            });
        }
    });
}
