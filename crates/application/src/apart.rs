//! What is read beside the measures: invented requests in two versions, and real ones that were read again.

use access::{Action, Actor};
use measures::{Period, ReadingAgain, ShownPairs, ShownReading};

use crate::application::Application;
use crate::failure::Failure;

impl Application {
    /// What came of invented requests with and without words about disability, for whoever may see the measures.
    pub async fn vignette_pairs(&self, actor: &Actor, period: Period) -> Result<ShownPairs, Failure> {
        if !self.may_see_measures(actor, Action::See) {
            return Err(Failure::NotThere);
        }
        let definitions = self.measure_definitions()?;
        let partnership = self.partnership_state().await?;
        let given = partnership.state.vignettes.iter().map(|given| (given.person.0, &given.answered));
        let year = match period {
            Period::Year(year) => Some(year),
            Period::All => None,
        };
        Ok(measures::publish_pairs(&definitions, measures::pair_up(&definitions, given, year)))
    }

    /// What came of requests that were read again, the latest of a period, for whoever may see the measures.
    pub async fn reading_again(
        &self,
        actor: &Actor,
        period: Period,
    ) -> Result<Option<ShownReading>, Failure> {
        if !self.may_see_measures(actor, Action::See) {
            return Err(Failure::NotThere);
        }
        let definitions = self.measure_definitions()?;
        let partnership = self.partnership_state().await?;
        let within = |reading: &&ReadingAgain| match period {
            Period::Year(year) => definitions.year_of(reading.on) == year,
            Period::All => true,
        };
        let latest = partnership.state.read_again.iter().filter(within).max_by_key(|reading| reading.on);
        Ok(latest.map(|reading| measures::publish_reading(&definitions, reading)))
    }
}
