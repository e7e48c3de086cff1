//! What the measures need to know of one stream, and nothing else.
//!
//! Each stream contributes what it alone knows; a child's facts are put together from all of them when they are counted.
//! What no stream records yet is absent, and a measure that needs it says so.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A kind of record that a release keeps. A measure is counted when every kind it needs is kept, also where there is
/// none of them so far; otherwise it says that there are no such records yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// Requests for support.
    Requests,
    /// Support assessments.
    Assessments,
    /// Comments, complaints and appeals.
    Disputes,
    /// Contacts with the safeguarding front door.
    SafeguardingContacts,
    /// Diversion records.
    Diversions,
    /// Challenges to the route.
    Challenges,
    /// What families say of the process.
    Feedback,
    /// Which families were asked what they say of it.
    FeedbackRequests,
    /// Hours that came beside hours planned.
    Deliveries,
    /// Direct payments that were asked for, and what became of each.
    DirectPayments,
    /// Assessments of parent carers.
    CarerAssessments,
    /// Section 47 enquiries.
    Enquiries,
    /// What enquiries led to.
    EnquiryOutcomes,
    /// Significant harm that was found later.
    HarmFindings,
}

/// What one stream contributes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// The child's record that it is about, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub child: Option<Uuid>,
    /// The request that it is about, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<Uuid>,
    /// The request itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requested: Option<RequestFacts>,
    /// The assessment itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessed: Option<AssessmentFacts>,
    /// The assessments before that one, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<AssessmentFacts>,
    /// Days on which the family corrected, complained or appealed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disputes: Vec<Date>,
    /// Days on which safeguarding was contacted about the child.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub safeguarding_contacts: Vec<Date>,
    /// Diversion records.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub diversions: Vec<Diversion>,
    /// Section 47 enquiries.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub enquiries: Vec<Enquiry>,
    /// Challenges to the route.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub challenges: Vec<Challenge>,
    /// Families asked what the process was like.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<Reply>,
    /// What was delivered of a plan.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub deliveries: Vec<Delivery>,
    /// Parent carers and their own assessment.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub carers: Vec<CarerAssessment>,
    /// Days on which facts of harm were stated when a request was looked at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub harm_stated: Vec<Date>,
    /// Referrals that stand in a statutory return that was taken over. They are no requests for support.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub referred: Vec<Referred>,
}

impl Facts {
    /// Whether a stream contributes nothing.
    pub fn is_empty(&self) -> bool {
        let Self { child: _, request: _, requested, assessed, disputes, .. } = self;
        requested.is_none()
            && assessed.is_none()
            && self.earlier.is_empty()
            && disputes.is_empty()
            && self.safeguarding_contacts.is_empty()
            && self.diversions.is_empty()
            && self.enquiries.is_empty()
            && self.challenges.is_empty()
            && self.replies.is_empty()
            && self.deliveries.is_empty()
            && self.carers.is_empty()
            && self.harm_stated.is_empty()
            && self.referred.is_empty()
    }
}

/// Who asked, in the terms of the children in need census.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// A parent or carer (1A).
    ParentCarer,
    /// The child or young person (1C).
    YoungPerson,
    /// Family or a friend; 1A and 1B are not told apart.
    FamilyOrFriend,
    /// Somebody who works with the family.
    Professional,
}

/// Whether a child is disabled, as somebody recorded it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Disabled {
    /// Yes.
    Yes,
    /// Might be.
    MightBe,
    /// No.
    No,
}

/// What "disabled" was based on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Diagnosis {
    /// A diagnosis.
    Diagnosed,
    /// No diagnosis yet; one is waited for.
    Awaiting,
    /// Neither: the family's account, or daily life.
    Neither,
}

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// A support assessment.
    Support,
    /// Information and advice, which is what was asked for.
    Information,
    /// Not taken up.
    NotTakenUp,
}

/// A request for support.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RequestFacts {
    /// The day of true receipt.
    pub received_on: Date,
    /// Who asked.
    pub source: Source,
    /// Whether the child is disabled, as first recorded; absent while nobody recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled: Option<Disabled>,
    /// Whether any record of this request ever said yes.
    #[serde(default, skip_serializing_if = "is_false")]
    pub disabled_ever: bool,
    /// What that was based on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diagnosis: Option<Diagnosis>,
    /// The child's age in years on the day of receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<u8>,
    /// What became of it; absent while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Why it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<String>,
    /// The child's sex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<String>,
    /// The child's ethnic group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ethnicity: Option<String>,
    /// Whether a parent carer is disabled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carer_disabled: Option<bool>,
    /// The tenth of neighbourhoods by deprivation affecting children (IDACI), from 1, the most deprived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprivation: Option<u8>,
    /// The team that took it up; filled in when the measures are counted, because people change teams.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// Who looked at it first, and when: the team follows from them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_up: Option<TakenUp>,
}

