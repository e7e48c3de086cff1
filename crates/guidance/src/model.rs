//! What the guidance holds: editions, clauses, clocks, duties.

use std::fmt;

use jiff::civil::Date;
use kernel::Capacity;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::vocabulary::{Interval, Level, Limit, Verified};

/// What sort of text an edition is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EditionKind {
    /// *Working Together to Safeguard Children*, of which one edition at a time is in force.
    WorkingTogether,
    /// An Act of Parliament.
    Act,
    /// Regulations.
    Regulations,
    /// Other statutory guidance or an official standard.
    Guidance,
}

/// A dated edition of guidance, an Act or Regulations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Its identifier: `WT-2023`, `CA-1989`.
    pub id: String,
    /// What sort of text.
    pub kind: EditionKind,
    /// The full title.
    pub title: String,
    /// How it is cited: `WT 2023`, `Children Act 1989`.
    pub short: String,
    /// When it is in force.
    pub in_force: Interval,
    /// Where this was read.
    pub source: String,
    /// How well it was verified.
    pub verified: Verified,
    /// What is not certain.
    pub doubts: Option<String>,
}

/// Whether it is known from when a clause is law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Commencement {
    /// It is known.
    #[default]
    Known,
    /// It was passed or announced, and a time is expected. Until the day is known it never applies.
    Expected,
    /// It was passed, and nobody can say from when. It never applies.
    Unknown,
}

/// One citable part of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its identifier.
    pub id: String,
    /// The edition it belongs to.
    pub edition: String,
    /// How it is cited: `Children Act 1989 section 17(10)`.
    pub citation: String,
    /// The place inside the edition.
    pub place: String,
    /// What it requires, in our own words.
    pub requires: String,
    /// When it is in force. Without a known commencement it begins on the last day that can be written, so never.
    pub in_force: Interval,
    /// Whether it is known from when it is law.
    pub commencement: Commencement,
    /// The day that is expected, where one is.
    pub expected_from: Option<Date>,
    /// Where it was read.
    pub source: String,
    /// How well it was verified.
    pub verified: Verified,
    /// What is not certain.
    pub doubts: Option<String>,
    /// Whether information may be passed on under it.
    pub basis_for_sharing: bool,
    /// Before which steps it is put before the eyes of whoever takes them.
    pub read_before: Vec<Occasion>,
}

/// A step before which whoever takes it reads what it asks of how people are treated. It is never a list to tick.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Occasion {
    /// A visit to a child or a family.
    Visit,
    /// A conference, a review, a meeting with the family.
    Meeting,
    /// Words that a family is told or sent.
    Telling,
}

/// How days are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Counting {
    /// The day it starts is day 0; day 1 is the next day of the kind that is counted.
    DayAfter,
    /// The day it starts is day 1, or, where it is no day of the kind that is counted, the next one that is.
    DayOf,
    /// Elapsed time from the instant.
    Elapsed,
    /// A running count that is not a date.
    Counter,
    /// Not a date: of two origins, the later is linked to the earlier when it came within the limit.
    Link,
}

impl Counting {
    /// Whether it gives a date.
    pub fn is_dated(self) -> bool {
        !matches!(self, Self::Counter | Self::Link)
    }
}

/// What becomes of a clock that already runs on the day on which this version of it comes into force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Transition {
    /// It keeps the limit of the day on which it started.
    #[default]
    AsStarted,
    /// It starts anew, with the new limit, on the day on which the new version comes into force.
    NewLimitFromCommencement,
    /// The new limit counts from when it started.
    NewLimitFromStart,
}

/// A limit of time from law or guidance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Its identifier: `K03`.
    pub id: String,
    /// The duty it belongs to.
    pub duty: String,
    /// The limit.
    pub limit: Limit,
    /// The stretch of time that moves with the day and within which a running count adds up; without one it counts each
    /// stretch by itself.
    pub window: Option<Limit>,
    /// The milestone that starts it.
    pub origin: String,
    /// The milestone that stops it.
    pub stop: String,
    /// How it is counted.
    pub counting: Counting,
    /// Any of these milestones makes it stand still.
    pub paused_by: Vec<String>,
    /// Any of these milestones makes it run on.
    pub resumed_by: Vec<String>,
    /// What becomes of what already runs when this version comes into force.
    pub transition: Transition,
    /// When this number is in force.
    pub in_force: Interval,
    /// The clauses it rests on, one for each edition.
    pub clauses: Vec<String>,
    /// How well the number and its origin were verified, together.
    pub verified: Verified,
    /// What is not certain.
    pub doubts: Option<String>,
}

