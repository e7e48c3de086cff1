//! The support plan: for each need that will be met, what starts when, from whom, and how much.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use govuk::{Attributes, Button, Html, Writer};
use jiff::civil::Date;
use records::child::{Decision, Hundredths, MakePlan, NeedRecorded, Plan, Service, ServiceForm, Sufficiency};
use uuid::Uuid;

use super::amounts::{number_typed, quantity_typed, write_quantity};
use super::child_page::{ChildPage, carry_out, what_to_do};
use super::fields::{Typed, date_typed, hidden};
use super::letters::review_suggested;
use super::record_parts::duty_words;
use super::resources::{service_form_typed, service_forms};
use crate::actor::SignedIn;
use crate::failure::PageFailure;
use crate::layout::{Problems, form};
use crate::site::Site;
use crate::submitted::Submitted;

/// The most services of one plan: far more than any plan has, few enough for one page.
const SERVICES_MAX: usize = 60;

/// One block of the form.
#[derive(Debug, Clone, Default)]
struct Block {
    /// Its number in the names of its fields.
    number: usize,
    /// The need that it meets.
    need: Uuid,
    /// What stands in it to begin with.
    service: Option<Service>,
}

/// The plan that stands, or a block for each need to be met.
pub async fn show(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "plan").await?;
    view(&page, &starting(&page), None, &Problems::default())
}

/// The plan is made, or one block more is asked for.
pub async fn submit(
    State(site): State<Site>,
    reader: SignedIn,
    Path(id): Path<Uuid>,
    mut submitted: Submitted,
) -> Result<Response, PageFailure> {
    let page = ChildPage::open(&site, reader, id, "plan").await?;
    page.must(Action::Plan, RecordKind::Plan)?;
    if let Some(need) = submitted.identifier("more") {
        let number = typed_blocks(&submitted).len() + 1;
        submitted.fields.push((format!("service.{number}.need"), need.to_string()));
        return view(&page, &typed_blocks(&submitted), Some(&submitted), &Problems::default());
    }
    let blocks = typed_blocks(&submitted);
    let problems = match read(&page, &blocks, &submitted) {
        Err(problems) => Some(problems),
        Ok(plan) => {
            let act = Act::on(id, MakePlan(plan));
            carry_out(&site, &page.actor, act, &submitted, field_of).await?
        }
    };
    match problems {
        None => Ok(Redirect::to(&page.path("/plan/share")).into_response()),
        Some(problems) => view(&page, &blocks, Some(&submitted), &problems),
    }
}

fn field_of(code: &str) -> &'static str {
    match code {
        "review-in-past" => "review.day",
        "less-than-decided" => "service.1.quantity.amount",
        "ratio-below" => "service.1.ratio",
        "sufficiency-missing" => "service.1.asked",
        "rate-too-low" => "service.1.rate",
        _ => "service.1.what",
    }
}

/// The needs that were decided to be met.
fn to_meet(page: &ChildPage) -> impl Iterator<Item = &NeedRecorded> {
    let decided = page.child().decided();
    let needs = decided.into_iter().flat_map(|decided| &decided.needs).map(|need| &need.current().fact);
    needs.filter(|need| need.decision == Decision::Meet)
}

/// The blocks that the form begins with.
fn starting(page: &ChildPage) -> Vec<Block> {
    let blocks: Vec<(Uuid, Option<Service>)> = match page.child().plan() {
        Some(plan) => {
            plan.fact.services.iter().map(|service| (service.need, Some(service.clone()))).collect()
        }
        None => to_meet(page).map(|need| (need.need, None)).collect(),
    };
    let numbered = blocks.into_iter().enumerate();
    numbered.map(|(index, (need, service))| Block { number: index + 1, need, service }).collect()
}

/// The blocks that were sent.
fn typed_blocks(submitted: &Submitted) -> Vec<Block> {
    let need_of = |number: usize| submitted.identifier(&format!("service.{number}.need"));
    let numbered = (1..=SERVICES_MAX).map_while(|number| need_of(number).map(|need| (number, need)));
    numbered.map(|(number, need)| Block { number, need, service: None }).collect()
}

