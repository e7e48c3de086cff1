//! Help begins, from a contact or by a practitioner of any agency; and what follows when the family says no.

use forms::Answers;
use jiff::civil::Date;
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::census::code;
use super::{Help, HelpEnded, HelpEvent, Level};
use crate::protection::ask::{day_until_now, is_qualified, one, words};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// Help began.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HelpBegan {
    /// This time of help for this child.
    pub episode: Uuid,
    /// The family; the same for brothers and sisters whom one help is about.
    pub family: Uuid,
    /// The contact at the front door that it came of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Uuid>,
    /// What the child is called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub called: String,
    /// When the child was born or is expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<Date>,
    /// The level at which it begins.
    pub level: Level,
    /// Who referred, by census code, as a person chose it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The primary need, by census code, as a person chose it. It decides nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<String>,
    /// What was written.
    pub answers: Answers,
}

/// Begin help for a child.
#[derive(Debug, Clone, Deserialize)]
pub struct BeginHelp {
    /// The identifier of this time of help.
    pub episode: Uuid,
    /// The family's identifier.
    pub family: Uuid,
    /// The contact that it comes of.
    pub contact: Option<Uuid>,
    /// What the child is called.
    pub called: String,
    /// When the child was born or is expected.
    pub born: Option<Date>,
    /// Whether the child's record is open on the support route; the shell looks it up.
    pub on_support_route: bool,
    /// What was written.
    pub answers: Answers,
}

refusals! {
    /// Why help cannot begin so.
    BeginHelpRefusal {
        NobodyNamed = "only a person who is signed in begins it", "nobody-named-crossing", "each step has a named person";
        OnSupportRoute = "the child is on the support route", "help-on-support-route", "a disabled child's assessment under section 17 is the support route's";
        AlreadyOpen = "help is open for this child", "help-already-open", "one time of help at once; a child has one plan";
        NotCalled = "say what the child is called", "help-not-called", "a record is about somebody";
        LevelMissing = "say at which level it begins", "help-level-missing", "family help is agreed, section 17 is decided: it is one or the other";
        InTheFuture = "it cannot have begun in the future", "help-in-future", "what happened is not what is planned";
        NotQualified = "a social-work-qualified person decides to begin under section 17", "help-not-qualified", "AS-06: a social-work-qualified manager decides about section 17";
        SourceMissing = "say who referred", "help-source-missing", "the census asks who referred; codes are chosen by a person and never inferred";
        NeedMissing = "say what the primary need is", "help-need-missing", "the census asks for the primary need; codes are chosen by a person and never inferred";
        AgreementMissing = "say whether the family agrees", "help-agreement-missing", "EH-01: family help is with the family's agreement";
    }
}

impl Command for BeginHelp {
    type Stream = Help;
    type Refusal = BeginHelpRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, BeginHelpRefusal> {
        if context.author.person.is_none() {
            return Err(BeginHelpRefusal::NobodyNamed);
        }
        if self.on_support_route {
            return Err(BeginHelpRefusal::OnSupportRoute);
        }
        if state.open().is_some() {
            return Err(BeginHelpRefusal::AlreadyOpen);
        }
        if self.called.trim().is_empty() && state.called.is_empty() {
            return Err(BeginHelpRefusal::NotCalled);
        }
        let level = one(&self.answers, "begin-level").and_then(|value| Level::of(&value));
        let level = level.ok_or(BeginHelpRefusal::LevelMissing)?;
        let on = day_until_now(&self.answers, "begin-on", context).ok_or(BeginHelpRefusal::InTheFuture)?;
        let source = code(&self.answers, "begin-source");
        let need = code(&self.answers, "begin-need");
        let agreed = one(&self.answers, "begin-agreed");
        match level {
            Level::ChildInNeed if !is_qualified(context) => return Err(BeginHelpRefusal::NotQualified),
            Level::ChildInNeed if source.is_none() => return Err(BeginHelpRefusal::SourceMissing),
            Level::ChildInNeed if need.is_none() => return Err(BeginHelpRefusal::NeedMissing),
            Level::FamilyHelp if agreed.is_none() => return Err(BeginHelpRefusal::AgreementMissing),
            _ => {}
        }
        let began = HelpBegan {
            episode: self.episode,
            family: self.family,
            contact: self.contact,
            called: self.called.trim().to_owned(),
            born: self.born,
            level,
            source,
            need,
            answers: self.answers.clone(),
        };
        let mut events = vec![Decided::when(Moment::On(on), began)];
        if level == Level::FamilyHelp && agreed.as_deref() == Some("no") {
            events.push(Decided::now(context, HelpRefused { answers: self.answers.clone() }));
        }
        Ok(events)
    }
}

/// The family, or the child, said no to family help.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HelpRefused {
    /// Who, and what they said.
    pub answers: Answers,
}

/// Record that the family says no.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordRefusal(pub Answers);

refusals! {
    /// Why that cannot be recorded so.
    RecordRefusalRefusal {
        NothingOpen = "no help is open", "help-nothing-open", "what is refused was offered";
        NotByAgreement = "section 17 does not rest on agreement", "help-not-by-agreement", "family help is by agreement; what a family says of section 17 is written as their comment";
        WordsMissing = "say what they said", "help-words-missing", "EH-02: a no is written down in the family's words";
    }
}

impl Command for RecordRefusal {
    type Stream = Help;
    type Refusal = RecordRefusalRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, RecordRefusalRefusal> {
        let open = state.open().ok_or(RecordRefusalRefusal::NothingOpen)?;
        if open.level() != Level::FamilyHelp {
            return Err(RecordRefusalRefusal::NotByAgreement);
        }
        if words(&self.0, "refused-words").is_empty() {
            return Err(RecordRefusalRefusal::WordsMissing);
        }
        Ok(vec![Decided::now(context, HelpRefused { answers: self.0.clone() })])
    }
}

/// It was judged what a no means for the child.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RefusalJudged {
    /// What follows: `end`, `pass-on`, `goes-on`.
    pub follows: String,
    /// Why.
    pub answers: Answers,
}

/// Judge what a no means for the child.
#[derive(Debug, Clone, Deserialize)]
pub struct JudgeRefusal(pub Answers);

refusals! {
    /// Why that cannot be judged so.
    JudgeRefusalRefusal {
        NothingRefused = "nobody said no", "help-nothing-refused", "EH-02: what is judged is a no";
        FollowsMissing = "say what follows", "help-follows-missing", "EH-02: it is judged whether the needs would grow without help";
        WhyMissing = "say why", "help-why-missing", "each decision has its reason";
    }
}

impl Command for JudgeRefusal {
    type Stream = Help;
    type Refusal = JudgeRefusalRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, JudgeRefusalRefusal> {
        let waits = state.open().is_some_and(super::Episode::waits_for_judgement);
        if !waits {
            return Err(JudgeRefusalRefusal::NothingRefused);
        }
        let follows = one(&self.0, "judge-follows").ok_or(JudgeRefusalRefusal::FollowsMissing)?;
        if words(&self.0, "judge-why").is_empty() {
            return Err(JudgeRefusalRefusal::WhyMissing);
        }
        let ends = follows != "goes-on";
        let mut events = vec![Decided::now(context, RefusalJudged { follows, answers: self.0.clone() })];
        if ends {
            events.push(Decided::now(context, HelpEnded { reason: None, answers: self.0.clone() }));
        }
        Ok(events)
    }
}
