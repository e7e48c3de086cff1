//! Where the journey stands: from asking to the plan, each step done, next, or still to come.

use application::DutyShown;
use govuk::Html;
use guidance::full_date;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::london_date;
use records::request::{Noted, Route};

use super::dates::due_words;
use super::reading::Reading;

/// One step of the journey.
struct Step {
    /// The message that names it.
    name: &'static str,
    /// The day on which it was done.
    done: Option<Date>,
    /// The clocks that say when it is due, as the guidance and the protocol name them; the first that runs counts.
    clocks: &'static [&'static str],
}

fn on<T>(fact: Option<&Noted<T>>) -> Option<Date> {
    fact.map(|noted| london_date(noted.at))
}

fn steps(reading: &Reading) -> Vec<Step> {
    let (request, child) = (reading.asked(), reading.record());
    let support = child.and_then(|child| child.assessment.opened.as_ref());
    let settled = |name: &str| support.and_then(|support| support.fact.settled.get(name)).map(|at| at.date());
    let received: Option<Timestamp> = request
        .and_then(records::request::Request::received_at)
        .or_else(|| support.map(|support| support.fact.received_at));
    let mut steps = vec![
        Step { name: "family-steps-asked", done: received.map(london_date), clocks: &[] },
        Step {
            name: "family-steps-read",
            done: on(request.and_then(|request| request.read.as_ref())).or_else(|| settled("request.read")),
            clocks: &["LS-READ"],
        },
        Step {
            name: "family-steps-answered",
            done: on(request.and_then(|request| request.route.as_ref())).or_else(|| on(support)),
            clocks: &["FD-02", "FD-04", "DC-02"],
        },
    ];
    // A request that was answered otherwise has no further steps.
    let otherwise = request
        .and_then(|request| request.route.as_ref())
        .is_some_and(|route| route.fact.route != Route::Support);
    let withdrawn = request.is_some_and(|request| request.withdrawn.is_some());
    if !otherwise && !withdrawn {
        steps.extend([
            Step {
                name: "family-steps-assessor",
                done: on(child.and_then(|child| child.assessment.allocated.first())),
                clocks: &["LS-ALLOCATE", "AS-06"],
            },
            Step {
                name: "family-steps-assessment",
                done: on(child.and_then(|child| child.assessment.draft.as_ref())),
                clocks: &[],
            },
            Step {
                name: "family-steps-draft",
                done: on(child.and_then(|child| child.assessment.draft.as_ref())),
                clocks: &["LS-EHC-DRAFT", "LS-DRAFT"],
            },
            Step {
                name: "family-steps-decision",
                done: on(child.and_then(|child| child.assessment.signed_off.as_ref())),
                clocks: &["LS-EHC-DECISION", "LS-DECISION", "LS-SHORT", "LS-SELF-ASSESSED", "AS-01"],
            },
            Step {
                name: "family-steps-plan",
                done: on(child.and_then(|child| {
                    child.plan_shared.as_ref().filter(|shared| child.assessment.reaches(shared))
                })),
                clocks: &["LS-PLAN-SHARED", "LS-PLAN", "OB-12"],
            },
        ]);
    }
    steps
}

/// When a step is due, if a clock for it runs.
fn due(step: &Step, duties: &[DutyShown]) -> Option<String> {
    step.clocks.iter().find_map(|clock| {
        let runs = |duty: &&DutyShown| {
            duty.scheduled.clock.as_deref() == Some(clock) || duty.scheduled.duty == **clock
        };
        duties.iter().filter(runs).find_map(|duty| due_words(duty.scheduled.due))
    })
}

/// The steps, in order.
pub(super) fn view(reading: &Reading, duties: &[DutyShown], level: u8) -> Html {
    let words = reading.words();
    let steps = steps(reading);
    let next = steps.iter().position(|step| step.done.is_none());
    Html::build(|writer| {
        writer.heading(level, words.say("family-steps-title"));
        writer.element("ol").class("alongside-steps").within(|writer| {
            for (place, step) in steps.iter().enumerate() {
                let when = match (step.done, due(step, duties)) {
                    (Some(date), _) => words.with("family-steps-done", &[("date", &full_date(date))]),
                    (None, Some(date)) => words.with("family-steps-by", &[("date", &date)]),
                    (None, None) if next == Some(place) => words.say("family-steps-next"),
                    (None, None) => words.say("family-steps-later"),
                };
                let class = if step.done.is_some() { "alongside-steps__step--done" } else { "" };
                writer.element("li").classes(["alongside-steps__step", class]).within(|writer| {
                    writer.text(&words.say(step.name));
                    writer.text(" ");
                    writer.element("span").class("alongside-steps__when").text(&when);
                });
            }
        });
    })
}
