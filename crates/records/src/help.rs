//! How a child and the family are helped: family help (early help) and section 17, as levels of one thing.
//!
//! It has a stream of its own, named after the child. Going up or down a level keeps the lead practitioner, the plan and every
//! answer: nothing is written twice. What concerns several children of a family is one act of one command a child; the
//! children find one another by the family's identifier. A disabled child's assessment under section 17 is the support
//! route's; this is for every other child.

mod assessment;
mod begin;
mod census;
mod end;
mod factors;
mod family;
mod level;
mod listing;
mod people;
mod plan;
mod share;
mod state;
mod supervise;

use jiff::civil::Date;
use kernel::StreamKind;
use serde::Deserialize;
use uuid::Uuid;

pub use assessment::{
    AnswerAssessment, AnswerAssessmentRefusal, AssessmentAnswered, AssessmentBegan, AssessmentCompleted,
    ChildSeen, CompleteAssessment, CompleteAssessmentRefusal, PartWritten, RecordSeen, RecordSeenRefusal,
    SHARED_PARTS, WritePart, WritePartRefusal, may_write_part,
};
pub use begin::{
    BeginHelp, BeginHelpRefusal, HelpBegan, HelpRefused, JudgeRefusal, JudgeRefusalRefusal, RecordRefusal,
    RecordRefusalRefusal, RefusalJudged,
};
pub(crate) use census::code_of;
pub use census::{AssessmentDates, Closed, PlanDates, Referral, census};
pub use end::{EndHelp, EndHelpRefusal, HelpEnded};
pub use factors::{
    AdultFactorRecorded, Factor, FactorsRecorded, RecordAdultFactor, RecordAdultFactorRefusal, RecordFactors,
    RecordFactorsRefusal,
};
pub use family::{
    AddRelative, AddRelativeRefusal, AdultPartWritten, CommentMade, MakeComment, MakeCommentRefusal,
    WriteAdultPart, WriteAdultPartRefusal,
};
pub use level::{
    ChangeLevel, ChangeLevelRefusal, LevelChanged, PlanYielded, YieldToProtection, YieldToProtectionRefusal,
};
pub use listing::{list, same_family};
pub use people::{
    JoinTeam, JoinTeamRefusal, LEADERS, LeadNamed, LeaveTeam, LeaveTeamRefusal, NameLead, NameLeadRefusal,
    TeamJoined, TeamLeft,
};
pub use plan::{
    HoldReview, HoldReviewRefusal, PlanWritten, RecordVisit, RecordVisitRefusal, ReviewHeld, VisitMade,
    WritePlan, WritePlanRefusal,
};
pub use share::{Share, ShareRefusal, Shared, SharedWhat};
pub use state::{Assessment, Episode, Level, PlanSpan, Span};
pub use supervise::{FollowSupervision, FollowSupervisionRefusal, Supervise, SuperviseRefusal};

use crate::people::Involved;
use crate::request::Noted;
use crate::stream::{Recorded, Stream, events};
use crate::supervision::{Supervised, Supervision, SupervisionFollowed};

/// The form of all steps.
pub const FORM: &str = "help";

events! {
    /// What happens while a child and the family are helped.
    HelpEvent {
        "help.began" => Began(HelpBegan),
        "help.refused" => Refused(HelpRefused),
        "help.refusal_judged" => RefusalJudged(RefusalJudged),
        "help.lead_named" => LeadNamed(LeadNamed),
        "help.team_joined" => TeamJoined(TeamJoined),
        "help.team_left" => TeamLeft(TeamLeft),
        "help.relative_added" => RelativeAdded(Involved),
        "help.assessment_began" => AssessmentBegan(AssessmentBegan),
        "help.part_written" => PartWritten(PartWritten),
        "help.adult_part_written" => AdultPartWritten(AdultPartWritten),
        "help.child_seen" => ChildSeen(ChildSeen),
        "help.factors_recorded" => FactorsRecorded(FactorsRecorded),
        "help.adult_factor_recorded" => AdultFactorRecorded(AdultFactorRecorded),
        "help.assessment_completed" => AssessmentCompleted(AssessmentCompleted),
        "help.assessment_answered" => AssessmentAnswered(AssessmentAnswered),
        "help.shared" => Shared(Shared),
        "help.commented" => Commented(CommentMade),
        "help.plan_written" => PlanWritten(PlanWritten),
        "help.visit_made" => VisitMade(VisitMade),
        "help.review_held" => ReviewHeld(ReviewHeld),
        "help.level_changed" => LevelChanged(LevelChanged),
        "help.plan_yielded" => PlanYielded(PlanYielded),
        "help.over" => Ended(HelpEnded),
        "help.supervision_held" => Supervised(Supervised),
        "help.supervision_followed" => SupervisionFollowed(SupervisionFollowed),
    }
}

/// What stands in the child's record of protection, as far as it bears on help. The shell looks it up; whoever may not read
/// the record of protection is shown none of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct Protected {
    /// Enquiries under section 47 are open.
    pub enquiries: bool,
    /// A protection plan is in force since this day.
    pub plan_since: Option<Date>,
}

/// How a child is helped, as it stands.
#[derive(Debug, Clone, Default)]
pub struct Help {
    /// What the child is called here.
    pub called: String,
    /// When the child was born or is expected, where that is known.
    pub born: Option<Date>,
    /// Each time of help, from its beginning to its end, oldest first. A later one never overwrites an earlier one.
    pub episodes: Vec<Episode>,
    /// Who of the family takes part, and reads what was shared with them.
    pub relatives: Vec<Noted<Involved>>,
    /// What was shared with whom, oldest first.
    pub shared: Vec<Noted<Shared>>,
    /// What somebody of the family said to it, oldest first.
    pub comments: Vec<Noted<CommentMade>>,
    /// Each supervision, oldest first.
    pub supervisions: Vec<Supervision>,
}

impl Help {
    /// The help that is open now.
    pub fn open(&self) -> Option<&Episode> {
        self.episodes.last().filter(|episode| episode.ended.is_none())
    }

    /// The latest time of help, open or not.
    pub fn latest(&self) -> Option<&Episode> {
        self.episodes.last()
    }

    /// The family that the latest help is about: brothers and sisters have the same.
    pub fn family(&self) -> Option<Uuid> {
        self.latest().map(|episode| episode.began.fact.family)
    }

    /// Somebody of the family who takes part.
    pub fn relative(&self, person: kernel::PersonId) -> Option<&Involved> {
        self.relatives.iter().map(|added| &added.fact).find(|added| added.person == person)
    }

    /// Everybody who works on it, in which capacity, since when.
    pub fn workers(&self) -> Vec<(kernel::PersonId, kernel::Capacity, Date)> {
        people::workers(self)
    }

    fn episode(&mut self) -> Option<&mut Episode> {
        self.episodes.last_mut()
    }
}

impl Stream for Help {
    const KIND: StreamKind = StreamKind::Help;
    type Event = HelpEvent;

    fn apply(&mut self, recorded: &Recorded<HelpEvent>) {
        state::apply(self, recorded);
    }
}
