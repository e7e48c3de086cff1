//! What happens here when somebody asks, as the local protocol has it: the same words as in its published file, then every
//! version that was published, then what the protocol does and does not meet.

use axum::extract::State;
use axum::response::Response;
use govuk::{Cell, Html, InsetText, SummaryList, SummaryRow, Table, Writer};
use guidance::{CheckOutcome, JudgedOn, full_date};
use records::partnership::PublishedProtocol;
use rulebook::protocol::public::{Block, PageWords, Promise, PublicProtocol, Section, Step};

use crate::actor::Visitor;
use crate::failure::PageFailure;
use crate::layout::page;
use crate::pages::law::{frame, write_table};
use crate::site::Site;

/// The page; anybody may read it.
pub async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, PageFailure> {
    // What the partnership checked is part of its state, as are the versions it published.
    let partnership = site.application().partnership_state().await?;
    let words = PageWords::embedded().map_err(PageFailure::not_made)?;
    let application = site.application();
    let checked = |clause: &str| application.confirmation(clause).is_some();
    let said = PublicProtocol::as_checked(application.rules(), &words, application.today(), &checked);
    let main = Html::build(|writer| {
        writer.heading(1, said.title.as_str());
        writer.element("p").class("govuk-body-l").text(&said.lead);
        writer.element("p").class("govuk-body govuk-!-font-weight-bold").text(&said.name);
        write_contents(&site, writer, &said);
        for section in &said.sections {
            write_section(writer, section);
        }
        write_versions(&site, writer, &partnership.state.protocols);
        write_checks(&site, writer);
        writer.element("p").class("govuk-body").within(|writer| {
            let link = writer.element("a").class("govuk-link").attribute("href", "/guidance");
            link.text(&site.words().say("protocol-law-link"));
        });
        writer.element("p").class("govuk-body").within(|writer| {
            let link = writer.element("a").class("govuk-link").attribute("href", "/documents");
            link.text(&site.words().say("protocol-documents-link"));
        });
    });
    Ok(page(&site, &frame(&visitor.actor), &said.title, main))
}

fn write_contents(site: &Site, writer: &mut Writer, said: &PublicProtocol) {
    let checks = site.words().say("protocol-checks");
    writer.element("nav").attribute("aria-label", &said.contents).within(|writer| {
        writer.heading(2, said.contents.as_str());
        writer.element("ul").class("govuk-list").within(|writer| {
            let sections = said.sections.iter().map(|section| (section.id, section.heading.as_str()));
            for (id, heading) in sections.chain([("checks", checks.as_str())]) {
                writer.element("li").within(|writer| {
                    let link = writer.element("a").class("govuk-link");
                    link.attribute("href", &format!("#{id}")).text(heading);
                });
            }
        });
    });
}

fn write_section(writer: &mut Writer, section: &Section) {
    writer.element("h2").class("govuk-heading-m").attribute("id", section.id).text(&section.heading);
    for block in &section.blocks {
        match block {
            Block::Paragraph { says } => writer.paragraph(says.as_str()),
            Block::Points { points } => {
                writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
                    for point in points {
                        writer.element("li").text(point);
                    }
                });
            }
            Block::Facts { facts } => writer.add(&SummaryList::of(
                facts.iter().map(|fact| SummaryRow::new(fact.name.clone(), fact.says.clone())).collect(),
            )),
            Block::Promises { promises } => write_promises(writer, promises),
            Block::Steps { steps } => {
                writer.element("ol").class("govuk-list govuk-list--number").within(|writer| {
                    for step in steps {
                        write_step(writer, step);
                    }
                });
            }
        }
    }
}

fn write_step(writer: &mut Writer, step: &Step) {
    writer.element("li").attribute("id", &format!("step-{}", step.id)).within(|writer| {
        writer.heading(3, step.title.as_str());
        writer.paragraph(step.says.as_str());
        if !step.promises.is_empty() {
            write_promises(writer, &step.promises);
        }
    });
}

fn write_promises(writer: &mut Writer, promises: &[Promise]) {
    writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
        for promise in promises {
            writer.element("li").within(|writer| {
                writer.text(&format!("{} ({})", promise.says, promise.basis));
                if let Some(badge) = &promise.badge {
                    writer.text(" ");
                    writer.element("span").class("alongside-verified").text(badge);
                }
            });
        }
    });
}

/// What was in force when.
fn write_versions(site: &Site, writer: &mut Writer, published: &[PublishedProtocol]) {
    if published.is_empty() {
        return;
    }
    let rows = published.iter().rev().map(|version| {
        vec![
            Cell::from(version.version.as_str()),
            Cell::from(version.protocol.as_str()),
            Cell::from(full_date(version.from).as_str()),
        ]
    });
    let heads = ["protocol-version", "protocol-file", "protocol-from"];
    write_table(site, writer, &site.words().say("protocol-versions"), &heads, rows.collect());
}

fn write_checks(site: &Site, writer: &mut Writer) {
    let (words, rules) = (site.words(), site.application().rules());
    let judged_on = JudgedOn::today(site.application().today());
    let rows = rules
        .protocol()
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
    let title = words.say("protocol-checks");
    let table = Table {
        caption: title.clone(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: Some(
            ["protocol-check", "protocol-asks", "protocol-outcome", "protocol-why"]
                .map(|name| Cell::from(words.say(name).as_str()))
                .into(),
        ),
        rows,
        ..Table::default()
    };
    writer.element("h2").class("govuk-heading-m").attribute("id", "checks").text(&title);
    writer.add(&InsetText::from(words.say("protocol-checks-lead").as_str()));
    crate::pages::work::scroll(writer, &title, &table);
}
