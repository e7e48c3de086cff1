//! The families of Wendale: who asks for what, since when, and how far they have come.

use jiff::Timestamp;
use records::request::Channel;

use crate::stages::{After, BreaksTurn, CommentTurn, Stage, Turns, WishTurn};
use crate::when::When;

/// The part that a family has in the cast or in a concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Other,
    ParentAssessing,
    ParentWithPlan,
    YoungPerson,
    NoticedAtSchool,
    NoticedByAssessor,
}

/// One family to be made.
pub(super) struct Plan {
    pub(super) situation: &'static str,
    pub(super) received_at: Timestamp,
    pub(super) until: Stage,
    pub(super) turns: Turns,
    pub(super) team: usize,
    pub(super) role: Role,
}

/// Situations by turns, for families about whom nothing more is said.
const ORDINARY: [&str; 12] = [
    "nights",
    "saturday",
    "bathroom",
    "carer-rest",
    "direct-payment",
    "wheelchair-car",
    "ehc",
    "siblings",
    "growing-up",
    "deaf-family",
    "grandparents",
    "behaviour-that-tells",
];

/// Those whose assessment is a full one, for families that have to be in the middle of it.
const FULL: [&str; 8] = [
    "nights",
    "bathroom",
    "carer-rest",
    "direct-payment",
    "siblings",
    "growing-up",
    "grandparents",
    "behaviour-that-tells",
];

struct Families<'a> {
    when: When<'a>,
    plans: Vec<Plan>,
}

impl Families<'_> {
    /// A family that asked this many minutes ago.
    fn minutes(&mut self, situation: &'static str, minutes: i64, until: Stage, turns: Turns) -> &mut Plan {
        let received_at = self.when.minutes_ago(minutes);
        self.push(situation, received_at, until, turns)
    }

    /// A family that asked this many working days ago, at some time of day.
    fn days(&mut self, situation: &'static str, days: u32, until: Stage, turns: Turns) -> &mut Plan {
        let number = self.plans.len();
        if turns.response_days == 0 {
            // Early enough for the whole answer on the same day.
            let received_at = self.when.at(self.when.working_days_ago(days), 8, 5);
            return self.push(situation, received_at, until, turns);
        }
        let hour = 8 + i8::try_from(number * 5 % 13).unwrap_or(0);
        let minute = i8::try_from(number * 17 % 60).unwrap_or(0);
        let received_at = self.when.at(self.when.working_days_ago(days), hour, minute);
        self.push(situation, received_at, until, turns)
    }

    fn push(
        &mut self,
        situation: &'static str,
        received_at: Timestamp,
        until: Stage,
        turns: Turns,
    ) -> &mut Plan {
        let team = self.plans.len() % 4;
        self.plans.push(Plan { situation, received_at, until, turns, team, role: Role::Other });
        let last = self.plans.len() - 1;
        &mut self.plans[last]
    }
}

fn by(channel: Channel) -> Turns {
    Turns { channel, ..Turns::default() }
}

fn commented(comment: CommentTurn) -> Turns {
    Turns { comment, ..Turns::default() }
}

/// Every family of Wendale, the oldest request first.
pub(super) fn families(when: When<'_>) -> Vec<Plan> {
    let mut families = Families { when, plans: Vec::new() };
    with_plans(&mut families);
    decided(&mut families);
    late(&mut families);
    assessing(&mut families);
    beginning(&mut families);
    asking(&mut families);
    let mut plans = families.plans;
    plans.sort_by_key(|plan| plan.received_at);
    plans
}

fn with_plans(families: &mut Families<'_>) {
    let after =
        [After::GapAnswered, After::Nothing, After::Gap, After::Reviewed, After::Reassessing, After::Ended];
    for (number, days) in [72, 66, 60, 88, 95, 70].into_iter().enumerate() {
        let is_long = ORDINARY[number] == "carer-rest";
        let breaks = if is_long { BreaksTurn::LongStay } else { BreaksTurn::None };
        let turns = Turns { after: after[number], breaks, ..Turns::default() };
        families.days(ORDINARY[number], days, Stage::PlanShared, turns);
    }
    let weekends = Turns {
        school: true,
        breaks: BreaksTurn::Weekends,
        wish: WishTurn::NotAgreed,
        after: After::Gap,
        ..Turns::default()
    };
    families.days("nights", 61, Stage::PlanShared, weekends).role = Role::ParentWithPlan;
    families.days("self-assessed", 33, Stage::PlanShared, Turns::default());
    let honoured = Turns { wish: WishTurn::Honoured, ..by(Channel::InPerson) };
    families.days("young-person", 44, Stage::PlanShared, honoured);
    for (situation, days) in [("siblings", 48), ("deaf-family", 27), ("ehc", 31)] {
        families.days(situation, days, Stage::PlanMade, Turns::default());
    }
}

