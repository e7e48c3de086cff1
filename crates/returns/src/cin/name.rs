//! The names of the census: its groups and its items.

use serde::{Deserialize, Serialize};

macro_rules! names {
    ($($name:ident,)*) => {
        /// The name of an element of the census, as it stands in the file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "each is the element of that name; the code sets and the schema say what it holds")]
        pub enum Name {
            $($name,)*
        }

        impl Name {
            /// Every name.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// As it stands in the file.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }

            /// The name that is written so.
            pub fn of(text: &[u8]) -> Option<Self> {
                $(const $name: &[u8] = stringify!($name).as_bytes();)*
                match text {
                    $($name => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

#[expect(non_upper_case_globals, reason = "the constants are the elements' own names")]
mod all {
    use super::{Deserialize, Serialize};

    names! {
        Message, Header, CollectionDetails, Collection, Year, ReferenceDate, Source, SourceLevel, LEA, SoftwareCode, Release,
        SerialNo, DateTime, Children, Child, ChildIdentifiers, LAchildID, UPN, FormerUPN, UPNunknown, PersonBirthDate,
        ExpectedPersonBirthDate, Sex, GenderCurrent, PersonDeathDate, ChildCharacteristics, Ethnicity, Disabilities,
        Disability, CINdetails, CINreferralDate, ReferralSource, PrimaryNeedCode, CINclosureDate, ReasonForClosure,
        DateOfInitialCPC, Assessments, AssessmentActualStartDate, AssessmentInternalReviewDate,
        AssessmentAuthorisationDate, FactorsIdentifiedAtAssessment, AssessmentFactors, CINPlanDates, CINPlanStartDate,
        CINPlanEndDate, Section47, S47ActualStartDate, InitialCPCtarget, ICPCnotRequired, ReferralNFA,
        ChildProtectionPlans, CPPstartDate, CPPendDate, InitialCategoryOfAbuse, LatestCategoryOfAbuse,
        NumberOfPreviousCPP, Reviews, CPPreviewDate, PreProceedingsandFGDM, PPStartDate, LBPSentDate, FGDMMeetingOffer,
        FGDMMeetingFac, InitialPPMeetingDate, ReviewMeetingsCount, StepDecisionDate, PPOutcome, CourtAppDate,
        LetterInitCPDate,
    }
}

pub use all::Name;
