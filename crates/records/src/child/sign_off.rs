//! The decision: signed off by a social-work-qualified manager who is not the assessor.

use guidance::Level;
use serde::{Deserialize, Serialize};

use super::{Child, ChildEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};

/// The assessment was signed off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedOff {
    /// What the manager says to the family.
    pub words: String,
}

/// Sign off the assessment.
#[derive(Debug, Clone, Deserialize)]
pub struct SignOff(pub SignedOff);

refusals! {
    /// Why the assessment cannot be signed off.
    SignOffRefusal {
        NotAllocated = "no assessor is allocated", "not-allocated", "an assessment has an assessor";
        AlreadySignedOff = "the assessment is signed off already", "signed-off", "an assessment is decided once";
        NotAManager = "only a social-work-qualified manager signs off", "not-a-manager", "AS-03: a manager has read and authorised it";
        AssessorSigns = "the assessor cannot sign off their own assessment", "assessor-signs", "sign-off is by somebody other than the assessor";
        NoNeeds = "no need is written down", "no-needs", "the decision is taken need by need";
        DraftNotShared = "the family has not seen the draft", "draft-not-shared", "the family sees the draft before anything is decided";
        CommentsUnanswered = "a comment of the family has no answer yet", "comments-unanswered", "comments are answered by the decision";
        ChildNotMet = "the child has not been met, and no manager has agreed why", "child-not-met", "the child is met or observed before an assessment is decided";
        ChildViewsMissing = "nothing stands of what the child wants, nor why it could not be found out", "child-views-missing", "OB-04: the child's wishes and feelings are found out before help is decided";
        ChildViewsNotConsidered = "for something that the child said nothing stands of what was done", "child-views-not-considered", "OB-04: the child's wishes and feelings are given due consideration";
    }
}

impl Command for SignOff {
    type Stream = Child;
    type Refusal = SignOffRefusal;

    fn decide(
        &self,
        state: &Child,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<ChildEvent>>, SignOffRefusal> {
        let assessor = state.assessor().ok_or(SignOffRefusal::NotAllocated)?;
        if state.assessment.signed_off.is_some() {
            return Err(SignOffRefusal::AlreadySignedOff);
        }
        if !context.partnership.is_social_work_manager(context.author.person) {
            return Err(SignOffRefusal::NotAManager);
        }
        if context.author.person == Some(assessor) {
            return Err(SignOffRefusal::AssessorSigns);
        }
        if state.assessment.needs.is_empty() {
            return Err(SignOffRefusal::NoNeeds);
        }
        if state.assessment.draft.is_none() {
            return Err(SignOffRefusal::DraftNotShared);
        }
        if state.unanswered().next().is_some() {
            return Err(SignOffRefusal::CommentsUnanswered);
        }
        if must_meet_child(state) && state.assessment.met.is_empty() && state.assessment.not_met.is_none() {
            return Err(SignOffRefusal::ChildNotMet);
        }
        if !state.views_are_known() {
            return Err(SignOffRefusal::ChildViewsMissing);
        }
        if !state.views_are_considered() {
            return Err(SignOffRefusal::ChildViewsNotConsidered);
        }
        Ok(vec![Decided::now(context, self.0.clone())])
    }
}

/// A self-assessment is checked by a verifier and needs no meeting; a short or full one does.
fn must_meet_child(state: &Child) -> bool {
    state.assessment.opened.as_ref().is_none_or(|support| support.fact.level != Level::SelfAssessed)
}
