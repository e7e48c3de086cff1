//! Finding people and words.
//!
//! A search is answered in two steps. Tokens, kept as keyed digests, give candidates: sounds of two names together, dates,
//! references, addresses. Then each candidate's own names, which are locked with its key, are compared with what was
//! typed, and the best are shown with the reason. Nothing that was typed is written anywhere.

mod asked;
mod contacts;
mod names;
mod ranked;
mod texts;

use access::{Action, Actor, FieldKind, RecordKind, Resource};
use kernel::{StreamId, StreamKind};
use records::child::Child;
use records::request::Request;
use records::{FoundBy, Line};
use serde::{Deserialize, Serialize};
use store::SummaryFound;

pub use asked::{ASKED_CHARACTERS_MAX, Asked};
pub(crate) use names::plain_tokens;
pub use ranked::Why;
pub use texts::{TEXT_HITS_MAX, TextHit};

use crate::application::Application;
use crate::failure::Failure;
use crate::kept::{Kept, fold};
use crate::lists::{LineShown, is_whole, line_shown};

/// The most records that a search shows; more means that the words should be more exact.
pub const SEARCH_ROWS_MAX: usize = 20;
/// The most candidates whose names are compared: unlocking them takes some milliseconds.
const CANDIDATES_MAX: usize = 100;
/// With fewer good answers than this by two names together, single words are looked for as well.
const ENOUGH: usize = 1;

/// A record that was found, and why.
#[derive(Debug, Clone)]
pub struct Match {
    /// The record, as lists show it.
    pub line: LineShown,
    /// Why it was found, the strongest reason first.
    pub why: Vec<Why>,
    score: f64,
}

/// What is kept of a line, under the subject's key: what lists show, and what it is found by.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Display {
    #[serde(flatten)]
    pub line: Line,
    #[serde(default)]
    pub found_by: FoundBy,
}

/// Why somebody known by this could be who was asked for; nothing where they do not fit.
pub(crate) fn reasons(asked: &Asked, known: &FoundBy) -> Vec<Why> {
    ranked::fit(asked, known).map(|fit| fit.why).unwrap_or_default()
}

/// What a record is found by, as it is kept; nothing where its key was destroyed.
pub(crate) fn found_by(candidate: &SummaryFound) -> FoundBy {
    let display: Option<Display> =
        candidate.display.plain().and_then(|bytes| serde_json::from_slice(bytes).ok());
    display.map(|display| display.found_by).unwrap_or_default()
}

/// The tokens under which a record is kept; for whoever fills a store without commands.
pub fn search_tokens(found_by: &FoundBy) -> Vec<String> {
    let mut tokens = Vec::new();
    for name in &found_by.names {
        let words = names::name_words(name);
        tokens.extend(names::pair_tokens(&words));
        tokens.extend(names::word_tokens(&words));
    }
    tokens.extend(found_by.born.map(|born| format!("born:{born}")));
    tokens.extend(found_by.references.iter().filter_map(|known| reference_token(known)));
    tokens.extend(found_by.contacts.iter().flat_map(|contact| contacts::tokens(contact)));
    tokens.sort();
    tokens.dedup();
    tokens
}

/// The token of a reference.
pub(crate) fn reference_token(reference: &str) -> Option<String> {
    asked::reference_of(reference).map(|reference| format!("id:{reference}"))
}

/// What is looked for first: what few records have.
fn first_tokens(asked: &Asked) -> Vec<String> {
    let mut tokens = names::pair_tokens(&asked.names);
    tokens.extend(asked.born.map(|born| format!("born:{born}")));
    tokens.extend(asked.reference.iter().map(|reference| format!("id:{reference}")));
    tokens.extend(asked.contacts.iter().cloned());
    tokens.extend(contacts::places(&asked.words));
    tokens
}

/// The candidates in the order in which they fit; those that do not are left out.
fn ranked(asked: &Asked, candidates: Vec<SummaryFound>) -> Vec<Match> {
    let mut found: Vec<Match> =
        candidates.into_iter().filter_map(|candidate| matched(asked, candidate)).collect();
    found.sort_by(|left, right| {
        right.score.total_cmp(&left.score).then_with(|| left.line.at.cmp(&right.line.at))
    });
    found
}

fn matched(asked: &Asked, candidate: SummaryFound) -> Option<Match> {
    let display: Display = candidate.display.plain().and_then(|bytes| serde_json::from_slice(bytes).ok())?;
    let fit = ranked::fit(asked, &display.found_by)?;
    Some(Match { line: line_shown(candidate)?, why: fit.why, score: fit.score })
}