fn decided(families: &mut Families<'_>) {
    for (situation, days) in [("bathroom", 44), ("direct-payment", 45), ("saturday", 20), ("growing-up", 43)]
    {
        families.days(situation, days, Stage::Decided, commented(CommentTurn::None));
    }
    for (situation, days) in [("carer-rest", 33), ("behaviour-that-tells", 32), ("ehc", 17)] {
        families.days(situation, days, Stage::Draft, commented(CommentTurn::Open));
    }
    for (situation, days) in [("grandparents", 36), ("nights", 38)] {
        families.days(situation, days, Stage::Draft, commented(CommentTurn::Answered));
    }
    families.days("siblings", 29, Stage::Draft, commented(CommentTurn::None));
}

/// Two that took longer than they may: one with the reason on the record, one without.
fn late(families: &mut Families<'_>) {
    let reason = Turns { ceiling_reason: true, comment: CommentTurn::Open, ..Turns::default() };
    families.days("growing-up", 57, Stage::Draft, reason);
    families.days("bathroom", 51, Stage::Assessing, Turns::default()).team = 2;
}

fn assessing(families: &mut Families<'_>) {
    families
        .days("behaviour-that-tells", 16, Stage::Assessing, Turns { school: true, ..Turns::default() })
        .role = Role::ParentAssessing;
    families.days("ehc", 8, Stage::Assessing, Turns { school: true, ..Turns::default() }).role =
        Role::NoticedAtSchool;
    families.days("siblings", 21, Stage::Assessing, Turns { school: true, ..Turns::default() }).role =
        Role::NoticedByAssessor;
    for (number, days) in [7, 9, 13, 15, 18, 22].into_iter().enumerate() {
        let struck_out = number == 4;
        families.days(FULL[number], days, Stage::Assessing, Turns { struck_out, ..Turns::default() });
    }
    families.days("young-person", 8, Stage::Assessing, Turns::default());
    // Led by an assessor whose training has run out, each with an adviser beside them.
    for (situation, days) in [("deaf-family", 7), ("wheelchair-car", 6), ("nights", 12)] {
        let adviser = Turns { adviser: true, ..Turns::default() };
        families.days(situation, days, Stage::Assessing, adviser).team = 4;
    }
    let now = Turns { care_may_fail: true, ..Turns::default() };
    families.days("carer-rest", 10, Stage::Assessing, now);
}

/// Routed, and waiting for a lead assessor.
fn beginning(families: &mut Families<'_>) {
    for (situation, days) in [("bathroom", 2), ("saturday", 2), ("grandparents", 3), ("direct-payment", 4)] {
        families.days(situation, days, Stage::Confirmed, Turns::default());
    }
    families.days("wheelchair-car", 8, Stage::Confirmed, by(Channel::Paper));
}

fn asking(families: &mut Families<'_>) {
    // Nobody has read these yet.
    families.minutes("saturday", 9, Stage::Sent, Turns::default());
    families.minutes("carer-rest", 24, Stage::Sent, Turns { care_may_fail: true, ..Turns::default() });
    families.minutes("deaf-family", 75, Stage::Sent, by(Channel::SignedVideo));
    // Read, and waiting for triage.
    families.minutes("young-person", 310, Stage::Read, Turns::default()).role = Role::YoungPerson;
    families.minutes("bathroom", 200, Stage::Read, by(Channel::Phone));
    families.minutes("direct-payment", 420, Stage::Read, Turns::default());
    families.days("siblings", 2, Stage::Read, Turns::default());
    let undecided = Turns { care_may_fail: true, interim_decided: false, ..Turns::default() };
    families.minutes("behaviour-that-tells", 140, Stage::Read, undecided);
    let interim = Turns { care_may_fail: true, ..Turns::default() };
    families.minutes("nights", 260, Stage::Read, interim);
    // Triaged; who asks is not confirmed.
    let same_day = Turns { response_days: 0, ..Turns::default() };
    for situation in ["grandparents", "wheelchair-car", "growing-up"] {
        families.days(situation, 1, Stage::Triaged, same_day);
    }
    families.days("ehc", 1, Stage::Triaged, Turns { channel: Channel::Phone, ..same_day });
    // A route is proposed; one of them is late.
    families.days("saturday", 2, Stage::Proposed, Turns::default());
    for situation in ["nights", "self-assessed"] {
        families.days(situation, 1, Stage::Proposed, same_day);
    }
    families.days("carer-rest", 2, Stage::Proposed, Turns { returned: true, ..Turns::default() });
    // Answered with information; taken back.
    families.days("information", 12, Stage::Confirmed, Turns::default());
    families.days("information", 5, Stage::Confirmed, by(Channel::Phone));
    let fear = "I was told that people come and look in the cupboards. I am sorry to waste your time.";
    families.days(
        "siblings",
        14,
        Stage::Read,
        Turns { withdrawn: Some(("fear-of-process", fear)), ..Turns::default() },
    );
    let elsewhere = "The hospital found somebody. Thank you for ringing back so fast.";
    families.days(
        "wheelchair-car",
        19,
        Stage::Read,
        Turns { withdrawn: Some(("help-elsewhere", elsewhere)), ..Turns::default() },
    );
}
