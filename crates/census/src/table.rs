//! The files of the return on children looked after.

use serde::{Deserialize, Serialize};

use super::Column;

/// A file of the return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Table {
    /// Who each child is.
    Header,
    /// Periods of being looked after, by legal status and placement.
    Episodes,
    /// Reviews, and how the child took part.
    Reviews,
    /// Unaccompanied asylum-seeking children.
    UASC,
    /// Health and more, of those looked after for twelve months.
    OC2,
    /// Care leavers.
    OC3,
    /// Adoptions.
    AD1,
    /// Decisions that a child should be placed for adoption.
    PlacedAdoption,
    /// Permanence before.
    PrevPerm,
    /// Times of being missing.
    Missing,
    /// Social workers.
    SWEpisodes,
    /// Deprivation of liberty orders.
    DoLo,
}

impl Table {
    /// Every file.
    pub const ALL: [Self; 12] = [
        Self::Header,
        Self::Episodes,
        Self::Reviews,
        Self::UASC,
        Self::OC2,
        Self::OC3,
        Self::AD1,
        Self::PlacedAdoption,
        Self::PrevPerm,
        Self::Missing,
        Self::SWEpisodes,
        Self::DoLo,
    ];

    /// What it should hold.
    pub fn columns(self) -> &'static [Column] {
        use Column as C;
        match self {
            Self::Header => &[C::CHILD, C::SEX, C::DOB, C::ETHNIC, C::UPN, C::MOTHER, C::MC_DOB],
            Self::Episodes => &[
                C::CHILD,
                C::DECOM,
                C::RNE,
                C::LS,
                C::CIN,
                C::PLACE,
                C::PLACE_PROVIDER,
                C::DEC,
                C::REC,
                C::REASON_PLACE_CHANGE,
                C::HOME_POST,
                C::PL_POST,
                C::URN,
            ],
            Self::Reviews => &[C::CHILD, C::DOB, C::REVIEW, C::REVIEW_CODE],
            Self::UASC => &[C::CHILD, C::SEX, C::DOB, C::DUC],
            Self::OC2 => &[
                C::CHILD,
                C::DOB,
                C::SDQ_SCORE,
                C::SDQ_REASON,
                C::CONVICTED,
                C::HEALTH_CHECK,
                C::IMMUNISATIONS,
                C::TEETH_CHECK,
                C::HEALTH_ASSESSMENT,
                C::SUBSTANCE_MISUSE,
                C::INTERVENTION_RECEIVED,
                C::INTERVENTION_OFFERED,
            ],
            Self::OC3 => &[C::CHILD, C::DOB, C::IN_TOUCH, C::ACTIV, C::ACCOM],
            Self::AD1 => &[
                C::CHILD,
                C::DOB,
                C::DATE_INT,
                C::DATE_MATCH,
                C::FOSTER_CARE,
                C::NB_ADOPTR,
                C::SEX_ADOPTR,
                C::LS_ADOPTR,
            ],
            Self::PlacedAdoption => {
                &[C::CHILD, C::DOB, C::DATE_PLACED, C::DATE_PLACED_CEASED, C::REASON_PLACED_CEASED]
            }
            Self::PrevPerm => &[C::CHILD, C::DOB, C::PREV_PERM, C::LA_PERM, C::DATE_PERM],
            Self::Missing => &[C::CHILD, C::DOB, C::MISSING, C::MIS_START, C::MIS_END],
            Self::SWEpisodes => &[C::CHILD, C::DOB, C::SW_ID, C::SW_DECOM, C::SW_DEC, C::SW_REASON],
            Self::DoLo => &[C::CHILD, C::DOB, C::DOLO_START, C::DOLO_END],
        }
    }

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Header => "Header",
            Self::Episodes => "Episodes",
            Self::Reviews => "Reviews",
            Self::UASC => "UASC",
            Self::OC2 => "OC2",
            Self::OC3 => "OC3",
            Self::AD1 => "AD1",
            Self::PlacedAdoption => "PlacedAdoption",
            Self::PrevPerm => "PrevPerm",
            Self::Missing => "Missing",
            Self::SWEpisodes => "SWEpisodes",
            Self::DoLo => "DoLo",
        }
    }
}
