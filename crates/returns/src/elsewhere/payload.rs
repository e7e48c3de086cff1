//! The payload of the Department's daily interface, by its schema 0.9.0 as far as that was seen: whole, or what has changed
//! since an earlier one, with whoever is gone from it taken back.
//!
//! Read in the builder of the sector's sender (version 0.4.8) and its examples; the Department's own schema was not seen. What
//! a census does not say (names, postcodes, workers) is left out, as a partial payload may.

use std::collections::{BTreeMap, BTreeSet};

use census::{Child, Details};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::{Numbers, kind};

/// The schema that the payload follows.
pub const SCHEMA: &str = "0.9.0";

#[derive(Serialize)]
struct Whole<'a> {
    la_child_id: &'a str,
    mis_child_id: &'a str,
    purge: bool,
    child_details: ChildDetails<'a>,
    social_care_episodes: Vec<Episode<'a>>,
}

#[derive(Serialize)]
struct ChildDetails<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    unique_pupil_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    former_unique_pupil_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unique_pupil_number_unknown_reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_of_birth: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected_date_of_birth: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sex: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ethnicity: Option<&'a str>,
    disabilities: Vec<&'a str>,
    purge: bool,
}

#[derive(Serialize)]
struct Episode<'a> {
    social_care_episode_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    referral_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    referral_source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    referral_no_further_action_flag: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closure_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closure_reason: Option<&'a str>,
    child_and_family_assessments: Vec<Assessment<'a>>,
    child_in_need_plans: Vec<NeedPlan>,
    section_47_assessments: Vec<Section47>,
    child_protection_plans: Vec<ProtectionPlan>,
    purge: bool,
}

#[derive(Serialize)]
struct Assessment<'a> {
    child_and_family_assessment_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    authorisation_date: Option<Date>,
    factors: &'a [String],
    purge: bool,
}

#[derive(Serialize)]
struct NeedPlan {
    child_in_need_plan_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    purge: bool,
}

#[derive(Serialize)]
struct Section47 {
    section_47_assessment_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icpc_required_flag: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icpc_date: Option<Date>,
    purge: bool,
}

#[derive(Serialize)]
struct ProtectionPlan {
    child_protection_plan_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    purge: bool,
}

/// A child who is taken back.
#[derive(Serialize)]
struct Gone<'a> {
    la_child_id: &'a str,
    mis_child_id: &'a str,
    purge: bool,
}

/// An earlier payload cannot be compared with.
#[derive(Debug, thiserror::Error)]
pub enum NotAPayload {
    /// It is no JSON.
    #[error("the earlier payload is no JSON")]
    Json(#[from] serde_json::Error),
    /// It is no list of children.
    #[error("the earlier payload is no list of children, each with its la_child_id")]
    Shape,
}

/// A payload, and how many children are in it for which reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payload {
    /// One array, as JSON.
    pub text: String,
    /// Children who are new or say something else.
    pub sent: usize,
    /// Children who are taken back.
    pub purged: usize,
    /// Children without an identifier, who cannot be sent.
    pub without_identifier: usize,
}

/// Writes the payload of these children, in order of identifier: all of it, or what is not as in an earlier one. An earlier
/// one must be a whole one: what a difference leaves out would be taken back.
pub fn payload(children: &[Child], before: Option<&str>) -> Result<Payload, NotAPayload> {
    let known = before.map(earlier).transpose()?;
    let mut entries: BTreeMap<&str, Value> = BTreeMap::new();
    for child in children {
        if let Some(own) = child.identifiers.la_child_id.as_deref() {
            entries.insert(own, serde_json::to_value(whole(own, child))?);
        }
    }
    let here: BTreeSet<&str> = entries.keys().copied().collect();
    let mut texts = Vec::new();
    for child in children {
        let Some(own) = child.identifiers.la_child_id.as_deref() else { continue };
        let same = known.as_ref().is_some_and(|known| known.get(own) == entries.get(own));
        if !same {
            texts.push((own.to_owned(), serde_json::to_string_pretty(&whole(own, child))?));
        }
    }
    let sent = texts.len();
    let gone = known.iter().flat_map(BTreeMap::keys).filter(|own| !here.contains(own.as_str()));
    for own in gone {
        let taken_back = Gone { la_child_id: own, mis_child_id: own, purge: true };
        texts.push((own.clone(), serde_json::to_string_pretty(&taken_back)?));
    }
    texts.sort();
    let purged = texts.len() - sent;
    let bodies: Vec<String> = texts.into_iter().map(|(_, text)| text).collect();
    Ok(Payload {
        text: format!("[\n{}\n]\n", bodies.join(",\n")),
        sent,
        purged,
        without_identifier: children.len() - here.len(),
    })
}

