//! The steps of help: which section of the form each asks, who may take it and when, and which command it becomes.

use access::Action;
use application::{Act, Application};
use forms::Answers;
use kernel::{Capacity, PersonId};
use records::help::{
    AddRelative, AnswerAssessment, ChangeLevel, CommentMade, CompleteAssessment, EndHelp, Episode,
    FollowSupervision, Help, HoldReview, JoinTeam, JudgeRefusal, LeaveTeam, Level, MakeComment, NameLead,
    Protected, RecordAdultFactor, RecordFactors, RecordRefusal, RecordSeen, RecordVisit, SHARED_PARTS,
    Supervise, WriteAdultPart, WritePart, WritePlan, YieldToProtection, may_write_part,
};
use records::people::{Involved, SafeContact};
use uuid::Uuid;

use crate::actor::SignedIn;

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Judge what a no means for the child.
    Judge,
    /// Name the lead practitioner.
    Lead,
    /// The child was seen.
    Seen,
    /// The child's own part of the assessment.
    ChildNeeds,
    /// How the child is looked after; the family's part.
    Parenting,
    /// The family and what is around it; the family's part.
    Surroundings,
    /// About one adult alone.
    Adult,
    /// Codes for the census about the child.
    Factors,
    /// A code for the census about one adult.
    AdultFactor,
    /// Complete the assessment.
    Complete,
    /// Authorise it.
    Authorise,
    /// Write the plan.
    Plan,
    /// The plan gives way to a protection plan.
    Yield,
    /// A visit.
    Visit,
    /// Look at the plan again.
    Review,
    /// Share with one person.
    Share,
    /// Write down what somebody said to it.
    Said,
    /// Somebody of the family takes part.
    Relative,
    /// Somebody joins the team.
    Team,
    /// Somebody leaves the team.
    Leave,
    /// Go up or down a level.
    Level,
    /// The family says no.
    Refused,
    /// End the help.
    End,
    /// A supervisor and whoever leads talked about the child.
    Supervise,
    /// What came of it was done.
    Supervised,
}

/// Whom a step asks to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Picks {
    /// Whoever may lead.
    Leader,
    /// Whoever may lead, or a name that is written instead.
    Practitioner,
    /// A member of the team.
    Member,
    /// Somebody who works on this record, or nobody.
    Worker,
    /// Somebody of the family.
    Relative,
    /// Somebody of the family, or a name that is written instead.
    Adult,
}

impl Step {
    /// Every step, in the order in which they come.
    pub(super) const ALL: [Self; 25] = [
        Self::Judge,
        Self::Supervised,
        Self::Lead,
        Self::Authorise,
        Self::Yield,
        Self::Seen,
        Self::ChildNeeds,
        Self::Parenting,
        Self::Surroundings,
        Self::Factors,
        Self::Complete,
        Self::Plan,
        Self::Visit,
        Self::Review,
        Self::Share,
        Self::Adult,
        Self::AdultFactor,
        Self::Said,
        Self::Relative,
        Self::Team,
        Self::Leave,
        Self::Level,
        Self::Refused,
        Self::Supervise,
        Self::End,
    ];

