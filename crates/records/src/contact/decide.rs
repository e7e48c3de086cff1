//! A social-work-qualified manager decides about a child: what follows, why, and the five questions, none left blank. What
//! protects a child waits for none of them.

use forms::Answers;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ask::{FORM, one, words};
use super::{Contact, ContactEvent};
use crate::refusal::refusals;
use crate::stream::{self, Command, Context};

/// The section of the form that holds the five questions.
const SECTION: &str = "settle";
/// The five questions, by their names in the form: immediate protection, services, assessment, enquiries, a specialist.
pub const QUESTIONS: [&str; 5] =
    ["settle-protection", "settle-services", "settle-section-17", "settle-section-47", "settle-specialist"];

/// What follows from a contact, for one child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The support route for disabled children.
    SupportRoute,
    /// Information and advice.
    Advice,
    /// Family help.
    FamilyHelp,
    /// An assessment under section 17.
    #[serde(rename = "section-17")]
    Section17,
    /// A strategy discussion.
    StrategyDiscussion,
    /// Nothing more is done.
    NoFurtherAction,
}

impl Outcome {
    /// Each, with the name that the form and addresses use.
    pub const ALL: [(&'static str, Self); 6] = [
        ("support-route", Self::SupportRoute),
        ("advice", Self::Advice),
        ("family-help", Self::FamilyHelp),
        ("section-17", Self::Section17),
        ("strategy-discussion", Self::StrategyDiscussion),
        ("no-further-action", Self::NoFurtherAction),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, outcome)| *outcome == self).map_or("", |(name, _)| name)
    }

    /// The outcome of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, outcome)| *outcome)
    }

    /// Whether it ends at the front door, so that the family is told and shown where else help is.
    pub fn ends_here(self) -> bool {
        matches!(self, Self::Advice | Self::NoFurtherAction)
    }

    /// Whether help begins on a record of its own, at the level that it names.
    pub fn begins_help(self) -> bool {
        matches!(self, Self::FamilyHelp | Self::Section17)
    }
}

/// It was decided what follows for a child.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decided {
    /// The child.
    pub child: Uuid,
    /// What follows.
    pub outcome: Outcome,
    /// Why.
    pub why: String,
    /// Why a disabled child for whom help was asked does not go to the support route, where that is so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub not_support: String,
    /// The answers to the five questions; absent where a strategy discussion did not wait for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Answers>,
    /// The request that began with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Uuid>,
    /// The concern that was raised with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concern: Option<Uuid>,
}

/// Decide what follows for a child.
#[derive(Debug, Clone, Deserialize)]
pub struct DecideContact {
    /// The child.
    pub child: Uuid,
    /// The request that begins with it, if it goes to the support route.
    pub request: Uuid,
    /// The concern that is raised with it, if it is a strategy discussion.
    pub concern: Uuid,
    /// The outcome, why, and the five questions.
    pub answers: Answers,
}

refusals! {
    /// Why it cannot be decided so.
    DecideContactRefusal {
        NoSuchChild = "this contact is about no such child", "no-contact-child", "a decision is about a child";
        AlreadyDecided = "the child was decided about", "contact-child-decided", "a child of a contact is decided about once";
        NotAManager = "only a social-work-qualified manager decides", "contact-not-a-manager", "FD-02: a social-work-qualified manager signs";
        NoOutcome = "say what follows", "contact-no-outcome", "FD-02: the type of response is decided";
        NotLinked = "nobody has said who the child may be", "contact-not-linked", "whether a child is known is looked up before a decision; a strategy discussion does not wait for it";
        LeftBlank = "a question is left blank", "contact-left-blank", "FD-03: each of the five questions is answered; a strategy discussion does not wait for it";
        NeedsDiscussion = "protection or enquiries are needed, so a strategy discussion is", "contact-needs-discussion", "CP-01: reasonable cause to suspect significant harm leads to a strategy discussion";
        WhyMissing = "say why", "contact-why-missing", "each decision has its reason; only a strategy discussion never waits for one";
        HelpMissing = "say what help is asked for", "contact-help-missing", "a request says what would help, in words that the family may read";
        SupportRoute = "a disabled child for whom help is asked goes to the support route, unless it is said why not", "contact-support-route", "DR-02: the support route is where it goes unless facts of harm are recorded";
    }
}

impl Command for DecideContact {
    type Stream = Contact;
    type Refusal = DecideContactRefusal;

