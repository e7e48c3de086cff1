//! What the duty engine is told of a challenge.

use guidance::{Facts, Milestone};
use kernel::{Moment, london_date};

use super::{Challenge, Stage, Step, Way};

/// The milestones of a challenge. Each way has its own, so that each runs its own clock.
pub(crate) fn of(challenge: &Challenge) -> (Vec<Milestone>, Facts) {
    let mut passed = Vec::new();
    let Some(made) = &challenge.made else { return (passed, Facts::default()) };
    let mut pass = |name: &str, at: Moment| passed.push(Milestone::new(name, at));
    let receipt = Moment::At(made.fact.received_at);
    pass("challenge.made", receipt);
    if let Some(acknowledged) = &challenge.acknowledged {
        pass("challenge.acknowledged", Moment::At(acknowledged.at));
    }
    let (asked, answered) = match made.fact.way {
        Way::Talk => ("conversation.asked", "conversation.had"),
        Way::SecondLook => ("second_look.asked", "second_look.answered"),
        Way::Route => ("route_challenge.made", "route_challenge.decided"),
        Way::Complaint => ("complaint.received", "stage1.responded"),
    };
    pass(asked, receipt);
    for answer in &challenge.answers {
        let name = match answer.fact.stage {
            None | Some(Stage::One) => answered,
            Some(Stage::Two) => "stage2.responded",
            Some(Stage::Three) => "la.response",
        };
        pass(name, Moment::At(answer.at));
        // Being answered is being told that it arrived.
        if challenge.acknowledged.is_none() {
            pass("challenge.acknowledged", Moment::At(answer.at));
        }
    }
    for asked in &challenge.stages {
        let name = if asked.fact.stage == Stage::Two { "stage2.requested" } else { "stage3.requested" };
        pass(name, asked.happened);
    }
    for taken in &challenge.steps {
        let name = match taken.fact.step {
            Step::StageTwoAgreed => "stage2.accepted",
            Step::PanelMet => "panel.met",
            Step::PanelReported => "panel.report",
            Step::ReportReceived => "panel.report_received",
        };
        pass(name, taken.happened);
    }
    let ended = challenge.closed.as_ref().map(|closed| closed.at);
    if let Some(ended) = ended.or(challenge.withdrawn.as_ref().map(|withdrawn| withdrawn.at)) {
        pass("challenge.closed", Moment::At(ended));
        pass("complaint.closed", Moment::At(ended));
    }
    for action in challenge.actions() {
        let (key, done) = (action.action.to_string(), challenge.done(action.action).map(|done| done.at));
        // What was done before its day was never owed.
        if done.is_some_and(|done| london_date(done) < action.by) {
            continue;
        }
        passed.push(Milestone::keyed("action.due", key.clone(), Moment::On(action.by)));
        passed.extend(done.map(|done| Milestone::keyed("action.done", key, Moment::At(done))));
    }
    let extended = challenge.extended.iter().map(|extended| extended.fact.stage.name().to_owned()).collect();
    (passed, Facts { extended, ..Facts::default() })
}
