//! The shape of the files, as written; what they mean is checked in `load`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cases::{Listed, RawCase};
use crate::model::{
    CheckRule, Commencement, Condition, Counting, CriteriaPart, EditionKind, Linked, ListedItem, Occasion,
    Origins, PlacementKind, Transition,
};
use crate::retention::RetentionRule;
use crate::spanned::Spanned;
use crate::vocabulary::{Bound, Unit, Verified, optional_toml_date, toml_date};

/// A file of guidance. It may hold anything of what is below, in any number; what a file is called and where it stands says nothing.
#[derive(Default, JsonSchema)]
#[schemars(rename = "guidance", deny_unknown_fields, default)]
pub(crate) struct RawFile {
    /// Dated texts: an edition of Working Together, an Act, Regulations, other guidance.
    pub edition: Vec<RawEdition>,
    /// Citable parts of editions.
    pub clause: Vec<RawClause>,
    /// Limits of time.
    pub clock: Vec<RawClock>,
    /// What must happen.
    pub duty: Vec<RawDuty>,
    /// What starts, stops or ends something.
    pub milestone: Vec<RawMilestone>,
    /// What a local protocol is asked.
    pub check: Vec<RawCheck>,
    /// Texts that fill a place in a protocol and say nothing.
    pub says_nothing: Option<RawSaysNothing>,
    /// Assessments beside the child's own.
    pub linked: Vec<Spanned<Linked>>,
    /// Kinds of placement that law treats each in its own way.
    pub placement_kind: Vec<Spanned<PlacementKind>>,
    /// The lists of duties and obligations that the guidance is held against.
    pub listed: Vec<Spanned<Listed>>,
    /// Worked examples: what happened, and what must follow.
    pub case: Vec<Spanned<RawCase>>,
    /// The bank holidays of England and Wales. One file has them.
    pub holidays: Option<Spanned<RawHolidays>>,
    /// How long records are kept.
    pub retention: Vec<Spanned<RetentionRule>>,
    /// The equality measures are read by the crate that counts them.
    #[schemars(schema_with = "an_object")]
    pub measures: Option<Spanned<serde::de::IgnoredAny>>,
}

/// A dated text.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawEdition {
    /// Its identifier: WT-2023.
    pub id: Spanned<String>,
    /// What sort of text it is.
    pub kind: EditionKind,
    /// The full title.
    pub title: String,
    /// How it is cited: WT 2023.
    pub short: String,
    /// The first day on which it is in force.
    #[serde(deserialize_with = "toml_date")]
    pub in_force_from: Date,
    /// The last day on which it is in force; without it, it still is, or until the edition that follows it begins.
    #[serde(default, deserialize_with = "optional_toml_date")]
    pub in_force_to: Option<Date>,
    /// The edition before it. That one ends when this one begins, and each of its clauses that this one neither has nor drops
    /// is carried forward, unverified.
    pub follows: Option<Spanned<String>>,
    /// Clauses of the edition before that this one does not have.
    #[serde(default)]
    pub drops: Vec<Spanned<String>>,
    /// Where this was read.
    pub source: String,
    /// How well its dates and that it exists were checked.
    pub verified: Verified,
    /// What is not certain.
    pub doubts: Option<String>,
}

/// One citable part of an edition.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawClause {
    /// Its identifier: WT2023-assessment-time. The part before the first hyphen is the edition without its hyphen; the rest is what it is about, alike in every edition.
    pub id: Spanned<String>,
    /// The edition that it is part of.
    pub edition: Spanned<String>,
    /// Its place in the edition: chapter 3 section 2.
    pub place: String,
    /// What it requires, in our own words; never copied.
    pub requires: String,
    /// The first day on which it is in force; without it, the edition's.
    #[serde(default, deserialize_with = "optional_toml_date")]
    pub in_force_from: Option<Date>,
    /// The last day; without it, the edition's.
    #[serde(default, deserialize_with = "optional_toml_date")]
    pub in_force_to: Option<Date>,
    /// Whether it is known from when it is law.
    #[serde(default)]
    pub commencement: Commencement,
    /// Where it was read.
    pub source: String,
    /// How well it was checked.
    pub verified: Verified,
    /// What is not certain.
    pub doubts: Option<String>,
    /// Whether information may be passed on under it.
    #[serde(default)]
    pub basis_for_sharing: bool,
    /// Before which steps it is put before the eyes of whoever takes them.
    #[serde(default)]
    pub read_before: Vec<Occasion>,
}

