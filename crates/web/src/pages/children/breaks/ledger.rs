//! The ledger: each arrangement with its footing, its stays and what is owed; the totals in words; what happens next.

use access::{Action, RecordKind};
use application::DutyShown;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Cell, Html, SummaryList, SummaryRow, Table, Writer};
use guidance::full_date;
use kernel::{StreamId, StreamKind};
use records::child::{Arrangement, Stay};
use uuid::Uuid;

use super::super::child_page::{ChildPage, day_of};
use super::super::duty_view::{self, scrolling};
use super::super::fields::link;
use super::{as_written, may_read, place};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::ledger as words_of;
use crate::site::Site;

/// The ledger.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "breaks").await?;
    if !may_read(&page) {
        return Err(PageFailure::NotThere);
    }
    let duties = if page.may(Action::See, RecordKind::DutyList) {
        Some(of_breaks(&page, site.application().duties_of(StreamId::new(StreamKind::Child, id)).await?))
    } else {
        None
    };
    let words = page.words();
    let title = words.say("children-breaks-title");
    let breaks = &page.child().breaks;
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("children-breaks-lead"));
        if page.may(Action::Plan, RecordKind::Plan) && page.child().assessment.opened.is_some() {
            writer.add(&Button {
                href: page.path("/breaks/new"),
                ..Button::secondary(words.say("children-breaks-arrange"))
            });
        }
        if breaks.arrangements.is_empty() {
            writer.paragraph(words.say("children-breaks-none"));
            return;
        }
        writer.heading(2, words.say("children-breaks-totals"));
        writer.html(&words_of::totals(&site, breaks, site.application().today()));
        if let Some(duties) = &duties {
            writer.heading(2, words.say("children-breaks-duties"));
            writer.html(&duty_view::table(&page, duties));
        }
        for arrangement in &breaks.arrangements {
            write_arrangement(&page, writer, arrangement);
        }
    });
    Ok(page.page(&title, &page.path(""), &Problems::default(), main))
}

/// The duties that follow from breaks: those with the key of an arrangement.
fn of_breaks(page: &ChildPage, duties: Vec<DutyShown>) -> Vec<DutyShown> {
    let keys: Vec<String> =
        page.child().breaks.arrangements.iter().map(|each| each.id().to_string()).collect();
    let ours = |duty: &DutyShown| duty.scheduled.key.as_ref().is_some_and(|key| keys.contains(key));
    duties.into_iter().filter(ours).collect()
}

fn write_arrangement(page: &ChildPage, writer: &mut Writer, arrangement: &Arrangement) {
    let words = page.words();
    let site = &page.site;
    let fact = &arrangement.arranged.fact;
    let id = format!("arrangement-{}", arrangement.id());
    writer.element("section").class("alongside-part").attribute("id", &id).within(|writer| {
        writer.heading(2, place(arrangement));
        let mut rows = vec![
            SummaryRow::new(
                words.say("children-breaks-basis"),
                words_of::basis_words(site, arrangement.basis()),
            ),
            SummaryRow::new(words.say("children-breaks-from"), full_date(fact.from)),
        ];
        if !fact.explained.is_empty() {
            rows.push(SummaryRow::new(words.say("children-breaks-explained"), as_written(&fact.explained)));
        }
        if let Some(ended) = &arrangement.ended {
            rows.push(SummaryRow::new(words.say("children-breaks-ended"), full_date(ended.fact.on)));
            rows.push(SummaryRow::new(words.say("children-breaks-ended-why"), as_written(&ended.fact.why)));
        }
        writer.add(&SummaryList::of(rows));
        write_actions(page, writer, arrangement);
        write_stays(page, writer, arrangement);
        write_changes(page, writer, arrangement);
        write_overseen(page, writer, arrangement);
    });
}

fn write_actions(page: &ChildPage, writer: &mut Writer, arrangement: &Arrangement) {
    if !arrangement.runs() || !page.may(Action::Plan, RecordKind::Plan) {
        return;
    }
    let words = page.words();
    let id = arrangement.id();
    writer.element("div").class("govuk-button-group alongside-no-print").within(|writer| {
        for (address, name) in [
            ("stay", "children-breaks-book"),
            ("oversee", "children-breaks-oversee-title"),
            ("regime", "children-breaks-regime-title"),
            ("end", "children-breaks-end-title"),
        ] {
            writer.add(&Button {
                href: page.path(&format!("/breaks/{id}/{address}")),
                ..Button::secondary(words.say(name))
            });
        }
    });
}

