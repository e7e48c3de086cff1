//! Short breaks as the family reads them: the next stay, the rules that apply and what they mean, every stay, the totals in
//! words, what happens next.

use access::{Action, RecordKind};
use application::DutyShown;
use axum::extract::State;
use axum::response::Response;
use govuk::{Html, SummaryCard, SummaryList, SummaryRow, Writer};
use guidance::full_date;
use kernel::london_date;
use records::child::{Arrangement, Child, Stay};

use super::home::write_as_written;
use super::reading::Reading;
use super::{challenge, dates, not_open, talk};
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::{Frame, page};
use crate::ledger;
use crate::site::Site;

/// The page.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-breaks").await?;
    let title = site.words().say("family-breaks-title");
    let Some(child) = reading.record().filter(|_| reading.may(Action::See, RecordKind::Plan)) else {
        return Ok(not_open::view(&reading, &title));
    };
    let duties = of_breaks(child, reading.duties().await?);
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.element("p").class("govuk-body-l").text(&site.words().say("family-breaks-lead"));
        writer.html(&body(&reading, 2));
        if !child.breaks.arrangements.is_empty() {
            writer.html(&dates::view(&reading, &duties, 2));
        }
        writer.html(&talk::view(&reading, 2));
        writer.html(&challenge::view(&reading, 2));
    });
    Ok(page(&site, &Frame::Family, &title, main))
}

fn of_breaks(child: &Child, duties: Vec<DutyShown>) -> Vec<DutyShown> {
    let keys: Vec<String> = child.breaks.arrangements.iter().map(|each| each.id().to_string()).collect();
    let ours = |duty: &DutyShown| duty.scheduled.key.as_ref().is_some_and(|key| keys.contains(key));
    duties.into_iter().filter(ours).collect()
}

/// Everything about breaks, below headings of this level.
pub(super) fn body(reading: &Reading, level: u8) -> Html {
    let may = reading.may(Action::See, RecordKind::Plan);
    let Some(child) = reading.record().filter(|_| may) else { return Html::default() };
    let words = reading.words();
    let site = &reading.site;
    let now = site.application().now();
    Html::build(|writer| {
        if child.breaks.arrangements.is_empty() {
            writer.paragraph(words.say("family-breaks-none"));
            return;
        }
        writer.heading(level, words.say("family-breaks-next-title"));
        match child.breaks.next(now) {
            Some((arrangement, stay)) => {
                let place = arrangement.arranged.fact.place.as_str();
                writer.paragraph(
                    words
                        .with("family-breaks-next", &[("place", place), ("when", &ledger::when(site, stay))]),
                );
            }
            None => writer.paragraph(words.say("family-breaks-next-none")),
        }
        for arrangement in &child.breaks.arrangements {
            write_arrangement(reading, writer, arrangement, level);
        }
        writer.heading(level, words.say("family-breaks-totals"));
        writer.html(&ledger::totals(site, &child.breaks, london_date(now)));
    })
}