    /// The step of a name in an address.
    pub(super) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// Its name in addresses and messages; also the section of the form that it asks.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Judge => "judge",
            Self::Lead => "lead",
            Self::Seen => "seen",
            Self::ChildNeeds => "child-needs",
            Self::Parenting => "parenting",
            Self::Surroundings => "surroundings",
            Self::Adult => "adult",
            Self::Factors => "factors",
            Self::AdultFactor => "adult-factor",
            Self::Complete => "complete",
            Self::Authorise => "authorise",
            Self::Plan => "plan",
            Self::Yield => "yield",
            Self::Visit => "visit",
            Self::Review => "review",
            Self::Share => "share",
            Self::Said => "said",
            Self::Relative => "relative",
            Self::Team => "team",
            Self::Leave => "leave",
            Self::Level => "level",
            Self::Refused => "refused",
            Self::End => "end",
            Self::Supervise => "supervise",
            Self::Supervised => "supervised",
        }
    }

    /// What the table must allow.
    pub(super) const fn action(self) -> Action {
        match self {
            Self::Lead | Self::Level => Action::Allocate,
            Self::Authorise => Action::SignOff,
            Self::Seen | Self::Visit | Self::Supervised => Action::TakePart,
            Self::Supervise => Action::Oversee,
            Self::Plan | Self::Review | Self::Yield | Self::End => Action::Plan,
            Self::Share => Action::Share,
            Self::Said => Action::Comment,
            _ => Action::Write,
        }
    }

    /// Whether nothing that stands asks for it.
    pub(super) const fn is_for_any_time(self) -> bool {
        matches!(
            self,
            Self::Adult
                | Self::AdultFactor
                | Self::Said
                | Self::Relative
                | Self::Team
                | Self::Leave
                | Self::Level
                | Self::Refused
                | Self::Supervise
                | Self::End
        )
    }

    /// Whether one step can be about brothers and sisters too, each in a record of their own.
    pub(super) const fn is_for_family(self) -> bool {
        matches!(
            self,
            Self::Lead
                | Self::Parenting
                | Self::Surroundings
                | Self::Plan
                | Self::Yield
                | Self::Review
                | Self::Share
                | Self::Relative
                | Self::Team
                | Self::Level
                | Self::End
        )
    }

    /// Whom it asks to choose.
    pub(super) const fn picks(self) -> Option<Picks> {
        match self {
            Self::Lead => Some(Picks::Leader),
            Self::Team => Some(Picks::Practitioner),
            Self::Leave => Some(Picks::Member),
            Self::Supervise => Some(Picks::Worker),
            Self::Share | Self::Said => Some(Picks::Relative),
            Self::Adult | Self::AdultFactor => Some(Picks::Adult),
            _ => None,
        }
    }

    /// Whether there is anything to do in it as things stand.
    pub(super) fn is_open(self, help: &Help, protected: Protected, reader: &SignedIn) -> bool {
        let Some(latest) = help.latest() else { return false };
        let leads = latest.lead() == Some(reader.person);
        match self {
            Self::Share => leads && can_be_shared(help, latest),
            Self::Said => leads && !help.shared.is_empty(),
            Self::Supervised => help.supervisions.iter().any(|held| held.waits_for(reader.person)),
            _ => help.open().is_some_and(|open| self.is_open_in(help, open, protected, leads, reader)),
        }
    }

    fn is_open_in(
        self,
        help: &Help,
        open: &Episode,
        protected: Protected,
        leads: bool,
        reader: &SignedIn,
    ) -> bool {
        let in_need = open.level() == Level::ChildInNeed;
        let manages = reader.actor.capacities().iter().any(is_manager);
        let goes_on = !open.waits_for_judgement();
        let writes = leads && may_write_part(open);
        let assessment = open.open_assessment();
        let waits = assessment.is_some_and(|assessment| assessment.waits().is_some());
        let cin_plan = open.plan().is_some_and(|plan| plan.level == Level::ChildInNeed);
        match self {
            Self::Judge => open.waits_for_judgement(),
            Self::Lead => goes_on && (manages || !in_need),
            Self::Seen => goes_on && !waits && open.lead().is_some(),
            Self::ChildNeeds | Self::Parenting | Self::Surroundings => writes,
            Self::Factors | Self::AdultFactor => writes && in_need && assessment.is_some(),
            Self::Adult | Self::Complete => writes && assessment.is_some(),
            Self::Authorise => waits && !leads,
            Self::Plan => goes_on && leads && !(in_need && protected.plan_since.is_some()),
            Self::Yield => cin_plan && protected.plan_since.is_some(),
            Self::Visit => goes_on && open.lead().is_some(),
            Self::Review => leads && open.plan().is_some(),
            Self::Relative | Self::Team => goes_on,
            Self::Leave => help.open().is_some_and(|open| open.team.iter().any(|(_, left)| left.is_none())),
            Self::Level => goes_on && manages,
            Self::Refused => !in_need && goes_on,
            Self::End => {
                if in_need {
                    manages
                } else {
                    leads || manages
                }
            }
            Self::Supervise => manages && open.lead().is_some(),
            Self::Share | Self::Said | Self::Supervised => false,
        }
    }

    /// What it becomes, but for sharing, which carries a letter.
    pub(super) fn command(self, application: &Application, act: Act, taken: &Taken<'_>) -> Act {
        let Taken { child, protected, person, shared, .. } = *taken;
        let answers = taken.answers.clone();
        let id = || application.new_identifier();
        let chosen = person.map(PersonId);
        let somebody = chosen.unwrap_or(PersonId(Uuid::nil()));
        match self {
            Self::Judge => act.and(child, JudgeRefusal(answers)),
            Self::Lead => act.and(child, NameLead { person: somebody, protected, answers }),
            Self::Seen => act.and(child, RecordSeen { assessment: id(), answers }),
            Self::ChildNeeds | Self::Parenting | Self::Surroundings => {
                let part = self.name().to_owned();
                let together = shared.filter(|_| SHARED_PARTS.contains(&self.name()));
                act.and(child, WritePart { assessment: id(), part, together, answers })
            }
            Self::Adult => act.and(child, WriteAdultPart { person: chosen, answers }),
            Self::Factors => act.and(child, RecordFactors(answers)),
            Self::AdultFactor => act.and(child, RecordAdultFactor { person: chosen, answers }),
            Self::Complete => act.and(child, CompleteAssessment(answers)),
            Self::Authorise => act.and(child, AnswerAssessment(answers)),
            Self::Plan => act.and(child, WritePlan { plan: id(), protected, answers }),
            Self::Yield => act.and(child, YieldToProtection { protected }),
            Self::Visit => act.and(child, RecordVisit(answers)),
            Self::Review => act.and(child, HoldReview(answers)),
            Self::Said => {
                let words = answers.text("said-words").unwrap_or_default().trim().to_owned();
                let comment = CommentMade { comment: id(), by: somebody, words };
                act.and(child, MakeComment(comment))
            }
            Self::Relative => match relative(application, taken) {
                Some(relative) => act.and(child, AddRelative(relative)),
                None => act,
            },
            Self::Team => act.and(child, JoinTeam { member: id(), person: chosen, answers }),
            Self::Leave => act.and(child, LeaveTeam(person.unwrap_or_default())),
            Self::Level => act.and(child, ChangeLevel { span: id(), protected, answers }),
            Self::Refused => act.and(child, RecordRefusal(answers)),
            Self::End => act.and(child, EndHelp { protected, answers }),
            Self::Supervise => act.and(child, Supervise { supervision: id(), owner: chosen, answers }),
            Self::Supervised => act.and(child, FollowSupervision(answers)),
            Self::Share => act,
        }
    }
}

