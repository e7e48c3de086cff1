//! What is counted, over what, who is compared, how, and what is shown of small numbers; read from the guidance.

use guidance::{Guidance, Source as Text, Verified};
use jiff::civil::Date;
use serde::Deserialize;
use thiserror::Error;

use crate::adjusted::Covariate;
use crate::facts::Kept;
use crate::read_again::ReadAgain;
use crate::vignettes::{Vignette, Vignettes};

/// The definitions cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DefinitionError {
    /// The guidance holds none.
    #[error("the guidance holds no equality measures; add a file with a [measures] table")]
    Missing,
    /// The file cannot be read.
    #[error("{path}: {problem}")]
    Unreadable {
        /// The file.
        path: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A name leads nowhere, or a number cannot be meant.
    #[error("{path}: {what}")]
    Wrong {
        /// The file.
        path: String,
        /// What is wrong.
        what: String,
    },
}

/// Everything that the file says.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definitions {
    /// Where the measures come from.
    pub source: String,
    /// How well that was verified.
    pub verified: Verified,
    /// What is open about them.
    pub doubts: String,
    /// The parent carer groups that agreed them.
    pub agreed_by: Vec<String>,
    /// The day on which a year begins.
    pub year_begins: MonthDay,
    /// How numbers are compared.
    pub method: Method,
    /// The adjusted ratio.
    pub adjustment: Adjustment,
    /// When difference is disproved.
    pub disproved: DisprovedRule,
    /// What is shown of small numbers.
    pub small_numbers: SmallNumbers,
    /// Invented requests that are answered with and without words about disability.
    pub vignettes: Vignettes,
    /// Requests that are read again by people who do not know what was decided.
    pub read_again: ReadAgain,
    /// Ways to tell groups apart.
    #[serde(rename = "grouping")]
    pub groupings: Vec<Grouping>,
    /// The measures, in order.
    #[serde(rename = "measure")]
    pub measures: Vec<Measure>,
}

/// A day of each year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthDay {
    /// The month, from 1.
    pub month: i8,
    /// The day, from 1.
    pub day: i8,
}

/// How numbers are compared.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// Where the methods come from.
    pub source: String,
    /// How well that was verified.
    pub verified: Verified,
    /// How sure intervals are, as a part of 1.
    pub confidence: f64,
    /// With fewer than this in any cell, methods are exact.
    pub exact_below: u64,
    /// The part of contacts at which disability must be recorded.
    pub recording_least: f64,
    /// The measure that counts it.
    pub recording_measure: String,
    /// Requests in each group from which a doubling would probably be seen.
    pub power_group_size: u64,
    /// The tests named in advance: of each, the first comparison of its first count.
    pub main: Vec<String>,
    /// How many standard errors the limits of a chart over time lie from its middle.
    pub chart_errors: f64,
    /// How sure the inner and the outer limits of a funnel are, as parts of 1.
    pub funnel: (f64, f64),
    /// The part of the differences that are said to stand which may be chance, at most.
    pub false_discovery: f64,
}

/// The adjusted ratio.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// The measure that is adjusted.
    pub measure: String,
    /// The groupings whose compared groups are the exposure, each on its own.
    pub exposures: Vec<GroupingKind>,
    /// What is adjusted for.
    pub adjust_for: Vec<Covariate>,
    /// What never is, for readers: the list above can name none of these.
    pub never_adjust_for: Vec<String>,
    /// The first age of each band.
    pub age_bands: Vec<u8>,
    /// Levels with fewer are taken together.
    pub rare_level_below: u64,
    /// The fewest of the rarer outcome for each term.
    pub events_per_term_least: u64,
}

/// What must all hold before difference is disproved.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisprovedRule {
    /// Where the rule comes from.
    pub source: String,
    /// How well that was verified.
    pub verified: Verified,
    /// The measure whose adjusted ratio counts.
    pub adjusted_measure: String,
    /// Its upper limit is below this.
    pub adjusted_upper_below: f64,
    /// The outcome test.
    pub outcome_measure: String,
    /// The interval of its difference is narrower than this, as a part of 1, and holds 0.
    pub outcome_width_below: f64,
    /// The protection check.
    pub protection_measure: String,
}

