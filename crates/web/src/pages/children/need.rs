//! A need is written down: what is needed, under which duty, what is proposed and why.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::{Button, Choice, Html};
use guidance::Duty;
use records::child::{Decision, Need, NeedRecorded, RecordNeed};
use uuid::Uuid;

use super::amounts::{quantity_typed, write_quantity};
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
    if need.is_some_and(|need| known(&page, need).is_none()) {
        return Err(PageFailure::NotThere);
    }
    let decision = Decision::ALL.iter().find(|(name, _)| *name == submitted.value("decision"));
    let text = |name: &str| submitted.value(name).to_owned();
    let quantity = quantity_typed(site.words(), submitted, "quantity");
    let problems = match (decision, quantity) {
        (None, _) => Some(Problems::one("decision", site.words().say("children-need-decision-missing"))),
        (_, Err(problems)) => Some(problems),
        (Some((_, decision)), Ok(quantity)) => {
            let recorded = NeedRecorded {
                need: need.unwrap_or_else(|| site.application().new_identifier()),
                statement: text("statement"),
                duty: offered(&page, need, submitted.value("duty")),
                decision: *decision,
                why: text("why"),
                met_by: text("met_by"),
                item: listed_item(&page, submitted),
                quantity,
                ratio: text("ratio"),
                criterion: text("criterion"),
                explained: text("explained"),
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
    let found = need.and_then(|need| known(page, need));
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
        "item-missing" | "unknown-item" => "item",
        "criteria-have-no-part" | "unknown-criterion" | "criterion-missing" => "criterion",
        "explain-first" => "explained",
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
            Some(known(page, need).map(|found| &found.current().fact).ok_or(PageFailure::NotThere)?)
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
        typed.select(writer, "item", "children-need-form-item", items(page), stands(|fact| &fact.item));
        typed.radios(
            writer,
            "decision",
            "children-need-form-decision",
            decisions(page),
            current.map_or("", |fact| decision_name(fact.decision)),
        );
        typed.area(writer, "why", "children-need-form-why", stands(|fact| &fact.why));
        typed.area(writer, "met_by", "children-need-form-met-by", stands(|fact| &fact.met_by));
        writer.heading(2, words.say("children-need-form-quantity"));
        write_quantity(writer, &typed, "quantity", current.and_then(|fact| fact.quantity));
        typed.short(writer, "ratio", "children-need-form-ratio", stands(|fact| &fact.ratio));
        let criteria = criteria(page);
        if !criteria.is_empty() {
            typed.select(
                writer,
                "criterion",
                "children-need-form-criterion",
                criteria.iter().map(|(cited, says)| (cited.as_str(), says.clone())).collect(),
                stands(|fact| &fact.criterion),
            );
        }
        typed.area(writer, "explained", "children-need-form-explained", stands(|fact| &fact.explained));
        writer.add(&Button::submit(words.say("children-need-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        writer.paragraph(words.say("children-need-lead"));
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path("#needs"), problems, main))
}

/// A need of the assessment at hand, or one that was decided before and is carried on under its own name, so that nobody
/// has to say it again.
fn known(page: &ChildPage, need: Uuid) -> Option<&Need> {
    let child = page.child();
    child.assessment.need(need).or_else(|| child.decided().and_then(|decided| decided.need(need)))
}

/// What the law lists, under the duties that list something.
fn items(page: &ChildPage) -> Vec<(&str, String)> {
    let duties = page.site.application().rules().guidance().duties().filter(|duty| duty.decides_needs);
    duties.flat_map(|duty| &duty.items).map(|item| (item.id.as_str(), item.name.clone())).collect()
}

/// The listed thing that was chosen, where the duty lists any: what is left over from another duty says nothing.
fn listed_item(page: &ChildPage, submitted: &Submitted) -> String {
    let duty = page.site.application().rules().guidance().duty(submitted.value("duty"));
    let lists = duty.is_some_and(|duty| !duty.items.is_empty());
    if lists { submitted.value("item").to_owned() } else { String::new() }
}

/// The published criteria, as they are cited and with what they say.
fn criteria(page: &ChildPage) -> Vec<(String, String)> {
    let criteria = &page.site.application().rules().protocol().settings().criteria;
    let all = criteria.item.iter().filter_map(|item| Some((criteria.cited(&item.id)?, item)));
    all.map(|(cited, item)| (cited.clone(), format!("{cited}: {}", item.says))).collect()
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
