//! Whether disabled children's families are routed to safeguarding differently, and whether protection stayed as
//! strong: the measures M-01 to M-18.
//!
//! [`Definitions`] say what is counted, over what, who is compared and what may be shown; they are read from the
//! guidance, so no threshold stands in code. [`Facts`] are what one stream contributes: little, and nothing that a
//! measure does not need. [`count`] folds facts into [`Figures`], which hold every number; [`publish`] makes of them
//! what may be shown, with small numbers hidden so that none of them can be worked out from what is left.
//!
//! Nothing here reads a clock, a disk or a name.

mod adjusted;
mod charts;
mod counting;
mod definition;
mod discovery;
mod facts;
mod figures;
mod groups;
mod levels;
mod over_time;
mod pairs;
mod people;
mod publish;
mod read_again;
mod small_numbers;
pub mod statistics;
mod teams;
mod verdict;
mod vignettes;
mod working_days;

pub use adjusted::{Adjusted, AdjustedFor, Covariate, Recorded, WhyNotAdjusted};
pub use charts::{Charts, MonthCell, Stretch, TeamCell};
pub use definition::{
    Count, DefinitionError, Definitions, Group, Grouping, GroupingKind, Measure, Method, Part, SmallNumbers,
};
pub use discovery::{Between, Tested};
pub use facts::{
    Allocation, AssessmentFacts, CarerAssessment, Challenge, Delivery, Diagnosis, Disabled, Diversion,
    Enquiry, Facts, Kept, Outcome, Referred, Reply, RequestFacts, Source, TakenUp,
};
pub use figures::{Cell, Days, Figures, MeasureFigures, PartFigures, Period, Row, Table, count};
pub use over_time::{ShownMonth, ShownOverTime, Side, Sides};
pub use pairs::Pairs;
pub use publish::{
    Compared, Number, Percent, Published, ShownAdjusted, ShownDays, ShownMeasure, ShownPart, ShownRecorded,
    ShownRow, ShownTable, publish,
};
pub use read_again::{ReadAgain, ReadingAgain, ShownReading, publish_reading};
pub use small_numbers::{Veil, protect, protect_counts};
pub use statistics::Comparison;
pub use teams::{Edge, Place, ShownTeam, ShownTeams};
pub use verdict::{Evidence, Protection, Verdict, WhyNotShown, judge};
pub use vignettes::{
    FoundPairs, Half, ShownPairs, Vignette, VignetteAnswer, VignetteAnswered, Vignettes, pair_up,
    publish_pairs,
};
