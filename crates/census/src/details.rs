//! One referral with what followed from it (`CINdetails`), in the order in which a return has it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One referral with what followed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// The day of the referral, which is that on which a request for support arrived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referred: Option<Date>,
    /// From whom (`ReferralSource`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The primary need.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need: Option<String>,
    /// The day on which it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<Date>,
    /// Why it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closure: Option<String>,
    /// The initial child protection conference that no enquiry led to, such as that of a child who moved here with a plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conference: Option<Date>,
    /// Assessments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assessments: Vec<Assessment>,
    /// Child in need plans.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub plans: Vec<Plan>,
    /// Section 47 enquiries.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub enquiries: Vec<Enquiry>,
    /// Whether nothing followed (`ReferralNFA`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_further_action: Option<bool>,
    /// Child protection plans.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub protection_plans: Vec<ProtectionPlan>,
    /// Pre-proceedings and family group decision making: a draft module.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pre_proceedings: Option<PreProceedings>,
}

/// An assessment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Assessment {
    /// The day it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<Date>,
    /// The day it was reviewed within the authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<Date>,
    /// The day it was authorised, which is its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorised: Option<Date>,
    /// The codes of the factors that were found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub factors: Vec<String>,
}

/// A child in need plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// Its first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<Date>,
    /// Its last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<Date>,
}

/// A section 47 enquiry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Enquiry {
    /// The day it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<Date>,
    /// By when the conference was due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Date>,
    /// The day of the conference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conference: Option<Date>,
    /// Whether none is needed (`ICPCnotRequired`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conference_not_required: Option<bool>,
}

/// A child protection plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProtectionPlan {
    /// Its first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<Date>,
    /// Its last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<Date>,
    /// The category of abuse at its beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_category: Option<String>,
    /// The category that stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest_category: Option<String>,
    /// How many there were before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<u32>,
    /// The days of its reviews.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<Date>,
}

/// Pre-proceedings and family group decision making.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PreProceedings {
    /// The day they began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<Date>,
    /// The day on which the letter before proceedings was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub letter_sent: Option<Date>,
    /// Whether a family group decision making meeting was offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting_offered: Option<bool>,
    /// Whether one took place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting_held: Option<bool>,
    /// The day of the first pre-proceedings meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_meeting: Option<Date>,
    /// How many review meetings there were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviews: Option<u32>,
    /// The day on which it was decided to step up or down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<Date>,
    /// What came of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// The day of the application to court.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub court: Option<Date>,
    /// `LetterInitCPDate`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conference_letter: Option<Date>,
}
