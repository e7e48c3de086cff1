//! What each command asks of the policy table. A command that is not here cannot be part of an act.

use access::{Action, FieldKind, RecordKind};
use records::{child, concern, partnership, request};

/// What a command asks of the policy table.
pub trait Permitted {
    /// What is done.
    const ACTION: Action;
    /// To what.
    const KIND: RecordKind;
    /// To which kind of field.
    const FIELD: FieldKind = FieldKind::Ordinary;
}

macro_rules! permitted {
    ($($command:ty => $action:ident $kind:ident),+ $(,)?) => {
        $(impl Permitted for $command {
            const ACTION: Action = Action::$action;
            const KIND: RecordKind = RecordKind::$kind;
        })+

        /// Every command with what it asks, for the test that the table answers each.
        #[cfg(test)]
        pub(crate) const ASKED: &[(&str, Action, RecordKind)] =
            &[$((stringify!($command), Action::$action, RecordKind::$kind)),+];
    };
}

permitted! {
    request::Receive => Ask Request,
    request::Enter => Enter Request,
    request::ReadRequest => ReadForDanger Request,
    request::Answer => AnswerComment Comment,
    request::Triage => Triage Request,
    request::ConfirmAsker => ConfirmAsker Request,
    request::DecideInterimHelp => Triage Request,
    request::ProposeRoute => ProposeRoute Request,
    request::ReturnRoute => ConfirmRoute Request,
    request::ConfirmRoute => ConfirmRoute Request,
    request::IssueLetter => Write Letter,
    request::Withdraw => Withdraw Request,
    child::Register => ConfirmRoute ChildRecord,
    child::Involve => Write Person,
    child::EndInvolvement => Correct Person,
    child::OpenSupport => ConfirmRoute ChildRecord,
    child::CarryOver => ConfirmRoute ChildRecord,
    child::Allocate => Allocate ChildRecord,
    child::OpenSection => OpenSection AssessmentEntry,
    child::Write => Write AssessmentEntry,
    child::Correct => Correct AssessmentEntry,
    child::StrikeOut => StrikeOut AssessmentEntry,
    child::MakeComment => Comment AssessmentEntry,
    child::AnswerComment => AnswerComment Comment,
    child::RecordMeeting => RecordMeeting ChildRecord,
    child::AgreeNotMet => RecordMeeting ChildRecord,
    child::ShareDraft => Share ChildRecord,
    child::RecordCeilingReason => RecordLateness ChildRecord,
    child::RecordNeed => ProposeDecision NeedDecision,
    child::SignOff => SignOff NeedDecision,
    child::MakePlan => Plan Plan,
    child::SharePlan => Plan Plan,
    child::IssueLetter => Write Letter,
    child::AddAttachment => Write Attachment,
    concern::Raise => RaiseConcern Concern,
    concern::MarkSeen => MarkSeen Concern,
    concern::AnswerConcern => AnswerConcern Concern,
    concern::SetTellingReview => DecideTelling Concern,
    partnership::Found => ManageAccounts Account,
    partnership::AddAgency => ManageAccounts Account,
    partnership::Join => ManageAccounts Account,
    partnership::RecordTraining => ManageAccounts Account,
    partnership::PublishProtocol => PublishProtocol Partnership,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_table_answers_every_command() {
        let policy = access::Policy::embedded().expect("the policies load");
        let unanswered: Vec<_> = ASKED
            .iter()
            .filter(|(_, action, kind)| {
                !policy.grants().any(|grant| {
                    grant.action == *action && grant.kind == *kind && grant.field == FieldKind::Ordinary
                })
            })
            .collect();
        assert!(unanswered.is_empty(), "nobody may do these: {unanswered:#?}");
    }
}