/// Which of several starting milestones counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Origins {
    /// The first.
    #[default]
    First,
    /// The latest: for what repeats.
    Latest,
    /// Each one by itself.
    Each,
    /// Each one until the next: for what repeats, with every past link kept. Only the last link is open. One that another
    /// origin overtakes before it was done has ended undone.
    Chain,
    /// The first; and again the first after that was done or ended. What is open is never started anew.
    OneAtATime,
}

/// What is known, as a condition. An absent part asks nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Condition {
    /// One of these levels of assessment.
    pub assessment_level: Option<Vec<Level>>,
    /// Whether the request serves an education, health and care assessment.
    pub ehc: Option<bool>,
    /// Whether the child is disabled.
    pub disabled: Option<bool>,
    /// Whether care may fail before the next working day.
    pub care_may_fail: Option<bool>,
    /// Each of these was given more time, with a reason.
    pub extended: Option<Vec<String>>,
    /// One of these kinds of placement.
    pub placement_kind: Option<Vec<String>>,
    /// Whether the placement, or the private fostering, is in its first year.
    pub first_year: Option<bool>,
    /// Whether the first review of a looked-after child was held.
    pub first_review_held: Option<bool>,
    /// At least this age, in whole years.
    pub age_from: Option<u32>,
    /// Less than this age, in whole years.
    pub age_below: Option<u32>,
}

/// A kind of placement that law treats in its own way.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlacementKind {
    /// Its identifier: `until-18`.
    pub id: String,
    /// What it is.
    pub means: String,
}

/// What starts, stops and ends something that must happen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Course {
    /// Any of these milestones starts it. None: it always stands, and is not scheduled.
    pub trigger: Vec<String>,
    /// Any of these milestones is the doing of it.
    pub stop: Vec<String>,
    /// Any of these milestones ends it undone.
    pub lapses: Vec<String>,
    /// Which starting milestone counts.
    pub origins: Origins,
    /// Whether start and stop belong together only when their keys are equal.
    pub paired_by_key: bool,
    /// It applies only when all of this is known to be so.
    pub when: Condition,
    /// It does not apply when all of this is known to be so.
    pub unless: Condition,
}

/// Which part local criteria may have in deciding a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CriteriaPart {
    /// None at all.
    None,
    /// They may inform what is necessary, with reasons.
    Inform,
    /// They may apply, as long as they do not defeat the duty.
    #[default]
    Apply,
}

/// One thing that a law lists.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListedItem {
    /// Its letter: `a`.
    pub id: String,
    /// What it is.
    pub name: String,
}

/// An assessment beside the child's own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Linked {
    /// Its identifier: `parent-carer`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is, for families.
    pub says: String,
    /// The duty that it answers.
    pub duty: String,
    /// The milestone that its offer, or the asking for it, reports.
    pub asked: Option<String>,
    /// The milestone that its end reports.
    pub answered: String,
    /// It is answered only when everybody who takes part in this capacity has an answer.
    #[schemars(with = "Option<String>")]
    pub each_of: Option<Capacity>,
    /// Whether it is about the child, so that everybody of the family reads it.
    #[serde(default)]
    pub about_child: bool,
    /// What its result must say, each by itself.
    #[serde(default)]
    pub parts: Vec<String>,
    /// Words that are no result.
    #[serde(default)]
    pub no_answer: Vec<String>,
}

