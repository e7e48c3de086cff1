//! What this service says of itself: accessibility, privacy, and the local protocol with its checks.

use axum::extract::State;
use axum::response::Response;
use govuk::{Cell, Html, Table};
use guidance::{CheckOutcome, JudgedOn};

use crate::layout::{Frame, page};
use crate::site::Site;

fn text_page(site: &Site, name: &str, paragraphs: usize) -> Response {
    let words = site.words();
    let title = words.say(&format!("{name}-title"));
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        for number in 1..=paragraphs {
            writer.element("p").class("govuk-body").text(&words.say(&format!("{name}-{number}")));
        }
    });
    page(site, &Frame::Public, &title, main)
}

/// The accessibility statement.
pub async fn accessibility(State(site): State<Site>) -> Response {
    text_page(&site, "accessibility", 4)
}

/// What is kept, why, and who may see it.
pub async fn privacy(State(site): State<Site>) -> Response {
    text_page(&site, "privacy", 6)
}

/// The protocol in force, its version, and what it does and does not meet.
pub async fn protocol(State(site): State<Site>) -> Response {
    let words = site.words();
    let rules = site.application().rules();
    let protocol = rules.protocol();
    let title = words.say("protocol-title");
    let judged_on = JudgedOn::today(site.application().today());
    let rows = protocol
        .checks(rules.guidance(), &judged_on)
        .into_iter()
        .map(|check| {
            let outcome = match check.outcome {
                CheckOutcome::Passes => "protocol-passes",
                CheckOutcome::Fails => "protocol-fails",
                CheckOutcome::NeedsPartnership => "protocol-needs-partnership",
                CheckOutcome::NotApplicable => "protocol-not-applicable",
            };
            vec![
                Cell::from(check.id.as_str()),
                Cell::from(check.asks.as_str()),
                Cell::from(words.say(outcome).as_str()),
                Cell::from(check.why.as_str()),
            ]
        })
        .collect();
    let table = Table {
        caption: words.say("protocol-checks"),
        head: Some(
            ["protocol-check", "protocol-asks", "protocol-outcome", "protocol-why"]
                .map(|name| Cell::from(words.say(name).as_str()))
                .into(),
        ),
        rows,
        ..Table::default()
    };
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&title);
        writer.element("p").class("govuk-body").text(
            &words.with("protocol-lead", &[("name", protocol.name()), ("version", protocol.version())]),
        );
        writer.element("p").class("govuk-body").within(|writer| {
            let link = writer.element("a").class("govuk-link").attribute("href", "/guidance");
            link.text(&words.say("protocol-law-link"));
        });
        writer.element("div").class("alongside-scroll").within(|writer| writer.add(&table));
    });
    page(&site, &Frame::Public, &title, main)
}
