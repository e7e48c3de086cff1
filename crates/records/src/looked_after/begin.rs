//! How the record begins: the child becomes looked after, is missing, or is fostered privately. Each may be first.

use forms::Answers;
use jiff::civil::Date;
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{FORM, LookedAfter, LookedAfterEvent};
use crate::protection::ask::{day, day_until_now, is_qualified, one, words};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The child became looked after, and lives in a first home.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CareBegan {
    /// This time of being looked after.
    pub care: Uuid,
    /// The first home.
    pub placement: Uuid,
    /// What the child is called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub called: String,
    /// When the child was born, where it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<Date>,
    /// The legal footing, as the form lists it.
    pub legal: String,
    /// The main reason, as the form lists it.
    pub need: String,
    /// The kind of home, as the form lists it.
    pub place: String,
    /// Who provides it, as the form lists it.
    pub provider: String,
    /// The kind by which the rules on visits go, as the guidance names it.
    pub rule: String,
    /// What was written.
    pub answers: Answers,
}

/// Record that the child became looked after.
#[derive(Debug, Clone, Deserialize)]
pub struct BeginCare {
    /// Its identifier.
    pub care: Uuid,
    /// The first home's.
    pub placement: Uuid,
    /// What the child is called.
    pub called: String,
    /// What was written.
    pub answers: Answers,
}

refusals! {
    /// Why it cannot begin so.
    BeginCareRefusal {
        NotQualified = "somebody who is social-work-qualified records it", "care-not-qualified", "CA89 section 22: the authority looks after the child, and somebody answers for it";
        Running = "the child is looked after already", "care-runs", "each change begins a new episode, not a new time";
        InTheFuture = "it cannot have happened in the future", "held-in-future", "what happened is not what is planned";
        BeforeTheLast = "the last time had not ended on that day", "care-before-the-last", "one time of being looked after follows another";
        NotOffered = "a choice is missing, or the form does not offer it", "care-choice-missing", "CPPCR regulation 48: short breaks are counted in the record of support, and begin no full care";
    }
}

/// What a question of the form offers and these answers chose; nothing where the form does not offer it.
pub(super) fn offered(context: &Context<'_>, answers: &Answers, question: &str) -> Option<String> {
    let chosen = one(answers, question)?;
    let asked = context.forms.latest(FORM).and_then(|form| form.question(question))?;
    asked.choices().iter().any(|choice| choice.value == chosen).then_some(chosen)
}

/// What the child is called: as it was written now, or as it is known.
fn called(known: &str, answers: &Answers, question: &str) -> String {
    let written = words(answers, question);
    if written.is_empty() { known.to_owned() } else { written }
}

impl Command for BeginCare {
    type Stream = LookedAfter;
    type Refusal = BeginCareRefusal;

    fn decide(
        &self,
        state: &LookedAfter,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<LookedAfterEvent>>, BeginCareRefusal> {
        if !is_qualified(context) {
            return Err(BeginCareRefusal::NotQualified);
        }
        if state.care().is_some() {
            return Err(BeginCareRefusal::Running);
        }
        let on = day_until_now(&self.answers, "begin-on", context).ok_or(BeginCareRefusal::InTheFuture)?;
        let ended = state.cares.last().and_then(|care| care.ended.as_ref());
        if ended.is_some_and(|ended| on < ended.happened.date()) {
            return Err(BeginCareRefusal::BeforeTheLast);
        }
        let chosen = |question| offered(context, &self.answers, question).ok_or(BeginCareRefusal::NotOffered);
        let began = CareBegan {
            care: self.care,
            placement: self.placement,
            called: called(&self.called, &self.answers, "begin-called"),
            born: day(&self.answers, "begin-born"),
            legal: chosen("begin-legal")?,
            need: chosen("begin-need")?,
            place: chosen("begin-place")?,
            provider: chosen("begin-provider")?,
            rule: chosen("begin-rule")?,
            answers: self.answers.clone(),
        };
        Ok(vec![Decided::when(Moment::On(on), began)])
    }
}

/// It became known that the child is missing, or away without agreement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MissingNoted {
    /// This time.
    pub missing: Uuid,
    /// What the child is called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub called: String,
    /// Which it is, as the form lists it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// What was written.
    pub answers: Answers,
}

