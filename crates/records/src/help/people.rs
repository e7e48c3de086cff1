//! Who leads, from whichever agency, and who works with the family beside them.

use forms::Answers;
use jiff::civil::Date;
use kernel::{Capacity, PersonId, london_date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Help, HelpEvent, Level, Protected};
use crate::protection::ask::{SOCIAL_WORKER, is_manager, one, words};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The capacities in which somebody may lead, of whatever agency. The first that a practitioner has is the one they lead in.
pub const LEADERS: [&str; 5] =
    ["family-help-practitioner", SOCIAL_WORKER, "lead-assessor", "school", "health-professional"];

/// Somebody leads from now on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeadNamed {
    /// Who.
    pub person: PersonId,
    /// In which capacity.
    pub capacity: Capacity,
    /// Who supervises them, and why they fit.
    pub answers: Answers,
}

/// Name the lead practitioner.
#[derive(Debug, Clone, Deserialize)]
pub struct NameLead {
    /// Who.
    pub person: PersonId,
    /// What stands in the record of protection.
    pub protected: Protected,
    /// Who supervises them, and that they agree.
    pub answers: Answers,
}

refusals! {
    /// Why this person cannot lead.
    NameLeadRefusal {
        NothingOpen = "no help is open", "help-nothing-open", "somebody leads help that is given";
        NotAManager = "under section 17 a social-work-qualified manager names who leads", "help-lead-not-a-manager", "AS-06: a social-work-qualified manager decides who leads";
        CannotLead = "this person has no capacity in which to lead", "help-lead-cannot", "AS-06: a lead practitioner has the skill, the time and the supervision";
        NotASocialWorker = "enquiries are open, and this person is no social worker", "lead-not-a-social-worker", "AS-07: while enquiries under section 47 run, a social worker leads";
        NotAgreed = "this person has not agreed to lead", "help-lead-not-agreed", "AS-06: the lead practitioner agrees";
        SupervisorMissing = "say who supervises them", "help-lead-no-supervisor", "AS-06: a lead practitioner is supervised";
    }
}

impl Command for NameLead {
    type Stream = Help;
    type Refusal = NameLeadRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, NameLeadRefusal> {
        let open = state.open().ok_or(NameLeadRefusal::NothingOpen)?;
        if open.level() == Level::ChildInNeed && !is_manager(context) {
            return Err(NameLeadRefusal::NotAManager);
        }
        let known = context.partnership.practitioner(self.person).ok_or(NameLeadRefusal::CannotLead)?;
        if self.protected.enquiries && !(known.social_work_qualified && known.may_act_as(SOCIAL_WORKER)) {
            return Err(NameLeadRefusal::NotASocialWorker);
        }
        let leads_as = LEADERS.iter().find(|capacity| known.may_act_as(capacity));
        let capacity = leads_as.and_then(|name| Capacity::new(*name).ok());
        let capacity = capacity.ok_or(NameLeadRefusal::CannotLead)?;
        if one(&self.answers, "lead-agreed").as_deref() != Some("yes") {
            return Err(NameLeadRefusal::NotAgreed);
        }
        if words(&self.answers, "lead-supervisor").is_empty() {
            return Err(NameLeadRefusal::SupervisorMissing);
        }
        let named = LeadNamed { person: self.person, capacity, answers: self.answers.clone() };
        Ok(vec![Decided::now(context, named)])
    }
}

/// Somebody works with the family from now on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TeamJoined {
    /// This member of the team.
    pub member: Uuid,
    /// Who, where they have an account: they read this record from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// In which capacity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Capacity>,
    /// Their name.
    pub name: String,
    /// Their agency and what they do.
    pub answers: Answers,
}

/// Somebody joins the team around the family.
#[derive(Debug, Clone, Deserialize)]
pub struct JoinTeam {
    /// The identifier of this member.
    pub member: Uuid,
    /// Who, where they have an account.
    pub person: Option<PersonId>,
    /// Their agency, and what they do; their name where they have no account.
    pub answers: Answers,
}

