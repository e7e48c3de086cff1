//! How far a journey has come, and its pace in working days.

use records::request::Channel;

use crate::situations::{LevelName, Situation};

/// How far a journey goes at most. Steps whose day has not come yet are not taken in any event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    Sent,
    Read,
    Triaged,
    AskerConfirmed,
    Proposed,
    Confirmed,
    Allocated,
    Assessing,
    Draft,
    Decided,
    PlanMade,
    PlanShared,
}

/// What becomes of the family's comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CommentTurn {
    None,
    Open,
    Answered,
}

/// Which breaks follow the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BreaksTurn {
    None,
    /// A weekend every other week.
    Weekends,
    /// The same, and a long stay ahead, for which other rules apply.
    LongStay,
}

/// Whether the child wishes to speak to somebody alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WishTurn {
    None,
    Honoured,
    /// A parent said no at first.
    NotAgreed,
}

/// What becomes of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum After {
    /// Nothing that is worth telling.
    Nothing,
    /// Help did not come, and nobody has answered yet.
    Gap,
    /// Help did not come, and it was made good.
    GapAnswered,
    /// The family asked for a review, and it was held.
    Reviewed,
    /// A new assessment is open.
    Reassessing,
    /// The family moved away.
    Ended,
}

/// What is particular about one journey.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a turn that a journey takes or not, by itself")]
pub(crate) struct Turns {
    pub(crate) channel: Channel,
    pub(crate) care_may_fail: bool,
    /// Whether help before the assessment is decided, where care may fail.
    pub(crate) interim_decided: bool,
    /// Led by somebody whose training has run out, with an adviser beside them.
    pub(crate) adviser: bool,
    /// The manager sent the proposal back once.
    pub(crate) returned: bool,
    /// An entry is struck out.
    pub(crate) struck_out: bool,
    pub(crate) comment: CommentTurn,
    /// Why it took longer than it may is on the record.
    pub(crate) ceiling_reason: bool,
    /// Why the asker took the request back.
    pub(crate) withdrawn: Option<(&'static str, &'static str)>,
    /// Readings by practitioners beyond those that the steps bring with them.
    pub(crate) more_reads: usize,
    /// Working days until the request is triaged and a route proposed.
    pub(crate) response_days: u32,
    /// School or health takes part.
    pub(crate) school: bool,
    pub(crate) breaks: BreaksTurn,
    pub(crate) wish: WishTurn,
    /// What triage records of the disability differs from family to family, as it does among many.
    pub(crate) varied: bool,
    /// What becomes of the plan.
    pub(crate) after: After,
}

impl Default for Turns {
    fn default() -> Self {
        Self {
            channel: Channel::Web,
            care_may_fail: false,
            interim_decided: true,
            adviser: false,
            returned: false,
            struck_out: false,
            comment: CommentTurn::Answered,
            ceiling_reason: false,
            withdrawn: None,
            more_reads: 0,
            response_days: 1,
            school: false,
            breaks: BreaksTurn::None,
            wish: WishTurn::None,
            varied: false,
            after: After::Nothing,
        }
    }
}

/// When each step happens: working days after the request. Invented people keep to it; it binds nobody.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    pub(crate) allocate: u32,
    pub(crate) entries: (u32, u32),
    pub(crate) met: u32,
    pub(crate) needs: u32,
    pub(crate) draft: u32,
    pub(crate) comment: u32,
    pub(crate) answer: u32,
    pub(crate) sign_off: u32,
    pub(crate) plan: u32,
    pub(crate) share: u32,
}

impl Pace {
    pub(crate) fn of(situation: &Situation) -> Self {
        match (situation.ehc, situation.level) {
            (true, _) => Self::of_steps(2, (4, 9), [6, 11, 13, 16, 19, 23, 28, 30]),
            (false, LevelName::Full) => Self::of_steps(4, (6, 19), [11, 23, 26, 30, 34, 41, 47, 49]),
            (false, LevelName::Short) => Self::of_steps(3, (3, 7), [5, 8, 9, 12, 15, 19, 24, 26]),
            (false, LevelName::SelfAssessed) => Self::of_steps(2, (2, 4), [4, 5, 5, 6, 7, 8, 13, 14]),
        }
    }

    fn of_steps(allocate: u32, entries: (u32, u32), steps: [u32; 8]) -> Self {
        let [met, needs, draft, comment, answer, sign_off, plan, share] = steps;
        Self { allocate, entries, met, needs, draft, comment, answer, sign_off, plan, share }
    }
}
