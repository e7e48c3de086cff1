//! Asking for the plan to be looked at sooner. No reason is asked for.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::State;
use axum::response::Response;
use govuk::Html;
use records::child::{AskForReview, ReviewAsked};

use super::reading::Reading;
use super::step::{FamilyStep, record_of};
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::site::Site;
use crate::submitted::Submitted;

/// The page.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = open(&site, &holder).await?;
    Ok(view(&reading, &holder, None, &Problems::default()))
}

/// It is asked for.
pub async fn submit(
    State(site): State<Site>,
    holder: CodeHolder,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let reading = open(&site, &holder).await?;
    let asked = ReviewAsked { words: submitted.value("words").to_owned() };
    let act = Act::on(record_of(&reading)?, AskForReview(asked));
    match step().carry_out(&site, &holder, act, &submitted, |_| "words").await? {
        Ok(response) => Ok(response),
        Err(problems) => Ok(view(&reading, &holder, Some(&submitted), &problems)),
    }
}

/// There is a plan, and the reader may say something about it.
async fn open(site: &Site, holder: &CodeHolder) -> Result<Reading, PageFailure> {
    let reading = Reading::open(site, holder, "family-plan").await?;
    let planned = reading.record().is_some_and(|child| child.plan().is_some() && !child.is_ended());
    if planned && reading.may(Action::Comment, RecordKind::Plan) {
        Ok(reading)
    } else {
        Err(PageFailure::NotThere)
    }
}

fn step() -> FamilyStep<'static> {
    FamilyStep {
        name: "review",
        address: "/family/review".to_owned(),
        back: "/family/plan",
        about: "",
        before: Html::default(),
    }
}

fn view(
    reading: &Reading,
    holder: &CodeHolder,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Response {
    step().view(reading, holder, submitted, problems, |writer, typed| {
        typed.area(writer, "words", "family-review-words", "");
    })
}