/// The children of an earlier payload who were not taken back in it.
fn earlier(text: &str) -> Result<BTreeMap<String, Value>, NotAPayload> {
    let Value::Array(children) = serde_json::from_str(text)? else { return Err(NotAPayload::Shape) };
    let mut known = BTreeMap::new();
    for child in children {
        let own = child.get("la_child_id").and_then(Value::as_str).ok_or(NotAPayload::Shape)?.to_owned();
        if child.get("purge") != Some(&Value::Bool(true)) {
            known.insert(own, child);
        }
    }
    Ok(known)
}

fn whole<'a>(own: &'a str, child: &'a Child) -> Whole<'a> {
    let mut numbers = Numbers::of(own);
    let identifiers = &child.identifiers;
    Whole {
        la_child_id: own,
        mis_child_id: own,
        purge: false,
        child_details: ChildDetails {
            unique_pupil_number: identifiers.upn.as_deref(),
            former_unique_pupil_number: identifiers.former_upn.as_deref(),
            unique_pupil_number_unknown_reason: identifiers.upn_unknown.as_deref(),
            date_of_birth: identifiers.born,
            expected_date_of_birth: identifiers.expected,
            sex: identifiers.sex.as_deref(),
            ethnicity: child.characteristics.ethnicity.as_deref(),
            disabilities: child.characteristics.disabilities.iter().map(String::as_str).collect(),
            purge: false,
        },
        social_care_episodes: child.details.iter().map(|details| episode(details, &mut numbers)).collect(),
    }
}

fn episode<'a>(details: &'a Details, numbers: &mut Numbers<'_>) -> Episode<'a> {
    Episode {
        social_care_episode_id: numbers.next(kind::EPISODE, details.referred),
        referral_date: details.referred,
        referral_source: details.source.as_deref(),
        referral_no_further_action_flag: details.no_further_action,
        closure_date: details.closed,
        closure_reason: details.closure.as_deref(),
        child_and_family_assessments: details
            .assessments
            .iter()
            .map(|assessment| Assessment {
                child_and_family_assessment_id: numbers.next(kind::ASSESSMENT, assessment.started),
                start_date: assessment.started,
                authorisation_date: assessment.authorised,
                factors: &assessment.factors,
                purge: false,
            })
            .collect(),
        child_in_need_plans: details
            .plans
            .iter()
            .map(|plan| NeedPlan {
                child_in_need_plan_id: numbers.next(kind::PLAN, plan.started),
                start_date: plan.started,
                end_date: plan.ended,
                purge: false,
            })
            .collect(),
        section_47_assessments: details
            .enquiries
            .iter()
            .map(|enquiry| Section47 {
                section_47_assessment_id: numbers.next(kind::ENQUIRY, enquiry.started),
                start_date: enquiry.started,
                icpc_required_flag: enquiry.conference_not_required.map(|not| !not),
                icpc_date: enquiry.conference,
                purge: false,
            })
            .collect(),
        child_protection_plans: details
            .protection_plans
            .iter()
            .map(|plan| ProtectionPlan {
                child_protection_plan_id: numbers.next(kind::PROTECTION_PLAN, plan.started),
                start_date: plan.started,
                end_date: plan.ended,
                purge: false,
            })
            .collect(),
        purge: false,
    }
}
