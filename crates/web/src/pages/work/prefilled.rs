//! What the asker wrote already, as answers to the triage, so that nobody types it a second time.

use std::collections::BTreeMap;

use forms::{Answer, Answers, Form, QuestionId};
use records::request::Request;

use crate::questions::in_words;
use crate::site::Site;

/// The answers with which the triage begins: those of the triage before, or else what the request says.
pub(super) fn prefilled(site: &Site, form: &Form, request: &Request) -> Answers {
    if let Some(before) = request.latest_triage()
        && before.fact.answers.form == *form.reference()
    {
        return before.fact.answers.clone();
    }
    let mut filled = form.no_answers();
    let Some(received) = &request.received else { return filled };
    let asked = &received.fact.answers;
    let Some(ask) = site.application().forms().form_of(asked) else { return filled };
    let mut set = |id: &str, answer: Option<Answer>| {
        if let (Some(question), Some(answer)) = (form.question(id), answer) {
            filled.set(&question.id, Some(answer));
        }
    };
    set("t2-asking-for-help", Some(Answer::YesNo(true)));
    set("t2-what-help", asked.get("what-would-help").cloned());
    set("t4-people", people(ask, asked, request).map(Answer::Rows));
    set("t5-request-types", asked.get("kinds-of-help").and_then(known_kinds));
    set("t6-urgency", asked.get("how-soon").cloned());
    filled
}

/// The kinds of help, without "not sure", which the triage settles.
pub(super) fn known_kinds(kinds: &Answer) -> Option<Answer> {
    let chosen: Vec<String> =
        kinds.chosen().into_iter().filter(|kind| *kind != "not-sure").map(str::to_owned).collect();
    (!chosen.is_empty()).then_some(Answer::Choices(chosen))
}

/// The child and the asker, each with how to communicate with them.
fn people(ask: &Form, asked: &Answers, request: &Request) -> Option<Vec<BTreeMap<QuestionId, Answer>>> {
    let received = request.received.as_ref()?;
    let said = |id: &str| {
        let question = ask.question(id)?;
        asked.get(id).map(|answer| in_words(ask, question, answer))
    };
    let row = |cells: [(&str, Option<String>); 4]| {
        let cells = cells.into_iter().filter_map(|(field, text)| {
            let text = text.filter(|text| !text.is_empty())?;
            Some((QuestionId::new(field).ok()?, Answer::Text(text)))
        });
        cells.collect::<BTreeMap<_, _>>()
    };
    let child = row([
        ("who", Some(received.fact.child.called.clone())),
        ("how", said("child-communication")),
        ("adjustments", said("child-adjustments")),
        ("safe-contact", None),
    ]);
    let adult = row([
        ("who", said("your-name")),
        ("how", said("your-formats")),
        ("adjustments", said("your-adjustments")),
        ("safe-contact", said("safe-contact")),
    ]);
    let who = QuestionId::new("who").ok()?;
    Some([child, adult].into_iter().filter(|row| row.contains_key(&who)).collect())
}
