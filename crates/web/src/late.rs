//! What late letters say, for whoever sends them by itself: to each person who was shown a date, about the dates that they
//! were shown.

use application::{Application, Owed};
use guidance::Scheduled;
use kernel::{Capacity, PersonId};
use records::child::{self, Child, LATE_LETTER, MissedDate};
use records::partnership::{Partnership, Practitioner};
use records::request::{self, Request};
use uuid::Uuid;

use crate::pages::children::letters::{Letters, Signer, recipients};
use crate::pages::work::late_letter::{LateLetter, late_letter};
use crate::wording::Wording;

/// The part of whoever leads an assessment.
const LEADS: &str = "lead-assessor";

/// The letters that a child's record owes; nothing where nobody takes part whom they could go to.
pub fn of_child(
    application: &Application,
    words: &Wording,
    owed: &Owed<'_, Child>,
) -> Option<child::TellLate> {
    let (record, today) = (owed.record, application.today());
    let letters = Letters {
        child: record,
        rules: application.rules(),
        words,
        signer: signer(application, owed.partnership, record.assessor()),
        today,
    };
    let issued: Vec<child::LetterIssued> = recipients(record, today)
        .into_iter()
        .filter_map(|to| {
            let shown = owed.missed.iter().filter(|(missed, _)| is_for(record, to.person, missed));
            let shown: Vec<&Scheduled> = shown.map(|(_, duty)| duty).collect();
            (!shown.is_empty()).then(|| child::LetterIssued {
                letter: application.new_identifier(),
                kind: LATE_LETTER.to_owned(),
                to: to.person,
                text: letters.late(to, &shown),
            })
        })
        .collect();
    let missed = owed.missed.iter().map(|(missed, _)| missed.clone()).collect();
    (!issued.is_empty()).then_some(child::TellLate { missed, letters: issued })
}

/// The letter that a request owes.
pub fn of_request(
    application: &Application,
    words: &Wording,
    owed: &Owed<'_, Request>,
) -> Option<request::TellLate> {
    let received = &owed.record.received.as_ref()?.fact;
    let navigates = owed.record.latest_triage().and_then(|triage| triage.author.person);
    let talks = navigates.and_then(|person| reachable(owed.partnership, person));
    let missed: Vec<&Scheduled> = owed.missed.iter().map(|(_, duty)| duty).collect();
    let facts = LateLetter {
        request: received,
        missed: &missed,
        talks: talks.map(|known| (known.name.as_str(), known.telephone.as_str())),
    };
    let letter = request::LetterIssued {
        letter: application.new_identifier(),
        kind: LATE_LETTER.to_owned(),
        to: received.asker.person,
        text: late_letter(words, application.rules(), &facts),
    };
    Some(request::TellLate { missed: owed.missed.iter().map(|(missed, _)| missed.clone()).collect(), letter })
}

/// A comment belongs to whoever made it, and so does the date of its answer. Every other date is shown to all.
fn is_for(child: &Child, person: PersonId, missed: &MissedDate) -> bool {
    let comment = missed.key.as_ref().and_then(|key| key.parse::<Uuid>().ok());
    let comment = comment.and_then(|id| child.comment(id));
    comment.is_none_or(|comment| comment.made.author.person == Some(person))
}

/// Whoever leads the assessment and can be rung, or else the team that answers about support.
fn signer(application: &Application, partnership: &Partnership, leads: Option<PersonId>) -> Signer {
    if let Some(known) = leads.and_then(|person| reachable(partnership, person)) {
        let entry = Capacity::new(LEADS).ok().and_then(|part| application.policy().capacity(&part));
        let part = entry.map_or_else(String::new, |entry| entry.title.clone());
        return Signer { name: known.name.clone(), part, telephone: known.telephone.clone() };
    }
    let support = &application.rules().protocol().settings().support;
    Signer { name: support.name.clone(), part: String::new(), telephone: support.telephone.clone() }
}

fn reachable(partnership: &Partnership, person: PersonId) -> Option<&Practitioner> {
    partnership.practitioner(person).filter(|known| !known.telephone.is_empty())
}
