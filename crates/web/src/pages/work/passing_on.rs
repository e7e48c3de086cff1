//! What a reader of a request noticed goes to the front door as a concern in a stream of its own. Nothing about it is
//! written into the request, which the family reads, and nothing that is missing from a form holds it back.

use application::Worry;
use forms::{Answer, Answers, Form};
use govuk::{InsetText, WarningText, Writer};
use records::concern::{About, Way};
use uuid::Uuid;

use crate::failure::PageFailure;
use crate::pages::work::desk::Desk;
use crate::site::Site;
use crate::submitted::Submitted;

/// The field that names the concern which an earlier sending of the same form has raised already.
pub(super) const PASSED_ON: &str = "passed-on";

/// What a reader noticed.
pub(super) struct Noticed<'a> {
    /// In their words; empty when they have written nothing yet.
    pub words: &'a str,
    /// Somebody may be in danger now.
    pub immediate: bool,
    /// They are unsure.
    pub unsure: bool,
    /// What stands for the words while there are none: the name of a message.
    pub unless_said: &'static str,
}

/// Sends what was noticed to the front door, once, and answers with the concern.
pub(super) async fn pass_on(
    desk: &Desk<'_>,
    submitted: &Submitted,
    noticed: &Noticed<'_>,
) -> Result<Uuid, PageFailure> {
    let application = desk.site.application();
    let words = match noticed.words {
        "" => desk.site.words().say(noticed.unless_said),
        said => said.to_owned(),
    };
    if let Some(earlier) = submitted.identifier(PASSED_ON)
        && was_passed_on(desk, earlier, &words).await
    {
        return Ok(earlier);
    }
    let form = application.forms().latest("concern").ok_or(PageFailure::NotThere)?;
    let worry = Worry {
        way: Way::Triage,
        about: About {
            child: desk.request().child(),
            request: Some(desk.id),
            described: desk.called().to_owned(),
        },
        answers: answers(form, &words, noticed),
        noticed: words,
        immediate: noticed.immediate,
        unsure: noticed.unsure,
        // The front door has the number of everybody who works here.
        reach: String::new(),
    };
    Ok(application.raise_concern(desk.actor(), worry, submitted.once).await?)
}

async fn was_passed_on(desk: &Desk<'_>, concern: Uuid, words: &str) -> bool {
    let followed = desk.site.application().follow_concern(desk.actor(), concern).await;
    followed.is_ok_and(|concern| concern.raised.is_some_and(|raised| raised.fact.noticed == words))
}

/// The same words as answers to the form of a concern, so that the front door reads every concern alike.
fn answers(form: &Form, words: &str, noticed: &Noticed<'_>) -> Answers {
    let mut answers = form.no_answers();
    let danger = match (noticed.immediate, noticed.unsure) {
        (true, _) => "yes",
        (false, true) => "unsure",
        (false, false) => "no",
    };
    for (id, answer) in [
        ("what-was-noticed", Answer::Text(words.to_owned())),
        ("immediate-danger", Answer::Choice(danger.to_owned())),
    ] {
        if let Some(question) = form.question(id) {
            answers.set(&question.id, Some(answer));
        }
    }
    answers
}

/// Says, on a form that comes back, that what was noticed is at the front door already.
pub(super) fn write_passed_on(site: &Site, writer: &mut Writer, concern: Uuid) {
    writer.add(&InsetText::from(site.words().say("passed-on-already").as_str()));
    writer
        .element("input")
        .attribute("type", "hidden")
        .attribute("name", PASSED_ON)
        .attribute("value", &concern.to_string())
        .empty();
}

/// The numbers to ring; they stay on the screen.
pub(super) fn write_numbers(site: &Site, writer: &mut Writer) {
    let settings = site.application().rules().protocol().settings();
    let line = &settings.safety_line;
    let door = settings.service("front-door");
    let (name, telephone, hours) = door
        .map_or((line.answered_by.as_str(), line.number.as_str(), line.hours.as_str()), |door| {
            (door.name.as_str(), door.telephone.as_str(), door.hours.as_str())
        });
    let said = site.words().with(
        "passed-on-numbers",
        &[
            ("emergency", &line.emergency),
            ("name", name),
            ("telephone", telephone),
            ("hours", hours),
            ("number", &line.number),
            ("number-hours", &line.hours),
        ],
    );
    writer.add(&WarningText::from(said.as_str()));
}