    fn decide(
        &self,
        state: &Contact,
        context: &Context<'_>,
    ) -> Result<Vec<stream::Decided<ContactEvent>>, DecideContactRefusal> {
        if state.child(self.child).is_none() {
            return Err(DecideContactRefusal::NoSuchChild);
        }
        if state.decision(self.child).is_some() {
            return Err(DecideContactRefusal::AlreadyDecided);
        }
        if !context.partnership.is_social_work_manager(context.author.person) {
            return Err(DecideContactRefusal::NotAManager);
        }
        let outcome = one(&self.answers, "decide-outcome").and_then(|name| Outcome::named(&name));
        let outcome = outcome.ok_or(DecideContactRefusal::NoOutcome)?;
        let settled = settled_in(context, &self.answers);
        if outcome != Outcome::StrategyDiscussion {
            self.check(state, settled, outcome)?;
        }
        let decided = Decided {
            child: self.child,
            outcome,
            why: words(&self.answers, "decide-why"),
            not_support: words(&self.answers, "decide-not-support"),
            settled: settled.then(|| self.answers.clone()),
            request: (outcome == Outcome::SupportRoute).then_some(self.request),
            concern: (outcome == Outcome::StrategyDiscussion).then_some(self.concern),
        };
        Ok(vec![stream::Decided::now(context, decided)])
    }
}

impl DecideContact {
    /// What is asked of every decision but one that protects a child.
    fn check(&self, state: &Contact, settled: bool, outcome: Outcome) -> Result<(), DecideContactRefusal> {
        let yes = |question: &str| one(&self.answers, question).as_deref() == Some("yes");
        if yes("settle-protection") || yes("settle-section-47") {
            return Err(DecideContactRefusal::NeedsDiscussion);
        }
        if !state.is_linked(self.child) {
            return Err(DecideContactRefusal::NotLinked);
        }
        if !settled {
            return Err(DecideContactRefusal::LeftBlank);
        }
        if words(&self.answers, "decide-why").is_empty() {
            return Err(DecideContactRefusal::WhyMissing);
        }
        if outcome == Outcome::SupportRoute && words(&self.answers, "decide-help").is_empty() {
            return Err(DecideContactRefusal::HelpMissing);
        }
        let support = state.received.as_ref().is_some_and(|received| received.fact.is_for_support());
        let elsewhere = outcome != Outcome::SupportRoute;
        if support && elsewhere && words(&self.answers, "decide-not-support").is_empty() {
            return Err(DecideContactRefusal::SupportRoute);
        }
        Ok(())
    }
}

/// Whether each of the five questions has an answer.
pub fn settled_in(context: &Context<'_>, answers: &Answers) -> bool {
    let Some(form) = context.forms.latest(FORM) else { return false };
    let Some(section) = form.section(SECTION) else { return false };
    section.questions.iter().all(|question| {
        let id = question.id.as_str();
        one(answers, id).is_some() || !words(answers, id).is_empty()
    })
}

/// The five questions were answered after the decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settled {
    /// The child.
    pub child: Uuid,
    /// The answers.
    pub answers: Answers,
}

/// Answer the five questions that a strategy discussion did not wait for.
#[derive(Debug, Clone, Deserialize)]
pub struct Settle(pub Settled);

refusals! {
    /// Why they cannot be answered.
    SettleRefusal {
        NotOpen = "no question about this child is open", "contact-nothing-to-settle", "they are answered once";
        NotAManager = "only a social-work-qualified manager answers them", "contact-not-a-manager", "FD-03: with the decision's manager";
        LeftBlank = "a question is left blank", "contact-left-blank", "FD-03: each of the five questions is answered";
    }
}

impl Command for Settle {
    type Stream = Contact;
    type Refusal = SettleRefusal;

    fn decide(
        &self,
        state: &Contact,
        context: &Context<'_>,
    ) -> Result<Vec<stream::Decided<ContactEvent>>, SettleRefusal> {
        if state.decision(self.0.child).is_none() || state.is_settled(self.0.child) {
            return Err(SettleRefusal::NotOpen);
        }
        if !context.partnership.is_social_work_manager(context.author.person) {
            return Err(SettleRefusal::NotAManager);
        }
        if !settled_in(context, &self.0.answers) {
            return Err(SettleRefusal::LeftBlank);
        }
        Ok(vec![stream::Decided::now(context, self.0.clone())])
    }
}
