//! Commands by their names, for journeys that are written down as data.
//!
//! A command is called after its stream and itself: `protection.hold-discussion`. What it holds is given as JSON; a name in
//! it that the command does not have is an error, or a slip of the pen would be taken for an answer left out.

use jiff::Timestamp;
use kernel::StreamKind;
use records::Author;
use records::{Command, Stream as _};
use records::{
    challenge, child, concern, contact, feedback, help, looked_after, partnership, place, protection,
    request, statutory,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use thiserror::Error;
use uuid::Uuid;

use crate::act::Act;
use crate::failure::Failure;
use crate::permission::Permitted;
use crate::unit::{Shelved, Unit};

/// Why a command that was written down is none.
#[derive(Debug, Error)]
pub enum NamedError {
    /// No command is called that.
    #[error("no command is called `{0}`")]
    NoSuchCommand(String),
    /// What it holds does not fit.
    #[error("`{command}` cannot be read from what is written: {source}")]
    Fields {
        /// The command.
        command: String,
        /// What does not fit, and where.
        source: serde_json::Error,
    },
    /// Something is given that the command does not have.
    #[error("`{command}` has nothing called {}", .unknown.join(", "))]
    Unknown {
        /// The command.
        command: String,
        /// What is given in vain, by its path.
        unknown: Vec<String>,
    },
}

type Add = fn(Act, Uuid, &Value, &mut Vec<String>) -> Result<Act, serde_json::Error>;
/// Who gives a command, and when.
type By<'a> = (&'a Author, Timestamp);
type Decide =
    fn(&mut Unit, Uuid, &Value, &mut Vec<String>, By<'_>) -> Result<Result<(), Failure>, serde_json::Error>;

/// A command that can be given by its name.
#[derive(Clone, Copy)]
pub struct Named {
    /// As Rust spells it: `protection :: HoldDiscussion`.
    spelt: &'static str,
    /// The kind of stream that it is given on.
    pub kind: StreamKind,
    add: Add,
    decide: Decide,
}

impl Named {
    /// Its name: `protection.hold-discussion`.
    pub fn name(&self) -> String {
        let mut name = String::with_capacity(self.spelt.len() + 4);
        for character in self.spelt.chars() {
            match character {
                ' ' => {}
                ':' if name.ends_with('.') => {}
                ':' => name.push('.'),
                letter if letter.is_ascii_uppercase() => {
                    if !name.ends_with('.') {
                        name.push('-');
                    }
                    name.push(letter.to_ascii_lowercase());
                }
                letter => name.push(letter),
            }
        }
        name
    }
}

fn add<C>(act: Act, id: Uuid, given: &Value, unknown: &mut Vec<String>) -> Result<Act, serde_json::Error>
where
    C: Command + Permitted + DeserializeOwned + 'static,
    C::Stream: Shelved,
{
    Ok(act.and(id, read::<C>(given, unknown)?))
}

fn read<C: DeserializeOwned>(given: &Value, unknown: &mut Vec<String>) -> Result<C, serde_json::Error> {
    serde_ignored::deserialize(given, |path| unknown.push(path.to_string()))
}

fn decide<C>(
    unit: &mut Unit,
    id: Uuid,
    given: &Value,
    unknown: &mut Vec<String>,
    (author, now): By<'_>,
) -> Result<Result<(), Failure>, serde_json::Error>
where
    C: Command + DeserializeOwned,
    C::Stream: Shelved,
{
    let command = read::<C>(given, unknown)?;
    Ok(if unknown.is_empty() { unit.decide(id, &command, author, now) } else { Ok(()) })
}

macro_rules! named {
    ($($command:ty),+ $(,)?) => {
        const NAMED: &[Named] = &[$(Named {
            spelt: stringify!($command),
            kind: <$command as Command>::Stream::KIND,
            add: add::<$command>,
            decide: decide::<$command>,
        }),+];
    };
}

named! {
    request::Receive,
    request::Enter,
    request::ReadRequest,
    request::Answer,
    request::Triage,
    request::ConfirmAsker,
    request::DecideInterimHelp,
    request::ProposeRoute,
    request::ReturnRoute,
    request::ConfirmRoute,
    request::IssueLetter,
    request::Withdraw,
    request::TellBackground,
    child::OpenForYoungPerson,
    child::AgreeReading,
    child::WithholdContact,
    child::Register,
    child::Involve,
    child::EndInvolvement,
    child::OpenSupport,
    child::CarryOver,
    child::Allocate,
    child::OpenSection,
    child::Write,
    child::Correct,
    child::StrikeOut,
    child::MakeComment,
    child::AnswerComment,
    child::RecordMeeting,
    child::AgreeNotMet,
    child::ShareDraft,
    child::RecordCeilingReason,
    child::RecordNeed,
    child::SignOff,
    child::MakePlan,
    child::SharePlan,
    child::IssueLetter,
    child::RecordAgreement,
    child::RecordShare,
    child::ArrangeBreaks,
    child::ChangeRegime,
    child::ExplainRegime,
    child::RecordOversight,
    child::EndBreaks,
    child::BookStay,
    child::ChangeStay,
    child::HoldStay,
    child::CancelStay,
    child::RecordView,
    child::SayMyself,
    child::AnswerView,
    child::TellView,
    child::RecordNotObtained,
    child::GiveCopy,
    child::RecordWish,
    child::FollowWish,
    child::JoinRequest,
    child::SendQuestions,
    child::NotifyVisit,
    child::CallOffVisit,
    child::DecideResources,
    child::StartService,
    child::ReportGap,
    child::AnswerGap,
    child::NotifyChange,
    child::AskForReview,
    child::HoldReview,
    child::Reassess,
    child::RecordLinked,
    child::AskForOwn,
    child::RecordAdulthood,
    child::AnswerDuty,
    child::PauseSupport,
    child::ResumeSupport,
    child::NotifyEnding,
    child::EndSupport,
    child::AddAttachment,
    concern::Raise,
    concern::MarkSeen,
    concern::AnswerConcern,
    concern::SetTellingReview,
    concern::ProposeDiversion,
    concern::DecideDiversion,
    concern::ConfirmDiversion,
    concern::StartEnquiries,
    concern::AddPart,
    concern::CloseDiscussion,
    concern::RecordOutcome,
    concern::RecordTalk,
    concern::OpenEarlier,
    concern::TellFamily,
    child::RecordTold,
    challenge::Make,
    challenge::Enter,
    challenge::Acknowledge,
    challenge::Extend,
    challenge::AskNextStage,
    challenge::EnterNextStage,
    challenge::RecordStep,
    challenge::FinishAction,
    challenge::Withdraw,
    challenge::Close,
    feedback::Give,
    protection::Convene,
    protection::HoldDiscussion,
    protection::CloseHousehold,
    protection::RecordTransfer,
    protection::NameLead,
    protection::NameChair,
    protection::GiveSeat,
    protection::RecordSeen,
    protection::ProposeConclusion,
    protection::DecideConclusion,
    protection::CallConference,
    protection::ShareReport,
    protection::GiveView,
    protection::HoldConference,
    protection::WritePlan,
    protection::HoldCoreGroup,
    protection::RecordVisit,
    protection::EndPlan,
    protection::RecordOrder,
    protection::ExtendOrder,
    protection::TellOfOrder,
    protection::EndOrder,
    protection::TellPerson,
    protection::HoldBack,
    protection::Disagree,
    protection::AnswerDisagreement,
    protection::FollowDisagreement,
    protection::Curate,
    protection::WriteNetwork,
    contact::ReceiveContact,
    contact::LinkChild,
    contact::LookFirst,
    contact::AskAgency,
    contact::AnswerForAgency,
    contact::Recommend,
    contact::DecideContact,
    contact::Settle,
    contact::Acknowledge,
    contact::TellReferrer,
    contact::TellAboutContact,
    contact::HoldBackFromFamily,
    contact::RecordHelpBegun,
    looked_after::BeginCare,
    looked_after::ReportMissing,
    looked_after::NotifyFostering,
    looked_after::RecordReturn,
    looked_after::ChangeEpisode,
    looked_after::EndCare,
    looked_after::RecordCareStep,
    looked_after::RecordPathwayStep,
    looked_after::HoldCareReview,
    looked_after::NameInCare,
    looked_after::TellOfCare,
    place::OpenPlace,
    place::LinkChild,
    place::EndLink,
    place::RecordPlaceStep,
    place::NamePartner,
    place::DecideHarm,
    place::ClosePlace,
    protection::OfferFamilyMeeting,
    protection::AnswerFamilyMeeting,
    protection::HoldFamilyMeeting,
    protection::ConsiderProceedings,
    protection::HoldProceedingsMeeting,
    protection::DecideProceedings,
    protection::EndProceedings,
    protection::RecordIncident,
    protection::NotifyPanel,
    protection::TellPartners,
    protection::SettleLeadArea,
    protection::SendRapidReview,
    protection::Supervise,
    protection::FollowSupervision,
    help::Supervise,
    help::FollowSupervision,
    help::BeginHelp,
    help::RecordRefusal,
    help::JudgeRefusal,
    help::NameLead,
    help::JoinTeam,
    help::LeaveTeam,
    help::AddRelative,
    help::WritePart,
    help::WriteAdultPart,
    help::RecordSeen,
    help::RecordFactors,
    help::RecordAdultFactor,
    help::CompleteAssessment,
    help::AnswerAssessment,
    help::WritePlan,
    help::RecordVisit,
    help::HoldReview,
    help::ChangeLevel,
    help::YieldToProtection,
    help::Share,
    help::MakeComment,
    help::EndHelp,
    statutory::RecordCheck,
    statutory::AssignFindings,
    statutory::ExplainFindings,
    statutory::WithdrawExplanation,
    partnership::Found,
    partnership::AddAgency,
    partnership::Join,
    partnership::RecordTraining,
    partnership::Place,
    partnership::AnswerVignette,
    partnership::RecordReadingAgain,
    partnership::PublishProtocol,
    partnership::PublishDocument,
    partnership::RecordAbsence,
    partnership::EndAbsence,
    partnership::LetSystemIn,
    partnership::ShutSystemOut,
    partnership::ConfirmSource,
    partnership::PlaceHold,
    partnership::ReleaseHold,
}

/// Every command that can be given by its name.
pub fn named_commands() -> impl Iterator<Item = &'static Named> {
    NAMED.iter()
}

