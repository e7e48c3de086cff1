//! Which questions are asked, and which comes next.

use std::collections::{BTreeMap, BTreeSet};

use crate::answers::{Answer, Answers};
use crate::form::{Condition, Form, Opening, Question, Section, ShowWhen};
use crate::identifiers::{QuestionId, SectionId, VoiceId};

impl Form {
    /// The questions this person is asked, in order. A question is asked when its section is open and its
    /// condition holds of a question that is itself asked; an answer left behind on a hidden question counts
    /// for nothing.
    pub fn visible_questions(&self, answers: &Answers) -> Vec<&Question> {
        let mut asked: BTreeMap<&QuestionId, Option<&Answer>> = BTreeMap::new();
        let mut visible = Vec::new();
        for section in self.sections().iter().filter(|section| is_open(section, answers)) {
            for question in &section.questions {
                if question.show_when.as_ref().is_none_or(|when| holds(when, &asked)) {
                    asked.insert(&question.id, answers.values.get(&question.id));
                    visible.push(question);
                }
            }
        }
        visible
    }

    /// The first question asked.
    pub fn first(&self, answers: &Answers) -> Option<&Question> {
        self.visible_questions(answers).into_iter().next()
    }

    /// The question asked after this one; none at the end. When this one is itself not asked (an earlier answer
    /// was changed), the next one that is.
    pub fn next_after(&self, question: &str, answers: &Answers) -> Option<&Question> {
        let visible: BTreeSet<_> = self.visible_questions(answers).into_iter().map(|each| &each.id).collect();
        self.questions()
            .skip_while(|each| each.id.as_str() != question)
            .skip(1)
            .find(|each| visible.contains(&each.id))
    }

    /// The question asked before this one; none at the start.
    pub fn previous_before(&self, question: &str, answers: &Answers) -> Option<&Question> {
        let visible: BTreeSet<_> = self.visible_questions(answers).into_iter().map(|each| &each.id).collect();
        self.questions()
            .rev()
            .skip_while(|each| each.id.as_str() != question)
            .skip(1)
            .find(|each| visible.contains(&each.id))
    }

    /// The sections that open of themselves for these kinds of help, with those that are open for everyone.
    pub fn sections_opened_by(&self, request_types: &[&str]) -> Vec<SectionId> {
        self.sections()
            .iter()
            .filter(|section| match &section.opens {
                Opening::Always => true,
                Opening::RequestTypes(types) => {
                    types.iter().any(|each| request_types.contains(&each.as_str()))
                }
                Opening::Reason => false,
            })
            .map(|section| section.id.clone())
            .collect()
    }

    /// How this person is addressed, from what they have answered.
    pub fn voice(&self, answers: &Answers) -> Option<&VoiceId> {
        let asked: BTreeMap<_, _> = self
            .visible_questions(answers)
            .into_iter()
            .map(|each| (&each.id, answers.values.get(&each.id)))
            .collect();
        self.voices.iter().find(|voice| holds(&voice.when, &asked)).map(|voice| &voice.id)
    }
}

fn is_open(section: &Section, answers: &Answers) -> bool {
    section.opens == Opening::Always || answers.opened.contains(&section.id)
}

fn holds(when: &ShowWhen, asked: &BTreeMap<&QuestionId, Option<&Answer>>) -> bool {
    match (asked.get(&when.question), &when.condition) {
        (None, _) => false,
        (Some(answer), Condition::Is(values)) => {
            answer.is_some_and(|answer| values.iter().any(|value| answer.is(value)))
        }
        (Some(answer), Condition::Answered) => answer.is_some(),
        (Some(answer), Condition::Unanswered) => answer.is_none(),
    }
}

/// The answers without those to questions that are not asked, or that the form does not know.
#[must_use]
pub fn prune(form: &Form, answers: &Answers) -> Answers {
    let visible: BTreeSet<_> = form.visible_questions(answers).into_iter().map(|each| &each.id).collect();
    let mut kept = answers.clone();
    kept.values.retain(|question, _| visible.contains(question));
    kept.opened.retain(|section| form.section(section.as_str()).is_some());
    kept
}
