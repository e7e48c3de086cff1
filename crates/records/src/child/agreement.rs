//! What somebody agrees to before another agency is asked or told anything for support. It is asked out of respect, with
//! its scope; it is not the lawful footing of a share, and it can be given, refused or taken back at any time.

use jiff::civil::Date;
use kernel::PersonId;
use serde::{Deserialize, Serialize};

use super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::request::Noted;
use crate::stream::{Command, Context, Decided};

/// Somebody was asked for their agreement, and answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementRecorded {
    /// Who answered.
    pub by: PersonId,
    /// Who would be asked or told: an agency or a person there, as the family knows them.
    pub with: String,
    /// What may be asked or told, and for what.
    pub scope: String,
    /// Whether they agree.
    pub given: bool,
    /// The last day it holds; absent as long as it is not taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// Record an answer.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordAgreement(pub AgreementRecorded);

refusals! {
    /// Why an answer cannot be recorded.
    RecordAgreementRefusal {
        NotRegistered = "there is no such record", "not-registered", "an agreement belongs to a child's record";
        NotInvolved = "choose who answered; they take part in this record", "agreement-by-missing", "each person answers for themselves";
        WithMissing = "say who would be asked or told", "with-missing", "agreement is asked for each agency";
        ScopeMissing = "say what may be asked or told, and for what", "scope-missing", "agreement has a scope";
        AlreadyOver = "the last day lies in the past", "until-in-past", "an agreement that is over permits nothing";
    }
}

impl Command for RecordAgreement {
    type Stream = Child;
    type Refusal = RecordAgreementRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, RecordAgreementRefusal> {
        if state.registered.is_none() {
            return Err(RecordAgreementRefusal::NotRegistered);
        }
        let today = context.today();
        if state.parts_of(self.0.by, today).next().is_none() {
            return Err(RecordAgreementRefusal::NotInvolved);
        }
        if self.0.with.trim().is_empty() {
            return Err(RecordAgreementRefusal::WithMissing);
        }
        if self.0.scope.trim().is_empty() {
            return Err(RecordAgreementRefusal::ScopeMissing);
        }
        if self.0.until.is_some_and(|until| until < today) {
            return Err(RecordAgreementRefusal::AlreadyOver);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// Whether two people would call this the same agency.
fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

impl Child {
    /// The latest answers about an agency that stand on a day: one for each person who was asked.
    fn answers_about(&self, with: &str, day: Date) -> Vec<&Noted<AgreementRecorded>> {
        let mut latest: Vec<&Noted<AgreementRecorded>> = Vec::new();
        for answer in self.agreements.iter().filter(|answer| is_same(&answer.fact.with, with)) {
            latest.retain(|earlier| earlier.fact.by != answer.fact.by);
            latest.push(answer);
        }
        latest.retain(|answer| answer.fact.until.is_none_or(|until| day <= until));
        latest
    }

    /// Whether somebody was asked about an agency, and everybody who was agrees on that day.
    pub fn is_agreed(&self, with: &str, day: Date) -> bool {
        let answers = self.answers_about(with, day);
        !answers.is_empty() && answers.iter().all(|answer| answer.fact.given)
    }
}
