//! A sample of requests read again by people who did not know what was decided: how far they agree with one another, and with
//! the decision.

use guidance::Verified;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::definition::Definitions;
use crate::figures::Cell;
use crate::pairs::Pairs;
use crate::publish::{Number, Publisher};
use crate::statistics::{Interval, kappa};

/// What is asked of such a reading.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadAgain {
    /// Where it comes from.
    pub source: String,
    /// How well that was verified.
    pub verified: Verified,
    /// The measure beside which it is read.
    pub beside: String,
    /// At least so many read each request.
    pub readers_least: u16,
    /// At least so many of those who read are parent carers.
    pub parent_carers_least: u16,
}

/// What came of one reading. It holds counts, and no word of any request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingAgain {
    /// The day on which they read.
    pub on: Date,
    /// How the sample was drawn, and how names were taken out of it.
    pub drawn: String,
    /// How many read.
    pub readers: u16,
    /// How many of them are parent carers.
    pub parent_carers: u16,
    /// Whether the first and the second reader of each request would have sent it to safeguarding.
    pub readers_agree: Pairs,
    /// Whether the first reader would have sent it, and whether it was sent.
    pub with_decision: Pairs,
}

/// What may be shown of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownReading {
    /// The day on which they read.
    pub on: Date,
    /// How the sample was drawn.
    pub drawn: String,
    /// How many read.
    pub readers: u16,
    /// How many of them are parent carers.
    pub parent_carers: u16,
    /// How many requests were read.
    pub requests: Number,
    /// How far the readers agree with one another; none where there are few, or nothing to tell.
    pub readers_agree: Option<(f64, Interval)>,
    /// How far the readers agree with the decision.
    pub with_decision: Option<(f64, Interval)>,
}

/// Hides what is small.
pub fn publish_reading(definitions: &Definitions, reading: &ReadingAgain) -> ShownReading {
    let publisher = Publisher { definitions };
    let found = |pairs: Pairs| {
        let yes = [pairs.both + pairs.only_first, pairs.both + pairs.only_second];
        let open = yes
            .into_iter()
            .all(|yes| publisher.may_work_out(Cell { yes, of: pairs.all() }, publisher.plain()));
        open.then(|| kappa(pairs, definitions.method.confidence)).flatten()
    };
    ShownReading {
        on: reading.on,
        drawn: reading.drawn.clone(),
        readers: reading.readers,
        parent_carers: reading.parent_carers,
        requests: publisher.number(reading.readers_agree.all(), definitions.small_numbers.show_from),
        readers_agree: found(reading.readers_agree),
        with_decision: found(reading.with_decision),
    }
}