/// What is shown of small numbers.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmallNumbers {
    /// Where the rule comes from.
    pub source: String,
    /// How well that was verified.
    pub verified: Verified,
    /// The smallest count, above 0, that is shown.
    pub show_from: u64,
    /// The same for groups told apart by health, ethnic group or a parent's disability.
    pub show_from_special: u64,
    /// Counts are rounded to the nearest of this.
    pub round_to: u64,
    /// The smallest denominator over which anything is worked out.
    pub percentage_from: u64,
}

/// The ways to tell groups apart that the program knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupingKind {
    /// As first recorded.
    DisabledAtContact,
    /// As ever recorded.
    DisabledEver,
    /// By census code.
    Code,
    /// Autism or ADHD alone, or not.
    AutismOnly,
    /// With the code for communication, or not.
    Communication,
    /// Diagnosed, waiting, neither.
    Diagnosis,
    /// Who asked.
    Source,
    /// Ethnic group.
    Ethnicity,
    /// Sex.
    Sex,
    /// Whether a parent carer is disabled.
    CarerDisabled,
    /// Whether the family complained, appealed or corrected.
    Disputed,
}

/// A way to tell groups apart.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grouping {
    /// Which.
    pub id: GroupingKind,
    /// Its name.
    pub name: String,
    /// Whether a child may be in several groups.
    #[serde(default)]
    pub overlapping: bool,
    /// Whether groups are told apart by something that the law protects specially.
    #[serde(default)]
    pub special: bool,
    /// The group, and the one it is compared with.
    #[serde(default)]
    pub compare: Option<(String, String)>,
    /// The census codes that it is about.
    #[serde(default)]
    pub of_codes: Vec<String>,
    /// Its groups, in order.
    pub groups: Vec<Group>,
}

impl Grouping {
    /// Where a group stands among the others.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.groups.iter().position(|group| group.id == id)
    }

    /// The group to which belongs what a record says.
    pub fn said(&self, said: &str) -> Option<usize> {
        let belongs = |group: &Group| group.id == said || group.of.iter().any(|each| each == said);
        self.groups.iter().position(belongs)
    }

    /// The positions of the two groups that are compared.
    pub fn compared(&self) -> Option<(usize, usize)> {
        let (group, reference) = self.compare.as_ref()?;
        self.position(group).zip(self.position(reference))
    }
}

/// One group.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// How records and code name it.
    pub id: String,
    /// How readers know it.
    pub name: String,
    /// What records say that belongs to it, beside its own name.
    #[serde(default)]
    pub of: Vec<String>,
}

/// A measure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Its identifier: `M-01`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it asks, plainly.
    pub question: String,
    /// What is counted: requests, children, assessments.
    pub unit: String,
    /// What would read as discriminatory.
    pub reads_as: String,
    /// What is counted over what.
    #[serde(rename = "part")]
    pub parts: Vec<Part>,
}

/// One count of a measure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// What the program counts.
    pub count: Count,
    /// The kinds of record that it takes.
    pub records: Vec<Kept>,
    /// What is counted, in words.
    pub numerator: String,
    /// Over what, in words.
    pub denominator: String,
    /// By which groupings.
    pub compare: Vec<GroupingKind>,
    /// The clock whose limit is meant.
    #[serde(default)]
    pub clock: Option<String>,
    /// The timetable of the local protocol that is meant.
    #[serde(default)]
    pub timetable: Option<String>,
    /// The reasons that are meant.
    #[serde(default)]
    pub reasons: Vec<String>,
    /// The days that are looked at.
    #[serde(default)]
    pub within_days: Option<i32>,
    /// Whether it is shown month by month.
    #[serde(default)]
    pub over_time: bool,
    /// Whether it is shown team by team.
    #[serde(default)]
    pub by_team: bool,
}

