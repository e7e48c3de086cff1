//! A child died or was seriously harmed: who notifies, which area leads, whom the council tells, and the rapid review.
//!
//! The council alone notifies, whatever other partners think of it. The area where it happened leads, wherever the child lives.
//! The death of a looked-after child is always notified.

use forms::Answers;
use kernel::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ask::{day_until_now, one, words};
use super::{Protection, ProtectionEvent};
use crate::refusal::refusals;
use crate::request::{Noted, noted};
use crate::stream::{Command, Context, Decided, Recorded};

/// The kind of agency that notifies.
const AUTHORITY: &str = "local-authority";

/// The council learned of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IncidentRecorded {
    /// This incident.
    pub incident: Uuid,
    /// What the child is called; empty where nothing is written.
    pub called: String,
    /// Whether the child died.
    pub died: bool,
    /// Whether abuse or neglect is known or suspected.
    pub suspected: bool,
    /// Whether the child was looked after by this council.
    pub looked_after: bool,
    /// Whether it happened in another area.
    pub elsewhere: bool,
    /// What was written.
    pub answers: Answers,
}

/// The council notified.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PanelNotified {
    /// Of which incident.
    pub incident: Uuid,
    /// Whether another partner thought that it should not be notified.
    pub partner_disagrees: bool,
    /// What was written.
    pub answers: Answers,
}

/// The safeguarding partners were told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartnersTold {
    /// Of which incident.
    pub incident: Uuid,
    /// Who was told.
    pub answers: Answers,
}

/// It was settled that the area where it happened notifies and leads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeadAreaSettled {
    /// For which incident.
    pub incident: Uuid,
    /// With whom, and how this area works with them.
    pub answers: Answers,
}

/// The rapid review was sent, with what regulations ask it to weigh.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RapidReviewSent {
    /// Of which incident.
    pub incident: Uuid,
    /// What it weighed.
    pub answers: Answers,
}

/// One serious incident.
#[derive(Debug, Clone)]
pub struct Incident {
    /// That the council learned of it, and what is known.
    pub recorded: Noted<IncidentRecorded>,
    /// The notification.
    pub notified: Option<Noted<PanelNotified>>,
    /// That partners were told.
    pub partners: Option<Noted<PartnersTold>>,
    /// That the other area leads.
    pub area: Option<Noted<LeadAreaSettled>>,
    /// The rapid review.
    pub reviewed: Option<Noted<RapidReviewSent>>,
}

impl Incident {
    /// Its identifier.
    pub fn id(&self) -> Uuid {
        self.recorded.fact.incident
    }

    /// Whether this area notifies the national panel and leads the rapid review: it happened here, and abuse or neglect is known
    /// or suspected.
    pub fn is_ours(&self) -> bool {
        self.recorded.fact.suspected && !self.recorded.fact.elsewhere
    }

    /// Whether a looked-after child died, which is notified in any case.
    pub fn is_looked_after_death(&self) -> bool {
        self.recorded.fact.died && self.recorded.fact.looked_after
    }

    /// Whether the council still has to notify.
    pub fn waits_for_notice(&self) -> bool {
        (self.is_ours() || self.is_looked_after_death()) && self.notified.is_none()
    }

    /// Whether partners still have to be told.
    pub fn waits_for_partners(&self) -> bool {
        self.is_ours() && self.partners.is_none()
    }

    /// Whether it is still to be settled that the other area leads.
    pub fn waits_for_area(&self) -> bool {
        self.recorded.fact.elsewhere && self.area.is_none()
    }

    /// Whether the rapid review is still to be sent: it follows the notification.
    pub fn waits_for_review(&self) -> bool {
        self.is_ours() && self.notified.is_some() && self.reviewed.is_none()
    }

    /// Whether anything is still to be done.
    pub fn is_open(&self) -> bool {
        self.waits_for_notice()
            || self.waits_for_partners()
            || self.waits_for_area()
            || self.waits_for_review()
    }
}

impl Protection {
    /// The incidents about which something is still to be done, oldest first.
    pub fn open_incidents(&self) -> impl Iterator<Item = &Incident> {
        self.incidents.iter().filter(|incident| incident.is_open())
    }
}

/// Record that the council learned of a serious incident.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordIncident {
    /// The incident's identifier.
    pub incident: Uuid,
    /// What the child is called, where nothing is written.
    pub called: String,
    /// What is known.
    pub answers: Answers,
}

