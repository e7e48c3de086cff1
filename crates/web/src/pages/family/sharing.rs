//! What was passed on, to whom and why; and what the reader themselves agreed to. What one person answered is not shown
//! to another.

use axum::extract::State;
use axum::response::Response;
use govuk::{Html, SummaryCard, SummaryList, SummaryRow, Writer};
use guidance::full_date;
use kernel::london_date;
use records::child::{Child, Shared};
use records::request::Noted;

use super::dates::write_badge;
use super::reading::Reading;
use super::{challenge, not_open, talk};
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::site::Site;

/// The page.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-sharing").await?;
    let title = site.words().say("family-sharing-title");
    if reading.child.is_none() {
        return Ok(not_open::view(&reading, &title));
    }
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.html(&body(&reading, 2));
        writer.html(&talk::view(&reading, 2));
        writer.html(&challenge::view(&reading, 2));
    });
    Ok(page(&site, &Frame::Family, &title, main))
}

/// What was passed on, and the reader's own answers, below headings of this level.
pub(super) fn body(reading: &Reading, level: u8) -> Html {
    let words = reading.words();
    let Some(child) = reading.record() else { return Html::default() };
    Html::build(|writer| {
        writer.heading(level, words.say("family-sharing-shares"));
        if child.shares.is_empty() {
            writer.paragraph(words.say("family-sharing-shares-none"));
        }
        for noted in child.shares.iter().rev() {
            writer.add(&card(reading, noted, level + 1));
        }
        writer.heading(level, words.say("family-sharing-agreements"));
        writer.paragraph(words.say("family-sharing-agreements-lead"));
        write_answers(reading, writer, child);
    })
}

fn write_answers(reading: &Reading, writer: &mut Writer, child: &Child) {
    let words = reading.words();
    let mine: Vec<_> = child.agreements.iter().rev().filter(|noted| noted.fact.by == reading.me).collect();
    if mine.is_empty() {
        writer.paragraph(words.say("family-sharing-agreements-none"));
        return;
    }
    writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
        for noted in mine {
            let name = if noted.fact.given { "family-sharing-agreed" } else { "family-sharing-refused" };
            let date = full_date(london_date(noted.at));
            let facts = [("with", noted.fact.with.as_str()), ("scope", &noted.fact.scope), ("date", &date)];
            writer.element("li").text(&words.with(name, &facts));
        }
    });
}

fn card(reading: &Reading, noted: &Noted<Shared>, level: u8) -> SummaryList {
    let words = reading.words();
    let fact = &noted.fact;
    let written =
        |text: &str| Html::build(|writer| writer.element("span").class("alongside-as-written").text(text));
    let (name, date) = (reading.name_of(noted.author.person), full_date(london_date(noted.at)));
    let mut rows = vec![
        SummaryRow::new(words.say("family-sharing-what"), written(&fact.what)),
        SummaryRow::new(words.say("family-sharing-why"), written(&fact.why)),
    ];
    if !fact.purpose.is_empty() {
        rows.push(SummaryRow::new(words.say("family-sharing-purpose"), written(&fact.purpose)));
    }
    rows.push(SummaryRow::new(
        words.say("family-sharing-who"),
        words.with("family-sharing-who-on", &[("name", &name), ("date", &date)]),
    ));
    if let Some(under) = &fact.under {
        rows.push(SummaryRow::new(words.say("family-sharing-under"), under.named.as_str()));
    }
    if !fact.without_agreement.is_empty() {
        let without = written(&fact.without_agreement);
        rows.push(SummaryRow::new(words.say("family-sharing-without"), without));
    }
    if let Some(clause) = reading.site.application().rules().guidance().clause(&fact.basis) {
        let rule = Html::build(|writer| {
            writer.paragraph(words.with("family-sharing-rule", &[("rule", &clause.citation)]));
            writer.paragraph(clause.requires.as_str());
            if reading.site.application().is_unverified(clause) {
                write_badge(reading, writer);
            }
        });
        rows.push(SummaryRow::new(words.say("family-sharing-basis"), rule));
    }
    let title = if fact.passed_on { "family-sharing-told" } else { "family-sharing-not-told" };
    SummaryList {
        rows,
        card: Some(SummaryCard {
            title: words.with(title, &[("with", &fact.with)]).into(),
            heading_level: Some(level),
            ..SummaryCard::default()
        }),
        ..SummaryList::default()
    }
}
