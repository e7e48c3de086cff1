//! Whether the help comes: it starts, it is missing, what is missing is counted and made good.

use jiff::civil::Date;
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Child, ChildEvent, Hundredths};
use crate::refusal::refusals;
use crate::request::Noted;
use crate::stream::{Command, Context, Decided};

/// A service of the plan started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceStarted {
    /// The service.
    pub service: Uuid,
    /// The day.
    pub on: Date,
    /// Who comes, and what the family should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// Record that a service started.
#[derive(Debug, Clone, Deserialize)]
pub struct StartService(pub ServiceStarted);

refusals! {
    /// Why that cannot be recorded.
    StartServiceRefusal {
        UnknownService = "the plan has no such service", "unknown-service", "a service is one of the plan";
        AlreadyStarted = "it started already", "already-started", "a service starts once";
        InTheFuture = "it cannot have started in the future", "in-future", "what happened is not what is planned";
    }
}

impl Command for StartService {
    type Stream = Child;
    type Refusal = StartServiceRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, StartServiceRefusal> {
        if state.service(self.0.service).is_none() {
            return Err(StartServiceRefusal::UnknownService);
        }
        if state.journey.started(self.0.service).is_some() {
            return Err(StartServiceRefusal::AlreadyStarted);
        }
        if self.0.on > context.today() {
            return Err(StartServiceRefusal::InTheFuture);
        }
        Ok(vec![Decided::when(Moment::On(self.0.on), self.0.clone())])
    }
}

/// Help of the plan did not come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapReported {
    /// The gap.
    pub gap: Uuid,
    /// The service.
    pub service: Uuid,
    /// The first day.
    pub from: Date,
    /// The last day, once it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// How much was missed, in the unit of the service.
    pub missed: Hundredths,
    /// What happened, in the words of whoever says so.
    pub words: String,
}

/// A gap with its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// What was reported, and by whom.
    pub reported: Noted<GapReported>,
    /// What makes up for it.
    pub remedied: Option<Noted<GapAnswered>>,
}

/// Report that help did not come. The family may, and so may whoever works with them.
#[derive(Debug, Clone, Deserialize)]
pub struct ReportGap(pub GapReported);

refusals! {
    /// Why a gap cannot be reported.
    ReportGapRefusal {
        UnknownService = "the plan has no such service", "unknown-service", "a service is one of the plan";
        InTheFuture = "it cannot have happened in the future", "in-future", "what happened is not what is planned";
        EndsBeforeItBegins = "the last day lies before the first", "ends-before-it-begins", "a gap runs from a day to a later one";
        NothingMissed = "say how much was missed", "nothing-missed", "missed support is counted, to be made good";
    }
}

impl Command for ReportGap {
    type Stream = Child;
    type Refusal = ReportGapRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, ReportGapRefusal> {
        if state.service(self.0.service).is_none() {
            return Err(ReportGapRefusal::UnknownService);
        }
        if self.0.from > context.today() {
            return Err(ReportGapRefusal::InTheFuture);
        }
        if self.0.until.is_some_and(|until| until < self.0.from) {
            return Err(ReportGapRefusal::EndsBeforeItBegins);
        }
        if self.0.missed.0 == 0 {
            return Err(ReportGapRefusal::NothingMissed);
        }
        Ok(vec![Decided::when(Moment::On(self.0.from), self.0.clone())])
    }
}

/// What makes up for help that did not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// The help is given later.
    MadeUp,
    /// Money, or something else of the same worth.
    Paid,
    /// Something else that the family agreed to.
    Other,
    /// Nothing, with why.
    Nothing,
}

impl Remedy {
    /// Every remedy, with the name that forms and stored events use.
    pub const ALL: [(&'static str, Self); 4] =
        [("made_up", Self::MadeUp), ("paid", Self::Paid), ("other", Self::Other), ("nothing", Self::Nothing)];
}

/// A gap was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapAnswered {
    /// The gap.
    pub gap: Uuid,
    /// What makes up for it.
    pub remedy: Remedy,
    /// How much of what was missed is made good.
    pub made_good: Hundredths,
    /// Why it happened, what makes up for it, and by when; the family reads it.
    pub words: String,
}

/// Answer a gap.
#[derive(Debug, Clone, Deserialize)]
pub struct AnswerGap(pub GapAnswered);

refusals! {
    /// Why a gap cannot be answered.
    AnswerGapRefusal {
        NoGap = "there is no such gap", "no-gap", "an answer answers a gap";
        AlreadyAnswered = "the gap is answered already", "gap-answered", "each gap gets one answer";
        WhyMissing = "say why, in words the family will read", "why-missing", "missed support is made good, or it is said why not";
        MoreThanMissed = "more is made good than was missed", "more-than-missed", "missed support is counted, to be made good";
    }
}

impl Command for AnswerGap {
    type Stream = Child;
    type Refusal = AnswerGapRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, AnswerGapRefusal> {
        let gap = state.journey.gap(self.0.gap).ok_or(AnswerGapRefusal::NoGap)?;
        if gap.remedied.is_some() {
            return Err(AnswerGapRefusal::AlreadyAnswered);
        }
        if self.0.words.trim().is_empty() {
            return Err(AnswerGapRefusal::WhyMissing);
        }
        if self.0.made_good > gap.reported.fact.missed {
            return Err(AnswerGapRefusal::MoreThanMissed);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// What was missed of one service, and how much of it was made good.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Missed {
    /// How much was missed.
    pub missed: Hundredths,
    /// How much of it was made good.
    pub made_good: Hundredths,
    /// How many gaps have no answer yet.
    pub unanswered: usize,
}

/// What was missed of a service until now.
pub(super) fn missed(gaps: &[Gap], service: Uuid) -> Missed {
    let mut total = Missed::default();
    for gap in gaps.iter().filter(|gap| gap.reported.fact.service == service) {
        let Hundredths(missed) = gap.reported.fact.missed;
        total.missed.0 = total.missed.0.saturating_add(missed);
        match &gap.remedied {
            Some(answer) => total.made_good.0 = total.made_good.0.saturating_add(answer.fact.made_good.0),
            None => total.unanswered += 1,
        }
    }
    total
}