impl Application {
    /// Records of a kind, found by a name, a date of birth, a reference or a way to reach somebody, as far as the actor may
    /// list them.
    pub async fn search(&self, actor: &Actor, kind: StreamKind, words: &str) -> Result<Vec<Match>, Failure> {
        let record = match kind {
            StreamKind::Child => RecordKind::ChildRecord,
            StreamKind::Request => RecordKind::Request,
            _ => return Err(Failure::NotThere),
        };
        let asked = Asked::parse(words);
        if asked.words.is_empty() {
            return Ok(Vec::new());
        }
        let scope = self.policy().scope(actor, Action::List, record);
        let found = if is_whole(&scope) {
            self.candidates(kind, &asked).await?
        } else if scope == access::Scope::Nothing {
            Vec::new()
        } else {
            // Their own records are few: each is compared.
            let own = self.involved_streams(actor, kind).await?;
            ranked(&asked, self.store().summaries_of(self.partnership(), own).await?)
        };
        let mut shown = Vec::new();
        for found in found {
            if shown.len() == SEARCH_ROWS_MAX {
                break;
            }
            shown.extend(self.without_hidden_reason(actor, record, found).await?);
        }
        Ok(shown)
    }

    /// For safeguarding capacities: whether a child of this name is known, and whom to contact. Nothing else is told, and
    /// nobody is found by how somebody is reached.
    pub async fn find_known(&self, actor: &Actor, words: &str) -> Result<Vec<LineShown>, Failure> {
        let resource =
            Resource::new(RecordKind::Search, self.partnership().clone()).field(FieldKind::Ordinary);
        if !self.policy().decide(actor, Action::FindKnown, &resource).allowed {
            return Err(Failure::NotThere);
        }
        let mut asked = Asked::parse(words);
        asked.contacts.clear();
        asked.words.clone_from(&asked.names);
        let found = self.candidates(StreamKind::Child, &asked).await?;
        let told = |found: &Match| found.why.iter().any(|why| *why != Why::SameContact);
        Ok(found.into_iter().filter(told).take(SEARCH_ROWS_MAX).map(|found| found.line).collect())
    }

    /// The best among all records of a kind. The caller has asked whether the actor may list all of them.
    pub(crate) async fn candidates(&self, kind: StreamKind, asked: &Asked) -> Result<Vec<Match>, Failure> {
        let look = async |tokens: &[String]| {
            self.store().search_summaries(self.partnership(), kind, tokens, CANDIDATES_MAX).await
        };
        let found = ranked(asked, look(&first_tokens(asked)).await?);
        if found.len() >= ENOUGH || asked.names.is_empty() {
            return Ok(found);
        }
        Ok(ranked(asked, look(&names::word_tokens(&asked.names)).await?))
    }

    /// A record is found by how somebody is reached only by those who may see that there.
    async fn without_hidden_reason(
        &self,
        actor: &Actor,
        kind: RecordKind,
        mut found: Match,
    ) -> Result<Option<Match>, Failure> {
        if found.why.contains(&Why::SameContact) {
            let facts = match kind {
                RecordKind::ChildRecord => self.facts_of::<Child>(found.line.stream).await?,
                _ => self.facts_of::<Request>(found.line.stream).await?,
            };
            let may = facts.is_some_and(|facts| {
                let resource = Resource::of(actor, kind, FieldKind::ContactDetails, &facts);
                self.policy().decide(actor, Action::See, &resource).allowed
            });
            if !may {
                found.why.retain(|why| *why != Why::SameContact);
            }
        }
        Ok((!found.why.is_empty()).then_some(found))
    }

    async fn facts_of<S: Kept>(&self, stream: StreamId) -> Result<Option<access::RecordFacts>, Failure> {
        let loaded = self.store().load(self.partnership(), stream).await?;
        match fold::<S>(stream, &loaded) {
            Ok(folded) => Ok(Some(folded.state.facts(self.partnership(), self.today()))),
            Err(Failure::Erased) => Ok(None),
            Err(failure) => Err(failure),
        }
    }

    /// The records of a kind in which the actor takes part today.
    pub(crate) async fn involved_streams(
        &self,
        actor: &Actor,
        kind: StreamKind,
    ) -> Result<Vec<StreamId>, Failure> {
        let Some(person) = actor.person() else { return Ok(Vec::new()) };
        let today = self.today();
        let mut streams: Vec<StreamId> = self
            .store()
            .involvements_of_person(self.partnership(), person)
            .await?
            .into_iter()
            .filter(|(stream, part)| {
                stream.kind == kind && part.from <= today && part.until.is_none_or(|until| today <= until)
            })
            .map(|(stream, _)| stream)
            .collect();
        streams.dedup();
        Ok(streams)
    }
}