refusals! {
    /// Why that cannot be recorded so.
    RecordIncidentRefusal {
        NobodyNamed = "only a person who is signed in records it", "nobody-named-crossing", "each step has a named person";
        WhatMissing = "say whether the child died or was seriously harmed", "incident-needs-what", "CA04 section 16C(1): a death or serious harm";
        SuspectedMissing = "say whether abuse or neglect is known or suspected", "incident-needs-suspected", "CA04 section 16C(1): it is notified where abuse or neglect is known or suspected";
        WhereMissing = "say where it happened, and which other area it was", "incident-needs-where", "LR-07: the area where it happened notifies and leads";
        InTheFuture = "the council cannot have learned of it in the future", "held-in-future", "what happened is not what is planned";
    }
}

impl Command for RecordIncident {
    type Stream = Protection;
    type Refusal = RecordIncidentRefusal;

    fn decide(
        &self,
        _state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, RecordIncidentRefusal> {
        if context.author.person.is_none() {
            return Err(RecordIncidentRefusal::NobodyNamed);
        }
        let what = one(&self.answers, "incident-what").ok_or(RecordIncidentRefusal::WhatMissing)?;
        let suspected =
            one(&self.answers, "incident-suspected").ok_or(RecordIncidentRefusal::SuspectedMissing)?;
        let place = one(&self.answers, "incident-where").ok_or(RecordIncidentRefusal::WhereMissing)?;
        let elsewhere = place == "elsewhere";
        if elsewhere && words(&self.answers, "incident-other-area").is_empty() {
            return Err(RecordIncidentRefusal::WhereMissing);
        }
        let on =
            day_until_now(&self.answers, "incident-on", context).ok_or(RecordIncidentRefusal::InTheFuture)?;
        let written = words(&self.answers, "incident-called");
        let fact = IncidentRecorded {
            incident: self.incident,
            called: if written.is_empty() { self.called.trim().to_owned() } else { written },
            died: what == "died",
            suspected: suspected == "yes",
            looked_after: self.answers.is("incident-looked-after", "yes"),
            elsewhere,
            answers: self.answers.clone(),
        };
        Ok(vec![Decided::when(Moment::On(on), fact)])
    }
}

/// Record that the council notified.
#[derive(Debug, Clone, Deserialize)]
pub struct NotifyPanel(pub Answers);

refusals! {
    /// Why that cannot be recorded so. That partners think otherwise is no reason.
    NotifyPanelRefusal {
        NothingWaits = "no incident waits to be notified by this area", "incident-nothing-to-notify", "LR-01, LR-07: the area where it happened notifies, once";
        NotTheAuthority = "the council notifies", "incident-not-authority", "CA04 section 16C(1): the local authority notifies";
        InTheFuture = "it cannot have been notified in the future", "held-in-future", "what happened is not what is planned";
        WhyMissing = "say who thinks otherwise, and why", "incident-needs-dissent", "LR-01: it is notified also where partners disagree, and that stands beside it";
    }
}

impl Command for NotifyPanel {
    type Stream = Protection;
    type Refusal = NotifyPanelRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, NotifyPanelRefusal> {
        let waits = state.incidents.iter().find(|incident| incident.waits_for_notice());
        let incident = waits.ok_or(NotifyPanelRefusal::NothingWaits)?.id();
        let author = context.author.person.and_then(|person| context.partnership.practitioner(person));
        let agency = author.and_then(|author| context.partnership.agencies.get(&author.agency));
        if agency.is_none_or(|agency| agency.kind != AUTHORITY) {
            return Err(NotifyPanelRefusal::NotTheAuthority);
        }
        let on = day_until_now(&self.0, "panel-on", context).ok_or(NotifyPanelRefusal::InTheFuture)?;
        let partner_disagrees = self.0.is("panel-partners", "disagree");
        if partner_disagrees && words(&self.0, "panel-words").is_empty() {
            return Err(NotifyPanelRefusal::WhyMissing);
        }
        let fact = PanelNotified { incident, partner_disagrees, answers: self.0.clone() };
        Ok(vec![Decided::when(Moment::On(on), fact)])
    }
}

/// Record that the safeguarding partners were told.
#[derive(Debug, Clone, Deserialize)]
pub struct TellPartners(pub Answers);

refusals! {
    /// Why that cannot be recorded so.
    TellPartnersRefusal {
        NothingWaits = "no incident waits of which partners are told", "incident-nothing-to-tell", "LR-02: partners are told of each";
        WhoMissing = "say who was told", "incident-needs-who", "LR-02: the partners of this area, and of any other that is touched";
        InTheFuture = "they cannot have been told in the future", "held-in-future", "what happened is not what is planned";
    }
}

impl Command for TellPartners {
    type Stream = Protection;
    type Refusal = TellPartnersRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, TellPartnersRefusal> {
        let waits = state.incidents.iter().find(|incident| incident.waits_for_partners());
        let incident = waits.ok_or(TellPartnersRefusal::NothingWaits)?.id();
        if words(&self.0, "partners-who").is_empty() {
            return Err(TellPartnersRefusal::WhoMissing);
        }
        let on = day_until_now(&self.0, "partners-on", context).ok_or(TellPartnersRefusal::InTheFuture)?;
        Ok(vec![Decided::when(Moment::On(on), PartnersTold { incident, answers: self.0.clone() })])
    }
}

/// Record that the other area leads.
#[derive(Debug, Clone, Deserialize)]
pub struct SettleLeadArea(pub Answers);

refusals! {
    /// Why that cannot be recorded so.
    SettleLeadAreaRefusal {
        NothingWaits = "no incident in another area waits for that", "incident-no-other-area", "LR-07: an area leads that is another one";
        WhoMissing = "say who in the other area said so", "incident-needs-area-person", "LR-07: nobody may think that somebody else notifies";
        InTheFuture = "it cannot have been settled in the future", "held-in-future", "what happened is not what is planned";
    }
}

impl Command for SettleLeadArea {
    type Stream = Protection;
    type Refusal = SettleLeadAreaRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, SettleLeadAreaRefusal> {
        let waits = state.incidents.iter().find(|incident| incident.waits_for_area());
        let incident = waits.ok_or(SettleLeadAreaRefusal::NothingWaits)?.id();
        if words(&self.0, "area-who").is_empty() {
            return Err(SettleLeadAreaRefusal::WhoMissing);
        }
        let on = day_until_now(&self.0, "area-on", context).ok_or(SettleLeadAreaRefusal::InTheFuture)?;
        Ok(vec![Decided::when(Moment::On(on), LeadAreaSettled { incident, answers: self.0.clone() })])
    }
}

/// Record that the rapid review was sent.
#[derive(Debug, Clone, Deserialize)]
pub struct SendRapidReview(pub Answers);

/// What regulations ask a rapid review to weigh, by the questions of the form.
const WEIGHED: [&str; 4] = ["review-improve", "review-themes", "review-together", "review-panel"];

refusals! {
    /// Why that cannot be recorded so.
    SendRapidReviewRefusal {
        NothingWaits = "no incident waits for its rapid review", "incident-nothing-to-review", "LR-03: the rapid review follows the notification";
        WeighedMissing = "answer each of the four questions", "incident-needs-weighed", "LR-04: regulation 11 names what is weighed";
        InTheFuture = "it cannot have been sent in the future", "held-in-future", "what happened is not what is planned";
    }
}

impl Command for SendRapidReview {
    type Stream = Protection;
    type Refusal = SendRapidReviewRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, SendRapidReviewRefusal> {
        let waits = state.incidents.iter().find(|incident| incident.waits_for_review());
        let incident = waits.ok_or(SendRapidReviewRefusal::NothingWaits)?.id();
        if WEIGHED.iter().any(|question| words(&self.0, question).is_empty()) {
            return Err(SendRapidReviewRefusal::WeighedMissing);
        }
        let on =
            day_until_now(&self.0, "review-sent-on", context).ok_or(SendRapidReviewRefusal::InTheFuture)?;
        Ok(vec![Decided::when(Moment::On(on), RapidReviewSent { incident, answers: self.0.clone() })])
    }
}

pub(super) fn apply(state: &mut Protection, recorded: &Recorded<ProtectionEvent>) {
    fn find(state: &mut Protection, id: Uuid) -> Option<&mut Incident> {
        state.incidents.iter_mut().find(|incident| incident.id() == id)
    }
    match recorded.event.clone() {
        ProtectionEvent::IncidentRecorded(fact) => state.incidents.push(Incident {
            recorded: noted(recorded, fact),
            notified: None,
            partners: None,
            area: None,
            reviewed: None,
        }),
        ProtectionEvent::PanelNotified(fact) => {
            if let Some(incident) = find(state, fact.incident) {
                incident.notified = Some(noted(recorded, fact));
            }
        }
        ProtectionEvent::PartnersTold(fact) => {
            if let Some(incident) = find(state, fact.incident) {
                incident.partners = Some(noted(recorded, fact));
            }
        }
        ProtectionEvent::LeadAreaSettled(fact) => {
            if let Some(incident) = find(state, fact.incident) {
                incident.area = Some(noted(recorded, fact));
            }
        }
        ProtectionEvent::RapidReviewSent(fact) => {
            if let Some(incident) = find(state, fact.incident) {
                incident.reviewed = Some(noted(recorded, fact));
            }
        }
        _ => {}
    }
}
