//! What a challenge contributes to the measures: a challenge to the route by itself, every other way as a complaint or
//! appeal. Not by whom and not what was said.

use kernel::london_date;
use measures::{Challenge as RouteChallenge, Facts};

use crate::challenge::{Challenge, Outcome, Way};

/// A challenge's facts; none where it names no record.
pub fn of_challenge(challenge: &Challenge) -> Facts {
    let Some(made) = &challenge.made else { return Facts::default() };
    let about = &made.fact.about;
    if about.child.is_none() && about.request.is_none() {
        return Facts::default();
    }
    let made_on = made.happened.date();
    let facts = Facts { child: about.child, request: about.request, ..Facts::default() };
    match made.fact.way {
        // A talk is neither a complaint nor an appeal.
        Way::Talk => Facts::default(),
        Way::SecondLook | Way::Complaint => Facts { disputes: vec![made_on], ..facts },
        Way::Route => {
            let answer = challenge.current_answer();
            let right = |outcome: Outcome| matches!(outcome, Outcome::Upheld | Outcome::PartlyUpheld);
            let challenged = RouteChallenge {
                made_on,
                answered_on: answer.map(|answer| london_date(answer.at)),
                upheld: answer.map(|answer| right(answer.fact.outcome)),
            };
            Facts { challenges: vec![challenged], disputes: vec![made_on], ..facts }
        }
    }
}
