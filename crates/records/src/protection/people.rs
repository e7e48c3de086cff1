//! Who leads, who chairs, who sits at the table.

use jiff::civil::Date;
use kernel::{Capacity, PersonId};
use serde::{Deserialize, Serialize};

use super::ask::{CHAIR, SOCIAL_WORKER, is_manager, may_lead};
use super::{Protection, ProtectionEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The capacities that take part from other agencies.
const SEATED: [&str; 3] = ["police-safeguarding", "health-professional", "school"];

/// A social worker leads from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadNamed {
    /// Who.
    pub person: PersonId,
    /// In which capacity.
    pub capacity: Capacity,
}

/// Name who leads.
#[derive(Debug, Clone, Deserialize)]
pub struct NameLead(pub PersonId);

refusals! {
    /// Why this person cannot lead.
    NameLeadRefusal {
        NothingToLead = "no enquiries, transfer or plan are open", "nothing-to-lead", "somebody leads enquiries or a plan";
        NotAManager = "a social-work-qualified manager names who leads", "lead-not-a-manager", "a social-work-qualified manager decides who leads";
        NotASocialWorker = "this person is no social worker", "lead-not-a-social-worker", "CP-02: a social worker leads section 47 enquiries; nobody else may";
        IsChair = "whoever chairs does not lead too", "lead-is-chair", "the chair is independent of the work";
    }
}

impl Command for NameLead {
    type Stream = Protection;
    type Refusal = NameLeadRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, NameLeadRefusal> {
        let conference = state.next_conference().is_some() || state.waiting_conference().is_some();
        if state.open_enquiry().is_none() && state.plan().is_none() && !conference {
            return Err(NameLeadRefusal::NothingToLead);
        }
        if !is_manager(context) {
            return Err(NameLeadRefusal::NotAManager);
        }
        if !may_lead(context, self.0) {
            return Err(NameLeadRefusal::NotASocialWorker);
        }
        if state.chair() == Some(self.0) {
            return Err(NameLeadRefusal::IsChair);
        }
        let Ok(capacity) = Capacity::new(SOCIAL_WORKER) else { return Ok(Vec::new()) };
        Ok(vec![Decided::now(context, LeadNamed { person: self.0, capacity })])
    }
}

/// Somebody chairs the conferences from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChairNamed {
    /// Who.
    pub person: PersonId,
    /// In which capacity.
    pub capacity: Capacity,
}

/// Name who chairs.
#[derive(Debug, Clone, Deserialize)]
pub struct NameChair(pub PersonId);

refusals! {
    /// Why this person cannot chair.
    NameChairRefusal {
        NothingToChair = "no conference is needed", "nothing-to-chair", "a chair chairs a conference";
        NotAManager = "a social-work-qualified manager names the chair", "chair-not-a-manager", "a social-work-qualified manager decides";
        NotAChair = "this person does not chair conferences", "not-a-chair", "a conference has a chair whose work that is";
        IsLead = "whoever leads does not chair too", "chair-leads", "the chair is independent of the work";
        Authorised = "whoever authorised the enquiries does not chair", "chair-authorised", "the chair is independent of the line that decides";
    }
}

impl Command for NameChair {
    type Stream = Protection;
    type Refusal = NameChairRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, NameChairRefusal> {
        let needed = state.next_conference().is_some() || state.waiting_conference().is_some();
        if !needed && state.plan().is_none() {
            return Err(NameChairRefusal::NothingToChair);
        }
        if !is_manager(context) {
            return Err(NameChairRefusal::NotAManager);
        }
        let known = context.partnership.practitioner(self.0);
        if !known.is_some_and(|known| known.may_act_as(CHAIR)) {
            return Err(NameChairRefusal::NotAChair);
        }
        if state.lead() == Some(self.0) {
            return Err(NameChairRefusal::IsLead);
        }
        let mut authorised = state.enquiries.iter().flat_map(|enquiry| &enquiry.answered);
        if authorised.any(|answered| answered.author.person == Some(self.0)) {
            return Err(NameChairRefusal::Authorised);
        }
        let Ok(capacity) = Capacity::new(CHAIR) else { return Ok(Vec::new()) };
        Ok(vec![Decided::now(context, ChairNamed { person: self.0, capacity })])
    }
}

/// Somebody of another agency takes part, and reads this record from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatGiven {
    /// Who.
    pub person: PersonId,
    /// In which capacity.
    pub capacity: Capacity,
}

/// Give somebody a seat at the table.
#[derive(Debug, Clone, Deserialize)]
pub struct GiveSeat(pub PersonId);

refusals! {
    /// Why this person gets no seat.
    GiveSeatRefusal {
        NotBegun = "there is no such record", "protection-not-begun", "a seat is a seat at something";
        NotOfAnAgency = "this person does not take part for another agency", "seat-not-of-an-agency", "police, health and schools take part by their own practitioners";
        SeatedAlready = "this person has a seat already", "seated-already", "a seat is given once";
    }
}

impl Command for GiveSeat {
    type Stream = Protection;
    type Refusal = GiveSeatRefusal;

    fn decide(
        &self,
        state: &Protection,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ProtectionEvent>>, GiveSeatRefusal> {
        if !state.is_begun() {
            return Err(GiveSeatRefusal::NotBegun);
        }
        let known = context.partnership.practitioner(self.0);
        let seated = known.and_then(|known| {
            known.capacities.iter().find(|capacity| SEATED.contains(&capacity.as_str())).cloned()
        });
        let capacity = seated.ok_or(GiveSeatRefusal::NotOfAnAgency)?;
        if state.seats.iter().any(|seat| seat.fact.person == self.0) {
            return Err(GiveSeatRefusal::SeatedAlready);
        }
        Ok(vec![Decided::now(context, SeatGiven { person: self.0, capacity })])
    }
}

/// Everybody who works on it: who leads and chairs now, every seat, and, until somebody leads, whoever called it together.
pub(super) fn workers(state: &Protection) -> Vec<(PersonId, Capacity, Date)> {
    let mut found = Vec::new();
    if let Some(lead) = state.leads.last() {
        found.push((lead.fact.person, lead.fact.capacity.clone(), kernel::london_date(lead.at)));
    } else {
        for discussion in &state.discussions {
            let author = &discussion.convened.author;
            let worker = author.person.zip(author.capacity.clone());
            let on = kernel::london_date(discussion.convened.at);
            found.extend(worker.map(|(person, capacity)| (person, capacity, on)));
        }
    }
    if let Some(chair) = state.chairs.last() {
        found.push((chair.fact.person, chair.fact.capacity.clone(), kernel::london_date(chair.at)));
    }
    for seat in &state.seats {
        found.push((seat.fact.person, seat.fact.capacity.clone(), kernel::london_date(seat.at)));
    }
    found
}
