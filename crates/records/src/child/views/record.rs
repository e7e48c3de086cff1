//! What a child said or showed is written down, by a practitioner or by the child; or why it could not be found out.

use forms::{Answers, validate};
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The form that a view answers.
const FORM: &str = "child-view";
/// The question of the ways in which it was told.
pub const WAYS: &str = "ways";
/// The question of who may read it.
pub const WHO_MAY_READ: &str = "who-may-read";
/// The question of the assessment that says how the child communicates.
pub(super) const COMMUNICATES_BY: &str = "child-communicates-by";

/// A child said or showed something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewRecorded {
    /// The view.
    pub view: Uuid,
    /// What, in the child's own terms; how, with whom, how sure: the answers to the form of a view.
    pub answers: Answers,
    /// The need whose proposed help it is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<Uuid>,
    /// What the child made: a drawing, a recording, kept beside the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment: Option<Uuid>,
}

impl ViewRecorded {
    /// What was said, in the child's own terms.
    pub fn said(&self) -> &str {
        self.answers.text("said").unwrap_or_default()
    }

    /// The ways in which it was told.
    pub fn ways(&self) -> Vec<&str> {
        self.answers.get(WAYS).map(forms::Answer::chosen).unwrap_or_default()
    }
}

/// Whether a way of telling is one of those by which a child communicates. The two lists use the same values where they
/// mean the same; where one is finer, it belongs to the coarser one.
pub(super) fn is_own_way(way: &str, own: &[&str]) -> bool {
    let coarser = match way {
        "drawing" | "writing" => "writing-drawing",
        "watching" | "someone-who-knows" => "behaviour-body-face",
        same => same,
    };
    own.contains(&coarser)
}

refusals! {
    /// Why a view cannot be recorded as it stands.
    RecordViewRefusal {
        NoSupport = "no support assessment is open", "no-support", "views are heard for an open assessment";
        AlreadyRecorded = "this view exists", "view-already-recorded", "each view is written down once";
        NotTheForm = "these are no answers to the form of a view", "unknown-question", "answers are pinned to the version answered";
        Incomplete = "something that is needed is missing", "view-incomplete", "a view says what, how it was told and who may read it";
        OnePlaceOnly = "watching in one place is not enough", "view-one-place-only", "a child is watched in more than one place";
        NoSuchNeed = "there is no such need", "view-no-such-need", "a view about help is about help that was proposed";
        InTheFuture = "it cannot have happened in the future", "in-future", "what happened is not what is planned";
    }
}

/// Record what a child said or showed.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordView {
    /// What it was.
    pub recorded: ViewRecorded,
    /// When.
    pub happened: Moment,
}

impl Command for RecordView {
    type Stream = Child;
    type Refusal = RecordViewRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, RecordViewRefusal> {
        let recorded = &self.recorded;
        if state.assessment.opened.is_none() {
            return Err(RecordViewRefusal::NoSupport);
        }
        if state.views.view(recorded.view).is_some() {
            return Err(RecordViewRefusal::AlreadyRecorded);
        }
        let form = context.forms.form_of(&recorded.answers);
        let form = form.filter(|form| form.reference().id.as_str() == FORM);
        let form = form.ok_or(RecordViewRefusal::NotTheForm)?;
        if !validate(form, &recorded.answers, context.today()).is_empty() {
            return Err(RecordViewRefusal::Incomplete);
        }
        if only_watched(recorded) && places(recorded) <= 1 {
            return Err(RecordViewRefusal::OnePlaceOnly);
        }
        let is_need = |need| state.assessment.needs.iter().any(|known| known.current().fact.need == need);
        if recorded.need.is_some_and(|need| !is_need(need)) {
            return Err(RecordViewRefusal::NoSuchNeed);
        }
        if context.today() < self.happened.date() {
            return Err(RecordViewRefusal::InTheFuture);
        }
        Ok(vec![Decided::when(self.happened, recorded.clone())])
    }
}

/// Whether being watched is all that the view rests on.
fn only_watched(recorded: &ViewRecorded) -> bool {
    recorded.ways() == ["watching"]
}

fn places(recorded: &ViewRecorded) -> usize {
    match recorded.answers.get("places-seen") {
        Some(forms::Answer::Rows(rows)) => rows.len(),
        _ => 0,
    }
}

refusals! {
    /// Why somebody cannot say something of their own here.
    SayMyselfRefusal {
        NotTheChild = "only the child or young person says this", "not-your-own-view", "what a child says belongs to the child";
        NoSupport = "no support assessment is open", "no-support", "views are heard for an open assessment";
        AlreadyRecorded = "this view exists", "view-already-recorded", "each view is written down once";
        Incomplete = "something that is needed is missing", "view-incomplete", "a view says what, how it was told and who may read it";
    }
}

/// The child or young person says something themselves, on their own page.
#[derive(Debug, Clone, Deserialize)]
pub struct SayMyself(pub ViewRecorded);

impl Command for SayMyself {
    type Stream = Child;
    type Refusal = SayMyselfRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, SayMyselfRefusal> {
        let own =
            context.author.capacity.as_ref().is_some_and(|capacity| capacity.as_str() == "young-person");
        if !own {
            return Err(SayMyselfRefusal::NotTheChild);
        }
        let record = RecordView { recorded: self.0.clone(), happened: Moment::At(context.now) };
        record.decide(state, context).map_err(|refusal| match refusal {
            RecordViewRefusal::NoSupport => SayMyselfRefusal::NoSupport,
            RecordViewRefusal::AlreadyRecorded => SayMyselfRefusal::AlreadyRecorded,
            _ => SayMyselfRefusal::Incomplete,
        })
    }
}

/// The child's views could not be found out so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewsNotObtained {
    /// What was tried: which ways, with whose help, where.
    pub tried: String,
    /// Why it did not work. That a child cannot communicate is never the reason.
    pub why: String,
    /// What is tried next, and with whose help.
    pub next: String,
}

/// Record that the child's views could not be found out, with what was tried.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordNotObtained(pub ViewsNotObtained);

refusals! {
    /// Why that cannot be recorded as it stands.
    RecordNotObtainedRefusal {
        NoSupport = "no support assessment is open", "no-support", "views are heard for an open assessment";
        TriedMissing = "say what was tried", "views-tried-missing", "if views were not obtained, what was tried is recorded";
        WhyMissing = "say why it did not work", "why-missing", "each decision has its reason";
        NextMissing = "say what is tried next", "views-next-missing", "every child can tell us something";
    }
}

impl Command for RecordNotObtained {
    type Stream = Child;
    type Refusal = RecordNotObtainedRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, RecordNotObtainedRefusal> {
        if state.assessment.opened.is_none() {
            return Err(RecordNotObtainedRefusal::NoSupport);
        }
        if self.0.tried.trim().is_empty() {
            return Err(RecordNotObtainedRefusal::TriedMissing);
        }
        if self.0.why.trim().is_empty() {
            return Err(RecordNotObtainedRefusal::WhyMissing);
        }
        if self.0.next.trim().is_empty() {
            return Err(RecordNotObtainedRefusal::NextMissing);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}
