//! Who agreed to what, and what was passed on, for those who work with the record.

use access::{Action, RecordKind};
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Cell, Html, Table, Tag, Writer};
use kernel::london_date;
use records::child::{AgreementRecorded, Shared};
use records::request::Noted;
use uuid::Uuid;

use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::pages::children::child_page::{ChildPage, short_date};
use crate::pages::children::duty_view::scrolling;
use crate::site::Site;

/// The page.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "sharing").await?;
    page.must(Action::Share, RecordKind::ChildRecord)?;
    let words = page.words();
    let title = words.say("sharing-title");
    let child = page.child();
    let agreements: Vec<_> = child.agreements.iter().rev().map(|noted| agreement(&page, noted)).collect();
    let shares: Vec<_> = child.shares.iter().rev().map(|noted| share(&page, noted)).collect();
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("sharing-lead"));
        write_part(&page, writer, "agreements", AGREEMENTS, agreements);
        link(writer, &page.path("/agreements/new"), &words.say("sharing-agreement-new"));
        write_part(&page, writer, "shares", SHARES, shares);
        link(writer, &page.path("/shares/new"), &words.say("sharing-share-new"));
    });
    Ok(page.page(&title, &page.path(""), &Problems::default(), main))
}

/// The columns of each table.
const AGREEMENTS: [&str; 5] =
    ["sharing-with", "sharing-by", "sharing-answer", "sharing-scope", "sharing-when"];
const SHARES: [&str; 5] = ["sharing-with", "sharing-what", "sharing-why", "sharing-basis", "sharing-when"];

fn write_part(page: &ChildPage, writer: &mut Writer, part: &str, columns: [&str; 5], rows: Vec<Vec<Cell>>) {
    let words = page.words();
    let title = words.say(&format!("sharing-{part}"));
    writer.heading(2, title.as_str());
    if rows.is_empty() {
        writer.paragraph(words.say(&format!("sharing-{part}-none")));
        return;
    }
    let table = Table {
        caption: words.say(&format!("sharing-{part}-caption")),
        head: Some(columns.map(|column| Cell::from(words.say(column))).into()),
        rows,
        first_cell_is_header: true,
        ..Table::default()
    };
    writer.html(&scrolling(&title, |writer| writer.add(&table)));
}

fn link(writer: &mut Writer, href: &str, text: &str) {
    writer.element("p").class("govuk-body").within(|writer| {
        writer.element("a").class("govuk-link").attribute("href", href).text(text);
    });
}

fn agreement(page: &ChildPage, noted: &Noted<AgreementRecorded>) -> Vec<Cell> {
    let words = page.words();
    let fact = &noted.fact;
    let today = page.site.application().today();
    let is_over = fact.until.is_some_and(|until| until < today);
    let (colour, answer) = match (is_over, fact.given) {
        (true, _) => ("grey", "sharing-over"),
        (false, true) => ("green", "sharing-agreed"),
        (false, false) => ("orange", "sharing-refused"),
    };
    let from = short_date(london_date(noted.at));
    let when = fact.until.map_or(from.clone(), |until| {
        words.with("sharing-until", &[("from", &from), ("until", &short_date(until))])
    });
    vec![
        Cell::from(fact.with.as_str()),
        Cell::from(page.name_of(Some(fact.by))),
        Cell::from(Html::build(|writer| writer.add(&Tag::coloured(colour, words.say(answer))))),
        Cell::from(fact.scope.as_str()),
        Cell::from(when),
    ]
}

fn share(page: &ChildPage, noted: &Noted<Shared>) -> Vec<Cell> {
    let words = page.words();
    let fact = &noted.fact;
    let why = if fact.without_agreement.is_empty() {
        fact.why.clone()
    } else {
        words.with("sharing-why-without", &[("why", &fact.why), ("without", &fact.without_agreement)])
    };
    let why = Html::build(|writer| {
        writer.text(&why);
        if !fact.purpose.is_empty() {
            let purpose = words.with("sharing-purpose", &[("purpose", &fact.purpose)]);
            writer.element("p").class("govuk-body-s").text(&purpose);
        }
    });
    let what = Html::build(|writer| {
        if !fact.passed_on {
            writer.add(&Tag::coloured("grey", words.say("sharing-not-passed-on")));
            writer.text(" ");
        }
        writer.text(&fact.what);
    });
    let clause = page.site.application().rules().guidance().clause(&fact.basis);
    let footing = Html::build(|writer| {
        writer.text(clause.map_or(fact.basis.as_str(), |clause| clause.citation.as_str()));
        if clause.is_some_and(|clause| page.site.application().is_unverified(clause)) {
            writer.text(" ");
            writer.add(&Tag::coloured("yellow", words.say("children-unverified")));
        }
        if let Some(under) = &fact.under {
            let under = words.with("sharing-under", &[("agreement", &under.named)]);
            writer.element("p").class("govuk-body-s").text(&under);
        }
    });
    let by = words.with(
        "sharing-by-on",
        &[("name", &page.name_of(noted.author.person)), ("date", &short_date(london_date(noted.at)))],
    );
    vec![
        Cell::from(fact.with.as_str()),
        Cell::from(what),
        Cell::from(why),
        Cell::from(footing),
        Cell::from(by),
    ]
}