macro_rules! counts {
    ($($(#[$documentation:meta])* $variant:ident $shape:ident,)+) => {
        /// What the program can count.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Count {
            $($(#[$documentation])* $variant,)+
        }

        impl Count {
            /// Whether it counts days and not who of how many.
            pub const fn is_days(self) -> bool {
                match self { $(Self::$variant => counts!(@$shape),)+ }
            }
        }
    };
    (@part) => { false };
    (@days) => { true };
}

counts! {
    /// Requests sent to safeguarding.
    Diverted part,
    /// Enquiries begun.
    EnquiryBegun part,
    /// Enquiries that found harm.
    EnquirySubstantiated part,
    /// Challenges upheld.
    ChallengeUpheld part,
    /// Working days to the answer to a challenge.
    ChallengeDays days,
    /// Diversion records with every field.
    DiversionComplete part,
    /// Diversion records with alternatives answered.
    DiversionAlternatives part,
    /// Assessments in which a closed section was opened.
    SectionOpened part,
    /// Families who report intrusion.
    IntrusionReported part,
    /// Families who replied.
    FeedbackReplied part,
    /// Working days from the request to the decision.
    DecisionDays days,
    /// Decided later than the clock allows.
    OverCeiling part,
    /// Decided later than the local timetable says.
    OverStandard part,
    /// Requests not taken up.
    Refused part,
    /// Requests withdrawn because of the process.
    WithdrawnForProcess part,
    /// Children with an unmet need.
    NeedUnmet part,
    /// Children who got fewer hours than planned.
    HoursShort part,
    /// Direct payments refused.
    DirectPaymentRefused part,
    /// Contact with safeguarding after a dispute.
    ContactAfterDispute part,
    /// Parent carers offered an assessment.
    CarerOffered part,
    /// Parent carers who accepted one.
    CarerAccepted part,
    /// Assessments of parent carers that took place.
    CarerDone part,
    /// Children whose views are recorded.
    ViewsRecorded part,
    /// Contacts at which disability is recorded.
    DisabilityRecorded part,
    /// Children later found to have suffered significant harm.
    HarmFound part,
    /// Days from the first fact to the enquiry.
    HarmDays days,
    /// Assessors with current training.
    AssessorTrained part,
    /// Assessments with an adviser beside an assessor without training.
    AdviserBeside part,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    measures: Definitions,
}

impl Definitions {
    /// The definitions that the guidance holds.
    pub fn from_guidance(guidance: &Guidance) -> Result<Self, DefinitionError> {
        Self::parse(guidance.measures().ok_or(DefinitionError::Missing)?)
    }

    /// Reads the definitions from a text.
    pub fn parse(text: &Text) -> Result<Self, DefinitionError> {
        let file: File = toml::from_str(&text.text).map_err(|problem| DefinitionError::Unreadable {
            path: text.path.clone(),
            problem: problem.to_string(),
        })?;
        match file.measures.fault() {
            None => Ok(file.measures),
            Some(what) => Err(DefinitionError::Wrong { path: text.path.clone(), what }),
        }
    }

    /// The year in which a day lies, by the calendar year in which it began.
    pub fn year_of(&self, day: Date) -> i16 {
        let begins = self.year_begins;
        if (day.month(), day.day()) >= (begins.month, begins.day) { day.year() } else { day.year() - 1 }
    }

    /// A measure by its identifier.
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    /// A way to tell groups apart.
    pub fn grouping(&self, kind: GroupingKind) -> Option<&Grouping> {
        self.groupings.iter().find(|grouping| grouping.id == kind)
    }

    /// The first thing that cannot be meant.
    fn fault(&self) -> Option<String> {
        let known = |id: &String| self.measure(id).is_some();
        let named = [
            &self.method.recording_measure,
            &self.adjustment.measure,
            &self.disproved.adjusted_measure,
            &self.disproved.outcome_measure,
            &self.disproved.protection_measure,
        ];
        if let Some(unknown) = named.into_iter().chain(&self.method.main).find(|id| !known(id)) {
            return Some(format!("there is no measure `{unknown}`"));
        }
        for (place, measure) in self.measures.iter().enumerate() {
            let plain = measure.id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            let twice = self.measures.iter().skip(place + 1).any(|other| other.id == measure.id);
            if twice || !plain || measure.id.is_empty() {
                return Some(format!("`{}` names no measure, or names two", measure.id));
            }
            if measure.parts.is_empty() {
                return Some(format!("{} counts nothing", measure.id));
            }
        }
        let groupings =
            self.measures.iter().flat_map(|measure| &measure.parts).flat_map(|part| &part.compare);
        let missing =
            groupings.chain(&self.adjustment.exposures).find(|kind| self.grouping(**kind).is_none());
        if let Some(kind) = missing {
            return Some(format!("there is no grouping {kind:?}"));
        }
        let charted = |part: &&Part| (part.over_time || part.by_team) && part.count.is_days();
        if let Some(part) = self.measures.iter().flat_map(|measure| &measure.parts).find(charted) {
            return Some(format!("`{}` counts days, of which there is no chart", part.numerator));
        }
        if self.measure(&self.read_again.beside).is_none() {
            return Some("requests are read again beside a measure that there is".to_owned());
        }
        let vignettes = &self.vignettes;
        let both = [true, false].map(|sends| vignettes.answers.iter().any(|answer| answer.sends == sends));
        let twice = |(place, request): (usize, &Vignette)| {
            vignettes.requests.iter().skip(place + 1).any(|other| other.id == request.id)
        };
        if !both[0] || !both[1] || vignettes.requests.iter().enumerate().any(twice) {
            return Some("invented requests need answers of both kinds, and names of their own".to_owned());
        }
        if vignettes.requests.iter().any(|request| request.version(true) == request.version(false)) {
            return Some("an invented request reads the same in both versions".to_owned());
        }
        self.groupings.iter().find_map(Grouping::fault).or_else(|| self.number_fault())
    }

    fn number_fault(&self) -> Option<String> {
        let part_of_one = |number: f64| number > 0.0 && number < 1.0;
        let numbers = &self.small_numbers;
        let sound = [
            (part_of_one(self.method.confidence), "the confidence lies between 0 and 1"),
            (part_of_one(self.method.recording_least), "the part recorded lies between 0 and 1"),
            (part_of_one(self.disproved.outcome_width_below), "the width lies between 0 and 1"),
            (part_of_one(self.method.false_discovery), "the part that may be chance lies between 0 and 1"),
            (self.method.chart_errors > 0.0, "the limits of a chart lie apart"),
            (
                part_of_one(self.method.funnel.0)
                    && part_of_one(self.method.funnel.1)
                    && self.method.funnel.0 < self.method.funnel.1,
                "the outer limits of a funnel lie outside the inner ones",
            ),
            (self.disproved.adjusted_upper_below > 1.0, "the ratio's limit lies above 1"),
            (
                numbers.show_from > 1 && numbers.show_from_special >= numbers.show_from,
                "small numbers are hidden",
            ),
            (numbers.round_to > 0, "counts are rounded to something"),
            (numbers.percentage_from > numbers.show_from_special, "nothing is worked out over small numbers"),
            (self.adjustment.events_per_term_least > 0, "a fit needs events"),
            (Date::new(1, self.year_begins.month, self.year_begins.day).is_ok(), "a year begins on a day"),
        ];
        sound.into_iter().find(|(holds, _)| !holds).map(|(_, what)| format!("this must hold: {what}"))
    }
}

/// The most groups that one grouping may have: membership is a set of bits.
const GROUPS_MAX: usize = 32;

impl Grouping {
    fn fault(&self) -> Option<String> {
        if self.groups.is_empty() || self.groups.len() > GROUPS_MAX {
            return Some(format!("{} has no groups, or more than {GROUPS_MAX}", self.name));
        }
        let (group, reference) = self.compare.as_ref()?;
        let unknown = [group, reference].into_iter().find(|id| self.position(id).is_none());
        unknown.map(|id| format!("{} compares `{id}`, which is none of its groups", self.name))
    }
}
