//! Putting one's own assessment on hold, and taking it up again. Only whoever asked can.

use access::{Action, RecordKind};
use application::Act;
use axum::extract::State;
use axum::response::Response;
use govuk::Html;
use records::child::{PauseSupport, ResumeSupport, SupportPaused, SupportResumed};

use super::reading::Reading;
use super::step::{FamilyStep, record_of};
use crate::actor::CodeHolder;
use crate::failure::PageFailure;
use crate::layout::Problems;
use crate::site::Site;
use crate::submitted::Submitted;

/// The page: to put it on hold, or, where it is on hold, to take it up again.
pub async fn show(State(site): State<Site>, holder: CodeHolder) -> Result<Response, PageFailure> {
    let reading = open(&site, &holder).await?;
    Ok(view(&reading, &holder, None, &Problems::default()))
}

/// It is put on hold, or taken up again.
pub async fn submit(
    State(site): State<Site>,
    holder: CodeHolder,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let reading = open(&site, &holder).await?;
    let child = record_of(&reading)?;
    let words = submitted.value("words").to_owned();
    let act = if on_hold(&reading) {
        Act::on(child, ResumeSupport(SupportResumed { words }))
    } else {
        Act::on(child, PauseSupport(SupportPaused { words }))
    };
    match step(&reading).carry_out(&site, &holder, act, &submitted, |_| "words").await? {
        Ok(response) => Ok(response),
        Err(problems) => Ok(view(&reading, &holder, Some(&submitted), &problems)),
    }
}

/// Whether the reader may put the assessment on hold: it is open, and it is theirs.
pub(super) fn may_hold(reading: &Reading) -> bool {
    let open = reading.record().is_some_and(records::child::Child::is_assessing);
    open && reading.may(Action::Pause, RecordKind::ChildRecord)
}

async fn open(site: &Site, holder: &CodeHolder) -> Result<Reading, PageFailure> {
    let reading = Reading::open(site, holder, "family").await?;
    if may_hold(&reading) { Ok(reading) } else { Err(PageFailure::NotThere) }
}

pub(super) fn on_hold(reading: &Reading) -> bool {
    reading.record().is_some_and(|child| child.paused().is_some())
}

fn step(reading: &Reading) -> FamilyStep<'static> {
    FamilyStep {
        name: if on_hold(reading) { "take-up" } else { "hold" },
        address: "/family/hold".to_owned(),
        back: "/family",
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
    step(reading).view(reading, holder, submitted, problems, |writer, typed| {
        typed.area(writer, "words", "family-hold-words", "");
    })
}
