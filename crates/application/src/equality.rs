//! The equality measures of the partnership: counted from what every stream contributes, kept until anything of it changes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use access::{Action, Actor, RecordKind};
use jiff::civil::Date;
use kernel::{PersonId, StreamId};
use measures::{Definitions, Facts, Period, Published};
use records::partnership::Partnership;

use crate::application::Application;
use crate::failure::Failure;

/// What was worked out, and from which revision on which day.
struct Kept {
    revision: u64,
    on: Date,
    published: Arc<Published>,
}

/// The definitions, once read, and what was last worked out for each period. Only what may be shown is kept in memory.
#[derive(Default)]
pub(crate) struct MeasuredShelf {
    definitions: OnceLock<Arc<Definitions>>,
    kept: Mutex<BTreeMap<Period, Kept>>,
}

impl Application {
    /// What the measures are.
    pub fn measure_definitions(&self) -> Result<Arc<Definitions>, Failure> {
        let once = &self.measured().definitions;
        if let Some(known) = once.get() {
            return Ok(Arc::clone(known));
        }
        let read = Arc::new(Definitions::from_guidance(self.rules().guidance())?);
        Ok(Arc::clone(once.get_or_init(|| read)))
    }

    /// Whether the table lets this actor have the measures.
    pub fn may_see_measures(&self, actor: &Actor, action: Action) -> bool {
        self.may_here(actor, action, RecordKind::Measures)
    }

    /// The measures of a period, of this year where none is named, for an actor whom the table lets have them in this way.
    pub async fn equality_measures(
        &self,
        actor: &Actor,
        action: Action,
        period: Option<Period>,
    ) -> Result<Arc<Published>, Failure> {
        if !self.may_see_measures(actor, action) {
            return Err(Failure::NotThere);
        }
        let definitions = self.measure_definitions()?;
        let today = self.today();
        let this_year = Period::Year(definitions.year_of(today));
        let wanted = period.unwrap_or(this_year);
        let revision = self.store().measured_revision(self.partnership()).await?;
        if let Some(known) = self.measured().known(wanted, revision, today) {
            return Ok(known);
        }
        let (rules, stream_rules) = (Arc::clone(self.rules()), Arc::clone(&definitions));
        let partnership = self.partnership_state().await?;
        let fold = move |revision, rows: Vec<(StreamId, Vec<u8>)>| {
            let read = |row| read(row).map(|facts| with_team(facts, &partnership.state));
            let facts = rows.into_iter().map(read).collect::<Result<Vec<Facts>, Failure>>()?;
            let kept = records::measured::KEPT;
            let figures = measures::count(&stream_rules, &rules, facts, kept, wanted, today);
            Ok::<_, Failure>((revision, Arc::new(measures::publish(&stream_rules, &figures))))
        };
        let (revision, published) = self.store().fold_measured(self.partnership(), fold).await??;
        // A year of which there is nothing does not exist, and is not kept: otherwise anybody could fill the memory.
        let exists = match wanted {
            Period::All => true,
            Period::Year(year) => wanted == this_year || published.years.contains(&year),
        };
        if !exists {
            return Err(Failure::NotThere);
        }
        self.measured().keep(wanted, Kept { revision, on: today, published: Arc::clone(&published) });
        Ok(published)
    }
}

fn read((stream, bytes): (StreamId, Vec<u8>)) -> Result<Facts, Failure> {
    serde_json::from_slice(&bytes).map_err(|source| Failure::MeasuredUnreadable { stream, source })
}

/// The team of whoever took a request up, as it was on that day.
fn with_team(mut facts: Facts, partnership: &Partnership) -> Facts {
    if let Some(requested) = &mut facts.requested
        && let Some(taken_up) = requested.taken_up
    {
        requested.team = partnership.team_on(PersonId(taken_up.by), taken_up.on).map(str::to_owned);
    }
    facts
}

impl MeasuredShelf {
    fn known(&self, period: Period, revision: u64, today: Date) -> Option<Arc<Published>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.get(&period).filter(|known| known.revision == revision && known.on == today)?;
        Some(Arc::clone(&known.published))
    }

    fn keep(&self, period: Period, new: Kept) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).insert(period, new);
    }
}
