//! The law and the guidance as data, and what follows from them.
//!
//! [`Guidance`] is what the files in `guidance/` say: dated editions, clauses, clocks, duties, bank holidays. A
//! [`Protocol`] is a local overlay from `protocols/` that may add or tighten, never loosen. [`Rules`] are both
//! together: given what happened and what is known, [`Rules::schedule`] answers what must happen, by when, by
//! whom, because of which clause, and how the date was found. Nothing here reads a clock or a disk, and no
//! number of days from law or guidance is written in code.

mod calendar;
mod cases;
mod counter;
mod fingerprint;
mod guidance;
mod load;
mod model;
mod problem;
mod protocol;
mod raw;
mod reading;
mod retention;
mod rules;
mod schema;
mod source;
mod spanned;
mod under;
mod vocabulary;
mod whole;
mod words;

pub use calendar::{BeyondKnown, Calendar, Counted, Holiday};
pub use cases::{Case, Expected, Listed, ListedAs};
pub use counter::{Count, Counter, Stretch};
pub use guidance::Guidance;
pub use model::{
    CheckDefinition, CheckRule, Clause, Clock, Commencement, Condition, Counting, Course, CriteriaPart, Duty,
    Edition, EditionKind, Linked, ListedItem, MilestoneName, Occasion, Origins, PlacementKind, Transition,
};
pub use problem::{LoadErrors, Problem, ProtocolRefusals};
pub use protocol::{
    Agreed, Assessment, Challenge, Check, CheckOutcome, CoProduction, ConcernSettings, Contact, Contents,
    Criteria, Criterion, EqualitySettings, FamilyHelp, FiguresSettings, Group, Involvement, JudgedOn,
    LeadPractitioner, LevelsOfNeed, PartnershipSettings, Protocol, Publication, Reading, Recording,
    ReturnedFromCare, ReviewPoint, RouteSettings, SafetyLine, Said, Service, Settings, Specialist,
    SpecialistAssessment, Standard, Timetable, Training, Views,
};
pub use retention::{
    Keep, RetainFrom, RetainWhen, Retained, RetentionFacts, RetentionRule, RetentionTerm, keep,
};
pub use rules::{Birth, Due, Facts, LinkedBack, Milestone, Owed, Rules, Scheduled, Standing, Status};
pub use schema::schemas;
pub use source::Source;
pub use vocabulary::{Bound, Interval, Level, Limit, Unit, UnknownLevel, Verified};
pub use words::{full_date, full_time};