refusals! {
    /// Why somebody cannot join.
    JoinTeamRefusal {
        NothingOpen = "no help is open", "help-nothing-open", "a team works with a family that is helped";
        NameMissing = "say who it is", "help-team-no-name", "a team is made of people with names";
        CannotJoin = "this person's work has no part in help", "help-team-cannot", "those who look after accounts and figures see no child's record";
        NotAgreed = "the family has not agreed to this person", "help-team-not-agreed", "agreement and its scope are recorded before an agency takes part in family help";
        ThereAlready = "this person is in the team", "help-team-already", "one place for one person";
    }
}

impl Command for JoinTeam {
    type Stream = Help;
    type Refusal = JoinTeamRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, JoinTeamRefusal> {
        let open = state.open().ok_or(JoinTeamRefusal::NothingOpen)?;
        let agreed = one(&self.answers, "team-agreed");
        if open.level() == Level::FamilyHelp && agreed.as_deref() != Some("yes") {
            return Err(JoinTeamRefusal::NotAgreed);
        }
        let known = self.person.and_then(|person| context.partnership.practitioner(person));
        let capacity = known.and_then(|known| LEADERS.iter().find(|name| known.may_act_as(name)));
        let capacity = capacity.and_then(|name| Capacity::new(*name).ok());
        if self.person.is_some() && capacity.is_none() {
            return Err(JoinTeamRefusal::CannotJoin);
        }
        let there = |person: PersonId| {
            let here = |(joined, left): &(crate::request::Noted<TeamJoined>, Option<Date>)| {
                joined.fact.person == Some(person) && left.is_none()
            };
            open.team.iter().any(here)
        };
        if self.person.is_some_and(there) {
            return Err(JoinTeamRefusal::ThereAlready);
        }
        let name = known.map_or_else(|| words(&self.answers, "team-name"), |known| known.name.clone());
        if name.is_empty() {
            return Err(JoinTeamRefusal::NameMissing);
        }
        let (member, person) = (self.member, self.person);
        let joined = TeamJoined { member, person, capacity, name, answers: self.answers.clone() };
        Ok(vec![Decided::now(context, joined)])
    }
}

/// Somebody left the team, and reads this record no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamLeft {
    /// Which member.
    pub member: Uuid,
}

/// Somebody leaves the team.
#[derive(Debug, Clone, Deserialize)]
pub struct LeaveTeam(pub Uuid);

refusals! {
    /// Why somebody cannot leave.
    LeaveTeamRefusal {
        NotThere = "nobody like that is in the team", "help-team-not-there", "who leaves was there";
    }
}

impl Command for LeaveTeam {
    type Stream = Help;
    type Refusal = LeaveTeamRefusal;

    fn decide(
        &self,
        state: &Help,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<HelpEvent>>, LeaveTeamRefusal> {
        let open = state.open().ok_or(LeaveTeamRefusal::NotThere)?;
        let here = open.team.iter().any(|(joined, left)| joined.fact.member == self.0 && left.is_none());
        if !here {
            return Err(LeaveTeamRefusal::NotThere);
        }
        Ok(vec![Decided::now(context, TeamLeft { member: self.0 })])
    }
}

/// Everybody who works on it: who leads now, the team, and, until somebody leads, whoever began it. Whoever led keeps reading
/// while nobody else was named; what has ended is read by whoever led last.
pub(super) fn workers(help: &Help) -> Vec<(PersonId, Capacity, Date)> {
    let mut found = Vec::new();
    let Some(episode) = help.latest() else { return found };
    let began = &episode.began;
    if let Some(lead) = episode.leads.last() {
        found.push((lead.fact.person, lead.fact.capacity.clone(), london_date(lead.at)));
    } else {
        let worker = began.author.person.zip(began.author.capacity.clone());
        found.extend(worker.map(|(person, capacity)| (person, capacity, london_date(began.at))));
    }
    if episode.ended.is_none() {
        for (joined, _) in episode.team.iter().filter(|(_, left)| left.is_none()) {
            let worker = joined.fact.person.zip(joined.fact.capacity.clone());
            found.extend(worker.map(|(person, capacity)| (person, capacity, london_date(joined.at))));
        }
    }
    found
}
