//! Conferences: the first one, reviews, and the one for a child who moved here with a plan. Who was invited, which report
//! reached whom and how, each agency's view, what was decided and why.

use std::collections::BTreeSet;

use forms::Answers;
use guidance::Due;
use jiff::civil::Date;
use kernel::{Moment, PersonId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ask::{day, day_until_now, has_rows, is_qualified, many, one, words};
use super::{Conference, Plan, Protection, ProtectionEvent};
use crate::milestones;
use crate::refusal::refusals;
use crate::request::noted;
use crate::stream::{Command, Context, Decided, Recorded};

/// Why a conference is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConferenceKind {
    /// The first one after enquiries.
    Initial,
    /// A plan is looked at again.
    Review,
    /// A child with a plan has moved here.
    TransferIn,
}

impl ConferenceKind {
    /// The duties that bound it.
    const fn duties(self) -> &'static [&'static str] {
        match self {
            Self::Initial => &["CP-04"],
            Self::Review => &["CP-08", "CP-09"],
            Self::TransferIn => &["CP-11"],
        }
    }

    /// Its name in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::Review => "review",
            Self::TransferIn => "transfer-in",
        }
    }
}

/// An area said that a child with a protection plan has moved here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TransferRecorded {
    /// This move.
    pub transfer: Uuid,
    /// What the child is called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub called: String,
    /// From where, when, with which plan.
    pub answers: Answers,
}

/// Record that a child with a plan moved here.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordTransfer {
    /// The move's identifier.
    pub transfer: Uuid,
    /// What the child is called, where nothing is written.
    pub called: String,
    /// What is known.
    pub answers: Answers,
}

refusals! {
    /// Why that cannot be recorded.
    RecordTransferRefusal {
        NotQualified = "a social-work-qualified person records it", "convener-not-qualified", "CP-11: the local authority of the new area";
        HasPlan = "the child has a plan here", "has-plan-here", "a child moves here once";
        AlreadyWaits = "a move waits for its conference", "transfer-waits", "one conference follows one move";
        FromMissing = "say from where", "transfer-needs-from", "the other area is told and asked";
        InTheFuture = "it cannot have happened in the future", "held-in-future", "what happened is not what is planned";
    }
}

impl Command for RecordTransfer {
    type Stream = Protection;
    type Refusal = RecordTransferRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, RecordTransferRefusal> {
        if !is_qualified(context) {
            return Err(RecordTransferRefusal::NotQualified);
        }
        if state.plan().is_some() {
            return Err(RecordTransferRefusal::HasPlan);
        }
        let waits = |transfer: &TransferRecorded| state.was_held_for(transfer.transfer).is_none();
        if state.transfers.iter().any(|transfer| waits(&transfer.fact)) {
            return Err(RecordTransferRefusal::AlreadyWaits);
        }
        if words(&self.answers, "transfer-from").is_empty() {
            return Err(RecordTransferRefusal::FromMissing);
        }
        let on =
            day_until_now(&self.answers, "transfer-on", context).ok_or(RecordTransferRefusal::InTheFuture)?;
        let written = words(&self.answers, "transfer-called");
        let called = if written.is_empty() { self.called.trim().to_owned() } else { written };
        let fact = TransferRecorded { transfer: self.transfer, called, answers: self.answers.clone() };
        Ok(vec![Decided::when(Moment::On(on), fact)])
    }
}

/// A conference was called.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConferenceCalled {
    /// This conference about this child.
    pub conference: Uuid,
    /// The meeting; the same for every child whom one meeting is about.
    pub meeting: Uuid,
    /// Which kind.
    pub kind: ConferenceKind,
    /// The enquiries or the move that it follows.
    pub episode: Uuid,
    /// The day for which it is called.
    pub on: Date,
    /// Where, who is invited and how.
    pub answers: Answers,
}

/// Call a conference. Which kind it is follows from what stands.
#[derive(Debug, Clone, Deserialize)]
pub struct CallConference {
    /// The conference's identifier.
    pub conference: Uuid,
    /// The meeting's identifier.
    pub meeting: Uuid,
    /// When, where, who is invited.
    pub answers: Answers,
}

refusals! {
    /// Why it cannot be called.
    CallConferenceRefusal {
        NotNeeded = "no conference is needed, or one is called already", "no-conference-needed", "a conference follows enquiries, a move, or a plan";
        NobodyNamed = "only a person who is signed in calls it", "nobody-named-crossing", "each step has a named person";
        DayMissing = "say for which day", "conference-needs-day", "whoever is invited must know when";
        NobodyInvited = "say who is invited", "conference-needs-invited", "agencies and the family are invited by name";
    }
}

impl Command for CallConference {
    type Stream = Protection;
    type Refusal = CallConferenceRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, CallConferenceRefusal> {
        let (kind, episode) = state.next_conference().ok_or(CallConferenceRefusal::NotNeeded)?;
        if context.author.person.is_none() {
            return Err(CallConferenceRefusal::NobodyNamed);
        }
        let on = day(&self.answers, "call-on").ok_or(CallConferenceRefusal::DayMissing)?;
        if !has_rows(&self.answers, "call-invited") {
            return Err(CallConferenceRefusal::NobodyInvited);
        }
        let (conference, meeting) = (self.conference, self.meeting);
        let answers = self.answers.clone();
        Ok(vec![Decided::now(context, ConferenceCalled { conference, meeting, kind, episode, on, answers })])
    }
}

