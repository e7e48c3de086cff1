//! What a local protocol says of assessment and support for every child: how, for whom, with whom, agreed by whom.
//!
//! Every text is optional to load. Whether what is there is enough is for the checks to judge.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::vocabulary::optional_toml_date;

/// A table of texts, each of which a protocol may say, or leave to the protocol it is based on.
macro_rules! texts {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $key:ident,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        pub struct $name {
            $($(#[$doc])* pub $key: Option<String>,)+
        }

        impl $name {
            /// These texts; where there is none, that of the other.
            pub(super) fn or(self, base: Self) -> Self {
                Self { $($key: self.$key.or(base.$key),)+ }
            }
        }
    };
}

texts! {
    /// What an assessment is like.
    Assessment {
        /// How it is made sure that it is timely.
        timely,
        /// How it is made sure that it is clear to the family.
        clear,
        /// How it is made sure that it is in proportion.
        proportionate,
        /// How agencies and practitioners take part.
        contributions,
        /// How they give support.
        support,
        /// How child and family come to understand the help offered, and what is expected of them.
        understood,
    }
}

texts! {
    /// How views are heard.
    Views {
        /// The child's.
        child,
        /// The parents'.
        parents,
        /// Those of the wider family.
        family,
        /// Those of carers.
        carers,
        /// Where all of them can be seen.
        shown,
    }
}

texts! {
    /// How child and family take part.
    Involvement {
        /// How agreement is asked for before others are told or asked.
        agreement,
        /// How the child takes part.
        child,
        /// How the family takes part.
        family,
    }
}

texts! {
    /// What is recorded.
    Recording {
        /// That decisions are recorded, and by whom.
        decisions,
        /// That reasons are recorded, and who gets them.
        reasons,
        /// What stands in the record, and who reads it.
        record,
    }
}

texts! {
    /// How specialist assessments and the statutory one belong together.
    Specialist {
        /// How the statutory assessment informs specialist ones.
        informs,
        /// How it is informed by them.
        informed_by,
        /// Who brings them into one process.
        one_process,
        /// How they lead to one plan.
        one_plan,
    }
}

texts! {
    /// Children who come back from care to live with their family.
    ReturnedFromCare {
        /// How their return is assessed.
        how,
        /// How they and their family are supported.
        support,
    }
}

texts! {
    /// The levels of need, and how a contact is handled.
    LevelsOfNeed {
        /// The document that describes them.
        document,
        /// Where it can be read.
        r#where,
        /// How a contact is handled.
        contacts,
    }
}

texts! {
    /// How to challenge.
    Challenge {
        /// What a family can do, in words for families.
        how,
        /// Where the complaints procedure can be read.
        procedure,
        /// Who looks at it from outside.
        outside,
    }
}

texts! {
    /// Family help: one assessment, one plan.
    FamilyHelp {
        /// The one assessment.
        assessment,
        /// The one plan.
        plan,
        /// That the family keeps its worker when the level changes.
        same_worker,
    }
}

/// Who leads.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LeadPractitioner {
    /// Who may lead an assessment under section 17.
    pub may_lead: Option<String>,
    /// Who decides who leads.
    pub decided_by: Option<String>,
    /// With what supervision.
    pub supervision: Option<String>,
    /// Who leads an enquiry under section 47: `social-worker`.
    pub enquiries_led_by: Option<Vec<String>>,
}

impl LeadPractitioner {
    pub(super) fn or(self, base: Self) -> Self {
        Self {
            may_lead: self.may_lead.or(base.may_lead),
            decided_by: self.decided_by.or(base.decided_by),
            supervision: self.supervision.or(base.supervision),
            enquiries_led_by: self.enquiries_led_by.or(base.enquiries_led_by),
        }
    }
}

/// Something of a protocol that is told apart by an identifier.
pub(super) trait Identified {
    /// The identifier.
    fn id(&self) -> &str;
}

macro_rules! identified {
    ($($name:ident),+) => {
        $(impl Identified for $name {
            fn id(&self) -> &str {
                &self.id
            }
        })+
    };
}

identified!(Group, SpecialistAssessment, ReviewPoint, Agreed);

/// A group of children with needs of their own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its identifier: `young-carers`.
    pub id: String,
    /// Its name on pages.
    pub name: String,
    /// How their needs are met in assessment and support.
    pub needs: String,
}

/// A kind of specialist assessment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpecialistAssessment {
    /// Its identifier: `education-health-and-care`.
    pub id: String,
    /// Its name on pages.
    pub name: String,
    /// How it joins the statutory assessment.
    pub joins: String,
}

/// A point during the assessment at which those who take part look at it together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewPoint {
    /// Its identifier: `half-way`.
    pub id: String,
    /// Its name on pages.
    pub name: String,
    /// The working day from the request by which it is held.
    pub by_working_day: Option<u32>,
    /// Who takes part: `child`, `family`, `practitioners`.
    pub with: Vec<String>,
}

/// A partner that agreed the protocol. Never inherited.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agreed {
    /// Which partner: `local-authority`, `integrated-care-board`, `police`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The day it agreed.
    #[serde(default, deserialize_with = "optional_toml_date")]
    pub on: Option<Date>,
}

/// Who owns it, since when, and until when. Never inherited.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Publication {
    /// The post that answers for it.
    pub owner: Option<String>,
    /// The day it was published.
    #[serde(deserialize_with = "optional_toml_date")]
    pub published_on: Option<Date>,
    /// The day by which it is looked at again.
    #[serde(deserialize_with = "optional_toml_date")]
    pub review_by: Option<Date>,
    /// Where it can be read.
    pub r#where: Option<String>,
}

/// What a local protocol says of assessment and support for every child.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contents {
    /// Who owns it, since when, and until when.
    pub publication: Publication,
    /// The partners that agreed it.
    pub agreed_by: Vec<Agreed>,
    /// What an assessment is like.
    pub assessment: Assessment,
    /// How views are heard.
    pub views: Views,
    /// How child and family take part.
    pub involvement: Involvement,
    /// What is recorded.
    pub recording: Recording,
    /// Groups of children with needs of their own.
    pub groups: Vec<Group>,
    /// How specialist assessments belong to the statutory one.
    pub specialist: Specialist,
    /// Each kind of them.
    pub specialist_assessments: Vec<SpecialistAssessment>,
    /// Points of review during the assessment.
    pub review_points: Vec<ReviewPoint>,
    /// Children who come back from care.
    pub returned_from_care: ReturnedFromCare,
    /// Who leads.
    pub lead_practitioner: LeadPractitioner,
    /// The levels of need.
    pub levels_of_need: LevelsOfNeed,
    /// How to challenge.
    pub challenge: Challenge,
    /// Family help.
    pub family_help: FamilyHelp,
}