fn write_arrangement(reading: &Reading, writer: &mut Writer, arrangement: &Arrangement, level: u8) {
    let words = reading.words();
    let site = &reading.site;
    let fact = &arrangement.arranged.fact;
    let id = format!("arrangement-{}", arrangement.id());
    writer.element("section").attribute("id", &id).within(|writer| {
        let values = [("place", fact.place.as_str()), ("provider", &fact.provider)];
        writer.heading(level, words.with("family-breaks-place", &values));
        if let Some(ended) = &arrangement.ended {
            writer.paragraph(words.with("family-breaks-ended", &[("date", &full_date(ended.fact.on))]));
            write_as_written(writer, &words.say("family-breaks-why"), &ended.fact.why);
        }
        writer.heading(level + 1, words.say("family-breaks-rules"));
        writer.paragraph(ledger::basis_words(site, arrangement.basis()));
        writer.paragraph(ledger::basis_means(site, arrangement.basis()));
        write_as_written(writer, &words.say("family-breaks-explained"), &fact.explained);
        write_changes(reading, writer, arrangement, level + 1);
        writer.heading(level + 1, words.say("family-breaks-stays"));
        if arrangement.stays.is_empty() {
            writer.paragraph(words.say("family-breaks-no-stay"));
        }
        for stay in ledger::in_order(arrangement) {
            writer.add(&card(reading, arrangement, stay, level + 2));
        }
        if !arrangement.overseen.is_empty() {
            writer.heading(level + 1, words.say("family-breaks-overseen"));
        }
        for overseen in arrangement.overseen.iter().rev() {
            let what = words.say(&format!("breaks-overseen-{}", overseen.fact.what.name().replace('_', "-")));
            let (name, date) = (reading.name_of(overseen.author.person), full_date(overseen.happened.date()));
            writer.element("div").class("alongside-entry").within(|writer| {
                let values = [("what", what.as_str()), ("name", &name), ("date", &date)];
                let byline = words.with("family-breaks-overseen-by", &values);
                writer.element("p").class("alongside-entry__byline").text(&byline);
                writer.element("p").class("alongside-entry__words").text(&overseen.fact.words);
            });
        }
    });
}

/// The last change of rules: why, what it means, how it was explained.
fn write_changes(reading: &Reading, writer: &mut Writer, arrangement: &Arrangement, level: u8) {
    let words = reading.words();
    let Some(change) = arrangement.regimes.last() else { return };
    writer.heading(level, words.with("family-breaks-changed", &[("date", &full_date(change.fact.from))]));
    if change.fact.to == records::child::Basis::Section20Full {
        writer.html(&ledger::what_changes(&reading.site, &change.fact.causes, level + 1));
    }
    write_as_written(writer, &words.say("family-breaks-why"), &change.fact.why);
    for explained in &arrangement.explained {
        let (name, date) = (reading.name_of(explained.author.person), full_date(london_date(explained.at)));
        let lead = words.with("family-breaks-was-explained", &[("name", &name), ("date", &date)]);
        write_as_written(writer, &lead, &explained.fact.words);
    }
    if arrangement.waits_for_explaining() {
        writer.paragraph(words.with("family-breaks-not-explained", &[("ask", &talk::who_to_ask(reading))]));
    }
}

fn card(reading: &Reading, arrangement: &Arrangement, stay: &Stay, level: u8) -> SummaryList {
    let words = reading.words();
    let site = &reading.site;
    let written =
        |text: &str| Html::build(|writer| writer.element("span").class("alongside-as-written").text(text));
    let stands = Html::build(|writer| {
        writer.add(&ledger::standing_tag(site, stay, site.application().now()));
        if let Some(cancelled) = &stay.cancelled {
            writer.text(" ");
            writer.text(&words.say(&format!("stay-cancelled-by-{}", cancelled.fact.by.name())));
        }
    });
    let mut rows = vec![
        SummaryRow::new(words.say("family-breaks-stands"), stands),
        SummaryRow::new(words.say("family-breaks-days"), ledger::days(site, stay)),
    ];
    if stay.counts() && ledger::is_looked_after(site, arrangement, stay) {
        rows.push(SummaryRow::new(words.say("family-breaks-in-law"), words.say("stay-looked-after")));
    }
    let notes = [
        ("family-breaks-note", Some(stay.booked.fact.note.as_str())),
        ("family-breaks-why", stay.changed.last().map(|changed| changed.fact.why.as_str())),
        ("family-breaks-how", stay.held.as_ref().map(|held| held.fact.how.as_str())),
        ("family-breaks-why", stay.cancelled.as_ref().map(|cancelled| cancelled.fact.why.as_str())),
    ];
    for (name, text) in notes {
        rows.extend(
            text.filter(|text| !text.is_empty()).map(|text| SummaryRow::new(words.say(name), written(text))),
        );
    }
    SummaryList {
        rows,
        card: Some(SummaryCard {
            title: ledger::when(site, stay).into(),
            heading_level: Some(level),
            ..SummaryCard::default()
        }),
        ..SummaryList::default()
    }
}
