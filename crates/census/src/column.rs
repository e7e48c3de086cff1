//! The columns of the return on children looked after.

use serde::{Deserialize, Serialize};

macro_rules! columns {
    ($($name:ident,)*) => {
        /// A column, by its name in the files.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "each is the column of that name; `Table::columns` says where it stands")]
        #[expect(non_camel_case_types, reason = "the columns' own names")]
        pub enum Column {
            $($name,)*
        }

        impl Column {
            /// Every column.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// As it stands in the files.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }

            /// The column of a name, in any case.
            pub fn of(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|column| column.as_str().eq_ignore_ascii_case(text))
            }
        }
    };
}

columns! {
    CHILD, SEX, DOB, ETHNIC, UPN, MOTHER, MC_DOB, DECOM, RNE, LS, CIN, PLACE, PLACE_PROVIDER, DEC, REC,
    REASON_PLACE_CHANGE, HOME_POST, PL_POST, URN, REVIEW, REVIEW_CODE, DUC, SDQ_SCORE, SDQ_REASON, CONVICTED,
    HEALTH_CHECK, IMMUNISATIONS, TEETH_CHECK, HEALTH_ASSESSMENT, SUBSTANCE_MISUSE, INTERVENTION_RECEIVED,
    INTERVENTION_OFFERED, IN_TOUCH, ACTIV, ACCOM, DATE_INT, DATE_MATCH, FOSTER_CARE, NB_ADOPTR, SEX_ADOPTR, LS_ADOPTR,
    DATE_PLACED, DATE_PLACED_CEASED, REASON_PLACED_CEASED, PREV_PERM, LA_PERM, DATE_PERM, MISSING, MIS_START, MIS_END,
    SW_ID, SW_DECOM, SW_DEC, SW_REASON, DOLO_START, DOLO_END,
}