fn read(page: &ChildPage, blocks: &[Block], submitted: &Submitted) -> Result<Plan, Problems> {
    let words = page.words();
    let mut problems = Problems::default();
    let mut services = Vec::new();
    for block in blocks {
        let name = |part: &str| format!("service.{}.{part}", block.number);
        let text = |part: &str| submitted.value(&name(part)).to_owned();
        let (what, amount, provider) = (text("what"), text("amount"), text("provider"));
        let others = blocks.iter().filter(|other| other.need == block.need).count();
        if others > 1 && what.is_empty() && amount.is_empty() && provider.is_empty() {
            // One block more was asked for and not needed.
            continue;
        }
        for (part, value) in [("what", &what), ("amount", &amount), ("provider", &provider)] {
            if value.is_empty() {
                problems.0.push((name(part), words.say(&format!("children-plan-{part}-missing"))));
            }
        }
        let starts = date_typed(submitted, &name("starts"));
        let Ok(Some(starts_on)) = starts else {
            problems.0.push((name("starts.day"), words.say("children-not-a-date")));
            continue;
        };
        let duty = to_meet(page).find(|need| need.need == block.need).map(|need| need.duty.clone());
        let duty = duty.unwrap_or_default();
        let money = match money_typed(page, block, submitted) {
            Ok(money) => money,
            Err(found) => {
                problems.0.extend(found.0);
                continue;
            }
        };
        services.push(Service {
            service: submitted
                .identifier(&name("service"))
                .unwrap_or_else(|| page.site.application().new_identifier()),
            need: block.need,
            what,
            outcome: text("outcome"),
            amount,
            ratio: text("ratio"),
            pattern: text("pattern"),
            provider,
            duty,
            contingency: text("contingency"),
            starts_on,
            ..money
        });
    }
    let review = date_typed(submitted, "review");
    let Ok(Some(review_on)) = review else {
        problems.0.push(("review.day".to_owned(), words.say("children-not-a-date")));
        return Err(problems);
    };
    let contingency = submitted.value("contingency").to_owned();
    if problems.is_empty() { Ok(Plan { services, contingency, review_on }) } else { Err(problems) }
}

