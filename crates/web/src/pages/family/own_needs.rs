//! An assessment of what one needs oneself: asking for it, taking it up, saying no to it. It is always the person's own to
//! want, and nobody else in the family sees it.

use std::collections::BTreeMap;

use access::{Action, RecordKind};
use application::Act;
use axum::extract::State;
use axum::response::Response;
use govuk::{Choice, Html};
use guidance::{Linked, full_date};
use kernel::PersonId;
use records::child::{AskForOwn, LinkedAssessment, LinkedRecorded, LinkedStep};

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

/// It is asked for, taken up or turned down.
pub async fn submit(
    State(site): State<Site>,
    holder: CodeHolder,
    submitted: Submitted,
) -> Result<Response, PageFailure> {
    let reading = open(&site, &holder).await?;
    let problems = match read(&reading, &submitted) {
        Err(problems) => problems,
        Ok(recorded) => {
            let act = Act::on(record_of(&reading)?, AskForOwn(recorded));
            match step(&reading).carry_out(&site, &holder, act, &submitted, |_| "answer").await? {
                Ok(response) => return Ok(response),
                Err(problems) => problems,
            }
        }
    };
    Ok(view(&reading, &holder, Some(&submitted), &problems))
}

/// The assessment that is owed to people of the reader's own part in the record.
fn kind(reading: &Reading) -> Option<&Linked> {
    let child = reading.record()?;
    let guidance = reading.site.application().rules().guidance();
    let parts = || child.involved.iter().filter(|part| part.person == reading.me && part.until.is_none());
    guidance.linked_kinds().iter().find(|linked| {
        linked.each_of.as_ref().is_some_and(|owed_to| parts().any(|part| part.capacity == *owed_to))
    })
}

/// Whether the reader has one to ask for.
pub(super) fn may_ask(reading: &Reading) -> bool {
    let ended = reading.record().is_none_or(records::child::Child::is_ended);
    !ended && kind(reading).is_some() && reading.may(Action::Comment, RecordKind::ChildRecord)
}

async fn open(site: &Site, holder: &CodeHolder) -> Result<Reading, PageFailure> {
    let reading = Reading::open(site, holder, "family").await?;
    if may_ask(&reading) { Ok(reading) } else { Err(PageFailure::NotThere) }
}

/// The reader's own, if it was offered or asked for.
fn own(reading: &Reading, person: PersonId) -> Option<&LinkedAssessment> {
    let kind = kind(reading)?;
    let all = &reading.record()?.journey.linked;
    all.iter()
        .rfind(|linked| linked.first().fact.person == Some(person) && linked.first().fact.kind == kind.id)
}

/// What the reader may answer now.
fn answers(reading: &Reading) -> Vec<LinkedStep> {
    match own(reading, reading.me).map(|linked| linked.current().fact.step) {
        Some(LinkedStep::Offered) => vec![LinkedStep::Accepted, LinkedStep::Declined],
        Some(LinkedStep::Asked | LinkedStep::Accepted) => vec![LinkedStep::Declined],
        _ => vec![LinkedStep::Asked],
    }
}

fn read(reading: &Reading, submitted: &Submitted) -> Result<LinkedRecorded, Problems> {
    let chosen = submitted.value("answer");
    let step = answers(reading).into_iter().find(|step| step.name() == chosen);
    let (Some(step), Some(kind)) = (step, kind(reading)) else {
        return Err(Problems::one("answer", reading.words().say("family-own-needs-missing")));
    };
    let known = own(reading, reading.me).map(|linked| linked.first().fact.linked);
    let child = reading.record();
    let name = child.and_then(|child| child.involved.iter().find(|part| part.person == reading.me));
    Ok(LinkedRecorded {
        linked: known.unwrap_or_else(|| reading.site.application().new_identifier()),
        kind: kind.id.clone(),
        person: Some(reading.me),
        name: name.map_or_else(String::new, |part| part.name.clone()),
        step,
        words: submitted.value("words").to_owned(),
        parts: BTreeMap::new(),
    })
}

fn step(reading: &Reading) -> FamilyStep<'static> {
    let words = reading.words();
    let before = Html::build(|writer| {
        if let Some(kind) = kind(reading) {
            writer.paragraph(kind.says.as_str());
        }
        let Some(linked) = own(reading, reading.me) else { return };
        writer.element("ul").class("govuk-list govuk-list--bullet").within(|writer| {
            for step in &linked.steps {
                let date = full_date(step.happened.date());
                let name = format!("family-own-needs-was-{}", step.fact.step.name());
                writer.element("li").within(|writer| {
                    writer.text(&words.with(&name, &[("date", &date)]));
                    if !step.fact.words.is_empty() {
                        writer.element("p").class("govuk-body alongside-as-written").text(&step.fact.words);
                    }
                });
            }
        });
    });
    FamilyStep {
        name: "own-needs",
        address: "/family/own-needs".to_owned(),
        back: "/family/own-needs",
        about: "",
        before,
    }
}

fn view(
    reading: &Reading,
    holder: &CodeHolder,
    submitted: Option<&Submitted>,
    problems: &Problems,
) -> Response {
    let words = reading.words();
    step(reading).view(reading, holder, submitted, problems, |writer, typed| {
        let choices = answers(reading)
            .into_iter()
            .map(|step| Choice::new(step.name(), words.say(&format!("family-own-needs-{}", step.name()))));
        typed.radios(writer, "answer", "family-own-needs-answer", choices.collect(), "");
        typed.area(writer, "words", "family-own-needs-words", "");
    })
}
