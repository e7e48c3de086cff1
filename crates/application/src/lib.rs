//! The thin shell: load, decide, project, append.
//!
//! Every way into the record goes through [`Application`]. A change is an [`Act`]: commands on streams, each checked
//! against the policy table, decided by `records`, and appended in one batch with the rows that lists show. A read
//! is checked the same way and is on disk in the read log before its page is released. What somebody may not see
//! does not exist: the answer is [`Failure::NotThere`].

mod act;
mod alerts;
mod apart;
mod application;
mod challenges;
mod chronology;
mod codes;
mod confirmed;
mod contacts;
mod cover;
pub mod credentials;
mod crossing;
mod drafts;
mod equality;
mod failure;
mod feedback;
mod files;
mod help;
mod history;
mod kept;
mod late;
mod lists;
mod looked_after;
mod named;
mod open;
mod over_time;
mod permission;
mod phrases;
mod pictures;
mod places;
mod protection;
mod rebuild;
mod reforms;
mod retention;
mod returned;
mod rows;
mod search;
mod statutory;
mod systems;
mod team;
mod told;
mod unit;
mod urgent;

pub use act::{Act, Done};
pub use alerts::Worry;
pub use application::{Application, PARTNERSHIP_STREAM, Parts};
pub use challenges::{Linked, LinkedBy};
pub use chronology::ChronologyEntry;
pub use codes::{
    CODE_ATTEMPTS_MAX, CODE_WINDOW_HOURS, CodeFailure, GivenCode, new_code, normalise_code, reference,
};
pub use contacts::{DecidedTogether, EarlierContact, MayBe};
pub use cover::Covered;
pub use crossing::{OpenConcern, PersonToTell};
pub use drafts::{DRAFT_KEPT_DAYS, Drafted};
pub use failure::Failure;
pub use feedback::FeedbackCounts;
pub use files::{NewFile, type_of_file};
pub use help::KnownChild;
pub use history::HistoryLine;
pub use kept::{Folded, Kept};
pub use late::Owed;
pub use lists::{DutyShown, LineShown, Today};
pub use named::{Named, NamedError, named_command, named_commands};
pub use open::{Opened, ReadReason};
pub use over_time::{CameOf, SaidOfChild};
pub use permission::Permitted;
pub use phrases::{PHRASE_ATTEMPTS_MAX, PHRASE_WINDOW_MINUTES, PhraseCheck, PhraseFailure};
pub use pictures::{is_cleaned, without_hidden};
pub use retention::KeptRecord;
pub use returned::{Returned, TAKEN_AT_ONCE, TakenOver};
pub use search::{
    ASKED_CHARACTERS_MAX, Asked, Match, SEARCH_ROWS_MAX, TEXT_HITS_MAX, TextHit, Why, search_tokens,
};
pub use statutory::CensusToday;
pub use systems::{KeyFailure, SYSTEM_CALLS_MAX, SystemKey, WRONG_KEYS_MAX};
pub use team::{Holder, Holding, Overseen, Silent};
pub use told::StreamTold;
pub use unit::Unit;
pub use urgent::{URGENT_HOURS, URGENT_REASON_CHARACTERS_MAX, UrgentOpening};
