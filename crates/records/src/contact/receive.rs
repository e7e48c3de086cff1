//! Somebody gets in touch. It is never refused as incomplete: a few words are enough, and the clocks run from true receipt.

use forms::Answers;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ask::{cell_day, cell_words, one, rows, words, yes_or_no};
use super::{Acknowledged, Contact, ContactEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// How it reached the front door. All are equal before every clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// A practitioner, from a page of this service.
    Page,
    /// A telephone call, written down.
    Phone,
    /// An email.
    Email,
    /// A letter, or a form on paper.
    Letter,
    /// A conversation.
    InPerson,
    /// A system of another agency.
    System,
}

impl Way {
    /// The ways that somebody at the front door writes down, with the names that the form uses.
    pub const WRITTEN_DOWN: [(&'static str, Self); 4] = [
        ("phone", Self::Phone),
        ("email", Self::Email),
        ("letter", Self::Letter),
        ("in-person", Self::InPerson),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        let by_itself = if self == Self::System { "system" } else { "page" };
        Self::WRITTEN_DOWN.iter().find(|(_, way)| *way == self).map_or(by_itself, |(name, _)| name)
    }
}

/// Whoever got in touch. Nothing of it is needed: anybody may stay unnamed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    /// Their name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Where they work, where they get in touch as part of their work.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub organisation: String,
    /// How to reach them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reach: String,
    /// Whether they get in touch as part of their work with children and families.
    pub at_work: bool,
    /// Who they are, as the census lists those who refer: a value of the form's code set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A child, as whoever got in touch describes the child. Nothing of it is looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactChild {
    /// The child of this contact; the identifier of a record, if one begins from here.
    pub child: Uuid,
    /// The name, as far as it is known.
    pub name: String,
    /// The date of birth, if given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<Date>,
    /// Where the child lives, if given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
}

/// A contact was received.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Received {
    /// How it reached us.
    pub way: Way,
    /// True receipt.
    pub received_at: Timestamp,
    /// Who got in touch.
    pub caller: Caller,
    /// What it is about, in their own words.
    pub words: String,
    /// About whom; always at least one, who may be unnamed.
    pub children: Vec<ContactChild>,
    /// Whether the family knows of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_knows: Option<bool>,
    /// Whether the family agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_agreed: Option<bool>,
    /// Whether help is asked for.
    pub asks_for_help: bool,
    /// Whether a child is disabled, or may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled: Option<bool>,
    /// Whether they give facts of harm. Where they are not sure, that is not a no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub harm: Option<bool>,
    /// The answers, pinned to the version of the form.
    pub answers: Answers,
}

impl Received {
    /// Whether the support route is where it goes unless somebody says why not: a disabled child, help is asked for, and
    /// nobody gave facts of harm.
    pub fn is_for_support(&self) -> bool {
        self.asks_for_help && self.disabled == Some(true) && self.harm == Some(false)
    }
}

/// Receive a contact.
#[derive(Debug, Clone, Deserialize)]
pub struct ReceiveContact {
    /// How it reached us.
    pub way: Way,
    /// True receipt.
    pub received_at: Timestamp,
    /// The name and the telephone number of whoever writes it into a page themselves.
    pub by: Option<Caller>,
    /// Identifiers for the children, one for each row that may be filled.
    pub children: Vec<Uuid>,
    /// What was said.
    pub answers: Answers,
}

refusals! {
    /// Why it cannot be received. There is no reason that lies in what was said or by whom.
    ReceiveContactRefusal {
        AlreadyReceived = "this contact was received already", "contact-already-received", "a contact is received once";
        NothingSaid = "nothing was said", "contact-nothing-said", "a few words are enough";
        InTheFuture = "it cannot have been received in the future", "received-in-future", "clocks run from true receipt";
    }
}

impl Command for ReceiveContact {
    type Stream = Contact;
    type Refusal = ReceiveContactRefusal;

    fn decide(
        &self,
        state: &Contact,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ContactEvent>>, ReceiveContactRefusal> {
        if state.received.is_some() {
            return Err(ReceiveContactRefusal::AlreadyReceived);
        }
        let answers = &self.answers;
        let said = words(answers, "contact-what");
        if said.is_empty() {
            return Err(ReceiveContactRefusal::NothingSaid);
        }
        if self.received_at > context.now {
            return Err(ReceiveContactRefusal::InTheFuture);
        }
        let received = Received {
            way: self.way,
            received_at: self.received_at,
            caller: self.caller(),
            words: said,
            children: self.described(),
            family_knows: yes_or_no(answers, "contact-family-knows"),
            family_agreed: yes_or_no(answers, "contact-family-agreed"),
            asks_for_help: yes_or_no(answers, "contact-help").unwrap_or_default(),
            disabled: yes_or_no(answers, "contact-disabled"),
            harm: yes_or_no(answers, "contact-harm"),
            answers: answers.clone(),
        };
        let at = Moment::At(self.received_at);
        let mut events = vec![Decided::when(at, Box::new(received))];
        // A page, and the answer to a system, say so by themselves; who was on the telephone was told there and then, where somebody did.
        let by_itself = matches!(self.way, Way::Page | Way::System);
        if by_itself || yes_or_no(answers, "contact-told") == Some(true) {
            let how = if by_itself { self.way.name() } else { "said" };
            events.push(Decided::when(at, Acknowledged { how: how.to_owned(), words: String::new() }));
        }
        Ok(events)
    }
}

impl ReceiveContact {
    fn caller(&self) -> Caller {
        let answers = &self.answers;
        let source = one(answers, "contact-source");
        if let Some(by) = &self.by {
            return Caller { source, ..by.clone() };
        }
        Caller {
            name: words(answers, "contact-name"),
            organisation: words(answers, "contact-organisation"),
            reach: words(answers, "contact-reach"),
            at_work: yes_or_no(answers, "contact-at-work").unwrap_or_default(),
            source,
        }
    }

    fn described(&self) -> Vec<ContactChild> {
        let mut identifiers = self.children.iter().copied();
        let described = rows(&self.answers, "contact-children").iter().zip(identifiers.by_ref());
        let mut children: Vec<ContactChild> = described
            .map(|(row, child)| ContactChild {
                child,
                name: cell_words(row, "child-name"),
                born: cell_day(row, "child-born"),
                address: cell_words(row, "child-address"),
            })
            .collect();
        // Where nobody is named there is a child all the same.
        if children.is_empty() {
            children.extend(self.children.first().map(|child| ContactChild {
                child: *child,
                name: String::new(),
                born: None,
                address: String::new(),
            }));
        }
        children
    }
}
