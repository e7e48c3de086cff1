//! What a reply contributes to the measures: a day, and whether intrusion was reported. Replies name no record, so that
//! nobody can find out who gave them; they are counted as a whole and in no group.

use forms::Answers;
use kernel::london_date;
use measures::{Facts, Reply};

use crate::feedback::Feedback;

/// What counts as intrusion: the question, and the answers to it.
const INTRUSION: [(&str, &[&str]); 4] = [
    ("not-needed", &["rooms"]),
    ("choice-rooms", &["no"]),
    ("choice-talk", &["no"]),
    ("felt-blamed", &["yes", "partly"]),
];

/// A reply's facts.
pub fn of_feedback(feedback: &Feedback) -> Facts {
    let Some(given) = &feedback.given else { return Facts::default() };
    let reply = Reply { asked_on: london_date(given.at), intrusion: reported(&given.fact.answers) };
    Facts { replies: vec![reply], ..Facts::default() }
}

/// Nothing where none of the questions was answered: each may be left out.
fn reported(answers: &Answers) -> Option<bool> {
    let answered = INTRUSION.iter().any(|(question, _)| answers.get(question).is_some());
    let said =
        INTRUSION.iter().any(|(question, values)| values.iter().any(|value| answers.is(question, value)));
    answered.then_some(said)
}