/// A report reached somebody before the conference, or it is said why it did not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportShared {
    /// For which conference.
    pub conference: Uuid,
    /// What was shared, as the form lists it.
    pub what: String,
    /// With whom, where they take part in the child's record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// When it was handed over; absent where it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// Whose report, how it was handed over, how it is known that it arrived, or why it was not shared.
    pub answers: Answers,
}

/// Record that a report was shared.
#[derive(Debug, Clone, Deserialize)]
pub struct ShareReport {
    /// With whom, where they take part in the child's record.
    pub person: Option<PersonId>,
    /// What, when, how.
    pub answers: Answers,
}

refusals! {
    /// Why that cannot be recorded so.
    ShareReportRefusal {
        NoConference = "no conference was called", "no-conference-called", "reports belong to a conference";
        WithWhom = "say with whom", "report-with-whom", "each report is shared with somebody by name";
        NoProof = "say when it was handed over and how you know, or why it was not shared", "report-no-proof", "reports are shared with the family in advance, with proof that they arrived, or the reason";
        InTheFuture = "it cannot have happened in the future", "held-in-future", "what happened is not what is planned";
    }
}

impl Command for ShareReport {
    type Stream = Protection;
    type Refusal = ShareReportRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, ShareReportRefusal> {
        let conference = state.latest_conference().ok_or(ShareReportRefusal::NoConference)?;
        if self.person.is_none() && words(&self.answers, "report-with").is_empty() {
            return Err(ShareReportRefusal::WithWhom);
        }
        let on = day(&self.answers, "report-on");
        let proven = on.is_some() && !words(&self.answers, "report-how").is_empty();
        if !proven && words(&self.answers, "report-why-not").is_empty() {
            return Err(ShareReportRefusal::NoProof);
        }
        if on.is_some_and(|on| on > context.today()) {
            return Err(ShareReportRefusal::InTheFuture);
        }
        let fact = ReportShared {
            conference: conference.called.fact.conference,
            what: one(&self.answers, "report-what").unwrap_or_default(),
            person: self.person,
            on: on.filter(|_| proven),
            answers: self.answers.clone(),
        };
        Ok(vec![Decided::now(context, fact)])
    }
}

/// An agency said what it thinks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ViewGiven {
    /// For which conference.
    pub conference: Uuid,
    /// Which agency, as the form lists it.
    pub agency: String,
    /// Whether a plan is needed, and why.
    pub answers: Answers,
}

/// Say what an agency thinks.
#[derive(Debug, Clone, Deserialize)]
pub struct GiveView(pub Answers);

refusals! {
    /// Why that cannot be recorded so.
    GiveViewRefusal {
        NoConference = "no conference waits", "no-conference-waits", "a view is given to a conference";
        NobodyNamed = "only a person who is signed in gives it", "nobody-named-crossing", "each view has a named person";
        AgencyMissing = "say for which agency", "view-needs-agency", "each agency gives its own view";
        WordsMissing = "say what you think and why", "view-needs-words", "a view has its reason";
    }
}

impl Command for GiveView {
    type Stream = Protection;
    type Refusal = GiveViewRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, GiveViewRefusal> {
        let conference = state.waiting_conference().ok_or(GiveViewRefusal::NoConference)?;
        if context.author.person.is_none() {
            return Err(GiveViewRefusal::NobodyNamed);
        }
        let agency = one(&self.0, "view-agency").ok_or(GiveViewRefusal::AgencyMissing)?;
        if words(&self.0, "view-words").is_empty() {
            return Err(GiveViewRefusal::WordsMissing);
        }
        let conference = conference.called.fact.conference;
        Ok(vec![Decided::now(context, ViewGiven { conference, agency, answers: self.0.clone() })])
    }
}

/// A conference took place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConferenceHeld {
    /// Which.
    pub conference: Uuid,
    /// Which kind.
    pub kind: ConferenceKind,
    /// The enquiries or the move that it follows.
    pub episode: Uuid,
    /// Whether the child has a protection plan from now on.
    pub plan: bool,
    /// The categories of harm, as the form lists them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub categories: BTreeSet<String>,
    /// The agencies that came.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub came: BTreeSet<String>,
    /// Whether it was held after the day by which it was due.
    pub late: bool,
    /// Who came and who sent apologies, the child's views, the family's words, the decision and why, dissent.
    pub answers: Answers,
}

/// Record what a conference decided.
#[derive(Debug, Clone, Deserialize)]
pub struct HoldConference(pub Answers);