/// What a step was taken with, for one child.
#[derive(Clone, Copy)]
pub(super) struct Taken<'a> {
    /// The child.
    pub(super) child: Uuid,
    /// What stands in that child's record of protection.
    pub(super) protected: Protected,
    /// Who was chosen.
    pub(super) person: Option<Uuid>,
    /// What the records of several children share: one identifier for all of them.
    pub(super) shared: Option<Uuid>,
    /// Who takes part from now on, the same in each child's record.
    pub(super) newcomer: Uuid,
    /// What was answered.
    pub(super) answers: &'a Answers,
}

fn is_manager(capacity: &Capacity) -> bool {
    matches!(capacity.as_str(), "practice-supervisor" | "front-door-manager")
}

fn can_be_shared(help: &Help, latest: &Episode) -> bool {
    let assessed = latest.assessment().is_some_and(|found| found.completed.is_some());
    !help.relatives.is_empty() && (assessed || !latest.written.is_empty() || latest.ended.is_some())
}

fn relative(application: &Application, taken: &Taken<'_>) -> Option<Involved> {
    let text = |question: &str| taken.answers.text(question).unwrap_or_default().trim().to_owned();
    let one = |question: &str| {
        let answer = taken.answers.get(question);
        answer.and_then(|answer| answer.chosen().first().map(|&one| one.to_owned())).unwrap_or_default()
    };
    let contact = SafeContact {
        method: one("relative-method"),
        value: text("relative-contact"),
        may_leave_message: false,
    };
    Some(Involved {
        person: PersonId(taken.newcomer),
        name: text("relative-name"),
        capacity: Capacity::new(one("relative-part")).ok()?,
        relationship: text("relative-is"),
        contact: Some(contact),
        from: application.today(),
        until: None,
    })
}