/// A limit of time from law or guidance.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawClock {
    /// Its identifier: K03. Several versions with days in force that do not overlap may share one.
    pub id: Spanned<String>,
    /// The duty that it belongs to.
    pub duty: Spanned<String>,
    /// How many.
    pub limit: u32,
    /// Of what.
    pub unit: Unit,
    /// At most, or at least.
    pub bound: Bound,
    /// For a running count: how many months it adds up over.
    pub window: Option<Spanned<u32>>,
    /// Months.
    pub window_unit: Option<Unit>,
    /// The milestone that starts it.
    pub origin: Spanned<String>,
    /// The milestone that stops it.
    pub stop: Spanned<String>,
    /// How it is counted.
    pub counting: Counting,
    /// These milestones pause it, where law stops the days.
    #[serde(default)]
    pub paused_by: Vec<Spanned<String>>,
    /// These milestones let it go on.
    #[serde(default)]
    pub resumed_by: Vec<Spanned<String>>,
    /// What counts for what had already started when this version came into force.
    #[serde(default)]
    pub transition: Transition,
    /// The first day on which this version is in force; without it, always was.
    #[serde(default, deserialize_with = "optional_toml_date")]
    pub in_force_from: Option<Date>,
    /// The last day; without it, it still is.
    #[serde(default, deserialize_with = "optional_toml_date")]
    pub in_force_to: Option<Date>,
    /// The clauses that it rests on, one for each edition.
    pub clauses: Vec<Spanned<String>>,
    /// How well the number and its origin were checked, together.
    pub verified: Verified,
    /// What is not certain.
    pub doubts: Option<String>,
}

/// Something that must happen because of law or guidance.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that the data says or does not say")]
pub(crate) struct RawDuty {
    /// Its identifier: AS-01. Several versions with days in force that do not overlap may share one.
    pub id: Spanned<String>,
    /// Other identifiers under which lists hold the same duty.
    #[serde(default)]
    pub also: Vec<Spanned<String>>,
    /// Its name in plain words.
    pub name: String,
    /// What must happen, in one sentence.
    pub must: String,
    /// Any of these milestones starts it. Without one it always stands.
    #[serde(default)]
    pub trigger: Vec<Spanned<String>>,
    /// Any of these milestones is the doing of it.
    #[serde(default)]
    pub stop: Vec<Spanned<String>>,
    /// Any of these milestones ends it undone.
    #[serde(default)]
    pub lapses: Vec<Spanned<String>>,
    /// Which of several starting milestones counts.
    #[serde(default)]
    pub origins: Origins,
    /// Whether start and stop belong together only when their keys are equal.
    #[serde(default)]
    pub paired_by_key: bool,
    /// It applies only when all of this is known to be so.
    #[serde(default)]
    pub when: Condition,
    /// It does not apply when all of this is known to be so.
    #[serde(default)]
    pub unless: Condition,
    /// Its limit, where law or guidance gives one.
    pub clock: Option<Spanned<String>>,
    /// It begins only when this duty's date is missed.
    pub on_breach_of: Option<Spanned<String>>,
    /// The capacity that answers for it, as policies/capacities.toml names it.
    pub responsible: Spanned<String>,
    /// Whom law or guidance names, where that is somebody else or is said more exactly.
    pub who: Option<String>,
    /// The clauses that it rests on, one for each edition.
    pub clauses: Vec<Spanned<String>>,
    /// The first day on which this version is in force; without it, always was.
    #[serde(default, deserialize_with = "optional_toml_date")]
    pub in_force_from: Option<Date>,
    /// The last day; without it, it still is.
    #[serde(default, deserialize_with = "optional_toml_date")]
    pub in_force_to: Option<Date>,
    /// Whether it must be met once the need is accepted: neither criteria nor resources come after it.
    #[serde(default)]
    pub absolute: bool,
    /// Whether a need of an assessment may be decided under it.
    #[serde(default)]
    pub decides_needs: bool,
    /// Which part local criteria may have when a need is decided under it.
    #[serde(default)]
    pub criteria: CriteriaPart,
    /// What it covers, where the law lists it.
    #[serde(default)]
    pub items: Vec<ListedItem>,
    /// Whether what it means is explained before anybody agrees to it.
    #[serde(default)]
    pub explained_first: bool,
    /// Whether it may also be answered by saying what was done.
    #[serde(default)]
    pub answered_in_words: bool,
    /// Whether a family may see it.
    pub shown_to_family: bool,
    /// What is not certain.
    pub doubts: Option<String>,
}

