//! From answers to the request that is sent. Nothing is looked up and nothing is inferred.

use forms::{Answer, Answers, Form, prune};
use jiff::Timestamp;
use kernel::PersonId;
use records::people::SafeContact;
use records::request::{Asker, Channel, ChildDescribed, Received, WhoAsks};

use crate::site::Site;

use super::draft::AskDraft;

/// How it reached us, and who wrote it down.
pub(super) struct Receipt {
    /// By which channel.
    pub channel: Channel,
    /// True receipt.
    pub received_at: Timestamp,
    /// The practitioner who wrote it down, if one did.
    pub entered_by: Option<PersonId>,
}

/// The request as it is received. Answers to questions that are not asked any more are left behind.
pub(super) fn received(site: &Site, form: &Form, draft: &AskDraft, receipt: &Receipt) -> Received {
    let answers = prune(form, &draft.answers);
    Received {
        reference: application::reference(site.application().randomness()),
        channel: receipt.channel,
        received_at: receipt.received_at,
        asker: asker(&answers, draft.person),
        child: child(&answers),
        care_may_fail: answers.is("how-soon", "now"),
        entered_by: receipt.entered_by,
        answers,
    }
}

fn asker(answers: &Answers, person: PersonId) -> Asker {
    let who = match answers.get("who-is-asking").map(Answer::chosen).as_deref() {
        Some(["child-or-young-person"]) => WhoAsks::YoungPerson,
        Some(["family-or-friend"]) => WhoAsks::FamilyOrFriend,
        Some(["works-with-family"]) => WhoAsks::Professional,
        _ => WhoAsks::ParentCarer,
    };
    // A young person is asked for their name once, as the child's.
    let name = if who == WhoAsks::YoungPerson { "child-name" } else { "your-name" };
    Asker { person, name: text(answers, name), who, contact: contact(answers) }
}

fn contact(answers: &Answers) -> SafeContact {
    let (method, field) = match answers.get("safe-contact").map(Answer::chosen).as_deref() {
        Some(["phone"]) => ("phone", "contact-number"),
        Some(["text"]) => ("text", "contact-number"),
        Some(["email"]) => ("email", "contact-email"),
        Some(["letter"]) => ("letter", "contact-address"),
        Some(["someone-i-trust"]) => ("someone-else", "contact-trusted-person"),
        _ => return SafeContact::default(),
    };
    SafeContact {
        method: method.to_owned(),
        value: text(answers, field),
        // Only the plain yes is a yes; "leave a message, but do not say who you are" is not.
        may_leave_message: answers.is("safe-message", "say-who"),
    }
}

fn child(answers: &Answers) -> ChildDescribed {
    let birth_date = match answers.get("child-birth-date") {
        Some(Answer::Date(date)) => Some(*date),
        _ => None,
    };
    let age = match answers.get("child-age") {
        Some(Answer::Number(years)) => years.to_string(),
        _ => String::new(),
    };
    ChildDescribed { called: text(answers, "child-name"), birth_date, age }
}

fn text(answers: &Answers, question: &str) -> String {
    answers.text(question).unwrap_or_default().to_owned()
}
