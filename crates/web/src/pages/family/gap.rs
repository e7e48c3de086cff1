//! "Help did not come": somebody of the family says so, and it is counted, to be made good.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::{Path, State};
use axum::response::Response;
use govuk::Html;
use records::child::{GapReported, Hundredths, ReportGap, Service};
use uuid::Uuid;

use super::reading::Reading;
use super::step::{FamilyStep, record_of};
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::pages::children::amounts::{number_typed, quantity_words};
use crate::pages::children::fields::date_typed;
use crate::site::Site;
use crate::submitted::Submitted;

/// The page.
pub async fn show(
    State(site): State<Site>,
    holder: CodeHolder,
    Path(service): Path<Uuid>,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-plan").await?;
    let known = service_of(&reading, service)?;
    Ok(view(&reading, &holder, known, None, &Problems::default()))
}

/// It is said.
pub async fn submit(
    State(site): State<Site>,
    holder: CodeHolder,
    Path(service): Path<Uuid>,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let reading = Reading::open(&site, &holder, "family-plan").await?;
    let known = service_of(&reading, service)?;
    let child = record_of(&reading)?;
    let problems = match read(&site, service, &submitted) {
        Err(problems) => problems,
        Ok(gap) => {
            let act = Act::on(child, ReportGap(gap));
            let step = step(&reading, known);
            match step.carry_out(&site, &holder, act, &submitted, field_of).await? {
                Ok(response) => return Ok(response),
                Err(problems) => problems,
            }
        }
    };
    Ok(view(&reading, &holder, known, Some(&submitted), &problems))
}

/// A service of the plan that the family holds.
fn service_of(reading: &Reading, service: Uuid) -> Result<&Service, PageFailure> {
    if !reading.may(Action::Comment, RecordKind::Plan) {
        return Err(PageFailure::NotThere);
    }
    let child = reading.record().filter(|child| child.plan_shared.is_some());
    child.and_then(|child| child.service(service)).ok_or(PageFailure::NotThere)
}

fn read(site: &Site, service: Uuid, submitted: &Submitted) -> Result<GapReported, Problems> {
    let words = site.words();
    let not_a_day = |name: &str| Problems::one(&format!("{name}.day"), words.say("children-not-a-date"));
    let Ok(Some(from)) = date_typed(submitted, "from") else { return Err(not_a_day("from")) };
    Ok(GapReported {
        gap: site.application().new_identifier(),
        service,
        from,
        until: date_typed(submitted, "until").map_err(|_| not_a_day("until"))?,
        missed: number_typed(words, submitted, "missed")?.unwrap_or(Hundredths(0)),
        words: submitted.value("words").to_owned(),
    })
}

fn field_of(code: &str) -> &'static str {
    match code {
        "nothing-missed" => "missed",
        "ends-before-it-begins" => "until.day",
        _ => "from.day",
    }
}

fn step<'a>(reading: &Reading, service: &'a Service) -> FamilyStep<'a> {
    let amount = service.quantity.as_ref().map(|quantity| quantity_words(reading.words(), quantity));
    let amount = amount.unwrap_or_else(|| service.amount.clone());
    FamilyStep {
        name: "gap",
        address: format!("/family/services/{}/gap", service.service),
        back: "/family/plan",
        about: &service.what,
        before: Html::build(|writer| {
            writer.paragraph(reading.words().with("family-gap-amount", &[("amount", &amount)]));
        }),
    }
}

fn view(
    reading: &Reading,
    holder: &CodeHolder,
    service: &Service,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Response {
    step(reading, service).view(reading, holder, submitted, problems, |writer, typed| {
        typed.date(writer, "from", "family-gap-from", None);
        typed.date(writer, "until", "family-gap-until", None);
        typed.short(writer, "missed", "family-gap-missed", "");
        typed.area(writer, "words", "family-gap-words", "");
    })
}
