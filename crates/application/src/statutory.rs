//! Statutory returns as those who answer for them work on them: those that were checked, and what the record would say today.

use access::{Action, Actor, FieldKind, RecordKind, Resource};
use kernel::{StreamId, StreamKind};
use records::child::Child;
use records::returned::Period;
use records::statutory::{Return, Which};
use uuid::Uuid;

use crate::application::Application;
use crate::failure::Failure;
use crate::kept::{Kept, fold};

/// What the record would say today in the census of a year.
#[derive(Debug, Clone)]
pub struct CensusToday {
    /// The authority's three digits, where returns of one authority alone were taken over.
    pub authority: Option<String>,
    /// The children in the order of the return, each with the record it is made from, where there is one.
    pub children: Vec<(Option<Uuid>, census::Child)>,
}

/// The most returns that are looked at: those of every kind, of more years than they are kept.
const RETURNS_MAX: u32 = 200;

impl Application {
    /// Every return that was checked, the latest year first.
    pub async fn returns(&self, actor: &Actor) -> Result<Vec<(Which, Return)>, Failure> {
        if !self.may_here(actor, Action::List, RecordKind::Return) {
            return Err(Failure::NotThere);
        }
        let streams = self.store().streams(self.partnership(), StreamKind::Return, None, RETURNS_MAX).await?;
        let loaded = self.store().load_many(self.partnership(), &streams).await?;
        let mut found = Vec::with_capacity(streams.len());
        for (stream, loaded) in streams.iter().zip(&loaded) {
            let state = match fold::<Return>(*stream, loaded) {
                Err(Failure::Erased) => continue,
                folded => folded?.state,
            };
            found.extend(state.which.map(|which| (which, state)));
        }
        found.sort_by_key(|(which, _)| (std::cmp::Reverse(which.year), which.kind));
        Ok(found)
    }

    /// The return of the same kind, a year before; nothing where it was never checked here.
    pub async fn return_before(&self, actor: &Actor, which: Which) -> Result<Option<Return>, Failure> {
        if !self.may_here(actor, Action::See, RecordKind::Return) {
            return Err(Failure::NotThere);
        }
        let stream = StreamId::new(StreamKind::Return, which.before().id());
        let loaded = self.store().load(self.partnership(), stream).await?;
        match fold::<Return>(stream, &loaded) {
            Err(Failure::Erased) => Ok(None),
            folded => Ok(Some(folded?.state).filter(|state| state.which.is_some())),
        }
    }

    /// What the record would say today in the census of a year, of every child, for whoever may check a return.
    pub async fn census_today(&self, actor: &Actor, period: &Period) -> Result<CensusToday, Failure> {
        if !self.may_here(actor, Action::Write, RecordKind::Return) {
            return Err(Failure::NotThere);
        }
        let mut known = std::collections::BTreeSet::new();
        self.each_history(|_, history| {
            if !history.authority.is_empty() {
                known.insert(history.authority);
            }
        })
        .await?;
        let one = known.pop_first().filter(|_| known.is_empty());
        Ok(CensusToday { authority: one, children: self.census_records(period, |_| ()).await? })
    }

    /// Whether the actor may open what the census says of a child, on the child's own pages. Nothing is opened by asking.
    pub async fn may_open_census(&self, actor: &Actor, child: Uuid) -> Result<bool, Failure> {
        let stream = StreamId::new(StreamKind::Child, child);
        let loaded = self.store().load(self.partnership(), stream).await?;
        let state = match fold::<Child>(stream, &loaded) {
            Err(Failure::Erased) => return Ok(false),
            folded => folded?.state,
        };
        let facts = state.facts(self.partnership(), self.today());
        let may = |kind| {
            let resource = Resource::of(actor, kind, FieldKind::Ordinary, &facts);
            self.policy().decide(actor, Action::See, &resource).allowed
        };
        Ok(loaded.version > 0 && may(RecordKind::ChildRecord) && may(RecordKind::StatutoryReturn))
    }
}
