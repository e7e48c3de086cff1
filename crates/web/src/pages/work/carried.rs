//! The asker's own words as entries of the assessment, so that nobody says or types them twice.

use std::collections::BTreeMap;

use application::Application;
use forms::{Answer, Form, QuestionId};
use kernel::EntryId;
use records::child::{Source, Written};
use records::request::{Received, WhoAsks};

use crate::pages::work::prefilled::known_kinds;
use crate::questions::in_words;

/// Which answer of the request belongs to which question of the assessment. The kinds of the two questions are alike.
const SAME_QUESTION: [(&str, &str); 8] = [
    ("what-would-help", "what-would-help"),
    ("how-soon", "urgency"),
    ("child-name", "names-used"),
    ("child-birth-date", "birth-date"),
    ("daily-life", "how-it-shows"),
    ("child-communication", "child-communicates-by"),
    ("child-adjustments", "time-and-senses"),
    ("anything-else", "anything-else"),
];

/// The entries that the request's answers become, in the sections that are open.
pub(super) fn carried(
    application: &Application,
    assessment: &Form,
    received: &Received,
    open: &[&str],
) -> Vec<Written> {
    let asked = &received.answers;
    let mut answers: Vec<(&str, Answer)> = SAME_QUESTION
        .iter()
        .filter_map(|(from, to)| asked.get(from).map(|answer| (*to, answer.clone())))
        .collect();
    let kinds = asked.get("kinds-of-help").and_then(known_kinds);
    answers.extend(kinds.map(|kinds| ("request-types", kinds)));
    answers.extend(how_to_communicate(received).map(|rows| ("how-to-communicate-with-you", rows)));
    answers.extend(agreed_contacts(application, received).map(|rows| ("agreed-contacts", rows)));
    let source = match received.asker.who {
        WhoAsks::YoungPerson => Source::Child,
        WhoAsks::Professional => Source::Practitioner,
        WhoAsks::ParentCarer | WhoAsks::FamilyOrFriend => Source::Family,
    };
    let form = format!("{}@{}", assessment.reference().id, assessment.reference().version);
    answers
        .into_iter()
        .filter_map(|(question, answer)| {
            let section = assessment.section_of(question)?.id.to_string();
            open.contains(&section.as_str()).then(|| Written {
                entry: EntryId(application.new_identifier()),
                form: form.clone(),
                section,
                question: question.to_owned(),
                answer,
                source,
                source_note: received.asker.name.clone(),
            })
        })
        .collect()
}

fn field(id: &str) -> Option<QuestionId> {
    QuestionId::new(id).ok()
}

/// How to communicate with the asker, as a row of the assessment's table of adults.
fn how_to_communicate(received: &Received) -> Option<Answer> {
    let asked = &received.answers;
    let mut row = BTreeMap::new();
    row.insert(field("who")?, asked.get("your-name")?.clone());
    for (from, to) in [("your-formats", "formats"), ("your-adjustments", "adjustments")] {
        if let Some(answer) = asked.get(from) {
            row.insert(field(to)?, answer.clone());
        }
    }
    (row.len() > 1).then_some(Answer::Rows(vec![row]))
}

/// Whom the asker agreed that we may talk to, and about what.
fn agreed_contacts(application: &Application, received: &Received) -> Option<Answer> {
    let asked = &received.answers;
    let ask = application.forms().form_of(asked)?;
    let question = ask.question("people-to-contact")?;
    let Some(Answer::Rows(people)) = asked.get("people-to-contact") else { return None };
    let rows = people
        .iter()
        .filter_map(|person| {
            let mut row = BTreeMap::new();
            row.insert(field("who")?, person.get("who")?.clone());
            row.insert(field("answer")?, Answer::Choice("agreed".to_owned()));
            let scope: Vec<String> = question
                .fields()
                .iter()
                .filter(|part| matches!(part.id.as_str(), "scope" | "limits"))
                .filter_map(|part| person.get(&part.id).map(|answer| in_words(ask, part, answer)))
                .collect();
            row.insert(field("scope")?, Answer::Text(scope.join("; ")));
            Some(row)
        })
        .collect::<Vec<_>>();
    (!rows.is_empty()).then_some(Answer::Rows(rows))
}