/// Who took a request up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenUp {
    /// Who.
    pub by: Uuid,
    /// The day.
    pub on: Date,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_zero(value: &u16) -> bool {
    *value == 0
}

/// A support assessment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AssessmentFacts {
    /// The day on which the request was received.
    pub received_on: Date,
    /// Whether the record ever said that the child is disabled.
    #[serde(default, skip_serializing_if = "is_false")]
    pub disabled_ever: bool,
    /// Census codes of disability that stand in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// Who led it, first to last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allocations: Vec<Allocation>,
    /// Sections opened that the request did not open.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub sections_opened: u16,
    /// Whether advice for an education, health and care plan makes its track shorter.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ehc: bool,
    /// The day of the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
    /// Needs that were decided not to be met.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub needs_unmet: u16,
    /// Whether the child's views are recorded, with the way in which the child gave them.
    #[serde(default, skip_serializing_if = "is_false")]
    pub views: bool,
}

/// Somebody was named to lead an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocation {
    /// Who.
    pub assessor: Uuid,
    /// Whether their training in disability was current on that day.
    pub trained: bool,
    /// Whether a condition adviser was named beside them.
    pub adviser: bool,
}

/// A referral in a statutory return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referred {
    /// The day.
    pub on: Date,
    /// Whether the return says that the child is disabled; absent where it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled: Option<bool>,
}

/// Section 47 enquiries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enquiry {
    /// The day on which somebody had reasonable cause to suspect harm.
    pub suspected_on: Date,
    /// The day on which they began.
    pub on: Date,
    /// Whether they led to a conference, a plan or services for harm; absent while they are open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub substantiated: Option<bool>,
    /// Whether they stand in a statutory return, which does not say since when harm was suspected.
    #[serde(default, skip_serializing_if = "is_false")]
    pub from_return: bool,
}

/// A request, or a child on the support route, was sent to safeguarding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diversion {
    /// The day it was decided.
    pub on: Date,
    /// Whether every field of the record is filled in.
    pub complete: bool,
    /// Whether disability-informed alternatives were each answered.
    pub alternatives: bool,
    /// Whether, as far as is known, the harm comes from outside the family alone. Then it is no enquiry about the family.
    #[serde(default, skip_serializing_if = "is_false")]
    pub from_outside: bool,
}

/// A family challenged the route.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// The day it was made.
    pub made_on: Date,
    /// The day it was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_on: Option<Date>,
    /// Whether the family was right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upheld: Option<bool>,
}

/// A family was asked what the process was like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The day they were asked.
    pub asked_on: Date,
    /// Whether they reported a bedroom looked at, their child spoken to alone, or blame; absent without a reply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intrusion: Option<bool>,
}

/// What was delivered of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The first day of the stretch that is counted.
    pub from: Date,
    /// Minutes planned in one period of the plan, where the plan counts time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_minutes: Option<u32>,
    /// The same without what is known to be missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_minutes: Option<u32>,
    /// Whether a direct payment that was asked for was refused; absent where none was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direct_payment_refused: Option<bool>,
}

/// A parent carer, and the assessment of their own needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarerAssessment {
    /// The day from which they are counted.
    pub from: Date,
    /// It was offered.
    pub offered: bool,
    /// They accepted it.
    pub accepted: bool,
    /// It took place.
    pub done: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_shape_stands_still_and_what_is_absent_takes_no_room() {
        let request = RequestFacts {
            received_on: jiff::civil::date(2026, 11, 23),
            source: Source::ParentCarer,
            disabled: Some(Disabled::MightBe),
            disabled_ever: false,
            diagnosis: None,
            age: Some(7),
            outcome: None,
            withdrawn: None,
            sex: None,
            ethnicity: None,
            carer_disabled: None,
            deprivation: None,
            team: None,
            taken_up: None,
        };
        let facts = Facts { requested: Some(request), ..Facts::default() };
        let text = serde_json::to_string(&facts).expect("it is written");
        assert_eq!(
            text,
            r#"{"requested":{"received_on":"2026-11-23","source":"parent-carer","disabled":"might-be","age":7}}"#
        );
        assert_eq!(serde_json::from_str::<Facts>(&text).expect("it is read back"), facts);
        assert!(!facts.is_empty());
        assert!(Facts { child: Some(Uuid::nil()), ..Facts::default() }.is_empty());
    }
}