refusals! {
    /// Why it cannot be recorded so.
    HoldConferenceRefusal {
        NotCalled = "no conference waits to take place", "no-conference-waits", "a conference is called first";
        NotChair = "whoever chairs records what the conference decided", "conference-not-chair", "a conference has a chair who is independent of the work";
        InTheFuture = "it cannot have taken place in the future", "held-in-future", "what happened is not what is planned";
        ViewsMissing = "say what the child thinks and how you know, or why that could not be found out", "conference-needs-child", "the child's views are before every conference";
        DecisionMissing = "say whether a plan is needed", "conference-needs-decision", "a conference decides about each child";
        WhyMissing = "say why", "conference-needs-why", "each decision has its reason";
        CategoryMissing = "say of which kind of harm", "plan-needs-category", "a protection plan has at least one category";
        CoreGroupMissing = "say who is in the core group", "plan-needs-core-group", "CP-05: the core group is named at the conference";
        OutlineMissing = "write the outline of the plan", "plan-needs-outline", "CP-05: the outline of the plan is made at the conference";
        LateWithoutReason = "say why it was held after the day by which it was due", "conference-late-why", "what is held outside its clock has its reason";
    }
}

impl Command for HoldConference {
    type Stream = Protection;
    type Refusal = HoldConferenceRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, HoldConferenceRefusal> {
        let waits = state.waiting_conference().ok_or(HoldConferenceRefusal::NotCalled)?;
        let called = &waits.called.fact;
        if context.author.person.is_none() || context.author.person != state.chair() {
            return Err(HoldConferenceRefusal::NotChair);
        }
        let on = day_until_now(&self.0, "hold-on", context).ok_or(HoldConferenceRefusal::InTheFuture)?;
        if words(&self.0, "hold-child").is_empty() {
            return Err(HoldConferenceRefusal::ViewsMissing);
        }
        let decided = one(&self.0, "hold-decided").ok_or(HoldConferenceRefusal::DecisionMissing)?;
        if words(&self.0, "hold-why").is_empty() {
            return Err(HoldConferenceRefusal::WhyMissing);
        }
        let plan = decided == "plan";
        let categories = many(&self.0, "hold-category");
        if plan && categories.is_empty() {
            return Err(HoldConferenceRefusal::CategoryMissing);
        }
        let begins = plan && called.kind != ConferenceKind::Review;
        if begins && !has_rows(&self.0, "hold-core-group") {
            return Err(HoldConferenceRefusal::CoreGroupMissing);
        }
        if begins && words(&self.0, "hold-outline").is_empty() {
            return Err(HoldConferenceRefusal::OutlineMissing);
        }
        let due = due_by(state, context, called);
        let late = due.is_some_and(|due| on > due);
        if late && words(&self.0, "hold-late").is_empty() {
            return Err(HoldConferenceRefusal::LateWithoutReason);
        }
        let (conference, kind, episode) = (called.conference, called.kind, called.episode);
        let came = many(&self.0, "hold-came");
        let answers = self.0.clone();
        let held = ConferenceHeld { conference, kind, episode, plan, categories, came, late, answers };
        Ok(vec![Decided::when(Moment::On(on), held)])
    }
}

/// The day by which a conference is due, as the guidance counts it.
fn due_by(state: &Protection, context: &Context<'_>, called: &ConferenceCalled) -> Option<Date> {
    let (milestones, facts) = milestones::of_protection(state);
    let episode = called.episode.to_string();
    let scheduled = context.rules.schedule(&milestones, &facts);
    let open = scheduled.into_iter().filter(|owed| owed.stopped.is_none() && !owed.lapsed);
    let of_this = open.filter(|owed| {
        called.kind.duties().contains(&owed.duty.as_str()) && owed.key.as_deref() == Some(episode.as_str())
    });
    of_this
        .filter_map(|owed| match owed.due {
            Due::On(date) => Some(date),
            _ => None,
        })
        .min()
}

pub(super) fn apply(state: &mut Protection, recorded: &Recorded<ProtectionEvent>) {
    let find = |state: &mut Protection, id: Uuid| -> Option<usize> {
        state.conferences.iter().position(|conference| conference.called.fact.conference == id)
    };
    match recorded.event.clone() {
        ProtectionEvent::ConferenceCalled(fact) => {
            let called = noted(recorded, fact);
            state.conferences.push(Conference { called, reports: Vec::new(), views: Vec::new(), held: None });
        }
        ProtectionEvent::ReportShared(fact) => {
            if let Some(at) = find(state, fact.conference) {
                state.conferences[at].reports.push(noted(recorded, fact));
            }
        }
        ProtectionEvent::ViewGiven(fact) => {
            if let Some(at) = find(state, fact.conference) {
                state.conferences[at].views.push(noted(recorded, fact));
            }
        }
        ProtectionEvent::ConferenceHeld(fact) => {
            let held = noted(recorded, fact);
            if let Some(at) = find(state, held.fact.conference) {
                state.conferences[at].held = Some(held.clone());
            }
            let review = held.fact.kind == ConferenceKind::Review;
            if review && let Some(plan) = state.plans.iter_mut().find(|plan| plan.ended.is_none()) {
                plan.reviews.push(held);
            } else if !review && held.fact.plan {
                state.plans.push(Plan {
                    made: held,
                    written: Vec::new(),
                    core_groups: Vec::new(),
                    visits: Vec::new(),
                    reviews: Vec::new(),
                    ended: None,
                });
            }
        }
        _ => {}
    }
}