/// Something that happens and that starts, stops or ends a duty.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawMilestone {
    /// Its name: referral.received.
    pub name: Spanned<String>,
    /// What it marks.
    pub means: String,
    /// Whether a record reports it yet.
    #[serde(default)]
    pub reported: bool,
    /// The milestone that it is another name of.
    pub alias_of: Option<Spanned<String>>,
    /// The birthday that it marks, in years.
    pub at_age: Option<u32>,
    /// How many months before that birthday it comes into sight.
    #[serde(default)]
    pub seen_months_before: u32,
    /// Whether it is the birthday that was already past when support opened.
    #[serde(default)]
    pub already: bool,
}

/// One question that a local protocol is asked.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCheck {
    /// Its identifier: DR-12.
    pub id: Spanned<String>,
    /// What the protocol must do.
    pub asks: String,
    /// How it is judged.
    pub rule: CheckRule,
    /// The keys of the protocol that are looked at: route.documents.
    pub keys: Vec<String>,
    /// Those of the keys that only a partnership can fill in.
    #[serde(default)]
    pub partnership: Vec<Spanned<String>>,
    /// What it names: duties, steps, standards, clocks or training, by the rule.
    #[serde(default)]
    pub names: Vec<Spanned<String>>,
    /// The capacities that the rule asks for.
    #[serde(default)]
    pub capacities: Vec<String>,
    /// The fewest words that say something.
    pub least_words: Option<usize>,
    /// The first day on which it is asked.
    #[serde(default, deserialize_with = "optional_toml_date")]
    pub in_force_from: Option<Date>,
    /// The last day.
    #[serde(default, deserialize_with = "optional_toml_date")]
    pub in_force_to: Option<Date>,
    /// The clauses that it rests on.
    pub clauses: Vec<Spanned<String>>,
    /// Where it comes from.
    pub source: String,
    /// How well that was checked.
    pub verified: Verified,
    /// What is said when it passes.
    pub passing: String,
    /// What is said when it fails.
    pub failing: String,
    /// What would satisfy it.
    pub hint: String,
    /// What could be put to a council when it fails.
    pub letter: Option<String>,
}

/// Texts that fill a place in a protocol and say nothing.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSaysNothing {
    /// Each text.
    pub texts: Vec<String>,
}

/// The bank holidays of England and Wales.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawHolidays {
    /// The first day from which they are known.
    #[serde(deserialize_with = "toml_date")]
    pub known_from: Date,
    /// The last day to which they are known. Past it no working day is guessed.
    #[serde(deserialize_with = "toml_date")]
    pub known_until: Date,
    /// Where they were read.
    #[expect(
        dead_code,
        reason = "every file of data must say where it comes from; nothing computes with it"
    )]
    pub source: String,
    /// How well they were checked.
    #[expect(dead_code, reason = "as above")]
    pub verified: Verified,
    /// Each day.
    pub day: Vec<Spanned<RawHoliday>>,
}

/// One bank holiday.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawHoliday {
    /// The day; never a weekend.
    #[serde(deserialize_with = "toml_date")]
    pub date: Date,
    /// What the list calls it.
    pub name: String,
    /// How people name it inside a sentence.
    pub said: String,
    /// Whether it stands in for a day at a weekend.
    #[serde(default)]
    pub substitute: bool,
}

/// What another crate reads, and knows the shape of.
fn an_object(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": "object" })
}