/// Something that must happen because of law or guidance.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that the data says or does not say")]
pub struct Duty {
    /// Its identifier: `AS-01`, `OB-12`. One that is a letter longer than another, `LA-17a`, is a part of it.
    pub id: String,
    /// The identifiers under which other lists hold the same duty, or of which this is a part.
    pub also: Vec<String>,
    /// Its name in plain words.
    pub name: String,
    /// What must happen.
    pub must: String,
    /// What starts, stops and ends it.
    pub course: Course,
    /// Its limit, where law or guidance gives one.
    pub clock: Option<String>,
    /// It begins only when this duty's date is missed.
    pub on_breach_of: Option<String>,
    /// Who is responsible: the capacity that answers for it here.
    pub responsible: Capacity,
    /// Whom the law or the guidance names, where that is somebody else or is said more exactly.
    pub who: Option<String>,
    /// The clauses it rests on, one for each edition.
    pub clauses: Vec<String>,
    /// When this version of the duty is in force.
    pub in_force: Interval,
    /// Whether it must be met once the need is accepted: neither criteria nor resources come after it.
    pub absolute: bool,
    /// Whether a need of an assessment may be decided under it.
    pub decides_needs: bool,
    /// Which part local criteria may have when a need is decided under it.
    pub criteria: CriteriaPart,
    /// What it covers, where the law lists it.
    pub items: Vec<ListedItem>,
    /// Whether what it means is explained before anybody agrees to it.
    pub explained_first: bool,
    /// Whether it may also be answered by saying what was done.
    pub answered_in_words: bool,
    /// Whether a family may see it.
    pub shown_to_family: bool,
    /// What is not certain.
    pub doubts: Option<String>,
}

/// A milestone that the engine knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MilestoneName {
    /// Its name.
    pub name: String,
    /// What it marks.
    pub means: String,
    /// Whether a record reports it. Until one does, what it starts is law that no page shows.
    pub reported: bool,
    /// The milestone it is another name of.
    pub alias_of: Option<String>,
    /// The birthday that it marks.
    pub at_age: Option<u32>,
    /// How many months before that birthday it comes into sight.
    pub seen_months_before: u32,
    /// Whether it is the birthday that was already past when support opened.
    pub already: bool,
}

/// How a protocol check is judged. What is judged stands in the check itself: its keys, names and capacities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CheckRule {
    /// Each key has words that say something.
    Says,
    /// Each key has words, and none of them is `false`.
    Promised,
    /// The named intrusive steps are left out by default.
    NothingIntrusive,
    /// One of the capacities decides a crossing to safeguarding; it is recorded, reasoned and reversible.
    ReasonedCrossing,
    /// A concern can be raised from anywhere at any time, and the named standards say when it must be seen.
    ConcernAnytime,
    /// The named training is required of the capacities, and runs out.
    TrainedAssessor,
    /// Each of the named duties is answered.
    DutiesAnswered,
    /// The named statutory clocks apply unloosened, and each key has words.
    SameClocks,
    /// The named short-break counters are kept.
    ShortBreakCounters,
    /// Named local groups co-produced it, on a day that is not ahead.
    CoProduced,
    /// A point of review is shared by all who are named.
    ReviewPoints,
    /// Who may lead, who decides and who supervises is said; enquiries are led by those who are named, and nobody else.
    LeadPractitioner,
    /// Each key has words, the review is still ahead, and no partner's agreement is.
    Published,
}

/// One question that a protocol is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckDefinition {
    /// Its identifier: `DR-12`.
    pub id: String,
    /// What the protocol must do.
    pub asks: String,
    /// How it is judged.
    pub rule: CheckRule,
    /// Where its answer stands in a protocol: `route.entry_test`, `group.young-carers.needs`.
    pub keys: Vec<String>,
    /// Those of the keys that only a partnership can fill in.
    pub partnership: Vec<String>,
    /// What it names: duties, steps, clocks or people, by the rule.
    pub names: Vec<String>,
    /// The capacities it asks for, by the rule.
    pub capacities: Vec<String>,
    /// The fewest words that say something at a key.
    pub least_words: usize,
    /// The days of the editions that ask it.
    pub in_force: Interval,
    /// The clauses it rests on or serves, one for each edition first.
    pub clauses: Vec<String>,
    /// Where it was read that this is asked.
    pub source: String,
    /// How well that was verified.
    pub verified: Verified,
    /// What is said when it passes.
    pub passing: String,
    /// What is said when it fails.
    pub failing: String,
    /// What would satisfy it.
    pub hint: String,
    /// What could be put to the authority when it fails, with `{authority}` for its name.
    pub letter: Option<String>,
}

impl Clause {
    /// Whether it is in force on that day. What has no known commencement is not, on any day.
    pub fn in_force_on(&self, date: Date) -> bool {
        self.commencement == Commencement::Known && self.in_force.contains(date)
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.citation)
    }
}
