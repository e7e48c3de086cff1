//! The steps of a contact: which sections of the form each asks, who may take it and when, and about which children.

use access::Action;
use forms::Answers;
use records::contact::{Contact, ContactChild};

use crate::actor::SignedIn;

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Say that it arrived.
    Acknowledge,
    /// Look first, or take it over.
    Look,
    /// Ask an agency.
    AskAgency,
    /// What an agency knows.
    Agency,
    /// Recommend to the manager.
    Recommend,
    /// Decide.
    Decide,
    /// Answer the questions that a decision left open.
    Settle,
    /// Tell whoever got in touch.
    Tell,
    /// Tell the family.
    Family,
    /// The family is not told yet.
    NotYet,
    /// Help has begun.
    HelpBegun,
}

impl Step {
    /// Every step, in the order in which they come.
    pub(super) const ALL: [Self; 11] = [
        Self::Acknowledge,
        Self::Look,
        Self::AskAgency,
        Self::Agency,
        Self::Recommend,
        Self::Decide,
        Self::Settle,
        Self::HelpBegun,
        Self::Tell,
        Self::Family,
        Self::NotYet,
    ];

    /// The step of a name in an address.
    pub(super) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// Its name in addresses, in the form and in messages.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Acknowledge => "acknowledge",
            Self::Look => "look",
            Self::AskAgency => "ask-agency",
            Self::Agency => "agency",
            Self::Recommend => "recommend",
            Self::Decide => "decide",
            Self::Settle => "settle",
            Self::Tell => "tell",
            Self::Family => "family",
            Self::NotYet => "not-yet",
            Self::HelpBegun => "help-begun",
        }
    }

    /// The sections of the form that it asks.
    pub(super) const fn sections(self) -> &'static [&'static str] {
        match self {
            Self::Decide => &["decide", "settle"],
            Self::Acknowledge => &["acknowledge"],
            Self::Look => &["look"],
            Self::AskAgency => &["ask-agency"],
            Self::Agency => &["agency"],
            Self::Recommend => &["recommend"],
            Self::Settle => &["settle"],
            Self::Tell => &["tell"],
            Self::Family => &["family"],
            Self::NotYet => &["not-yet"],
            Self::HelpBegun => &["help-begun"],
        }
    }

    /// What the table must allow.
    pub(super) const fn action(self) -> Action {
        match self {
            Self::Agency => Action::TakePart,
            Self::Decide | Self::Settle => Action::DecideContact,
            Self::Family | Self::NotYet => Action::DecideTelling,
            _ => Action::WorkContact,
        }
    }

    /// Whether an answer that is missing sends the page back. What protects a child waits for none.
    pub(super) const fn waits_for_answers(self) -> bool {
        !matches!(self, Self::Decide | Self::Settle)
    }

    /// Whether it is the next thing, and not one that can be done at any time.
    pub(super) fn is_next(self, state: &Contact) -> bool {
        match self {
            Self::Look => state.looked.is_empty(),
            Self::AskAgency | Self::NotYet => false,
            Self::Agency => state.waiting_for().next().is_some(),
            Self::Recommend => !state.looked.is_empty() && state.recommended.is_empty(),
            Self::Decide => !state.looked.is_empty(),
            _ => true,
        }
    }

    /// Whether there is anything to do in it as things stand.
    pub(super) fn is_open(self, state: &Contact, reader: &SignedIn) -> bool {
        let decided = state.decided_at().is_some();
        let asked = state.asked_now().any(|(person, _)| person == reader.person);
        let front_door = reader
            .actor
            .capacities()
            .iter()
            .any(|held| matches!(held.as_str(), "front-door-practitioner" | "front-door-manager"));
        match self {
            Self::Acknowledge => state.acknowledged.is_none(),
            Self::Look => !decided && state.owner() != Some(reader.person),
            Self::Agency => !decided && (asked || front_door),
            Self::AskAgency | Self::Recommend | Self::Decide => !decided,
            Self::Settle => state.unsettled().next().is_some(),
            Self::Tell => decided && !state.is_referrer_told(),
            Self::Family | Self::NotYet => state.family_to_tell().next().is_some(),
            Self::HelpBegun => state.help_to_begin().next().is_some(),
        }
    }

    /// The children whom it is about; none where it is about the whole contact.
    pub(super) fn children(self, state: &Contact) -> Vec<ContactChild> {
        match self {
            Self::Recommend | Self::Decide => state.undecided().cloned().collect(),
            Self::Settle => state.unsettled().cloned().collect(),
            Self::HelpBegun => state.help_to_begin().map(|(child, _)| child.clone()).collect(),
            _ => Vec::new(),
        }
    }

    /// The field at which a refusal is said.
    pub(super) fn field_of(self, code: &str, answers: &Answers) -> String {
        match code {
            "contact-not-linked" | "no-contact-child" | "contact-child-decided" => CHILDREN,
            "contact-needs-discussion" | "contact-no-outcome" | "contact-not-a-manager" => "decide-outcome",
            "contact-support-route" => "decide-not-support",
            "contact-help-missing" => "decide-help",
            "contact-why-missing" if self == Self::Recommend => "recommend-why",
            "contact-why-missing" => "decide-why",
            "contact-left-blank" => {
                let blank = |question: &&&str| answers.get(question).is_none();
                records::contact::QUESTIONS.iter().find(blank).copied().unwrap_or("settle-protection")
            }
            "agency-nothing-said" => "agency-knows",
            "agency-why-missing" => "agency-why",
            "agency-who-missing" => "agency-said-by",
            "agency-not-yours" => "agency-which",
            "contact-unreached-why" | "contact-nothing-done-why" if self == Self::Tell => "tell-words",
            "contact-unreached-why" => "acknowledge-words",
            "review-in-past" => "not-yet-until-day",
            _ => match self {
                Self::Acknowledge => "acknowledge-how",
                Self::Look => "look-words",
                Self::AskAgency => "ask-which",
                Self::Agency => "agency-which",
                Self::Recommend => "recommend-outcome",
                Self::Decide => "decide-outcome",
                Self::Settle => "settle-protection",
                Self::Tell => "tell-how",
                Self::Family => "family-to",
                Self::NotYet => "not-yet-why",
                Self::HelpBegun => "help-begun-note",
            },
        }
        .to_owned()
    }
}

/// The field in which children are chosen.
pub(super) const CHILDREN: &str = "children";
