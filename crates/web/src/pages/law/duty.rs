//! One duty: what must happen, what starts and ends it, by when, by whom, and which clause says so in each edition.

use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Html, SummaryList, SummaryRow};
use guidance::{Duty, Guidance};

use super::shown;
use crate::actor::Visitor;
use crate::failure::PageFailure;
use crate::layout::page;
use crate::site::Site;

/// The page; anybody may read it.
pub async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, PageFailure> {
    site.application().partnership_state().await?;
    let words = site.words();
    let guidance = site.application().rules().guidance();
    let duty = guidance.duty(&id).ok_or(PageFailure::NotThere)?;
    let main = Html::build(|writer| {
        writer.element("h1").class("govuk-heading-l").text(&duty.name);
        writer.element("p").class("govuk-body-l").text(&duty.must);
        writer.add(&SummaryList::of(rows(&site, guidance, duty)));
        let clauses = duty.clauses.iter().filter_map(|clause| guidance.clause(clause));
        shown::write_clauses(&site, writer, &words.say("law-rests-on"), clauses);
    });
    Ok(page(&site, &shown::frame(&visitor.actor), &duty.name, main))
}

fn rows(site: &Site, guidance: &Guidance, duty: &Duty) -> Vec<SummaryRow> {
    let words = site.words();
    let means = |names: &[String]| {
        let said = names.iter().filter_map(|name| guidance.milestone(name)).map(|known| known.means.as_str());
        said.collect::<Vec<_>>().join(" ")
    };
    let capacity = site.application().policy().capacity(&duty.responsible);
    let responsible = capacity.map_or_else(|| duty.responsible.to_string(), |entry| entry.title.clone());
    let responsible = duty.who.clone().unwrap_or(responsible);
    let starts = if duty.course.trigger.is_empty() {
        words.say("law-duty-stands")
    } else {
        means(&duty.course.trigger)
    };
    let mut rows = vec![
        SummaryRow::new(words.say("clause-limit"), shown::limit(site, guidance, duty)),
        SummaryRow::new(words.say("law-duty-responsible"), responsible),
        SummaryRow::new(words.say("law-duty-starts"), starts),
    ];
    for (name, milestones) in [("law-duty-done", &duty.course.stop), ("law-duty-ends", &duty.course.lapses)] {
        if !milestones.is_empty() {
            rows.push(SummaryRow::new(words.say(name), means(milestones)));
        }
    }
    rows.push(SummaryRow::new(words.say("clause-id"), duty.id.clone()));
    rows.extend(duty.doubts.iter().map(|doubt| SummaryRow::new(words.say("clause-doubts"), doubt.clone())));
    rows
}
