//! A need is written down: what is needed, under which duty, what is proposed and why.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Choice, Html};
use guidance::Duty;
use records::child::{Decision, NeedRecorded, RecordNeed};
use uuid::Uuid;

use super::child_page::{ChildPage, carry_out, to_record};
use super::fields::Typed;
use super::record_parts::{decision_name, duty_words};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::site::Site;
use crate::submitted::Submitted;

/// A new need.
pub async fn show_new(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "needs").await?;
    view(&page, None, None, &Problems::default())
}

/// A need as it stands.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, need)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "needs").await?;
    view(&page, Some(need), None, &Problems::default())
}

/// A new need is recorded.
pub async fn submit_new(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    record(&site, reader, id, None, &submitted).await
}

/// A need is recorded anew; what was recorded before stays.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path((id, need)): Path<(Uuid, Uuid)>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    record(&site, reader, id, Some(need), &submitted).await
}

async fn record(
    site: &Site,
    reader: SignedIn,
    id: Uuid,
    need: Option<Uuid>,
    submitted: &Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(site, reader, id, "needs").await?;
    page.must(Action::ProposeDecision, RecordKind::NeedDecision)?;
    // Only a need of this record is recorded anew; any other address is not there.
    let known = |need| page.child().assessment.needs.iter().any(|known| known.current().fact.need == need);
    if need.is_some_and(|need| !known(need)) {
        return Err(PageFailure::NotThere);
    }
    let decision = Decision::ALL.iter().find(|(name, _)| *name == submitted.value("decision"));
    let text = |name: &str| submitted.value(name).to_owned();
    let problems = match decision {
        None => Some(Problems::one("decision", site.words().say("children-need-decision-missing"))),
        Some((_, decision)) => {
            let recorded = NeedRecorded {
                need: need.unwrap_or_else(|| site.application().new_identifier()),
                statement: text("statement"),
                duty: offered(&page, need, submitted.value("duty")),
                decision: *decision,
                why: text("why"),
                met_by: text("met_by"),
            };
            let recorded = RecordNeed(recorded);
            carry_out(site, &page.actor, Act::on(id, recorded), submitted, field_of).await?
        }
    };
    match problems {
        None => Ok(to_record(id, "#needs")),
        Some(problems) => view(&page, need, Some(submitted), &problems),
    }
}

/// The duty that was chosen, if a need may be decided under it; nothing otherwise, which is refused.
fn offered(page: &ChildPage, need: Option<Uuid>, duty: &str) -> String {
    duties_for(page, need)
        .into_iter()
        .find(|each| each.id == duty)
        .map_or_else(String::new, |each| each.id.clone())
}

/// The duties that a need may be decided under, those first that leave no room for resources. The one under which the
/// need stands is always among them, so that changing its words never changes its footing unseen.
fn duties_for(page: &ChildPage, need: Option<Uuid>) -> Vec<&Duty> {
    let guidance = page.site.application().rules().guidance();
    let found = page.child().assessment.needs.iter().find(|known| Some(known.current().fact.need) == need);
    let stands = found.map(|found| found.current().fact.duty.as_str());
    let mut duties: Vec<&Duty> =
        guidance.duties().filter(|duty| duty.decides_needs || Some(duty.id.as_str()) == stands).collect();
    duties.sort_by_key(|duty| (!duty.absolute, &duty.id));
    duties
}

fn field_of(code: &str) -> &'static str {
    match code {
        "why-missing" => "why",
        "unknown-duty" => "duty",
        "met-by-missing" => "met_by",
        "duty-owed" => "decision",
        _ => "statement",
    }
}

fn view(
    page: &ChildPage,
    need: Option<Uuid>,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::ProposeDecision, RecordKind::NeedDecision)?;
    let words = page.words();
    let current = match need {
        None => None,
        Some(need) => {
            let found = page.child().assessment.needs.iter().find(|known| known.current().fact.need == need);
            Some(found.map(|found| &found.current().fact).ok_or(PageFailure::NotThere)?)
        }
    };
    let stands = |pick: fn(&NeedRecorded) -> &str| current.map_or("", pick);
    let title = words.say(if need.is_some() { "children-need-title" } else { "children-need-new-title" });
    let address = match need {
        Some(need) => page.path(&format!("/needs/{need}")),
        None => page.path("/needs/new"),
    };
    let typed = Typed::new(&page.site, submitted, problems);
    let fields = form(&page.site, &page.held, &address, |writer| {
        typed.area(writer, "statement", "children-need-statement", stands(|fact| &fact.statement));
        typed.radios(
            writer,
            "duty",
            "children-need-form-duty",
            duty_choices(page, need),
            stands(|fact| &fact.duty),
        );
        typed.radios(
            writer,
            "decision",
            "children-need-form-decision",
            decisions(page),
            current.map_or("", |fact| decision_name(fact.decision)),
        );
        typed.area(writer, "why", "children-need-form-why", stands(|fact| &fact.why));
        typed.area(writer, "met_by", "children-need-form-met-by", stands(|fact| &fact.met_by));
        writer.add(&Button::submit(words.say("children-need-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("children-need-lead"));
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path("#needs"), problems, main))
}

/// The duties as choices, each with what it asks.
fn duty_choices(page: &ChildPage, need: Option<Uuid>) -> Vec<Choice> {
    let words = page.words();
    let hint = |duty: &Duty| {
        if duty.absolute {
            words.with("children-need-duty-absolute", &[("must", &duty.must)])
        } else {
            duty.must.clone()
        }
    };
    duties_for(page, need)
        .into_iter()
        .map(|duty| Choice::new(duty.id.as_str(), duty_words(page, &duty.id)).hint(hint(duty)))
        .collect()
}

fn decisions(page: &ChildPage) -> Vec<Choice> {
    let words = page.words();
    Decision::ALL
        .iter()
        .map(|(name, _)| {
            Choice::new(*name, words.say(&format!("children-proposed-{name}")))
                .hint(words.say(&format!("children-proposed-{name}-hint")))
        })
        .collect()
}