fn write_stays(page: &ChildPage, writer: &mut Writer, arrangement: &Arrangement) {
    let words = page.words();
    if arrangement.stays.is_empty() {
        writer.paragraph(words.say("children-breaks-no-stay"));
        return;
    }
    let table = Table {
        caption: words.with("children-breaks-stays", &[("place", &place(arrangement))]),
        caption_classes: "govuk-visually-hidden".into(),
        head: Some(
            [
                "children-breaks-when",
                "children-breaks-days",
                "children-breaks-stands",
                "children-breaks-said",
            ]
            .map(|name| Cell::from(words.say(name)))
            .into(),
        ),
        rows: words_of::in_order(arrangement).into_iter().map(|stay| row(page, arrangement, stay)).collect(),
        first_cell_is_header: true,
        classes: "alongside-dense".into(),
        ..Table::default()
    };
    let caption = words.with("children-breaks-stays", &[("place", &place(arrangement))]);
    writer.html(&scrolling(&caption, |writer| writer.add(&table)));
}

fn row(page: &ChildPage, arrangement: &Arrangement, stay: &Stay) -> Vec<Cell> {
    let words = page.words();
    let now = page.site.application().now();
    let open = stay.is_open() && page.may(Action::Plan, RecordKind::Plan);
    let when = Html::build(|writer| {
        let when = words_of::when(&page.site, stay);
        if open {
            link(writer, &page.path(&format!("/stays/{}", stay.id())), &when, "");
        } else {
            writer.text(&when);
        }
        if words_of::is_looked_after(&page.site, arrangement, stay) {
            writer.element("p").class("alongside-because").text(&words.say("stay-looked-after"));
        }
    });
    let said = Html::build(|writer| {
        let notes = [
            Some(&stay.booked.fact.note),
            stay.changed.last().map(|changed| &changed.fact.why),
            stay.held.as_ref().map(|held| &held.fact.how),
            stay.cancelled.as_ref().map(|cancelled| &cancelled.fact.why),
        ];
        for note in notes.into_iter().flatten().filter(|note| !note.is_empty()) {
            writer.element("p").class("govuk-body alongside-as-written").text(note);
        }
    });
    let stands = Html::build(|writer| {
        writer.add(&words_of::standing_tag(&page.site, stay, now));
        if let Some(cancelled) = &stay.cancelled {
            let by = words.say(&format!("stay-cancelled-by-{}", cancelled.fact.by.name()));
            writer.element("p").class("alongside-because").text(&by);
        }
    });
    vec![Cell::from(when), Cell::from(words_of::days(&page.site, stay)), Cell::from(stands), Cell::from(said)]
}

/// Each change of footing, why, and whether it was explained.
fn write_changes(page: &ChildPage, writer: &mut Writer, arrangement: &Arrangement) {
    let words = page.words();
    if arrangement.regimes.is_empty() {
        return;
    }
    writer.heading(3, words.say("children-breaks-changes"));
    for change in &arrangement.regimes {
        let to = words_of::basis_words(&page.site, change.fact.to);
        let values = [("to", to.as_str()), ("date", &full_date(change.fact.from))];
        writer.paragraph(words.with("children-breaks-changed", &values));
        words_of::write_causes(&page.site, writer, &change.fact.causes);
        if !change.fact.why.is_empty() {
            writer.element("p").class("govuk-body alongside-as-written").text(&change.fact.why);
        }
    }
    for explained in &arrangement.explained {
        let by = page.name_of(explained.author.person);
        let values = [("name", by.as_str()), ("date", &day_of(explained.at))];
        writer.paragraph(words.with("children-breaks-change-was-explained", &values));
        writer.element("p").class("govuk-body alongside-as-written").text(&explained.fact.words);
    }
    if arrangement.waits_for_explaining() {
        writer.paragraph(words.say("children-breaks-change-not-explained"));
        if page.may(Action::Plan, RecordKind::Plan) {
            writer.element("p").class("govuk-body").within(|writer| {
                let href = page.path(&format!("/breaks/{}/regime", arrangement.id()));
                link(writer, &href, &words.say("children-breaks-explain-link"), "");
            });
        }
    }
}

fn write_overseen(page: &ChildPage, writer: &mut Writer, arrangement: &Arrangement) {
    let words = page.words();
    if arrangement.overseen.is_empty() {
        return;
    }
    writer.heading(3, words.say("children-breaks-overseen"));
    for overseen in arrangement.overseen.iter().rev() {
        let what = words.say(&format!("breaks-overseen-{}", overseen.fact.what.name().replace('_', "-")));
        let by = page.name_of(overseen.author.person);
        let values = [("what", what.as_str()), ("name", &by), ("date", &full_date(overseen.happened.date()))];
        writer.element("div").class("alongside-entry").within(|writer| {
            let byline = words.with("children-breaks-overseen-by", &values);
            writer.element("p").class("alongside-entry__byline").text(&byline);
            writer.element("p").class("alongside-entry__words").text(&overseen.fact.words);
        });
    }
}
