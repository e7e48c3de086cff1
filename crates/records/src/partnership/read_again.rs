//! A sample of requests was read again by people who did not know what was decided. What is kept is counts.

use measures::{Definitions, Pairs, ReadingAgain};

use super::{Partnership, PartnershipEvent};
use crate::refusal::refusals;
use crate::stream::{Command, Context, Decided};
use serde::Deserialize;

/// The most requests that one sample holds: people read each of them whole.
pub const REQUESTS_MAX: u64 = 10_000;

/// Record what came of it.
#[derive(Debug, Clone, Deserialize)]
pub struct RecordReadingAgain(
    /// What came of it.
    pub ReadingAgain,
);

refusals! {
    /// Why it cannot be recorded.
    RecordReadingAgainRefusal {
        NotYet = "the day has not come", "read-again-in-future", "what was read was read on a day";
        NotDrawn = "it is not said how the sample was drawn", "read-again-not-drawn", "a sample is drawn by chance, and its names are taken out";
        FewReaders = "too few read each request", "read-again-readers", "two people answer each request apart";
        NoParentCarer = "no parent carer read", "read-again-parent-carers", "parent carer members read with the others";
        Nothing = "no request was read", "read-again-nothing", "agreement is counted over requests";
        TooMany = "more requests than a sample holds", "read-again-too-many", "agreement is counted over requests";
        OtherSample = "the two tables count different requests", "read-again-differs", "both tables count the same requests";
    }
}

impl Command for RecordReadingAgain {
    type Stream = Partnership;
    type Refusal = RecordReadingAgainRefusal;

    fn decide(
        &self,
        _: &Partnership,
        context: &Context<'_>,
    ) -> Result<Vec<Decided<PartnershipEvent>>, RecordReadingAgainRefusal> {
        use RecordReadingAgainRefusal as Refusal;
        let Self(reading) = self;
        let definitions =
            Definitions::from_guidance(context.rules.guidance()).map_err(|_| Refusal::NotDrawn)?;
        let asked = &definitions.read_again;
        if reading.on > context.today() {
            return Err(Refusal::NotYet);
        }
        if reading.drawn.trim().is_empty() {
            return Err(Refusal::NotDrawn);
        }
        if reading.readers < asked.readers_least {
            return Err(Refusal::FewReaders);
        }
        if !(asked.parent_carers_least..=reading.readers).contains(&reading.parent_carers) {
            return Err(Refusal::NoParentCarer);
        }
        if [reading.readers_agree, reading.with_decision].iter().any(exceeds) {
            return Err(Refusal::TooMany);
        }
        let read = reading.readers_agree.all();
        if read == 0 {
            return Err(Refusal::Nothing);
        }
        if read != reading.with_decision.all() {
            return Err(Refusal::OtherSample);
        }
        Ok(vec![Decided::now(context, reading.clone())])
    }
}

fn exceeds(pairs: &Pairs) -> bool {
    let counts = [pairs.both, pairs.only_first, pairs.only_second, pairs.neither];
    counts.iter().any(|count| *count > REQUESTS_MAX) || pairs.all() > REQUESTS_MAX
}
