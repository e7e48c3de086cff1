//! What became of a stay: it took place, other times were agreed, or it was called off.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Choice, Html};
use guidance::Stretch;
use records::child::{
    Arrangement, CancelStay, CancelledBy, ChangeStay, Crossing, HoldStay, Stay, StayCancelled, StayChanged,
    StayHeld,
};
use uuid::Uuid;

use super::super::child_page::{ChildPage, carry_out, to_record};
use super::super::fields::{Typed, hidden};
use super::{place, times, write_crossing};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::ledger;
use crate::site::Site;
use crate::submitted::Submitted;

/// What can be said of a stay, besides who called it off.
const HELD: &str = "held";
const CHANGED: &str = "changed";

/// The form.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, stay)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "breaks").await?;
    view(&page, stay, None, None, &Problems::default())
}

/// It is recorded.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, stay)): Path<(Uuid, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "breaks").await?;
    page.must(Action::Plan, RecordKind::Plan)?;
    let (arrangement, _) = found(&page, stay)?;
    let became = submitted.value("became");
    let said = submitted.value("said").to_owned();
    let by =
        CancelledBy::ALL.iter().find(|(name, _)| format!("cancelled-{name}") == became).map(|(_, by)| *by);
    if let Some(by) = by {
        let act = Act::on(id, CancelStay(StayCancelled { stay, by, why: said }));
        return match carry_out(&site, &page.actor, act, &submitted, field_of).await? {
            None => Ok(to_record(id, "/breaks")),
            Some(problems) => view(&page, stay, None, Some(&submitted), &problems),
        };
    }
    let mut problems = Problems::default();
    if became != HELD && became != CHANGED {
        problems.0.push(("became".to_owned(), site.words().say("children-stay-became-missing")));
    }
    let nothing = Problems::default();
    let typed = Typed::new(&site, Some(&submitted), &nothing);
    let from = times::read(&typed, &submitted, "starts", &mut problems);
    let until = times::read(&typed, &submitted, "ends", &mut problems);
    let (Some(from), Some(until), true) = (from, until, problems.is_empty()) else {
        return view(&page, stay, None, Some(&submitted), &problems);
    };
    let rules = site.application().rules();
    let crossing = page.child().breaks.crossing(rules, arrangement.id(), Stretch { from, until }, Some(stay));
    let change_explained = submitted.value("change_explained").to_owned();
    let act = if became == HELD {
        Act::on(id, HoldStay(StayHeld { stay, started: from, ended: until, how: said }))
    } else {
        if crossing.is_some() && change_explained.is_empty() && submitted.value("step").is_empty() {
            return view(&page, stay, crossing.as_ref(), Some(&submitted), &Problems::default());
        }
        let changed = StayChanged { stay, starts: from, ends: until, why: said };
        Act::on(id, ChangeStay { changed, change_explained })
    };
    match carry_out(&site, &page.actor, act, &submitted, field_of).await? {
        None => Ok(to_record(id, "/breaks")),
        Some(problems) => {
            let crossing = crossing.filter(|_| became == CHANGED);
            view(&page, stay, crossing.as_ref(), Some(&submitted), &problems)
        }
    }
}

fn found(page: &ChildPage, stay: Uuid) -> Result<(&Arrangement, &Stay), PageFailure> {
    page.child().breaks.stay(stay).ok_or(PageFailure::NotThere)
}

fn field_of(code: &str) -> &'static str {
    match code {
        "regime-not-explained" => "change_explained",
        "stay-ends-first" | "stay-slip-in-year" | "in-future" => "ends.day",
        "why-missing" => "said",
        _ => "became",
    }
}

fn view(
    page: &ChildPage,
    stay: Uuid,
    crossing: Option<&Crossing>,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::Plan, RecordKind::Plan)?;
    let (arrangement, known) = found(page, stay)?;
    let words = page.words();
    let title = words.say("children-stay-title");
    let typed = Typed::new(&page.site, submitted, problems);
    let stretch = known.stretch();
    let plain =
        [HELD, CHANGED].map(|name| Choice::new(name, words.say(&format!("children-stay-became-{name}"))));
    let cancelled = CancelledBy::ALL.map(|(name, _)| {
        Choice::new(format!("cancelled-{name}"), words.say(&format!("stay-cancelled-by-{name}")))
    });
    let choices = plain.into_iter().chain(cancelled).collect();
    let fields = form(&page.site, &page.held, &page.path(&format!("/stays/{stay}")), |writer| {
        if let Some(crossing) = crossing {
            hidden(writer, "step", "confirm");
            write_crossing(page, writer, &typed, crossing);
        }
        typed.radios(writer, "became", "children-stay-became", choices, "");
        times::write(&typed, writer, "starts", "children-stay-starts", Some(stretch.from));
        times::write(&typed, writer, "ends", "children-stay-ends", Some(stretch.until));
        typed.area(writer, "said", "children-stay-said", "");
        writer.add(&Button::submit(words.say("children-stay-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(place(arrangement));
        writer.paragraph(ledger::when(&page.site, known));
        if known.is_open() {
            writer.html(&fields);
        } else {
            writer.paragraph(words.say("refusal-stay-settled"));
        }
    });
    Ok(page.page(&title, &page.path("/breaks"), problems, main))
}
