//! The steps of the record: who may take each, when there is anything to do in it, and which command it becomes.

use access::Action;
use application::{Act, Application};
use forms::Answers;
use guidance::Occasion;
use kernel::{Moment, PersonId};
use records::looked_after::{
    BeginCare, ChangeEpisode, Doing, EndCare, HoldCareReview, LookedAfter, NameInCare, NotifyFostering,
    RecordCareStep, RecordPathwayStep, RecordReturn, ReportMissing, Role,
};
use uuid::Uuid;

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The child becomes looked after.
    Begin,
    /// The child is missing.
    Missing,
    /// The council was told of private fostering.
    Fostering,
    /// Another home or another legal footing.
    Change,
    /// The child is not looked after any more.
    End,
    /// Tell somebody of the family.
    Tell,
    /// Name somebody.
    Name(Role),
    /// Record something else.
    Do(Doing),
}

/// The steps by which duties are done.
const DONE_BY: [(&str, &str); 28] = [
    ("LA-01", "care-plan"),
    ("LA-02", "placement-plan"),
    ("LA-03", "visit"),
    ("LA-04", "visit"),
    ("LA-05a", "visit"),
    ("LA-05b", "visit"),
    ("LA-06", "visit"),
    ("LA-06a", "visit"),
    ("LA-06b", "visit"),
    ("LA-06c", "visit"),
    ("LA-07", "review"),
    ("LA-08", "review"),
    ("LA-09", "review"),
    ("LA-10", "answered"),
    ("LA-11", "reviewer"),
    ("LA-12a", "health"),
    ("LA-12b", "health"),
    ("LA-12c", "health"),
    ("LA-13a", "pep-begun"),
    ("LA-13b", "pep"),
    ("LA-14", "pathway-assessment"),
    ("LA-16", "pathway-review"),
    ("LA-18", "adviser-offered"),
    ("LA-19", "death-told"),
    ("MI-01", "interview-offered"),
    ("MI-02", "returned"),
    ("PF-02", "fostering-visit"),
    ("PF-05", "fostering-report"),
];
/// The same for duties that are visits of their kind.
const VISITED: [(&str, &str); 2] = [("LA-17", "adviser-visit"), ("PF-0", "fostering-visit")];

/// The step by which a duty is done, by its name in addresses.
pub(in crate::pages) fn done_by(duty: &str) -> Option<&'static str> {
    let known = DONE_BY.iter().find(|(known, _)| *known == duty);
    let known =
        known.or_else(|| VISITED.iter().find(|(known, _)| duty.starts_with(known) && duty != "PF-01"));
    known.map(|(_, step)| *step)
}

impl Step {
    /// Every step, in the order in which they are offered.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let named = Role::ALL.iter().map(|(role, ..)| Self::Name(*role));
        let done = Doing::ALL.iter().map(|doing| Self::Do(*doing));
        let others = [Self::Change, Self::End, Self::Tell, Self::Begin, Self::Missing, Self::Fostering];
        done.chain(named).chain(others)
    }

    /// The step of a name in an address.
    pub(super) fn of(name: &str) -> Option<Self> {
        Self::all().find(|step| step.name() == name)
    }

    /// Its name in addresses; that of its section of the form, where it asks one.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Begin => "begin",
            Self::Missing => "missing",
            Self::Fostering => "fostering",
            Self::Change => "change",
            Self::End => "end",
            Self::Tell => "tell",
            Self::Name(role) => {
                Role::ALL.iter().find(|(known, ..)| *known == role).map_or("", |(_, name, _)| name)
            }
            Self::Do(doing) => doing.name(),
        }
    }

    /// Whether the record may begin with it.
    pub(super) const fn begins(self) -> bool {
        matches!(self, Self::Begin | Self::Missing | Self::Fostering)
    }

    /// Before what it is that somebody reads what the principles and standards ask.
    pub(super) const fn occasion(self) -> Option<Occasion> {
        match self {
            Self::Do(Doing::Visit | Doing::FosteringVisit | Doing::AdviserVisit) => Some(Occasion::Visit),
            Self::Do(Doing::Review | Doing::PathwayReview) => Some(Occasion::Meeting),
            Self::Tell => Some(Occasion::Telling),
            _ => None,
        }
    }

    /// What the table must allow.
    pub(super) const fn action(self) -> Action {
        match self {
            Self::Begin | Self::Missing | Self::Fostering => Action::Write,
            Self::Tell => Action::DecideTelling,
            Self::Name(_) => Action::Allocate,
            Self::Do(doing) if doing.is_review() => Action::TakePart,
            Self::Do(doing) if doing.is_return() => Action::Write,
            Self::Do(doing) if doing.is_pathway() => Action::Plan,
            Self::Change | Self::End | Self::Do(_) => Action::LeadCare,
        }
    }

    /// Whether there is anything to do in it as things stand.
    pub(super) fn is_open(self, state: &LookedAfter, reader: PersonId) -> bool {
        match self {
            Self::Begin => state.care().is_none(),
            Self::Missing => state.missing_now().is_none(),
            Self::Fostering => state.care().is_none() && state.fostering_now().is_none(),
            Self::Change | Self::End | Self::Name(Role::Reviewer) => state.care().is_some(),
            Self::Tell | Self::Name(Role::Worker) => state.is_begun(),
            Self::Name(Role::Adviser) => state.pathway().is_some(),
            Self::Do(doing) => {
                let theirs = !doing.is_review() || state.who(Role::Reviewer) == Some(reader);
                theirs && doing.about(state).is_some()
            }
        }
    }

    /// What it becomes, but for telling, which reaches the child's record too.
    pub(super) fn act(self, application: &Application, taken: Taken<'_>) -> Act {
        let Taken { child, called, person, when, answers } = taken;
        let id = || application.new_identifier();
        let called = called.to_owned();
        match self {
            Self::Begin => Act::on(child, BeginCare { care: id(), placement: id(), called, answers }),
            Self::Missing => Act::on(child, ReportMissing { missing: id(), called, from: when, answers }),
            Self::Fostering => Act::on(child, NotifyFostering { fostering: id(), called, answers }),
            Self::Change => Act::on(child, ChangeEpisode { placement: id(), answers }),
            Self::End | Self::Tell => Act::on(child, EndCare(answers)),
            Self::Name(role) => {
                let person = person.unwrap_or(PersonId(Uuid::nil()));
                Act::on(child, NameInCare { role, person })
            }
            Self::Do(what) => {
                let step = records::looked_after::Step { id: id(), what, when, answers };
                if what.is_review() {
                    Act::on(child, HoldCareReview(step))
                } else if what.is_return() {
                    Act::on(child, RecordReturn(step))
                } else if what.is_pathway() {
                    Act::on(child, RecordPathwayStep(step))
                } else {
                    Act::on(child, RecordCareStep(step))
                }
            }
        }
    }
}

/// What a step was taken with.
pub(super) struct Taken<'a> {
    /// The child.
    pub(super) child: Uuid,
    /// What the child is called, where nothing is written.
    pub(super) called: &'a str,
    /// Who was chosen.
    pub(super) person: Option<PersonId>,
    /// When it happened.
    pub(super) when: Moment,
    /// What was answered.
    pub(super) answers: Answers,
}