fn view(
    page: &ChildPage,
    blocks: &[Block],
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Result<Response, PageFailure> {
    page.must(Action::Plan, RecordKind::Plan)?;
    let words = page.words();
    let site = &page.site;
    let title = words.say("children-plan-title");
    let today = site.application().today();
    let typed = Typed::new(site, submitted, problems);
    let stands = page.child().plan().map(|plan| &plan.fact);
    let review: Option<Date> =
        stands.map(|plan| plan.review_on).or_else(|| review_suggested(site.application().rules(), today));
    let fields = form(site, &page.held, &page.path("/plan"), |writer| {
        for need in to_meet(page) {
            write_need(page, writer, &typed, need, blocks);
        }
        typed.area(
            writer,
            "contingency",
            "children-plan-form-contingency",
            stands.map_or("", |plan| plan.contingency.as_str()),
        );
        typed.date(writer, "review", "children-plan-form-review", review);
        writer.add(&Button::submit(words.say("children-plan-button")));
    });
    let main = Html::build(|writer| {
        writer.heading(1, title.as_str());
        if page.child().decided().is_none() {
            writer.paragraph(what_to_do(words, "not-signed-off"));
            return;
        }
        writer.paragraph(words.say("children-plan-lead"));
        writer.html(&fields);
    });
    Ok(page.page(&title, &page.path("#plan"), problems, main))
}

/// How much a service is in numbers, and what it costs; what was typed into the fields of a block.
fn money_typed(page: &ChildPage, block: &Block, submitted: &Submitted) -> Result<Service, Problems> {
    let words = page.words();
    let name = |part: &str| format!("service.{}.{part}", block.number);
    let form = service_form_typed(submitted, &name("form")).unwrap_or_default();
    let number = |part: &str| number_typed(words, submitted, &name(part));
    let (rate, market_rate) = (number("rate")?, number("market")?);
    let sufficiency = form.is_money().then(|| Sufficiency {
        market_rate: market_rate.unwrap_or_default(),
        asked: submitted.value(&name("asked")).to_owned(),
        why_enough: submitted.value(&name("why_enough")).to_owned(),
    });
    Ok(Service {
        quantity: quantity_typed(words, submitted, &name("quantity"))?,
        form,
        rate,
        cost: number("cost")?,
        sufficiency,
        ..Service::default()
    })
}

/// What should come of a service, how much it is in numbers, in which form, at what price, and what happens without it.
fn write_detail(
    page: &ChildPage,
    writer: &mut Writer,
    typed: &Typed<'_>,
    (need, block): (&NeedRecorded, &Block),
) {
    let name = |part: &str| format!("service.{}.{part}", block.number);
    let service = block.service.as_ref();
    let start = |pick: fn(&Service) -> &str| service.map_or("", pick);
    let number = |amount: Option<Hundredths>| amount.map_or_else(String::new, |amount| amount.to_string());
    typed.line(writer, &name("outcome"), "children-plan-form-outcome", start(|service| &service.outcome));
    // What was decided to be necessary is where the plan begins.
    let quantity = service.map_or(need.quantity, |service| service.quantity);
    write_quantity(writer, typed, &name("quantity"), quantity);
    let ratio = service.map_or(need.ratio.as_str(), |service| &service.ratio);
    typed.short(writer, &name("ratio"), "children-plan-form-ratio", ratio);
    typed.line(writer, &name("pattern"), "children-plan-form-pattern", start(|service| &service.pattern));
    let decided = page.child().decided().and_then(|decided| decided.resources_for(need.need));
    let form = service.map(|service| service.form).or(decided.map(|decided| decided.fact.form));
    let form = ServiceForm::ALL.iter().find(|(_, each)| Some(*each) == form).map_or("", |(name, _)| name);
    typed.radios(writer, &name("form"), "children-plan-form-form", service_forms(page), form);
    let money = service.and_then(|service| service.sufficiency.as_ref());
    let rate = number(service.and_then(|service| service.rate));
    typed.short(writer, &name("rate"), "children-plan-form-rate", &rate);
    let market = number(money.map(|money| money.market_rate));
    typed.short(writer, &name("market"), "children-plan-form-market", &market);
    typed.line(writer, &name("asked"), "children-plan-form-asked", money.map_or("", |money| &money.asked));
    let why = money.map_or("", |money| &money.why_enough);
    typed.line(writer, &name("why_enough"), "children-plan-form-why-enough", why);
    let cost = number(service.and_then(|service| service.cost));
    typed.short(writer, &name("cost"), "children-plan-form-cost", &cost);
    let without = start(|service| &service.contingency);
    typed.line(writer, &name("contingency"), "children-plan-form-without", without);
}

/// A need with its blocks, and a button for one more, which also works without a script.
fn write_need(
    page: &ChildPage,
    writer: &mut Writer,
    typed: &Typed<'_>,
    need: &NeedRecorded,
    blocks: &[Block],
) {
    let words = page.words();
    writer.element("section").class("alongside-need").within(|writer| {
        writer.heading(2, need.statement.as_str());
        writer.element("p").class("alongside-because").text(&duty_words(page, &need.duty));
        for block in blocks.iter().filter(|block| block.need == need.need) {
            writer.element("div").class("alongside-row").within(|writer| {
                let name = |part: &str| format!("service.{}.{part}", block.number);
                let service = block.service.as_ref();
                let start = |pick: fn(&Service) -> &str| service.map_or("", pick);
                hidden(writer, &name("need"), &need.need.to_string());
                let known = typed.value(
                    &name("service"),
                    &service.map_or_else(String::new, |service| service.service.to_string()),
                );
                if !known.is_empty() {
                    hidden(writer, &name("service"), &known);
                }
                // What was decided to meet it is where the plan begins.
                let what = if service.is_some() { start(|service| &service.what) } else { &need.met_by };
                typed.line(writer, &name("what"), "children-plan-form-what", what);
                typed.line(
                    writer,
                    &name("amount"),
                    "children-plan-form-amount",
                    start(|service| &service.amount),
                );
                typed.line(
                    writer,
                    &name("provider"),
                    "children-plan-form-provider",
                    start(|service| &service.provider),
                );
                typed.date(
                    writer,
                    &name("starts"),
                    "children-plan-form-starts",
                    service.map(|service| service.starts_on),
                );
                write_detail(page, writer, typed, (need, block));
            });
        }
        writer.add(&Button {
            name: "more".into(),
            value: need.need.to_string(),
            attributes: Attributes::new().flag("formnovalidate"),
            ..Button::secondary(words.say("children-plan-more"))
        });
    });
}
