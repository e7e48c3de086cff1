//! The shape of a protocol file, as written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::contents::{
    Agreed, Assessment, Challenge, FamilyHelp, Group, Involvement, LeadPractitioner, LevelsOfNeed,
    Publication, Recording, ReturnedFromCare, Specialist, SpecialistAssessment, Views,
};
use super::settings::{
    CoProduction, ConcernSettings, Contact, Criteria, EqualitySettings, FiguresSettings, PartnershipSettings,
    Reading, RouteSettings, SafetyLine, Service, Training,
};
use crate::model::{Condition, Origins};
use crate::spanned::Spanned;
use crate::vocabulary::{Bound, Unit};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "protocol")]
pub(crate) struct RawProtocol {
    pub id: Spanned<String>,
    pub version: String,
    pub name: String,
    pub based_on: Option<Spanned<String>>,
    pub partnership: PartnershipSettings,
    pub safety_line: Option<SafetyLine>,
    pub reading: Option<Reading>,
    pub complaints: Option<Contact>,
    pub support: Option<Contact>,
    pub concern: Option<ConcernSettings>,
    pub route: Option<RouteSettings>,
    pub co_production: Option<CoProduction>,
    pub equality: Option<EqualitySettings>,
    pub figures: Option<FiguresSettings>,
    pub criteria: Option<Criteria>,
    pub publication: Option<Spanned<Publication>>,
    #[serde(default)]
    pub agreed_by: Vec<Spanned<Agreed>>,
    #[serde(default)]
    pub assessment: Assessment,
    #[serde(default)]
    pub views: Views,
    #[serde(default)]
    pub involvement: Involvement,
    #[serde(default)]
    pub recording: Recording,
    #[serde(default)]
    pub group: Vec<Spanned<Group>>,
    #[serde(default)]
    pub specialist: Specialist,
    #[serde(default)]
    pub specialist_assessment: Vec<Spanned<SpecialistAssessment>>,
    #[serde(default)]
    pub review_point: Vec<RawReviewPoint>,
    #[serde(default)]
    pub returned_from_care: ReturnedFromCare,
    #[serde(default)]
    pub lead_practitioner: LeadPractitioner,
    #[serde(default)]
    pub levels_of_need: LevelsOfNeed,
    #[serde(default)]
    pub challenge: Challenge,
    #[serde(default)]
    pub family_help: FamilyHelp,
    #[serde(default)]
    pub service: Vec<Service>,
    #[serde(default)]
    pub training: Vec<Spanned<Training>>,
    #[serde(default)]
    pub limits: BTreeMap<Spanned<String>, Spanned<u32>>,
    #[serde(default)]
    pub timetable: BTreeMap<Spanned<String>, RawTimetable>,
    #[serde(default)]
    pub standard: Vec<RawStandard>,
}

#[derive(Deserialize, Clone, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawTimetable {
    pub ceiling: Spanned<String>,
    pub draft: Spanned<u32>,
    pub comments: Spanned<u32>,
    pub decision: Spanned<u32>,
}

#[derive(Deserialize, Clone, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawReviewPoint {
    pub id: Spanned<String>,
    pub name: String,
    pub by_working_day: Option<Spanned<u32>>,
    pub with: Vec<String>,
}

#[derive(Deserialize, Clone, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawStandard {
    pub id: Spanned<String>,
    pub name: String,
    pub must: String,
    pub why: String,
    pub trigger: Vec<Spanned<String>>,
    pub stop: Vec<Spanned<String>>,
    #[serde(default)]
    pub lapses: Vec<Spanned<String>>,
    #[serde(default)]
    pub origins: Origins,
    #[serde(default)]
    pub paired_by_key: bool,
    #[serde(default)]
    pub when: Condition,
    #[serde(default)]
    pub unless: Condition,
    pub limit: Option<Spanned<u32>>,
    pub unit: Option<Unit>,
    #[serde(default)]
    pub bound: Bound,
    pub by: Option<Spanned<String>>,
    #[serde(default)]
    pub due_with: Vec<Spanned<String>>,
    pub duty: Option<Spanned<String>>,
    pub responsible: Spanned<String>,
    pub shown_to_family: bool,
}
