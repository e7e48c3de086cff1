//! What each command asks of the policy table. A command that is not here cannot be part of an act.

use access::{Action, FieldKind, RecordKind};
use records::{challenge, child, concern, contact, feedback, partnership, protection, request};

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
    request::TellBackground => Write Background,
    child::OpenForYoungPerson => ConfirmRoute ChildRecord,
    child::AgreeReading => Write Person,
    child::WithholdContact => Correct Person,
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
    child::RecordAgreement => Share ChildRecord,
    child::RecordShare => Share ChildRecord,
    child::ArrangeBreaks => Plan Plan,
    child::ChangeRegime => Plan Plan,
    child::ExplainRegime => Plan Plan,
    child::RecordOversight => Plan Plan,
    child::EndBreaks => Plan Plan,
    child::BookStay => Plan Plan,
    child::ChangeStay => Plan Plan,
    child::HoldStay => Plan Plan,
    child::CancelStay => Plan Plan,
    child::RecordView => RecordMeeting ChildRecord,
    child::SayMyself => Comment AssessmentEntry,
    child::AnswerView => RecordMeeting ChildRecord,
    child::TellView => RecordMeeting ChildRecord,
    child::RecordNotObtained => RecordMeeting ChildRecord,
    child::GiveCopy => RecordMeeting ChildRecord,
    child::RecordWish => RecordMeeting ChildRecord,
    child::FollowWish => RecordMeeting ChildRecord,
    child::JoinRequest => ConfirmRoute ChildRecord,
    child::SendQuestions => Share ChildRecord,
    child::NotifyVisit => RecordMeeting ChildRecord,
    child::CallOffVisit => RecordMeeting ChildRecord,
    child::DecideResources => DecideResources Plan,
    child::StartService => Plan Plan,
    child::ReportGap => Comment Plan,
    child::AnswerGap => Plan Plan,
    child::NotifyChange => Plan Plan,
    child::AskForReview => Comment Plan,
    child::HoldReview => Plan Plan,
    child::Reassess => Allocate ChildRecord,
    child::RecordLinked => ProposeDecision NeedDecision,
    child::AskForOwn => Comment ChildRecord,
    child::RecordAdulthood => Plan Plan,
    child::AnswerDuty => AnswerDuty ChildRecord,
    child::PauseSupport => Pause ChildRecord,
    child::ResumeSupport => Pause ChildRecord,
    child::NotifyEnding => SignOff Plan,
    child::EndSupport => SignOff Plan,
    child::AddAttachment => Write Attachment,
    concern::Raise => RaiseConcern Concern,
    concern::MarkSeen => MarkSeen Concern,
    concern::AnswerConcern => AnswerConcern Concern,
    concern::SetTellingReview => DecideTelling Concern,
    concern::ProposeDiversion => ProposeCrossing Concern,
    concern::DecideDiversion => DecideCrossing Concern,
    concern::ConfirmDiversion => DecideCrossing Concern,
    concern::StartEnquiries => StartEnquiries Concern,
    concern::AddPart => CompleteCrossing Concern,
    concern::CloseDiscussion => CompleteCrossing Concern,
    concern::RecordOutcome => DecideCrossing Concern,
    concern::RecordTalk => AnswerConcern Concern,
    concern::OpenEarlier => OpenEarlier Concern,
    concern::TellFamily => DecideTelling Concern,
    child::RecordTold => DecideTelling ChildRecord,
    challenge::Make => Ask Challenge,
    challenge::Enter => Enter Challenge,
    challenge::Acknowledge => RunChallenge Challenge,
    challenge::Allocate => Allocate Challenge,
    challenge::Answer => AnswerChallenge Challenge,
    challenge::Extend => RunChallenge Challenge,
    challenge::AskNextStage => Comment Challenge,
    challenge::EnterNextStage => RunChallenge Challenge,
    challenge::RecordStep => RunChallenge Challenge,
    challenge::FinishAction => RunChallenge Challenge,
    challenge::Withdraw => Withdraw Challenge,
    challenge::Close => RunChallenge Challenge,
    feedback::Give => Ask Feedback,
    protection::Convene => ConveneDiscussion Protection,
    protection::HoldDiscussion => ConveneDiscussion Protection,
    protection::CloseHousehold => ConveneDiscussion Protection,
    protection::RecordTransfer => ConveneDiscussion Protection,
    protection::NameLead => AuthoriseProtection Protection,
    protection::NameChair => AuthoriseProtection Protection,
    protection::GiveSeat => TakePart Protection,
    protection::RecordSeen => LeadProtection Protection,
    protection::ProposeConclusion => LeadProtection Protection,
    protection::DecideConclusion => AuthoriseProtection Protection,
    protection::CallConference => TakePart Protection,
    protection::ShareReport => TakePart Protection,
    protection::GiveView => TakePart Protection,
    protection::HoldConference => ChairConference Protection,
    protection::WritePlan => LeadProtection Protection,
    protection::HoldCoreGroup => TakePart Protection,
    protection::RecordVisit => LeadProtection Protection,
    protection::EndPlan => ChairConference Protection,
    protection::RecordOrder => RecordOrder Protection,
    protection::ExtendOrder => RecordOrder Protection,
    protection::TellOfOrder => RecordOrder Protection,
    protection::EndOrder => RecordOrder Protection,
    protection::TellPerson => DecideTelling Protection,
    protection::HoldBack => DecideTelling Protection,
    protection::Disagree => TakePart Protection,
    protection::AnswerDisagreement => TakePart Protection,
    protection::FollowDisagreement => TakePart Protection,
    protection::Curate => LeadProtection Protection,
    protection::WriteNetwork => LeadProtection Protection,
    contact::ReceiveContact => Ask Contact,
    contact::LinkChild => WorkContact Contact,
    contact::LookFirst => WorkContact Contact,
    contact::AskAgency => WorkContact Contact,
    contact::AnswerForAgency => TakePart Contact,
    contact::Recommend => WorkContact Contact,
    contact::DecideContact => DecideContact Contact,
    contact::Settle => DecideContact Contact,
    contact::Acknowledge => WorkContact Contact,
    contact::TellReferrer => WorkContact Contact,
    contact::TellAboutContact => DecideTelling Contact,
    contact::HoldBackFromFamily => DecideTelling Contact,
    contact::RecordHelpBegun => WorkContact Contact,
    protection::OfferFamilyMeeting => LeadProtection Protection,
    protection::AnswerFamilyMeeting => LeadProtection Protection,
    protection::HoldFamilyMeeting => LeadProtection Protection,
    protection::ConsiderProceedings => AuthoriseProtection Protection,
    protection::HoldProceedingsMeeting => TakePart Protection,
    protection::DecideProceedings => AuthoriseProtection Protection,
    protection::EndProceedings => AuthoriseProtection Protection,
    partnership::Found => ManageAccounts Account,
    partnership::AddAgency => ManageAccounts Account,
    partnership::Join => ManageAccounts Account,
    partnership::RecordTraining => ManageAccounts Account,
    partnership::Place => ManageAccounts Account,
    partnership::AnswerVignette => Write Vignette,
    partnership::RecordReadingAgain => Write ReadAgain,
    partnership::PublishProtocol => PublishProtocol Partnership,
    partnership::ConfirmSource => Write Clause,
    partnership::PlaceHold => Retain Retention,
    partnership::ReleaseHold => Retain Retention,
    partnership::DestroyRecord => Retain Retention,
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
