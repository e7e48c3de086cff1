//! Replies counted together. What few people answered is not shown, so that no reply can be read out of the figures.

use std::collections::BTreeMap;

use forms::{Form, Kind};

use super::{After, Feedback};

/// One answer of a question with how often it was given; absent where too few gave it, or where showing it would give
/// another one away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The answer's name.
    pub value: String,
    /// How often it was given; absent where it is not shown.
    pub number: Option<u64>,
}

/// The replies after one step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many replied; absent where too few did.
    pub replies: Option<u64>,
    /// Each question that has choices with its answers, in the form's order.
    pub questions: Vec<(String, Vec<Counted>)>,
}

/// Counts the replies after one step. Where fewer than `least` people replied, nothing is shown. An answer that was given
/// by fewer than `least` people, but by somebody, is not shown; where that is one answer alone, the next smallest is left
/// out too, because it could be worked out from the rest.
pub fn count<'a>(
    replies: impl Iterator<Item = &'a Feedback>,
    after: After,
    form: &Form,
    least: u64,
) -> Counts {
    let given: Vec<_> =
        replies.filter_map(|reply| reply.given.as_ref()).filter(|given| given.fact.after == after).collect();
    let number = given.len() as u64;
    if number < least {
        return Counts::default();
    }
    let mut questions = Vec::new();
    for question in form.questions() {
        let values: Vec<&str> = match &question.kind {
            Kind::OneOf(choices) | Kind::ManyOf(choices) => {
                choices.iter().map(|choice| choice.value.as_str()).collect()
            }
            Kind::YesNo => vec!["yes", "no"],
            _ => continue,
        };
        let mut numbers: BTreeMap<&str, u64> = values.iter().map(|value| (*value, 0)).collect();
        for reply in &given {
            for value in &values {
                if reply.fact.answers.is(question.id.as_str(), value) {
                    *numbers.entry(value).or_default() += 1;
                }
            }
        }
        let counted = suppressed(&values, &numbers, least);
        questions.push((question.id.to_string(), counted));
    }
    Counts { replies: Some(number), questions }
}

fn suppressed(values: &[&str], numbers: &BTreeMap<&str, u64>, least: u64) -> Vec<Counted> {
    let count_of = |value: &str| numbers.get(value).copied().unwrap_or_default();
    let mut hidden: Vec<&str> =
        values.iter().copied().filter(|value| (1..least).contains(&count_of(value))).collect();
    if hidden.len() == 1 {
        let next = values.iter().copied().filter(|value| !hidden.contains(value));
        hidden.extend(next.min_by_key(|value| count_of(value)));
    }
    values
        .iter()
        .map(|value| Counted {
            value: (*value).to_owned(),
            number: (!hidden.contains(value)).then(|| count_of(value)),
        })
        .collect()
}