/// The command of this name.
///
/// # Errors
/// When there is none.
pub fn named_command(name: &str) -> Result<&'static Named, NamedError> {
    let found = NAMED.iter().find(|command| command.name() == name);
    found.ok_or_else(|| NamedError::NoSuchCommand(name.to_owned()))
}

impl Act {
    /// One command more, by its name, with what it holds.
    ///
    /// # Errors
    /// When what it holds does not fit, or something is given that it does not have.
    pub fn and_named(self, id: Uuid, command: &Named, given: &Value) -> Result<Self, NamedError> {
        let mut unknown = Vec::new();
        let act = (command.add)(self, id, given, &mut unknown);
        command.checked(act, unknown)
    }
}

impl Named {
    /// What was read, unless something in it is not there.
    fn checked<T>(&self, read: Result<T, serde_json::Error>, unknown: Vec<String>) -> Result<T, NamedError> {
        let command = self.name();
        let read = read.map_err(|source| NamedError::Fields { command: command.clone(), source })?;
        if unknown.is_empty() { Ok(read) } else { Err(NamedError::Unknown { command, unknown }) }
    }
}

impl Unit {
    /// Decides one command by its name, with what it holds, at a moment.
    ///
    /// # Errors
    /// When what it holds does not fit, or something is given that it does not have; and, inside, when it is refused.
    pub fn decide_named(
        &mut self,
        id: Uuid,
        command: &Named,
        given: &Value,
        by: (&Author, Timestamp),
    ) -> Result<Result<(), Failure>, NamedError> {
        let mut unknown = Vec::new();
        let decided = (command.decide)(self, id, given, &mut unknown, by);
        command.checked(decided, unknown)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::permission::ASKED;

    /// Made of records alone, so that nobody can leave somebody out: they cannot be written down.
    const NEVER_WRITTEN: [&str; 3] =
        ["challenge::Allocate", "challenge::Answer", "partnership::DestroyRecord"];

    fn spelt(text: &str) -> String {
        text.replace(' ', "")
    }

    #[test]
    fn every_command_has_a_name_but_those_that_are_never_written() {
        let named: BTreeSet<String> = NAMED.iter().map(|command| spelt(command.spelt)).collect();
        let asked: BTreeSet<String> = ASKED.iter().map(|(command, _, _)| spelt(command)).collect();
        let missing: Vec<_> =
            asked.difference(&named).filter(|name| !NEVER_WRITTEN.contains(&name.as_str())).collect();
        assert!(missing.is_empty(), "these have no name: {missing:?}");
        assert!(NEVER_WRITTEN.iter().all(|name| asked.contains(*name) && !named.contains(*name)));
    }

    #[test]
    fn a_name_says_the_stream_and_the_command() {
        assert_eq!(named_command("protection.hold-discussion").unwrap().kind, StreamKind::Protection);
        assert!(matches!(named_command("protection.forget"), Err(NamedError::NoSuchCommand(_))));
    }

    #[test]
    fn what_a_command_does_not_have_is_an_error() {
        let seen = named_command("concern.mark-seen").unwrap();
        assert!(Act::new().and_named(Uuid::nil(), seen, &Value::Null).is_ok());
        let told = named_command("concern.set-telling-review").unwrap();
        let given = serde_json::json!({"why": "Later.", "review_at": "2026-11-23T09:00:00Z", "wy": ""});
        assert!(matches!(
            Act::new().and_named(Uuid::nil(), told, &given),
            Err(NamedError::Unknown { unknown, .. }) if unknown == ["wy"]
        ));
        let empty = Act::new().and_named(Uuid::nil(), told, &serde_json::json!({}));
        assert!(matches!(empty, Err(NamedError::Fields { .. })));
    }
}