/// Record that the child is missing. Nothing that is left out refuses it.
#[derive(Debug, Clone, Deserialize)]
pub struct ReportMissing {
    /// Its identifier.
    pub missing: Uuid,
    /// What the child is called.
    pub called: String,
    /// Since when.
    pub from: Moment,
    /// What was written.
    pub answers: Answers,
}

refusals! {
    /// Why that cannot be recorded.
    ReportMissingRefusal {
        Missing = "the child is missing already", "missing-already", "MI-02: a time of being missing has one start and one end";
        InTheFuture = "it cannot have happened in the future", "held-in-future", "what happened is not what is planned";
    }
}

impl Command for ReportMissing {
    type Stream = LookedAfter;
    type Refusal = ReportMissingRefusal;

    fn decide(
        &self,
        state: &LookedAfter,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<LookedAfterEvent>>, ReportMissingRefusal> {
        if state.missing_now().is_some() {
            return Err(ReportMissingRefusal::Missing);
        }
        if is_ahead(self.from, context) {
            return Err(ReportMissingRefusal::InTheFuture);
        }
        let noted = MissingNoted {
            missing: self.missing,
            called: called(&self.called, &self.answers, "missing-called"),
            kind: one(&self.answers, "missing-kind").unwrap_or_default(),
            answers: self.answers.clone(),
        };
        Ok(vec![Decided::when(self.from, noted)])
    }
}

/// Whether a moment lies ahead.
pub(super) fn is_ahead(moment: Moment, context: &Context<'_>) -> bool {
    match moment {
        Moment::At(instant) => instant > context.now,
        Moment::On(date) => date > context.today(),
    }
}

/// The council came to know of private fostering.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FosteringNotified {
    /// This arrangement.
    pub fostering: Uuid,
    /// What the child is called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub called: String,
    /// When the child was born, where it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<Date>,
    /// From which day the child lives there, or is to, where it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// What was written.
    pub answers: Answers,
}

/// Record that the council was told of private fostering, or found it.
#[derive(Debug, Clone, Deserialize)]
pub struct NotifyFostering {
    /// Its identifier.
    pub fostering: Uuid,
    /// What the child is called.
    pub called: String,
    /// What was written.
    pub answers: Answers,
}

refusals! {
    /// Why that cannot be recorded.
    NotifyFosteringRefusal {
        Running = "the child is fostered privately already", "fostering-runs", "one arrangement ends before another begins";
        LookedAfter = "the child is looked after", "fostering-in-care", "CA89 section 66: a child who is looked after is not fostered privately";
        InTheFuture = "it cannot have happened in the future", "held-in-future", "what happened is not what is planned";
        WhoMissing = "say who cares for the child", "fostering-who-missing", "PF-02: the carer, the household and the child are spoken with";
    }
}

impl Command for NotifyFostering {
    type Stream = LookedAfter;
    type Refusal = NotifyFosteringRefusal;

    fn decide(
        &self,
        state: &LookedAfter,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<LookedAfterEvent>>, NotifyFosteringRefusal> {
        if state.fostering_now().is_some() {
            return Err(NotifyFosteringRefusal::Running);
        }
        if state.care().is_some() {
            return Err(NotifyFosteringRefusal::LookedAfter);
        }
        let on = day_until_now(&self.answers, "fostering-on", context)
            .ok_or(NotifyFosteringRefusal::InTheFuture)?;
        if words(&self.answers, "fostering-who").is_empty() {
            return Err(NotifyFosteringRefusal::WhoMissing);
        }
        let notified = FosteringNotified {
            fostering: self.fostering,
            called: called(&self.called, &self.answers, "fostering-called"),
            born: day(&self.answers, "fostering-born"),
            from: day(&self.answers, "fostering-from"),
            answers: self.answers.clone(),
        };
        Ok(vec![Decided::when(Moment::On(on), notified)])
    }
}
